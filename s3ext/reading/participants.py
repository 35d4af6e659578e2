"""A workshop's page holds two: all of it for the one who leads, and a sheet for those who take part."""

from __future__ import annotations

from collections.abc import Collection

from docutils import nodes

from ..core.model.labels import Labels
from ..nodes import s3_switch, s3_view

#: class of what is for the leader only
LEADER = 's3-leader'
#: class of what the author wrote for those who take part
SHEET = 's3-participants'
#: attribute of what stands in the header and is for them too
FOR_PARTICIPANTS = 'for_participants'
_SOURCES = 's3-sources'
_WORDS = ('label', 'hint', 'open', 'shown', 'close', 'firefox')


def divide(page: nodes.section, head: Collection[nodes.Node], labels: Labels, place: str) -> None:
    """Mark what of a workshop's *page* is for the leader only; a page without a sheet stays as it is.

    While *place* is the target of the page's address, the style shows the sheet alone.

    For everyone are the title, the summary and the notice in the *head* that the record put under the title, the
    fields that are for participants too (``InText``), and what stands in ``participants``; also the sources, if any of
    that cites them.
    """
    sheets = [node for node in page.findall(nodes.container) if SHEET in node['classes']]
    if not sheets:
        return
    above = [node for node in head if isinstance(node, nodes.paragraph | s3_view)]
    cites = any(sheet.next_node(nodes.footnote_reference) for sheet in sheets)
    others = [
        node
        for node in page.findall(nodes.Element)
        if node.get(FOR_PARTICIPANTS) or (cites and _SOURCES in node['classes'])
    ]
    _mark(page, {id(node) for node in (*sheets, *above, *others)})
    page['ids'].insert(1, place)  # the style finds it there, whatever it is called
    switch = s3_switch(target=place, words={name: labels.texts[f'participants_{name}'] for name in _WORDS})
    page.insert(page.index(above[-1]) + 1, switch)


def _mark(parent: nodes.Element, shared: Collection[int]) -> None:
    """Mark the children of *parent* that neither are nor hold something *shared*; a title goes with its section."""
    for child in parent.children:
        if not isinstance(child, nodes.Element) or isinstance(child, nodes.title) or id(child) in shared:
            continue
        if any(id(node) in shared for node in child.findall(nodes.Element)):
            _mark(child, shared)
        else:
            child['classes'].append(LEADER)
