"""The rules for who may have approved a page, and for days that have not come yet."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from ..page.field_problems import field_name
from ..page.frontmatter import Path, RawHeader, names_in
from ..problems import Problem, ProblemCode
from .entries import Day, Entry
from .kinds import Kinds

#: the fields that say that somebody did something on a day
_DAYS: tuple[tuple[str, ...], ...] = (
    ('reviewed_on',),
    ('approved', 'date'),
    ('sources', 'read_on'),
    ('withdrawn', 'since'),
)
_APPROVER: Path = ('approved', 'by')


def days_of(raw: RawHeader) -> tuple[Day, ...]:
    """The days in a header that must not lie ahead; whether they do is asked later, as it depends on today."""
    days = (
        Day(field=field_name(where), date=value, mark=raw.position(where))
        for path in _DAYS
        for where, value in raw.named(path[-1])
        if names_in(where) == path and _is_day(value)
    )
    return tuple(sorted(days, key=lambda day: day.mark))


def _is_day(text: str) -> bool:
    """Whether *text* is a day as headers have it; what is none is a fault already."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_days(entry: Entry, today: str) -> list[Problem]:
    """The days of the page *entry* that lie after *today* (``YYYY-MM-DD``)."""
    return [
        Problem.at(entry.path, day.mark, ProblemCode.FUTURE_DATE, field=day.field, value=day.date, today=today)
        for day in entry.days
        if day.date > today
    ]


def check_approver(raw: RawHeader, entry: Entry, listed: Collection[str], kinds: Kinds) -> list[Problem]:
    """An approver of the page *entry* who cannot be: the editors, or an organisation that the page is not about.

    *listed* are the approvers that have no pages.
    """
    approver = next((value for where, value in raw.named('by') if where == _APPROVER), '')
    mark = raw.position(_APPROVER)
    details = {'value': approver}
    if approver == kinds.editors:
        return [raw.problem(mark, ProblemCode.WRONG_APPROVER, **details, cause='approver_editors')]
    if not approver or approver in listed:
        return []
    if entry.type == kinds.organisations:
        if approver == entry.id:
            return []
        return [raw.problem(mark, ProblemCode.WRONG_APPROVER, **details, cause='approver_own', allowed=entry.id)]
    named = [
        value for field in kinds.organisation_fields for where, value in raw.named(field) if where[0] == field and value
    ]
    if not named or approver in named:
        return []
    allowed = ', '.join(named)
    return [raw.problem(mark, ProblemCode.WRONG_APPROVER, **details, cause='approver_elsewhere', allowed=allowed)]
