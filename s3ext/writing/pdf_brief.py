"""How a page is printed among others that belong together: in short, first with its lists short, or for a leader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes

from ..core.model.sheet import Fact, Note
from ..core.views import ViewKey
from ..domain import S3Domain
from ..nodes import s3_facts, s3_view
from ..reading.answer import ANSWER
from ..reading.fact_sheet import fact_nodes
from ..reading.figures import HEAD_FIGURE

#: class of lists of records that say no more than titles and marks, as what they say follows
TERSE = 's3-terse'
#: what a page in short keeps of what stands under its title, by class, in the order of the page
_KEPT = frozenset({'s3-draft', 's3-lead', ANSWER, 's3-editorial', 's3-facts'})
_SOURCES = 's3-sources'
_RESULTS = 's3-results'
_AGENDA = 's3-table-agenda'


def keep_facts(document: nodes.document, keep: Callable[[Fact], bool]) -> None:
    """Leave in the fact sheets only what *keep* says, with the notes of that; a sheet without facts goes."""
    for sheet in list(document.findall(s3_facts)):
        notes = iter(list(sheet.children))
        cited = [(fact, [next(notes) for _ in range(_notes_of(fact))]) for fact in sheet['facts']]
        kept = [(fact, own) for fact, own in cited if keep(fact)]
        sheet['facts'] = tuple(fact for fact, _ in kept)
        sheet.children = [note for _, own in kept for note in own]
        if not kept and sheet.parent is not None:
            sheet.parent.remove(sheet)


def _notes_of(fact: Fact) -> int:
    return sum(isinstance(part, Note) for value in fact.values for part in value)


def to_brief(document: nodes.document, whole: str, address: str) -> None:
    """What a page says first: title, summary, answer with its results, what is known of it, and the sources of that.

    *whole* are words before the *address* of the page; without address nothing is said of it.
    """
    page = _page(document)
    keep_facts(document, lambda fact: fact.brief)
    results = next((node for node in page.findall(nodes.bullet_list) if _RESULTS in node['classes']), None)
    sources = [node for node in page.children if _is(node, _SOURCES)]
    kept = [node for node in page.children if isinstance(node, nodes.title) or _KEPT.intersection(_classes(node))]
    if results is not None:
        _put_results(results, kept)
    page.children = []
    page += kept
    _join_facts(page)
    _unlink(page)
    if address:
        link = nodes.reference('', address, refuri=address)
        page += nodes.paragraph('', f'{whole}: ', link, classes=['s3-editorial'])
    page += sources
    renumber(page)


def _join_facts(page: nodes.section) -> None:
    """Put what is known of the page below its answer, as further rows."""
    for answer in [node for node in page.findall(nodes.definition_list) if _is(node, ANSWER)][:1]:
        for sheet in list(page.findall(s3_facts)):
            answer.extend(fact_nodes(sheet).children)
            page.remove(sheet)


def _put_results(results: nodes.bullet_list, kept: list[nodes.Node]) -> None:
    """Put all *results* where the answer names the best of them and counts the others."""
    sections = {name for around in _around(results) for name in around['ids']}
    for node in kept:
        for link in list(node.findall(nodes.reference)):
            if link.get('refid') not in sections:
                continue
            place = next(around for around in _around(link) if isinstance(around, nodes.definition))
            place.children = []
            place += results
            return


def _around(node: nodes.Node) -> Iterator[nodes.Element]:
    """What *node* stands in, the innermost first, up to the section of the page."""
    above = node.parent
    while above is not None and not isinstance(above.parent, nodes.document):
        yield above
        above = above.parent


def _unlink(page: nodes.section) -> None:
    """Print the words of links to places that *page* has no more."""
    places = {name for node in page.findall(nodes.Element) for name in node['ids']}
    for link in list(page.findall(nodes.reference)):
        if 'refid' in link and link['refid'] not in places:
            link.replace_self(link.children)


def renumber(page: nodes.section) -> None:
    """Number the notes that *page* still cites anew, in the order in which it does, and drop the others."""
    numbers: dict[str, str] = {}
    for cited in page.findall(nodes.footnote_reference):
        number = numbers.setdefault(cited.get('refid', ''), f'{len(numbers) + 1}')
        cited.children = []
        cited += nodes.Text(number)
    for section in [node for node in page.children if _is(node, _SOURCES)]:
        assert isinstance(section, nodes.Element)
        notes = {name: note for note in section.findall(nodes.footnote) for name in note['ids']}
        others = [child for child in section.children if not isinstance(child, nodes.footnote)]
        section.children = others
        for name, number in numbers.items():
            if note := notes.get(name):
                note.replace(note.children[0], nodes.label('', number))
                section += note
        if not any(name in notes for name in numbers):
            page.remove(section)


def to_edition(domain: S3Domain, document: nodes.document, docname: str) -> None:
    """A page before those that belong to it: its lists of these are titles, as each follows with what is said of it.

    No list says a record twice.
    """
    item = domain.catalog.at(docname)
    members = item.record.about.members if item else ()
    shorten_lists(document, lambda kind: (kind or domain.kinds.main) in members)
    for placeholder in document.findall(s3_view):
        key = ViewKey.parse(placeholder['key'])
        view = domain.permitted.views.get(key.kind)
        if view and view.once:
            placeholder['key'] = str(ViewKey.make(key.kind, {**dict(key.options), 'once': 'yes'}))


def shorten_lists(document: nodes.document, of: Callable[[str], bool]) -> None:
    """Let the lists of records whose kind is one *of* those ('' is the main one) say titles and marks alone."""
    for view in document.findall(s3_view):
        key = ViewKey.parse(view['key'])
        if key.kind == 'records' and of(dict(key.options).get('type', '')):
            view['classes'].append(TERSE)


def to_leader(document: nodes.document) -> None:
    """A workshop for the one who leads it: the run sheet comes first, then what is needed, and the sheet for others."""
    page = _page(document)
    keep_facts(document, lambda fact: not fact.finds)
    for node in [node for node in page.children if _is(node, HEAD_FIGURE)]:
        page.remove(node)

    def order(node: nodes.Node) -> int:
        if not isinstance(node, nodes.section):
            return 2 if _is(node, 's3-facts') else 0
        if any(_AGENDA in table['classes'] for table in node.findall(nodes.table)):
            return 1
        if any('s3-participants' in box['classes'] for box in node.findall(nodes.container)):
            return 3
        return 5 if _is(node, _SOURCES) else 4

    page.children = sorted(page.children, key=order)


def _page(document: nodes.document) -> nodes.section:
    return next(iter(document.findall(nodes.section)))


def _is(node: nodes.Node, name: str) -> bool:
    return name in _classes(node)


def _classes(node: nodes.Node) -> list[str]:
    found: list[str] = node['classes'] if isinstance(node, nodes.Element) else []
    return found
