"""The node that this package adds: a drawing that exists only in the document."""

from __future__ import annotations

from docutils import nodes


class drawing(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A picture as SVG source in the attribute ``svg``, in words in ``alt``, at most ``height`` (a Typst length) high.

    Whoever hands one over has made its source: it is not checked.
    """
