"""A chapter of the handbook."""

from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ...core.model.annotations import Filter, NotProse, Unprinted, Wanted
from ...core.model.kind import Kind
from ...core.model.parts import Source
from ...core.model.values import STRICT, InList, Number, Summary
from .parts import Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Chapter(Record):
    """A chapter of the handbook, on one element of the process or on the work as a whole."""

    about: ClassVar[Kind] = Kind(
        id='chapter', folder='docs/handbook', counts=True, facet='process', has_sheet=False, edition='process',
        editions=4, guide=9, names=5, news=8, book=1, members=('obstacle', 'workshop', 'method'),
        expects=('case', 'workshop', 'method'), in_sequence=True, words=(600, 1600), gaps=5,
    )  # fmt: skip

    summary: Summary
    order: Annotated[Number, Field(ge=0, le=99), Unprinted('the place of the chapter in menus and book')]
    process: Annotated[str, InList('process'), Filter(), Unprinted('the title of the chapter says it')] | None = None
    sources: Annotated[tuple[Source, ...], Wanted(), NotProse()] = ()

    def stands_for(self, own_id: str) -> str:
        """The element of the process that it is about."""
        return self.process or ''

    @property
    def place(self) -> int:
        """Its place in the handbook."""
        return self.order
