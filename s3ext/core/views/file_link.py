"""A link to a file beside the pages, such as one of the open data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """Words that lead, on the web alone, to a file beside the pages: its ``path`` from the root of the site.

    On a page of an edition in a further language that is from the root of the edition.
    """

    text: str
    path: str
