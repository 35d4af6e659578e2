"""Registers across all records of S3-handboken: questions, deselections, a time line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...core.drawing.bars import Scale, Span, sign_of_now, sign_of_open_end, time_axis, time_row, year_of
from ...core.drawing.signs import swatch
from ...core.model.catalog import Item
from ...core.model.parts import Period
from ...core.model.sheet import merged
from ...core.model.status import marks
from ...core.views.base import Options, Site, in_order, link, mention, meta, selected
from ...core.views.blocks import Block, Heading, Inline, Items, Para, Row, Rows, Table, Words
from ...core.views.long_list import FEW, ListPart, in_parts
from ...core.views.table_file import words_of
from ..kinds.case import Case
from ..kinds.parts import Asked
from ..kinds.pilot import Pilot
from ..kinds.region import Priority, Region

#: the looks of pilots, strategies, and strategies whose time has run out
_LOOKS = ('bar', 'bar-other', 'bar-ended')
#: the widths of the columns of the time line on paper
_SHARES = (5, 3, 6)
#: the place of the links to the parts of the process, and what those of the parts begin with
_QUESTIONS = 'questions'


def questions(options: Options, site: Site) -> tuple[Block, ...]:
    """Every question that a page answers, with the pages that answer it, by part of the process and alphabet.

    A question stands once, under the part that the first of its pages with any names first. With a filter, which is
    one of cases, they are those that cases answer.
    """
    found: dict[str, list[tuple[Inline, ...]]] = {}
    part_of: dict[str, str] = {}
    kinds = ('case',) if options.get('filter') else site.kinds.listed
    items = [item for kind in kinds for item in selected({**options, 'type': kind}, site)]
    for item in items:
        if not isinstance(item.record, Asked):
            continue
        field = site.kinds.fields[item.type].get('process')
        first = next(iter(field.values(item.record)), '') if field else ''
        for question in item.record.questions:
            found.setdefault(question, []).append(mention(item, site))
            part_of[question] = part_of.get(question) or first
    if not found:
        return (Para(parts=(site.labels.texts['list_none'],), style='none'),)
    lists: dict[str, list[tuple[Inline, ...]]] = {}
    for question in sorted(found, key=site.labels.language.sort_key):
        line: list[Inline] = [f'{question} ']
        for position, answer in enumerate(found[question]):
            line += [', ', *answer] if position else answer
        lists.setdefault(part_of[question], []).append(tuple(line))
    process = site.kinds.fields['case']['process']
    labels = [(value.id, value.label) for value in in_order(process, lists.keys() - {''}, site)]
    labels += [('', site.labels.texts['without_group'])] if '' in lists else []
    parts = [_questions_of(value, label, lists[value]) for value, label in labels]
    if len(found) < FEW:
        return tuple(block for part in parts for block in part.blocks)
    return tuple(in_parts(parts, _QUESTIONS, site.labels.texts['questions_parts'], site.labels.texts))


def _questions_of(value: str, label: str, lines: list[tuple[Inline, ...]]) -> ListPart:
    anchor = f'{_QUESTIONS}-{value or "-"}'
    return ListPart(label, anchor, (Heading(text=label, anchor=anchor), Items(items=tuple(lines))))


def deselected(options: Options, site: Site) -> tuple[Block, ...]:
    """What was deselected: priorities of regions and cases that were stopped, why, and what came instead."""
    texts = site.labels.texts
    priorities = [
        Row(
            title=link(item),
            meta=(*marks(item.record, site.labels), site.labels.verbatim(priority.label)),
            text=_why(priority, site),
        )
        for item in site.catalog.of_type('region')
        if isinstance(item.record, Region)
        for priority in item.record.priorities
        if priority.kind == 'deselected'
    ]
    stopped = [
        Row(title=link(item), meta=tuple(meta(item, site)), text=_why(item.record, site))
        for item in site.catalog.select('case', [('stage', 'stopped')])
        if isinstance(item.record, Case)
    ]
    blocks: list[Block] = []
    for heading, rows in (('deselected_priorities', priorities), ('deselected_cases', stopped)):
        blocks.append(Heading(text=texts[heading]))
        blocks.append(Rows(rows=tuple(rows)) if rows else Para(parts=(texts[heading + '_none'],), style='none'))
    return tuple(blocks)


def _why(what: Priority | Case, site: Site) -> str | tuple[Words, ...]:
    """The reason, and what came instead, of what was deselected or stopped."""
    found: list[Words] = []
    for name, text in (('deselected_reason', what.reason), ('deselected_instead', what.instead)):
        if text:
            before, _, after = site.labels.texts[name].partition('{text}')
            found += [f'{" " if found else ""}{before}', site.labels.verbatim(text), after]
    parts = merged(part for part in found if part)
    return tuple(parts) if site.labels.origin else ''.join(map(words_of, parts))


def former(options: Options, site: Site) -> tuple[Block, ...]:
    """Areas that an older document of a region names and the newest does not, which is our comparison."""
    texts = site.labels.texts
    names = ('area', 'region', 'document', *(() if site.labels.origin else ('note',)))  # a twin has no notes
    rows: list[tuple[tuple[Inline, ...], ...]] = [
        (
            (site.labels.verbatim(area.label),),
            mention(item, site),
            (site.labels.verbatim(area.last) if area.last else '–',),
            (area.note or '–',),
        )[: len(names)]
        for item in site.catalog.of_type('region')
        if isinstance(item.record, Region)
        for area in item.record.former
    ]
    if not rows:
        return (Para(parts=(texts['former_none'],), style='none'),)
    head = tuple((texts[f'former_{name}'],) for name in names)
    return (Table(caption=texts['former_caption'], head=head, rows=tuple(rows)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lasting:
    """Something on the time line: what it is in words, its time, and whether it is a strategy that has run out."""

    item: Item
    name: tuple[Inline, ...]
    kind: str
    period: Period
    is_strategy: bool
    ended: bool


def timeline(options: Options, site: Site) -> tuple[Block, ...]:
    """Pilots and strategies as bars, by when they began, with a line for today; a list of those without a beginning."""
    labels = site.labels
    found = [*_pilots(options, site), *_strategies(options, site)]
    dated = sorted(
        (each for each in found if each.period.start),
        key=lambda each: (each.period.start or '', labels.language.sort_key(each.item.title)),
    )
    undated = [each for each in found if not each.period.start]
    if not found:
        return (Para(parts=(labels.texts['list_none'],), style='none'),)
    blocks: list[Block] = [_legend(dated, site), _bars(dated, site)] if dated else []
    if undated:
        rows = (Row(title=link(each.item), meta=_meta(each, site), text=_rest(each, site)) for each in undated)
        blocks += [Heading(text=labels.texts['timeline_undated']), Rows(rows=tuple(rows))]
    return tuple(blocks)


def _pilots(options: Options, site: Site) -> Iterator[_Lasting]:
    for item in selected({**options, 'type': 'pilot'}, site):
        assert isinstance(item.record, Pilot)
        yield _Lasting(
            item=item,
            name=mention(item, site),
            kind=site.labels.texts['pilot'],
            period=item.record.period,
            is_strategy=False,
            ended=False,
        )


def _strategies(options: Options, site: Site) -> Iterator[_Lasting]:
    region, theme = options.get('region'), options.get('theme')
    kind = site.labels.texts.sheet_label('Region', 'strategy')
    for item in site.catalog.select('region', [('theme', theme)] if theme else ()):
        strategy = item.record.strategy if isinstance(item.record, Region) else None
        if strategy is None or strategy.period is None or (region and region != item.id):
            continue
        yield _Lasting(
            item=item,
            name=(*mention(item, site), *merged([': ', site.labels.verbatim(strategy.title)])),
            kind=kind,
            period=strategy.period,
            is_strategy=True,
            ended=has_ended(strategy.period, site.today),
        )


def has_ended(period: Period, today: str) -> bool:
    """Whether the last day of *period*, which may be said as a year or month, lies before *today*."""
    return bool(period.end) and (period.end or '') < today[: len(period.end or '')]


def _meta(each: _Lasting, site: Site) -> tuple[str, ...]:
    """Whether it is a draft, when it was, what it is, and that its time has run out."""
    texts = site.labels.texts
    ended = (texts['timeline_ended'],) if each.ended else ()
    return (*marks(each.item.record, site.labels), site.labels.period(each.period), each.kind, *ended)


def _rest(each: _Lasting, site: Site) -> str:
    """What the name says beyond the title of the page; not on a twin, where a line is in one language."""
    return str(each.name[-1]).removeprefix(': ') if each.is_strategy and not site.labels.origin else ''


def _look(each: _Lasting) -> str:
    return _LOOKS[each.is_strategy + each.ended]


def _legend(dated: list[_Lasting], site: Site) -> Items:
    """What the bars look like, for those kinds that there are."""
    texts = site.labels.texts
    words = {_look(each): f'{each.kind}, {texts["timeline_ended"]}' if each.ended else each.kind for each in dated}
    shown = [(swatch(look), f' {words[look]}') for look in _LOOKS if look in words]
    if any(not each.period.end for each in dated):
        shown.append((sign_of_open_end(), f' {texts["timeline_open"]}'))
    return Items(items=(*shown, (sign_of_now(), f' {texts["timeline_now"]}')), style='legend')


def _bars(dated: list[_Lasting], site: Site) -> Table:
    """A row for each: what it is, its time in words, and the bar."""
    texts = site.labels.texts
    spans = [
        Span(
            start=year_of(each.period.start or ''),
            end=year_of(each.period.end, after=True) if each.period.end else None,
            look=_look(each),
        )
        for each in dated
    ]
    # by the month, so that the page is not another one every day
    scale = Scale.around(spans, year_of(site.today[: len('2026-07')]))
    rows = []
    for each, span in zip(dated, spans, strict=True):
        time = f'{site.labels.period(each.period)}, {texts["timeline_ended"]}' if each.ended else ''
        words = (each.kind, time or site.labels.period(each.period))
        rows.append((each.name, (' · '.join(words),), (time_row(span, scale),)))
    title = texts['timeline_axis'].format(first=scale.first, last=scale.last - 1)
    axis = time_axis(scale, texts['timeline_now'], title)
    head = ((texts['timeline_what'],), (texts['timeline_time'],), (axis,))
    return Table(caption=texts['timeline_caption'], head=head, rows=tuple(rows), style='timeline', shares=_SHARES)
