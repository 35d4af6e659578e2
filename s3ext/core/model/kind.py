"""What is true of a whole kind of pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is true of all pages of a kind, beside what the fields of its class say.

    ``folder`` is where the pages lie, with ``by_region`` in the folder of the first region below it; ``page`` is the
    page that is the only one of its kind. ``facet`` is the field of other records that a page stands for. A kind that
    is not ``listed`` is only a document, and one without a sheet shows no facts of its header.
    """

    id: str
    folder: str = ''
    by_region: bool = False
    page: str = ''
    facet: str = ''
    listed: bool = True
    has_sheet: bool = True
