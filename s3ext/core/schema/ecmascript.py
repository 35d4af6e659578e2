"""The patterns of the check as the browser reads them, so that the form needs none of its own."""

from __future__ import annotations

#: what Python calls letters of words, inside a class
_WORDS = r'\p{L}\p{N}_'
_EDGES = {r'\A': r'(?<![\s\S])', r'\Z': r'(?![\s\S])'}
#: behind a backslash these mean something, or lose a meaning (ECMA-262, 22.2.1); all others are an error there
_ESCAPED = frozenset('^$\\.*+?()[]{}|/bBdDsStnrfvpux123456789')


def ecmascript(pattern: str) -> str:
    """*pattern*, one of Python's for text, as ECMAScript reads it with the flag ``u`` (other flags: the script)."""
    # the letters alone, as Python has to say it
    rest = pattern.replace(r'[^\W\d_]', r'\p{L}').replace('(?P<', '(?<')
    parts: list[str] = []
    position, in_class = 0, False
    while position < len(rest):
        part = rest[position : position + (2 if rest[position] == '\\' else 1)]
        position += len(part)
        in_class = part != ']' and (in_class or part == '[')
        if part == r'\w':
            part = _WORDS if in_class else f'[{_WORDS}]'
        elif part in _EDGES:
            part = _EDGES[part]
        elif part[0] == '\\' and part[1] not in _ESCAPED:
            part = part[1]
        parts.append(part)
    return ''.join(parts)
