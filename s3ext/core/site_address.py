"""Addresses in the settings: where the site is published, and where its sources are kept.

Each has at most one fault: the first that a reader of the address would stumble over. All are gone in the nearest right
form, which the message offers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

#: what pages are called, and other files that nobody publishes a site below
_FILES = ('.html', '.htm', '.xhtml', '.php', '.asp', '.aspx', '.jsp', '.md', '.xml', '.pdf', '.txt')
#: what hosts of repositories show below the address of one
_BELOW = frozenset(
    (
        *('-', 'tree', 'blob', 'src', 'raw', 'edit', 'commit', 'commits', 'branches', 'tags', 'releases', 'wiki'),
        *('issues', 'pull', 'pulls', 'merge_requests', 'actions', 'settings'),
    )
)
_GIT = '.git'


class AddressFault(NamedTuple):
    """Why an address cannot be used, as the name of an interface text; the nearest right form, '' if there is none."""

    cause: str
    nearest: str


def site_fault(address: str) -> AddressFault | None:
    """What is wrong with *address* as the place of the site: a web address, a folder, and nothing else."""
    parts = _split(address)
    if parts is None:
        return AddressFault('address_unreadable', _repaired(address, ('http', 'https'), _site_path))
    cause = _cause(address, parts, ('http', 'https')) or _path_cause(parts.path)
    return AddressFault(cause, _repaired(address, ('http', 'https'), _site_path)) if cause else None


def repository_fault(address: str) -> AddressFault | None:
    """What is wrong with *address* as the place of a repository: https alone, and not a page of the repository."""
    parts = _split(address)
    if parts is None:
        return AddressFault('address_unreadable', _repaired(address, ('https',), _repository_path))
    cause = _cause(address, parts, ('https',))
    if not cause and parts.path.rstrip('/').endswith(_GIT):
        cause = 'address_git'
    if not cause and _repository_path(parts.path) != parts.path.rstrip('/'):
        cause = 'address_below'
    return AddressFault(cause, _repaired(address, ('https',), _repository_path)) if cause else None


def _split(address: str) -> SplitResult | None:
    """The parts of *address*, if it has any."""
    if not address.isprintable() or ' ' in address or '\\' in address:
        return None
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (raises for what is no number)
    except ValueError:
        return None
    return parts


def _cause(address: str, parts: SplitResult, schemes: tuple[str, ...]) -> str:
    """What is wrong with the address before and after its path."""
    if parts.scheme not in schemes:
        return 'address_scheme' if 'http' in schemes else 'address_https'
    if '@' in parts.netloc:
        return 'address_user'
    if not parts.hostname:
        return 'address_unreadable'
    # also with nothing after the sign: the name of a page that is put behind it would belong to the query
    if '?' in address.partition('#')[0]:
        return 'address_query'
    return 'address_fragment' if '#' in address else ''


def _path_cause(path: str) -> str:
    """What is wrong with the *path* of a site."""
    segments = path.split('/')
    if '..' in segments or '.' in segments:
        return 'address_dots'
    last = path.rstrip('/').rpartition('/')[2].lower()
    if last.endswith(_GIT):
        return 'address_git'
    return 'address_file' if last.endswith(_FILES) else ''


def _site_path(path: str) -> str:
    """The folder that *path* is about, with a slash at its end."""
    found: list[str] = []
    for segment in path.split('/'):
        if segment == '..':
            found = found[:-1]
        elif segment and segment != '.':
            found.append(segment)
    if found and found[-1].lower().endswith(_FILES):
        found.pop()
    if found:
        found[-1] = found[-1].removesuffix(_GIT)
    return ''.join(f'/{segment}' for segment in found if segment) + '/'


def _repository_path(path: str) -> str:
    """The repository that *path* is about: an owner, perhaps groups, a name."""
    segments = [segment for segment in path.split('/') if segment]
    end = next((place for place, segment in enumerate(segments) if place > 1 and segment in _BELOW), len(segments))
    return ''.join(f'/{segment}' for segment in segments[:end]).removesuffix(_GIT)


def _repaired(address: str, schemes: tuple[str, ...], path_of: Callable[[str], str]) -> str:
    """The nearest address without a fault; empty if nothing in *address* looks like a host."""
    text = ''.join(character for character in address if character.isprintable()).strip().replace('\\', '/')
    before, mark, rest = text.partition('://')
    scheme = before.lower() if mark and before.lower() in schemes else 'https'
    # git@host:owner/name, as hosts offer it for copying
    _, at, place = (rest if mark else text).lstrip('/').rpartition('@')
    place = place.replace(':', '/', 1) if at and not mark else place
    try:
        parts = urlsplit(f'{scheme}://{place}')
        host = parts.netloc.rpartition('@')[2]
        parts.port  # noqa: B018 (raises for what is no number)
    except ValueError:
        return ''
    if '.' not in host and host != 'localhost' and not host.startswith('localhost:'):
        return ''
    return f'{scheme}://{host}{path_of(parts.path.replace(" ", ""))}' if ' ' not in host else ''
