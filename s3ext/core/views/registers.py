"""A register across all records: their sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, groupby

from ..language import Language
from ..model.kinds import Kinds
from ..model.parts import Source
from ..model.sheet import Foreign
from .base import Options, Site, mention, selected, type_of_option
from .blocks import Block, Heading, Inline, Items, Para, Web
from .long_list import FEW, NO_LETTER, ListPart, in_parts, place_of

#: the place of the links to the letters, and what those of the letters begin with
_LETTERS = 'sources'


def sources(options: Options, site: Site) -> tuple[Block, ...]:
    """Every source of the chosen records once, by publisher and title, with the pages that lean on it.

    The option ``also`` adds those of other kinds. Many publishers stand under letters that one can jump to.
    """
    found: dict[str, tuple[Source, dict[str, tuple[Inline, ...]]]] = {}
    others = (selected({'type': kind}, site) for kind in _also(options))
    for item in chain(selected(options, site), *others):
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
            Web(text=source.title, url=source.url, language=source.language or '') if source.url else _words(source)
        )
        parts: list[Inline] = [title, f'{year} – ']
        for position, page in enumerate(pages.values()):
            parts += ['; ', *page] if position else page
        by_publisher.setdefault(source.publisher, []).append(tuple(parts))
    blocks: list[Block] = [Para(parts=(site.labels.texts.count('source', len(found)),), style='count')]
    letters = list(_by_letter(by_publisher, site))
    if len(by_publisher) < FEW:
        return (*blocks, *(block for part in letters for block in part.blocks))
    texts = site.labels.texts
    return (*blocks, *in_parts(letters, _LETTERS, texts['glossary_letters'], texts))


def _by_letter(by_publisher: Mapping[str, list[tuple[Inline, ...]]], site: Site) -> Iterator[ListPart]:
    """The publishers with what they gave out, by the letter that each begins with."""
    language = site.labels.language
    for letter, publishers in groupby(by_publisher, lambda publisher: language.initial(publisher) or NO_LETTER):
        anchor = f'{_LETTERS}-{place_of(letter)}'
        blocks: list[Block] = []
        for publisher in publishers:
            place = '' if blocks else anchor
            heading = Heading(text=publisher, anchor=place, language=site.labels.origin)
            blocks += [heading, Items(items=tuple(by_publisher[publisher]))]
        yield ListPart(letter, anchor, tuple(blocks))


def _words(source: Source) -> Inline:
    """The title of *source*, in its language."""
    return Foreign(source.title, source.language) if source.language else source.title


def _also(options: Options) -> list[str]:
    return [kind.strip() for kind in options.get('also', '').split(',') if kind.strip()]


def check_also(options: Options, kinds: Kinds) -> None:
    """Raise ``ViewError`` for a kind in ``also`` that there is not."""
    for kind in _also(options):
        type_of_option({'type': kind}, kinds)


def _source_order(source: Source, language: Language) -> tuple[object, ...]:
    return language.sort_key(source.publisher), source.publisher, language.sort_key(source.title), source.url or ''
