"""What each word weighs on each page: BM25F over the fields of a page. https://en.wikipedia.org/wiki/Okapi_BM25

Each stem has one list of pages with its weight on each, from 1 to 16. They are worked out at build time, so that the
browser only adds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from ..fields import FIELDS
from ..model import RecordType
from ..views.base import Site, value_label
from .choices import FACETS, facet_values, item_years
from .pages import PageText
from .rings import Ring
from .words import fold, key, plain, words

#: what a word is worth by the field it stands in
WEIGHTS = {
    'title': 6.0,
    'heading': 2.2,
    'summary': 1.5,
    'text': 1.0,
    'facet': 1.0,
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
    'title part': 0.3,
    'part': 2.0,
}
#: how much the length of a field counts
_B = 0.55
#: weights go from 1 to this
LEVELS = 16
#: how often at most a part of compounds counts on a page
_MOST_PARTS = 6


@cache
def stop_words() -> frozenset[str]:
    """The keys of what is too common to tell pages apart: not indexed in texts, left out of queries."""
    said = resources.files(__package__).joinpath('stop_words.txt').read_text('utf-8')
    return frozenset(map(key, said.split()))


#: for each page the counts of each field's keys
Counts = dict[str, dict[str, Mapping[str, float]]]


def fields(pages: Mapping[str, PageText], site: Site, found: Iterable[Ring], glossary: str | None) -> Counts:
    """The counts of every page and field, with what the page does not say itself: labels and parts."""
    heads = frozenset(name for ring in found for name in ring.names if ' ' not in name and len(name) > 3)
    whole = frozenset(
        word
        for item in site.catalog.of_type(RecordType.REGION)
        for word, _, _ in words(plain(f'{item.title} {getattr(item.record, "county", "")}'))
    )
    counts: Counts = {}
    for docname, page in pages.items():
        if docname == glossary:
            # it has every term: what finds it is the terms' names
            counts[docname] = {'title': page.title_keys}
            continue
        counts[docname] = {
            'title': page.title_keys,
            'heading': page.heading_keys,
            'summary': _summary(docname, site),
            'text': page.text_keys,
            'facet': _labels(docname, site),
            'title part': dict.fromkeys(sorted(page.title_parts), 1.0),
            'part': _parts(page, heads, whole),
        }
    return counts


def _summary(docname: str, site: Site) -> dict[str, float]:
    item = site.catalog.at(docname)
    said = item.record.summary if item else None
    return {key(word): 1.0 for word, _, _ in words(plain(said or ''))}


def _labels(docname: str, site: Site) -> dict[str, float]:
    """The keys of the labels of a page's facets."""
    item = site.catalog.at(docname)
    if item is None:
        return {}
    said = [site.labels.texts[item.type.value]]
    for name in FACETS:
        field = FIELDS[RecordType.CASE][name]
        said += [value_label(field, value, site) for value in facet_values(item, name)]
    for name in ('kind', 'stage', 'audience'):
        if name in FIELDS[item.type]:
            field = FIELDS[item.type][name]
            said += [value_label(field, value, site) for value in field.values(item.record)]
    years = item_years(item)
    said += [str(year) for year in years or () if year < 9000]
    return {key(word): 1.0 for label in said for word, _, _ in words(plain(label))}


def _parts(page: PageText, heads: frozenset[str], whole: frozenset[str]) -> dict[str, float]:
    """The keys of the parts of a page's compounds."""
    found: defaultdict[str, float] = defaultdict(float)
    for word, parts in page.compounds.items():
        if word in whole:
            continue
        many = page.text_keys.get(key(word), 0) + 2 * page.heading_keys.get(key(word), 0)
        many += 3 * page.title_keys.get(key(word), 0)
        for part in parts:
            found[part] = min(_MOST_PARTS, found[part] + max(1, many))
    for stem in page.forms:
        for size in range(4, len(stem) - 2):
            if stem[-size:] in heads:
                found.setdefault(stem[-size:], 1.0)
    return found


def terms(pages: Mapping[str, PageText], docnames: list[str], counts: Counts) -> dict[str, str]:
    """The shortest word of each stem, the stems, and the packed list of pages of each, in the words' order."""
    stop = stop_words()
    average = {
        field: max(1.0, sum(sum(counts[doc].get(field, {}).values()) for doc in docnames) / max(1, len(docnames)))
        for field in WEIGHTS
    }
    weights: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, docname in enumerate(docnames):
        said: defaultdict[str, float] = defaultdict(float)
        for field, found in counts[docname].items():
            length = 1 - _B + _B * sum(found.values()) / average[field]
            for stem, many in found.items():
                if field == 'title' or stem not in stop:
                    said[stem] += WEIGHTS[field] * (1 + _K1_FIELD[field]) * many / (_K1_FIELD[field] * length + many)
        for stem, weight in said.items():
            weights[stem].append((place, weight / (_K1 + weight)))
    forms: dict[str, str] = {}
    for docname in docnames:
        for stem, form in pages[docname].forms.items():
            if stem not in forms or (len(form), form) < (len(forms[stem]), forms[stem]):
                forms[stem] = form
    leads = sorted((forms.get(stem, stem), stem) for stem in weights)
    return {
        'words': ' '.join(lead for lead, _ in leads),
        'stems': ' '.join(_shortened(fold(lead), stem) for lead, stem in leads),
        'lists': ' '.join(
            packed((place, max(1, round(LEVELS * w))) for place, w in weights[stem]) for _, stem in leads
        ),
    }


def _shortened(lead: str, stem: str) -> str:
    """*stem* as the number of letters that it shares with *lead*, and the rest."""
    same = next((at for at, (a, b) in enumerate(zip(lead, stem, strict=False)) if a != b), min(len(lead), len(stem)))
    return f'{same}.{stem[same:]}' if stem[same:] else str(same)


def packed(entries: Iterable[tuple[int, int]]) -> str:
    """Pages and weights as text: the step from the page before (base 36, left out for 1), a letter for the weight."""
    said, before = [], -1
    for place, weight in entries:
        step = place - before
        said.append(('' if step == 1 else _base36(step)) + chr(ord('A') + weight - 1))
        before = place
    return ''.join(said)


def _base36(number: int) -> str:
    digits = ''
    while number:
        number, rest = divmod(number, 36)
        digits = '0123456789abcdefghijklmnopqrstuvwxyz'[rest] + digits
    return digits
