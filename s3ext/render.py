"""From blocks to document nodes: one place for all views and all outputs."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes

from .core.digests import digest
from .core.drawing.shapes import Drawing
from .core.model.sheet import Foreign, Twin
from .core.views.blocks import (
    Back,
    Block,
    Changes,
    Choices,
    Clock,
    Columns,
    Figure,
    Fold,
    Heading,
    Inline,
    Items,
    Jumps,
    Link,
    Mark,
    Missing,
    Para,
    Row,
    Rows,
    Script,
    Step,
    Table,
    TableFile,
    Web,
)
from .core.views.file_link import FileLink
from .core.views.table_file import words_of
from .nodes import (
    mark_node,
    s3_back,
    s3_clock,
    s3_columns,
    s3_drawing,
    s3_file_link,
    s3_fold,
    s3_grid,
    s3_letters,
    s3_news,
    s3_rows,
    s3_sign,
    s3_table_file,
    s3_twin,
)

#: HTML has six levels of headings
_LAST_LEVEL = 6
#: the level of headings that stand within a section of a page
INNER_LEVEL = 3
#: the characters of the widest column in plain text
_WIDEST = 40
#: what stands between short facts
_BETWEEN = ' · '


def render(blocks: Iterable[Block], docname: str, level: int = 3, *, web: bool = False) -> list[nodes.Element]:
    """The nodes of *blocks* on the page *docname*, their headings at *level*: one below that of the section.

    For the *web* a list of records is one node, which looks the same there.
    """
    return [node for block in blocks for node in _block(block, docname, level, web)]


def _block(block: Block, docname: str, level: int, web: bool) -> list[nodes.Element]:
    if isinstance(block, Para):
        classes = [f's3-{block.style}'] if block.style else []
        return [nodes.paragraph('', '', *_inlines(block.parts, docname), classes=classes)]
    if isinstance(block, Heading):
        words = words_in(block.language, block.text) if block.language else nodes.Text(block.text)
        heading = nodes.rubric('', '', words, classes=['s3-group'])
        heading['heading-level'] = min(level, _LAST_LEVEL)
        if block.anchor:
            heading['ids'].append(block.anchor)
        return [heading]
    if isinstance(block, Rows):
        return _rows(block, docname, web)
    if isinstance(block, Fold):
        inner = [node for part in block.blocks for node in _block(part, docname, level, web)]
        return [s3_fold('', *inner, title=block.title)] if web else inner
    if isinstance(block, Items):
        items = nodes.bullet_list(bullet='-', classes=[f's3-{block.style}'] if block.style else [])
        items += [nodes.list_item('', nodes.paragraph('', '', *_inlines(parts, docname, web))) for parts in block.items]
        return [items]
    if isinstance(block, Jumps | Back):
        return [_handle(block)] if web else []
    if isinstance(block, Table):
        return [table_node(block, docname, web=web)]
    if isinstance(block, Changes):
        shown = render(block.blocks, docname, level, web=web)
        return [s3_news('', *shown, changes=block, docname=docname, ids=['s3-news'])] if web else shown
    if isinstance(block, Columns):
        tables = [table_node(table, docname, web=web) for table in block.tables]
        place = f's3-finder-{block.finder.kind}'
        return [s3_columns('', *tables, finder=block.finder, ids=[place])] if web else [*tables]
    if isinstance(block, TableFile):
        return [s3_table_file(name=block.name, words=block.words, docname=docname)] if web else []
    return [figure_node(block, docname)]


def figure_node(block: Figure, docname: str) -> nodes.container:
    """A drawing with its words in one box."""
    box = nodes.container(classes=['s3-figure', f's3-figure-{block.drawing.look}'])
    place = [f'd-{digest(block.drawing)[:8]}'] if block.drawing.description else []
    box += s3_drawing(drawing=block.drawing, docname=docname, ids=place)
    box += [node for part in block.beside for node in _block(part, docname, _LAST_LEVEL, False)]
    return box


def _handle(block: Jumps | Back) -> nodes.Element:
    if isinstance(block, Back):
        return s3_back(refid=block.anchor, words=block.text)
    return s3_letters(letters=block.parts, words=block.label, ids=[block.anchor])


def _rows(block: Rows, docname: str, web: bool) -> list[nodes.Element]:
    """A list. One to choose from says first how many there are, where the web says how many are shown."""
    classes, finder = ['s3-records', f's3-records-{block.style}'], block.finder
    # a link to a place on the page may have to change its name, for which it must be a node
    if web and not any(row.title.anchor and row.title.docname in ('', docname) for row in block.rows):
        listing = s3_rows(classes=classes, rows=block.rows, docname=docname, finder=finder)
        if finder:
            listing['ids'].append(f's3-finder-{finder.kind}')
        return [listing]
    ordinary = nodes.bullet_list(classes=classes, bullet='-')
    ordinary += [_row(row, docname) for row in block.rows]
    return [nodes.paragraph('', finder.count, classes=['s3-count']), ordinary] if finder else [ordinary]


def _row(row: Row, docname: str) -> nodes.list_item:
    item = nodes.list_item()
    item += nodes.paragraph('', '', *_inlines((row.title,), docname), classes=['s3-record-title'])
    if row.meta or row.marks:
        facts = _inlines(row.meta, docname) + [mark_node(mark) for mark in row.marks]
        between = [part for fact in facts for part in (nodes.Text(_BETWEEN), fact)]
        item += nodes.paragraph('', '', *between[1:], classes=['s3-record-meta'])
    if row.text:
        item += nodes.paragraph('', '', *_inlines(row.texts, docname), classes=['s3-record-summary'])
    if row.foot:
        item += nodes.paragraph('', '', *_inlines(row.foot, docname), classes=['s3-record-foot'])
    item['ids'] += [row.anchor] if row.anchor else []
    return item


def table_node(block: Table, docname: str, *, web: bool = False) -> nodes.table:
    """A table whose first row holds column heads and whose first column holds row heads; on the *web* in one piece."""
    table = nodes.table(classes=[f's3-table-{block.style}' if block.style else 's3-table'])
    if block.shares:
        table['shares'] = block.shares
    if block.caption:
        table += nodes.title('', block.caption)
        table['ids'].append(nodes.make_id(block.caption))  # Sphinx wants a place to link to
    if web and not _leads_within(block, docname):
        table += s3_grid(table=block, docname=docname)
        return table
    group = nodes.tgroup(cols=len(block.head))
    table += group
    for number, cells in enumerate(zip(block.head, *block.rows, strict=True)):
        column = nodes.colspec(colwidth=_width(cells))
        if number == 0:
            column['stub'] = 1
        group += column
    group += nodes.thead('', _table_row(block.head, docname, web))
    group += nodes.tbody('', *(_table_row(row, docname, web) for row in block.rows))
    return table


def _leads_within(block: Table, docname: str) -> bool:
    """Whether a cell leads to a place on the page: that may have to change its name, for which it must be a node."""
    parts = (part for cells in (block.head, *block.rows) for cell in cells for part in cell)
    return any(isinstance(part, Link) and part.anchor and part.docname in ('', docname) for part in parts)


def script_nodes(block: Script) -> list[nodes.Element]:
    """A heading, and each step with what to do in it, a paragraph each."""
    heading = nodes.rubric('', block.title, classes=['s3-script-title'])
    heading['heading-level'] = INNER_LEVEL
    listing = nodes.definition_list(classes=['s3-script'])
    for step in block.steps:
        lines = nodes.definition()
        for name, text in step.lines:
            lines += nodes.paragraph('', '', nodes.strong('', f'{name}:'), nodes.Text(f' {text}'))
        listing += nodes.definition_list_item('', nodes.term('', '', *_title(step)), lines)
    return [heading, listing]


def _title(step: Step) -> list[nodes.Node]:
    if step.clock is None:
        return [nodes.Text(step.title)]
    before, _, after = step.title.partition(step.clock.text)
    return [nodes.Text(before), _inline(step.clock, '', web=False), nodes.Text(after)]


def _width(cells: Iterable[tuple[Inline, ...]]) -> int:
    """How many characters a column of *cells* takes where text cannot flow, such as in plain text."""
    texts = (''.join(map(words_of, cell)) for cell in cells)
    return min(max(map(len, texts), default=0) or 1, _WIDEST)


def _table_row(cells: Iterable[tuple[Inline, ...]], docname: str, web: bool) -> nodes.row:
    row = nodes.row()
    row += [nodes.entry('', nodes.paragraph('', '', *_inlines(cell, docname, web))) for cell in cells]
    return row


def inline_node(part: Inline, docname: str) -> nodes.Node:
    """The node of *part* in running text on the page *docname* on the web."""
    return _inline(part, docname, True)


def words_in(language: str, text: str) -> nodes.inline:
    """The words *text* in another *language* than the page; docutils makes the class what says so."""
    return nodes.inline(text, text, classes=[f'language-{language}'])


def _inlines(parts: Iterable[Inline], docname: str, web: bool = False) -> list[nodes.Node]:
    return [_inline(part, docname, web) for part in parts]


def _inline(part: Inline, docname: str, web: bool) -> nodes.Node:
    if isinstance(part, Web):
        named = [f'language-{part.language}'] if part.language else []
        return nodes.reference(part.text, part.text, refuri=part.url, internal=False, classes=named)
    if isinstance(part, Foreign):
        return words_in(part.language, part.text)
    if isinstance(part, Twin):
        return s3_twin(
            '', part.text, docname=part.docname, language=part.language, classes=[f'language-{part.language}']
        )
    if isinstance(part, Drawing):
        return s3_sign('', *([nodes.Text(part.title)] if part.title else []), drawing=part, docname=docname)
    if isinstance(part, Mark):
        return mark_node(part)
    if isinstance(part, Clock):
        return s3_clock('', part.text, at=part.at, minutes=part.minutes)
    if isinstance(part, Choices):
        return _choosing(part) if web else _link(part.instead, docname)
    if isinstance(part, Missing):
        return _missing(part, web)
    if isinstance(part, FileLink):
        return s3_file_link('', part.text, path=part.path, docname=docname) if web else nodes.Text(part.text)
    return _link(part, docname) if isinstance(part, Link) else nodes.Text(part)


def _missing(part: Missing, web: bool) -> nodes.Node:
    """On the web a mark with the words behind it, or the words."""
    if not web:
        return nodes.Text(part.text)
    text = part.lead if part.query else part.text
    words = nodes.inline(text, text, classes=[] if part.in_words else ['s3-missing'])
    return _asking(text, '', part.query, words) if part.query else words


def _choosing(part: Choices) -> nodes.Node:
    """A link to the list with the choices made."""
    place = f'#{part.anchor}' if part.anchor else ''
    return _asking(part.text, part.docname, f'{part.query}{place}')


def _asking(text: str, docname: str, query: str, content: nodes.Node | None = None) -> nodes.Node:
    """A link to a page with a *query*; without a *docname* to that of the form."""
    return addnodes.pending_xref(
        '',
        content or nodes.inline(text, text),
        refdomain='s3',
        reftype='query',
        reftarget=docname,
        refquery=query,
        refexplicit=True,
        refwarn=False,
    )


def _link(link: Link, docname: str) -> nodes.Node:
    """A link to a page, or to a place on a page; resolved by whoever writes."""
    if link.anchor and link.docname in ('', docname):
        return nodes.reference('', link.text, refid=link.anchor, internal=True)
    content = nodes.inline(link.text, link.text)
    return addnodes.pending_xref(
        '',
        content,
        refdomain='s3',
        reftype='page',
        reftarget=link.docname,
        refanchor=link.anchor,
        refexplicit=True,
        refwarn=False,
    )
