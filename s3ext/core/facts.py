"""The fact sheet of a record, as plain values: what the header says, in the order in which a reader asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .kinds import (
    Aliases,
    Ask,
    Case,
    Chapter,
    Glossary,
    Header,
    Method,
    Obstacle,
    Period,
    Pilot,
    RecordType,
    Region,
    Strategy,
    Theme,
    Workshop,
)
from .labels import Labels

#: kind of a link to an element of the process, whose page is the chapter on it
PROCESS = 'process'


class RecordLink(NamedTuple):
    """A link to the record ``target`` of ``kind`` (a record type, or 'process'), with its title unless it has a text.

    Tuples here, as every page with a record is stored with these, and a dataclass takes ten times as long.
    """

    kind: str
    target: str
    text: str = ''


class Note(NamedTuple):
    """A reference to the page's source ``source``."""

    source: str


class English(NamedTuple):
    """Words in English."""

    text: str


class Mailbox(NamedTuple):
    """A link to an address for mail."""

    address: str


#: a run of text in a value
Part = str | RecordLink | Note | English | Mailbox
#: paragraphs, each of several parts
Values = Sequence[Sequence[Part]]


class Fact(NamedTuple):
    """One line of a sheet: its name and its values, of which each is a paragraph."""

    name: str
    values: tuple[tuple[Part, ...], ...]


def said(part: Part) -> str:
    """The words of *part*; none for a footnote, and for a link that shows the title of its record."""
    match part:
        case RecordLink(text=words) | English(text=words) | Mailbox(address=words):
            return words
        case Note():
            return ''
    return part


def record_facts(record: Header, labels: Labels) -> tuple[Fact, ...]:
    """The facts that *record* has; none for a page that is no record."""
    return tuple(
        Fact(name, tuple(tuple(value) for value in values)) for name, values in _facts(record, labels) if values
    )


def _facts(record: Header, labels: Labels) -> Iterator[tuple[str, Values]]:
    if isinstance(record, Case):
        yield from _case_facts(record, labels)
    elif isinstance(record, Pilot):
        yield from _pilot_facts(record, labels)
    elif isinstance(record, Region):
        yield from _region_facts(record, labels)
    elif isinstance(record, Theme):
        yield from _theme_facts(record, labels)
    elif isinstance(record, Obstacle):
        yield from _obstacle_facts(record, labels)
    elif isinstance(record, Method):
        yield from _method_facts(record, labels)
    elif isinstance(record, Workshop):
        yield from _workshop_facts(record, labels)
    elif isinstance(record, Chapter | Glossary):
        return
    if record.reviewed_on:
        yield labels.texts['fact_reviewed'], [[labels.date(record.reviewed_on)]]
    elif record.is_draft:
        yield labels.texts['fact_reviewed'], [[labels.texts['fact_reviewed_not']]]


def _case_facts(record: Case, labels: Labels) -> Iterator[tuple[str, Values]]:
    texts = labels.texts
    yield (texts['fact_regions_many' if len(record.regions) > 1 else 'fact_regions'], _regions(record.regions, labels))
    yield texts['fact_themes'], [_links(RecordType.THEME, record.themes)] if record.themes else []
    yield texts['fact_pilots'], [[RecordLink(RecordType.PILOT.value, pilot)] for pilot in record.pilots]
    yield texts['fact_period'], _period(record.period, labels)
    yield texts['fact_stage'], [[labels.term('stage', record.stage)]]
    yield texts['fact_process'], _process(record.process, labels)
    yield texts['fact_actors'], [[', '.join(record.actors)]] if record.actors else []
    yield texts['fact_funding'], [[item.text, *_notes(item.source)] for item in record.funding]
    yield texts['fact_related'], [[RecordLink(RecordType.CASE.value, case)] for case in record.related]
    yield from _case_story_facts(record, labels)


def _case_story_facts(record: Case, labels: Labels) -> Iterator[tuple[str, Values]]:
    """What a case says of its aim, obstacles, lessons and use elsewhere."""
    texts = labels.texts
    yield texts['fact_goal'], _text(record.goal)
    yield texts['fact_helix'], _text(', '.join(labels.term('helix', kind) for kind in record.helix))
    met: list[list[Part]] = []
    for obstacle in record.obstacles:
        handled = labels.term('handled', obstacle.handled).lower()
        how = f' ({handled}): {obstacle.how}'
        met.append([RecordLink(RecordType.OBSTACLE.value, obstacle.obstacle), how, *_notes(obstacle.source)])
    yield texts['fact_obstacles'], met
    yield texts['fact_adapted_from'], [[RecordLink(RecordType.CASE.value, case)] for case in record.adapted_from]
    if record.lessons:
        yield texts['fact_lesson_do'], _text(record.lessons.do)
        yield texts['fact_lesson_avoid'], _text(record.lessons.avoid)
        yield texts['fact_lesson_change'], _text(record.lessons.would_change)
    if record.transfer:
        yield texts['fact_needs'], _text(record.transfer.needs)
        yield texts['fact_keep'], _text(record.transfer.keep)
        yield texts['fact_adapt'], _text(record.transfer.adapt)
        effort = record.transfer.effort
        yield texts['fact_effort'], _text(labels.term('effort', effort) if effort else None)
    yield texts['fact_questions'], [[question] for question in record.questions]
    yield texts['fact_instead'], _text(record.instead)
    yield from _ask_fact(record.ask, labels)
    if record.summary_en:
        yield texts['fact_summary_en'], [[English(record.summary_en)]]


def _obstacle_facts(record: Obstacle, labels: Labels) -> Iterator[tuple[str, Values]]:
    texts = labels.texts
    yield texts['fact_heard_as'], [[f'”{sentence}”'] for sentence in record.heard_as]
    yield texts['fact_obstacle_level'], _text(', '.join(labels.term('obstacle_level', level) for level in record.level))
    yield texts['fact_owner'], [[owner] for owner in record.owner]
    yield texts['fact_process'], _process(record.process, labels)
    yield from _aliases_fact(record.aliases, labels)


def _method_facts(record: Method, labels: Labels) -> Iterator[tuple[str, Values]]:
    texts = labels.texts
    yield texts['fact_process'], _process(record.process, labels)
    yield texts['fact_effort'], _text(labels.term('effort', record.effort) if record.effort else None)
    yield texts['fact_data_needed'], _text(record.data_needed)
    yield texts['fact_cases'], [[RecordLink(RecordType.CASE.value, case)] for case in record.cases]


def _workshop_facts(record: Workshop, labels: Labels) -> Iterator[tuple[str, Values]]:
    texts, size = labels.texts, record.group_size
    yield texts['fact_duration'], _text(labels.duration(record.duration))
    people = texts['people'].format(min=size.min, max=size.max)
    if size.per_table:
        people += ', ' + texts['fact_per_table'].format(count=size.per_table)
    yield texts['fact_group_size'], _text(people)
    yield texts['fact_audience'], _text(', '.join(labels.term('audience', who) for who in record.audience))
    yield texts['fact_process'], _process(record.process, labels)
    yield texts['fact_themes'], [_links(RecordType.THEME, record.themes)] if record.themes else []
    for name in ('materials', 'print_list', 'before', 'after'):
        yield texts[f'fact_{name}'], [[item] for item in getattr(record, name)]
    yield texts['fact_cases'], [[RecordLink(RecordType.CASE.value, case)] for case in record.cases]


def _pilot_facts(record: Pilot, labels: Labels) -> Iterator[tuple[str, Values]]:
    texts = labels.texts
    yield texts['fact_kind'], [[labels.term('pilot_kind', record.kind)]]
    yield texts['fact_level'], [[labels.term('level', record.level)]]
    yield texts['fact_period'], _period(record.period, labels)
    yield texts['fact_stage'], [[labels.term('stage', record.stage)]]
    name = texts['fact_regions_many' if len(record.regions) != 1 else 'fact_regions']
    yield name, _regions(record.regions, labels) if record.regions else [[texts['not_stated']]]
    yield texts['fact_themes'], [_links(RecordType.THEME, record.themes)] if record.themes else []
    for name, actors in (('fact_national_actors', record.national_actors), ('fact_eu_actors', record.eu_actors)):
        yield texts[name], [[', '.join(actors)]] if actors else []
    yield texts['fact_open_for'], _text(record.open_for)
    yield from _aliases_fact(record.aliases, labels)
    yield from _ask_fact(record.ask, labels)


def _region_facts(record: Region, labels: Labels) -> Iterator[tuple[str, Values]]:
    texts = labels.texts
    yield texts['fact_authority'], [[record.authority]]
    county = texts['fact_county_value'].format(county=record.county, code=record.county_code)
    yield texts['fact_county'], [[county]]
    nuts2 = labels.term('nuts2', record.nuts2)
    area = texts['fact_nuts_value'].format(nuts2=nuts2, nuts2_code=record.nuts2, nuts3=record.nuts3)
    yield texts['fact_nuts'], [[area]]
    yield from _strategy_facts(record.strategy, labels)
    priorities: list[list[Part]] = []
    for priority in record.priorities:
        value: list[Part] = [priority.label]
        if priority.kind:
            value.append(f' ({labels.term("priority_kind", priority.kind).lower()})')
        if priority.instead:
            value.append(f' – {texts["fact_instead"].lower()}: {priority.instead}')
        value.extend(_notes(priority.source))
        if priority.themes:
            value.append(f' – {texts["priority_themes"]}')
            value.extend(_links(RecordType.THEME, priority.themes))
        priorities.append(value)
    yield texts['fact_priorities'], priorities or [[texts['no_priorities']]]
    yield from _ask_fact(record.ask, labels)


def _strategy_facts(strategy: Strategy | None, labels: Labels) -> Iterator[tuple[str, Values]]:
    texts = labels.texts
    if strategy is None:
        yield texts['fact_strategy'], [[texts['no_strategy']]]
        return
    title: list[Part] = [strategy.title, *_notes(strategy.source)]
    yield texts['fact_strategy'], [title]
    if strategy.kind:
        yield texts['fact_strategy_kind'], [[labels.term('strategy_kind', strategy.kind)]]
    period = _period(strategy.period, labels) if strategy.period else [[texts['not_stated']]]
    yield texts['fact_strategy_period'], period
    adopted = labels.date(strategy.adopted) if strategy.adopted else texts['not_stated']
    yield texts['fact_adopted'], [[adopted]]
    yield texts['fact_strategy_status'], _text(strategy.status and labels.term('strategy_status', strategy.status))
    seen = labels.date(strategy.last_seen) if strategy.last_seen else texts['undated']
    yield texts['fact_last_seen'], _text(seen)


def _theme_facts(record: Theme, labels: Labels) -> Iterator[tuple[str, Values]]:
    yield labels.texts['fact_label_en'], [[English(record.label_en)]]
    if record.broader:
        yield labels.texts['fact_broader'], [[RecordLink(RecordType.THEME.value, record.broader)]]
    yield from _aliases_fact(record.aliases, labels)


def _aliases_fact(aliases: Aliases, labels: Labels) -> Iterator[tuple[str, Values]]:
    if aliases.sv or aliases.short:
        yield labels.texts['fact_aliases'], _text(', '.join((*aliases.sv, *aliases.short)))


def _ask_fact(ask: Ask | None, labels: Labels) -> Iterator[tuple[str, Values]]:
    """Whom to ask: a function, until when, and its mailbox as a link."""
    if ask is None:
        return
    until = labels.date(ask.valid_until)
    value: list[Part] = [labels.texts['fact_ask_value'].format(role=ask.role, unit=ask.unit, date=until)]
    if ask.mailbox:
        value += [' ', Mailbox(ask.mailbox)]
    yield labels.texts['fact_ask'], [value]


def _process(elements: tuple[str, ...], labels: Labels) -> list[list[Part]]:
    links = [RecordLink(PROCESS, element, labels.term('process', element)) for element in elements]
    return [_joined(links)] if links else []


def _text(text: str | None) -> list[list[Part]]:
    return [[text]] if text else []


def _period(period: Period, labels: Labels) -> list[list[Part]]:
    values: list[list[Part]] = []
    if period.start or period.end:
        text = labels.period(period)
        values.append([text[0].upper() + text[1:]])
    if period.note:
        values.append([period.note])
    return values


def _regions(ids: tuple[str, ...], labels: Labels) -> list[list[Part]]:
    return [_links(RecordType.REGION, ids)] if ids else [[labels.texts['national']]]


def _links(kind: RecordType, ids: Iterable[str]) -> list[Part]:
    return _joined([RecordLink(kind.value, record_id) for record_id in ids])


def _joined(links: Iterable[Part]) -> list[Part]:
    joined: list[Part] = []
    for link in links:
        joined.extend([', ', link] if joined else [link])
    return joined


def _notes(source_ids: Iterable[str]) -> list[Note]:
    return [Note(source_id) for source_id in source_ids]
