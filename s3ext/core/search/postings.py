"""What each page puts into the index, and the lists of pages that are made of them.

A page's postings follow from what it says, from what its header says in words, and from the names of all things. An
edit changes the postings of one page as a rule, so those of the others are kept from the build before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from ..digests import digest
from ..language import Language
from ..views.base import Site
from ..views.facets import script_safe
from .packing import step_text
from .pages import Packed, PageText, unpack, with_titles
from .sentences import page_sentences, sentence_lists
from .synonyms import Names, is_many, page_points
from .weights import Counts, Wholes, lengths, levels, page_counts, page_labels, usual_lengths


class Postings(NamedTuple):
    """What one page puts into the index; ``digest`` is that of all that it follows from but the usual lengths.

    ``points``: (number of a synonym set, points). ``stems`` and ``forms`` are words with blanks between them,
    ``levels`` letters, all in the same order; a stem whose word does not stand on the page has no form. ``unmarked``
    are keys without marks, each with the word's own key behind it; ``sentences`` are runs of keys. ``version`` is that
    of the script with the text of the page. A tuple, as tens of thousands of them may be read in a build.
    """

    digest: str
    title: str
    version: str
    lengths: list[float]
    points: list[tuple[int, int]]
    stems: str
    levels: str
    forms: str
    unmarked: str
    sentences: list[str]


class Kept(NamedTuple):
    """The postings of all pages by docname, and the usual lengths by which their levels were worked out."""

    usual: list[float]
    postings: Mapping[str, Postings]


class Term(NamedTuple):
    """A word of the index: ``lists`` are those of pages and of sentences, packed; ``size``: so many pages have it."""

    lead: str
    stem: str
    lists: str
    size: int


#: before the first build
NOTHING_KEPT = Kept(usual=[], postings={})


class IndexedPage(NamedTuple):
    """A page as it is found: what it says, packed, and in words what its header says; ``digest`` as in ``Postings``."""

    docname: str
    packed: Packed
    summary: str
    said: list[str]
    labels: list[str]
    within: list[str]
    is_glossary: bool
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPage:
    """A page whose postings are being worked out: what it says, and the script with its text."""

    indexed: IndexedPage
    page: PageText
    counts: Counts
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What the postings of a page follow from beside the page itself."""

    site: Site
    names: Names
    wholes: Wholes
    titles: Mapping[str, str]
    digest: str

    @classmethod
    def of(cls, site: Site) -> Preparation:
        """That of the *site*."""
        names = Names.of(site.catalog)
        wholes = Wholes.of(site, names)
        titles = {item.id: item.title for kind in site.kinds.listed for item in site.catalog.of_type(kind)}
        own = digest(names.by_set, sorted(wholes.whole), sorted(titles.items()))
        return cls(site=site, names=names, wholes=wholes, titles=titles, digest=own)

    @property
    def language(self) -> Language:
        """The language of the site."""
        return self.site.labels.language

    def indexed(self, docname: str, packed: Packed) -> IndexedPage:
        """The page *docname*, with a digest of all that its postings follow from but the usual lengths."""
        item, glossary = self.site.catalog.at(docname), self.site.catalog.glossary
        page = self.site.catalog.page(docname)
        summary = (page and page.record.summary) or ''
        said = [*page.record.sentences()] if page else []
        labels = page_labels(item, self.site) if item else []
        within = [*item.record.within()] if item else []
        if item and item.type == self.site.kinds.main and is_many(self.site.catalog):
            names = [*item.record.other_names()]
            said, labels = said + names, labels + names
        is_glossary = glossary is not None and glossary.docname == docname
        own = digest(self.digest, packed.digest, is_glossary, summary, said, labels, within)
        return IndexedPage(docname, packed, summary, said, labels, within, is_glossary, own)

    def prepare(self, indexed: IndexedPage) -> PreparedPage:
        """A page made ready."""
        page = unpack(indexed.packed)
        # the glossary has every term: what finds it is the terms' names
        counts = page_counts(page, indexed.summary, indexed.labels, indexed.within, self.wholes, self.language)
        if indexed.is_glossary:
            counts = {'title': counts['title']}
        return PreparedPage(
            indexed=indexed, page=page, counts=counts, script=_text_script(indexed.docname, page, self.titles)
        )

    def postings(self, prepared: PreparedPage, usual: list[float]) -> Postings:
        """What the page *prepared* puts into the index."""
        indexed, page = prepared.indexed, prepared.page
        found = levels(prepared.counts, usual, self.language)
        points = {} if indexed.is_glossary else page_points(page, self.names, self.language)
        return Postings(
            digest=indexed.digest,
            title=page.title,
            version=version(prepared.script),
            lengths=lengths(prepared.counts),
            points=sorted(points.items()),
            stems=' '.join(found),
            levels=''.join(chr(ord('A') + level - 1) for level in found.values()),
            forms=' '.join(page.forms.get(stem, '') for stem in found),
            unmarked=' '.join(f'{bare} {key}' for bare, key in page.unmarked if key in found),
            sentences=page_sentences(page.title, indexed.summary, indexed.said, self.language),
        )


def all_postings(pages: Mapping[str, Packed], site: Site, kept: Kept) -> tuple[Kept, dict[str, str]]:
    """The postings of all *pages* in the order of their names, and the scripts with the texts of those not *kept*."""
    work = Preparation.of(site)
    indexed = {docname: work.indexed(docname, packed) for docname, packed in sorted(pages.items())}
    same = [name for name, of in indexed.items() if name in kept.postings and kept.postings[name].digest == of.digest]

    def prepare_all(names: Iterable[str]) -> dict[str, PreparedPage]:
        return {name: work.prepare(indexed[name]) for name in names}

    prepared = prepare_all(indexed.keys() - same)
    usual = usual_lengths(
        [lengths(prepared[name].counts) if name in prepared else kept.postings[name].lengths for name in indexed]
    )
    if usual != kept.usual:
        prepared |= prepare_all(same)
    found = {
        docname: work.postings(prepared[docname], usual) if docname in prepared else kept.postings[docname]
        for docname in indexed
    }
    return Kept(usual=usual, postings=found), {docname: page.script for docname, page in prepared.items()}


def version(content: str) -> str:
    """What tells the content of a script from that of those that had its address before."""
    return sha256(content.encode()).hexdigest()[:6]


def _text_script(docname: str, page: PageText, titles: Mapping[str, str]) -> str:
    """A script with the sections of a page: anchor, heading, text, and what of that is in other languages, if any."""
    sections: list[list[Any]] = []
    for part in page.sections:
        text, foreign = with_titles(part.text, titles)
        sections.append([part.anchor, part.heading, text, *([foreign] if foreign else [])])
    return f'S3.searchText({as_json(docname)},{script_safe(as_json(sections))});\n'


def as_json(data: Any) -> str:
    """*data* as JSON in as few characters as can be; equal for equal data."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(',', ':'))


def terms(found: Collection[Postings], names: Mapping[str, str]) -> list[Term]:
    """The shortest word of each stem with the stem, in the words' order, and the packed list of pages of each.

    *names* are the stems of words that names hold, each with its word, which then is that of the stem. A list is that
    of pages, and behind a semicolon that of sentences.
    """
    lists: dict[str, list[str]] = {stem: [] for stem in names}
    forms: dict[str, str] = dict(names)
    last: dict[str, int] = {}
    steps: list[str] = []
    for place, of in enumerate(found):
        steps.append(step_text(place + 1))
        if not of.stems:
            continue
        for stem, level, form in zip(of.stems.split(' '), of.levels, of.forms.split(' '), strict=True):
            # every word of every page passes here
            entry = steps[place - last.get(stem, -1) - 1] + level
            last[stem] = place
            if stem not in lists:
                lists[stem], forms[stem] = [entry], form
                continue
            lists[stem].append(entry)
            shortest = forms[stem]
            if stem in names or form == shortest or not form:
                continue
            if not shortest or (len(form), form) < (len(shortest), shortest):
                forms[stem] = form
    said = sentence_lists(of.sentences for of in found)
    leads = sorted((forms.get(stem) or stem, stem) for stem in lists.keys() | said.keys())
    whole = {stem: f';{of}' for stem, of in said.items()}
    return [
        Term(lead, stem, ''.join(lists.get(stem, ())) + whole.get(stem, ''), len(lists.get(stem, ())))
        for lead, stem in leads
    ]


def unmarked(found: Iterable[Postings], names: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The keys of words without marks, each with the keys of what they may mean: of pages and of *names*."""
    keys: dict[str, set[str]] = {}
    for of in found:
        both = of.unmarked.split(' ') if of.unmarked else []
        for bare, key in zip(both[::2], both[1::2], strict=True):
            keys.setdefault(bare, set()).add(key)
    for bare, key in names:
        keys.setdefault(bare, set()).add(key)
    return keys
