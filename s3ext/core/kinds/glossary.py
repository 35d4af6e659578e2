"""The page of words."""

from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ..model.annotations import NotProse
from ..model.kind import Kind
from ..model.values import STRICT, Summary
from .header import Header, RecordType
from .parts import GlossaryTerm, Source


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Glossary(Header):
    """The page of words; each term is linked to on its own."""

    about: ClassVar[Kind] = Kind(id='glossary', page='docs/glossary', listed=False, has_sheet=False, guide=10)
    type: ClassVar[RecordType] = RecordType.GLOSSARY

    summary: Summary
    terms: Annotated[tuple[GlossaryTerm, ...], Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1), NotProse()]

    @property
    def defines(self) -> tuple[GlossaryTerm, ...]:
        """All of them."""
        return self.terms
