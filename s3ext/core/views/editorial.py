"""For the editor: what entries lack, white spots, reviews that are due, contacts that run out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import chain

from ..model.catalog import Item
from ..model.completeness import lacks, share
from ..model.declared import declared
from ..model.header import Header
from ..model.kinds import Kinds
from ..model.parts import Ask
from ..model.status import organisation
from .base import Options, Site, form_query, link, mention, selected, title_row, type_of_option
from .blocks import Block, Heading, Inline, Items, Missing, Para, Row, Rows, Table
from .matrix import check as check_axes
from .matrix import empty_cells

#: a contact that runs out within this time is listed
_SOON = datetime.timedelta(days=60)


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
    """The drafts, longest waiting first; then the pages of all kinds whose review is due, longest overdue first."""
    pages = list(chain(site.catalog.documents, *(site.catalog.of_type(kind) for kind in site.kinds.listed)))
    drafts = _drafts((page for page in pages if page.record.is_draft), site)
    due = _due(pages, site)
    if not drafts:
        return (due,)
    texts = site.labels.texts
    return Heading(text=texts['reviews_drafts']), drafts, Heading(text=texts['reviews_due']), due


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


def _due(pages: Iterable[Item], site: Site) -> Block:
    due = [(day, page) for page in pages if (day := due_on(page.record)) and day <= site.today]
    if not due:
        return Para(parts=(site.labels.texts['reviews_none'],), style='none')
    due.sort(key=lambda entry: (entry[0], entry[1].id, entry[1].docname))
    meta = site.labels.texts['review_due']
    return Rows(
        rows=tuple(
            Row(title=link(item), meta=(site.labels.texts[item.type], meta.format(date=site.labels.date(day))))
            for day, item in due
        )
    )


def contacts(options: Options, site: Site) -> tuple[Block, ...]:
    """The contacts that have run out or will within 60 days."""
    limit = (datetime.date.fromisoformat(site.today) + _SOON).isoformat()
    pages = (item for kind in site.kinds.listed for item in site.catalog.of_type(kind))
    known = [(ask, item) for item in pages if isinstance(ask := getattr(item.record, 'ask', None), Ask)]
    ending = [(ask.valid_until, item, ask) for ask, item in known if ask.valid_until <= limit]
    if not ending:
        words = site.labels.texts['contacts_none' if known else 'contacts_absent']
        return (Para(parts=(words,), style='none'),)
    ending.sort(key=lambda entry: (entry[0], entry[1].id))
    text = site.labels.texts['contact_until']
    return (
        Rows(
            rows=tuple(
                Row(title=link(item), meta=(f'{ask.role}, {ask.unit}', text.format(date=site.labels.date(day))))
                for day, item, ask in ending
            )
        ),
    )


def due_on(record: Header) -> str | None:
    """The day a page should be reviewed again, ``YYYY-MM-DD``; None for a page that was never reviewed."""
    if record.reviewed_on is None:
        return None
    day = datetime.date.fromisoformat(record.reviewed_on)
    months = day.year * 12 + day.month - 1 + record.review_every
    year, month = divmod(months, 12)
    last = (datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1) - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last)).isoformat()
