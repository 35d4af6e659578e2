"""Source files as text: UTF-8, and told in our words if they are not."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from .problems import Mark, Problem, ProblemCode

#: no page or list of words is longer, and nobody reads on after it
MAX_BYTES = 200_000
#: how many bytes at the start show text in two bytes a character
_SAMPLE = 4


def read_source(file: Path, path: str) -> tuple[str, list[Problem]]:
    """The text of *file*, called *path*; an empty one and a problem if it cannot be read.

    Only ordinary files are read, and of those no more than a page can be: a pipe or a device never ends.
    """
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, 'O_NONBLOCK', 0) | getattr(os, 'O_BINARY', 0))
        try:
            mode = os.fstat(descriptor).st_mode
            if stat.S_ISDIR(mode):
                raise IsADirectoryError(path)
            if not stat.S_ISREG(mode):
                return '', [Problem.at(path, Mark(line=1), ProblemCode.BAD_FILE, cause='file_link')]
            data = b''
            while len(data) <= MAX_BYTES and (piece := os.read(descriptor, MAX_BYTES + 1 - len(data))):
                data += piece
        finally:
            os.close(descriptor)
    except OSError as error:
        return '', [_unreadable(path, error)]
    if len(data) > MAX_BYTES:
        details = {'cause': 'file_large', 'limit': f'{MAX_BYTES // 1000} kB'}
        return '', [Problem.at(path, Mark(line=1), ProblemCode.BAD_FILE, **details)]
    return decode(data, path)


def _unreadable(path: str, error: OSError) -> Problem:
    causes = {
        FileNotFoundError: 'file_gone',
        PermissionError: 'file_closed',
        IsADirectoryError: 'file_folder',
    }
    return Problem.at(path, Mark(line=1), ProblemCode.BAD_FILE, cause=causes.get(type(error), 'file_unreadable'))


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of the file *path*; what is not UTF-8 is replaced, and its first place is a problem."""
    try:
        text = data.decode('utf-8')
    except UnicodeDecodeError as error:
        if wide := decode_wide(data):
            return _newlines(wide), [Problem.at(path, Mark(line=1), ProblemCode.BAD_ENCODING)]
        before = _newlines(data[: error.start].decode('utf-8'))
    else:
        wide = decode_wide(data) if '\x00' in text[:_SAMPLE] else ''
        problems = [Problem.at(path, Mark(line=1), ProblemCode.BAD_ENCODING)] if wide else []
        return _newlines(wide or text), problems
    mark = Mark(line=before.count('\n') + 1, column=len(before) - before.rfind('\n'))
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
