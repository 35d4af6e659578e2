"""What became of a document: what was taken, changed, left out, and what is left to fill in, as data."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple


class Remark(NamedTuple):
    """One thing to know: ``code`` names the text, ``value`` the words; ``group``: 'changed', 'left_out', 'to_fill'."""

    group: str
    code: str
    value: str = ''


class Report:
    """What became of one document."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.remarks: list[Remark] = []

    def changed(self, code: str, value: str = '') -> None:
        """Something is written in another way."""
        self._add('changed', code, value)

    def left_out(self, code: str, value: str = '') -> None:
        """Something is not on the page."""
        self._add('left_out', code, value)

    def lost(self, code: str, value: str) -> None:
        """Words are not on the page: all of them are said."""
        self.remarks.append(Remark('left_out', code, ' '.join(value.split())))

    def to_fill(self, code: str, value: str = '') -> None:
        """Somebody has to write something."""
        self._add('to_fill', code, value)

    def withdraw(self, code: str, value: str) -> None:
        """What was changed has gone since."""
        gone = Remark('changed', code, shown(value))
        self.remarks = [remark for remark in self.remarks if remark != gone]

    def _add(self, group: str, code: str, value: str) -> None:
        remark = Remark(group, code, shown(value))
        if remark not in self.remarks:
            self.remarks.append(remark)


_SHOWN = 60


def shown(words: str) -> str:
    """*words* in one short line."""
    line = ' '.join(words.split())
    return line if len(line) <= _SHOWN else f'{line[:_SHOWN].rstrip()}…'
