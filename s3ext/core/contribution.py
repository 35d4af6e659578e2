"""What a contribution touches: the changed files, the pages among them, and what lies outside the content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .gate import FOLDERS, FRONT_PAGE


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
    """One changed file: its path relative to the site's root, with forward slashes, as it is afterwards."""

    status: Status
    path: str

    @property
    def is_content(self) -> bool:
        """Whether the file lies where content does: anything else is the product's."""
        return self.path == FRONT_PAGE or self.path.startswith(tuple(f'{folder}/' for folder in FOLDERS))

    @property
    def docname(self) -> str:
        """The page that the file is the source of; '' for a file that is no page or is gone."""
        is_page = self.is_content and self.path.endswith('.md') and self.status is not Status.REMOVED
        return self.path.removesuffix('.md') if is_page else ''


def parse_changes(output: str) -> tuple[Change, ...]:
    """The changes in the *output* of ``git diff --name-status -z``, sorted by path."""
    fields = iter(output.split('\0'))
    changes = []
    for status in fields:
        if not status:
            continue
        path = next(fields)
        if status[0] in 'RC':  # the old name comes first
            path = next(fields)
        changes.append(Change(status=_STATUSES.get(status[0], Status.CHANGED), path=path))
    return tuple(sorted(changes, key=lambda change: change.path))


def outside(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The *changes* that touch the product and not the content."""
    return tuple(change for change in changes if not change.is_content)
