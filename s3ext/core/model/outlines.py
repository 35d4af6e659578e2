"""What a new page begins with: its title, and its headings, each with a text to start from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ..texts.files import TextFiles, tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """The outlines in one language: ``sections`` holds for a kind of page ``headings`` and as many ``texts``.

    Beside that, ``unknown`` holds the items of the box of what no source says, and ``names`` for each heading what
    people call it elsewhere. ``summary`` is what they call a summary, and ``note`` begins the id of a source that a
    document names without an address. ``source_headings`` are what people call a list of sources, and
    ``source_labels`` what they write before a source in a text.
    """

    title: str
    sections: dict[str, dict[str, list[Any]]]
    summary: tuple[str, ...] = ()
    note: str = ''
    source_headings: tuple[str, ...] = ()
    source_labels: tuple[str, ...] = ()

    def outline(self, kind: str) -> tuple[tuple[str, str], ...]:
        """The headings of a new page of *kind*, each with a text to start from; empty if it has none."""
        sections = self.sections.get(kind, {'headings': [], 'texts': []})
        return tuple(zip(sections['headings'], sections['texts'], strict=True))

    def unknown(self, kind: str) -> tuple[str, ...]:
        """What the box of what no source says begins with on a new page of *kind*; empty if there is none."""
        return tuple(self.sections.get(kind, {}).get('unknown', ()))

    def names(self, kind: str) -> tuple[tuple[str, ...], ...]:
        """For each heading of a new page of *kind* what people call it elsewhere."""
        found = self.sections.get(kind, {})
        given = found.get('names', [[] for _ in found.get('headings', ())])
        return tuple(tuple(names) for _, names in zip(found.get('headings', ()), given, strict=True))


@dataclass(frozen=True, slots=True)
class Placeholders:
    """What a new page starts with, in every language of a profile: its *titles*, and its *sentences*."""

    titles: frozenset[str] = frozenset()
    sentences: frozenset[str] = frozenset()


def load_outlines(language: str, files: TextFiles) -> Outlines:
    """The outlines of a profile in *language*, or in the nearest that it has."""
    found = tables('outlines-', files.known(language), files)
    words = found['']
    return Outlines(
        title=words['title'],
        sections=found.get('sections', {}),
        summary=tuple(words['summary']),
        note=words['note'],
        source_headings=tuple(words['source_headings']),
        source_labels=tuple(words['source_labels']),
    )


@cache
def placeholders(files: TextFiles) -> Placeholders:
    """What no finished page of a handbook with the texts *files* may hold."""
    known = [load_outlines(language, files) for language in files.languages]
    texts = {text for outlines in known for kind in outlines.sections for _, text in outlines.outline(kind)}
    texts |= {text for outlines in known for kind in outlines.sections for text in outlines.unknown(kind)}
    return Placeholders(
        frozenset(outlines.title for outlines in known),
        frozenset(text for text in texts if not text.startswith(':::')),
    )
