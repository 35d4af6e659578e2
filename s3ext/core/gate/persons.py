"""Personal data: what identifies or reaches a person must not stand on a page, in header or body.

What is certain is a fault: personal numbers with their check digits, telephone numbers, addresses that are a person's
name. What a machine can only suspect is a note. Functions are welcome: an address that the page itself names in
``ask.mailbox``, numbers of organisations, diary numbers. What numbers and words look like is the profile's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from ..page.facts import PageFacts
from ..page.frontmatter import Page, RawHeader
from ..problems import Position, Problem, ProblemCode
from .person_rules import PersonRules

#: what people write for a hyphen and for a space, one character for one, so that columns stay
_ALIKE = str.maketrans('\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\u2007\u2009\u202f\uff20', '------    @')
#: how much of what stands before a number can say what it is
_BEFORE = 20
_ADDRESS = re.compile(r'https?://\S+')
_MAIL_TARGET = 'mailto:'
#: first name and surname before the @: two words of letters alone
_OF_A_PERSON = re.compile(r'[^\W\d_]{2,}(?:-[^\W\d_]+)?[._][^\W\d_]{2,}(?:-[^\W\d_]+)?(?:@|\W)')
_NO_LETTERS = re.compile(r'[\W\d_]+')
_SHOWN = 40


class _Text(NamedTuple):
    """A text of a page, how to find its places, and whether it is an address, which holds numbers of all kinds."""

    words: str
    mark: Position
    facts: PageFacts | None = None
    run: int = -1
    is_address: bool = False

    def at(self, position: int) -> Position:
        """The place of the character at *position*."""
        if self.facts is not None and self.run >= 0:
            return self.facts.runs[self.run].mark_at(position)
        return self.mark


def check_persons(raw: RawHeader, page: Page, facts: PageFacts, rules: PersonRules) -> list[Problem]:
    """What by *rules* looks like personal data in the header *raw* and the body *facts* of *page*, each once a line."""
    mailboxes = {value.lower() for where, value in raw.named('mailbox') if where[-1] == 'mailbox'}
    problems = [
        raw.problem(raw.position(where), ProblemCode.POSSIBLE_PERSON, cause='person_in_mailbox', value=value[:_SHOWN])
        for where, value in raw.named('mailbox')
        if where[-1] == 'mailbox' and _is_a_persons(value, rules)
    ]
    addresses = '\n'.join(_addresses(raw, facts))
    name = _Text(raw.path.rpartition('/')[2].removesuffix('.md'), Position(line=1))
    if not (
        _worth_a_look('\n'.join((name.words, *_words(raw, page, facts))), rules)
        or '@' in addresses
        or (rules.number and rules.number.address_hint.search(addresses))
    ):
        return problems
    seen: set[tuple[int, str]] = set()
    for text in (name, *_texts(raw, page, facts)):
        if not _worth_a_look(text.words, rules):
            continue
        for position, code, cause, value in _found(text, mailboxes, rules):
            mark = text.at(position)
            key = mark.line, re.sub(r'\W', '', value).lower()
            if key not in seen:
                seen.add(key)
                problems.append(raw.problem(mark, code, cause=cause, value=_masked(value, cause)))
    return problems


def _masked(value: str, cause: str) -> str:
    """What a message shows of *value*: enough to find it, as logs are read by many."""
    shown = {'person_number': 6, 'person_phone': 4}.get(cause, _SHOWN)
    return value if len(value) <= shown else f'{value[:shown]}…'


def _worth_a_look(words: str, rules: PersonRules) -> bool:
    """Whether *words* can hold anything of interest at all: most pages pass here, at the cost of a few searches."""
    return (
        '@' in words
        or '\uff20' in words
        or rules.number_hint.search(words) is not None
        or any(map(words.__contains__, rules.hints))
    )


def _words(raw: RawHeader, page: Page, facts: PageFacts) -> Iterator[str]:
    """All that ``_texts`` say but addresses, without their places, whose making costs more than most pages need."""
    yield from (value for where, value in raw.leaves if where[-1] != 'url' and where[-1] != 'mailbox')
    yield page.body
    # what stands there as it reads has been reported
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
            yield _Text(unquote(value) if address else value, raw.position(where), is_address=address)
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
        yield _Text(line, Position(line=number))


def _found(text: _Text, mailboxes: set[str], rules: PersonRules) -> Iterator[tuple[int, ProblemCode, str, str]]:
    """Position, code, cause and value of what *text* says of persons."""
    plain = text.words.translate(_ALIKE)
    for match in rules.mail.finditer(plain):
        address = match[0].removeprefix(_MAIL_TARGET).lower()
        if address not in mailboxes:
            is_person = _is_a_persons(address, rules)
            code = ProblemCode.PERSONAL_DATA if is_person else ProblemCode.POSSIBLE_PERSON
            yield match.start(), code, 'person_mail' if is_person else 'person_mailbox', match[0]
    if text.is_address:
        for match in _numbers(plain, rules):
            if rules.number and match['last'].strip() in rules.number.in_address:
                yield match.start(), ProblemCode.PERSONAL_DATA, 'person_number', match[0]
        return
    plain = _ADDRESS.sub(lambda match: '_' * len(match[0]), plain)
    for match in _numbers(plain, rules):
        yield match.start(), ProblemCode.PERSONAL_DATA, 'person_number', match[0]
        plain = plain.replace(match[0], '_' * len(match[0]))  # its figures are no telephone number too
    for match in rules.phone.finditer(plain):
        digits = sum(char.isdigit() for char in match[0])
        if digits in rules.phone_digits and not _is_registered(plain, match.start(), rules):
            yield match.start(), ProblemCode.PERSONAL_DATA, 'person_phone', match[0]
    for match in rules.private.finditer(plain) if rules.private else ():
        yield match.start(), ProblemCode.POSSIBLE_PERSON, 'person_life', match[0]


def _numbers(plain: str, rules: PersonRules) -> Iterator[re.Match[str]]:
    """The personal numbers in *plain* whose check digits are right."""
    if rules.number is None:
        return
    for match in rules.number.pattern.finditer(plain):
        if rules.number.is_right(match) and not _is_registered(plain, match.start(), rules):
            yield match


def _is_registered(plain: str, start: int, rules: PersonRules) -> bool:
    """Whether what stands before *start* says that a number of another kind follows."""
    return rules.registered.search(plain[max(0, start - _BEFORE) : start]) is not None


def _is_a_persons(address: str, rules: PersonRules) -> bool:
    """Whether *address* begins with what reads as a first name and a surname."""
    if not _OF_A_PERSON.match(address):
        return False
    return rules.functions.isdisjoint(_NO_LETTERS.split(address.partition('@')[0]))
