"""A theme that several regions' priorities share."""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from pydantic.dataclasses import dataclass

from ...core.model.annotations import Filter, InLanguage, NotProse, Ref, Sheet, Wanted
from ...core.model.kind import Kind
from ...core.model.parts import Source
from ...core.model.sheet import Words
from ...core.model.values import STRICT, Slug, Summary, Text
from ...core.views.blocks import Answer, Others
from .parts import Asked

#: what belongs to a theme: its label, its kind, and how many of it stand in a line
_BELONGING = (('answer_takers', 'region', 6), ('answer_cases', 'case', 2), ('answer_pilots', 'pilot', 2))


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Theme(Asked):
    """A theme that several regions' priorities share."""

    about: ClassVar[Kind] = Kind(
        id='theme', folder='docs/themes', counts=True, facet='theme', few=True, edition='tema', editions=2, guide=8,
        news=7, cover=4, book=2, index=1, names=1, members=('pilot', 'case'), expects=('case', 'region'), gaps=1,
        answer='answer', figures=('where',),
    )  # fmt: skip

    summary: Summary
    label_en: Annotated[Text, Sheet(1, english=True), NotProse(), InLanguage('en')]
    broader: Annotated[Slug, Ref('theme'), Filter(), Sheet(2)] | None = None
    sources: Annotated[tuple[Source, ...], Wanted(), NotProse()] = ()

    def answer(self, words: Words) -> Iterator[Answer]:
        """The regions that have chosen it, the cases and the pilots."""
        texts = words.texts
        for label, kind, limit in _BELONGING:
            yield Answer(label=texts[label], others=Others(kind=kind, none='answer_none_known', limit=limit))

    def other_names(self) -> Iterable[str]:
        """Its name in English, and its other names."""
        return (self.label_en, *Asked.other_names(self))

    def english_names(self) -> Iterable[str]:
        """Its name in English, and its other names in it."""
        return (self.label_en, *Asked.english_names(self))

    def leads_to(self) -> tuple[str, ...]:
        """The theme that it is a part of."""
        return (self.broader,) if self.broader else ()
