"""A theme that several regions' priorities share."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic.dataclasses import dataclass

from ..model.annotations import Filter, Ref, Sheet, Wanted
from ..model.kind import Kind
from ..model.values import STRICT, Slug, Summary, Text
from .header import Header, RecordType
from .parts import Aliases, Source


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Theme(Header):
    """A theme that several regions' priorities share."""

    about: ClassVar[Kind] = Kind(id='theme', folder='docs/themes', facet='theme')
    type: ClassVar[RecordType] = RecordType.THEME

    summary: Summary
    label_en: Annotated[Text, Sheet(1, english=True)]
    aliases: Annotated[Aliases, Sheet(3)]
    broader: Annotated[Slug, Ref('theme'), Filter(), Sheet(2)] | None = None
    sources: Annotated[tuple[Source, ...], Wanted()] = ()
