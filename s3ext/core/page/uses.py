"""What a page uses of others: its links, and its lists that are limited to a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..model.sheet import Fact, RecordLink, Until

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


def uses_of_facts(facts: Iterable[Fact]) -> Iterator[Use]:
    """The links of a fact sheet, whose places are in the header."""
    parts = [part for fact in facts for value in fact.values for part in value]
    later = [part for until in parts if isinstance(until, Until) for part in (*until.parts, *until.after)]
    for part in (*parts, *later):
        if isinstance(part, RecordLink):
            yield Use(kind=part.kind, target=part.target, explicit=bool(part.text))
