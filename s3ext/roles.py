"""The role ``s3:count``: how many records of a kind there are, as a number."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from .core.model import LISTED_TYPES
from .core.views import ViewKey
from .nodes import s3_count


class CountRole(SphinxRole):
    """``{s3:count}`case``` prints the number of cases; an unknown kind is an error of the page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """A placeholder, filled when the page is written."""
        if self.text not in LISTED_TYPES:
            allowed = ', '.join(LISTED_TYPES)
            message = self.inliner.reporter.error(f's3:count: {self.text!r} ({allowed})', line=self.lineno)
            return [], [message]
        return [s3_count(key=str(ViewKey.make('count', {'type': self.text})))], []
