"""How tables are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from docutils import nodes

from .escape import call, join

if TYPE_CHECKING:
    from .writer import PageWriter

_ALIGNED = {'text-left': 'left', 'text-center': 'center', 'text-right': 'right'}


def table(writer: PageWriter, node: nodes.Element) -> str:
    """A table; its head rows are repeated on every page it reaches."""
    group = next(iter(node.findall(nodes.tgroup)), None)
    if group is None:
        return ''
    columns = list(group.findall(nodes.colspec))
    head = [row for part in group.children if isinstance(part, nodes.thead) for row in part.children]
    body = [row for part in group.children if isinstance(part, nodes.tbody) for row in part.children]
    stubs = sum(1 for column in columns if column.get('stub'))
    cells = [_cell(writer, entry, strong=True) for row in head for entry in _entries(row)]
    header = [call('table.header', *cells)] if cells else []
    rows = [_cell(writer, entry, strong=number < stubs) for row in body for number, entry in enumerate(_entries(row))]
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    caption = writer.inline(title.children) if title is not None else 'none'
    printed = call('table', *header, *rows, columns=_widths(node, columns))
    return call('s3.framed-table', printed, caption=caption)


def _widths(node: nodes.Element, columns: list[nodes.colspec]) -> str:
    given = 'colwidths-given' in node['classes']
    widths = [f'{column["colwidth"]}fr' if given else 'auto' for column in columns]
    return f'({", ".join(widths)},)'


def _entries(row: nodes.Node) -> list[nodes.Element]:
    return [entry for entry in row.children if isinstance(entry, nodes.entry)]


def _cell(writer: PageWriter, entry: nodes.Element, *, strong: bool) -> str:
    blocks = [child for child in entry.children if not isinstance(child, nodes.comment)]
    single = len(blocks) == 1 and isinstance(blocks[0], nodes.paragraph)
    code = writer.inline(blocks[0].children) if single else writer.flow(blocks)
    code = join([writer.anchor(entry), call('strong', code) if strong else code])
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
