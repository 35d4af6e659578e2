"""Something that makes the work hard in several regions (hinder)."""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from ...core.model.annotations import Filter, NotProse, Sheet, Wanted
from ...core.model.header import LAST
from ...core.model.kind import Kind
from ...core.model.parts import Source
from ...core.model.sheet import Titles, Values, Words
from ...core.model.values import STRICT, InList, Names, Summary, distinct
from ...core.views.blocks import Answer, Others
from ..answers import and_more, first_words
from .parts import ProcessList, Record

#: so many of each stand in a line; the others stand with them on the fact sheet
_QUOTES, _OWNERS = 1, 3
#: so many quotes begin the fact sheet; the others stand where other names do
_FIRST_QUOTES = 2


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Obstacle(Record):
    """Something that makes the work hard in several regions (hinder)."""

    about: ClassVar[Kind] = Kind(
        id='obstacle', folder='docs/obstacles', counts=True, facet='obstacle', guide=5, skeletons=4, form=3,
        editor=3, news=6, cover=5, book=5, index=3, names=2, expects=('case',), gaps=4,
        answer='answer',
    )  # fmt: skip

    summary: Summary
    level: Annotated[
        tuple[Annotated[str, InList('obstacle_level')], ...],
        Field(min_length=1),
        AfterValidator(distinct),
        Filter(catalogue=2),
        Sheet(2),
    ]
    owner: Annotated[Names, Sheet(3, each=True, brief=True)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1), NotProse()]
    process: Annotated[ProcessList, Filter(catalogue=1, row=1), Wanted(), Sheet(4)] = ()
    heard_as: Annotated[Names, Wanted(), Sheet(1, by='first_quotes')] = ()

    def answer(self, words: Words) -> Iterator[Answer]:
        """How it is heard, who can do something about it, and the cases that met it."""
        texts = words.texts
        if self.heard_as:
            quotes = [texts['value_quoted'].format(value=value) for value in self.heard_as[:_QUOTES]]
            heard = (' '.join(quotes), *and_more(len(self.heard_as[:_FIRST_QUOTES]) - _QUOTES, 'heard_as', words))
            yield Answer(label=texts.sheet_label('Obstacle', 'heard_as'), values=(heard,))
        if any(map(words.told, self.owner)):
            yield Answer(label=texts['answer_owner'], values=(first_words(self.owner, _OWNERS, 'owner', words),))
        yield Answer(label=texts['answer_cases'], others=Others(kind='case', none='answer_no_cases', limit=2))

    def first_quotes(self, words: Words) -> Values:
        """How it is heard, as long as that is quickly read."""
        return [[words.texts['value_quoted'].format(value=text)] for text in self.heard_as[:_FIRST_QUOTES]]

    @property
    def also_heard(self) -> Annotated[tuple[str, ...], Sheet(LAST - 3, each=True, quoted=True, finds=True)]:
        """How else it is heard."""
        return self.heard_as[_FIRST_QUOTES:]

    def sentences(self) -> Iterable[str]:
        """What people say of it."""
        return self.heard_as

    def found_by(self) -> Iterable[str]:
        """What people say of it, and its other names."""
        return (*self.heard_as, *self.other_names())

    def row_facts(self, words: Words) -> Iterable[tuple[str, str]]:
        """What people say of it."""
        if self.heard_as:
            quotes = (words.texts['value_quoted'].format(value=text) for text in self.heard_as[:1])
            yield words.texts.sheet_label('Obstacle', 'heard_as'), ' '.join(quotes)

    def line(self, words: Words, titles: Titles) -> Iterable[str]:
        """The levels at which it is."""
        return (', '.join(words.term('obstacle_level', level) for level in self.level),)
