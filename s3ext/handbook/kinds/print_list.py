"""What a workshop prints, and how many of each: numbers that a programme can work out."""

from collections.abc import Iterator
from typing import Annotated, Protocol

from pydantic.dataclasses import dataclass

from ...core.model.annotations import Filter, NotProse, Ref
from ...core.model.sheet import Lasting, RecordLink, Words
from ...core.model.values import STRICT, InList, PositiveInt, Slug, Text
from ...core.views.amounts import ALL, GROUP, PERSON, Amount
from ..codes import HandbookCode

#: what an item can be, and in what its number can be given: one of each
NAMES = ('template', 'sheet', 'text')
NUMBERS = ('per_person', 'per_table', 'per_group', 'count')
#: what pydantic reads as no (https://docs.pydantic.dev/latest/api/standard_library_types/#booleans)
_NO = frozenset({'0', 'off', 'f', 'false', 'n', 'no'})


class Tables(Protocol):
    """How people sit: at tables of ``per_table``, or nobody says."""

    @property
    def per_table(self) -> int | None:
        """The number of people at a table."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class PrintItem:
    """Something to print: a template, a sheet of the workshop's page, or something else in words; and how many.

    ``own`` is what only the region has, such as its draft of a strategy.
    """

    template: Annotated[Slug, Ref('template'), Filter()] | None = None
    sheet: Annotated[str, InList('print_sheet')] | None = None
    text: Text | None = None
    per_person: PositiveInt | None = None
    per_table: PositiveInt | None = None
    per_group: PositiveInt | None = None
    count: PositiveInt | None = None
    own: Annotated[bool, NotProse()] = False

    def total(self, people: int, size: Tables) -> int | None:
        """How many are printed for so many *people*; None if that does not follow from their number.

        People sit at as few tables as have room for them. A group is a table.
        """
        return None if self.count else self._amount(()).total(people, size.per_table)

    def value(self, people: int, size: Tables, words: Words) -> list[Lasting]:
        """``6 per person: …``, and how many that is for *people*."""
        parts = self._label(words)
        if total := self.total(people, size):
            parts.append(words.texts['print_total'].format(total=total, people=people))
        return parts

    def amount(self, words: Words) -> Amount:
        """The rule that the number follows."""
        return self._amount(tuple(self._label(words)))

    def _amount(self, label: tuple[Lasting, ...]) -> Amount:
        if self.per_person:
            return Amount(label=label, each=self.per_person, per=PERSON)
        each = self.per_table or self.per_group
        return Amount(label=label, each=each or self.count or 1, per=GROUP if each else ALL)

    def _label(self, words: Words) -> list[Lasting]:
        texts = words.texts
        numbers = ((name, getattr(self, name)) for name in NUMBERS)
        parts: list[Lasting] = [texts[f'print_{name}'].format(count=number) for name, number in numbers if number]
        return [*parts, self._what(words), *([texts['print_own']] if self.own else [])]

    def _what(self, words: Words) -> Lasting:
        if self.template:
            return RecordLink('template', self.template)
        return words.term('print_sheet', self.sheet) if self.sheet else self.text or ''


def item_problems(items: object) -> Iterator[tuple[int, HandbookCode, dict[str, str]]]:
    """What is wrong with the *items* of a header: the place of the item in the list, the code and its details."""
    for place, item in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(item, dict):  # a fault already
            continue
        choices = ((NAMES, 'print_names'), (NUMBERS, 'print_numbers'))
        wrong = [(cause, fields) for fields, cause in choices if sum(name in item for name in fields) != 1]
        for cause, fields in wrong:
            details = {'cause': cause, 'number': str(place + 1), 'allowed': ', '.join(fields)}
            yield place, HandbookCode.PRINT_ITEM, details
        # nobody knows where to find it
        if not wrong and 'text' in item and str(item.get('own', 'false')).lower() in _NO:
            yield place, HandbookCode.PRINT_WITHOUT_SHEET, {'value': str(item['text'])}
