"""The files of one edition: which pages it holds, and the data that joins them to each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from ..core.gate.glyphs import printable
from .book_index import index_data, labels_of, term_uses
from .escape import call, join, string
from .plan import Edition, Place, Plan
from .writer import WrittenPage

#: about how many sheets of paper a page of the site takes
_SHEETS_PER_PAGE = 3
#: how deep the pages are that the heads of the pages of a book name
_NAMED = 1
#: a page that is printed unchanged, or changed in one way
PageKey = tuple[str, str]


def page_file(key: PageKey) -> str:
    """The path of a page's Typst file in the folder."""
    docname, variant = key
    return f'pages/{docname}{f"+{variant}" if variant else ""}.typ'


class EditionWriter:
    """Writes the main file and the data of editions into *folder*, from *pages* that are written already."""

    def __init__(
        self,
        folder: Path,
        plan: Plan,
        pages: Mapping[PageKey, WrittenPage],
        site: Mapping[str, Any],
        *,
        address: str = '',
        docnames: Collection[str] = (),
    ) -> None:
        """*site* holds what all editions share: name, author, language, region.

        *address* is that of the web site, or empty, and *docnames* the pages that it has.
        """
        self.folder = folder
        self.plan = plan
        self.pages = pages
        self.site = site
        self.address = address
        self.docnames = docnames
        self._digests = {key: hashlib.sha256(page.code.encode()).hexdigest() for key, page in pages.items()}

    def printed(self, edition: Edition) -> Edition:
        """*edition* as it is printed: without the glossary if its pages use none of the words."""
        glossary = self.plan.glossary
        pages = {place.docname: self.pages[place.docname, place.variant] for place in edition.places}
        if edition.whole or term_uses(edition, pages, glossary):
            return edition
        return replace(edition, places=tuple(place for place in edition.places if place.docname != glossary))

    def write(self, edition: Edition) -> str:
        """Write the files of *edition*; returns a fingerprint of all that its PDF shows but the date."""
        data = self._data(edition)
        main = _main(edition, self.pages)
        target = self.folder / 'editions'
        target.mkdir(exist_ok=True)
        (target / f'{edition.name}.typ').write_text(main, 'utf-8')
        dated = {name: [*data[name], *self.plan.stamp] for name in ('facts', 'colophon') if data[name]}
        stamped = {**data, **dated}
        text = json.dumps(stamped, ensure_ascii=False, sort_keys=True, separators=(',', ':'))
        (target / f'{edition.name}.json').write_text(text, 'utf-8')
        shown = [main, data, [self._digests[place.docname, place.variant] for place in edition.places]]
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()

    def stubs(self, edition: Edition) -> tuple[int, ...]:
        """For each table of *edition*, how many of its first columns hold heads of rows."""
        return tuple(stub for place in edition.places for stub in self.pages[place.docname, place.variant].stubs)

    def _data(self, edition: Edition) -> dict[str, Any]:
        pages = {place.docname: self.pages[place.docname, place.variant] for place in edition.places}
        used = term_uses(edition, pages, self.plan.glossary)
        dropped = self._dropped(edition, pages, used)
        places = link_places(pages, without=dropped)
        index = index_data(edition, pages, used, self.plan.terms, self.plan.glossary, self.plan.texts)
        records = self._records(edition, pages) if edition.running else []
        texts = self.plan.texts
        return {
            **{name: printable(value) if isinstance(value, str) else value for name, value in self.site.items()},
            'title': printable(edition.title),
            'subtitle': printable(edition.subtitle),
            'notice': printable(self.plan.notice),
            'facts': [list(map(printable, fact)) for fact in edition.facts],
            'keywords': list(map(printable, edition.keywords)),
            'words': {name: texts[f'pdf_{name}'] for name in ('contents', 'page', 'index', 'brief', 'brief_note')},
            'contents': edition.contents,
            'colophon': [list(map(printable, line)) for line in edition.colophon],
            'leaflet': bool(edition.most_pages),
            'numbers': self._numbers(pages, dropped),
            'running': edition.running,
            'guess': _SHEETS_PER_PAGE * len(edition.places),
            'index': index,
            'dropped': sorted(dropped),
            'places': places,
            'records': records,
            'labels': dict.fromkeys(
                sorted({*places.values(), *labels_of(index), *(name for name, *_ in records)}), True
            ),
            'web': self._web(pages, places),
        }

    def _dropped(
        self, edition: Edition, pages: Mapping[str, WrittenPage], used: Mapping[str, Mapping[str, int]]
    ) -> frozenset[str]:
        """The places of the terms that nothing uses, which are not explained, and of the notes that go with them."""
        glossary = pages.get(self.plan.glossary)
        if edition.whole or glossary is None:
            return frozenset()
        unused = frozenset(term.name for term in self.plan.terms if term.id not in used)
        return unused | {note for note, terms in glossary.notes.items() if terms <= unused}

    def _numbers(self, pages: Mapping[str, WrittenPage], dropped: frozenset[str]) -> dict[str, str]:
        """The numbers of the notes of the glossary, by their places, where it lacks some of those before them."""
        glossary = pages.get(self.plan.glossary)
        if glossary is None or not dropped:
            return {}
        kept = [name for name in glossary.numbered if name not in dropped]
        return {name: f'{number}' for number, name in enumerate(kept, 1)}

    def _records(self, edition: Edition, pages: Mapping[str, WrittenPage]) -> list[tuple[str, str, bool]]:
        """What the heads of pages name: the label of each page of the site, its title, and whether a part begins."""
        return [
            (page.places[place.docname], page.name, place.depth == 0)
            for place in edition.places
            if place.depth <= _NAMED
            for page in [pages[place.docname]]
        ]

    def _web(self, pages: Mapping[str, WrittenPage], places: Mapping[str, str]) -> dict[str, str]:
        """The web address of each place outside the edition that its pages link to, where the site has one."""
        if not self.address:
            return {}
        wanted = sorted({name for page in pages.values() for name in page.links} - places.keys())
        return {
            name: f'{self.address.rstrip("/")}/{docname}.html{f"#{place}" if place else ""}'
            for name in wanted
            for docname, _, place in [name.partition('::')]
            if docname in self.docnames
        }


def link_places(pages: Mapping[str, WrittenPage], without: frozenset[str] = frozenset()) -> dict[str, str]:
    """For each name that some page links to, the label it leads to: the place, or else the page it would be on.

    The places *without* are not printed: nothing leads to them.
    """
    known = {name: label for page in pages.values() for name, label in page.places.items() if name not in without}
    wanted = sorted({name for page in pages.values() for name in page.links} - without)
    found = {name: known.get(name) or known.get(name.partition('::')[0]) for name in wanted}
    return {name: label for name, label in found.items() if label}


def _main(edition: Edition, pages: Mapping[PageKey, WrittenPage]) -> str:
    """The main file: the pages in order, between what comes before and after them."""
    lines = ['#import "/template.typ" as s3', '#show: s3.look']
    if edition.covered and not edition.most_pages:
        lines.append('#s3.cover')
    if edition.colophon:
        lines.append('#s3.colophon')
    if edition.contents:
        lines.append(f'#{call("s3.contents", str(edition.contents))}')
    included = [
        f'{{\nset heading(offset: {place.depth})\ninclude {string(f"/{page_file((place.docname, place.variant))}")}\n}}'
        for place in edition.places
    ]
    if edition.running:
        lines += _parts(edition, included, pages)
    else:
        lines += _chapters(edition, included)
    return '\n'.join([*lines, '#s3.index', '#s3.report', ''])


def _chapters(edition: Edition, included: list[str]) -> Iterator[str]:
    """The pages of an edition, as Typst code: those in short that follow each other share sides of paper."""
    for shared, group in groupby(zip(edition.places, included, strict=True), lambda pair: pair[0].shared):
        codes = [code for _, code in group]
        yield from [f'#{call("s3.briefs", join(codes))}'] if shared else [f'#{code}' for code in codes]


def _parts(edition: Edition, included: list[str], pages: Mapping[PageKey, WrittenPage]) -> Iterator[str]:
    """The pages of a book, as Typst code: those of a part that take as many columns share sides of paper."""
    title = ''

    def share(place: Place) -> tuple[str, int]:
        nonlocal title
        page = pages[place.docname, place.variant]
        title = page.title if place.depth == 0 else title
        return title, page.columns

    parts = groupby(zip(edition.places, included, strict=True), lambda pair: share(pair[0]))
    for number, ((part, columns), group) in enumerate(parts):
        yield f'#{call("s3.part", string(str(number)), part, str(columns), *(code for _, code in group))}'
