"""What a page uses of others: its links, and its lists that are limited to a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sphinx import addnodes

from .core.model.sheet import RecordLink, Until
from .nodes import s3_facts

#: a Markdown link to ``#id``, and one to a file
ANY, DOC = 'any', 'doc'


class Use(NamedTuple):
    """A link from a page, or a list limited to a record.

    ``kind`` is a kind of records, a list with pages, 'any' (Markdown ``#id``) or 'doc' (a file). A tuple, as each build
    reads and writes tens of thousands of them, and a dataclass takes ten times as long.
    """

    kind: str
    target: str
    explicit: bool


def uses_of_link(link: addnodes.pending_xref, domain: str) -> Iterator[Use]:
    """The use that *link* is, in the *domain* or by Markdown, unless its text and target are the page's own."""
    explicit = bool(link.get('refexplicit'))
    if link.get('refdomain') == domain:
        yield Use(kind=link['reftype'], target=link['reftarget'], explicit=explicit)
    elif link.get('reftype') == 'myst' and not link.get('reflocalid'):
        kind = DOC if link.get('refdomain') == 'doc' else ANY
        anchor = f'#{link["reftargetid"]}' if link.get('reftargetid') else ''
        yield Use(kind=kind, target=link['reftarget'] + anchor, explicit=explicit)


def uses_of_facts(sheet: s3_facts) -> Iterator[Use]:
    """The links of a fact sheet, whose places are in the header."""
    parts = [part for fact in sheet['facts'] for value in fact.values for part in value]
    later = [part for until in parts if isinstance(until, Until) for part in (*until.parts, *until.after)]
    for part in (*parts, *later):
        if isinstance(part, RecordLink):
            yield Use(kind=part.kind, target=part.target, explicit=bool(part.text))
