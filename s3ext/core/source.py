"""Source files as text: UTF-8, and told in our words if they are not."""

from __future__ import annotations

from .problems import Mark, Problem, ProblemCode


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of the file *path*; what is not UTF-8 is replaced, and its first place is a problem."""
    try:
        return _newlines(data.decode('utf-8')), []
    except UnicodeDecodeError as error:
        before = _newlines(data[: error.start].decode('utf-8'))
    mark = Mark(line=before.count('\n') + 1, column=len(before) - before.rfind('\n'))
    text = _newlines(data.decode('utf-8', errors='replace'))
    return text, [Problem.at(path, mark, ProblemCode.BAD_ENCODING)]


def _newlines(text: str) -> str:
    return text.replace('\r\n', '\n').replace('\r', '\n')
