"""The page of a kit: a plain file of HTML beside all others that a meeting needs. It loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from ..drawing.shapes import Drawing
from ..model.sheet import Part, RecordLink, plain_text
from .amounts import Amounts, planner_html
from .blocks import Clock, Inline, Script, Table

#: what the page loads, beside it: the second script when it is asked for
STYLE, SCRIPTS = 'page/kit.css', ('page/s3-planner.js', 'page/s3-room.js')
#: https://www.w3.org/TR/CSP3/
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'"
#: from the kind and id of a record to the address of its file in the kit, if there is one, and its title
Files = Callable[[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KitFile:
    """A file of a kit: its path in it, what it is, and how much."""

    path: str
    title: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """A kit: what it is for, its files, the programme, where it comes from; ``texts`` by name."""

    title: str
    summary: str
    language: str
    files: tuple[KitFile, ...]
    sections: tuple[tuple[str, tuple[Table | Amounts | Script, ...]], ...]
    origin: str
    address: str
    texts: dict[str, str]


def kit_page(kit: Kit, files: Files) -> str:
    """The page of *kit*; what its programme names among *files* leads to them."""
    listed = ''.join(
        f'<li><a href="{escape(file.path)}">{escape(file.title)}</a> ({escape(file.amount)})</li>\n'
        for file in kit.files
    )
    web = f' <a href="{escape(kit.address)}">{escape(kit.texts["kit_page"])}</a>' if kit.address else ''
    programme = ''.join(
        f'<h2>{escape(heading)}</h2>\n{"".join(_blocks(blocks, files))}' for heading, blocks in kit.sections
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(kit.language)}">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f'<meta name="color-scheme" content="light dark"/>\n<title>{escape(kit.title)}</title>\n'
        f'<link rel="stylesheet" href="{STYLE}"/>\n<script defer src="{SCRIPTS[0]}"></script>\n</head>\n'
        f'<body>\n<main class="bd-article">\n<h1>{escape(kit.title)}</h1>\n<p>{escape(kit.summary)}</p>\n'
        f'<p>{escape(kit.texts["kit_hint"])}</p>\n'
        f'<h2>{escape(kit.texts["kit_files"])}</h2>\n<ul>\n{listed}</ul>\n'
        f'{programme}</main>\n<footer><p>{escape(kit.origin)}{web}</p></footer>\n</body>\n</html>\n'
    )


def _blocks(blocks: Iterable[Table | Amounts | Script], files: Files) -> Iterator[str]:
    """The fields for the start and the number of people stand before the tables that they change."""
    found = tuple(blocks)
    yield from (planner_html(block) for block in found if isinstance(block, Amounts))
    for block in found:
        if isinstance(block, Table):
            head = [[_inlines(cell) for cell in block.head]]
            rows = [[_inlines(cell) for cell in row] for row in block.rows]
            yield _table(block.caption, head, rows, 'agenda')
        elif isinstance(block, Script):
            yield _script(block)
        elif block.rows:
            head = [[escape(block.head), *map(str, block.people)]]
            rows = [[_parts(row.label, files), *block.numbers(row)] for row in block.rows]
            yield f'<details class="s3-amounts">\n<summary>{escape(block.title)}</summary>\n'
            yield f'{_table(block.caption, head, rows, "amounts")}</details>\n'


def _table(caption: str, head: list[list[str]], rows: list[list[str]], style: str) -> str:
    title = f'<caption>{escape(caption)}</caption>\n' if caption else ''
    top = ''.join(f'<tr>{"".join(f"<th scope={chr(34)}col{chr(34)}>{cell}</th>" for cell in row)}</tr>' for row in head)
    body = ''.join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>\n'
        for first, *rest in rows
    )
    return f'<table class="s3-table-{style}">\n{title}<thead>{top}</thead>\n<tbody>\n{body}</tbody>\n</table>\n'


def _script(block: Script) -> str:
    """The script of the one who leads, as the page in the handbook has it."""
    steps = ''
    for step in block.steps:
        before, clock, after = step.title, '', ''
        if step.clock:
            before, _, after = step.title.partition(step.clock.text)
            clock = _inlines((step.clock,))
        lines = ''.join(f'<p><strong>{escape(name)}:</strong> {escape(text)}</p>' for name, text in step.lines)
        steps += f'<dt>{escape(before)}{clock}{escape(after)}</dt>\n<dd>{lines}</dd>\n'
    return f'<h3>{escape(block.title)}</h3>\n<dl class="s3-script">\n{steps}</dl>\n'


def _inlines(parts: Iterable[Inline]) -> str:
    return ''.join(map(_inline, parts))


def _inline(part: Inline) -> str:
    if isinstance(part, Clock):
        numbers = f'data-s3-at="{part.at}" data-s3-minutes="{part.minutes}"'
        return f'<span class="s3-clock" {numbers}>{escape(part.text)}</span>'
    if isinstance(part, Drawing):
        return escape(part.title)
    return escape(part if isinstance(part, str) else part.text)


def _parts(parts: Iterable[Part], files: Files) -> str:
    found = ''
    for part in parts:
        if isinstance(part, RecordLink):
            address, title = files(part.kind, part.target)
            words = escape(part.text or title)
            found += f'<a href="{escape(address)}">{words}</a>' if address else words
        else:
            found += escape(plain_text(part))
    return found
