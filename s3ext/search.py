"""The words of the search: Sphinx's own Swedish, which works out the stem of each word once instead of each time."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.search.sv import SearchSwedish


class Swedish(SearchSwedish):
    """Swedish with a memory; one instance serves one build, and gives the same index."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._stems: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """The stem of *word*."""
        stem = self._stems.get(word)
        if stem is None:
            stem = self._stems[word] = super().stem(word)
        return stem


def setup_search(app: Sphinx) -> None:
    """Register the language."""
    app.add_search_language(Swedish)
