"""The head of a record's page, as nodes: summary, what kind of text it is, and the fact sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx import addnodes

from .core.labels import Labels
from .core.model import (
    Aliases,
    Case,
    Chapter,
    Header,
    Period,
    Pilot,
    RecordType,
    Region,
    Result,
    Strategy,
    Theme,
)
from .domain import PROCESS

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
    facts = [fact for fact in _facts(record, labels, document) if fact[1]]
    if facts:
        head.append(_sheet(facts))
    return head


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
    elif isinstance(record, Chapter):
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
    process = [record_link(PROCESS, element, labels.term('process', element)) for element in record.process]
    yield texts['fact_process'], [_joined(process)]
    yield texts['fact_actors'], [[nodes.Text(', '.join(record.actors))]] if record.actors else []
    yield (
        texts['fact_funding'],
        [[nodes.Text(item.text), *footnote_references(item.source, document)] for item in record.funding],
    )
    yield texts['fact_related'], [[record_link(RecordType.CASE, case)] for case in record.related]


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
        value.extend(footnote_references(priority.source, document))
        if priority.themes:
            value.append(nodes.Text(f' – {texts["priority_themes"]}'))
            value.extend(_links(RecordType.THEME, priority.themes))
        priorities.append(value)
    yield texts['fact_priorities'], priorities or [[nodes.Text(texts['no_priorities'])]]


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


def _theme_facts(record: Theme, labels: Labels) -> Iterator[Fact]:
    yield labels.texts['fact_label_en'], [[nodes.inline(record.label_en, record.label_en, classes=['lang-en'])]]
    if isinstance(record.aliases, Aliases) and record.aliases.sv:
        yield labels.texts['fact_aliases'], [[nodes.Text(', '.join(record.aliases.sv))]]


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
