"""The page of words."""

from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ...core.model.annotations import NotProse
from ...core.model.kind import Kind
from ...core.model.parts import GlossaryTerm, Source
from ...core.model.values import STRICT, Summary
from .parts import Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Glossary(Record):
    """The page of words; each term is linked to on its own."""

    about: ClassVar[Kind] = Kind(
        id='glossary', page='docs/glossary', listed=False, has_sheet=False, explains=True, guide=10
    )

    summary: Summary
    terms: Annotated[tuple[GlossaryTerm, ...], Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1), NotProse()]

    @property
    def defines(self) -> tuple[GlossaryTerm, ...]:
        """All of them."""
        return self.terms
