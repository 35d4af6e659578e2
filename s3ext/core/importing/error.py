"""Why a file cannot be taken in, as data."""

from __future__ import annotations

from typing import NamedTuple


class ImportRefusedError(ValueError):
    """A file that is not taken in; ``cause`` names the text that says why and what to do, ``value`` what was found."""

    def __init__(self, cause: str, value: str = '') -> None:
        super().__init__(cause)
        self.cause = cause
        self.value = value


class Unfinished(NamedTuple):
    """A change or a comment that somebody has yet to decide on: ``cause`` names the text that says which.

    ``words`` are those changed or remarked on, ``heading`` the nearest above them. Nobody's name is among it.
    """

    cause: str
    words: str
    heading: str


class UnfinishedError(ValueError):
    """A document with tracked changes or comments."""

    def __init__(self, places: tuple[Unfinished, ...]) -> None:
        super().__init__('import_unfinished')
        self.places = places
