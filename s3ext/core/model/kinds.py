"""The kinds of pages of a handbook as one value, and the tables that are computed from their classes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import NamedTuple

from .annotations import AreaCode, Asks, Filter, Form, InText, Located, Ref, Total, Wanted
from .declared import Declared, computed, declared, groups
from .fields import Field, filter_fields
from .header import PLAIN, Header
from .kind import Kind
from .parts import Ask
from .values import InList

#: where a function of an annotation lies, which differs in each process
_ADDRESS = re.compile(' at 0x[0-9a-fA-F]+')
#: the last year of a span that has no end
FAR = 9999


class Asked(NamedTuple):
    """What a field asks of another: its ``path`` of names, what it asks, and whether the other is ``required``."""

    path: tuple[str, ...]
    asks: Asks
    required: bool


@dataclass(frozen=True)  # no slots: they have no place for what is worked out once
class Kinds:
    """The ``classes`` of the records, in the order in which kinds are named; plain pages have ``Header`` besides.

    A kind is known by its id (``Kind.id``). ``editors`` is the term of the closed list ``author`` that stands for the
    editors. ``periods`` are the spans of years, such as those of a programme, by which the search groups pages: first
    and last year, 0 and ``FAR`` where a span is open; the texts ``period_0`` … say their names. ``titles``, in small
    letters, are what people call the title of a page in its header; it belongs in the text. ``foreign`` are words, in
    small letters, that only titles in another language have, by the code of that language. Builds compare all this as
    text, so none of it is a set, whose order differs in each process.

    Raises ``ValueError`` for two kinds of one id, and if no kind is listed.
    """

    classes: tuple[type[Header], ...]
    editors: str = 'editors'
    periods: tuple[tuple[int, int], ...] = ()
    titles: tuple[str, ...] = ('title',)
    foreign: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        classes: tuple[type[Header], ...] = (*self.classes, Header)
        ids = [cls.about.id for cls in classes]
        if len(set(ids)) < len(ids):
            raise ValueError(f'two kinds with one id: {", ".join(ids)}')
        if not any(cls.about.listed for cls in self.classes):
            raise ValueError('no kind is listed')

    def __getstate__(self) -> dict[str, object]:
        """The fields alone: what is worked out from the classes holds functions, which nobody can store."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def by_id(self) -> Mapping[str, type[Header]]:
        """The class of each kind, that of plain pages last."""
        classes: tuple[type[Header], ...] = (*self.classes, Header)
        return {cls.about.id: cls for cls in classes}

    @cached_property
    def parts(self) -> tuple[type, ...]:
        """The classes of the groups of fields that they hold, at any depth."""
        return tuple(dict.fromkeys(part for cls in self.by_id.values() for part in groups(cls)))

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The kinds that can be listed and linked to; a plain page is only a document."""
        return tuple(kind for kind, cls in self.by_id.items() if cls.about.listed)

    @property
    def main(self) -> str:
        """The kind that lists hold where nothing is said of another."""
        return self.listed[0]

    @cached_property
    def folders(self) -> Mapping[str, str]:
        """Where each kind of page with a folder of its own lives; those within others, in folders below it."""
        return {kind: cls.about.folder for kind, cls in self.by_id.items() if cls.about.folder}

    @cached_property
    def within(self) -> Mapping[str, str]:
        """The kinds whose pages lie in the folder of a record that they name, and the kind of that record."""
        return {kind: cls.about.within for kind, cls in self.by_id.items() if cls.about.within}

    @cached_property
    def facets(self) -> Mapping[str, str]:
        """The facet of other records that a page of each kind stands for."""
        return {kind: cls.about.facet for kind, cls in self.by_id.items() if cls.about.facet}

    @cached_property
    def paged_lists(self) -> Mapping[str, str]:
        """The closed lists whose terms have pages, and the kind of these."""
        return {facet: kind for kind, facet in self.facets.items() if facet in self.lists and facet not in self.by_id}

    @cached_property
    def organisations(self) -> str:
        """The kind whose pages stand for organisations, '' if there is none."""
        return next((kind for kind in self.listed if self.about(kind).organisations), '')

    @cached_property
    def workers(self) -> tuple[str, ...]:
        """The kinds whose pages tell who works with a thing: organisations, and what works in other ways."""
        others = (kind for kind in self.listed if self.about(kind).works and kind != self.organisations)
        return tuple(kind for kind in (self.organisations, *others) if kind)

    @cached_property
    def glossary_page(self) -> str:
        """The page that explains all words, '' if there is none."""
        return next((cls.about.page for cls in self.classes if cls.about.explains), '')

    # -- fields -------------------------------------------------------------------------

    @cached_property
    def fields(self) -> Mapping[str, Mapping[str, Field]]:
        """Every field that lists can be filtered by, by listed kind and name."""
        found = {kind: filter_fields(self.by_id[kind], self.editors) for kind in self.listed}
        return {kind: {field.name: field for field in fields} for kind, fields in found.items()}

    @cached_property
    def facet_names(self) -> tuple[str, ...]:
        """The fields of any kind by which records can be grouped and counted, sorted."""
        found = {field.name for named in self.fields.values() for field in named.values() if field.is_facet}
        return tuple(sorted(found))

    @cached_property
    def references(self) -> Mapping[str, str]:
        """The fields, at any depth of a header, that name other records, and the kind of these."""
        found = {name: self.target(ref) for name, ref in self._refs.items()}
        return {name: kind for name, kind in found.items() if kind in self.by_id}

    @cached_property
    def namesakes(self) -> frozenset[tuple[str, str]]:
        """The fields of groups that only have the name of a reference elsewhere: that of the group, and their own."""
        return frozenset(
            (group.name, field.name)
            for group in self._declared
            if group.part is not None
            for field in declared(group.part)
            if field.name in self.references and not field.find(Ref)
        )

    @cached_property
    def beside(self) -> Mapping[str, str]:
        """Those fields that may name a term of a closed list instead, such as the editors, and the list."""
        return {name: ref.beside for name, ref in self._refs.items() if ref.beside}

    @cached_property
    def organisation_fields(self) -> tuple[str, ...]:
        """The fields that name the organisations which a page is about: not who wrote or approved it."""
        named = (name for name, kind in self.references.items() if kind == self.organisations)
        return tuple(name for name in named if name not in self.beside)

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The closed lists that the values of fields are terms of."""
        every = (*self._declared, *(field for cls in self.by_id.values() for field in computed(cls)))
        named = (terms.name for field in every if (terms := field.find(InList)))
        return tuple(dict.fromkeys((*named, *self.beside.values())))

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """The names of the fields of each kind as they are written."""
        return {kind: _names(cls) for kind, cls in self.by_id.items()}

    @cached_property
    def required(self) -> Mapping[str, frozenset[str]]:
        """The fields that each kind must have, by the names as they are written."""
        return {kind: frozenset(f.name for f in declared(cls) if f.required) for kind, cls in self.by_id.items()}

    @cached_property
    def all_names(self) -> frozenset[str]:
        """The names of all fields of groups."""
        return frozenset[str]().union(*map(_names, self.parts))

    @cached_property
    def wanted(self) -> Mapping[str, tuple[str, ...]]:
        """What makes an entry of each listed kind whole, in the order in which it helps to fill it in."""
        return {kind: _wanted(self.by_id[kind]) for kind in self.listed}

    @cached_property
    def located(self) -> Mapping[str, tuple[str, ...]]:
        """The fields of each kind whose places are kept."""
        return {
            kind: tuple(field.name for field in declared(cls) if field.find(Located) or field.of is Ask)
            for kind, cls in self.by_id.items()
        }

    @cached_property
    def area_codes(self) -> Mapping[str, str]:
        """The kinds whose records each lie in an area of the map, and the attribute with its code."""
        return {
            kind: field.attribute
            for kind in self.listed
            for field in declared(self.by_id[kind])
            if field.find(AreaCode)
        }

    @cached_property
    def owner_fields(self) -> Mapping[str, str]:
        """The field of each kind within another whose first value names the record in whose folder the page lies."""
        return {
            kind: next(f.name for f in declared(self.by_id[kind]) if (ref := f.find(Ref)) and ref.kind == owner)
            for kind, owner in self.within.items()
        }

    @cached_property
    def citing(self) -> frozenset[str]:
        """The outermost fields that name sources, the sources among them."""
        fields = (field for cls in self.by_id.values() for field in declared(cls))
        found = (f.name for f in fields if f.part and any(part.name == 'source' for part in declared(f.part)))
        return frozenset({'sources', 'source', *found})

    @cached_property
    def asked(self) -> Mapping[str, tuple[Asked, ...]]:
        """What the values of fields of each kind ask of others beside them."""
        return {kind: tuple(_asked(cls)) for kind, cls in self.by_id.items()}

    @cached_property
    def totals(self) -> Mapping[str, Mapping[str, Total]]:
        """The fields of each kind that are a sum of others."""
        return {
            kind: {field.name: total for field in declared(cls) if (total := field.find(Total))}
            for kind, cls in self.by_id.items()
        }

    @cached_property
    def in_text(self) -> Mapping[str, Mapping[str, InText]]:
        """The fields of each kind that stand in the text, each where its directive is."""
        return {
            kind: {field.name: shown for field in declared(cls) if (shown := field.find(InText))}
            for kind, cls in self.by_id.items()
        }

    @cached_property
    def directives(self) -> frozenset[str]:
        """The directives that show such a field: they have its name."""
        return frozenset(name for shown in self.in_text.values() for name in shown)

    def form_fields(self, place: Callable[[Form], int]) -> tuple[str, ...]:
        """The fields of the main kind that have a *place* in a form for it, in that order."""
        found = ((field.name, field.find(Form)) for field in declared(self.by_id[self.main]))
        placed = [(place(form), name) for name, form in found if form and place(form)]
        return tuple(name for _, name in sorted(placed, key=lambda pair: pair[0]))

    @cached_property
    def version(self) -> int:
        """A number that changes when the fields of any record change, so that stored records are not misread."""
        shapes = sorted(
            _ADDRESS.sub('', f'{cls.__qualname__}.{field.name}:{field.type!r}')
            for cls in (*self.parts, *self.by_id.values())
            for field in fields(cls)
        )
        return int.from_bytes(hashlib.sha256('\n'.join(shapes).encode()).digest()[:6], 'big')

    # -- questions ----------------------------------------------------------------------

    def about(self, kind: str) -> Kind:
        """What is true of all pages of *kind*."""
        return self.by_id[kind].about

    def author_of(self, record: Header) -> str:
        """Who wrote *record*: the id of an organisation or a term; the editors where it is silent."""
        return record.written_by or self.editors

    def target(self, ref: Ref) -> str:
        """The kind of the records that *ref* names, '' if the handbook has none such."""
        return ref.kind or self.organisations

    def type_of(self, docname: str) -> str:
        """The kind of page at *docname*, from its folder. The file ``index`` of a folder is a plain page."""
        folder, _, name = docname.rpartition('/')
        if name == 'index':
            return PLAIN
        pages, whole, nested = self._places
        if docname in pages:
            return pages[docname]
        if folder in whole:
            return whole[folder]
        return next((kind for above, kind in nested.items() if folder.startswith(f'{above}/')), PLAIN)

    def nesting(self, docname: str) -> str | None:
        """The kind whose pages lie in folders of other records, if *docname* lies among them, in any folder."""
        return next((kind for kind in self.within if docname.startswith(f'{self.folders[kind]}/')), None)

    def in_order(self, place: Callable[[Kind], int]) -> tuple[str, ...]:
        """The kinds that have a *place* in an order (``core.model.kind``), in that order."""
        found = [(place(cls.about), number, kind) for number, (kind, cls) in enumerate(self.by_id.items())]
        return tuple(kind for order, _, kind in sorted(found) if order)

    @cached_property
    def skeletons(self) -> tuple[str, ...]:
        """The kinds of pages that contributors start from nothing, in order."""
        return self.in_order(lambda kind: kind.skeletons)

    def values(self, kind: str, name: str, record: Header) -> tuple[str, ...]:
        """The values of the field *name* of a *record* of *kind*; none for a field that the kind lacks."""
        field = self.fields[kind].get(name)
        return field.values(record) if field else ()

    @cached_property
    def catalogue_facets(self) -> Mapping[str, tuple[str, ...]]:
        """The facets of the catalogue of each listed kind, in order."""
        return {kind: self._facets_by(kind, lambda offer: offer.catalogue) for kind in self.listed}

    @cached_property
    def row_facets(self) -> Mapping[str, tuple[str, ...]]:
        """The fields that the rows of each listed kind's catalogue tell, in order."""
        return {kind: self._facets_by(kind, lambda offer: offer.row) for kind in self.listed}

    @cached_property
    def search_facets(self) -> tuple[str, ...]:
        """The facets of the search page, in order; the kind of page comes before them, the period after."""
        return self._facets_by(self.main, lambda offer: offer.search)

    def _facets_by(self, kind: str, place: Callable[[Filter], int]) -> tuple[str, ...]:
        found = [(place(field.offer), name) for name, field in self.fields[kind].items()]
        return tuple(name for number, name in sorted(found) if number)

    @cached_property
    def _places(self) -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
        """The kinds by page, by the folder of all their pages, and by the folder above theirs."""
        pages = {cls.about.page: kind for kind, cls in self.by_id.items() if cls.about.page}
        nested = {self.folders[kind]: kind for kind in self.within}
        whole = {folder: kind for kind, folder in self.folders.items() if folder not in nested}
        return pages, whole, nested

    @cached_property
    def _declared(self) -> tuple[Declared, ...]:
        return tuple(field for cls in (*self.by_id.values(), *self.parts) for field in declared(cls))

    @cached_property
    def _refs(self) -> Mapping[str, Ref]:
        return {field.name: ref for field in self._declared if (ref := field.find(Ref))}


def id_of(docname: str) -> str:
    """The id of the record at *docname*: the file's name."""
    return docname.rpartition('/')[2]


def _asked(cls: type, above: tuple[str, ...] = ()) -> Iterator[Asked]:
    fields = {field.name: field for field in declared(cls)}
    for name, field in fields.items():
        for asks in field.every(Asks):
            other = fields.get(asks.field)
            yield Asked((*above, name), asks, required=other is not None and other.required)
        if field.part is not None:
            yield from _asked(field.part, (*above, name))


def _names(cls: type) -> frozenset[str]:
    return frozenset(field.name for field in declared(cls))


def _wanted(cls: type) -> tuple[str, ...]:
    """What is late stands last, and in both parts what the kind has from others of the handbook."""
    found = [(field, wanted) for field in declared(cls) if (wanted := field.find(Wanted))]
    found.sort(key=lambda pair: (pair[1].late, pair[0].owner != cls.__name__))
    return tuple(field.attribute for field, _ in found)
