"""The changed files that git tells of: the pages among them, and what lies outside the content."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum

from .contribution import Area, area_of


class Status(StrEnum):
    """What happened to a file; the value is the name of an interface text."""

    ADDED = 'change_added'
    CHANGED = 'change_changed'
    MOVED = 'change_moved'
    REMOVED = 'change_removed'


#: the first letter of a status of ``git diff --name-status`` (git-diff(1), "--diff-filter"); a copy is a new file
_STATUSES = {'A': Status.ADDED, 'C': Status.ADDED, 'D': Status.REMOVED, 'R': Status.MOVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One changed file: its path relative to the site's root, with forward slashes, and the path ``before`` a move.

    ``area`` is what it changes; of a file that moved, whichever of its places is no content.
    """

    status: Status
    path: str
    area: Area
    before: str = ''

    @property
    def docname(self) -> str:
        """The page that the file is the source of; '' for a file that is no page or is gone."""
        is_page = self.area is Area.CONTENT and self.path.endswith('.md')
        return self.path.removesuffix('.md') if is_page and self.status is not Status.REMOVED else ''


def parse_changes(output: str, folders: Container[str]) -> tuple[Change, ...]:
    """The changes in the *output* of ``git diff --name-status -z``, sorted by path; content lies in *folders*."""
    fields = iter(output.split('\0'))
    changes = []
    for field in fields:
        if not field:
            continue
        status, path, before = _STATUSES.get(field[0], Status.CHANGED), next(fields), ''
        if field[0] in 'RC':  # the old name comes first
            before, path = path, next(fields)
        before = before if status is Status.MOVED else ''
        area = area_of(path, folders)
        area = area_of(before, folders) if before and area is Area.CONTENT else area
        changes.append(Change(status=status, path=path, area=area, before=before))
    return tuple(sorted(changes, key=lambda change: change.path))


def outside(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The *changes* that touch the product and not the content."""
    return tuple(change for change in changes if change.area is not Area.CONTENT)
