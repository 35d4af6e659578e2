"""Hands the PDF builder its editions: which pages, and what stands on the covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.util import logging

from ..config.profiles import profile_of
from ..config.version import version
from ..core.fixed_names import FixedNames
from ..core.model.status import joint_statement
from ..core.page.terms import lexicon
from ..core.print.book import Place as BookPlace
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
from ..core.print.filtered import filtered
from ..core.suggest import nearest
from ..core.views import ViewError
from ..domain import S3Domain, s3_domain
from ..pdf.builder import PLAN_EVENT, build_time
from ..pdf.plan import Edition, IndexEntry, IndexGroup, Place, Plan, Term
from ..reading.roles import address_words
from .pdf_variants import BOOK, BRIEF, EDITION, FRAMES, LED, MEMBER, WORDS, variants

logger = logging.getLogger(__name__)

#: what ``s3_pdf`` may hold beside choices
ALL, ONLY_BOOK, TITLE, FILTER, TYPE = 'all', 'book', 'title', 'filter', 'type'
#: the greatest number of pages of a case's leaflet, of what participants of a workshop get, and of what is taken along
_MOST_PAGES = {'leaflet': 2, 'participant': 4, 'template': 12}
#: the kinds of editions in which pages of the site run on
_BOOKS = frozenset({'book', 'volume'})
#: the kinds of editions in which pages differ from what they are on the web
_VARIANTS = {name: name for name in (*_MOST_PAGES, 'short_book')} | dict.fromkeys(_BOOKS, BOOK)


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
        variants=variants(domain, app.config.html_baseurl, inside),
        terse=frozenset({BOOK}),
        frames=FRAMES,
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
        return all_editions(docnames, catalog, names, root, config.s3_pdf_most_pages, domain.site.words)
    if config.s3_pdf == [ONLY_BOOK]:
        return tuple(books(docnames, catalog, names, root, config.s3_pdf_most_pages))
    if all(choice.startswith(f'{names.edition}-') for choice in config.s3_pdf):
        every = all_editions(docnames, catalog, names, root, config.s3_pdf_most_pages, domain.site.words)
        return [printed for printed in every if printed.name in config.s3_pdf]
    return [_collection(config.s3_pdf, domain, names)]


def _collection(chosen: Sequence[str], domain: S3Domain, names: FixedNames) -> Printed:
    """The edition of what the pairs *chosen* ask for. Raises ``ChoiceError``."""
    catalog, texts = domain.catalog, domain.labels.texts
    pairs = [choice.partition('=')[::2] for choice in chosen]
    known = edition_choices(domain.kinds)
    named = dict(pairs)
    found = None
    try:
        if FILTER in named:
            kind = named.get(TYPE) or domain.kinds.main
            found = filtered(kind, named[FILTER], catalog, domain.vocabulary)
            if not found.items:
                raise ChoiceError(texts['pdf_filter_none'].format(filter=found.text))
        choices = [pair for pair in pairs if pair[0] in known]
        return collection(choices, named.get(TITLE, ''), catalog, names, domain.site.words, found)
    except UnknownChoiceError as error:
        guess = _suggestion(error.nearest, domain)
        message = texts['pdf_unknown_choice'].format(choice=error.kind, value=error.value, suggestion=guess)
        raise ChoiceError(message) from error
    except ViewError as error:
        details = error.details
        guess = _suggestion(nearest(details['value'], details.get('allowed', '').split(', ')) or '', domain)
        cause = texts[error.cause].format(**{'allowed': '', **details, 'suggestion': guess})
        raise ChoiceError(texts['pdf_filter'].format(cause=cause)) from error


def _suggestion(near: str, domain: S3Domain) -> str:
    return domain.labels.texts['did_you_mean'].format(nearest=near) if near else ''


def _edition(printed: Printed, domain: S3Domain, config: Config) -> Edition:
    texts = domain.labels.texts
    docnames = [place.docname for place in printed.places]
    is_book = printed.kind in ('book', 'short_book')
    return Edition(
        name=printed.name,
        title=printed.title or config.project,
        docname=printed.docname,
        subtitle=texts['edition_book' if is_book else f'edition_{printed.kind}'],
        places=tuple(
            Place(
                docname=place.docname,
                depth=place.depth,
                variant=_variant(place, printed, domain),
                shared=place.brief and printed.kind not in _VARIANTS,
            )
            for place in printed.places
        ),
        facts=tuple(_facts(printed, domain)),
        keywords=tuple(texts['pdf_keywords'].split(', ')),
        whole=is_book,
        running=printed.kind in _BOOKS,
        covered=not _is_led(printed, domain),
        contents=0 if printed.kind in _MOST_PAGES else 3 if printed.kind in _BOOKS else 2,
        colophon=tuple(_colophon(printed, domain, config)) if printed.kind in _BOOKS else (),
        index=() if printed.kind in _MOST_PAGES else tuple(_index(docnames, domain)),
        most_pages=_MOST_PAGES.get(printed.kind, 0),
    )


def _is_led(printed: Printed, domain: S3Domain) -> bool:
    """Whether the edition is for the one who leads what it is about."""
    item = domain.catalog.at(printed.docname)
    return item is not None and item.record.about.for_participants and printed.kind != 'participant'


def _variant(place: BookPlace, printed: Printed, domain: S3Domain) -> str:
    """How the page at *place* is printed."""
    if printed.kind in _VARIANTS:
        return _VARIANTS[printed.kind]
    if place.brief:
        return BRIEF
    if place.docname == printed.docname:
        return LED if _is_led(printed, domain) else EDITION
    glossary = domain.catalog.glossary
    return WORDS if glossary and place.docname == glossary.docname else MEMBER


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
