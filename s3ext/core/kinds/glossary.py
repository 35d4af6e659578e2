"""The page of words."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ..model.annotations import Unprinted
from ..model.kind import Kind
from ..model.values import STRICT, InList, LongText, Names, Slug, Slugs, Sources, Summary, Text
from .header import Header, RecordType
from .parts import Source


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class GlossaryTerm:
    """A word of the trade, in Swedish and English."""

    id: Annotated[Slug, Unprinted('links lead to the term by this')]
    term: Text
    term_en: Text
    definition: LongText
    source: Sources
    category: Annotated[str, InList('term_category'), Unprinted('for tools that read the words; the page has one list')]
    short: Names
    forms: Annotated[Names, Unprinted('how the word is recognised in texts')] = ()
    see_also: Slugs = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Glossary(Header):
    """The page of words; each term is linked to on its own."""

    about: ClassVar[Kind] = Kind(id='glossary', page='docs/glossary', listed=False, has_sheet=False)
    type: ClassVar[RecordType] = RecordType.GLOSSARY

    summary: Summary
    terms: Annotated[tuple[GlossaryTerm, ...], Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
