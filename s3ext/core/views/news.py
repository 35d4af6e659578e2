"""``news``: what is new since a day, by organisation, and as a text to paste.

In the browser a later day can be chosen. The script arranges what ``Changes`` hands it as ``_arranged`` does here.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..model.catalog import Item
from ..model.status import marks
from .base import Options, Site, ViewError, by_owner, link, owners
from .blocks import Block, Change, Changes, Fold, Heading, Para, PasteLine, Row, Rows
from .table_file import table_file

#: more pages than these that came, or were reviewed, on one day are told of by their number
MANY = 30
#: the texts that the script shows besides the names of groups
_TEXTS = (
    *('months', 'full_date', 'news_new_one', 'news_new_many', 'news_old_one', 'news_old_many', 'news_total'),
    *('news_is_new', 'news_is_reviewed', 'news_many', 'news_none', 'news_text_head', 'news_text_new'),
    *('news_text_reviewed', 'news_copied'),
)


class _Arranged(NamedTuple):
    """What is told of one by one, by group; and of days with many: the day, whether they are new, and they by group."""

    groups: dict[str, list[Change]]
    days: list[tuple[str, bool, dict[str, list[Change]]]]


def check_since(options: Options) -> None:
    """Raise ``ViewError`` for a ``since`` that is no day."""
    since = options.get('since', '')
    try:
        day = datetime.date.fromisoformat(since).isoformat()
    except ValueError:
        day = ''
    if not since or day != since:
        raise ViewError('view_date', value=since)


def news(options: Options, site: Site) -> tuple[Block, ...]:
    """Pages added, and pages reviewed, since the day ``since``: by organisation, of each the newest first."""
    since, texts = options['since'], site.labels.texts
    found = _changes(since, site)
    groups = list(dict.fromkeys(change.group for change in found))
    arranged = _arranged(found)
    blocks: list[Para | Heading | Rows | Fold] = [Para(parts=(_total(found, since, site),), style='count')]
    blocks += _listed(arranged.groups)
    for day, is_new, inner in arranged.days:
        blocks.append(Fold(title=_many(day, is_new, inner, site), blocks=tuple(_listed(inner))))
    if not found:
        blocks.append(Para(parts=(texts['news_none'],), style='none'))
    return (
        Changes(
            since=since,
            blocks=tuple(blocks),
            groups=tuple(groups),
            changes=tuple(found),
            lines=tuple(_lines(arranged, options.get('page', ''), since, site)),
            many=MANY,
            texts=tuple((name.removeprefix('news_'), texts[name]) for name in _TEXTS),
            label=texts['news_text'],
            since_label=texts['news_since'],
            copy=texts['news_copy'],
        ),
        table_file(f'{texts["news_file"]}-{since}', *_cells(found, site), site),
    )


def _cells(found: Iterable[Change], site: Site) -> tuple[list[str], Iterator[tuple[str, ...]]]:
    """The head and the rows of the file: the pages by organisation, as on the page, with days that programs read."""
    texts = site.labels.texts
    names = ('group', 'day', 'what', 'kind', 'title', 'added', 'reviewed', 'page')
    rows = (
        (
            *(change.group, change.day, texts['news_column_new' if change.is_new else 'news_column_old'], change.kind),
            *(change.row.title.text, change.added, change.reviewed, change.row.title.docname),
        )
        for change in found
    )
    return [texts[f'news_column_{name}'] for name in names], rows


def _changes(since: str, site: Site) -> list[Change]:
    """What is new or was reviewed *since*, by group: the organisations, those of several, the others."""
    items = (item for kind in site.kinds.in_order(lambda kind: kind.news) for item in site.catalog.of_type(kind))
    found = [item for item in items if max(item.record.added_on or '', item.record.reviewed_on or '') >= since]
    changes: list[Change] = []
    for group, members in by_owner(found, site):
        # the sort is stable: pages of one day stay in the order of the catalogue
        told = (_change(item, group, since, site) for item in members)
        changes += sorted(told, key=lambda change: change.day, reverse=True)
    return changes


def _change(item: Item, group: str, since: str, site: Site) -> Change:
    labels = site.labels
    of = [one.title for one in owners(item, site)]
    added, reviewed = item.record.added_on or '', item.record.reviewed_on or ''
    is_new = added >= since
    name = labels.texts[item.type]
    about = ' · '.join((*marks(item.record, labels), name, *([', '.join(of)] if len(of) > 1 else [])))
    when = labels.texts['news_is_new' if is_new else 'news_is_reviewed']
    day = added if is_new else reviewed
    row = Row(title=link(item), meta=(about, when.format(date=labels.date(day))))
    return Change(row=row, kind=name, group=group, day=day, is_new=is_new, added=added, reviewed=reviewed)


def _arranged(found: Iterable[Change]) -> _Arranged:
    """*found* by group, the days with many pages apart: the last day first, new ones before those reviewed."""
    changes = list(found)
    numbers = Counter((change.day, change.is_new) for change in changes)
    many = sorted((of for of, number in numbers.items() if number > MANY), reverse=True)
    rest = [change for change in changes if (change.day, change.is_new) not in many]
    days = [(*of, _by_group(change for change in changes if (change.day, change.is_new) == of)) for of in many]
    return _Arranged(_by_group(rest), days)


def _by_group(changes: Iterable[Change]) -> dict[str, list[Change]]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.group, []).append(change)
    return groups


def _listed(groups: dict[str, list[Change]]) -> Iterator[Heading | Rows]:
    for name, changes in groups.items():
        yield Heading(text=name)
        yield Rows(rows=tuple(change.row for change in changes))


def _total(found: list[Change], since: str, site: Site) -> str:
    texts = site.labels.texts
    new = sum(change.is_new for change in found)
    numbers = {'new': texts.count('news_new', new), 'reviewed': texts.count('news_old', len(found) - new)}
    return texts['news_total'].format(**numbers, date=site.labels.date(since))


def _many(day: str, is_new: bool, groups: dict[str, list[Change]], site: Site) -> str:
    texts, number = site.labels.texts, sum(map(len, groups.values()))
    pages = texts.count('news_new' if is_new else 'news_old', number)
    return texts['news_many'].format(pages=pages, date=site.labels.date(day))


def _lines(arranged: _Arranged, page: str, since: str, site: Site) -> Iterator[PasteLine]:
    """The text to paste: a line for each page, and one for each day with many."""
    texts = site.labels.texts
    yield PasteLine(text=texts['news_text_head'].format(date=site.labels.date(since)))
    for name, changes in arranged.groups.items():
        yield PasteLine(text='')
        yield PasteLine(text=name)
        for change in changes:
            words = texts['news_text_new' if change.is_new else 'news_text_reviewed']
            yield PasteLine(
                text=words.format(title=change.row.title.text, kind=change.kind), docname=change.row.title.docname
            )
    for day, is_new, inner in arranged.days:
        yield PasteLine(text='')
        yield PasteLine(text=_many(day, is_new, inner, site), docname=page)
    if not arranged.groups and not arranged.days:
        yield PasteLine(text=texts['news_none'])
