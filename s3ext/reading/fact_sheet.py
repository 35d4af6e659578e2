"""The head of a record's page, as nodes: summary, answer, what kind of text it is, and the fact sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from docutils.utils.smartquotes import educate_tokens
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.writers.html5 import HTML5Translator

from ..config.clock import today
from ..core.model.catalog import Item
from ..core.model.claim_places import claim_places
from ..core.model.fact_sheet import record_facts
from ..core.model.header import Header
from ..core.model.labels import Labels
from ..core.model.sheet import Address, Fact, Foreign, Lasting, Mailbox, Note, Part, RecordLink, as_of, plain_text
from ..core.model.status import draft_statement
from ..core.views import ViewKey
from ..core.views.blocks import Claims, PointList, Points
from ..domain import S3Domain, s3_domain
from ..nodes import draw_link, encode, mark_node, refuse, s3_downloads, s3_facts, s3_view
from ..render import INNER_LEVEL, words_in

#: the place of the fact sheet under the title
FACTS = 's3-facts'
#: class of what stands after a link
_REMARK = 's3-remark'
#: what smart quotes look for: quotation marks, and the backslash that spares one
QUOTES = ('"', "'", '\\')


def page_head(
    record: Header,
    answer: Iterable[nodes.Node],
    figures: Iterable[nodes.Node],
    labels: Labels,
    document: nodes.document,
) -> list[nodes.Node]:
    """What stands between a record's title and its text: what a reader asks first, and what the page is after that.

    The *figures* stand with the fact sheet, before it.
    """
    head: list[nodes.Node] = []
    if draft := draft_statement(record, labels):
        head.append(nodes.paragraph('', draft, classes=['s3-draft']))
    if record.summary:
        head.append(nodes.paragraph('', record.summary, classes=['s3-lead']))
    head += answer
    docname = document.settings.env.current_document.docname
    # who wrote and approved it are other records, so this is filled when the page is written
    head.append(s3_view(key=str(ViewKey.make('status', {'page': docname})), docname=docname))
    if remark := record.remark(labels):
        head.append(nodes.paragraph('', remark, classes=['s3-editorial']))
    head.append(s3_downloads(docname=docname))
    sheet = fact_sheet(record, labels, document)
    for facts in sheet:
        # beside the text, or folded where there is no room for that
        facts['folded'] = labels.texts['facts']
        facts['ids'] = [FACTS]
    return [*head, *figures, *sheet]


def fact_sheet(record: Header, labels: Labels, document: nodes.document) -> list[s3_facts]:
    """The fact sheet of a record; nothing for a record without facts to show."""
    env = document.settings.env
    facts = _with_quotes(record_facts(record, labels), env.config)
    if not facts:
        return []
    sheet = s3_facts(classes=['s3-facts'], facts=facts, docname=env.current_document.docname)
    parts = (part for fact in facts for value in fact.values for part in value)
    sheet += footnote_references((part.source for part in parts if isinstance(part, Note)), document)
    return [sheet]


def fact_nodes(sheet: s3_facts) -> nodes.definition_list:
    """The ordinary nodes of *sheet*, for those who do not draw it; takes its footnote references."""
    notes = iter(list(sheet.children))
    listing = nodes.definition_list(classes=sheet['classes'], ids=sheet['ids'])
    facts: tuple[Fact, ...] = sheet['facts']
    for fact in facts:
        values = [
            nodes.paragraph('', '', *(next(notes) if isinstance(part, Note) else part_node(part) for part in parts))
            for parts in (as_of(value, today()) for value in fact.values)
        ]
        listing += nodes.definition_list_item('', nodes.term('', fact.name), nodes.definition('', *values))
    return listing


def claims_list(block: Claims, document: nodes.document) -> nodes.bullet_list:
    """Each claim with its footnotes and how it is known."""
    listing = nodes.bullet_list(classes=['s3-results'], bullet='-')
    places = claim_places([item.text for item in block.claims])
    for place, item in zip(places, block.claims, strict=True):
        claim = nodes.paragraph('', item.text)
        claim += footnote_references(item.sources, document)
        evidence = nodes.paragraph('', '', classes=['s3-evidence'])
        evidence += [nodes.inline('', f'{block.label}: ', classes=['s3-evidence-label']), mark_node(item.evidence)]
        listing += (entry := nodes.list_item('', claim, evidence, ids=[place]))
        document.set_id(entry)
    return listing


def point_lists(block: Points, document: nodes.document) -> nodes.container:
    """The lists, each under its label, in one box; the points with their footnotes."""
    box = nodes.container(classes=['s3-points'])
    for points in block.lists:
        label = nodes.rubric('', points.label, classes=['s3-points-label'])
        label['heading-level'] = INNER_LEVEL
        group = nodes.container('', label, _points(points, document), classes=['s3-points-list'])
        group['classes'] += [f's3-points-{points.style}'] if points.style else []
        box += group
    return box


def _points(points: PointList, document: nodes.document) -> nodes.bullet_list:
    listing = nodes.bullet_list(bullet='-')
    for point in points.points:
        item = nodes.paragraph()
        if point.lead:
            item += [nodes.strong('', point.lead), nodes.Text(' ')]
        item += [nodes.Text(point.text), *footnote_references(point.sources, document)]
        listing += nodes.list_item('', item)
    return listing


def footnote_name(source_id: str) -> str:
    """What docutils calls the note of a source. It gives no note the number that is another's name, so none is one."""
    return f'source {source_id}' if source_id.isdigit() else source_id


def footnote_references(source_ids: Iterable[str], document: nodes.document) -> list[nodes.footnote_reference]:
    """References to the page's sources; docutils numbers them."""
    references = []
    for source_id in source_ids:
        reference = nodes.footnote_reference(f'[#{source_id}]_', auto=1, refname=footnote_name(source_id))
        document.note_autofootnote_ref(reference)
        document.note_footnote_ref(reference)
        references.append(reference)
    return references


def part_node(part: Lasting) -> nodes.Node:
    """The node of a *part* that is no note."""
    if isinstance(part, RecordLink):
        words = part.text or part.target
        link = addnodes.pending_xref('', nodes.inline(words, words), refdomain=S3Domain.name, refwarn=False)
        link['reftype'], link['reftarget'], link['refexplicit'] = part.kind, part.target, bool(part.text)
        return link
    if isinstance(part, Foreign):
        return words_in(part.language, part.text)
    if isinstance(part, Mailbox):
        return nodes.reference('', part.address, refuri=f'mailto:{part.address}')
    if isinstance(part, Address):
        return nodes.reference('', part.text, refuri=part.url)
    assert isinstance(part, str)
    return nodes.Text(part)


def _draw_facts(translator: HTML5Translator, sheet: s3_facts) -> None:
    """The sheet just as *translator* writes the nodes of ``fact_nodes`` with their links resolved."""
    domain = s3_domain(translator.builder.env)
    notes, body, day = iter(sheet.children), translator.body, today()
    facts: tuple[Fact, ...] = sheet['facts']
    simple = all(len(fact.values) == 1 for fact in facts)
    folded, looks = sheet.get('folded', ''), sheet['classes']
    if folded:
        around = translator.starttag(nodes.Element(classes=looks[1:]), 'details', CLASS='s3-facts-box')
        body.append(f'{around}<summary>{encode(translator, folded)}</summary>\n')
        looks = looks[:1]
    facts_tag = nodes.Element(classes=looks, ids=sheet['ids'])
    body.append(translator.starttag(facts_tag, 'dl', classes=['simple'] if simple else []))
    for fact in facts:
        body.append(f'<dt>{encode(translator, fact.name)}</dt><dd>')
        for value in fact.values:
            body.append('<p>')
            for part in as_of(value, day):
                if isinstance(part, Note):
                    next(notes).walkabout(translator)
                elif isinstance(part, RecordLink):
                    body.append(_drawn_link(translator, part, sheet['docname'], domain))
                elif isinstance(part, str):
                    body.append(encode(translator, part))
                else:
                    # the writer asks what a link stands in
                    nodes.paragraph('', '', part_node(part))[0].walkabout(translator)
            body.append('</p>\n')
        body.append('</dd>\n')
    body.append('</dl>\n</details>\n' if folded else '</dl>\n')
    raise nodes.SkipNode


def _drawn_link(translator: HTML5Translator, link: RecordLink, here: str, domain: S3Domain) -> str:
    """The link to the record's page; its words alone where there is none, such as for an element without a chapter."""
    for item in domain.targets(link.kind, link.target):
        drawn = draw_link(translator, here, item.docname, link.text or item.title)
        remark = item.record.short_remark(domain.labels) if item.docname != here else ''
        return f'{drawn} <span class="{_REMARK}">({encode(translator, remark)})</span>' if remark else drawn
    return f'<span>{encode(translator, link.text or link.target)}</span>'


def remark_nodes(item: Item, labels: Labels) -> list[nodes.Node]:
    """What stands after a link to *item*, if readers must know something of it."""
    remark = item.record.short_remark(labels)
    return [nodes.Text(' '), nodes.inline('', f'({remark})', classes=[_REMARK])] if remark else []


def _with_quotes(facts: tuple[Fact, ...], config: Config) -> tuple[Fact, ...]:
    """The *facts* with the quotation marks that Sphinx gives to text of the page; it would not look into a sheet.

    For all builders alike, as they share what is read; Sphinx's exceptions follow the first that reads a page.
    """
    words = (plain_text(part) for fact in facts for value in fact.values for part in value)
    if not config.smartquotes or not any(mark in text for text in words for mark in QUOTES):
        return facts

    def curled(value: tuple[Part, ...]) -> Iterator[Part]:
        # a link whose title is not known yet is a word: a mark right after it closes
        tokens = [('plain', plain_text(part) or 'x') for part in value]
        for part, text in zip(value, educate_tokens(tokens, config.smartquotes_action, config.language), strict=True):
            if isinstance(part, str):
                yield text
            elif isinstance(part, Foreign) or (isinstance(part, RecordLink) and part.text):
                yield part._replace(text=text)
            else:
                yield part

    return tuple(fact._replace(values=tuple(tuple(curled(value)) for value in fact.values)) for fact in facts)


def setup_fact_sheet(app: Sphinx) -> None:
    """Register the sheet, which the web draws; other builders get ordinary nodes in its place."""
    refused = (refuse, None)
    app.add_node(s3_facts, html=(_draw_facts, None), latex=refused, text=refused, man=refused, texinfo=refused)
