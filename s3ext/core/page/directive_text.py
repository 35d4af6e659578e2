"""The text of a directive taken apart as MyST does it, for the plain form that the site allows."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPTION = re.compile(r'([a-z][a-z0-9_-]{0,40}):(?: +(.*))?')
_QUOTED = re.compile(r'"([^"\\]*)"|\'([^\']*)\'')
#: what begins something other than plain text, or ends it
_SPECIAL = re.compile(r'^["\'|>#]| #')


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveText:
    """``options`` with the line of each, ``body`` and the line of its first line, counted from the one that opens.

    ``unreadable`` is the line of an option that is not written as ``:name: value``.
    """

    options: tuple[tuple[str, str, int], ...]
    body: tuple[str, ...]
    body_line: int
    unreadable: int | None = None


def split_directive(content: str, *, has_options: bool) -> DirectiveText:
    """Split the *content* between the first and last line of a directive; as ``myst_parser.parsers.directives``.

    Of the forms that MyST reads, one is allowed: lines ``:name: value`` at the start.
    """
    lines = content.splitlines()
    options: list[tuple[str, str, int]] = []
    unreadable = None
    first = 0
    if has_options and content.startswith('---'):
        return DirectiveText(options=(), body=(), body_line=1, unreadable=1)
    if has_options and content.lstrip().startswith(':'):
        while first < len(lines) and _is_option(lines[first]):
            option = _option(lines[first].lstrip()[1:])
            if option is None or option[0] in {name for name, _, _ in options}:
                unreadable = unreadable or first + 1
            else:
                options.append((*option, first + 1))
            first += 1
    if first < len(lines) and not lines[first].strip():
        first += 1
    return DirectiveText(options=tuple(options), body=tuple(lines[first:]), body_line=first + 1, unreadable=unreadable)


def _is_option(line: str) -> bool:
    stripped = line.lstrip()
    return stripped.startswith(':') and not stripped.startswith(':::')


def _option(text: str) -> tuple[str, str] | None:
    """Name and value of an option; None for anything but a plain or simply quoted value on its own line."""
    match = _OPTION.fullmatch(text)
    if match is None:
        return None
    value = (match[2] or '').strip(' ')
    if quoted := _QUOTED.fullmatch(value):
        return match[1], quoted[1] if quoted[1] is not None else quoted[2]
    return None if _SPECIAL.search(value) or '\t' in value else (match[1], value)
