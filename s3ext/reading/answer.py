"""What a record's page answers first, as nodes: rows of a label and a few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from ..core.model.entries import Entry
from ..core.model.labels import Labels
from ..core.model.sheet import Note
from ..core.views import ViewKey
from ..core.views.blocks import Answer, AnswerPart, Mark, Others, Place
from ..nodes import mark_node, s3_view
from .fact_sheet import FACTS, footnote_references, part_node

#: class of the rows
ANSWER = 's3-answer'
#: class of what stands in a row after its first words
NOTE = 's3-answer-note'
#: attribute of what the directive of a field shows: the name of the field
FIELD = 'field'


def answer_rows(entry: Entry, section: nodes.section, labels: Labels, document: nodes.document) -> list[nodes.Node]:
    """The rows of the record of *entry*, whose page is *section*, by the method that its kind names; often none."""
    record = entry.record
    if record is None or not record.about.answer:
        return []
    rows: Iterable[Answer] = getattr(record, record.about.answer)(labels)
    listing = nodes.definition_list(classes=[ANSWER])
    for row in rows:
        values = [_paragraph(value, section, document) for value in row.values]
        for beside in values[1:]:  # how it is known, and how many others there are
            beside['classes'].append(NOTE)
        others = [_others(row.others, entry, section, labels)] if row.others else []
        listing += nodes.definition_list_item('', nodes.term('', row.label), nodes.definition('', *values, *others))
    return [listing] if listing.children else []


def _paragraph(value: Iterable[AnswerPart], section: nodes.section, document: nodes.document) -> nodes.paragraph:
    return nodes.paragraph('', '', *(node for part in value for node in _nodes(part, section, document)))


def _nodes(part: AnswerPart, section: nodes.section, document: nodes.document) -> Iterator[nodes.Node]:
    if isinstance(part, Note):
        yield from footnote_references((part.source,), document)
    elif isinstance(part, Mark):
        yield mark_node(part)
    elif isinstance(part, Place):
        yield nodes.reference('', part.text, refid=_place(part.field, section) or FACTS, internal=True)
    else:
        yield part_node(part)


def _place(field: str, section: nodes.section) -> str:
    """The name of the section in which the directive of *field* stands, '' if it stands in none."""
    return next((_around(node) for node in section.findall(nodes.Element) if node.get(FIELD) == field), '')


def _others(others: Others, entry: Entry, section: nodes.section, labels: Labels) -> s3_view:
    """What fills in the records that belong to the page, and leads to where it lists them, when it is written."""
    assert entry.record is not None
    facet = labels.kinds.facets[entry.type]
    lists = (node for node in section.findall(s3_view) if _lists(ViewKey.parse(node['key']), others.kind))
    options = {
        'type': others.kind,
        facet: entry.record.stands_for(entry.id),
        'limit': str(others.limit),
        'none': others.none,
        'page': entry.docname,
        'place': next(map(_around, lists), ''),
    }
    return s3_view(key=str(ViewKey.make('named', options)), docname=entry.docname)


def _lists(key: ViewKey, kind: str) -> bool:
    return key.kind == 'records' and dict(key.options).get('type') == kind


def _around(node: nodes.Node) -> str:
    """The name of the section that *node* stands in."""
    while not isinstance(node, nodes.section):
        node = node.parent
    return next(iter(node['ids']), '')
