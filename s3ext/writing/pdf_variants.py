"""How a page of a PDF differs from what it is on the web, by the name of the change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from types import MappingProxyType

from docutils import nodes
from sphinx import addnodes

from ..core.model.sheet import Fact
from ..core.views import ViewKey, Views
from ..domain import S3Domain
from ..nodes import s3_facts, s3_view
from ..pdf.plan import Change
from ..reading.answer import ANSWER
from ..reading.directives import TAKEN
from ..reading.figures import HEAD_FIGURE
from ..reading.glossary_links import find_terms_again
from ..reading.participants import LEADER
from .pdf_brief import keep_facts, shorten_lists, to_brief, to_edition, to_leader

#: a page of the book; of an edition of several the page that it is about, also for those who lead, those in short, the
#: others, and the words that they use
BOOK, EDITION, LED, BRIEF, MEMBER, WORDS = 'book', 'edition', 'leader', 'brief', 'member', 'words'
#: what sets them, where that is not how chapters of a book are set
FRAMES = MappingProxyType({EDITION: 's3.opening', LED: 's3.first', BRIEF: 's3.brief', WORDS: 's3.words-used'})


def variants(domain: S3Domain, base: str, inside: Collection[str]) -> dict[str, Change]:
    """The changes to pages by their names.

    *base* is the address of the site, or empty; *inside* are the pages of the book.
    """
    changes: dict[str, Change] = {name: partial(_change, change, domain) for name, change in _CHANGES.items()}
    changes[BOOK] = partial(_change, partial(_to_book, views=domain.permitted.views, inside=inside), domain)
    changes[EDITION] = partial(to_edition, domain)
    changes[WORDS] = lambda document, _docname: _without_names(document)
    changes[BRIEF] = partial(_brief, domain, base)
    return changes


def _change(change: Callable[[nodes.document], None], domain: S3Domain, document: nodes.document, docname: str) -> None:
    """Make the tree of the page *docname* that of its leaflet; its places in the text are no longer those it had."""
    change(document)
    find_terms_again(domain, document, docname)


def _brief(domain: S3Domain, base: str, document: nodes.document, docname: str) -> None:
    """The page *docname* in short, with its address where the site has one."""
    address = f'{base.rstrip("/")}/{docname}.html' if base else ''
    to_brief(document, domain.labels.texts['edition_whole_page'], address)
    find_terms_again(domain, document, docname)


def _to_leaflet(document: nodes.document) -> None:
    """A case on its own, which is short: no map, no lists of other cases, nothing that it is found by on the web."""
    _remove(document, 's3-relations')
    _remove(document, HEAD_FIGURE)
    _without_names(document)


def _to_member(document: nodes.document) -> None:
    """A whole page among others of an edition: as a leaflet, and what it lists is told where it stands itself."""
    _to_leaflet(document)
    shorten_lists(document, lambda _kind: True)


def _without_names(document: nodes.document) -> None:
    """Take from the fact sheet what the page is found by on the web."""
    keep_facts(document, lambda fact: not fact.finds)


def _to_participant(document: nodes.document) -> None:
    """A workshop without what is for its leader only."""
    _remove(document, LEADER)


def _to_template(document: nodes.document) -> None:
    """What readers take along, under the title of its page, with the notice that the page begins with."""
    page = next(iter(document.findall(nodes.section)))
    kept = [node for node in page.children if isinstance(node, nodes.title) or 's3-editorial' in _classes(node)]
    boxes = [box for box in page.findall(nodes.container) if TAKEN in box['classes']]
    kept += boxes
    if any(node.next_node(nodes.footnote_reference) for node in boxes):
        kept += [node for node in page.findall(nodes.section) if 's3-sources' in node['classes']]
    page.children = []
    page += kept


def _to_book(document: nodes.document, views: Views, inside: Collection[str]) -> None:
    """A page among others of a book: without what leads on to them, which the book has its index for.

    Nor does it list pages that are not *inside* the book, or say a fact again that stands right above.
    """
    answered = {
        item.children[0].astext(): item.children[-1].astext()
        for answer in document.findall(nodes.definition_list)
        if ANSWER in answer['classes']
        for item in answer.children
    }
    keep_facts(document, lambda fact: not (fact.finds or fact.sorts or _says(answered.get(fact.name, ''), fact)))
    for node in list(document.findall(s3_view)):
        view = views.get(ViewKey.parse(node['key']).kind)
        if view and not view.book and node.parent is not None:
            _drop(node)
    for item in list(document.findall(nodes.list_item)):
        if _leads(item) not in (None, *inside):
            _drop(item)


def _says(answer: str, fact: Fact) -> bool:
    """Whether the *answer* right above it says all that the *fact* does."""
    return all(isinstance(part, str) and part in answer for value in fact.values for part in value)


def _leads(item: nodes.list_item) -> str | None:
    """The page that *item* of a list begins with a link to, if it does."""
    node: nodes.Node = item
    while node.children and not isinstance(node, addnodes.pending_xref):
        node = node.children[0]
    return node['reftarget'] if isinstance(node, addnodes.pending_xref) and node['refdomain'] == 'doc' else None


def _drop(node: nodes.Element) -> None:
    """Take *node* from its tree, and the list or section that it alone is in."""
    around = node.parent
    around.remove(node)
    rest = [child for child in around.children if not isinstance(child, nodes.title | nodes.target)]
    if isinstance(around, nodes.section | nodes.bullet_list) and not rest and around.parent is not None:
        _drop(around)


def _to_short(document: nodes.document) -> None:
    """An organisation's page without the lists of what belongs to it, which have pages of their own there."""
    page = next(iter(document.findall(nodes.section)))
    if document.next_node(s3_facts) is None:
        return
    _without_names(document)
    page.children = [
        node for node in page.children if not isinstance(node, nodes.section) or 's3-sources' in node['classes']
    ]


def _classes(node: nodes.Node) -> list[str]:
    found: list[str] = node['classes'] if isinstance(node, nodes.Element) else []
    return found


def _remove(document: nodes.document, name: str) -> None:
    for node in list(document.findall(nodes.Element)):
        if name in node.get('classes', []) and node.parent is not None:
            node.parent.remove(node)


_CHANGES = MappingProxyType(
    {
        'leaflet': _to_leaflet,
        'participant': _to_participant,
        'template': _to_template,
        'short_book': _to_short,
        LED: to_leader,
        MEMBER: _to_member,
    }
)
