"""A chapter of the handbook."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ...core.model.annotations import Filter, NotProse, Unprinted, Wanted
from ...core.model.kind import Kind
from ...core.model.parts import Source
from ...core.model.sheet import Words
from ...core.model.values import STRICT, InList, Number, Summary
from ...core.views.blocks import Answer, Others
from .parts import Asked

#: what belongs to an element of the process: its label, its kind, what is said of none, and how many stand in a line
_BELONGING = (
    ('answer_cases', 'case', 'answer_no_cases', 2),
    ('answer_workshops', 'workshop', 'answer_none_known', 2),
    ('answer_methods', 'method', 'answer_none_known', 2),
)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Chapter(Asked):
    """A chapter of the handbook, on one element of the process or on the work as a whole."""

    about: ClassVar[Kind] = Kind(
        id='chapter', folder='docs/handbook', counts=True, facet='process', has_sheet=False, edition='process',
        editions=4, guide=9, names=5, news=8, book=1, members=('obstacle', 'workshop', 'method'),
        expects=('case', 'workshop', 'method'), in_sequence=True, words=(600, 1600), gaps=5, answer='answer',
    )  # fmt: skip

    summary: Summary
    order: Annotated[Number, Field(ge=0, le=99), Unprinted('the place of the chapter in menus and book')]
    process: Annotated[str, InList('process'), Filter(), Unprinted('the title of the chapter says it')] | None = None
    sources: Annotated[tuple[Source, ...], Wanted(), NotProse()] = ()

    def answer(self, words: Words) -> Iterator[Answer]:
        """The cases, and what one can do: workshops and methods. A chapter on the whole work answers with its text."""
        if self.process:
            for label, kind, none, limit in _BELONGING:
                yield Answer(label=words.texts[label], others=Others(kind=kind, none=none, limit=limit))

    def stands_for(self, own_id: str) -> str:
        """The element of the process that it is about."""
        return self.process or ''

    @property
    def place(self) -> int:
        """Its place in the handbook."""
        return self.order
