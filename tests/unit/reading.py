"""What the tests of the views read: blocks as plain texts, and the pages of the tests' library without the catalogue.

The pages are read with plain YAML that guesses no types, so that what a test expects of a view does not come
from the code that made the view.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from s3ext.core.drawing.shapes import Drawing, Group, Shape
from s3ext.core.model.outlines import placeholders
from s3ext.core.page.reading import read_page
from s3ext.core.page.source import Source
from s3ext.core.views.blocks import Changes, Figure, Fold, Heading, Items, Link, Para, Row, Rows, Table
from s3ext.core.views.table_file import words_of
from tests.kinds import PERMITTED
from tests.library import LIBRARY
from tests.texts import FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from s3ext.core.model.vocabulary import Vocabulary
    from s3ext.core.problems import Problem
    from s3ext.core.views.blocks import Block, Inline

FOLDERS = {
    'docs/themes': 'theme',
    'docs/pilots': 'pilot',
    'docs/regions': 'region',
    'docs/handbook': 'chapter',
    'docs/obstacles': 'obstacle',
    'docs/methods': 'method',
    'docs/workshops': 'workshop',
    'docs/templates': 'template',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A page as it is written: its place, kind, title and header."""

    docname: str
    kind: str
    id: str
    title: str
    source: str
    header: dict[str, Any]

    def list(self, name: str) -> list[Any]:
        """The list *name* of the header; empty if it is not there."""
        found = self.header.get(name) or []
        assert isinstance(found, list)
        return found


def written_pages() -> Iterator[Written]:
    """Every page of the library that is a record."""
    for file in sorted((*LIBRARY.glob('docs/*/*.md'), *LIBRARY.glob('cases/*/*.md'))):
        docname = file.relative_to(LIBRARY).with_suffix('').as_posix()
        folder, _, name = docname.rpartition('/')
        kind = 'case' if folder.startswith('cases/') else FOLDERS.get(folder)
        if kind is None or name == 'index':
            continue
        source = file.read_text('utf-8')
        _, header, body = source.split('---\n', 2)
        title = next(line[2:].strip() for line in body.splitlines() if line.startswith('# '))
        fields = yaml.load(header, Loader=yaml.CBaseLoader)
        yield Written(docname=docname, kind=kind, id=name, title=title, source=source, header=fields)


def words(parts: Iterable[Inline]) -> str:
    """Inline *parts* as one text."""
    return ''.join(map(_words, parts))


def _words(part: Inline) -> str:
    if isinstance(part, Drawing):
        return part.title
    return part if isinstance(part, str) else part.text


def id_in(link: Link) -> str:
    """The id of the record that *link* leads to."""
    return link.docname.rpartition('/')[2]


def rows_in(blocks: Iterable[Block]) -> list[Row]:
    """All rows of all lists in *blocks*."""
    return [row for block in blocks if isinstance(block, Rows) for row in block.rows]


def told_blocks(changes: Changes) -> list[Block]:
    """The blocks of *changes*, also those that are folded."""
    return [inner for block in changes.blocks for inner in (block.blocks if isinstance(block, Fold) else (block,))]


def ids(blocks: Iterable[Block]) -> list[str]:
    """The ids of all records listed in *blocks*, in order."""
    return [id_in(row.title) for row in rows_in(blocks)]


def facts(blocks: Iterable[Block]) -> dict[str, tuple[str, ...]]:
    """The short facts of each record listed in *blocks*."""
    return {id_in(row.title): tuple(map(words_of, row.meta)) for row in rows_in(blocks)}


def reasons(blocks: Iterable[Block]) -> dict[str, str]:
    """The text beside each record listed in *blocks*."""
    return {id_in(row.title): ''.join(map(words_of, row.texts)) for row in rows_in(blocks)}


def table_in(blocks: Iterable[Block]) -> list[list[str]]:
    """The first table in *blocks*: its head and its rows, as texts."""
    table = next(block for block in blocks if isinstance(block, Table))
    return [[words(cell) for cell in line] for line in (table.head, *table.rows)]


def outline(blocks: Iterable[Block]) -> list[Any]:
    """*blocks* at a glance: '# heading', a list of ids for rows, of texts for items, texts of a table, text."""
    found: list[Any] = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(f'# {block.text}')
        elif isinstance(block, Para):
            found.append(words(block.parts))
        elif isinstance(block, Rows):
            found.append(ids([block]))
        elif isinstance(block, Items):
            found.append([words(item) for item in block.items])
        elif isinstance(block, Table):
            found.append(table_in([block]))
        else:
            assert isinstance(block, Figure)
            found.append(titles_in(block.drawing.parts))
    return found


def titles_in(parts: Iterable[Shape]) -> list[str]:
    """What the groups of a drawing are called, in order."""
    return [title for part in parts if isinstance(part, Group) for title in ((part.title,) if part.title else ())]


def looks_in(parts: Iterable[Shape]) -> dict[str, str]:
    """The look of the first shape of each group that has a title."""
    groups = [part for part in parts if isinstance(part, Group) and part.title]
    return {group.title: shape.look for group in groups for shape in group.parts[:1] if not isinstance(shape, Group)}


def sections(blocks: Iterable[Block]) -> dict[str, list[str]]:
    """The ids of the records listed under each heading."""
    found: dict[str, list[str]] = {}
    heading = ''
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Rows):
            found.setdefault(heading, []).extend(ids([block]))
    return found


def check_source(text: str, docname: str, vocabulary: Vocabulary) -> list[Problem]:
    """Every problem of the source *text* of *docname* alone, sorted."""
    return sorted(read_page(Source.of_file(f'{docname}.md', text), vocabulary, PERMITTED, placeholders(FILES)).problems)
