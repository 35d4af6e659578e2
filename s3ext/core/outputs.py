"""What is written beside the pages, as paths and bytes: where each output may write, and which files must go.

Paths are relative to the output folder, with ``/`` between their parts; a place that ends in ``/`` is a folder that
belongs to one output alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .digests import digest_of
from .gate.file_names import RESERVED

#: what an output makes: by path the bytes, or None for a file that stays as it lies there
Files = Mapping[str, bytes | None]
#: by output and path the digests of the bytes that the last build wrote
Record = Mapping[str, Mapping[str, str]]

#: what the last build wrote; files called ``.s3-…`` are for the next build and not published
RECORD_FILE = '.s3-outputs.json'
#: what Sphinx and the extension write themselves
_TAKEN = ('_sources', '.doctrees', '.buildinfo', 'objects.inv', '.s3-state.json', RECORD_FILE)
#: holds the files of themes and extensions. An output can take the place of one of them, but not of all
_STATIC = '_static'
#: what Windows allows in no name (https://learn.microsoft.com/windows/win32/fileio/naming-a-file)
_FORBIDDEN = frozenset('<>:"\\|?*')


class Fault(NamedTuple):
    """Why an output cannot be used; ``cause`` names the interface text, the rest fills it."""

    cause: str
    name: str
    path: str
    other: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the output *name* may write: files, and folders with ``/`` at their end.

    In ``folders``, which it shares with pages, it may write where none is.
    """

    name: str
    places: tuple[str, ...]
    folders: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether *path* is one of the files or lies in one of the folders."""
        if any(path.startswith(f'{folder}/') for folder in self.folders):
            return True
        return any(path.startswith(place) if place.endswith('/') else path == place for place in self.places)


class Plan(NamedTuple):
    """What must be written and removed, and the record for the next build."""

    write: Mapping[str, bytes]
    remove: Sequence[str]
    record: Record


def is_inside(path: str) -> bool:
    """Whether *path* leads to a file inside the output folder, on every system."""
    return all(
        part.strip('. ')
        and part[-1] not in '. '
        and part.isprintable()
        and not _FORBIDDEN & set(part)
        and part.partition('.')[0].casefold().strip() not in RESERVED
        for part in path.split('/')
    )


def check_places(outputs: Sequence[Places]) -> Iterator[Fault]:
    """What is wrong with *outputs* before anything is read: names, places, and what two of them claim."""
    seen: list[tuple[str, str]] = []
    names: set[str] = set()
    for output in outputs:
        if output.name in names:
            yield Fault('output_name', output.name, output.name)
        names.add(output.name)
        if not output.places:
            yield Fault('output_nowhere', output.name, '')
        for place in output.places:
            if not is_inside(place.removesuffix('/')):
                yield Fault('output_outside', output.name, place)
            elif place.removesuffix('/') == _STATIC or any(_meet(place, taken) for taken in _TAKEN):
                yield Fault('output_taken', output.name, place)
            for other, name in seen:
                if _meet(place, other):
                    yield Fault('output_twice', output.name, place, name)
            seen.append((place, output.name))


def check_pages(outputs: Sequence[Places], pages: Mapping[str, str]) -> Iterator[Fault]:
    """Places where *pages* (docname → path) are written."""
    for output in outputs:
        for place in output.places:
            found = next((docname for docname, path in sorted(pages.items()) if _meet(place, path)), None)
            if found is not None:
                yield Fault('output_page', output.name, place, found)


def check_files(output: Places, files: Files, is_there: Callable[[str], bool]) -> Iterator[Fault]:
    """Files that *output* must not write, and those that should stay and are not there."""
    for path, data in files.items():
        if not is_inside(path) or not output.holds(path):
            yield Fault('output_elsewhere', output.name, path, ', '.join(output.places))
        elif data is None and not is_there(path):
            yield Fault('output_gone', output.name, path)


def check_beside(output: Places, files: Files, pages: Mapping[str, str]) -> Iterator[Fault]:
    """Files that *output* would write in the place of one of *pages* (path → docname)."""
    for path in files:
        if path in pages:
            yield Fault('output_page', output.name, path, pages[path])


def _meet(one: str, other: str) -> bool:
    """Whether two places are the same or one holds the other; Windows and macOS know no large and small letters."""
    one, other = (f'{place.removesuffix("/")}/'.casefold() for place in (one, other))
    return one.startswith(other) or other.startswith(one)


def plan(
    outputs: Sequence[Places],
    made: Mapping[str, Files],
    before: Record,
    owned: Collection[str],
    digest_at: Callable[[str], str],
) -> Plan:
    """What to do so that the output folder holds what *outputs* have *made* and nothing of theirs besides.

    *before* is the record of the last build, *owned* the files that lie in the places of *outputs*; *digest_at* gives
    the digest of the file that lies at a path now, or ''. What an output wrote before it left or moved goes only if it
    is still what it wrote: another part of the build may have its place now.
    """
    wanted = {path for files in made.values() for path in files}
    digests = {path: digest_of(data) for path, data in _written(made.values())}
    write = {path: data for path, data in _written(made.values()) if digest_at(path) != digests[path]}
    left = {
        path
        for files in before.values()
        for path, old in files.items()
        if path not in wanted and path not in owned and digest_at(path) == old
    }
    record = {name: dict(_recorded(files, before.get(name, {}), digests)) for name, files in made.items()}
    return Plan(write=write, remove=sorted((left | set(owned)) - wanted), record=record)


def _written(made: Iterable[Files]) -> Iterator[tuple[str, bytes]]:
    for files in made:
        for path, data in files.items():
            if data is not None:
                yield path, data


def _recorded(files: Files, before: Mapping[str, str], digests: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path, data in sorted(files.items()):
        if data is not None:
            yield path, digests[path]
        elif path in before:
            yield path, before[path]


def record_text(record: Record) -> str:
    """The *record* as it is kept for the next build."""
    return json.dumps(record, ensure_ascii=False, indent=0, sort_keys=True) + '\n'


def read_record(text: bytes) -> Record:
    """The record in *text*; an empty one if it cannot be read or names anything outside the output folder."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(found, dict) or not all(isinstance(files, dict) for files in found.values()):
        return {}
    paths: Iterable[str] = (path for files in found.values() for path in files)
    return found if all(is_inside(path) for path in paths) else {}
