"""Drawings of S3-handboken's own: the process as a ring, what regions have chosen, how results are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ...core.drawing.bars import BarPart, stacked_bar
from ...core.drawing.looks import step_looks
from ...core.drawing.ring import RingPart, ring
from ...core.drawing.shapes import Drawing
from ...core.drawing.signs import sign, swatch
from ...core.model.catalog import Item
from ...core.model.sheet import merged
from ...core.views.base import Options, Site, link, selected
from ...core.views.blocks import Block, Figure, Inline, Items, Link, Para, Table
from ..kinds.case import Case
from ..kinds.region import Priority, Region

#: the list whose terms are the parts of the process
_PROCESS = 'process'
#: the signs of the kinds of priorities; one of no stated kind, or of another, has the last
_SIGNS: Mapping[str, str] = MappingProxyType(
    {'strength': 'full', 'emerging': 'ring', 'precondition': 'square', 'deselected': 'cross'}
)
_OTHER = 'half'
_DESELECTED = 'deselected'


def wheel(options: Options, site: Site) -> tuple[Block, ...]:
    """The parts of the process in a ring, each a link to its page; with ``process`` small, that part lit."""
    labels = site.labels
    terms = labels.vocabulary.ids(_PROCESS)
    lit = options.get('process', '')
    names = {term: labels.term(_PROCESS, term) for term in terms}
    pages = {term: page for term in terms if (page := site.catalog.page_of(_PROCESS, term))}
    parts = [
        RingPart(name=names[term], page=pages[term].docname if term in pages else '', lit=term == lit) for term in terms
    ]
    listed = ', '.join(f'{place}. {part.name}' for place, part in enumerate(parts, 1))
    title = labels.texts['wheel_title'].format(count=len(parts))
    drawing = ring(parts, title=title, description=f'{listed}.', small=bool(lit))
    linked: dict[str, Inline] = {
        term: link(pages[term], names[term]) if term in pages else names[term] for term in terms
    }
    if not lit:
        items = tuple((f'{place}. ', linked[term]) for place, term in enumerate(terms, 1))
        return (Figure(drawing=drawing, beside=(Items(items=items, style='ring-list'),)),)
    at = terms.index(lit)
    lines: list[Para] = [_line(labels.texts['wheel_at'].format(at=at + 1, count=len(terms)), names[lit])]
    if at > 0:
        lines.append(_line(labels.texts['wheel_before'], linked[terms[at - 1]]))
    if at + 1 < len(terms):
        lines.append(_line(labels.texts['wheel_after'], linked[terms[at + 1]]))
    return (Figure(drawing=drawing, beside=tuple(lines)),)


def _line(words: str, part: Inline) -> Para:
    return Para(parts=(f'{words} ', part), style='figure-words')


def choices(options: Options, site: Site) -> tuple[Block, ...]:
    """What each region has chosen under each theme, as signs in a table, and what these mean.

    A region whose priorities are not known has a sign of its own all the way: unknown is not none.
    """
    texts = site.labels.texts
    regions = site.catalog.of_type('region')
    chosen = {item.id: _by_theme(item) for item in regions}
    unknown = [item for item in regions if not _priorities(item)]
    head: list[tuple[Inline, ...]] = [(texts['choices_corner'],), *((link(item),) for item in regions)]
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    for theme in site.catalog.of_type('theme'):
        cells: list[tuple[Inline, ...]] = [
            (_cell(chosen[item.id].get(theme.id, ()), item in unknown, site),) for item in regions
        ]
        count = sum(any(each.kind != _DESELECTED for each in found.get(theme.id, ())) for found in chosen.values())
        rows.append(((link(theme),), *cells, (str(count),)))
    table = Table(
        caption=texts['choices_caption'], head=(*head, (texts['choices_count'],)), rows=tuple(rows), style='signs'
    )
    return (_legend(site), table, *_remarks(regions, unknown, site))


def _priorities(item: Item) -> tuple[Priority, ...]:
    return item.record.priorities if isinstance(item.record, Region) else ()


def _by_theme(item: Item) -> dict[str, tuple[Priority, ...]]:
    """The priorities of the region *item* under each theme."""
    found: dict[str, tuple[Priority, ...]] = {}
    for priority in _priorities(item):
        for theme in priority.themes:
            found[theme] = (*found.get(theme, ()), priority)
    return found


def _cell(found: tuple[Priority, ...], unknown: bool, site: Site) -> Drawing:
    """The sign of the strongest of the priorities *found*, called by what it means and the region's own words."""
    texts = site.labels.texts
    if unknown:
        return sign('question', texts['choices_unknown'])
    if not found:
        return sign('dot', texts['choices_none'])
    order = site.labels.vocabulary.ids('priority_kind')
    # what is chosen counts before what is not, what is said before what is not said
    first = min(found, key=lambda each: (each.kind == _DESELECTED, order.index(each.kind) if each.kind else len(order)))
    # what a drawing is called is in one language
    own = '' if site.labels.origin else ': ' + '; '.join(each.label for each in found)
    return sign(_SIGNS.get(first.kind or '', _OTHER), f'{_kind_words(first.kind, site)}{own}')


def _kind_words(kind: str | None, site: Site) -> str:
    return site.labels.term('priority_kind', kind) if kind else site.labels.texts['choices_no_kind']


def _legend(site: Site) -> Items:
    """What the signs mean."""
    texts = site.labels.texts
    kinds: list[str | None] = [*site.labels.vocabulary.ids('priority_kind'), None]
    kinds.sort(key=lambda kind: kind == _DESELECTED)
    shown = [(_SIGNS.get(kind or '', _OTHER), _kind_words(kind, site)) for kind in kinds]
    shown += [('dot', texts['choices_none']), ('question', texts['choices_unknown'])]
    return Items(items=tuple((sign(name), f' {words}') for name, words in shown), style='legend')


def _remarks(regions: Iterable[Item], unknown: list[Item], site: Site) -> Iterable[Para]:
    """Which regions are not known, and how many priorities lie under no theme."""
    texts = site.labels.texts
    if unknown:
        parts: list[Inline] = [f'{texts["choices_unknown_regions"]} ']
        for place, item in enumerate(unknown):
            parts += [', ', link(item)] if place else [link(item)]
        yield Para(parts=(*parts, '.'), style='aside')
    if outside := [(item, each) for item in regions for each in _priorities(item) if not each.themes]:
        before, _, behind = texts['choices_outside'].partition('{named}')
        named: list[Inline] = []
        for item, each in outside:
            named += [*(['; '] if named else []), site.labels.verbatim(each.label), f' ({item.title})']
        yield Para(parts=tuple(merged([before, *named, behind])), style='aside')


def evidence(options: Options, site: Site) -> tuple[Block, ...]:
    """How the results of the chosen cases are known, as a bar and in words; nothing without results."""
    cases = selected({**options, 'type': 'case'}, site)
    found = [one.evidence for item in cases if isinstance(item.record, Case) for one in item.record.results]
    if not found:
        return ()
    title = site.labels.texts['evidence_title'].format(count=len(found))
    return (share_bar('evidence', found, title, site),)


def share_bar(
    listed: str, values: Iterable[str], title: str, site: Site, anchors: Mapping[str, str] | None = None
) -> Figure:
    """How often each term of the closed list *listed* stands among *values*: a bar, and the numbers in words.

    The terms come in their own order, the first in the strongest colour. *anchors* are places of terms on the page.
    """
    labels = site.labels
    given, terms, anchors = list(values), labels.vocabulary.ids(listed), anchors or {}
    parts = [
        BarPart(name=labels.term(listed, term), amount=given.count(term), look=look)
        for term, look in zip(terms, step_looks(len(terms)), strict=True)
    ]
    words = ', '.join(f'{part.name}: {part.amount}' for part in parts if part.amount)
    drawing = stacked_bar(parts, title=title, description=f'{words}.')
    items: list[tuple[Inline, ...]] = []
    for term, part in zip(terms, parts, strict=True):
        if part.amount:
            anchor = anchors.get(term, '')
            name: Inline = Link(text=part.name, docname='', anchor=anchor) if anchor else part.name
            items.append((swatch(part.look), ' ', name, f': {part.amount}'))
    beside = (Para(parts=(title,), style='figure-title'), Items(items=tuple(items), style='legend'))
    return Figure(drawing=drawing, beside=beside)
