"""Where texts use the words of the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .model import GlossaryTerm

#: the longest ending that a Swedish noun or adjective takes: specialisering|arnas
_LONGEST_ENDING = 5


class TermFinder:
    """Finds the terms of a glossary in running text, whatever their endings."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self._ids: dict[str, str] = {}
        shorts: dict[str, str] = {}
        for term in terms:
            # 'ägarskap (EDP)' stands in texts without what is in brackets
            self._ids.setdefault(re.sub(r'\s*\(.*?\)', '', term.term).casefold(), term.id)
            for short in term.short:
                shorts.setdefault(short, term.id)
        self._shorts = shorts
        self._words = _pattern(self._ids, rf'\w{{0,{_LONGEST_ENDING}}}', re.IGNORECASE)
        # a short form is one only with its capitals
        self._short_forms = _pattern(shorts, r'(?::\w+)?', 0)

    def __call__(self, text: str) -> Iterator[str]:
        """The id of a term for each time *text* uses it."""
        text = ' '.join(text.split())
        if self._words:
            yield from (self._ids[match[1].casefold()] for match in self._words.finditer(text))
        if self._short_forms:
            yield from (self._shorts[match[1]] for match in self._short_forms.finditer(text))


def _pattern(forms: Iterable[str], ending: str, flags: int) -> re.Pattern[str] | None:
    """A pattern for any of *forms* as a word with an ending, the longest first; none without forms."""
    ordered = sorted(filter(None, forms), key=lambda form: (-len(form), form))
    if not ordered:
        return None
    return re.compile(rf'(?<![\w-])({"|".join(map(re.escape, ordered))}){ending}(?![\w])', flags)
