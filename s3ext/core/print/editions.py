"""Which parts of the handbook are printed on their own, and what each holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..digests import digest
from ..fixed_names import FixedNames
from ..model.catalog import Catalog, Item
from ..model.kind import Kind
from ..model.kinds import Kinds
from ..suggest import nearest
from .book import Place, book_order

_WORDS = re.compile('[a-z0-9]+')
#: the pages of the members of an edition are whole where they have no more words together
MOST_WORDS = 900
#: of the name of a file, so many characters say what was chosen
_LONGEST = 80
NO_WORDS: Mapping[str, int] = MappingProxyType({})


def edition_choices(kinds: Kinds) -> dict[str, tuple[str, str]]:
    """What an edition may be chosen by: by name on the command line the name in file names, and the kind of record."""
    return {
        kinds.facets.get(kind, kind): (kinds.about(kind).edition, kind)
        for kind in kinds.in_order(lambda kind: kind.editions)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One PDF.

    ``kind`` is a choice, 'book', 'short_book', 'volume', 'leaflet', 'template', 'participant' or 'collection';
    ``docname`` is the page that it is about and that links to it; empty for a collection.
    """

    name: str
    kind: str
    docname: str = ''
    title: str = ''
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """The records that a filter chooses: its ``text``, the ``values`` that it names, and the ``items`` in order."""

    text: str
    values: tuple[str, ...]
    items: tuple[Item, ...]


class UnknownChoiceError(ValueError):
    """A choice that no record answers to; ``nearest`` is the most similar id, or empty."""

    def __init__(self, kind: str, value: str, nearest: str) -> None:
        super().__init__(f'{kind}={value}')
        self.kind, self.value, self.nearest = kind, value, nearest


def all_editions(
    docnames: Collection[str],
    catalog: Catalog,
    names: FixedNames,
    root: str,
    most: int,
    words: Mapping[str, int] = NO_WORDS,
) -> tuple[Printed, ...]:
    """Every edition of the handbook. Above *most* pages the book comes in volumes, one for each owner of others.

    *words* says how many each page has.
    """
    found = [*books(docnames, catalog, names, root, most)]
    for choice in edition_choices(catalog.kinds):
        for item in _items(choice, catalog):
            found += _editions_of(choice, item, catalog, names, words)
    return tuple(found)


def books(docnames: Collection[str], catalog: Catalog, names: FixedNames, root: str, most: int) -> Iterator[Printed]:
    """The whole handbook, or where it has more than *most* pages what is nobody's, and a volume for each owner."""
    places = book_order([name for name in docnames if is_in_book(name, catalog, names)], catalog, names, root)
    if len(places) <= most:
        yield Printed(name=names.book, kind='book', docname=root, places=places)
        return
    owned = {place.docname for item in _owners(catalog) for place in _volume(item, catalog)}
    yield Printed(
        name=names.book,
        kind='book',
        docname=root,
        places=tuple(place for place in places if place.docname not in owned),
    )
    for item in _owners(catalog):
        volume = (*_volume(item, catalog), *_glossary(catalog))
        yield Printed(name=f'{names.book}-{item.id}', kind='volume', title=item.title, places=volume)


def is_in_book(docname: str, catalog: Catalog, names: FixedNames) -> bool:
    """Whether the book prints the page *docname*: not what readers take along, which are files of their own."""
    item = catalog.at(docname)
    if item and item.record.about.to_take:
        return False
    return not any(docname == name or (name.endswith('/') and docname.startswith(name)) for name in names.unprinted)


def short_book(docnames: Collection[str], catalog: Catalog, names: FixedNames, root: str, title: str) -> Printed:
    """What a book in a further language holds: what is written in it, and the pages of organisations.

    Without registers, the glossary, and lists of what nothing else belongs to. Its file is called by its *title*.
    """
    kinds = catalog.kinds
    lists = [folder for kind, folder in kinds.folders.items() if not kinds.about(kind).facet]
    left_out = tuple(f'{folder}/' for folder in (names.back, *lists) if folder)

    def is_kept(docname: str) -> bool:
        item = catalog.at(docname)
        if item:
            return item.type == kinds.organisations
        return docname != kinds.glossary_page and not docname.startswith(left_out)

    places = tuple(place for place in book_order(docnames, catalog, names, root) if is_kept(place.docname))
    return Printed(name=file_name(title), kind='short_book', docname=root, title=title, places=places)


def file_name(title: str) -> str:
    """The name of a PDF with this *title*: small letters and digits, and hyphens between the words."""
    return '-'.join(_WORDS.findall(title.casefold()))


def collection(
    choices: Iterable[tuple[str, str]],
    title: str,
    catalog: Catalog,
    names: FixedNames,
    words: Mapping[str, int] = NO_WORDS,
    filtered: Filtered | None = None,
) -> Printed:
    """One edition of all that *choices*, as (choice, id), ask for, and of what is *filtered*; each adds to it.

    Its name says what was chosen. Raises ``UnknownChoiceError`` for a choice that no record answers to.
    """
    places: dict[str, Place] = {}
    chosen = []
    for choice, value in choices:
        item = next((item for item in _items(choice, catalog) if _id(item) == value), None)
        if item is None:
            known = [_id(item) for item in _items(choice, catalog)]
            raise UnknownChoiceError(choice, value, nearest(value, known) or '')
        chosen.append(item)
        for place in _with_members(item, catalog, words):
            # a page that others of the collection would stand under is not moved: the first to ask for it decides
            places.setdefault(place.docname, place)
    for place in _in_short([_top(item) for item in filtered.items] if filtered else [], words):
        places.setdefault(place.docname, place)
    title = title or ' · '.join(item.title for item in chosen) or (filtered.text if filtered else '')
    slug = _slug([*(item.id for item in chosen), *(filtered.values if filtered else ())])
    return Printed(
        name=f'{names.edition}-{names.collection}-{slug}',
        kind='collection',
        title=title,
        places=(*places.values(), *_glossary(catalog)),
    )


def _slug(ids: Iterable[str]) -> str:
    """What was chosen, for the name of a file; what would be too long ends with a digest of all of it."""
    whole = '-'.join(file_name(one) for one in dict.fromkeys(ids))
    if len(whole) <= _LONGEST:
        return whole
    return f'{whole[:_LONGEST].strip("-")}-{digest(whole)[:8]}'


def _items(choice: str, catalog: Catalog) -> Iterator[Item]:
    """The records that *choice* can name."""
    for item in catalog.of_type(edition_choices(catalog.kinds)[choice][1]):
        if item.record.stands_for(item.id):
            yield item


def _id(item: Item) -> str:
    """What *item* is called in file names and on the command line."""
    return item.record.stands_for(item.id)


def edition_names(about: Kind, record_id: str, names: FixedNames) -> tuple[str, ...]:
    """What the PDFs about a record are called, with *about* it: that of participants first, that of all last."""
    name = f'{names.edition}-{about.edition}-{record_id}'
    if about.members and about.for_participants:
        return f'{name}-{names.participant}', f'{name}-{names.leader}'
    return (name,)


def _editions_of(
    choice: str, item: Item, catalog: Catalog, names: FixedNames, words: Mapping[str, int]
) -> Iterator[Printed]:
    about = item.record.about
    *own, name = edition_names(about, _id(item), names)
    if not about.members:
        kind = 'template' if about.to_take else 'leaflet'
        yield Printed(name=name, kind=kind, docname=item.docname, title=item.title, places=(_top(item),))
        return
    for other in own:
        yield Printed(name=other, kind='participant', docname=item.docname, title=item.title, places=(_top(item),))
    # who leads a workshop has the words at hand that it needs
    glossary = () if about.for_participants else _glossary(catalog)
    places = (*_with_members(item, catalog, words), *glossary)
    yield Printed(name=name, kind=choice, docname=item.docname, title=item.title, places=places)


def _with_members(item: Item, catalog: Catalog, words: Mapping[str, int]) -> tuple[Place, ...]:
    """The page of *item*, and those that belong to it: in short beside a workshop, and where they are long."""
    members = _members(item, catalog)
    if item.record.about.for_participants:
        return (_top(item), *(replace(place, brief=True) for place in members))
    return (_top(item), *_in_short(members, words))


def _in_short(places: Sequence[Place], words: Mapping[str, int]) -> Iterator[Place]:
    """*places*, in short if they have many words together."""
    brief = sum(words.get(place.docname, 0) for place in places) > MOST_WORDS
    return (replace(place, brief=brief) for place in places)


def _members(item: Item, catalog: Catalog) -> tuple[Place, ...]:
    """The pages that belong to *item*: those that name it, or those that it names."""
    below: list[Item] = []
    facet = catalog.kinds.facets.get(item.type)
    for kind in item.record.about.members:
        if facet:
            below += catalog.select(kind, [(facet, item.record.stands_for(item.id))])
        else:
            named = (catalog.get(kind, record_id) for record_id in catalog.kinds.values(item.type, kind, item.record))
            below += [found for found in named if found]
    return tuple(Place(docname=docname, depth=1) for docname in dict.fromkeys(member.docname for member in below))


def _owners(catalog: Catalog) -> Iterator[Item]:
    """The records in whose folders others lie."""
    for kind in dict.fromkeys(catalog.kinds.within.values()):
        yield from catalog.of_type(kind)


def _volume(item: Item, catalog: Catalog) -> tuple[Place, ...]:
    """An owner and the records that are in the book under it."""
    own = [
        inner
        for kind, owner in catalog.kinds.within.items()
        if owner == item.type
        for inner in catalog.select(kind, [(owner, item.id)])
        if catalog.owner_of(inner) == item.id
    ]
    return (_top(item), *(Place(docname=inner.docname, depth=1) for inner in own))


def _top(item: Item) -> Place:
    return Place(docname=item.docname)


def _glossary(catalog: Catalog) -> tuple[Place, ...]:
    return (Place(docname=catalog.glossary.docname),) if catalog.glossary else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexTerm:
    """An entry of the index: a record's title, and the pages of an edition that are about it, its own first."""

    title: str
    docnames: tuple[str, ...]


def index_of(kind: str, docnames: Iterable[str], catalog: Catalog) -> tuple[IndexTerm, ...]:
    """The index of an edition of *docnames* by the records of *kind*, in alphabetical order."""
    about: dict[str, list[str]] = {}
    for docname in docnames:
        if item := catalog.at(docname):
            for value in [item.id] if item.type == kind else catalog.kinds.values(item.type, kind, item.record):
                about.setdefault(value, []).append(docname)
    found = []
    for item in catalog.of_type(kind):
        pages = about.get(item.id, [])
        ordered = sorted(pages, key=lambda docname: docname != item.docname)
        if ordered:
            found.append(IndexTerm(title=item.title, docnames=tuple(ordered)))
    return tuple(sorted(found, key=lambda entry: catalog.language.sort_key(entry.title)))
