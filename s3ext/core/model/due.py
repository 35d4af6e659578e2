"""What runs out with time while its page stays the same: reviews, and whom to ask."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from ..problems import Problem, ProblemCode
from .entries import Entry
from .header import Header
from .parts import Ask

#: a contact that runs out within this time is told of
_SOON = datetime.timedelta(days=60)


def contact(record: Header) -> Ask | None:
    """Whom *record* says to ask, if anybody."""
    ask = getattr(record, 'ask', None)
    return ask if isinstance(ask, Ask) else None


def ends_soon(ask: Ask, today: str) -> bool:
    """Whether the contact has run out *today*, or will before long."""
    return ask.valid_until <= (datetime.date.fromisoformat(today) + _SOON).isoformat()


def due_on(record: Header) -> str | None:
    """The day a page should be reviewed again, ``YYYY-MM-DD``; None for a page that was never reviewed."""
    if record.reviewed_on is None:
        return None
    day = datetime.date.fromisoformat(record.reviewed_on)
    months = day.year * 12 + day.month - 1 + record.review_every
    year, month = divmod(months, 12)
    last = (datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1) - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last)).isoformat()


def check_due(entries: Iterable[Entry], today: str) -> list[Problem]:
    """A note for each page whose review is due *today*, and for each whose contact runs out or has."""
    return [problem for entry in entries if entry.record for problem in _due(entry, entry.record, today)]


def _due(entry: Entry, record: Header, today: str) -> Iterator[Problem]:
    if (due := due_on(record)) and due <= today:
        mark = next((day.mark for day in entry.days if day.field == 'reviewed_on'), entry.place('reviewed_on'))
        yield Problem.at(entry.path, mark, ProblemCode.REVIEW_DUE, value=due)
    if (ask := contact(record)) and ends_soon(ask, today):
        code = ProblemCode.CONTACT_ENDED if ask.valid_until < today else ProblemCode.CONTACT_ENDS
        yield Problem.at(entry.path, entry.place('ask'), code, value=ask.valid_until)
