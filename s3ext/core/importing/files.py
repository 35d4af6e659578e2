"""Which reader a file has, by its ending; the others are told what to save it as."""

from __future__ import annotations

from .document import ReadDocument
from .error import ImportRefusedError
from .google import read_google
from .open_document import read_open_document
from .word import read_word

_READERS = {'docx': read_word, 'odt': read_open_document, 'zip': read_google}
#: files of programs that can save them as one of those
_OTHERS = {'doc': 'import_old', 'docm': 'import_macros', 'dotm': 'import_macros'}


def read_document(data: bytes, name: str) -> ReadDocument:
    """What the file *data*, called *name*, says. Raises ``ImportRefusedError`` and ``UnfinishedError``."""
    ending = name.rpartition('.')[2].lower()
    if ending in _OTHERS:
        raise ImportRefusedError(_OTHERS[ending])
    if ending not in _READERS:
        raise ImportRefusedError('import_ending', ending)
    return _READERS[ending](data)
