"""A chapter of the handbook."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ..model.annotations import Filter, Unprinted, Wanted
from ..model.kind import Kind
from ..model.values import STRICT, InList, Number, Summary
from .header import Header, RecordType
from .parts import Source


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Chapter(Header):
    """A chapter of the handbook, on one element of the process or on the work as a whole."""

    about: ClassVar[Kind] = Kind(id='chapter', folder='docs/handbook', facet='process', has_sheet=False)
    type: ClassVar[RecordType] = RecordType.CHAPTER

    summary: Summary
    order: Annotated[Number, Field(ge=0, le=99), Unprinted('the place of the chapter in menus and book')]
    process: Annotated[str, InList('process'), Filter(), Unprinted('the title of the chapter says it')] | None = None
    sources: Annotated[tuple[Source, ...], Wanted()] = ()
