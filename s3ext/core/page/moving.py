"""The text of a page that gets another address: its old addresses in the header, what it links to from a new folder."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..gate.tokens import file_of
from ..problems import Position
from .facts import PageFacts
from .frontmatter import RawHeader
from .parts import FENCE, Page
from .rewriting import relative

FIELD = 'former_ids'
#: how a link to the page of a folder may end, which is read as if it named the file
_FOLDER_LINKS = ('', 'index.md', '/index.md')


class Edit(NamedTuple):
    """At *mark* of a source stands ``old``; ``new`` takes its place."""

    mark: Position
    old: str
    new: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """*text*, with ``\\n`` at its line ends, with the *edits*: at each place the longest that fits."""
    start = '\ufeff' if text.startswith('\ufeff') else ''
    lines = text.removeprefix(start).split('\n')
    done = None
    for mark, old, new in sorted(set(edits), key=lambda edit: (edit.mark, len(edit.old)), reverse=True):
        line, column = mark
        source = lines[line - 1]
        if mark != done and source.startswith(old, column - 1):
            done = mark
            lines[line - 1] = f'{source[: column - 1]}{new}{source[column - 1 + len(old) :]}'
    return start + '\n'.join(lines)


def with_former(text: str, page: Page, raw: RawHeader, addresses: Sequence[str]) -> str:
    """The source *text* of *page* with the *addresses* that it had, the last one new, as its old addresses.

    Those that its header *raw* has stay where they stand, with what is remarked there.
    """
    start = '\ufeff' if text.startswith('\ufeff') else ''
    lines = text.removeprefix(start).split('\n')
    if page.header is None:
        return start + '\n'.join([FENCE, f'{FIELD}: [{", ".join(addresses)}]', FENCE, '', *lines])
    key = raw.keys.get((FIELD,))
    if key is None:
        lines.insert(page.body_line - 2, f'{FIELD}: [{", ".join(addresses)}]')
        return start + '\n'.join(lines)
    first, last = key.line, _last_line(raw, key.line, page.body_line - 1)
    written = '\n'.join(lines[first - 1 : last])
    items = [raw.position((FIELD, n)) for n, _ in enumerate(raw.value.get(FIELD) or ())]
    is_block = bool(items) and lines[items[0].line - 1].lstrip().startswith('- ')
    if is_block and '#' in written and len(addresses) == len(items) + 1:  # remarks, one item a line
        for (line, column), value, address in zip(items, raw.value[FIELD], addresses, strict=False):
            source = lines[line - 1]
            lines[line - 1] = source[: column - 1] + source[column - 1 :].replace(value, address, 1)
        before = lines[items[-1].line - 1].partition('-')[0]
        lines.insert(items[-1].line, f'{before}- {addresses[-1]}')
        return start + '\n'.join(lines)
    lines[first - 1 : last] = [f'{FIELD}: [{", ".join(addresses)}]{_remark(lines[last - 1])}']
    return start + '\n'.join(lines)


def _last_line(raw: RawHeader, first: int, end: int) -> int:
    """The last line of the field that begins on the line *first* of a header that ends before the line *end*."""
    others = [mark.line for where, mark in raw.keys.items() if len(where) == 1 and mark.line > first]
    return min([*others, end]) - 1


def _remark(line: str) -> str:
    """The remark that *line* ends with, and the spaces before it."""
    before, found, after = line.partition(' #')
    return f'{before[len(before.rstrip()) :]}{found}{after}' if found else ''


def moved_links(facts: PageFacts, old: str, new: str, place: Callable[[str], str]) -> Iterator[Edit]:
    """What the page in the file *old*, whose body says *facts*, must write in the file *new* to lead where it led.

    *place* gives the file that is now what was at a path.
    """
    named = [(link.target, link.mark) for link in facts.links] + [(image.source, image.mark) for image in facts.images]
    for target, mark in named:
        path, sharp, anchor = target.partition('#')
        if not path or ':' in path or path.startswith('/'):
            continue
        now = relative(place(file_of(path, old)), posixpath.dirname(new))
        for ending in _FOLDER_LINKS:
            if path.endswith(ending) and now.endswith(ending):
                kept = len(ending)
                before, after = path[: len(path) - kept], now[: len(now) - kept]
                yield Edit(mark, f'{before}{sharp}{anchor}', f'{after or "."}{sharp}{anchor}')
    for use in facts.directives:
        written = [*use.entries]
        options = {name: (value, mark) for name, value, mark in use.options}
        if options.get('link-type', ('',))[0] == 'doc' and 'link' in options:
            written.append(options['link'])
        for docname, mark in written:
            if not docname.startswith('/'):
                now = place(file_of(f'{docname}.md', old)).removesuffix('.md')
                yield Edit(mark, docname, relative(now, posixpath.dirname(new)))
