"""Registers across all records of S3-handboken: questions, deselections, a time line."""

from __future__ import annotations

from ...core.model.status import marks
from ...core.views.base import Options, Site, in_order, link, mention, meta, selected
from ...core.views.blocks import Block, Heading, Inline, Items, Para, Row, Rows, Table
from ...core.views.long_list import FEW, ListPart, in_parts
from ..kinds.case import Case
from ..kinds.pilot import Pilot
from ..kinds.region import Priority, Region

#: the place of the links to the parts of the process, and what those of the parts begin with
_QUESTIONS = 'questions'


def questions(options: Options, site: Site) -> tuple[Block, ...]:
    """Every question that a case answers, with the cases that answer it, by part of the process and alphabet.

    A question stands once, under the part that the first of its cases with any names first.
    """
    found: dict[str, list[tuple[Inline, ...]]] = {}
    part_of: dict[str, str] = {}
    process = site.kinds.fields['case']['process']
    for item in selected({**options, 'type': 'case'}, site):
        assert isinstance(item.record, Case)
        for question in item.record.questions:
            found.setdefault(question, []).append(mention(item, site))
            part_of[question] = part_of.get(question) or next(iter(process.values(item.record)), '')
    if not found:
        return (Para(parts=(site.labels.texts['list_none'],), style='none'),)
    lists: dict[str, list[tuple[Inline, ...]]] = {}
    for question in sorted(found, key=site.labels.language.sort_key):
        line: list[Inline] = [f'{question} ']
        for position, answer in enumerate(found[question]):
            line += [', ', *answer] if position else answer
        lists.setdefault(part_of[question], []).append(tuple(line))
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
        Row(title=link(item), meta=(*marks(item.record, site.labels), priority.label), text=_why(priority, site))
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


def _why(what: Priority | Case, site: Site) -> str:
    """The reason, and what came instead, of what was deselected or stopped."""
    said = (('deselected_reason', what.reason), ('deselected_instead', what.instead))
    return ' '.join(site.labels.texts[name].format(text=text) for name, text in said if text)


def former(options: Options, site: Site) -> tuple[Block, ...]:
    """Areas that an older document of a region names and the newest does not, which is our comparison."""
    texts = site.labels.texts
    rows: list[tuple[tuple[Inline, ...], ...]] = [
        ((area.label,), mention(item, site), (area.last or '–',), (area.note or '–',))
        for item in site.catalog.of_type('region')
        if isinstance(item.record, Region)
        for area in item.record.former
    ]
    if not rows:
        return (Para(parts=(texts['former_none'],), style='none'),)
    head = tuple((texts[f'former_{name}'],) for name in ('area', 'region', 'document', 'note'))
    return (Table(caption=texts['former_caption'], head=head, rows=tuple(rows)),)


def timeline(options: Options, site: Site) -> tuple[Block, ...]:
    """Pilots and strategies by the year they began; what has no known beginning stands last."""
    dated: list[tuple[str, tuple[object, ...], Row]] = []
    undated: list[Row] = []
    labels = site.labels
    for item in selected({**options, 'type': 'pilot'}, site):
        assert isinstance(item.record, Pilot)
        shown = (*marks(item.record, site.labels), labels.period(item.record.period), labels.texts['pilot'])
        line = Row(title=link(item), meta=shown)
        start = item.record.period.start
        dated.append((start, labels.language.sort_key(item.title), line)) if start else undated.append(line)
    region, theme = options.get('region'), options.get('theme')
    name = labels.texts.sheet_label('Region', 'strategy')
    for item in site.catalog.select('region', [('theme', theme)] if theme else ()):
        strategy = item.record.strategy if isinstance(item.record, Region) else None
        if strategy is None or strategy.period is None or (region and region != item.id):
            continue
        shown = (*marks(item.record, site.labels), labels.period(strategy.period), name)
        line = Row(title=link(item), meta=shown, text=strategy.title)
        start = strategy.period.start
        dated.append((start, labels.language.sort_key(item.title), line)) if start else undated.append(line)
    dated.sort(key=lambda entry: entry[:2])
    if not dated and not undated:
        return (Para(parts=(labels.texts['list_none'],), style='none'),)
    blocks: list[Block] = [Rows(rows=tuple(line for _, _, line in dated), style='timeline')] if dated else []
    if undated:
        blocks += [Heading(text=labels.texts['timeline_undated']), Rows(rows=tuple(undated))]
    return tuple(blocks)
