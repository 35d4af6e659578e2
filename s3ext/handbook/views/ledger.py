"""The ledger: every result of every case, how it is known and who says so; counted by theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from ...core.model.catalog import Item
from ...core.model.claim_places import claim_places
from ...core.model.labels import source_words
from ...core.model.parts import Source
from ...core.model.sheet import Foreign, merged
from ...core.views.base import Options, Site, Value, in_order, meta, titles
from ...core.views.blocks import Block, Choices, Inline, Link, Missing, Para, Row, Rows, Table, Web, Words
from ...core.views.facets import Known, chooser
from ...core.views.table_file import table_file
from ..kinds.case import Case, Result
from ..marks import evidence_mark

#: what readers choose by, fields of the cases; the first is of the result itself
_FACETS = ('evidence', 'theme', 'region')
#: the list, in the names of places on the page
_NAME = 'claims'


class Entry(NamedTuple):
    """A result of a case: its place on the page of the case, and the sources that say so."""

    case: Item
    place: str
    result: Result
    sources: tuple[Source, ...]

    @property
    def anchor(self) -> str:
        """The place of its row."""
        return f'{_NAME}-{self.case.id}-{self.place.rpartition("claim-")[2]}'

    def link(self, site: Site) -> Link:
        """To the result on the page of its case; of a twin, which has no such place, to the page."""
        place = '' if site.labels.origin else self.place
        return Link(text=self.case.title, docname=self.case.docname, anchor=place)


def claims(options: Options, site: Site) -> tuple[Block, ...]:
    """All results, those known best first: counted by theme, in a list to choose from, and as a file."""
    entries = _entries(site)
    texts = site.labels.texts
    if not entries:
        return (Para(parts=(texts['claims_none'],), style='none'),)
    fields = [site.kinds.fields['case'][name] for name in _FACETS]
    known = [
        Known(values=((entry.result.evidence,), *(field.values(entry.case.record) for field in fields[1:])))
        for entry in entries
    ]
    finder = chooser(_NAME, texts.count('result', len(entries)), fields, known, site)
    rows = tuple(_row(entry, site) for entry in entries)
    return (
        _table(entries, options.get('page', ''), site),
        Para(parts=(texts['claims_counted'],), style='aside'),
        table_file(texts['claims_file'], *_cells(entries, site), site),
        Rows(rows=rows, style='catalogue', finder=finder),
    )


def _entries(site: Site) -> list[Entry]:
    """All results by the order of the kinds of evidence; those alike by case."""
    found = []
    for item in site.catalog.of_type('case'):
        assert isinstance(item.record, Case)
        sources = {source.id: source for source in item.record.sources}
        places = claim_places([result.claim for result in item.record.results])
        for place, result in zip(places, item.record.results, strict=True):
            cited = tuple(sources[name] for name in result.source if name in sources)
            found.append(Entry(item, place, result, cited))
    order = site.labels.vocabulary.ids('evidence')
    return sorted(found, key=lambda entry: order.index(entry.result.evidence))


def _themes(entry: Entry, site: Site) -> tuple[str, ...]:
    return site.kinds.values('case', 'theme', entry.case.record)


def _regions(entry: Entry, site: Site) -> str:
    regions = titles('region', site.kinds.values('case', 'region', entry.case.record), site)
    return ', '.join(regions) or site.labels.texts['national']


def _row(entry: Entry, site: Site) -> Row:
    texts = site.labels.texts
    themes = ', '.join(titles('theme', _themes(entry, site), site))
    foot: list[Words | Web] = [texts['claims_theme'].format(themes=themes)] if themes else []
    foot.append(f'{" " if foot else ""}{texts["claims_source"]} ')
    for position, source in enumerate(entry.sources):
        foot += ['; '] if position else []
        foot += _cited(source, site)
    return Row(
        title=entry.link(site),
        meta=tuple(meta(entry.case, site)),
        marks=(evidence_mark(entry.result.evidence, site.labels),),
        text=site.labels.verbatim(entry.result.claim),
        foot=tuple(foot),
        anchor=entry.anchor,
    )


def _cited(source: Source, site: Site) -> Iterator[Words | Web]:
    """The *source* as a link; on a twin its publisher and its title are each in a language of their own."""
    words, language = source_words(source), ''
    if site.labels.origin:
        yield from merged([site.labels.verbatim(source.publisher), ': '])
        words, language = words.removeprefix(f'{source.publisher}: '), source.language or site.labels.origin
    if source.url:
        yield Web(text=words, url=source.url, language=language)
    else:
        yield Foreign(words, language) if language else words


def _table(entries: list[Entry], page: str, site: Site) -> Table:
    """How many results of each kind there are for each theme, and in all; each number leads to them on the *page*."""
    labels, texts = site.labels, site.labels.texts
    by_cell: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        for theme in ('', *_themes(entry, site)):
            by_cell.setdefault((theme, entry.result.evidence), []).append(entry)
    field = site.kinds.fields['case']['theme']
    themes = in_order(field, dict.fromkeys(theme for theme, _ in by_cell if theme), site)
    kinds = labels.vocabulary.ids('evidence')
    rows = [
        (_head(theme), *((_cell(by_cell.get((theme.id, kind), []), (theme.id, kind), page, site),) for kind in kinds))
        for theme in (*themes, Value('', texts['claims_all']))
    ]
    head: list[tuple[Inline, ...]] = [(texts['theme'],)]
    head += [(evidence_mark(kind, site.labels),) for kind in kinds]
    return Table(caption=texts['claims_caption'], head=tuple(head), rows=tuple(rows), style='matrix')


def _head(theme: Value) -> tuple[Inline, ...]:
    return (Link(text=theme.label, docname=theme.page.docname),) if theme.page else (theme.label,)


def _cell(found: list[Entry], values: tuple[str, str], page: str, site: Site) -> Inline:
    """The number of those *found*, and the way to them: on the web to the choices, else to the first of them."""
    if not found:
        return Missing(text=site.labels.texts['matrix_none'])
    query = urlencode([pair for pair in zip(('theme', 'evidence'), values, strict=True) if pair[1]])
    first = Link(text=str(len(found)), docname=page, anchor=found[0].anchor)
    return Choices(text=first.text, docname=page, query=query, instead=first, anchor=first.anchor)


def _cells(entries: Iterable[Entry], site: Site) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """The head and the rows of the file."""
    texts, labels = site.labels.texts, site.labels
    names = ('claim', 'evidence', 'themes', 'regions', 'case', 'period', 'sources', 'addresses')
    rows = (
        (
            entry.result.claim,
            labels.term('evidence', entry.result.evidence),
            ', '.join(titles('theme', _themes(entry, site), site)),
            _regions(entry, site),
            entry.case.title,
            labels.period(entry.case.record.span) if entry.case.record.span else '',
            '; '.join(map(source_words, entry.sources)),
            ' '.join(source.url for source in entry.sources if source.url),
        )
        for entry in entries
    )
    return tuple(texts[f'claims_column_{name}'] for name in names), rows
