"""What personal data looks like in one country: a value of the profile, by which ``persons`` looks at pages.

Where a profile says nothing, only what looks alike everywhere is known: addresses that are a person's name, and
telephone numbers with the code of a country.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

#: what may stand between two figures of a number that people write in groups
BETWEEN = r'[ ()./+\u2010-\u2014\u2212\u00a0\u2007\u2009\u202f-]{0,4}'
_BRACKETS = (('(', ')'), ('[', ']'), ('{', '}'))


def mail_pattern(*words: str) -> re.Pattern[str]:
    """Addresses of mail; one of *words*, in brackets, may stand for the @: ``anna (at) example.org``."""
    at = '|'.join(map(re.escape, words))
    return re.compile(rf"[\w.+'-]+(?:@| ?[\[({{](?:{at})[\])}}] ?)[\w-]+(?:\.[\w-]+)+", re.I)


def at_hints(*words: str) -> tuple[str, ...]:
    """*words* in brackets, as they stand for the @."""
    return tuple(f'{left}{word}{right}' for word in words for left, right in _BRACKETS)


def registered_pattern(*words: str) -> re.Pattern[str]:
    """What ends with one of *words*, or a word of every language, for numbers that are no person's."""
    listed = '|'.join(map(re.escape, (*words, 'isbn', 'issn', 'doi')))
    return re.compile(rf'(?:\b(?:{listed})\b|id)[ :.]*$', re.I)


def luhn(digits: Iterable[int]) -> bool:
    """Whether the last of *digits* is their check digit (ISO/IEC 7812-1, annex B), for an even number of them."""
    doubled = (digit * (2 - position % 2) for position, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalNumber:
    """The numbers that a state gives people.

    ``pattern`` finds what looks like one, where hyphens are ``-`` and spaces are plain; its group ``last`` is what
    stands before the last figures. ``is_right`` answers for a match whether its check digits are. In a web address,
    which holds numbers of all kinds, one counts only if ``last`` is one of ``in_address``; ``address_hint`` finds such
    ones quickly.
    """

    pattern: re.Pattern[str]
    is_right: Callable[[re.Match[str]], bool]
    in_address: tuple[str, ...]
    address_hint: re.Pattern[str]


_MAIL, _REGISTERED = mail_pattern('at'), registered_pattern()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRules:
    """The forms of numbers and the words of one country.

    ``phone`` and ``phone_digits``: telephone numbers, and how many figures they have. ``registered``: what stands
    before a number that is no person's. ``functions``: words in the addresses of functions that are made of two words.
    ``private``: what suggests the life of a person. On a page that holds none of ``hints`` and that ``number_hint``
    does not find, nothing is looked for: every word and number that the rest is about has to be seen by these.
    """

    number: PersonalNumber | None = None
    mail: re.Pattern[str] = _MAIL
    phone: re.Pattern[str] = re.compile(
        r'(?<![\w/.,:+-])(?:\+|00) ?[1-9]\d{0,2}(?: ?\(0\))?(?:[ .-]?\d{1,4}){2,6}(?![\w-]|[.,]\d)'
    )
    phone_digits: range = range(8, 18)
    registered: re.Pattern[str] = _REGISTERED
    functions: frozenset[str] = frozenset(
        ('info', 'contact', 'press', 'project', 'program', 'support', 'service', 'office')
    )
    private: re.Pattern[str] | None = None
    hints: tuple[str, ...] = at_hints('at')
    number_hint: re.Pattern[str] = re.compile(rf'(?:\+|00){BETWEEN}[1-9](?:{BETWEEN}\d){{6}}')


#: what holds in every country
EVERYWHERE = PersonRules()
