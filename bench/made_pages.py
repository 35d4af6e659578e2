"""A library of any size without a Sphinx build: pages mixed of the sentences of the handbook's own, for the search.

Each made page is a case with the header of one of the handbook's, so that what hits are narrowed by is as there. Its
title and text are mixed from those of several cases, with words that stand nowhere else: as many, and as often, as a
growing library brings (https://en.wikipedia.org/wiki/Heaps%27_law). The same number gives the same page.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import accumulate

from s3ext.core.model.catalog import Catalog
from s3ext.core.model.entries import Entry
from s3ext.core.search.pages import Packed, PageText, Section, pack, prepare, unpack
from s3ext.core.views import Site
from s3ext.domain import S3Domain

SEED = 2030
#: so many made-up words there are, the nth of which stands as often as 1/n says, and so large a share of all they are
_MADE, _SHARE = 120_000, 0.035
_SENTENCES, _SECTIONS, _FROM = 32, 4, 6
_FIRST = [
    'allé',
    'bygd',
    'damm',
    'fjäll',
    'gård',
    'hamn',
    'kust',
    'lands',
    'mark',
    'natur',
    'odlings',
    'pris',
    'rör',
    'skogs',
    'stål',
    'torv',
    'vatten',
    'vind',
    'åker',
    'ängs',
    'älv',
    'öres',
    'bris',
    'dal',
    'fors',
    'glas',
    'halm',
    'is',
    'jord',
    'kraft',
    'lera',
    'malm',
    'nät',
    'olje',
    'park',
    'rening',
    'sten',
    'tak',
    'ull',
    'verk',
    'yta',
]
_MIDDLE = [
    'arn',
    'bel',
    'dist',
    'eng',
    'fol',
    'gran',
    'hild',
    'insk',
    'jarn',
    'kal',
    'lod',
    'marn',
    'nost',
    'ors',
    'pel',
    'rust',
    'sten',
    'tving',
    'ult',
    'vard',
]
_LAST = [
    'avtal',
    'bolag',
    'central',
    'del',
    'enhet',
    'fråga',
    'grupp',
    'handel',
    'insats',
    'klang',
    'led',
    'möte',
    'nytta',
    'ordning',
    'plan',
    'råd',
    'system',
    'teknik',
    'utredning',
    'värde',
]


def made_word(number: int) -> str:
    """A word that looks Swedish: the same for the same *number*."""
    rest, last = divmod(number * 7919, len(_LAST))
    rest, first = divmod(rest, len(_FIRST))
    middle = ''
    while rest:
        rest, place = divmod(rest, len(_MIDDLE))
        middle += _MIDDLE[place]
    return f'{_FIRST[first]}{middle}{_LAST[last]}'


class Mix:
    """What made pages are mixed from."""

    def __init__(self, domain: S3Domain) -> None:
        kind = domain.kinds.main
        entries = {entry.docname: entry for entry in domain.entries.values() if entry.type == kind and entry.record}
        self.entries: list[Entry] = [entries[docname] for docname in sorted(entries)]
        self.pages: list[PageText] = [unpack(domain.texts[entry.docname]) for entry in self.entries]
        self.sentences = [[*_sentences(page)] for page in self.pages]
        self.language = domain.labels.language
        self.weights = [*accumulate(1 / place for place in range(1, _MADE + 1))]

    def page(self, number: int) -> tuple[Entry, str, PageText]:
        """The made page *number*: its entry, title and text."""
        chance = random.Random(f'{SEED}/{number}')
        entry = chance.choice(self.entries)
        record_id = f'matfall-{number:05d}'
        docname = f'{entry.docname.rpartition("/")[0]}/{record_id}'
        chosen = chance.sample(range(len(self.pages)), _FROM)
        one, other = (self.pages[place].title.split() for place in chosen[:2])
        title = ' '.join([*one[: (len(one) + 1) // 2], *other[len(other) // 2 :], *self._made(chance, 1)])
        texts = [self._text(chance, chosen) for _ in range(_SECTIONS)]
        sections = [
            Section(anchor=f'del-{place}' if place else '', heading=' '.join(one) if place else '', text=text)
            for place, text in enumerate(texts)
        ]
        return replace(entry, docname=docname), title, prepare(title, sections, self.language)

    def _text(self, chance: random.Random, chosen: list[int]) -> str:
        """Some sentences of the pages *chosen*, some of whose words are others."""
        words = ' '.join(
            chance.choice(self.sentences[chance.choice(chosen)]) for _ in range(_SENTENCES // _SECTIONS)
        ).split(' ')
        return ' '.join(
            self._made(chance, 1)[0] + ('.' if word.endswith('.') else '') if chance.random() < _SHARE else word
            for word in words
        )

    def _made(self, chance: random.Random, many: int) -> list[str]:
        return [made_word(number) for number in chance.choices(range(_MADE), cum_weights=self.weights, k=many)]


def _sentences(page: PageText) -> Iterator[str]:
    for section in page.sections:
        yield from (f'{sentence.removesuffix(".")}.' for sentence in section.text.split('. ') if sentence)


def large_library(domain: S3Domain, count: int) -> tuple[Mapping[str, Packed], Site]:
    """The texts and the site of a library of *count* pages: those of *domain*, and made ones."""
    mix = Mix(domain)
    texts, entries, titles = dict(domain.texts), dict(domain.entries), dict(domain.titles)
    for number in range(max(0, count - len(texts))):
        entry, title, page = mix.page(number)
        texts[entry.docname], entries[entry.docname], titles[entry.docname] = pack(page), entry, title
    catalog = Catalog(list(entries.values()), titles, domain.kinds, domain.labels.language)
    return texts, replace(domain.site, catalog=catalog)
