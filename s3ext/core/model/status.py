"""What is known of a page: who wrote it, whether anybody has approved it, and whether the editors have reviewed it.

The only place that says so: pages, lists, the search and the covers of the PDFs all ask here.
"""

from __future__ import annotations

from collections.abc import Collection

from .catalog import Catalog
from .header import Header
from .labels import Labels

#: the closed list of authors that are no organisations with pages (``Header.written_by``)
_AUTHORS = 'author'


def organisation(name: str, catalog: Catalog, labels: Labels) -> str:
    """What the author or approver with the id *name* is called: as its page says, or the label of a listed one."""
    if name in labels.vocabulary.ids(_AUTHORS):
        return labels.term(_AUTHORS, name)
    item = catalog.get(catalog.kinds.organisations, name)
    return (item.record.organisation or item.title) if item else name


def draft_statement(record: Header, labels: Labels) -> str:
    """That *record* is a draft; an empty text if it is none."""
    return labels.texts['status_draft'] if record.is_draft else ''


def statement(record: Header, catalog: Catalog, labels: Labels) -> str:
    """Who wrote *record*, whether anybody has approved it, and when the editors reviewed it, in sentences."""
    texts = labels.texts
    who = catalog.kinds.author_of(record)
    by_editors = who == catalog.kinds.editors
    author = organisation(who, catalog, labels)
    # a page without sources must not call them public: it is what the editors propose themselves
    editors = texts['status_editors' if record.sources else 'status_editors_alone']
    sentences = [editors if by_editors else texts['status_author'].format(author=author)]
    if record.approved:
        details = {
            'author': organisation(record.approved.by, catalog, labels),
            'unit': record.approved.unit,
            'date': labels.date(record.approved.date),
        }
        sentences.append(texts['status_approved'].format(**details))
    else:
        # nobody has approved a text of the editors, that is known; of others it is only known that nobody said so
        sentences.append(texts['status_not_approved' if by_editors else 'status_approval_unknown'])
    if record.reviewed_on:
        sentences.append(texts['status_reviewed'].format(date=labels.date(record.reviewed_on)))
    return ' '.join(sentences)


def draft_mark(record: Header, labels: Labels) -> tuple[str, ...]:
    """That *record* is a draft, in a word."""
    return (labels.texts['draft'],) if record.is_draft else ()


def marks(record: Header, labels: Labels) -> tuple[str, ...]:
    """What stands before the facts of *record* in lists and hits: that it is a draft, and what is remarked of it."""
    remark = record.short_remark(labels)
    return (*draft_mark(record, labels), *((remark[:1].upper() + remark[1:],) if remark else ()))


def author_marks(record: Header, catalog: Catalog, labels: Labels) -> tuple[str, ...]:
    """What stands after the facts of *record* in a list: who wrote it, if not the editors, and who approved it."""
    author = catalog.kinds.author_of(record)
    found = [('list_author', author)] if author != catalog.kinds.editors else []
    found += [('list_approved', record.approved.by)] if record.approved else []
    return tuple(labels.texts[name].format(author=organisation(who, catalog, labels)) for name, who in found)


def joint_statement(records: Collection[Header], catalog: Catalog, labels: Labels) -> str:
    """What ``statement`` says of several *records* together: how many are by whom, approved, drafts, and sourced."""
    texts = labels.texts
    if len(records) == 1:
        [record] = records
        return ' '.join(filter(None, (draft_statement(record, labels), statement(record, catalog, labels))))
    kinds = catalog.kinds
    numbers = {
        'others': sum(kinds.author_of(record) != kinds.editors for record in records),
        'approved': sum(record.approved is not None for record in records),
        'drafts': sum(record.is_draft for record in records),
    }
    sentences = []
    if not numbers['others']:
        sourced = sum(bool(record.sources) for record in records)
        sentences.append(texts['statuses_editors' if sourced == len(records) else 'statuses_editors_alone'])
        sentences += [texts['statuses_not_approved']] if not numbers['approved'] else []
        numbers |= {'sourced': sourced} if sourced < len(records) else {}
    for name, number in numbers.items():
        if number:
            form = 'one' if number == 1 else 'many'
            sentences.append(texts[f'statuses_{name}_{form}'].format(number=number, all=len(records)))
    return ' '.join(sentences)
