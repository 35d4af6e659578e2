"""Source files as text: UTF-8, or a problem that says what they are instead."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from ..gate.disk import DiskError, read_file
from ..gate.file_kinds import MAX_PAGE_BYTES
from ..problems import Code, Position, Problem, ProblemCode

#: how many bytes at the start show text in two bytes a character
_SAMPLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The ``text`` of the page ``docname``, stored in the file ``path``, from the root of the site."""

    docname: str
    path: str
    text: str

    @classmethod
    def of_file(cls, path: str, text: str) -> Source:
        """The *text* of the page in the file *path*."""
        return cls(docname=path.removesuffix('.md'), path=path, text=text)

    @property
    def is_index(self) -> bool:
        """Whether it is the page of a folder."""
        return self.docname.rpartition('/')[2] == 'index'

    def problem(self, mark: Position, code: Code, /, **details: str) -> Problem:
        """A problem at *mark* of the page; keyword arguments become the details."""
        return Problem.at(self.path, mark, code, **details)


def read_source(file: Path, path: str) -> tuple[str, list[Problem]]:
    """The text of *file*, called *path*; an empty one and a problem if it must not or cannot be read."""
    try:
        data = read_file(file, MAX_PAGE_BYTES)
    except DiskError as error:
        return '', [unreadable(path, error)]
    return decode(data, path)


def unreadable(path: str, error: DiskError) -> Problem:
    """That the page *path* must not or cannot be read."""
    details = {'cause': error.cause, 'limit': f'{MAX_PAGE_BYTES // 1000} kB'}
    return Problem.at(path, Position(line=1), ProblemCode.BAD_FILE, **details)


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of the file *path*; what is not UTF-8 is replaced, and its first place is a problem."""
    try:
        text = data.decode('utf-8')
    except UnicodeDecodeError as error:
        if wide := decode_wide(data):
            return _newlines(wide), [Problem.at(path, Position(line=1), ProblemCode.BAD_ENCODING)]
        before = _newlines(data[: error.start].decode('utf-8'))
    else:
        wide = decode_wide(data) if '\x00' in text[:_SAMPLE] else ''
        problems = [Problem.at(path, Position(line=1), ProblemCode.BAD_ENCODING)] if wide else []
        return _newlines(wide or text), problems
    mark = Position(line=before.count('\n') + 1, column=len(before) - before.rfind('\n'))
    text = _newlines(data.decode('utf-8', errors='replace'))
    return text, [Problem.at(path, mark, ProblemCode.BAD_ENCODING)]


def decode_wide(data: bytes) -> str:
    """The text of *data* in UTF-16, which some editors call Unicode; empty if it is something else."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = 'utf-16'
    elif data[1:_SAMPLE:2] == b'\x00\x00':
        encoding = 'utf-16-le'
    elif data[:_SAMPLE:2] == b'\x00\x00':
        encoding = 'utf-16-be'
    else:
        return ''
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ''


def _newlines(text: str) -> str:
    return text.replace('\r\n', '\n').replace('\r', '\n')
