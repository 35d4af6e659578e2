"""What is wrong with a file for download, as data."""

from __future__ import annotations


class MaterialError(ValueError):
    """A file that must not be published; ``cause`` names the text, ``value`` what stands in the file."""

    def __init__(self, cause: str, value: str = '') -> None:
        super().__init__(cause)
        self.cause = cause
        self.value = value
