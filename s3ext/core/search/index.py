"""The search index: from prepared pages and the catalogue to the scripts that the browser reads.

Each stem has one list of pages with its weight on each, from 1 to 25: BM25F over the fields of a page, worked out here,
so that the browser only adds. https://en.wikipedia.org/wiki/Okapi_BM25 (BM25F)
The script carries the lists packed; ``s3-engine.js`` unpacks them to the serialised form of MiniSearch.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..catalog import Item
from ..collation import sort_key
from ..facets import script_safe
from ..fields import FIELDS
from ..model import Case, Pilot, RecordType
from ..views.base import Site, value_label
from .pages import PageText, with_titles
from .rings import Ring, rings
from .words import fold, key, plain, words

#: what a word is worth by the field it stands in
WEIGHTS = {
    'title': 6.0,
    'heading': 2.0,
    'summary': 1.5,
    'text': 3.0,
    'facet': 1.4,
    'ring': 0.7,
    'title part': 3.0,
    'part': 0.8,
}
#: how soon more of the same counts less: of all fields together, and of each field by itself
_K1 = 4.0
_K1_FIELD = {
    'title': 0.3,
    'heading': 1.0,
    'summary': 1.0,
    'text': 2.0,
    'facet': 0.3,
    'ring': 0.3,
    'title part': 0.3,
    'part': 2.0,
}
#: how much the length of a field counts
_B = 0.4
#: weights go from 1 to this
LEVELS = 25
#: how often at most a part of compounds counts on a page
_MOST_PARTS = 6
#: what is too common to tell pages apart is not indexed in texts
STOP_WORDS = frozenset(
    key(word)
    for word in [
        'och',
        'att',
        'det',
        'som',
        'en',
        'på',
        'är',
        'av',
        'för',
        'med',
        'till',
        'den',
        'har',
        'de',
        'inte',
        'om',
        'ett',
        'han',
        'men',
        'var',
        'jag',
        'sig',
        'från',
        'vi',
        'så',
        'kan',
        'man',
        'när',
        'år',
        'under',
        'också',
        'efter',
        'eller',
        'nu',
        'sin',
        'där',
        'vid',
        'mot',
        'ska',
        'skulle',
        'kommer',
        'ut',
        'får',
        'finns',
        'vara',
        'hade',
        'alla',
        'andra',
        'mycket',
        'än',
        'här',
        'då',
        'bara',
        'blir',
        'över',
        'utan',
        'dessa',
        'sina',
        'in',
        'upp',
        'även',
        'vad',
        'hur',
        'vem',
        'vilka',
        'vilken',
        'vilket',
        'varför',
        'vilkas',
        'dig',
        'dem',
        'du',
        'ni',
        'er',
        'ert',
        'era',
        'oss',
        'vår',
        'vårt',
        'våra',
        'min',
        'mitt',
        'mina',
        'ditt',
        'dina',
        'denna',
        'detta',
        'i',
        'o',
        'u',
        'ha',
        'bli',
        'blev',
        'blivit',
        'göra',
        'gör',
        'gjort',
        'gjorde',
        'hos',
        'mellan',
        'genom',
        'inom',
        'samt',
        'både',
        'sedan',
        'dess',
        'deras',
        'varit',
        'därför',
        'något',
        'någon',
        'några',
        'ingen',
        'inga',
        'sådan',
        'sådana',
        'måste',
        'the',
        'of',
        'and',
        'to',
        'in',
        'for',
        'on',
        'with',
        'a',
        'an',
        'is',
        'are',
        'how',
        'what',
        'who',
        'which',
        'does',
        'do',
        'we',
        'our',
        'finnas',
        'gäller',
        'handlar',
        'betyder',
        'menas',
        'innebär',
        'fungerar',
        'finner',
        'hitta',
        'hittar',
        'läsa',
        'veta',
        'exempel',
    ]
)
#: the facets of the search page, in order; the kind of page comes before them, the period after
FACETS = ('theme', 'pilot', 'region', 'process')
#: the programme periods of the EU's regional policy, by which pages with a period are grouped: id, first and last year
PERIODS = (('-2013', 0, 2013), ('2014-2020', 2014, 2020), ('2021-2027', 2021, 2027), ('2028-', 2028, 9999))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """What the browser reads: the index, and the text of each page by docname."""

    index: str
    texts: Mapping[str, str]


def search_files(pages: Mapping[str, PageText], site: Site, url_for: Callable[[str], str]) -> SearchFiles:
    """The scripts for *pages*; *url_for* maps a docname to a relative address."""
    catalog = site.catalog
    glossary = catalog.glossary.docname if catalog.glossary else None
    docnames = sorted(pages)
    number = {docname: place for place, docname in enumerate(docnames)}
    titles = {item.id: item.title for kind in FIELDS for item in catalog.of_type(kind)}
    found_rings = rings(catalog, {docname: page for docname, page in pages.items() if docname != glossary})
    texts = {docname: _text_script(docname, pages[docname], titles) for docname in docnames}
    facets, values = _facets(docnames, site)
    data = {
        'pages': [
            {
                'doc': docname,
                **({} if url_for(docname) == f'{docname}.html' else {'url': url_for(docname)}),
                'title': pages[docname].title,
                'version': sha256(texts[docname].encode()).hexdigest()[:6],
                **values[docname],
            }
            for docname in docnames
        ],
        'facets': facets,
        'order': sorted(number.values(), key=lambda place: (sort_key(pages[docnames[place]].title), place)),
        'stop': sorted(STOP_WORDS),
        **_terms(pages, docnames, _fields(pages, site, found_rings, glossary)),
        'rings': _packed_rings(found_rings, number),
        'texts': {
            name.removeprefix('find_'): text
            for name, text in site.labels.texts.interface.items()
            if name.startswith('find_')
        },
    }
    return SearchFiles(index=f'window.s3SearchIndex={script_safe(_json(data))};\n', texts=texts)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(',', ':'))


def _text_script(docname: str, page: PageText, titles: Mapping[str, str]) -> str:
    """A script with the sections of a page: anchor, heading, text."""
    sections = [[part.anchor, part.heading, with_titles(part.text, titles)] for part in page.sections]
    return f'window.s3SearchText({_json(docname)},{script_safe(_json(sections))});\n'


# -- facets ---------------------------------------------------------------------------------------


def _facets(docnames: Iterable[str], site: Site) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """The facets with their values and labels in order, and each page's values as places in them."""
    labels = site.labels.texts
    by_name: dict[str, dict[str, str]] = {name: {} for name in FACETS}
    for name in FACETS:
        field = FIELDS[RecordType.CASE][name]
        if field.kind == 'record':
            items = site.catalog.of_type(RecordType(field.of))
            by_name[name] = {item.id: item.title for item in items}
        else:
            by_name[name] = {value: site.labels.term(field.of, value) for value in site.labels.vocabulary.ids(field.of)}
    kinds = {kind.value: labels[kind.value] for kind in (*FIELDS, RecordType.GLOSSARY, RecordType.PAGE)}
    periods = {name: labels[f'period_{place}'] for place, (name, _, _) in enumerate(PERIODS)}
    every = {'type': kinds, **by_name, 'period': periods}
    facets = [
        {
            'name': name,
            'label': labels[
                'find_facet_type' if name == 'type' else f'field_{name}' if name in FACETS else 'fact_period'
            ],
            'values': list(found.items()),
        }
        for name, found in every.items()
    ]
    places = {name: {value: place for place, value in enumerate(found)} for name, found in every.items()}
    return facets, {docname: _page_values(docname, site, places) for docname in docnames}


def _page_values(docname: str, site: Site, places: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The values of one page: a list of places for each facet, in order; its years; its line in the list of hits."""
    item = site.catalog.at(docname)
    glossary = site.catalog.glossary
    if item is None:
        kind = RecordType.GLOSSARY if glossary and glossary.docname == docname else RecordType.PAGE
        return {'values': [[places['type'][kind.value]], *([] for _ in range(len(FACETS) + 1))], 'meta': ''}
    found: list[list[int]] = [[places['type'][item.type.value]]]
    found += [
        sorted(places[name][value] for value in facet_values(item, name) if value in places[name]) for name in FACETS
    ]
    years = item_years(item)
    found.append(
        [place for place, (_, first, last) in enumerate(PERIODS) if years and years[0] <= last and years[1] >= first]
    )
    regions = [value_label(FIELDS[RecordType.CASE]['region'], value, site) for value in facet_values(item, 'region')]
    meta = ', '.join(regions) if item.type is not RecordType.REGION and len(regions) < 4 else ''
    result: dict[str, Any] = {'values': found, 'meta': meta}
    if isinstance(item.record, Case | Pilot):
        if item.record.period.start or item.record.period.end:
            result['period'] = site.labels.period(item.record.period)
            result['year'] = (item.record.period.start or item.record.period.end or '')[:7]
    return result


def facet_values(item: Item, name: str) -> tuple[str, ...]:
    """The ids of the values that *item* has of the facet *name*: what its header says, and itself on its own page."""
    own = (item.id,) if item.type.value == name else ()
    field = FIELDS[item.type].get(name)
    return tuple(dict.fromkeys((*own, *(field.values(item.record) if field else ()))))


def item_years(item: Item) -> tuple[int, int] | None:
    """The first and last year of *item*, if it has a period with one."""
    if not isinstance(item.record, Case | Pilot):
        return None
    start, end = item.record.period.start, item.record.period.end
    if not start and not end:
        return None
    # without an end it goes on; without a beginning only its end is known
    return int((start or end or '')[:4]), int(end[:4]) if end else 9998


# -- terms ----------------------------------------------------------------------------------------

#: for each page the counts of each field's keys
Counts = dict[str, dict[str, Mapping[str, float]]]


def _fields(pages: Mapping[str, PageText], site: Site, found: Iterable[Ring], glossary: str | None) -> Counts:
    """The counts of every page and field, with what the page does not say itself: labels, other names, parts."""
    heads = frozenset(name for ring in found for name in ring.names if ' ' not in name and len(name) > 3)
    whole = frozenset(
        word
        for item in site.catalog.of_type(RecordType.REGION)
        for word, _, _ in words(plain(f'{item.title} {getattr(item.record, "county", "")}'))
    )
    other: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for ring in found:
        for docname in ring.pages:
            for name in ring.names:
                other[docname].update(dict.fromkeys(name.split(' '), 1.0))
    counts: Counts = {}
    for docname, page in pages.items():
        if docname == glossary:
            counts[docname] = {'title': page.title_keys, 'heading': page.heading_keys}
            continue
        counts[docname] = {
            'title': page.title_keys,
            'heading': page.heading_keys,
            'summary': _summary(docname, site),
            'text': page.text_keys,
            'facet': _labels(docname, site),
            'ring': other[docname],
            'title part': {
                part: 1.0 for word, parts in page.compounds.items() if key(word) in page.title_keys for part in parts
            },
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


def _terms(pages: Mapping[str, PageText], docnames: list[str], counts: Counts) -> dict[str, str]:
    """The shortest word of each stem, the stems, and the packed list of pages of each, in the words' order."""
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
                if field == 'title' or stem not in STOP_WORDS:
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
            _packed((place, max(1, round(LEVELS * w))) for place, w in weights[stem]) for _, stem in leads
        ),
    }


def _shortened(lead: str, stem: str) -> str:
    """*stem* as the number of letters that it shares with *lead*, and the rest."""
    same = next((at for at, (a, b) in enumerate(zip(lead, stem, strict=False)) if a != b), min(len(lead), len(stem)))
    return f'{same}.{stem[same:]}' if stem[same:] else str(same)


def _packed(entries: Iterable[tuple[int, int]]) -> str:
    """Pages and weights as text: the step from the page before (base 36, left out for 1), and a letter for the weight."""
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


def _packed_rings(found: Iterable[Ring], number: Mapping[str, int]) -> list[list[Any]]:
    """Each ring as its names, the packed list of its pages, and for a term its anchor in the glossary."""
    return [
        [list(ring.names), _packed(sorted((number[doc], min(LEVELS, level)) for doc, level in ring.pages.items()))]
        + ([ring.anchor] if ring.anchor else [])
        for ring in found
    ]
