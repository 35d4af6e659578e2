"""What kind of thing a node is, apart from how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from docutils import nodes

#: 'note' is a footnote or citation, 'group' a plain list of records or its heading
Kind = Literal['note', 'inline', 'group', 'block']


def kind_of(node: nodes.Node) -> Kind:
    """How *node* joins its neighbours."""
    if isinstance(node, (nodes.footnote, nodes.citation)):
        return 'note'
    if isinstance(node, (nodes.Text, nodes.Inline)):
        return 'inline'
    return 'group' if _in_group(node) else 'block'


def _in_group(node: nodes.Node) -> bool:
    """Whether *node* is a plain list of records under a heading of its own, or that heading."""
    if isinstance(node, nodes.rubric):
        follower = node.next_node(descend=False, siblings=True)
        return 's3-group' in node['classes'] and follower is not None and _is_plain(follower)
    if not _is_plain(node) or node.parent is None:
        return False
    at = node.parent.index(node)
    return at > 0 and _in_group(node.parent[at - 1])


def _is_plain(node: nodes.Node) -> bool:
    return isinstance(node, nodes.bullet_list) and 's3-records-plain' in node['classes']


def lone_image(children: Sequence[nodes.Node]) -> nodes.image | None:
    """The picture that is all that *children* show, if it is so."""
    shown = [child for child in children if not (isinstance(child, nodes.Text) and not child.strip())]
    if len(shown) != 1:
        return None
    if isinstance(shown[0], nodes.reference):
        return lone_image(shown[0].children)
    return shown[0] if isinstance(shown[0], nodes.image) else None
