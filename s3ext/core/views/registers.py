"""Registers across all records: questions, deselections, a time line, what is new."""

from __future__ import annotations

import datetime

from ..blocks import Block, Heading, Inline, Items, Para, Row, Rows, Web
from ..kinds import Case, Pilot, RecordType, Region, Source, in_order
from ..language import Language
from ..status import draft_mark
from .base import Options, Site, ViewError, link, mention, meta, selected

#: kinds of pages that can be new
_NEWS = in_order(lambda kind: kind.news)


def questions(options: Options, site: Site) -> tuple[Block, ...]:
    """Every question that a case answers, in alphabetical order, with the cases that answer it."""
    found: dict[str, list[tuple[Inline, ...]]] = {}
    for item in selected({**options, 'type': RecordType.CASE.value}, site):
        assert isinstance(item.record, Case)
        for question in item.record.questions:
            found.setdefault(question, []).append(mention(item, site))
    if not found:
        return (Para(parts=(site.labels.texts['list_none'],), style='none'),)
    items = []
    for question in sorted(found, key=site.labels.language.sort_key):
        parts: list[Inline] = [f'{question} ']
        for position, answer in enumerate(found[question]):
            parts += [', ', *answer] if position else answer
        items.append(tuple(parts))
    return (Items(items=tuple(items)),)


def sources(options: Options, site: Site) -> tuple[Block, ...]:
    """Every source of the chosen records once, by publisher and title, with the pages that lean on it."""
    found: dict[str, tuple[Source, dict[str, tuple[Inline, ...]]]] = {}
    for item in selected(options, site):
        for source in item.record.sources:
            key = source.url or f'{source.publisher}: {source.title}'
            # several pages of one report count once
            found.setdefault(key, (source, {}))[1].setdefault(item.docname, mention(item, site))
    if not found:
        return (Para(parts=(site.labels.texts['list_none'],), style='none'),)
    by_publisher: dict[str, list[tuple[Inline, ...]]] = {}
    for source, pages in sorted(found.values(), key=lambda entry: _source_order(entry[0], site.labels.language)):
        year = f', {source.year}' if source.year else ''
        title: Inline = Web(text=source.title, url=source.url) if source.url else source.title
        parts: list[Inline] = [title, f'{year} – ']
        for position, page in enumerate(pages.values()):
            parts += ['; ', *page] if position else page
        by_publisher.setdefault(source.publisher, []).append(tuple(parts))
    blocks: list[Block] = [Para(parts=(site.labels.texts.count('source', len(found)),), style='count')]
    for publisher, lines in by_publisher.items():
        blocks += [Heading(text=publisher), Items(items=tuple(lines))]
    return tuple(blocks)


def _source_order(source: Source, language: Language) -> tuple[object, ...]:
    return language.sort_key(source.publisher), source.publisher, language.sort_key(source.title), source.url or ''


def deselected(options: Options, site: Site) -> tuple[Block, ...]:
    """What was deselected: priorities a region has deselected and cases that were stopped, and what came instead."""
    texts = site.labels.texts
    priorities = [
        Row(title=link(item), meta=(*draft_mark(item.record, site.labels), priority.label), text=priority.instead or '')
        for item in site.catalog.of_type(RecordType.REGION)
        if isinstance(item.record, Region)
        for priority in item.record.priorities
        if priority.kind == 'deselected'
    ]
    stopped = [
        Row(title=link(item), meta=tuple(meta(item, site)), text=item.record.instead or '')
        for item in site.catalog.select(RecordType.CASE, [('stage', 'stopped')])
        if isinstance(item.record, Case)
    ]
    blocks: list[Block] = []
    for heading, rows in (('deselected_priorities', priorities), ('deselected_cases', stopped)):
        blocks.append(Heading(text=texts[heading]))
        blocks.append(Rows(rows=tuple(rows)) if rows else Para(parts=(texts[heading + '_none'],), style='none'))
    return tuple(blocks)


def timeline(options: Options, site: Site) -> tuple[Block, ...]:
    """Pilots and strategies by the year they began; what has no known beginning stands last."""
    dated: list[tuple[str, tuple[object, ...], Row]] = []
    undated: list[Row] = []
    labels = site.labels
    for item in selected({**options, 'type': RecordType.PILOT.value}, site):
        assert isinstance(item.record, Pilot)
        told = (*draft_mark(item.record, site.labels), labels.period(item.record.period), labels.texts['pilot'])
        line = Row(title=link(item), meta=told)
        start = item.record.period.start
        dated.append((start, labels.language.sort_key(item.title), line)) if start else undated.append(line)
    region, theme = options.get('region'), options.get('theme')
    name = labels.texts.sheet_label('Region', 'strategy')
    for item in site.catalog.select(RecordType.REGION, [('theme', theme)] if theme else ()):
        strategy = item.record.strategy if isinstance(item.record, Region) else None
        if strategy is None or strategy.period is None or (region and region != item.id):
            continue
        told = (*draft_mark(item.record, site.labels), labels.period(strategy.period), name)
        line = Row(title=link(item), meta=told, text=strategy.title)
        start = strategy.period.start
        dated.append((start, labels.language.sort_key(item.title), line)) if start else undated.append(line)
    dated.sort(key=lambda entry: entry[:2])
    if not dated and not undated:
        return (Para(parts=(labels.texts['list_none'],), style='none'),)
    blocks: list[Block] = [Rows(rows=tuple(line for _, _, line in dated), style='timeline')] if dated else []
    if undated:
        blocks += [Heading(text=labels.texts['timeline_undated']), Rows(rows=tuple(undated))]
    return tuple(blocks)


def check_since(options: Options) -> None:
    """Raise ``ViewError`` for a ``since`` that is no day."""
    since = options.get('since', '')
    try:
        day = datetime.date.fromisoformat(since).isoformat()
    except ValueError:
        day = ''
    if not since or day != since:
        raise ViewError('view_date', value=since)


def news(options: Options, site: Site) -> tuple[Block, ...]:
    """Pages added, and pages reviewed, since the day ``since``; newest first in each list."""
    since = options['since']
    texts = site.labels.texts
    blocks: list[Block] = []
    for heading, name in (('news_added', 'added_on'), ('news_reviewed', 'reviewed_on')):
        found = [
            (date, item)
            for kind in _NEWS
            for item in site.catalog.of_type(kind)
            if (date := getattr(item.record, name))
            and date >= since
            and not (name == 'reviewed_on' and (item.record.added_on or '') >= since)
        ]
        blocks.append(Heading(text=texts[heading].format(date=site.labels.date(since))))
        if not found:
            blocks.append(Para(parts=(texts['news_none'],), style='none'))
            continue
        found.sort(key=lambda entry: entry[0], reverse=True)
        rows = [
            Row(
                title=link(item),
                meta=(*draft_mark(item.record, site.labels), texts[item.type.value], site.labels.date(date)),
                text=item.record.summary or '',
            )
            for date, item in found
        ]
        blocks.append(Rows(rows=tuple(rows)))
    return tuple(blocks)
