"""Personal data: what identifies or reaches a person must not stand on a page, in header or body.

What is certain is a fault: identity numbers with their check digit, telephone numbers, addresses that are a person's
name. What a machine can only suspect is a note. Functions are welcome: an address that the page itself names in
``ask.mailbox``, numbers of organisations, diary numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from .frontmatter import Page, RawHeader
from .page.facts import PageFacts
from .problems import Mark, Problem, ProblemCode

#: what people write for a hyphen and for a space, one character for one, so that columns stay
_ALIKE = str.maketrans('\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\u2007\u2009\u202f\uff20', '------    @')
#: century, year, month, day (of a coordination number 60 more), number: 640823-3234, 19640823 3234, 1964-08-23-3234
_IDENTITY = re.compile(
    r'(?<![\d.,])(?:1[89]|20)?\d{2}(?P<inner>[ ./-]?)(?:0[1-9]|1[0-2])(?P=inner)(?:[0-2]\d|3[01]|[67]\d|8\d|9[01])'
    r'(?P<last> ?[-+] ?|[ ./]?)\d{4}(?!\d)'
)
_LAST_DIGITS = 10
#: a country code or an area code, then six to nine digits in groups: +46 8-123 45 67, 070-123 45 67, (08) 123 45 67
_PHONE = re.compile(
    r'(?<![\w/.,:+-])(?:(?:\+|00) ?46 ?(?:\(0\))? ?-?[1-9]\d{0,2}\)?|\(?0[1-9]\d{0,2}\)?)'
    r'(?: ?[-/.] ?| )?\d{2,4}(?:[ .-]?\d{2,3}){1,3}(?![\w-]|[.,]\d)'
)
_PHONE_DIGITS = range(8, 14)
#: numbers of cases, books and the like may look like anything
_REGISTERED = re.compile(
    r'(?:\b(?:dnr|diarienr|diarienummer|ärendenummer|ärende|isbn|issn|doi|orgnr|org\.nr)\b|id)[ :.]*$', re.I
)
_BEFORE = 20
_ADDRESS = re.compile(r'https?://\S+')
_MAIL = re.compile(r"[\w.+'-]+(?:@| ?[\[({](?:at|a|snabel-a)[\])}] ?)[\w-]+(?:\.[\w-]+)+", re.I)
_MAIL_TARGET = 'mailto:'
#: first name and surname before the @: two words of letters alone
_OF_A_PERSON = re.compile(r'[a-zåäöéü]{2,}(?:-[a-zåäöéü]+)?[._][a-zåäöéü]{2,}(?:-[a-zåäöéü]+)?(?:@|\W)', re.I)
#: words in the addresses of functions that are made of two words
_FUNCTIONS = frozenset(
    (
        *('regional', 'regionala', 'regionalt', 'region', 'kommun', 'enhet', 'avdelning', 'kansli', 'redaktion'),
        *('utveckling', 'innovation', 'strategi', 'naringsliv', 'smart', 'specialisering', 'natverk', 'fond', 'stod'),
        *('info', 'kontakt', 'registrator', 'press', 'projekt', 'program', 'support', 'service'),
    )
)
_NAME = r'[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)? [A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?'
#: a name with a year of birth or an age, or with what happens in the lives of people only
_PRIVATE = re.compile(
    rf'{_NAME}(?:,? \(?(?:f\.|född) ?(?:\d{{1,2}} \w+ )?(?:19|20)\d\d\b|, \d{{1,2}} år,'
    r'|[^.!?]{0,30}\b(?:sjukskriv(?:en|s|ning)|utbränd|gravid|föräldraledig|skilsmässa|alkoholist|missbrukare'
    r'|åtalad|dömd för|avled|cancersjuk|dement|deprimerad)\b)'
)
#: without one of these nothing is suspected
_HINTS = (
    *('(at)', '[at]', '{at}', '(a)', '[a]', '{a}', 'nabel-a', 'född ', '(f. ', ', f. ', 'sjukskriv', 'utbränd'),
    *('gravid', 'föräldraledig', 'skilsmässa', 'alkoholist', 'missbrukare', 'åtalad', 'dömd för', 'avled'),
    *('cancersjuk', 'dement', 'deprimerad'),
)
_BETWEEN = r'[ ()./+\u2010-\u2014\u2212\u00a0\u2007\u2009\u202f-]{0,4}'
#: an age; ten figures with little between them; eight if the first is 0. A day has eight and begins with another.
#: All begin with a figure, and are written so, which makes the search four times as fast
_LONG_NUMBER = re.compile(rf'\d(?:\d? år,|(?:{_BETWEEN}\d){{9}}|(?<=0)(?<!\d0)(?:{_BETWEEN}\d){{7}})')
#: in an address, only a number written as people do
_IN_ADDRESS = re.compile(r'\d{6} ?[-+\u2010-\u2015\u2212] ?\d{4}')
_SHOWN = 40


class _Text(NamedTuple):
    """A text of a page, how to find its places, and whether it is an address, which holds numbers of all kinds."""

    words: str
    mark: Mark
    facts: PageFacts | None = None
    run: int = -1
    is_address: bool = False

    def at(self, position: int) -> Mark:
        """The place of the character at *position*."""
        if self.facts is not None and self.run >= 0:
            return self.facts.runs[self.run].mark_at(position)
        return self.mark


def check_persons(raw: RawHeader, page: Page, facts: PageFacts, path: str) -> list[Problem]:
    """What looks like personal data in the header *raw* and the body *facts* of *page*, each once a line."""
    mailboxes = {value.lower() for where, value in raw.named('mailbox') if where[-1] == 'mailbox'}
    problems = [
        Problem.at(path, raw.mark(where), ProblemCode.POSSIBLE_PERSON, cause='person_in_mailbox', value=value[:_SHOWN])
        for where, value in raw.named('mailbox')
        if where[-1] == 'mailbox' and _is_a_persons(value)
    ]
    addresses = '\n'.join(_addresses(raw, facts))
    name = _Text(path.rpartition('/')[2].removesuffix('.md'), Mark(line=1))
    if not (
        _worth_a_look('\n'.join((name.words, *_words(raw, page, facts))))
        or '@' in addresses
        or _IN_ADDRESS.search(addresses)
    ):
        return problems
    seen: set[tuple[int, str]] = set()
    for text in (name, *_texts(raw, page, facts)):
        if not _worth_a_look(text.words):
            continue
        for position, code, cause, value in _found(text, mailboxes):
            mark = text.at(position)
            key = mark.line, re.sub(r'\W', '', value).lower()
            if key not in seen:
                seen.add(key)
                problems.append(Problem.at(path, mark, code, cause=cause, value=_masked(value, cause)))
    return problems


def _masked(value: str, cause: str) -> str:
    """What a message shows of *value*: enough to find it, as logs are read by many."""
    shown = {'person_number': 6, 'person_phone': 4}.get(cause, _SHOWN)
    return value if len(value) <= shown else f'{value[:shown]}…'


def _worth_a_look(words: str) -> bool:
    """Whether *words* can hold anything of interest at all: most pages pass here, at the cost of a few searches."""
    return (
        '@' in words
        or '\uff20' in words
        or _LONG_NUMBER.search(words) is not None
        or any(map(words.__contains__, _HINTS))
    )


def _words(raw: RawHeader, page: Page, facts: PageFacts) -> Iterator[str]:
    """All that ``_texts`` say but addresses, without their places, whose making costs more than most pages need."""
    yield from (value for where, value in raw.leaves if where[-1] != 'url' and where[-1] != 'mailbox')
    yield page.body
    # what stands there as it reads has been said
    yield from (run.text for run in facts.runs if run.pieces)
    yield from (image.alt for image in facts.images)
    for use in facts.directives:
        yield use.argument
        yield from (value for _, value, _ in use.options)


def _addresses(raw: RawHeader, facts: PageFacts) -> Iterator[str]:
    yield from (unquote(value) for where, value in raw.named('url') if where[-1] == 'url')
    yield from (unquote(link.target) for link in facts.links)


def _texts(raw: RawHeader, page: Page, facts: PageFacts) -> Iterator[_Text]:
    """Every text of the page: as readers see it, then as it is written, for what stands in code."""
    for where, value in raw.leaves:
        if where[-1] != 'mailbox':
            address = where[-1] == 'url'
            yield _Text(unquote(value) if address else value, raw.mark(where), is_address=address)
    for number, run in enumerate(facts.runs):
        yield _Text(run.text, run.mark, facts, number)
    for link in facts.links:
        yield _Text(unquote(link.target), link.mark, is_address=True)
    for image in facts.images:
        yield _Text(image.alt, image.mark)
    for use in facts.directives:
        yield _Text(use.argument, use.mark)
        yield from (_Text(value, mark) for _, value, mark in use.options)
    for number, line in enumerate(page.body.split('\n'), page.body_line):
        yield _Text(line, Mark(line=number))


def _found(text: _Text, mailboxes: set[str]) -> Iterator[tuple[int, ProblemCode, str, str]]:
    """Position, code, cause and value of what *text* says of persons."""
    plain = text.words.translate(_ALIKE)
    for match in _MAIL.finditer(plain):
        address = match[0].removeprefix(_MAIL_TARGET).lower()
        if address not in mailboxes:
            is_person = _is_a_persons(address)
            code = ProblemCode.PERSONAL_DATA if is_person else ProblemCode.POSSIBLE_PERSON
            yield match.start(), code, 'person_mail' if is_person else 'person_mailbox', match[0]
    if text.is_address:
        for match in _identities(plain):
            if match['last'].strip() in ('-', '+'):
                yield match.start(), ProblemCode.PERSONAL_DATA, 'person_number', match[0]
        return
    plain = _ADDRESS.sub(lambda match: '_' * len(match[0]), plain)
    for match in _identities(plain):
        yield match.start(), ProblemCode.PERSONAL_DATA, 'person_number', match[0]
        plain = plain.replace(match[0], '_' * len(match[0]))  # its figures are no telephone number too
    for match in _PHONE.finditer(plain):
        if sum(char.isdigit() for char in match[0]) in _PHONE_DIGITS and not _is_registered(plain, match.start()):
            yield match.start(), ProblemCode.PERSONAL_DATA, 'person_phone', match[0]
    for match in _PRIVATE.finditer(plain):
        yield match.start(), ProblemCode.POSSIBLE_PERSON, 'person_life', match[0]


def _identities(plain: str) -> Iterator[re.Match[str]]:
    """Identity and coordination numbers whose check digit is right (Skatteverket, SKV 704, and SKV 707)."""
    for match in _IDENTITY.finditer(plain):
        if match['inner'] in ('.', '/') and match['last'] not in ('-', '+', match['inner']):
            continue
        if match['inner'] == '-' and match['last'] == ' ':
            continue  # a day and a year, as in a table: 2016-08-23 2028
        digits = [int(char) for char in match[0] if char.isdigit()][-_LAST_DIGITS:]
        if _luhn(digits) and not _is_registered(plain, match.start()):
            yield match


def _luhn(digits: Iterable[int]) -> bool:
    doubled = (digit * (2 - position % 2) for position, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _is_registered(plain: str, start: int) -> bool:
    """Whether what stands before *start* says that a number of another kind follows."""
    return _REGISTERED.search(plain[max(0, start - _BEFORE) : start]) is not None


def _is_a_persons(address: str) -> bool:
    """Whether *address* begins with what reads as a first name and a surname."""
    if not _OF_A_PERSON.match(address):
        return False
    return _FUNCTIONS.isdisjoint(re.split(r'[^a-zåäöéü]+', address.partition('@')[0]))
