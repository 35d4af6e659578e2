"""Faults that no accessible PDF may have, found in document trees before anything is set.

PDF/UA-1 (ISO 14289-1): a picture says in words what it shows (7.3), a table has heads (7.5).
Heading levels (7.4) cannot be skipped in a tree: whoever reads the text has to see to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docutils import nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong and with which *node*; ``name`` is the picture's address, or the table's first words."""

    kind: Literal['image-alt', 'table-header']
    node: nodes.Element
    name: str


def faults(document: nodes.document) -> Iterator[Fault]:
    """The faults of *document* in reading order."""
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.image) and not node.get('alt', '').strip():
            yield Fault(kind='image-alt', node=node, name=node.get('uri', ''))
        elif isinstance(node, nodes.table) and not _has_heads(node):
            yield Fault(kind='table-header', node=node, name=' '.join(node.astext().split())[:40])


def _has_heads(table: nodes.table) -> bool:
    """Whether a row of heads, or a column of them, says what the cells of *table* mean."""
    if any(column.get('stub') for column in table.findall(nodes.colspec)):
        return True
    return any(head.astext().strip() for head in table.findall(nodes.thead))
