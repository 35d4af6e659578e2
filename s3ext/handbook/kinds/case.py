"""A case: what a region did, how it went, and how we know (fallbeskrivning)."""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from ...core.model.annotations import Asks, Filter, Form, InText, NotProse, Ref, Sheet, Verbatim, Wanted
from ...core.model.kind import Kind
from ...core.model.parts import Ask, Period, Source
from ...core.model.sheet import RecordLink, Titles, Values, Words, notes
from ...core.model.values import STRICT, InList, LongText, Names, Slug, Slugs, Sources, Summary, distinct
from ...core.page.frontmatter import RawHeader
from ...core.problems import Problem
from ...core.views.blocks import Answer, AnswerPart, Claim, Claims, Mark, Point, PointList, Points
from ..answers import and_more
from ..codes import HandbookCode
from ..doubts import doubt
from ..marks import evidence_mark, handled_mark
from .parts import Asked, ProcessList, Questions, Statement

HelixList = Annotated[tuple[Annotated[str, InList('helix')], ...], AfterValidator(distinct)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Result:
    """Something that came out of a case, how it is known, and who says so."""

    claim: Annotated[LongText, Verbatim()]
    evidence: Annotated[str, InList('evidence'), Filter(catalogue=7, best=True, unknown=True)]
    source: Sources


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class CaseObstacle:
    """An obstacle met in a case, whether it was handled, and how."""

    obstacle: Annotated[Slug, Ref('obstacle'), Filter(catalogue=5, row=2, unknown=True)]
    handled: Annotated[str, InList('handled'), Filter()]
    how: LongText
    source: Sources

    def sheet_values(self, words: Words) -> Values:
        """The obstacle, whether it was handled, and how."""
        handled = words.term('handled', self.handled).lower()
        how = f': {self.how}' if words.told(self.how) else ''
        return [[RecordLink('obstacle', self.obstacle), f' ({handled}){how}', *notes(self.source)]]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Lesson:
    """Something that others can learn: what a source itself says, or advice of the editors, which has no source."""

    text: LongText
    by: Annotated[str, InList('lesson_by')]
    source: Sources | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Transfer:
    """What it takes to do the same elsewhere."""

    needs: Annotated[LongText, Sheet(1)] | None = None
    keep: Annotated[LongText, Sheet(2)] | None = None
    adapt: Annotated[LongText, Sheet(3)] | None = None
    effort: Annotated[str, InList('effort'), Sheet(4)] | None = None
    cost: Annotated[str, InList('cost'), Sheet(5)] | None = None

    def advice(self, words: Words) -> Iterator[Point]:
        """What the editors say that others need, should keep and can change."""
        for name, text in (('needs', self.needs), ('keep', self.keep), ('adapt', self.adapt)):
            if text:
                yield Point(lead=words.texts[f'lessons_{name}'], text=text)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Case(Asked):
    """What a region did, how it went, and how we know (fallbeskrivning)."""

    about: ClassVar[Kind] = Kind(
        id='case', folder='cases', within='region', without='nationellt', facet='case', edition='fall', editions=6,
        guide=2, skeletons=1, form=1, names=8, news=1, counted=3, cover=1, relations=('related', 'backlinks'),
        answer='answer', marks='row_marks', figures=('where',),
    )  # fmt: skip

    summary: Annotated[Summary, Form(first=1, issue=1)]
    regions: Annotated[
        Slugs,
        Ref('region'),
        Filter('region', catalogue=3, search=3),
        Sheet(1, empty='national', brief=True),
        Form(first=3, issue=2),
    ]
    themes: Annotated[
        Slugs, Ref('theme'), Filter('theme', catalogue=1, search=1, row=1), Sheet(2), Form(first=4, issue=3)
    ]
    process: Annotated[ProcessList, Filter(catalogue=4, search=4), Sheet(13, sorts=True), Form(first=5, issue=4)]
    period: Annotated[Period, Filter(), Sheet(3, brief=True), Form(first=6, issue=5)]
    stage: Annotated[
        str,
        InList('stage'),
        Asks('stopped', 'reason'),
        Asks('stopped', 'instead'),
        Filter(catalogue=6, found=True),
        Sheet(4),
        Form(first=7, issue=6, tells=True),
    ]
    s3_link: Annotated[str, InList('s3_link'), Filter(), Form(first=8, issue=7, tells=True)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1), NotProse(), Form(issue=8)]
    goal: Annotated[LongText, Wanted(), Sheet(15), Form(issue=13, group='results')] | None = None
    pilots: Annotated[
        Slugs, Ref('pilot'), Filter('pilot', catalogue=2, search=2), Sheet(12, each=True), Form(group='who')
    ] = ()
    actors: Annotated[Names, Wanted(), Sheet(11), NotProse(), Verbatim(), Form(issue=11, group='who')] = ()
    helix: Annotated[HelixList, Filter(unknown=True), Wanted(late=True), Sheet(17, sorts=True), Form(group='who')] = ()
    level: (
        Annotated[
            str,
            InList('case_level'),
            Filter(catalogue=9, unknown=True),
            Wanted(late=True),
            Sheet(14, sorts=True),
            Form(group='who'),
        ]
        | None
    ) = None
    sustainability: Annotated[
        tuple[Annotated[str, InList('sustainability')], ...],
        AfterValidator(distinct),
        Filter(catalogue=8, search=5, unknown=True),
        Wanted(late=True),
        Sheet(18, sorts=True),
        Form(group='money'),
    ] = ()
    funding: Annotated[tuple[Statement, ...], Wanted(), Sheet(7), Form(issue=12, group='money')] = ()
    scope: Annotated[tuple[Statement, ...], Wanted(late=True), Sheet(8), Form(group='money')] = ()
    results: Annotated[
        tuple[Result, ...],
        Filter(),
        Wanted(),
        InText(by='results_claims'),
        Form(issue=9, section=3, group='results', answer=1),
    ] = ()
    obstacles: Annotated[
        tuple[CaseObstacle, ...], Filter(), Wanted(), Sheet(16), Form(issue=10, group='results', answer=2)
    ] = ()
    lessons: Annotated[
        tuple[Lesson, ...],
        Wanted(),
        InText(by='lessons_points', takes=('transfer.needs', 'transfer.keep', 'transfer.adapt'), alone=True),
        Form(section=5, grouped='by', group='results', answer=3),
    ] = ()
    transfer: Annotated[Transfer, Wanted(), Sheet(9), Form(group='results')] | None = None
    questions: Annotated[Questions, Wanted()] = ()
    adapted_from: Annotated[Slugs, Ref('case'), Filter(), Sheet(19, each=True), Form(group='links')] = ()
    changed: Annotated[LongText, Sheet(20), Form(group='links')] | None = None
    related: Annotated[Slugs, Ref('case'), Filter(), Sheet(21, each=True, sorts=True), Form(group='links')] = ()
    reason: Annotated[LongText, Sheet(5), Verbatim()] | None = None
    instead: Annotated[LongText, Sheet(6), Verbatim()] | None = None
    ask: Annotated[Ask, Wanted(late=True), Sheet(10, empty='not_stated', by='ask_values', brief=True)] | None = None

    def answer(self, words: Words) -> Iterator[Answer]:
        """What came of it, what was hard, and what to take along; of each the first, and how it is known or whose."""
        yield Answer(label=words.texts['answer_results'], values=self._best_result(words))
        yield Answer(label=words.texts['answer_obstacles'], values=self._first_obstacle(words))
        if not words.origin:  # a twin tells none
            yield Answer(label=words.texts['answer_lessons'], values=self._first_lesson(words))

    def _best_result(self, words: Words) -> tuple[tuple[AnswerPart, ...], ...]:
        if not self.results:
            return ((words.texts['answer_no_results'],),)
        mark, best = self._best_known(words)
        if words.origin:  # a twin has it in the language of the handbook
            return ((mark, *notes(best.source), *and_more(len(self.results) - 1, 'results', words)),)
        return (best.claim, *notes(best.source)), (mark, *and_more(len(self.results) - 1, 'results', words))

    def _best_known(self, words: Words) -> tuple[Mark, Result]:
        """The first of the results that are known best, and how."""
        known = [(evidence_mark(one.evidence, words), one) for one in self.results]
        return max(known, key=lambda pair: -1 if pair[0].step is None else pair[0].step)

    def row_marks(self, words: Words) -> Iterator[Mark]:
        """How the result that is known best is known."""
        if self.results:
            yield self._best_known(words)[0]

    def _first_obstacle(self, words: Words) -> tuple[tuple[AnswerPart, ...], ...]:
        if not self.obstacles:
            return ((words.texts['answer_no_obstacles'],),)
        met, label = self.obstacles[0], words.texts.sheet_label('CaseObstacle', 'handled')
        how = f': {met.how}' if words.told(met.how) else ''
        what: tuple[AnswerPart, ...] = (RecordLink('obstacle', met.obstacle), how, *notes(met.source))
        mark = handled_mark(met.handled, words)
        return what, (f'{label}: ', mark, *and_more(len(self.obstacles) - 1, 'obstacles', words))

    def _first_lesson(self, words: Words) -> tuple[tuple[AnswerPart, ...], ...]:
        points = [(points.label, point) for points in self.lessons_points(words).lists for point in points.points]
        if not points:
            return ((words.texts['answer_no_lessons'],),)
        whose, point = points[0]
        said = f'{point.lead} {point.text}' if point.lead else point.text
        return (said, *notes(point.sources)), (whose, *and_more(len(points) - 1, 'lessons', words))

    @classmethod
    def check(cls, raw: RawHeader) -> Iterable[Problem]:
        """Whose a lesson is; what was changed against nothing; what is said of an obstacle and marked otherwise."""
        yield from _check_lessons(raw)
        yield from _check_obstacles(raw)
        if (changed := raw.keys.get(('changed',))) and 'adapted_from' not in raw.value:
            yield raw.problem(changed, HandbookCode.CHANGED_FROM_NOTHING)

    @property
    def span(self) -> Period:
        """The time of the work."""
        return self.period

    def leads_to(self) -> tuple[str, ...]:
        """The cases that it builds on."""
        return self.adapted_from

    def line(self, words: Words, titles: Titles) -> Iterable[str]:
        """Where and when."""
        return ', '.join(titles('region', self.regions)) or words.texts['national'], words.period(self.period)

    def results_claims(self, words: Words) -> Claims:
        """What came of it, and how each is known."""
        found = (
            Claim(text=one.claim, sources=one.source, evidence=evidence_mark(one.evidence, words))
            for one in self.results
        )
        return Claims(label=words.texts.sheet_label('Result', 'evidence'), claims=tuple(found))

    def lessons_points(self, words: Words) -> Points:
        """What the sources say is to be learnt, what we advise, and our advice to those who want to do the same."""
        by_whom = (('source', 'lessons_source', ''), ('editors', 'lessons_editors', 'ours'))
        lists = [
            PointList(label=words.texts[label], style=style, points=found)
            for owner, label, style in by_whom
            if (
                found := tuple(
                    Point(text=one.text, sources=one.source or ()) for one in self.lessons if one.by == owner
                )
            )
        ]
        if self.transfer and (advice := tuple(self.transfer.advice(words))):
            lists.append(PointList(label=words.texts['lessons_transfer'], style='ours', points=advice))
        return Points(lists=tuple(lists))

    def remark(self, words: Words) -> str:
        """That the sources do not say that the case belongs here."""
        return words.texts['editorial_link'] if self.is_adjacent else ''

    def short_remark(self, words: Words) -> str:
        """The same where the case is linked to."""
        return words.texts['editorial_mark'] if self.is_adjacent else ''

    @property
    def is_adjacent(self) -> bool:
        """Whether it was the editors who put the case here, as the sources do not mention smart specialisation."""
        return self.s3_link == 'redaktionell'


def _check_lessons(raw: RawHeader) -> Iterator[Problem]:
    """What a source says has a source; what the editors advise has none, for a note says that a source says so."""
    for where, owner in raw.named('by'):
        if where[0] != 'lessons' or 'lessons' in raw.unread:
            continue
        source = raw.keys.get((*where[:-1], 'source'))
        if owner == 'source' and source is None:
            yield raw.problem(raw.position(where), HandbookCode.LESSON_OWNER, cause='lesson_no_source')
        elif owner == 'editors' and source is not None:
            yield raw.problem(source, HandbookCode.LESSON_OWNER, cause='lesson_with_source')


def _check_obstacles(raw: RawHeader) -> Iterator[Problem]:
    """The mark on an obstacle and the words beside it say the same."""
    words = {where[:-1]: value for where, value in raw.named('how')}
    for where, handled in raw.named('handled'):
        if found := doubt(handled, words.get(where[:-1], '')):
            yield raw.problem(raw.position(where), HandbookCode.HANDLED_DOUBT, **found)
