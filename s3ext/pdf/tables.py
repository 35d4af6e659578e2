"""How tables are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import zip_longest
from types import MappingProxyType

from docutils import nodes

from ..core.column_widths import column_shares
from .escape import EMPTY, call, join
from .writer import PageWriter

#: a table of numbers with more columns than this gets a page of its own that lies down
_WIDE = 10
#: and so one to write in with more than this
_WIDE_FORM = 6
#: how many characters of a form stand beside each other on a page, and on one that lies down
_UPRIGHT, _LYING = 79, 128
#: a table with no more rows and lines than these is never broken over two pages
_WHOLE, _WHOLE_LINES = 12, 24
#: so many characters fit beside each other
_LINE = 90
#: what stands before a table to write in lies down with it if it is no higher than this, even if not all fits
_TITLE = '60mm'
#: classes of tables of numbers, and of signs
_MATRICES = frozenset({'s3-table-matrix', 's3-table-signs'})
#: so many characters fit where a page has two columns of text, and so many the room between two cells takes
_NARROW, _GUTTER = 52, 2
#: a longer word is broken
_BREAKS = 14
#: class of tables to write in, and of the part of a page that readers take along, which may hold these
FORM, TEMPLATE = 's3-form-table', 's3-template'
_ALIGNED = {'text-left': 'left', 'text-center': 'center', 'text-right': 'right'}


def table(writer: PageWriter, node: nodes.Element, before: str = '') -> str:
    """A table; its head rows are repeated on every page it reaches. The page of a wide one may begin with *before*."""
    group = next(iter(node.findall(nodes.tgroup)), None)
    if group is None:
        return ''
    columns = list(group.findall(nodes.colspec))
    head = [row for part in group.children if isinstance(part, nodes.thead) for row in part.children]
    body = [row for part in group.children if isinstance(part, nodes.tbody) for row in part.children]
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    caption = writer.inline(title.children) if title is not None else 'none'
    stubs = sum(1 for column in columns if column.get('stub'))
    writer.stubs.append(stubs)
    # a row of a time line, which takes all the width that there is
    drawn = any(type(part).__name__ == 's3_sign' and part['drawing'].stretches for part in node.findall(nodes.Element))
    least = _least(head, body)
    writer.needs_width |= drawn or least > _NARROW
    _say_if_too_wide(writer, node, least, len(columns))
    if _is_matrix(node):
        matrix = _matrix(writer, node, head, body, caption)
        return call('s3.wide', before or EMPTY, matrix, together=_TITLE) if is_wide(node) else matrix
    if FORM in node['classes']:
        form = _form(writer, head, body, _LYING if is_wide(node) else _UPRIGHT)
        return call('s3.wide', before or EMPTY, form, together=_TITLE) if is_wide(node) else form
    cells = _head(writer, head, lambda entry: _cell(writer, entry, strong=True))
    header = [call('table.header', *cells)] if cells else []
    rows = [_cell(writer, entry, strong=number < stubs) for row in body for number, entry in enumerate(_entries(row))]
    printed = call('table', *header, *rows, columns=_widths(node, columns))
    options = {'whole': 'true'} if len(body) <= _WHOLE and _lines(body, len(columns)) <= _WHOLE_LINES else {}
    return call('s3.framed-table', printed, caption=caption, **options)


def _say_if_too_wide(writer: PageWriter, node: nodes.Element, least: int, columns: int) -> None:
    """Report the table *node*, which needs *least* characters side by side, if its words run into each other."""
    # the heads of a table of numbers stand upright, and its cells are short
    if _is_matrix(node):
        return
    room = (_LYING if is_wide(node) else _UPRIGHT) if FORM in node['classes'] else _LINE
    if least > room:
        writer.warn(node, 'pdf_table_wide', columns=columns, least=least, room=room)


def _form(writer: PageWriter, head: list[nodes.Node], body: list[nodes.Node], room: int) -> str:
    """A table to write in, so many characters wide: lines around all cells, and room in those that are empty."""
    texts = [[entry.astext() for entry in _entries(row)] for row in (*head, *body)]
    widths = ', '.join(f'{share}fr' for share in column_shares(list(zip(*texts, strict=True)), room))
    cells = _head(writer, head, lambda entry: _cell(writer, entry, strong=True))
    rows = [
        _cell(writer, entry, strong=False) if entry.astext().strip() else call('table.cell', 's3.blank')
        for row in body
        for entry in _entries(row)
    ]
    return call('s3.form', call('table.header', *cells), *rows, columns=f'({widths},)')


def _head(writer: PageWriter, rows: list[nodes.Node], print_cell: Callable[[nodes.Element], str]) -> list[str]:
    """The cells of the head. They come again on every page of the table, where PDF/UA allows no links."""
    writer.unlinked = True
    cells = [print_cell(entry) for row in rows for entry in _entries(row)]
    writer.unlinked = False
    return cells


def _matrix(
    writer: PageWriter, node: nodes.Element, head: list[nodes.Node], body: list[nodes.Node], caption: str
) -> str:
    """A table of numbers."""
    heads = _head(writer, head, lambda entry: _content(writer, entry))
    cells = []
    writer.narrow = True
    for row in body:
        name, *numbers = _entries(row)
        cells.append(_content(writer, name))
        cells += [call(_number_function(entry), _content(writer, entry)) for entry in numbers]
    writer.narrow = False
    printed = call('s3.matrix', f'({", ".join(heads)},)', *cells, caption=caption)
    # the place of the table is on its page, not on the page before
    return join([writer.anchor(node), printed])


def _is_matrix(node: nodes.Element) -> bool:
    """Whether *node* is a table of numbers or signs."""
    return not _MATRICES.isdisjoint(node['classes'])


def _number_function(entry: nodes.Element) -> str:
    """A number that leads somewhere, or the word for none."""
    linked = next(iter(entry.findall(nodes.reference)), None) is not None
    return 's3.number' if linked else 's3.no-number'


def is_wide(node: nodes.Node) -> bool:
    """Whether *node* is a table that needs a page of its own, where one may begin: not inside a box or a list."""
    if not isinstance(node, nodes.table):
        return False
    most = _WIDE if _is_matrix(node) else _WIDE_FORM if FORM in node['classes'] else None
    if most is None or len(list(node.findall(nodes.colspec))) <= most:
        return False
    while node.parent is not None:
        node = node.parent
        if not isinstance(node, (nodes.section, nodes.document)) and TEMPLATE not in node['classes']:
            return False
    return True


def _least(head: list[nodes.Node], body: list[nodes.Node]) -> int:
    """About how many characters side by side a table needs, so that no word of it is broken."""
    rows = [[entry.astext() for entry in _entries(row)] for row in (*head, *body)]
    columns = zip_longest(*rows, fillvalue='')
    longest = (max((len(word) for text in column for word in text.split()), default=0) for column in columns)
    return sum(min(length, _BREAKS) + _GUTTER for length in longest)


def _lines(rows: list[nodes.Node], columns: int) -> int:
    """About how many lines the *rows* of so many *columns* take."""
    return sum(max(1 + len(entry.astext()) * columns // _LINE for entry in _entries(row)) for row in rows)


def _widths(node: nodes.Element, columns: list[nodes.colspec]) -> str:
    if shares := node.get('shares'):
        return f'({", ".join(f"{share}fr" for share in shares)},)'
    given = 'colwidths-given' in node['classes']
    widths = [f'{column["colwidth"]}fr' if given else 'auto' for column in columns]
    return f'({", ".join(widths)},)'


def _entries(row: nodes.Node) -> list[nodes.Element]:
    return [entry for entry in row.children if isinstance(entry, nodes.entry)]


def _content(writer: PageWriter, entry: nodes.Element) -> str:
    blocks = [child for child in entry.children if not isinstance(child, nodes.comment)]
    single = len(blocks) == 1 and isinstance(blocks[0], nodes.paragraph)
    return join([writer.anchor(entry), writer.inline(blocks[0].children) if single else writer.flow(blocks)])


def _cell(writer: PageWriter, entry: nodes.Element, *, strong: bool) -> str:
    code = _content(writer, entry)
    if strong:
        code = call('strong', code)
    options = {}
    if 'morecols' in entry:
        options['colspan'] = str(entry['morecols'] + 1)
    if 'morerows' in entry:
        options['rowspan'] = str(entry['morerows'] + 1)
    for name in entry['classes']:
        if name in _ALIGNED:
            options['align'] = _ALIGNED[name]
    return call('table.cell', code, **options)


HANDLERS: Mapping[str, Callable[[PageWriter, nodes.Element], str]] = MappingProxyType({'table': table})
