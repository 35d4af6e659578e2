"""What to write in a body in the place of an id or address that a page had before: remedies of problems."""

from __future__ import annotations

import posixpath

from ..model.fields import Kind
from ..model.kinds import Kinds
from ..views.base import parse_filter
from ..views.query import conditions
from .facts import RoleUse

#: what stands at the place of a problem as ``old``, and ``new``; empty where nobody can say it
Remedy = dict[str, str]


def relative(path: str, folder: str) -> str:
    """*path*, from the root of the site, as a page in *folder* writes it."""
    return posixpath.relpath(path, folder or '.')


def in_role(role: RoleUse, old: str, new: str) -> Remedy:
    """The *role* with *new* for the id *old*, which is its content, one of several, or stands behind its words."""
    words, found, _ = role.content.rpartition('<')
    content = f'{words}<{new}>' if found else _with(role.content, old, new)
    return {'old': f'{{{role.name}}}`{role.content}`', 'new': f'{{{role.name}}}`{content}`'}


def in_option(written: str, old: str, new: str) -> Remedy:
    """The value *written* of an option, the id *old*, with *new* in its place."""
    return {'old': old, 'new': new} if written == old else {}


def in_filter(written: str, kind: str, old: str, new: str, kinds: Kinds) -> Remedy:
    """The filter *written*, which can be read, for records of *kind* with *new* where it names the record *old*."""
    changed = written
    found = [
        column - 1
        for condition in conditions(parse_filter(kind, written, kinds))
        for value, column in zip(condition.values, condition.columns, strict=True)
        if value == old and kinds.fields[kind][condition.field].kind is Kind.RECORD
    ]
    for start in sorted(found, reverse=True):
        start += written.startswith('"', start)
        changed = f'{changed[:start]}{new}{changed[start + len(old) :]}'
    return {'old': written, 'new': changed}


def _with(text: str, old: str, new: str) -> str:
    """The ids in *text*, with spaces between them, with *new* for *old*."""
    return ' '.join(new if part == old else part for part in text.split(' '))
