"""Hands the PDF builder its editions: which pages, what stands on the covers, and how leaflets differ from pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from types import MappingProxyType

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.util import logging

from ..config.profiles import profile_of
from ..config.version import version
from ..core.model.sheet import Fact
from ..core.model.status import joint_statement
from ..core.page.terms import lexicon
from ..core.print.editions import (
    Printed,
    UnknownChoiceError,
    all_editions,
    books,
    collection,
    edition_choices,
    index_of,
    short_book,
)
from ..core.views import ViewKey, Views
from ..domain import S3Domain, s3_domain
from ..nodes import s3_facts, s3_view
from ..pdf.builder import PLAN_EVENT, build_time
from ..pdf.plan import Edition, IndexEntry, IndexGroup, Place, Plan, Term
from ..reading.answer import ANSWER
from ..reading.directives import TAKEN
from ..reading.figures import HEAD_FIGURE
from ..reading.glossary_links import find_terms_again
from ..reading.participants import LEADER
from ..reading.roles import address_words

logger = logging.getLogger(__name__)

#: what ``s3_pdf`` may hold beside choices
ALL, ONLY_BOOK, TITLE = 'all', 'book', 'title'
#: the greatest number of pages of a case's leaflet, of what participants of a workshop get, and of what is taken along
_MOST_PAGES = {'leaflet': 2, 'participant': 4, 'template': 12}
#: the kinds of editions in which pages of the site run on
_BOOKS = frozenset({'book', 'volume'})
#: the kinds of editions in which pages differ from what they are on the web
_VARIANTS = {name: name for name in (*_MOST_PAGES, 'short_book')} | dict.fromkeys(_BOOKS, 'book')


class ChoiceError(SphinxError):
    """Something was chosen for a PDF that does not exist."""

    category = 'PDF'


def setup_pdf_plan(app: Sphinx) -> None:
    """Register the handler."""
    app.connect(PLAN_EVENT, _plan)


def _plan(app: Sphinx, builder: Builder) -> Plan:
    """Say which PDFs there are, and what each holds."""
    domain = s3_domain(builder.env)
    labels = domain.labels
    texts = labels.texts
    chosen = _chosen(app, domain)
    terms = domain.catalog.terms()
    glossary = domain.catalog.glossary
    words = lexicon(glossary.record if glossary else None, labels.language)
    docname = glossary.docname if glossary else ''
    inside = {place.docname for printed in chosen if printed.kind in _BOOKS for place in printed.places}
    to_book = partial(_to_book, views=domain.permitted.views, inside=inside)
    changes: dict[str, Callable[[nodes.document], None]] = {**_CHANGES, 'book': to_book}
    return Plan(
        editions=tuple(_edition(printed, domain, app.config) for printed in chosen),
        texts=texts.interface,
        country=labels.language.country,
        notice=texts['footer_editorial'],
        stamp=((texts['cover_made'], labels.date(f'{build_time():%Y-%m-%d}')),),
        terms=tuple(
            Term(
                id=term.id,
                text=term.term,
                name=f'{docname}::term-{term.id}',
                order=labels.language.sort_key(term.term),
                others=tuple((labels.language.sort_key(other), other) for other in term.short),
            )
            for term in terms
        ),
        find_terms=lambda text: (mention.term for mention in words.mentions(text)),
        glossary=docname,
        variants={name: partial(_change, change, domain) for name, change in changes.items()},
        terse=frozenset({'book'}),
        complete=app.config.s3_pdf == [ALL],
    )


def _chosen(app: Sphinx, domain: S3Domain) -> Sequence[Printed]:
    """The editions that ``s3_pdf`` asks for. Raises ``ChoiceError``."""
    config, catalog = app.config, domain.catalog
    docnames = {docname for docname in app.env.found_docs if not domain.entries[docname].withdrawal}
    root = config.root_doc
    names = profile_of(config).names
    if len(docnames) > config.s3_pdf_most_pages:
        text = domain.labels.texts['pdf_volumes']
        logger.info(text.format(pages=len(docnames), most=config.s3_pdf_most_pages))
    if config.s3_original:
        return [short_book(docnames, catalog, names, root, domain.labels.texts['twin_book'])]
    if config.s3_pdf == [ALL]:
        return all_editions(docnames, catalog, names, root, config.s3_pdf_most_pages)
    if config.s3_pdf == [ONLY_BOOK]:
        return tuple(books(docnames, catalog, names, root, config.s3_pdf_most_pages))
    if all(choice.startswith(f'{names.edition}-') for choice in config.s3_pdf):
        every = all_editions(docnames, catalog, names, root, config.s3_pdf_most_pages)
        return [printed for printed in every if printed.name in config.s3_pdf]
    pairs = [choice.partition('=')[::2] for choice in config.s3_pdf]
    title = next((value for name, value in pairs if name == TITLE), '')
    known = edition_choices(domain.kinds)
    try:
        return [collection([pair for pair in pairs if pair[0] in known], title, catalog, names)]
    except UnknownChoiceError as error:
        texts = domain.labels.texts
        guess = texts['did_you_mean'].format(nearest=error.nearest) if error.nearest else ''
        raise ChoiceError(
            texts['pdf_unknown_choice'].format(choice=error.kind, value=error.value, suggestion=guess)
        ) from error


def _edition(printed: Printed, domain: S3Domain, config: Config) -> Edition:
    texts = domain.labels.texts
    variant = _VARIANTS.get(printed.kind, '')
    docnames = [place.docname for place in printed.places]
    is_book = printed.kind in ('book', 'short_book')
    return Edition(
        name=printed.name,
        title=printed.title or config.project,
        docname=printed.docname,
        subtitle=texts['edition_book' if is_book else f'edition_{printed.kind}'],
        places=tuple(Place(docname=p.docname, depth=p.depth, variant=variant) for p in printed.places),
        facts=tuple(_facts(printed, domain)),
        keywords=tuple(texts['pdf_keywords'].split(', ')),
        whole=is_book,
        running=variant == 'book',
        contents=0 if printed.kind in _MOST_PAGES else 3 if variant == 'book' else 2,
        colophon=tuple(_colophon(printed, domain, config)) if variant == 'book' else (),
        index=() if printed.kind in _MOST_PAGES else tuple(_index(docnames, domain)),
        most_pages=_MOST_PAGES.get(printed.kind, 0),
    )


def _facts(printed: Printed, domain: S3Domain) -> Iterable[tuple[str, str]]:
    """What the cover says: what the edition holds, how old that is, and what kind of text it is."""
    texts, labels = domain.labels.texts, domain.labels
    items = [item for place in printed.places if (item := domain.catalog.at(place.docname))]
    if printed.kind not in _MOST_PAGES:
        numbers = Counter(item.type for item in items)
        counts = [
            texts.count(kind, numbers[kind]) for kind in domain.kinds.in_order(lambda kind: kind.cover) if numbers[kind]
        ]
        yield texts['cover_content'], ', '.join(counts)
    if reviewed := max((item.record.reviewed_on or '' for item in items), default=''):
        yield texts['cover_reviewed'], labels.date(reviewed)
    statement = joint_statement([item.record for item in items], domain.catalog, labels)
    # on a leaflet the value stands in a sentence of its own
    yield texts['cover_status'], statement.removesuffix('.')


def _colophon(printed: Printed, domain: S3Domain, config: Config) -> Iterable[tuple[str, str]]:
    """Who answers for a book, what may be done with it, where it is on the web, and how to name it."""
    texts = domain.labels.texts
    title = printed.title or config.project
    said = {
        'publisher': config.s3_publisher,
        'contact': address_words(config.s3_publisher_contact),
        'licence': texts['footer_licence'],
        'address': config.html_baseurl,
        'version': version(),
        'cite': ', '.join(filter(None, (config.s3_publisher, title, config.html_baseurl))),
    }
    yield from ((texts[f'colophon_{name}'], value) for name, value in said.items() if value)


def _index(docnames: Sequence[str], domain: S3Domain) -> Iterable[IndexGroup]:
    texts, catalog = domain.labels.texts, domain.catalog
    for kind in domain.kinds.in_order(lambda kind: kind.index):
        entries = []
        for entry in index_of(kind, docnames, catalog):
            kinds: dict[str, list[str]] = {}
            for docname in entry.docnames:
                if (item := catalog.at(docname)) and item.type != kind:
                    kinds.setdefault(item.type, []).append(docname)
            parts = tuple(
                IndexEntry(text=texts.interface[f'{name}_many'], docnames=tuple(found)) for name, found in kinds.items()
            )
            entries.append(IndexEntry(text=entry.title, docnames=entry.docnames, parts=parts))
        yield IndexGroup(title=texts[f'index_{kind}'], entries=tuple(entries))


# -- how a leaflet differs from its page -----------------------------------------------------


def _change(change: Callable[[nodes.document], None], domain: S3Domain, document: nodes.document, docname: str) -> None:
    """Make the tree of the page *docname* that of its leaflet; its places in the text are no longer those it had."""
    change(document)
    find_terms_again(domain, document, docname)


def _to_leaflet(document: nodes.document) -> None:
    """A case on its own, which is short: no map, no lists of other cases, nothing that it is found by on the web."""
    _remove(document, 's3-relations')
    _remove(document, HEAD_FIGURE)
    _without_names(document)


def _without_names(document: nodes.document) -> None:
    """Take from the fact sheet what the page is found by on the web."""
    for sheet in document.findall(s3_facts):
        sheet['facts'] = tuple(fact for fact in sheet['facts'] if not fact.finds)


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
    _without_names(document)
    answered = {
        item.children[0].astext(): item.children[-1].astext()
        for answer in document.findall(nodes.definition_list)
        if ANSWER in answer['classes']
        for item in answer.children
    }
    for sheet in document.findall(s3_facts):
        sheet['facts'] = tuple(
            fact for fact in sheet['facts'] if not fact.sorts and not _says(answered.get(fact.name, ''), fact)
        )
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
    }
)
