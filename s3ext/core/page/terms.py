"""Where a text mentions the terms of the glossary: their forms, and a search that looks at each word once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..digests import digest
from ..language import PLAIN, Language
from ..model.header import Header
from ..model.parts import GlossaryTerm

#: a word with what joins its parts (S3-strategy, EU:s, Eye@RIS3); a hyphen at an end belongs to a longer word
_WORD = r'-?[\w@]+(?:[-:][\w@]+)*-?'
_FIRST = re.compile(_WORD)
_NEXT = re.compile(rf'\s+({_WORD})')
#: ``direction (directionality)``: two names of one thing
_TWO_NAMES = re.compile(r'(.+?) \((.+)\)')
#: what can stand between the end of a sentence and the next, and what ends one
_BETWEEN = ' \t\n”"\'()–-*'
_ENDS = '.?!:'
_FAR = 20


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mention:
    """A place in a text, from ``start`` up to ``end``, that mentions the term with the id ``term``."""

    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The forms of all terms: for the first word of each, what can follow it and the term, longest first."""

    forms: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    #: first words that are there only for the start of a sentence: elsewhere they are part of a name
    capitals: frozenset[str]
    #: changes with the forms
    digest: str

    def first_mentions(self, text: str, seen: set[str]) -> Iterator[Mention]:
        """The first mention in *text* of each term that is not in *seen*, to which they are added."""
        for mention in self.mentions(text):
            if mention.term not in seen:
                seen.add(mention.term)
                yield mention

    def mentions(self, text: str) -> Iterator[Mention]:
        """Every mention of a term in *text*."""
        done = 0
        for word in _FIRST.finditer(text):
            if word.start() < done or word[0] not in self.forms:
                continue
            if word[0] in self.capitals and not _opens(text, word.start()):
                continue
            for rest, term in self.forms[word[0]]:
                end = _follow(text, word.end(), rest)
                if end:
                    done = end  # nothing shorter inside is meant
                    yield Mention(start=word.start(), end=end, term=term)
                    break


def _opens(text: str, start: int) -> bool:
    """Whether a sentence opens at *start*."""
    before = text[max(0, start - _FAR) : start].rstrip(_BETWEEN)
    return not before or before[-1] in _ENDS


def _follow(text: str, end: int, rest: tuple[str, ...]) -> int:
    """Where *rest* ends if its words follow in *text* after *end*, else 0."""
    for word in rest:
        match = _NEXT.match(text, end)
        if match is None or match[1] != word:
            return 0
        end = match.end()
    return end


def lexicon(glossary: Header | None, language: Language = PLAIN) -> Lexicon:
    """The forms of the terms in *glossary*, in its *language*. A form of two terms belongs to the first of them."""
    owner: dict[str, str] = {}
    for term in glossary.defines if glossary else ():
        for form in _forms(term, language):
            owner.setdefault(form, term.id)
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form in sorted(owner, key=lambda form: (-len(form.split()), form)):
        first, *rest = form.split()
        found.setdefault(first, []).append((tuple(rest), owner[form]))
    capitals = {first[0].upper() + first[1:]: first for first in found if first[0].islower()}
    capitals = {capital: first for capital, first in capitals.items() if capital not in found}
    found.update({capital: found[first] for capital, first in capitals.items()})
    forms = {first: tuple(group) for first, group in found.items()}
    return Lexicon(forms=forms, capitals=frozenset(capitals), digest=digest(sorted(owner.items())))


def _forms(term: GlossaryTerm, language: Language) -> Iterator[str]:
    """The forms in which texts mention *term*: those it names, or else it is inflected; and what is short for it."""
    names = _TWO_NAMES.fullmatch(term.term)
    yield from term.forms
    if not term.forms:
        for name in names.groups() if names else (term.term,):
            yield from language.inflected(name)
    for name in term.short:
        yield from language.inflected_short(name)
