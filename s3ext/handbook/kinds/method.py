"""A way to follow up or evaluate (metod)."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ...core.model.annotations import Filter, NotProse, Ref, Sheet, Wanted
from ...core.model.kind import Kind
from ...core.model.parts import Source
from ...core.model.sheet import Titles, Words
from ...core.model.values import STRICT, InList, LongText, Slugs, Summary
from .parts import Asked, ProcessList


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Method(Asked):
    """A way to follow up or evaluate (metod för uppföljning och utvärdering)."""

    about: ClassVar[Kind] = Kind(
        id='method', folder='docs/methods', guide=6, editor=4, names=6, news=5, cover=7, book=7
    )

    summary: Summary
    process: Annotated[ProcessList, Filter(catalogue=1), Sheet(3)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1), NotProse()]
    cases: Annotated[Slugs, Ref('case'), Filter('case'), Wanted(), Sheet(4, each=True)] = ()
    effort: Annotated[str, InList('effort'), Filter(catalogue=2, row=1), Wanted(), Sheet(1, brief=True)] | None = None
    data_needed: Annotated[LongText, Wanted(), Sheet(2, brief=True)] | None = None

    def line(self, words: Words, titles: Titles) -> Iterable[str]:
        """The parts of the process that it belongs to."""
        return (', '.join(words.term('process', element) for element in self.process),)
