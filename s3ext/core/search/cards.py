"""What the search says above the hits when somebody asks for a thing by its name: what it is, and ways on.

Each term of the glossary and each record that the search knows the names of has a card. Cards lie in pieces by the main
names of their things, as runs of keys: the browser loads the one piece in which a name would be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from ..model.annotations import Verbatim
from ..model.catalog import Item
from ..model.declared import declared
from ..model.header import Header
from ..model.labels import Labels
from ..model.parts import GlossaryTerm
from ..model.sheet import plain_text
from ..model.status import marks
from ..texts.files import ENGLISH
from ..views.base import Site
from ..views.facets import script_safe
from .postings import as_json, version
from .synonyms import name_run

#: how large a piece is at most, in characters, if no single name has more to say
PIECE = 24_000
#: so many headings, other names and words beside it are told of one thing
_MOST_PARTS, _MOST_NAMES, _MOST_BESIDE = 5, 30, 6
#: the page that chooses among all kinds
_SEARCH = 'search'

#: the headings right below the title of a page: the address of the place on it, and the words
Headings = Callable[[str], Iterable[tuple[str, str]]]


class CardPiece(NamedTuple):
    """Some cards: the first of their names, and the script with them."""

    first: str
    version: str
    script: str


def card_pieces(
    site: Site, url_for: Callable[[str], str], headings: Headings, piece: int = PIECE
) -> tuple[CardPiece, ...]:
    """The cards of the *site* in the order in which JavaScript compares their names, in pieces."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in _items(site):
        found[name_run(item.title, site.labels.language)].append(_of_item(item, site, url_for, headings))
    # the first of a term's names, whatever it is called on a twin (``synonyms``)
    for term in site.catalog.terms():
        found[name_run(term.term, site.labels.language)].append(_of_term(term, site, url_for))
    found.pop('', None)
    runs: list[dict[str, list[dict[str, Any]]]] = []
    size = 0
    for name in sorted(found, key=lambda run: run.encode('utf-16-be')):
        more = len(as_json([name, found[name]]))
        if not runs or size + more > piece:
            runs.append({})
            size = 0
        runs[-1][name] = found[name]
        size += more
    return tuple(_piece(number, run) for number, run in enumerate(runs))


def _piece(number: int, cards: Mapping[str, Any]) -> CardPiece:
    """A script that says its version, so that an index of another time refuses it."""
    text = script_safe(as_json(cards))
    made = version(text)
    return CardPiece(next(iter(cards)), made, f'S3.searchCards({number},{as_json(made)},{text});\n')


def _items(site: Site) -> Iterator[Item]:
    """The records that have cards: not those of the main kind, of which each stands for itself alone."""
    for kind in site.kinds.in_order(lambda about: about.names):
        if kind != site.kinds.main:
            yield from site.catalog.of_type(kind)


def _of_item(item: Item, site: Site, url_for: Callable[[str], str], headings: Headings) -> dict[str, Any]:
    url = url_for(item.docname)
    names = _others(item.title, item.record.other_names())
    parts = [[f'{url}{anchor}', words] for anchor, words in headings(item.docname)]
    return _filled(
        kind=' · '.join((site.labels.texts[item.type], *marks(item.record, site.labels))),
        title=item.title,
        url=url,
        text=item.record.summary or '',
        names=names,
        langs={name: code for name, code in _languages(item.record, site.labels).items() if name in names},
        within=_others(item.title, item.record.within()),
        parts=parts[:_MOST_PARTS],
        lists=list(_lists(item, site, url_for)),
    )


def _of_term(term: GlossaryTerm, site: Site, url_for: Callable[[str], str]) -> dict[str, Any]:
    glossary = site.catalog.glossary
    page = url_for(glossary.docname) if glossary else ''
    beside = (site.catalog.term(other) for other in term.see_also)
    title, labels = _called(term, site.labels), site.labels
    other = term.term_en if title == term.term else term.term
    quoted = (term.term, *term.short) if labels.origin else (term.term_en,)
    return _filled(
        kind=site.labels.texts['find_card_term'],
        title=title,
        url=f'{page}#{_anchor(term.id)}',
        text=term.definition,
        textLang=labels.origin,
        names=_others(title, (other, *term.short)),
        langs=dict.fromkeys(_others(title, quoted), labels.origin or ENGLISH),
        beside=[[f'{page}#{_anchor(each.id)}', _called(each, labels)] for each in beside if each][:_MOST_BESIDE],
        term=1,
    )


def _called(term: GlossaryTerm, labels: Labels) -> str:
    return plain_text(labels.headword(term))


def _anchor(term_id: str) -> str:
    """The place of a term on the page of the glossary."""
    return f'term-{term_id}'


def _filled(**values: Any) -> dict[str, Any]:
    """Those of *values* that say something."""
    return {name: value for name, value in values.items() if value}


def _others(title: str, names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name.casefold() != title.casefold()][:_MOST_NAMES]


def _languages(record: Header, labels: Labels) -> dict[str, str]:
    """By those of its names that are in another language than the page the code of that."""
    if not labels.origin:
        return dict.fromkeys(record.english_names(), ENGLISH)
    # on a twin that is what is quoted from the handbook itself
    quoted = (getattr(record, field.attribute) for field in declared(type(record)) if field.find(Verbatim))
    return {value: labels.origin for value in quoted if isinstance(value, str)}


def _lists(item: Item, site: Site, url_for: Callable[[str], str]) -> Iterator[list[str]]:
    """How many records of each kind belong to *item*, and where they can be chosen among."""
    kinds = site.kinds
    facet, value = kinds.facets.get(item.type, ''), item.record.stands_for(item.id)
    if not facet or not value:
        return
    for kind in kinds.in_order(lambda about: about.counted):
        many = len(site.catalog.select(kind, [(facet, value)])) if facet in kinds.fields[kind] else 0
        if not many or kind == item.type:
            continue
        if kind in site.finders and facet in kinds.catalogue_facets[kind]:
            address = f'{url_for(site.finders[kind])}?{urlencode([(facet, value)])}'
        elif facet in kinds.search_facets:
            address = f'{url_for(_SEARCH)}?{urlencode([("type", kind), (facet, value)])}'
        else:
            continue
        yield [address, site.labels.texts.count(kind, many)]
