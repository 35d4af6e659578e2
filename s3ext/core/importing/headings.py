"""Which heading of a document is which of a kind's outline, and how deep the others stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..model.kinds import Kinds
from ..schema.guide import Guide
from ..schema.spec import fields_of
from ..suggest import fold

#: a number before a heading: 1, 1.2, 1), IV.
_NUMBER = re.compile(r'(?:\d+(?:\.\d+)*[.)]?|[IVX]{1,4}\.)[ \u00a0]+')
_SEPARATOR = re.compile(r'[ \u00a0]')
#: so many letters of a heading may differ, one in so many
_ONE_IN = 4
#: and none of a shorter one: many words are near to each other
_SHORTEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a kind's outline: its *heading*, and everyday *names* of it."""

    heading: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What an import has to know of a kind: its sections, what a summary is called, what ids of notes begin with.

    ``source_headings`` head lists of sources, ``source_labels`` stand before a source in a text.

    ``shortest`` and ``longest`` are how many characters a summary may have.
    """

    sections: tuple[Section, ...] = ()
    summary: tuple[str, ...] = ()
    note: str = 'note'
    source_headings: tuple[str, ...] = ()
    source_labels: tuple[str, ...] = ()
    shortest: int = 0
    longest: int = 10_000
    pictures: tuple[str, ...] = field(default=('png', 'jpg', 'jpeg', 'webp'))

    @classmethod
    def of(cls, kind: str, guide: Guide, kinds: Kinds) -> Outline:
        """The outline of pages of *kind*, in the language of *guide*."""
        outlines = guide.outlines
        pairs = zip(outlines.outline(kind), outlines.names(kind), strict=True)
        summary = next(field for field in fields_of(kind, kinds) if field.name == 'summary')
        return cls(
            sections=tuple(Section(heading=heading, names=names) for (heading, _), names in pairs),
            summary=outlines.summary,
            note=outlines.note,
            source_headings=outlines.source_headings,
            source_labels=outlines.source_labels,
            shortest=summary.min_length,
            longest=summary.max_length,
        )

    def find(self, words: str) -> tuple[int, bool] | None:
        """The place of the section that *words* head, and whether they are its own heading; None if they head none."""
        for strict in (True, False):
            for place, section in enumerate(self.sections):
                if _fits(words, section.heading, strict):
                    return place, True
            for place, section in enumerate(self.sections):
                if any(_fits(words, name, strict) for name in section.names):
                    return place, False
        return None

    def is_summary(self, words: str) -> bool:
        """Whether *words* head a summary."""
        return any(_fits(words, name, True) for name in self.summary)

    def heads_sources(self, words: str) -> bool:
        """Whether *words* head sources, and no section of the kind."""
        named = (name for section in self.sections for name in (section.heading, *section.names))
        return any(_fits(words, name, True) for name in self.source_headings) and not any(
            _fits(words, name, True) for name in named
        )

    def labels_sources(self, words: str) -> bool:
        """Whether *words* say that a source follows."""
        return any(_fits(words, name, True) for name in self.source_labels)


def _fits(words: str, name: str, strict: bool) -> bool:
    """Whether *words* are *name*, whatever their case, accents and signs; if not *strict*, nearly or in the main."""
    plain = _NUMBER.sub('', words, count=1) if _NUMBER.match(words) else words
    have, wanted = fold(plain), fold(name)
    if have == wanted:
        return True
    if strict or not have:
        return False
    begins = plain.casefold().startswith(name.casefold()) and _SEPARATOR.match(plain[len(name) :])
    most = len(wanted) // _ONE_IN if len(wanted) >= _SHORTEST else 0
    return bool(begins) or distance(have, wanted, most) <= most


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be put in, taken away or changed to make *other* of *one*; more than *most* is not told."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row: list[int] = [*range(len(other) + 1)]
    for number, char in enumerate(one, 1):
        before: int = row[0]
        row[0] = number
        for place, wanted in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (char != wanted))
    return row[-1]
