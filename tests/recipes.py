"""The recipes of the documentation, done word for word: each block of a section is put where its sentence says.

A sentence ends with ``a new file `FILE`:``, ``In `FILE`, below `WORDS`:`` (the first line that begins with them) or
``In `FILE` and `OTHER`, at the end:``, and the next block is what comes there.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

_PLACE = re.compile(
    r'\b(?:new file|in) `(?P<file>[^`]+)`(?: and `(?P<other>[^`]+)`)?'
    r'(?:, (?:below `(?P<below>[^`]+)`|(?P<end>at the end)))?:$',
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An edit: the ``text`` in ``file``, ``below`` the line that begins so, at its ``end``, or as all of a new file."""

    file: str
    text: str
    below: str = ''
    end: bool = False

    def apply(self, root: Path) -> None:
        """Do it in the folder *root*."""
        place = root / self.file
        if not self.below and not self.end:
            assert not place.exists(), self.file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(self.text, 'utf-8')
            return
        lines = place.read_text('utf-8').splitlines(keepends=True)
        found = [number for number, line in enumerate(lines, 1) if line.strip().startswith(self.below)]
        assert found, f'{self.below!r} begins no line of {self.file}'
        lines.insert(len(lines) if self.end else found[0], self.text)
        place.write_text(''.join(lines), 'utf-8')


def steps(document: Path, heading: str) -> list[Step]:
    """The edits of the section *heading* of *document*, in order; a block without a place fails the test."""
    found, section, words = [], '', ''
    tokens = MarkdownIt('commonmark').parse(document.read_text('utf-8'))
    for before, token in itertools.pairwise(tokens):
        if token.type == 'inline' and before.type == 'heading_open':
            section = token.content
        elif token.type == 'inline':
            words = ' '.join(token.content.split())
        elif token.type == 'fence' and section == heading:
            place = _PLACE.search(words)
            assert place, f'no file is named before the block in line {(token.map or [0])[0] + 1}: {words}'
            for file in filter(None, (place['file'], place['other'])):
                step = Step(file=file, text=token.content, below=place['below'] or '', end=bool(place['end']))
                found.append(step)
            words = ''
    assert found, heading
    return found
