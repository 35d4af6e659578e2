"""A document as a page: a pure function from its HTML and the outline of a kind to the parts of a page, and a report.

``page_of`` and the form's script follow the same rules; a test compares what both make of the same documents.

1. The HTML (``html_blocks``) becomes blocks. A table of contents, and the section that begins at ``s3_header``, go.
2. ``shapes``: hidden characters go; paragraphs that begin with a sign and a tab, or several in a row that begin with
   signs, numbers that follow each other or letters from a, become lists; a short bold paragraph becomes a heading one
   level below the lowest real one; tables get one head, merged cells are written out, and a table of one column or
   one row becomes paragraphs.
3. The title is the first heading that is marked as such; else the first block of all, if it is a heading of the highest
   level, and no section's; else the only heading of that level; else the name of the file.
4. Sections: a heading that is that of a section, or one of its everyday names, begins it. Own headings count at every
   level, everyday and near ones only at the highest level at which any section begins. What comes before the first of
   them stands in the first section. A section that begins for a second time goes on, and its heading stays below it.
5. Other headings stand below the section where they are, at level 3 and deeper as the document has them, none
   skipped; without an outline at level 2. Of two with the same words the second gets a number.
6. The section of a summary gives its first paragraph, if that is neither too short nor too long, and keeps the rest.
7. A document that our own export wrote (it holds ``s3_…``) keeps its headings as they are, the highest at level 2.
8. Sources that stand in the text go out of it (``listed_sources``), but not if our own export wrote it.
9. Notes become ``[^id]`` and sources (``notes``); pictures ``![text](name)``; words ``markdown``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ..suggest import fold
from .blocks import Block, Content, Heading, Listing, Paragraph, Span, words_of
from .error import ImportRefusedError
from .headings import Outline
from .html_blocks import read_blocks
from .listed_sources import ListedSources
from .markdown import Writer
from .notes import FoundSource, Sources
from .report import Remark, Report
from .shapes import shape

_MOST_CHARACTERS = 36_000
_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """What stands below the *heading* of a section; in a kind without an outline, all, below none."""

    heading: str
    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPicture:
    """A picture of the document, called *source* there, and the *name* that it has on the page."""

    source: str
    name: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPage:
    """The parts of a page; ``title`` and ``summary`` are '' where the document has none."""

    title: str
    summary: str
    sections: tuple[PagePart, ...]
    sources: tuple[FoundSource, ...]
    pictures: tuple[FoundPicture, ...]
    taken: dict[str, int]
    remarks: tuple[Remark, ...]

    def plain(self) -> dict[str, Any]:
        """All of it as JSON has it."""
        return {**asdict(self), 'remarks': [remark._asdict() for remark in self.remarks]}


def page_of(
    html: str,
    outline: Outline,
    names: Mapping[str, str] | None = None,
    known: Sequence[FoundSource] = (),
    remarks: Iterable[Remark] = (),
) -> ImportedPage:
    """The page that the document *html* becomes in a kind with the *outline*.

    *names* are those of the files of pictures, '' for one that cannot be shown; without them, pictures keep theirs.
    *known* are the sources that the page has already, *remarks* what the document's reader has to say.

    Raises ``ImportRefusedError`` if the document is too deep or too long.
    """
    report = Report()
    content = read_blocks(html)
    # the head of each sheet of an export says what it is
    report.remarks += (one for one in remarks if not (content.is_exported and one.code == 'header_footer'))
    blocks = shape(content, report)
    outline = replace(outline, sections=(), summary=()) if content.is_exported else outline
    maker = _Maker(content, outline, names or {}, known, report)
    return maker.page(blocks)


class _Maker:
    def __init__(
        self,
        content: Content,
        outline: Outline,
        names: Mapping[str, str],
        known: Sequence[FoundSource],
        report: Report,
    ) -> None:
        self._outline, self._names, self._report = outline, names, report
        self._is_exported = content.is_exported
        self._pictures: list[FoundPicture] = []
        self._listed = ListedSources(content, outline, report)
        self._sources = Sources(content, outline.note, known, report)
        self._writer = Writer(self._sources.cite, self._picture, report)
        self._headings: set[str] = {fold(section.heading) for section in outline.sections}

    def page(self, blocks: list[Block]) -> ImportedPage:
        blocks = blocks if self._is_exported else self._listed.taken_from(blocks)
        title, blocks = self._title(blocks)
        summary, parts = '', [('', _below_title(blocks))]
        if not self._is_exported:
            summary, blocks = self._summary(blocks)
            parts = self._sections(blocks)
        sections = []
        for heading, held in parts:
            self._report.taken['headings'] += bool(heading) + sum(isinstance(block, Heading) for block in held)
            self._report.taken['lists'] += sum(isinstance(block, Listing) for block in held)
            markdown = '\n'.join(self._writer.blocks(held))
            if markdown.strip():
                sections.append(PagePart(heading=heading, markdown=markdown))
        if sum(len(part.markdown) for part in sections) > _MOST_CHARACTERS:
            raise ImportRefusedError('import_long')
        self._cite_listed()
        self._report.taken['sources'] = len(self._sources.found)
        self._report.taken['pictures'] = len(self._pictures)
        have = {part.heading for part in sections}
        for section in self._outline.sections:
            if section.heading not in have:
                self._report.to_fill('section', section.heading)
        return ImportedPage(
            title=title,
            summary=summary,
            sections=tuple(sections),
            sources=tuple(self._sources.found),
            pictures=tuple(self._pictures),
            taken={name: count for name, count in sorted(self._report.taken.items()) if count},
            remarks=tuple(self._report.remarks),
        )

    def _cite_listed(self) -> None:
        """Make sources of those in the text too that nothing there cites, and tell what became of all."""
        cited, keys = self._sources.cited, self._sources.cited_keys
        for key in self._listed.keys:
            source = self._sources.cite(key)
            if key in keys:
                self._report.changed('sources_cited', source)
            elif source not in cited:
                self._report.changed('sources_listed', source)

    # -- title and summary -----------------------------------------------------------------

    def _title(self, blocks: list[Block]) -> tuple[str, list[Block]]:
        """The title, and *blocks* without it."""
        headings = [block for block in blocks if isinstance(block, Heading)]
        marked = next((heading for heading in headings if heading.is_title), None)
        found = marked or self._likely_title(blocks, headings)
        if found is None:
            return '', blocks
        title = words_of(found.spans).strip()
        if marked is None:
            self._report.changed('title_heading', title)
        return title, [
            block
            for block in blocks
            if block is not found and not (isinstance(block, Heading) and fold(words_of(block.spans)) == fold(title))
        ]

    def _likely_title(self, blocks: list[Block], headings: list[Heading]) -> Heading | None:
        if not headings:
            return None
        highest = min(heading.level for heading in headings)
        top = [heading for heading in headings if heading.level == highest]
        first = top[0]
        words = words_of(first.spans)
        if self._outline.find(words) or self._outline.is_summary(words):
            return None
        is_alone = len(top) == 1 and len(headings) > 1
        return first if blocks[0] is first or is_alone else None

    def _summary(self, blocks: list[Block]) -> tuple[str, list[Block]]:
        """The summary, and *blocks* without it."""
        for place, block in enumerate(blocks):
            if not (isinstance(block, Heading) and self._outline.is_summary(words_of(block.spans))):
                continue
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            if not isinstance(after, Paragraph) or after.style:
                return '', blocks
            words = ' '.join(words_of(after.spans).split())
            if not self._outline.shortest <= len(words) <= self._outline.longest:
                self._report.to_fill('summary_length', words)
                return '', blocks
            rest = blocks[place + 2 :]
            kept = [] if not rest or isinstance(rest[0], Heading) else [block]
            notes = [span for span in after.spans if span.note]
            if notes:
                self._report.left_out('summary_notes', words)
            return words, [*blocks[:place], *kept, *rest]
        if not self._is_exported:
            self._report.to_fill('summary')
        return '', blocks

    # -- sections --------------------------------------------------------------------------

    def _sections(self, blocks: list[Block]) -> list[tuple[str, list[Block]]]:
        """The blocks of each section of the outline that the document has, in the order of the outline."""
        if not self._outline.sections:
            return [('', self._levelled(blocks, 1))]
        begins = self._begins(blocks)
        held: list[list[Block]] = [[] for _ in self._outline.sections]
        now, seen = 0, set[int]()
        open_blocks: list[Block] = []
        for block in blocks:
            place = begins.get(id(block))
            if place is None:
                open_blocks.append(block)
                continue
            held[now] += self._levelled(open_blocks, 2)
            again = place in seen
            open_blocks = [block] if again else []
            now = place
            seen.add(place)
            if not again:
                self._tell_named(block, place)
        held[now] += self._levelled(open_blocks, 2)
        if not begins and blocks:
            self._report.changed('one_section', self._outline.sections[0].heading)
        return [(section.heading, part) for section, part in zip(self._outline.sections, held, strict=True) if part]

    def _begins(self, blocks: list[Block]) -> dict[int, int]:
        """The place in the outline of each heading that begins a section, by the identity of the block."""
        found = {
            id(block): (block.level, *place)
            for block in blocks
            if isinstance(block, Heading) and (place := self._outline.find(words_of(block.spans)))
        }
        if not found:
            return {}
        highest = min(level for level, _, _ in found.values())
        return {key: place for key, (level, place, is_own) in found.items() if is_own or level == highest}

    def _tell_named(self, block: Block, place: int) -> None:
        heading = self._outline.sections[place].heading
        assert isinstance(block, Heading)
        words = words_of(block.spans).strip()
        if fold(words) != fold(heading):
            self._report.changed('heading_named', f'{words} → {heading}')

    def _levelled(self, blocks: list[Block], above: int) -> list[Block]:
        """*blocks* with their headings below a heading of the level *above*, none skipped and none twice."""
        found: list[Block] = []
        levels: list[int] = []
        for block in blocks:
            if not isinstance(block, Heading):
                found.append(block)
                continue
            while levels and levels[-1] >= block.level:
                levels.pop()
            levels.append(block.level)
            level = min(above + len(levels), _DEEPEST)
            found.append(Heading(level=level, spans=self._unlike(block), is_faked=block.is_faked))
        return found

    def _unlike(self, block: Heading) -> list[Span]:
        """The words of a heading; with a number, if another on the page has the same."""
        words = words_of(block.spans)
        number = 1
        while fold(words if number == 1 else f'{words} {number}') in self._headings:
            number += 1
        if number > 1:
            self._report.changed('heading_twice', words)
        now = words if number == 1 else f'{words} {number}'
        self._headings.add(fold(now))
        return block.spans if number == 1 else [*block.spans, Span(text=f' ({number})')]

    # -- pictures --------------------------------------------------------------------------

    def _picture(self, source: str, alt: str) -> str:
        """The name of a picture on the page, or '' if it cannot be shown."""
        known = next((picture for picture in self._pictures if picture.source == source), None)
        if known is not None:
            return known.name
        ending = source.rpartition('.')[2].lower()
        if ending not in self._outline.pictures:
            self._report.left_out('picture_kind', f'{alt} ({ending})' if alt else ending)
            return ''
        name = self._names.get(source, source)
        if not name:
            self._report.left_out('picture_broken', alt or source)
            return ''
        self._pictures.append(FoundPicture(source=source, name=name, alt=alt))
        if not alt:
            self._report.to_fill('picture_text', name)
        return name


def _below_title(blocks: list[Block]) -> list[Block]:
    """The *blocks* of a page that was exported: its title has a style of its own, and the levels count from there."""
    return [
        replace(block, level=min(block.level + 1, _DEEPEST)) if isinstance(block, Heading) else block
        for block in blocks
    ]
