"""For the editor: what entries lack, white spots, reviews that are due, contacts that run out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from ..model.catalog import Item
from ..model.completeness import lacks, share
from ..model.declared import declared
from ..model.due import contact, due_on, ends_soon
from ..model.kinds import Kinds
from ..model.status import organisation
from .base import Options, Site, by_owner, form_query, link, mention, selected, title_row, type_of_option
from .blocks import Block, Heading, Inline, Items, Missing, Para, Row, Rows, Table
from .matrix import check as check_axes
from .matrix import empty_cells


def completeness(options: Options, site: Site) -> tuple[Block, ...]:
    """What the entry ``id`` lacks; without ``id`` a table of all entries of a kind, the emptiest first."""
    kind = type_of_option(options, site.kinds)
    wanted = site.kinds.wanted[kind]
    texts = site.labels.texts
    if record_id := options.get('id'):
        item = site.catalog.get(kind, record_id)
        missing = lacks(wanted, item.record) if item else ()
        if not missing:
            return (Para(parts=(texts['complete'],), style='aside'),)
        words = _named(kind, missing, site)
        return (Para(parts=(texts['incomplete'].format(fields=words),), style='aside'),)
    items = selected({name: value for name, value in options.items() if name != 'id'}, site)
    if not items:
        return (Para(parts=(texts['list_none'],), style='none'),)
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    for item in sorted(items, key=lambda item: share(wanted, item.record)):
        words = _named(kind, lacks(wanted, item.record), site)
        rows.append((mention(item, site), (f'{share(wanted, item.record)}\N{NO-BREAK SPACE}%',), (words or '–',)))
    head = ((texts['column_title'],), (texts['column_complete'],), (texts['column_lacks'],))
    return (Table(caption='', head=head, rows=tuple(rows)),)


def _named(kind: str, names: Iterable[str], site: Site) -> str:
    """The fields *names* of *kind* in a row, inside a sentence."""
    fields = {field.attribute: field for field in declared(site.kinds.by_id[kind])}
    return ', '.join(site.labels.texts.noun(fields[name].owner, fields[name].name) for name in names)


def gaps(options: Options, site: Site) -> tuple[Block, ...]:
    """Blank spots: pages, or terms of a list, that nothing of a kind belongs to.

    With ``rows`` and ``columns`` the pairs of their values that no record of the main kind has. On the web what lacks a
    record of that kind leads to its form.
    """
    texts = site.labels.texts
    if options.get('rows'):
        return empty_cells(options, site) or (Para(parts=(texts['gaps_none'],), style='none'),)
    blocks: list[Block] = []
    for page_kind in site.kinds.in_order(lambda kind: kind.gaps):
        facet = site.kinds.facets[page_kind]
        for kind in site.kinds.about(page_kind).expects:
            heading = Heading(text=texts[f'gap_{facet}_{kind}'])
            if facet != page_kind:  # the pages stand for the terms of a list, and some may lack a page
                terms = [term for term in site.labels.vocabulary.ids(facet) if not _has(kind, facet, term, site)]
                labels = tuple((site.labels.term(facet, term), *_lead(kind, facet, term, site)) for term in terms)
                blocks += [heading, Items(items=labels)] if terms else []
                continue
            empty = [item for item in site.catalog.of_type(page_kind) if not _has(kind, facet, item.id, site)]
            blocks += [heading, _without(empty, kind, facet, site)] if empty else []
    return tuple(blocks) or (Para(parts=(texts['gaps_none'],), style='none'),)


def _without(items: Iterable[Item], kind: str, facet: str, site: Site) -> Block:
    """The pages *items*, which have no record of *kind*."""
    if kind == site.kinds.main and site.form:
        return Items(items=tuple((*mention(item, site), *_lead(kind, facet, item.id, site)) for item in items))
    return Rows(rows=tuple(title_row(item, site) for item in items), style='plain')


def _lead(kind: str, facet: str, value: str, site: Site) -> tuple[Inline, ...]:
    """On the web, words that lead to the form for a record of *kind* with *value*; nothing if there is none."""
    query = form_query(kind, ((site.kinds.fields[kind][facet], value),), site)
    return (' ', Missing(text='', query=query, lead=site.labels.texts['gaps_add'], in_words=True)) if query else ()


def check_pair(options: Options, kinds: Kinds) -> None:
    """Raise ``ViewError`` for one of ``rows`` and ``columns`` alone, or what cannot be an axis."""
    if options.get('rows') or options.get('columns'):
        check_axes(options, kinds)


def _has(kind: str, facet: str, value: str, site: Site) -> bool:
    """Whether a record of *kind* has the *value* of *facet*."""
    return bool(site.catalog.select(kind, [(facet, value)]))


def reviews(options: Options, site: Site) -> tuple[Block, ...]:
    """The drafts, longest waiting first; then by organisation the pages whose review is due, longest overdue first."""
    pages = list(chain(site.catalog.documents, *(site.catalog.of_type(kind) for kind in site.kinds.listed)))
    drafts = _drafts((page for page in pages if page.record.is_draft), site)
    due = _due(pages, site)
    if not drafts:
        return due
    texts = site.labels.texts
    return Heading(text=texts['reviews_drafts']), drafts, Heading(text=texts['reviews_due']), *due


def _drafts(drafts: Iterable[Item], site: Site) -> Rows | None:
    """Those that nobody has reviewed yet; one that does not say when it was added stands last."""
    texts = site.labels.texts
    rows = []
    for item in sorted(drafts, key=lambda item: (item.record.added_on or '9', item.id, item.docname)):
        added = item.record.added_on
        when = (texts['added'].format(date=site.labels.date(added)),) if added else ()
        who = organisation(site.kinds.author_of(item.record), site.catalog, site.labels)
        author = (texts['list_author'].format(author=who),)
        rows.append(Row(title=link(item), meta=(texts[item.type], *when, *author)))
    return Rows(rows=tuple(rows)) if rows else None


def _due(pages: Iterable[Item], site: Site) -> tuple[Block, ...]:
    due = {page.docname: (day, page) for page in pages if (day := due_on(page.record)) and day <= site.today}
    if not due:
        return (Para(parts=(site.labels.texts['reviews_none'],), style='none'),)
    ordered = sorted(due.values(), key=lambda entry: (entry[0], entry[1].id, entry[1].docname))
    meta = site.labels.texts['review_due']

    def line(item: Item) -> Row:
        day = site.labels.date(due[item.docname][0])
        return Row(title=link(item), meta=(site.labels.texts[item.type], meta.format(date=day)))

    return _by_owner((item for _, item in ordered), line, site)


def contacts(options: Options, site: Site) -> tuple[Block, ...]:
    """The contacts that have run out or will within 60 days, by organisation, the first to run out first."""
    items = (item for kind in site.kinds.listed for item in site.catalog.of_type(kind))
    known = [(ask, item) for item in items if (ask := contact(item.record))]
    ending = [(ask.valid_until, item.id, item) for ask, item in known if ends_soon(ask, site.today)]
    texts = site.labels.texts
    if not ending:
        return (Para(parts=(texts['contacts_none' if known else 'contacts_absent'],), style='none'),)
    ending.sort(key=lambda entry: entry[:2])

    def line(item: Item) -> Row:
        ask = contact(item.record)
        assert ask is not None
        until = texts['contact_ended' if ask.valid_until < site.today else 'contact_until']
        when = until.format(date=site.labels.date(ask.valid_until))
        return Row(title=link(item), meta=(f'{ask.role}, {ask.unit}', when))

    return _by_owner((item for *_, item in ending), line, site)


def _by_owner(items: Iterable[Item], line: Callable[[Item], Row], site: Site) -> tuple[Block, ...]:
    """A heading and a list for each organisation that *items* belong to."""
    blocks: list[Block] = []
    for name, found in by_owner(items, site):
        blocks += [Heading(text=name), Rows(rows=tuple(map(line, found)))]
    return tuple(blocks)
