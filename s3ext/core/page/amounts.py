"""Numbers of the handbook's own records that somebody wrote by hand, where it counts them itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model.kinds import Kinds
from ..texts.files import TextFiles
from ..texts.messages import load_texts

#: what stands for the words of the glossary, which are no records of a kind
WORDS = 'glossary'
#: a number above nine, as small ones are seldom counts of all, and the word after it
_AMOUNT = re.compile('(?<![\\w.,:–-])([1-9][0-9]{1,3})[ \N{NO-BREAK SPACE}](\\w+)')
#: a number that is off by so many hundredths was right once
_NEAR = 10


class Found(NamedTuple):
    """A number before the word for records of ``kind``: as it is ``written``, and where it starts in the text."""

    number: int
    kind: str
    written: str
    start: int


def nouns(files: TextFiles, kinds: Kinds) -> Mapping[str, str]:
    """The words for several records of each kind, in all languages of *files*, in small letters, and the kind.

    How many organisations there are is a fact of the world: it is no count of pages.
    """
    named = [kind for kind in kinds.listed if not kinds.about(kind).organisations]
    found: dict[str, str] = {}
    for language in reversed(files.languages):
        texts = load_texts(language, files).interface
        for kind in (*named, WORDS):
            # the first word of ``pilots and partnerships``
            for word in texts.get(f'{kind}_many', '').split()[:1]:
                found[word.casefold()] = kind
    return found


def amounts(text: str, known: Mapping[str, str]) -> Iterator[Found]:
    """The numbers in *text* before a word that is *known* (``nouns``)."""
    for match in _AMOUNT.finditer(text):
        if kind := known.get(match[2].casefold()):
            yield Found(int(match[1]), kind, match[0], match.start())


def is_count(number: int, count: int) -> bool:
    """Whether *number* is, or was not long ago, the *count* of all records of a kind."""
    return abs(number - count) * _NEAR <= count
