"""What a page says, made ready for the index: a function of one page, kept with what else is known of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from .compounds import Splitter
from .words import key, plain, words

#: what stands around the id of a record whose title is filled in later: two characters that no text holds
LINK_START, LINK_END = '\ue000', '\ue001'


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page with its heading: ``anchor`` is empty for what stands before the first heading."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A page made ready: its sections as text, the keys of its words by field, and their shortest forms.

    ``compounds`` maps a long word to the keys of its parts; ``runs`` holds the keys of each text in order,
    in which the names of things are looked for: one text for title, heading or body.
    """

    title: str
    sections: tuple[Section, ...]
    title_keys: Mapping[str, int]
    heading_keys: Mapping[str, int]
    text_keys: Mapping[str, int]
    forms: Mapping[str, str]
    compounds: Mapping[str, tuple[str, ...]]
    runs: tuple[tuple[str, str], ...]

    @property
    def title_parts(self) -> frozenset[str]:
        """The keys of the parts of the compounds in the title."""
        return frozenset(
            part for word, parts in self.compounds.items() if key(word) in self.title_keys for part in parts
        )


def without_links(text: str) -> Iterator[str]:
    """The pieces of *text* between the links whose titles are filled in later."""
    for piece in text.split(LINK_START):
        yield piece.rpartition(LINK_END)[2]


def with_titles(text: str, titles: Mapping[str, str]) -> str:
    """*text* with the title of each record it links to; an unknown id stands for itself."""
    first, *rest = text.split(LINK_START)
    pieces = [first]
    for piece in rest:
        target, _, after = piece.partition(LINK_END)
        pieces += [titles.get(target, target), after]
    return ''.join(pieces)


def prepare(title: str, sections: Iterable[Section], splitter: Splitter) -> PageText:
    """The page called *title* with its *sections*, made ready for the index."""
    parts = tuple(
        Section(anchor=section.anchor, heading=plain(section.heading), text=plain(section.text)) for section in sections
    )
    title = plain(title)
    fields = {
        'title': [list(words(title))],
        'heading': [list(words(section.heading)) for section in parts if section.heading],
        'text': [list(words(piece)) for section in parts for piece in without_links(section.text)],
    }
    forms: dict[str, str] = {}
    for word, _, _ in chain.from_iterable(chain.from_iterable(fields.values())):
        found = forms.get(key(word))
        if found is None or (len(word), word) < (len(found), found):
            forms[key(word)] = word
    every = sorted({word for word, _, _ in chain.from_iterable(chain.from_iterable(fields.values()))})
    return PageText(
        title=title,
        sections=parts,
        title_keys=_counts(fields['title']),
        heading_keys=_counts(fields['heading']),
        text_keys=_counts(fields['text']),
        forms=dict(sorted(forms.items())),
        compounds={word: split for word in every if (split := splitter.parts(word))},
        runs=tuple(
            (name, ' '.join(key(word) for word, _, _ in run)) for name, runs in fields.items() for run in runs if run
        ),
    )


def _counts(runs: Iterable[Iterable[tuple[str, int, int]]]) -> dict[str, int]:
    return dict(sorted(Counter(key(word) for run in runs for word, _, _ in run).items()))
