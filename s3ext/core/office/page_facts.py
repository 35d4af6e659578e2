"""What a page's header says, as the last part of a text document: facts, lists, sources, and how to send it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.catalog import Catalog
from ..model.fact_sheet import record_facts
from ..model.header import Header
from ..model.labels import Labels, source_end
from ..model.parts import Source
from ..model.sheet import Address, Foreign, Mailbox, Note, RecordLink, Until
from ..model.sheet import Part as Value
from ..model.status import draft_statement, statement
from ..views.blocks import Claims, Inline, Points, Script, Table
from ..views.table_file import words_of
from .content import Cell, Grid, Heading, Listing, Paragraph, Part, Run

__all__ = ['About', 'printed_source', 'status_of', 'what_stands_behind']


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A page with the header ``record``: its file's ``path`` and its ``address`` on the web, '' if nobody knows it."""

    record: Header
    path: str
    address: str


def status_of(record: Header, catalog: Catalog, labels: Labels) -> str:
    """Whether *record* is a draft, who wrote it and whether anybody has approved it, in sentences."""
    return ' '.join(filter(None, (draft_statement(record, labels), statement(record, catalog, labels))))


def printed_source(source: Source, labels: Labels) -> Paragraph:
    """*source* as pages print it."""
    runs = (
        Run(f'{source.publisher}: '),
        Run(source.title, url=source.url or '', language=source.language or ''),
        Run(source_end(source, labels)),
    )
    return Paragraph(runs=runs)


def what_stands_behind(about: About, catalog: Catalog, labels: Labels) -> tuple[Part, ...]:
    """All that stands in the document behind the text of the page."""
    texts, record = labels.texts, about.record
    parts: list[Part] = [Heading(text=texts['export_about'], level=1)]
    parts.append(_says(status_of(record, catalog, labels)))
    if about.address:
        before, _, after = texts['export_address'].partition('{address}')
        parts.append(Paragraph(runs=(Run(before), Run(about.address, url=about.address), Run(after))))
    parts += [_says(texts['export_return'].format(path=about.path)), _says(texts['export_marks'])]
    facts = tuple(
        (_cell(Run(fact.name)), tuple(Paragraph(runs=tuple(_runs(value, catalog))) for value in fact.values))
        for fact in record_facts(record, labels)
    )
    if record.summary:
        facts = ((_cell(Run(texts['export_summary'])), _cell(Run(record.summary))), *facts)
    if facts:
        head = (_cell(Run(texts['export_name'])), _cell(Run(texts['export_value'])))
        parts += [Heading(text=texts['export_facts'], level=2), Grid(head=head, rows=facts)]
    parts += _in_text(record, labels)
    if record.sources:
        items = tuple((printed_source(source, labels),) for source in record.sources)
        parts += [Heading(text=texts['export_sources'], level=2), Listing(items=items)]
    return tuple(parts)


def _says(text: str) -> Paragraph:
    return Paragraph(runs=(Run(text),))


def _cell(run: Run) -> Cell:
    return (Paragraph(runs=(run,)),)


def _runs(value: Iterable[Value], catalog: Catalog) -> Iterator[Run]:
    """What a value of the fact sheet says, without its notes: they stand among the sources."""
    for part in value:
        match part:
            case RecordLink(kind=kind, target=target, text=words):
                named = catalog.get(kind, target)
                yield Run(words or (named.title if named else target))
            case Foreign(text=words, language=language):
                yield Run(words, language=language)
            case Mailbox(address=address):
                yield Run(address, url=f'mailto:{address}')
            case Address(text=words, url=url):
                yield Run(words, url=url)
            case Until(parts=parts):  # with the day in words: what is said after it depends on today
                yield from _runs(parts, catalog)
            case Note():
                pass
            case _:
                yield Run(part)


def _in_text(record: Header, labels: Labels) -> Iterator[Part]:
    """What fields show in the text of the page, by directives that stand there as Markdown."""
    for name, shown in labels.kinds.in_text[record.about.id].items():
        blocks = getattr(record, shown.by)(labels)
        made = [part for block in (blocks if isinstance(blocks, tuple) else (blocks,)) for part in _block(block)]
        if made:
            yield Heading(text=labels.texts.sheet_label(type(record).__name__, name), level=2)
            yield from made


def _block(block: object) -> Iterator[Part]:
    if isinstance(block, Claims):
        items = tuple((_says(f'{claim.text} {block.label}: {claim.evidence.text}'),) for claim in block.claims)
        if items:
            yield Listing(items=items)
    elif isinstance(block, Points):
        for points in block.lists:
            yield Heading(text=points.label, level=3)
            leads = ((f'{point.lead} ' if point.lead else '', point.text) for point in points.points)
            yield Listing(items=tuple((Paragraph(runs=(Run(lead, bold=True), Run(text))),) for lead, text in leads))
    elif isinstance(block, Table):
        if block.caption:
            yield Heading(text=block.caption, level=3)
        yield Grid(head=tuple(map(_words, block.head)), rows=tuple(tuple(map(_words, row)) for row in block.rows))
    elif isinstance(block, Script):
        yield Heading(text=block.title, level=3)
        for step in block.steps:
            yield Heading(text=step.title, level=4)
            for name, text in step.lines:
                yield Paragraph(runs=(Run(f'{name}: ', bold=True), Run(text)))


def _words(cell: Iterable[Inline]) -> Cell:
    words = ''.join(map(words_of, cell))
    return _cell(Run(words)) if words else ()
