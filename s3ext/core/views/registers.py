"""Registers across all records: their sources, and what is new."""

from __future__ import annotations

import datetime

from ..language import Language
from ..model.parts import Source
from ..model.status import marks
from .base import Options, Site, ViewError, link, mention, selected
from .blocks import Block, Heading, Inline, Items, Para, Row, Rows, Web


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
        title: Inline = (
            Web(text=source.title, url=source.url, language=source.language or '') if source.url else source.title
        )
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
            for kind in site.kinds.in_order(lambda kind: kind.news)
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
                meta=(*marks(item.record, site.labels), texts[item.type], site.labels.date(date)),
                text=item.record.summary or '',
            )
            for date, item in found
        ]
        blocks.append(Rows(rows=tuple(rows)))
    return tuple(blocks)
