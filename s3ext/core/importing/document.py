"""A document as it was read: its HTML, its pictures, and what of it no page can hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..gate.file_kinds import looks_like
from .report import Remark


@dataclass(slots=True, kw_only=True)
class ReadDocument:
    """``html`` of the tags that ``html_blocks`` knows; ``pictures`` by the name that it has for them."""

    html: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


class Pictures:
    """The pictures of a document, numbered in the order of the text; the same one is the same."""

    def __init__(self) -> None:
        self.by_name: dict[str, bytes] = {}

    def add(self, data: bytes, ending: str) -> str:
        """The name of the picture *data*, which is called .*ending* if nobody knows better."""
        kind = looks_like(data) or ending.lower()
        known = next((name for name, other in self.by_name.items() if other == data), '')
        if not known:
            known = f'{len(self.by_name) + 1}.{kind}'
            self.by_name[known] = data
        return known
