"""Which pages answer a question made by machine, counted anew from the Markdown files: the search has no say in it.

A thing is a record with a page of its own, or a word of the glossary. Its pages are graded 1–3 by ``Judge``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from s3ext.commands.project import Content
from s3ext.core.model.catalog import Catalog, Item

from .inflections import Paradigms

#: the kinds of records whose names are asked for
KINDS = ('theme', 'obstacle', 'method', 'pilot', 'region', 'workshop', 'chapter')
#: a text that has a name so often speaks of the thing
_OFTEN = 3
#: pages on the handbook itself, which answer nothing that is asked of its matter
_ASIDE = ('docs/about/', 'docs/contribute/')
#: fields of headers that are no text of the page
_NO_TEXT = frozenset(('aliases', 'sources', 'source', 'summary_en', 'terms', 'added_on', 'reviewed_on'))
_WORD = re.compile(r'[^\W_]+')
_HEADING = re.compile(r'^#{1,6}\s+(.*)$', re.MULTILINE)
#: of a link its words, of a role its content; notes and addresses are nothing
_LINK, _NO_WORDS = re.compile(r'\[([^\]^]*)\]\([^)]*\)'), re.compile(r'\[\^[^\]]*\]|\{[\w:]+\}|https?://\S+')

Grades = dict[str, int]


def words(text: str) -> tuple[str, ...]:
    """The words of *text* in small letters."""
    return tuple(word.lower() for word in _WORD.findall(unicodedata.normalize('NFC', text)))


class Words:
    """A text that can be asked how often it has a name."""

    def __init__(self, text: str) -> None:
        found = words(text)
        self.counts = Counter(found)
        self._run = f' {" ".join(found)} '

    def count(self, runs: Iterable[str]) -> int:
        """How often the *runs* (small letters, single spaces) stand in the text."""
        return sum(
            self._run.count(f' {run} ') if ' ' in run else self.counts[run]
            for run in runs
            if run.partition(' ')[0] in self.counts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The words of a page: ``inner`` are headings and summary, ``all`` the body with the texts of the header."""

    title: Words
    inner: Words
    all: Words


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What has names: its kind and its page, '' for a word of the glossary, and the pages whose headers name it."""

    kind: str
    swedish: tuple[str, ...]
    english: tuple[str, ...]
    short: tuple[str, ...]
    docname: str
    named_by: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(dict.fromkeys((*self.swedish, *self.english, *self.short)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NO_TEXT:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def read_text(source: str) -> Text:
    """The words of the page with the Markdown *source*."""
    _, front, body = source.split('---\n', 2) if source.startswith('---\n') else ('', '', source)
    header: dict[str, Any] = yaml.safe_load(front) or {}
    body = _NO_WORDS.sub(' ', _LINK.sub(r'\1', body))
    headings = _HEADING.findall(body)
    # a value of a single word is an id
    told = [text for text in _strings(header) if ' ' in text]
    return Text(
        title=Words(headings[0] if headings else ''),
        inner=Words('\n'.join((*headings[1:], str(header.get('summary', ''))))),
        all=Words('\n'.join((body, *told))),
    )


def read_texts(root: Path, content: Content) -> dict[str, Text]:
    """The words of each page of the site at *root*, by docname."""
    return {entry.docname: read_text((root / entry.path).read_text('utf-8')) for entry in content.entries}


def things(catalog: Catalog) -> list[Thing]:
    """All that has names: the records of ``KINDS``, and the words of the glossary."""
    found = [_record(catalog, item) for kind in KINDS for item in catalog.of_type(kind)]
    return found + [
        Thing(kind='', swedish=(term.term,), english=(term.term_en,), short=term.short, docname='', forms=term.forms)
        for term in catalog.terms()
    ]


def _record(catalog: Catalog, item: Item) -> Thing:
    aliases = getattr(item.record, 'aliases', None)
    short = tuple(aliases.short) if aliases else ()
    in_english = (*(aliases.en if aliases else ()), *filter(None, [getattr(item.record, 'label_en', None)]))
    others = (name for name in item.record.other_names() if name not in in_english and name not in short)
    named_by = [
        found.docname
        for kind, fields in catalog.kinds.fields.items()
        if catalog.kinds.facets.get(item.type) == item.type in fields
        for found in catalog.select(kind, [(item.type, item.id)])
    ]
    return Thing(
        kind=item.type,
        swedish=tuple(dict.fromkeys((item.title, *others))),
        english=in_english,
        short=short,
        docname=item.docname,
        named_by=tuple(named_by),
    )


class Judge:
    """Grades pages for things, by fixed rules."""

    def __init__(self, texts: Mapping[str, Text], glossary: str, found: Collection[Thing], nouns: Paradigms) -> None:
        """*texts* of all pages, the docname of the *glossary*, and all things *found*."""
        self._texts = {page: text for page, text in texts.items() if not page.startswith(_ASIDE)}
        self._glossary, self._nouns = glossary, nouns
        self._by_name: defaultdict[str, list[Thing]] = defaultdict(list)
        self._by_word: defaultdict[str, list[Thing]] = defaultdict(list)
        for thing in found:
            for name in thing.names:
                self._by_name[' '.join(words(name))].append(thing)
            for word in {word for name in thing.names for word in words(name)}:
                self._by_word[word].append(thing)
        self._known: dict[int, Grades] = {}

    def name(self, name: str) -> Grades:
        """The grades of the pages for a *name*, of whatever has it.

        Where it is no title, but one more name that may be narrower, a page with it in the title is as good as the
        thing's own: vätgas is a name of the theme of energy.
        """
        found = self._by_name[' '.join(words(name))]
        has_page = any(thing.docname for thing in found)
        grades = _best(self._grades(thing, has_page=has_page) for thing in found)
        if all(words(thing.swedish[0]) != words(name) for thing in found if thing.docname):
            runs = self._runs((name,))
            grades |= {page: 3 for page, text in self._texts.items() if text.title.count(runs)}
        return grades

    def is_name(self, text: str) -> bool:
        """Whether something is called *text*."""
        return ' '.join(words(text)) in self._by_name

    def holders(self, word: str) -> list[Thing]:
        """The things with the *word* in a name."""
        return self._by_word[word]

    def spread(self, word: str) -> float:
        """On which share of the pages *word* stands."""
        return sum(word in text.all.counts for text in self._texts.values()) / len(self._texts)

    def word(self, word: str) -> Grades:
        """The grades for one *word* of the names of some things: their own pages, and those with it in the title."""
        grades = {
            page: grade for page, text in self._texts.items() if (grade := self._of_record(text, self._runs((word,))))
        }
        own = (self._own(thing) for thing in self.holders(word))
        return _best((grades, *own))

    def _own(self, thing: Thing) -> Grades:
        if thing.docname:
            return {thing.docname: 3}
        runs = self._runs(thing.names)
        titles = {page: 3 for page, text in self._texts.items() if text.title.count(runs)}
        return titles | {self._glossary: 2}

    def _grades(self, thing: Thing, *, has_page: bool) -> Grades:
        """Those of *thing*; ``has_page`` says whether something of its name has a page of its own."""
        key = id(thing) * 2 + has_page
        if key not in self._known:
            runs = self._runs((*thing.names, *thing.forms))
            of = self._of_record if has_page else self._of_term
            grades = {page: grade for page, text in self._texts.items() if (grade := of(text, runs))}
            if thing.docname:
                grades |= dict.fromkeys((page for page in thing.named_by if grades.get(page, 0) < 2), 2)
                grades[thing.docname] = 3
            else:
                grades[self._glossary] = 2
            self._known[key] = grades
        return self._known[key]

    @staticmethod
    def _of_record(text: Text, runs: Collection[str]) -> int:
        """Of a page about which nobody says that it is about the thing."""
        return 2 if text.title.count(runs) else 1 if text.all.count(runs) >= _OFTEN else 0

    @staticmethod
    def _of_term(text: Text, runs: Collection[str]) -> int:
        """Where the thing has no page: those that come nearest to one."""
        if text.title.count(runs):
            return 3
        return 2 if text.inner.count(runs) or text.all.count(runs) >= _OFTEN else 0

    def _runs(self, names: Iterable[str]) -> set[str]:
        """The *names* and their forms, as ``Words`` counts them."""
        found: set[str] = set()
        for name in names:
            *before, last = words(name)
            found.update(' '.join((*before, form)) for form in (last, f'{last}s', *self._nouns.forms(last)))
        return found


def _best(all_grades: Iterable[Grades]) -> Grades:
    best: Grades = {}
    for grades in all_grades:
        for page, grade in grades.items():
            best[page] = max(grade, best.get(page, 0))
    return best
