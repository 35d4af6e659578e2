"""Names of places that the pages around a text use for themselves: content must not take them.

Two things of one name on a page lead readers, and those who hear the page, to the wrong one.
"""

from __future__ import annotations

#: Sphinx's own pages, which every site has; what the theme and our templates and scripts name
_NAMES = frozenset(
    {
        *('genindex', 'modindex', 'search', 'py-modindex'),
        *('main-content', 'searchbox', 'search-results', 'search-input'),
        *('bd-header-version-warning', 's3-chapters', 's3-form'),
    }
)
_BEGINNINGS = ('pst-', 'sd-', 'term-')


def is_reserved(name: str, sheet: str) -> bool:
    """Whether the place *name* belongs to the page around the text; *sheet* does (``FixedNames``)."""
    return name in _NAMES or name == sheet or name.startswith(_BEGINNINGS)
