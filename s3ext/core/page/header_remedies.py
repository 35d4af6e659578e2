"""One line of a header that cannot be read, and the lines that its writer may have meant.

Plain guesses on text: ``header_repair`` reads each of them before it is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: what word processors put in the place of straight quotation marks
CURLY = '”“„«»’‘'
_PAIRS = {'[': ']', '{': '}'}
#: spaces that look like spaces and are none to YAML
ODD_SPACES = '\t\u00a0\u2002\u2003\u2009\u202f\u3000'


class Remedy(NamedTuple):
    """A line to put in the place of another, and the name of the text that says what was wrong."""

    line: str
    cause: str


def indent_of(line: str) -> int:
    """How many spaces *line* begins with."""
    return len(line) - len(line.lstrip(' '))


def remedies(
    lines: Sequence[str], row: int, column: int, names: frozenset[str], words: frozenset[str]
) -> Iterator[Remedy]:
    """What the line *row* of *lines*, at fault at *column*, may have meant, the likeliest first.

    *names* are the fields of the page, *words* those at any depth of it.
    """
    line = lines[row]
    text = line.lstrip(f' {ODD_SPACES}')
    if spaced := _ordinary_spaces(line):
        yield Remedy(spaced, 'cause_tab')
    key, value = _parted(line)
    yield from _bracketed(line, key, value)
    if '{' in line[:column] and (inside := _quoted_inside(line, column)):
        yield Remedy(inside[0], 'cause_colon_inside' if ': ' in inside[1] else 'cause_start')
    if fixed := _closed_quote(value):
        yield Remedy(f'{key}{fixed}', 'cause_quote')
    yield from _named(lines, row, words)
    for level in _levels(lines, row, names):
        yield Remedy(' ' * level + text, 'cause_indent' if text == line.lstrip(' ') else 'cause_tab')
    if key and value and value[0] != '{' and not _is_quoted(value):
        cause = 'cause_colon_inside' if value[0].isalnum() and ':' in value else 'cause_start'
        yield Remedy(f'{key}{quoted(value)}', cause)
    stripped = line.lstrip(' ')
    if stripped[:1] == '-' and stripped[1:2] not in ('', ' ', '-'):
        yield Remedy(f'{line[: indent_of(line)]}- {stripped[1:]}', 'cause_dash')


def _bracketed(line: str, key: str, value: str) -> Iterator[Remedy]:
    """*line* with its brackets closed, or opened where only the end of them is there."""
    if value[:1] in ('[', '{'):
        if (fixed := _balanced(value)) != value:
            yield Remedy(f'{key}{fixed}', 'cause_flow')
        return
    for opened, closed in _PAIRS.items():
        if value[-1:] == closed:
            yield Remedy(f'{key}{opened}{value}', 'cause_flow')
            if (start := line.find('- ')) >= 0 and not line[:start].strip():
                yield Remedy(f'{line[: start + 2]}{opened}{line[start + 2 :].lstrip(" ")}', 'cause_flow')


def quoted(value: str) -> str:
    """*value* in straight quotation marks; curly ones around it are taken for them."""
    text = value.strip()
    if text[0] in CURLY and text[-1] in CURLY and not set(text[1:-1]) & set('”“„«»') and len(text) > 2:
        text = text[1:-1].strip()
    if '"' in text and "'" not in text:
        return f"'{text}'"
    escaped = text.replace('\\', '\\\\').replace('"', '\\"')
    return f'"{escaped}"'


def _is_quoted(value: str) -> bool:
    """Whether *value* is one text in quotation marks and nothing else."""
    return len(value) > 1 and value[0] in '"\'' and value[-1] == value[0] and value.count(value[0]) == 2


def _ordinary_spaces(line: str) -> str:
    """*line* with spaces for the tabs and hard spaces before its text and after its colon; empty if it has none."""
    start = len(line) - len(line.lstrip(f' {ODD_SPACES}'))
    head = ''.join('  ' if char == '\t' else ' ' for char in line[:start])
    name, colon, rest = line[start:].partition(':')
    if colon and rest[:1] and rest[0] in ODD_SPACES:
        rest = f' {rest.lstrip(f" {ODD_SPACES}")}'
    fixed = f'{head}{name}{colon}{rest}'
    return fixed if fixed != line else ''


def _parted(line: str) -> tuple[str, str]:
    """What *line* says before its value, with the space, and the value: ``('  - a: ', 'text')``; the key may be ''."""
    start = indent_of(line)
    while line[start : start + 2] == '- ':
        start += 2
        start += indent_of(line[start:])
    name, colon, value = line[start:].partition(': ')
    if colon and name.replace('_', '').replace('-', '').isalnum():
        start += len(name) + len(colon)
        return line[:start] + ' ' * indent_of(value), value.strip()
    return (line[:start], line[start:].strip()) if line.lstrip(' ').startswith('- ') else ('', line.strip())


def _balanced(value: str) -> str:
    """*value* with each bracket closed once, by its own kind, outside quotation marks."""
    open_: list[str] = []
    made: list[str] = []
    quote = ''
    for place, char in enumerate(value):
        if quote:
            quote = '' if char == quote else quote
        elif char in '"\'' and (place == 0 or value[place - 1] in ' [{,'):
            quote = char
        elif char in _PAIRS:
            open_.append(_PAIRS[char])
        elif char in ']}':
            if not open_:
                continue
            if char in open_:
                while open_[-1] != char:
                    made.append(open_.pop())
            else:
                char = open_[-1]
            open_.pop()
        made.append(char)
    return ''.join([*made, *reversed(open_)])


def _closed_quote(value: str) -> str:
    """*value* with the quotation mark that it lacks at its end; empty if it lacks none."""
    quote = "'" if value[:1] == "'" else '"'
    if value.count(quote) % 2 == 0 or value[0] not in f'{quote}[{{':
        return ''
    end = len(value.rstrip(' ]}')) if value[0] in '[{' else len(value)
    return f'{value[:end]}{quote}{value[end:]}'


def _quoted_inside(line: str, column: int) -> tuple[str, str] | None:
    """*line* with quotation marks around the value in a group in brackets that holds *column*, and that value."""
    start = line.rfind(': ', 0, column)
    if start < 0:
        return None
    start += 2
    end = len(line.rstrip(' ]}'))
    place = line.find(', ', column)
    while 0 <= place < end:
        word = line[place + 2 :].partition(':')
        if word[1] and word[0].replace('_', '').isalnum():
            end = place
        place = line.find(', ', place + 2)
    value = line[start:end]
    return (f'{line[:start]}{quoted(value)}{line[end:]}', value) if value.strip() else None


def _named(lines: Sequence[str], row: int, words: frozenset[str]) -> Iterator[Remedy]:
    """The line with the colon after its first word, if that is a field's name, or stands alone above what it holds."""
    line = lines[row]
    start = indent_of(line)
    while line[start : start + 2] == '- ':
        start += 2
    rest = line[start:]
    word = next((rest[:n] for n, char in enumerate(rest) if not (char.isalnum() or char == '_')), rest)
    after = rest[len(word) :]
    if not word or after.startswith(': ') or after == ':':
        return
    below = next((other for other in lines[row + 1 :] if other.strip()), '')
    is_head = not after.strip() and (indent_of(below) > start or below.startswith('- '))
    if is_head or (after.strip() and (word in words or after[0] == ':')):
        yield Remedy(f'{line[:start]}{word}: {after.lstrip(": ")}'.rstrip(), 'cause_colon')


def _levels(lines: Sequence[str], row: int, names: frozenset[str]) -> list[int]:
    """How far in the line *row* may have been meant to begin."""
    line = lines[row].lstrip(f' {ODD_SPACES}')
    now = indent_of(lines[row])
    before = next((other for other in reversed(lines[:row]) if other.strip()), '')
    after = next((other for other in lines[row + 1 :] if other.strip()), '')
    found = [indent_of(before), indent_of(after), indent_of(after) - 2, 0]
    if before.lstrip(' ').startswith('- '):
        found.insert(0, indent_of(before) + 2)
    if line.partition(':')[0].strip() in names:
        found.insert(0, 0)
    is_odd = lines[row][now:] != line
    return [level for level in dict.fromkeys(found) if level >= 0 and (is_odd or level != now)]
