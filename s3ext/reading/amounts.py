"""What a meeting needs by how many people come, as a table: on the web in a fold."""

from __future__ import annotations

from docutils import nodes

from ..core.model.sheet import RecordLink, plain_text
from ..core.views.amounts import Amounts
from ..core.views.blocks import Table
from ..nodes import s3_fold
from ..render import table_node
from .fact_sheet import part_node

#: class of the fold
FOLD = 's3-amounts'


def amounts_table(block: Amounts) -> list[nodes.Element]:
    """The table with a column for each number of people; nothing if there is nothing to count."""
    if not block.rows:
        return []
    labels = [
        ''.join(plain_text(part) or (part.target if isinstance(part, RecordLink) else '') for part in row.label)
        for row in block.rows
    ]
    cells = ((label, *block.numbers(row)) for label, row in zip(labels, block.rows, strict=True))
    head = ((block.head,), *((str(number),) for number in block.people))
    rows = tuple(tuple((cell,) for cell in row) for row in cells)
    table = table_node(Table(caption=block.caption, head=head, rows=rows, style='amounts'), '')
    body = next(iter(table.findall(nodes.tbody)))
    for found, row in zip(body.findall(nodes.row), block.rows, strict=True):
        # titles of records are known when the page is written
        paragraph = next(iter(found.findall(nodes.paragraph)))
        paragraph.clear()
        paragraph += [part_node(part) for part in row.label]
    return [s3_fold('', table, title=block.title, classes=[FOLD])]
