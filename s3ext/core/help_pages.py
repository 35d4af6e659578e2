"""The pages of a site that ``s3ext schema`` writes. Nobody wrote them, so nobody is told what they lack."""

from __future__ import annotations

#: what each field of a header holds
FIELD_PAGE = 'docs/contribute/falt.md'
#: where each code is explained, with the code as anchor
HELP_PAGE = 'docs/contribute/felmeddelanden.md'
WRITTEN_PAGES = frozenset({FIELD_PAGE, HELP_PAGE})
