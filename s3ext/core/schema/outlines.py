"""What a new page begins with: its title, and its headings, each with a text to start from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources

from ..messages import LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """The outlines in one language: ``sections`` holds for a kind of page ``headings`` and as many ``texts``."""

    title: str
    sections: dict[str, dict[str, list[str]]]

    def outline(self, kind: str) -> tuple[tuple[str, str], ...]:
        """The headings of a new page of *kind*, each with a text to start from; empty if it has none."""
        sections = self.sections.get(kind, {'headings': [], 'texts': []})
        return tuple(zip(sections['headings'], sections['texts'], strict=True))


def load_outlines(language: str) -> Outlines:
    """The outlines in *language*; English for a language that has none."""
    known = language if language in LANGUAGES else 'en'
    file = resources.files('s3ext.core').joinpath('texts', f'outlines-{known}.toml')
    return Outlines(**tomllib.loads(file.read_text('utf-8')))
