"""Placeholders in document trees: plain attributes only, filled with ordinary nodes when pages are written."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator


class s3_view(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """Stands for a list of records; attribute ``key`` is the text of a ``ViewKey``."""


class s3_count(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Stands for a number of records; attribute ``key`` is the text of a ``ViewKey``."""


def setup_nodes(app: Sphinx) -> None:
    """Register the placeholders for every builder; none of them may reach a writer."""
    for node in (s3_view, s3_count):
        visitors = (_refuse, None)
        app.add_node(node, html=visitors, latex=visitors, text=visitors, man=visitors, texinfo=visitors)


def _refuse(translator: SphinxTranslator, node: nodes.Element) -> None:
    """A placeholder in a writer is a fault of ours: say so instead of printing nothing."""
    raise TypeError(f'{type(node).__name__} was not resolved before writing')
