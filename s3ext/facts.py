"""The head of a record's page, as nodes: summary, what kind of text it is, and the fact sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx import addnodes

from .core.blocks import Inline, Table
from .core.collation import sort_key
from .core.labels import Labels
from .core.model import (
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
    Result,
    Strategy,
    Theme,
    Workshop,
)
from .domain import PROCESS
from .render import table_node

#: one fact: its name, and its values as inline nodes
Fact = tuple[str, Sequence[Sequence[nodes.Node]]]


def page_head(record: Header, labels: Labels, document: nodes.document) -> list[nodes.Node]:
    """What stands between a record's title and its text."""
    head: list[nodes.Node] = []
    if record.summary:
        head.append(nodes.paragraph('', record.summary, classes=['s3-lead']))
    head.append(nodes.paragraph('', labels.texts['editorial'], classes=['s3-editorial']))
    if isinstance(record, Case) and record.s3_link == 'redaktionell':
        head.append(nodes.paragraph('', labels.texts['editorial_link'], classes=['s3-editorial']))
    return head + record_facts(record, labels, document)


def record_facts(record: Header, labels: Labels, document: nodes.document) -> list[nodes.Node]:
    """The fact sheet of a record; nothing for a record without facts to show."""
    facts = [fact for fact in _facts(record, labels, document) if fact[1]]
    return [_sheet(facts)] if facts else []


def agenda_table(record: Workshop, labels: Labels) -> nodes.table:
    """The parts of a workshop with the time into it, minutes and way of working."""
    texts = labels.texts
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    elapsed = 0
    for part in record.agenda:
        clock = f'{elapsed // 60}:{elapsed % 60:02d}'
        mode = labels.term('mode', part.mode)
        rows.append(((clock,), (part.part,), (str(part.minutes),), (mode,)))
        elapsed += part.minutes
    head = tuple((texts[f'agenda_{name}'],) for name in ('time', 'part', 'minutes', 'mode'))
    return table_node(Table(caption='', head=head, rows=tuple(rows), style='agenda'), '')


def glossary_list(record: Glossary, labels: Labels, document: nodes.document) -> nodes.definition_list:
    """The terms in Swedish order, each a place that links can lead to."""
    texts = labels.texts
    by_id = {term.id: term for term in record.terms}
    listing = nodes.definition_list(classes=['s3-terms'])
    for term in sorted(record.terms, key=lambda term: (sort_key(term.term), term.id)):
        name = nodes.term('', term.term, ids=[f'term-{term.id}'])
        meaning = nodes.paragraph('', term.definition)
        meaning += footnote_references(term.source, document)
        english = nodes.inline(term.term_en, term.term_en, classes=['lang-en'])
        before, _, after = texts['glossary_en'].partition('{term}')
        also = nodes.paragraph('', '', nodes.Text(before), english, nodes.Text(after), classes=['s3-record-meta'])
        if term.short:
            also += nodes.Text(' ' + texts['glossary_short'].format(words=', '.join(term.short)))
        definition = nodes.definition('', meaning, also)
        seen = [by_id[other] for other in term.see_also if other in by_id]
        if seen:
            links = _joined([nodes.reference('', o.term, refid=f'term-{o.id}', internal=True) for o in seen])
            definition += nodes.paragraph('', '', nodes.Text(f'{texts["glossary_see"]}: '), *links)
        listing += nodes.definition_list_item('', name, definition)
    return listing


def results_list(results: Iterable[Result], labels: Labels, document: nodes.document) -> nodes.bullet_list:
    """Each result with its footnotes and how it is known."""
    listing = nodes.bullet_list(classes=['s3-results'], bullet='-')
    for result in results:
        claim = nodes.paragraph('', result.claim)
        claim += footnote_references(result.source, document)
        evidence = nodes.paragraph('', '', classes=['s3-evidence', f's3-evidence-{result.evidence}'])
        evidence += nodes.inline('', f'{labels.texts["evidence"]}: ', classes=['s3-evidence-label'])
        evidence += nodes.inline('', labels.term('evidence', result.evidence), classes=['s3-evidence-kind'])
        listing += nodes.list_item('', claim, evidence)
    return listing


def footnote_references(source_ids: Iterable[str], document: nodes.document) -> list[nodes.footnote_reference]:
    """References to the page's sources; docutils numbers them."""
    references = []
    for source_id in source_ids:
        reference = nodes.footnote_reference(f'[#{source_id}]_', auto=1, refname=source_id)
        document.note_autofootnote_ref(reference)
        document.note_footnote_ref(reference)
        references.append(reference)
    return references


def record_link(kind: str, record_id: str, text: str = '') -> addnodes.pending_xref:
    """A link to a record, with its title unless *text* is given; resolved when the page is written."""
    content = nodes.inline(text or record_id, text or record_id)
    link = addnodes.pending_xref('', content, refdomain='s3', reftype=kind, reftarget=record_id, refwarn=False)
    link['refexplicit'] = bool(text)
    link['s3_header'] = True
    return link


def _sheet(facts: Iterable[Fact]) -> nodes.definition_list:
    sheet = nodes.definition_list(classes=['s3-facts'])
    for name, values in facts:
        definition = nodes.definition()
        for value in values:
            definition += nodes.paragraph('', '', *value)
        sheet += nodes.definition_list_item('', nodes.term('', name), definition)
    return sheet


def _facts(record: Header, labels: Labels, document: nodes.document) -> Iterator[Fact]:
    if isinstance(record, Case):
        yield from _case_facts(record, labels, document)
    elif isinstance(record, Pilot):
        yield from _pilot_facts(record, labels)
    elif isinstance(record, Region):
        yield from _region_facts(record, labels, document)
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
        yield labels.texts['fact_reviewed'], [[nodes.Text(labels.date(record.reviewed_on))]]


def _case_facts(record: Case, labels: Labels, document: nodes.document) -> Iterator[Fact]:
    texts = labels.texts
    yield (texts['fact_regions_many' if len(record.regions) > 1 else 'fact_regions'], _regions(record.regions, labels))
    yield texts['fact_themes'], [_links(RecordType.THEME, record.themes)] if record.themes else []
    yield texts['fact_pilots'], [[record_link(RecordType.PILOT, pilot)] for pilot in record.pilots]
    yield texts['fact_period'], _period(record.period, labels)
    yield texts['fact_stage'], [[nodes.Text(labels.term('stage', record.stage))]]
    yield texts['fact_process'], _process(record.process, labels)
    yield texts['fact_actors'], [[nodes.Text(', '.join(record.actors))]] if record.actors else []
    yield (
        texts['fact_funding'],
        [[nodes.Text(item.text), *footnote_references(item.source, document)] for item in record.funding],
    )
    yield texts['fact_related'], [[record_link(RecordType.CASE, case)] for case in record.related]
    yield from _case_story_facts(record, labels, document)


def _case_story_facts(record: Case, labels: Labels, document: nodes.document) -> Iterator[Fact]:
    """What a case says of its aim, obstacles, lessons and use elsewhere."""
    texts = labels.texts
    yield texts['fact_goal'], _text(record.goal)
    yield texts['fact_helix'], _text(', '.join(labels.term('helix', kind) for kind in record.helix))
    met = []
    for obstacle in record.obstacles:
        handled = labels.term('handled', obstacle.handled).lower()
        how = nodes.Text(f' ({handled}): {obstacle.how}')
        notes = footnote_references(obstacle.source, document)
        met.append([record_link(RecordType.OBSTACLE, obstacle.obstacle), how, *notes])
    yield texts['fact_obstacles'], met
    yield texts['fact_adapted_from'], [[record_link(RecordType.CASE, case)] for case in record.adapted_from]
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
    yield texts['fact_questions'], [[nodes.Text(question)] for question in record.questions]
    yield texts['fact_instead'], _text(record.instead)
    yield from _ask_fact(record.ask, labels)
    if record.summary_en:
        english = nodes.inline(record.summary_en, record.summary_en, classes=['lang-en'])
        yield texts['fact_summary_en'], [[english]]


def _obstacle_facts(record: Obstacle, labels: Labels) -> Iterator[Fact]:
    texts = labels.texts
    yield texts['fact_heard_as'], [[nodes.Text(f'”{sentence}”')] for sentence in record.heard_as]
    yield texts['fact_obstacle_level'], _text(', '.join(labels.term('obstacle_level', level) for level in record.level))
    yield texts['fact_owner'], [[nodes.Text(owner)] for owner in record.owner]
    yield texts['fact_process'], _process(record.process, labels)
    yield from _aliases_fact(record.aliases, labels)


def _method_facts(record: Method, labels: Labels) -> Iterator[Fact]:
    texts = labels.texts
    yield texts['fact_process'], _process(record.process, labels)
    yield texts['fact_effort'], _text(labels.term('effort', record.effort) if record.effort else None)
    yield texts['fact_data_needed'], _text(record.data_needed)
    yield texts['fact_cases'], [[record_link(RecordType.CASE, case)] for case in record.cases]


def _workshop_facts(record: Workshop, labels: Labels) -> Iterator[Fact]:
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
        yield texts[f'fact_{name}'], [[nodes.Text(item)] for item in getattr(record, name)]
    yield texts['fact_cases'], [[record_link(RecordType.CASE, case)] for case in record.cases]


def _pilot_facts(record: Pilot, labels: Labels) -> Iterator[Fact]:
    texts = labels.texts
    yield texts['fact_kind'], [[nodes.Text(labels.term('pilot_kind', record.kind))]]
    yield texts['fact_level'], [[nodes.Text(labels.term('level', record.level))]]
    yield texts['fact_period'], _period(record.period, labels)
    yield texts['fact_stage'], [[nodes.Text(labels.term('stage', record.stage))]]
    name = texts['fact_regions_many' if len(record.regions) != 1 else 'fact_regions']
    yield name, _regions(record.regions, labels) if record.regions else [[nodes.Text(texts['not_stated'])]]
    yield texts['fact_themes'], [_links(RecordType.THEME, record.themes)] if record.themes else []
    for name, actors in (('fact_national_actors', record.national_actors), ('fact_eu_actors', record.eu_actors)):
        yield texts[name], [[nodes.Text(', '.join(actors))]] if actors else []
    yield texts['fact_open_for'], _text(record.open_for)
    yield from _ask_fact(record.ask, labels)


def _region_facts(record: Region, labels: Labels, document: nodes.document) -> Iterator[Fact]:
    texts = labels.texts
    yield texts['fact_authority'], [[nodes.Text(record.authority)]]
    county = texts['fact_county_value'].format(county=record.county, code=record.county_code)
    yield texts['fact_county'], [[nodes.Text(county)]]
    nuts2 = labels.term('nuts2', record.nuts2)
    area = texts['fact_nuts_value'].format(nuts2=nuts2, nuts2_code=record.nuts2, nuts3=record.nuts3)
    yield texts['fact_nuts'], [[nodes.Text(area)]]
    yield from _strategy_facts(record.strategy, labels, document)
    priorities = []
    for priority in record.priorities:
        value: list[nodes.Node] = [nodes.Text(priority.label)]
        if priority.kind:
            value.append(nodes.Text(f' ({labels.term("priority_kind", priority.kind).lower()})'))
        if priority.instead:
            value.append(nodes.Text(f' – {texts["fact_instead"].lower()}: {priority.instead}'))
        value.extend(footnote_references(priority.source, document))
        if priority.themes:
            value.append(nodes.Text(f' – {texts["priority_themes"]}'))
            value.extend(_links(RecordType.THEME, priority.themes))
        priorities.append(value)
    yield texts['fact_priorities'], priorities or [[nodes.Text(texts['no_priorities'])]]
    yield from _ask_fact(record.ask, labels)


def _strategy_facts(strategy: Strategy | None, labels: Labels, document: nodes.document) -> Iterator[Fact]:
    texts = labels.texts
    if strategy is None:
        yield texts['fact_strategy'], [[nodes.Text(texts['no_strategy'])]]
        return
    title = [nodes.Text(strategy.title), *footnote_references(strategy.source, document)]
    yield texts['fact_strategy'], [title]
    if strategy.kind:
        yield texts['fact_strategy_kind'], [[nodes.Text(labels.term('strategy_kind', strategy.kind))]]
    period = _period(strategy.period, labels) if strategy.period else [[nodes.Text(texts['not_stated'])]]
    yield texts['fact_strategy_period'], period
    adopted = labels.date(strategy.adopted) if strategy.adopted else texts['not_stated']
    yield texts['fact_adopted'], [[nodes.Text(adopted)]]
    yield texts['fact_strategy_status'], _text(strategy.status and labels.term('strategy_status', strategy.status))
    seen = labels.date(strategy.last_seen) if strategy.last_seen else texts['undated']
    yield texts['fact_last_seen'], _text(seen)


def _theme_facts(record: Theme, labels: Labels) -> Iterator[Fact]:
    yield labels.texts['fact_label_en'], [[nodes.inline(record.label_en, record.label_en, classes=['lang-en'])]]
    if record.broader:
        yield labels.texts['fact_broader'], [[record_link(RecordType.THEME, record.broader)]]
    yield from _aliases_fact(record.aliases, labels)


def _aliases_fact(aliases: Aliases, labels: Labels) -> Iterator[Fact]:
    if aliases.sv or aliases.short:
        yield labels.texts['fact_aliases'], _text(', '.join((*aliases.sv, *aliases.short)))


def _ask_fact(ask: Ask | None, labels: Labels) -> Iterator[Fact]:
    """Whom to ask: a function, until when, and its mailbox as a link."""
    if ask is None:
        return
    until = labels.date(ask.valid_until)
    value: list[nodes.Node] = [
        nodes.Text(labels.texts['fact_ask_value'].format(role=ask.role, unit=ask.unit, date=until))
    ]
    if ask.mailbox:
        value += [nodes.Text(' '), nodes.reference('', ask.mailbox, refuri=f'mailto:{ask.mailbox}')]
    yield labels.texts['fact_ask'], [value]


def _process(elements: tuple[str, ...], labels: Labels) -> list[list[nodes.Node]]:
    links = [record_link(PROCESS, element, labels.term('process', element)) for element in elements]
    return [_joined(links)] if links else []


def _text(text: str | None) -> list[list[nodes.Node]]:
    return [[nodes.Text(text)]] if text else []


def _period(period: Period, labels: Labels) -> list[list[nodes.Node]]:
    values: list[list[nodes.Node]] = []
    if period.start or period.end:
        text = labels.period(period)
        values.append([nodes.Text(text[0].upper() + text[1:])])
    if period.note:
        values.append([nodes.Text(period.note)])
    return values


def _regions(ids: tuple[str, ...], labels: Labels) -> list[list[nodes.Node]]:
    return [_links(RecordType.REGION, ids)] if ids else [[nodes.Text(labels.texts['national'])]]


def _links(kind: RecordType, ids: Iterable[str]) -> list[nodes.Node]:
    return _joined([record_link(kind, record_id) for record_id in ids])


def _joined(links: Iterable[nodes.Node]) -> list[nodes.Node]:
    joined: list[nodes.Node] = []
    for link in links:
        joined.extend([nodes.Text(', '), link] if joined else [link])
    return joined
