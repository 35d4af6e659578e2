"""What a meeting needs by how many people come: rules as plain values, for pages, paper and the script alike.

The script ``s3-planner.js`` knows no rule of its own: it multiplies what stands here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from math import ceil

from ..model.sheet import Lasting

#: what there can be some of
PERSON, GROUP, ALL = 'person', 'group', 'all'


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """``each`` of something, by ``per`` for every 'person', every 'group', or in 'all'; ``label`` says of what."""

    label: tuple[Lasting, ...]
    each: int
    per: str

    def total(self, people: int, seats: int | None) -> int | None:
        """How many *people* need, in as few groups of *seats* as there can be; None if that does not follow."""
        if self.per == GROUP:
            return self.each * ceil(people / seats) if seats else None
        return self.each * people if self.per == PERSON else self.each


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """How many of each of ``rows`` people need, for the directive of a field alone, after the tables of a programme.

    It is for ``least`` to ``most`` people, ``seats`` in a group if anybody says, and takes ``days``, in minutes each. A
    table for the numbers ``people`` has the ``title``, ``caption`` and first column ``head``. ``texts`` are what the
    fields and the script show, by name.
    """

    title: str
    caption: str
    head: str
    least: int
    most: int
    seats: int | None
    days: tuple[int, ...]
    people: tuple[int, ...]
    rows: tuple[Amount, ...]
    texts: tuple[tuple[str, str], ...]

    def numbers(self, row: Amount) -> tuple[str, ...]:
        """The cells of *row* in the table."""
        totals = (row.total(people, self.seats) for people in self.people)
        return tuple('\N{EN DASH}' if total is None else str(total) for total in totals)


def planner_html(amounts: Amounts, classes: str = '') -> str:
    """The fields for when a meeting starts and how many come, and the way to the view for the room. Needs a script."""
    texts = {name: escape(text) for name, text in amounts.texts}
    data = {
        'least': amounts.least,
        'most': amounts.most,
        'seats': amounts.seats,
        'days': amounts.days,
        'amounts': [(row.each, row.per) for row in amounts.rows],
        'texts': dict(amounts.texts),
    }
    packed = escape(json.dumps(data, ensure_ascii=False, separators=(',', ':')))
    return (
        f'<div class="s3-planner{classes}" role="group" aria-label="{texts["label"]}" data-s3-planner="{packed}">\n'
        f'<p class="d-print-none"><label for="s3-start">{texts["start"]}</label>'
        '<input type="time" id="s3-start" name="start" autocomplete="off"/></p>\n'
        f'<p class="d-print-none"><label for="s3-people">{texts["people"]}</label>'
        f'<input type="number" id="s3-people" name="people" min="{amounts.least}" max="{amounts.most}" '
        'inputmode="numeric" autocomplete="off"/></p>\n'
        f'<p class="d-print-none"><button type="button">{texts["room"]}</button></p>\n'
        '<p class="s3-planner-result" role="status"></p>\n'
        '</div>\n'
    )
