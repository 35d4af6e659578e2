"""A register across all records: their sources."""

from __future__ import annotations

from ..language import Language
from ..model.parts import Source
from .base import Options, Site, mention, selected
from .blocks import Block, Heading, Inline, Items, Para, Web


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
