"""A template to take and fill in: a card, a table, a decision text (mall)."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from ...core.model.annotations import Asks, Filter, NotProse, Ref, Sheet
from ...core.model.kind import Kind
from ...core.model.parts import Source
from ...core.model.sheet import Titles, Words
from ...core.model.values import STRICT, InList, Slugs, Summary, distinct
from .parts import AudienceList, ProcessList, Record

#: the value of ``basis`` for what the editors propose
EDITORS = 'editors'
#: more sources than these make a foot that nobody reads
_FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Template(Record):
    """A template to take and fill in (mall). The part to take stands in the text, in the directive ``template``."""

    about: ClassVar[Kind] = Kind(
        id='template', folder='docs/templates', edition='mall', editions=5, guide=4, skeletons=2, editor=2, names=9,
        news=4, cover=6, book=6, relations=('takers',), to_take=True,
    )  # fmt: skip

    summary: Summary
    process: Annotated[ProcessList, Field(min_length=1), Filter(), Sheet(4)]
    audience: Annotated[AudienceList, Filter(found=True), Sheet(3)]
    files: Annotated[
        tuple[Annotated[str, InList('file_format')], ...],
        Field(min_length=1),
        AfterValidator(distinct),
        Filter(),
        Sheet(5),
    ]
    basis: Annotated[str, InList('basis'), Asks('source', 'sources'), Filter(), Sheet(1)]
    use: Annotated[str, InList('template_use'), Filter('for'), Sheet(2)] = Field(default='work', alias='for')
    workshops: Annotated[Slugs, Ref('workshop'), Filter('workshop'), Sheet(6, each=True)] = ()
    methods: Annotated[Slugs, Ref('method'), Filter('method'), Sheet(7, each=True)] = ()
    cases: Annotated[Slugs, Ref('case'), Filter('case'), Sheet(8, each=True)] = ()
    sources: Annotated[tuple[Source, ...], NotProse()] = ()

    @property
    def file_formats(self) -> tuple[str, ...]:
        """What the part to take is made into."""
        return self.files

    def origin(self, words: Words, title: str) -> Iterable[str]:
        """Whether the editors propose it, or which sources it follows; of many that its page has them."""
        if self.basis == EDITORS:
            return (words.texts['template_ours'],)
        if len(self.sources) > _FEW:
            return (words.texts['template_sources'].format(title=title),)
        named = '; '.join(f'{source.publisher}: {source.title}' for source in self.sources)
        return (words.texts.sentence('template_follows', sources=named),)

    def remark(self, words: Words) -> str:
        """That the editors propose it."""
        return words.texts['template_ours'] if self.basis == EDITORS else ''

    def line(self, words: Words, titles: Titles) -> Iterable[str]:
        """The parts of the process, and the kinds of files."""
        process = ', '.join(words.term('process', element) for element in self.process)
        return process, ', '.join(words.term('file_format', name) for name in self.files)
