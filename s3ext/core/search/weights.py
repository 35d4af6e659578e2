"""What each word weighs on each page: BM25F over the fields of a page. https://en.wikipedia.org/wiki/Okapi_BM25

Each stem has a weight from 1 to 16 on each page. They are worked out at build time, so that the browser only adds.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..language import Language
from ..model.catalog import Item
from ..model.kinds import FAR
from ..views.base import Site, value_of
from .choices import facet_values, item_years
from .pages import PageText
from .synonyms import Names
from .words import plain, words

#: what a word is worth by the field it stands in
WEIGHTS = {
    'title': 6.0,
    'heading': 2.2,
    'summary': 1.5,
    'text': 1.0,
    'facet': 1.0,
    'within': 15.0,
    'title part': 5.0,
    'part': 0.55,
}
#: how soon more of the same counts less: of all fields together, and of each field by itself
_K1 = 4.0
_K1_FIELD = {
    'title': 0.3,
    'heading': 1.0,
    'summary': 1.0,
    'text': 2.0,
    'facet': 0.3,
    'within': 0.3,
    'title part': 0.3,
    'part': 2.0,
}
#: how much the length of a field counts
_B = 0.55
#: weights go from 1 to this
LEVELS = 16
#: how often at most a part of compounds counts on a page
_MOST_PARTS = 6


#: for each field of a page, how often each key stands in it
Counts = dict[str, Mapping[str, float]]
#: lengths are rounded to the nearest power of this, so that an edit of one page seldom moves the weights of all
_LENGTH_STEP = 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wholes:
    """Which words count for themselves: names that end longer words, and names that are no compounds."""

    heads: frozenset[str]
    whole: frozenset[str]

    @classmethod
    def of(cls, site: Site, names: Names) -> Wholes:
        """Those of the site: the *names* of one word, and the organisations."""
        return cls(
            heads=frozenset(name for own in names.by_set for name in own if ' ' not in name and len(name) > 3),
            whole=frozenset(
                word
                for item in site.catalog.of_type(site.kinds.organisations)
                for word, _, _ in words(plain(' '.join((item.title, *item.record.undivided()))))
            ),
        )


def page_counts(
    page: PageText, summary: str, labels: Iterable[str], within: Iterable[str], wholes: Wholes, language: Language
) -> Counts:
    """The counts of *page* and each field, with what the page does not say itself: summary, labels and parts.

    The names of what lies *within* the thing weigh about as its title: few pages have any, and each has many.
    """
    key = language.key
    keys = {field: page.keys(field) for field in ('title', 'heading', 'text')}
    return {
        **keys,
        'summary': {key(word): 1.0 for word, _, _ in words(plain(summary))},
        'facet': {key(word): 1.0 for label in labels for word, _, _ in words(plain(label))},
        'within': {key(word): 1.0 for name in within for word, _, _ in words(plain(name))},
        'title part': dict.fromkeys(sorted(page.title_parts(language)), 1.0),
        'part': _parts(page, keys, wholes, language),
    }


def page_labels(item: Item, site: Site) -> list[str]:
    """The labels of the facets of *item*, by which it is found too."""
    labels = [site.labels.texts[item.type]]
    for name in site.kinds.search_facets:
        field = site.kinds.fields[site.kinds.main][name]
        labels += [value_of(field, value, site).label for value in facet_values(item, name, site.kinds)]
    for field in site.kinds.fields[item.type].values():
        if field.offer.found:
            labels += [value_of(field, value, site).label for value in field.values(item.record)]
    years = item_years(item)
    return labels + [str(year) for year in years or () if year != FAR]


def _parts(
    page: PageText, keys: Mapping[str, Mapping[str, int]], wholes: Wholes, language: Language
) -> dict[str, float]:
    """The keys of the parts of a page's compounds."""
    found: defaultdict[str, float] = defaultdict(float)
    for word, parts in page.compounds.items():
        if word in wholes.whole:
            continue
        stem = language.key(word)
        many = keys['text'].get(stem, 0) + 2 * keys['heading'].get(stem, 0) + 3 * keys['title'].get(stem, 0)
        for part in parts:
            found[part] = min(_MOST_PARTS, found[part] + max(1, many))
    for stem in page.forms if language.compounds else ():
        for size in range(4, len(stem) - 2):
            if stem[-size:] in wholes.heads:
                found.setdefault(stem[-size:], 1.0)
    return found


def lengths(counts: Counts) -> list[float]:
    """The length of each field of a page, in the order of ``WEIGHTS``."""
    return [sum(counts.get(field, {}).values()) for field in WEIGHTS]


def usual_lengths(pages: Collection[Sequence[float]]) -> list[float]:
    """The usual length of each field, from the lengths of all pages."""
    means = [max(1.0, sum(found) / len(pages)) for found in zip(*pages, strict=True)]
    return [_LENGTH_STEP ** round(math.log(mean, _LENGTH_STEP)) for mean in means]


def levels(counts: Counts, usual: Sequence[float], language: Language) -> dict[str, int]:
    """What each stem of a page weighs on it, from 1 to ``LEVELS``."""
    stop = language.stop_keys()
    weights: defaultdict[str, float] = defaultdict(float)
    for (field, weight), average in zip(WEIGHTS.items(), usual, strict=True):
        found, k1 = counts.get(field, {}), _K1_FIELD[field]
        even = k1 * (1 - _B + _B * sum(found.values()) / average)
        top = weight * (1 + k1)
        for stem, many in found.items():
            if field == 'title' or stem not in stop:
                weights[stem] += top * many / (even + many)
    return {stem: max(1, round(LEVELS * weight / (_K1 + weight))) for stem, weight in weights.items()}
