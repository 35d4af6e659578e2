"""The notes of a document as sources in the header of a page: the address cut out, the same note once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..schema.questions import slug
from ..suggest import fold
from .addresses import web_address
from .blocks import Content, Spans, words_of
from .report import Report

_ADDRESS = re.compile(r'(?:https?://|www\.)[^\s<>"”»“]+', re.IGNORECASE)
_AFTER = ".,;:!?)]}'’"
#: what is left at the ends of a text when its address is cut out
_EDGES = ' \u00a0.,;:–-<>|'
_LEAST_OF_HOST = 2
#: as headers have them
LONGEST_TITLE, _LONGEST_URL = 300, 500
#: what stands before the name of an organisation in the name of its host
_COMMON = frozenset({'www', 'www2', 'm'})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSource:
    """A source that a note names; its publisher is left to fill in."""

    id: str
    title: str
    url: str


class Sources:
    """The sources of one document, in the order in which its text cites them."""

    def __init__(self, content: Content, prefix: str, known: Sequence[FoundSource], report: Report) -> None:
        """*prefix* is what ids of sources without an address begin with, *known* are those that the page has."""
        self.found: list[FoundSource] = []
        self._known = known
        self._content, self._prefix, self._report = content, prefix, report
        self._ids: dict[str, str] = {}

    def cite(self, key: str) -> str:
        """The id of the source that the note *key* names, or '' if there is no such note."""
        if key in self._ids:
            return self._ids[key]
        own = self._content.cited.get(key, '')
        if own and any(source.id == own for source in self._known):
            self._ids[key] = own
            return own
        text, url = parts_of(self._content.notes.get(key, []))
        if not text and not url:
            return ''
        if len(url) > _LONGEST_URL:
            self._report.lost('note_long', url)
            url = ''
        if len(text) > LONGEST_TITLE:
            self._report.lost('note_long', text)
            text = f'{text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0]}…'
        # of one that comes of an export it is known which it is, whatever others have its address
        same = next(
            (one for one in (*self._known, *self.found) if (one.id == own if own else _is_same(one, text, url))),
            None,
        )
        if same is not None:
            self._report.changed('note_same', text or url)
        else:
            same = FoundSource(id=self._new_id(own, url), title=text, url=url)
            self.found.append(same)
            self._remark(same)
        self._ids[key] = same.id
        return same.id

    @property
    def cited(self) -> frozenset[str]:
        """The ids of the sources that are cited so far."""
        return frozenset(self._ids.values())

    @property
    def cited_keys(self) -> frozenset[str]:
        """The keys of the notes that are cited so far."""
        return frozenset(self._ids)

    def _remark(self, source: FoundSource) -> None:
        if self._content.cited and source.id in self._content.cited.values():
            return  # it came from a page that has it
        self._report.to_fill('source' if source.url else 'source_words', f'{source.id}: {source.title or source.url}')

    def _new_id(self, own: str, url: str) -> str:
        taken = {source.id for source in (*self._known, *self.found)}
        if own and own == slug(own) and own not in taken:
            return own
        base = _name_of(url)
        if not base:
            return next(made for n in range(1, len(taken) + 2) if (made := f'{self._prefix}-{n}') not in taken)
        numbered = (base if n == 1 else f'{base}-{n}' for n in range(1, len(taken) + 2))
        return next(made for made in numbered if made not in taken)


def parts_of(spans: Spans) -> tuple[str, str]:
    """The words of a note and the address in it, which is cut out of them."""
    words = words_of(spans)
    linked = next((address for span in spans if (address := web_address(span.href))), '')
    found = _ADDRESS.search(words)
    written = ''
    if found:
        written = found[0].rstrip(_AFTER)
        words = words[: found.start()] + words[found.start() + len(written) :]
    address = linked or web_address(written)
    if written and not web_address(written):
        words = words_of(spans)  # nothing that may stand in a header: it stays in the words
    for left in ('()', '[]', '<>'):
        words = words.replace(left, '')
    return ' '.join(words.split()).replace(', (', ' (').replace('. (', ' (').strip(_EDGES), address


def _is_same(one: FoundSource, text: str, url: str) -> bool:
    if url or one.url:
        return url == one.url
    return fold(text) == fold(one.title)


def _name_of(url: str) -> str:
    """What the host of *url* is called: 'example' for www.example.org."""
    parts = [part for part in (urlsplit(url).hostname or '').split('.') if part not in _COMMON]
    return slug(parts[-_LEAST_OF_HOST]) if len(parts) >= _LEAST_OF_HOST else ''
