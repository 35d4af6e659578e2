"""Views: what a directive shows of the catalogue. Built when pages are written, compared by what they print."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from .catalog import Catalog, Item
from .labels import Labels
from .model import Case, Chapter, Pilot, RecordType

#: the facets a list can be limited to, and the kind of page whose id is a value of that facet
FACETS = {
    'region': RecordType.REGION,
    'theme': RecordType.THEME,
    'pilot': RecordType.PILOT,
    'process': RecordType.CHAPTER,
}
#: what each kind of record can be limited to and grouped by
FACETS_OF = {
    RecordType.CASE: ('region', 'theme', 'pilot', 'process'),
    RecordType.PILOT: ('region', 'theme'),
    RecordType.REGION: ('theme',),
    RecordType.THEME: (),
    RecordType.CHAPTER: (),
}
#: where a record counts as a value of a facet of cases
_FACET_OF_TYPE = {kind: facet for facet, kind in FACETS.items()}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ViewKey:
    """Which records a view shows: of one kind, limited by (facet, id) pairs, grouped by a facet or not."""

    type: RecordType
    where: tuple[tuple[str, str], ...] = ()
    group: str = ''

    def __str__(self) -> str:
        conditions = ','.join(f'{facet}={quote(value, safe="")}' for facet, value in self.where)
        return f'{self.type}?{conditions}#{self.group}'

    @classmethod
    def parse(cls, text: str) -> ViewKey:
        """The key that ``str`` wrote as *text*; keys travel in document trees as text."""
        kind, _, rest = text.partition('?')
        conditions, _, group = rest.partition('#')
        where = tuple(
            (facet, unquote(value)) for facet, _, value in (c.partition('=') for c in conditions.split(',') if c)
        )
        return cls(type=RecordType(kind), where=where, group=group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record in a list, as printed: linked title, short facts, summary."""

    type: RecordType
    id: str
    docname: str
    title: str
    meta: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rows under one heading; ``title`` is empty for an ungrouped list."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A list of records as printed; ``count`` is the number of different records in it."""

    count: int
    groups: tuple[Group, ...]


def list_view(key: ViewKey, catalog: Catalog, labels: Labels) -> ListView:
    """What the view *key* shows now."""
    items = catalog.select(key.type, key.where)
    if not key.group:
        groups = (Group(title='', rows=tuple(_row(item, catalog, labels) for item in items)),)
        return ListView(count=len(items), groups=groups if items else ())
    return ListView(count=len(items), groups=tuple(_groups(items, key.group, catalog, labels)))


def count(key: ViewKey, catalog: Catalog) -> int:
    """How many records the view *key* shows now."""
    return len(catalog.select(key.type, key.where))


def digest(*parts: object) -> str:
    """A short fingerprint of plain values; equal for equal values in every process."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _groups(items: Sequence[Item], facet: str, catalog: Catalog, labels: Labels) -> Iterable[Group]:
    """*items* under each value of *facet* they have, values in catalogue order, those without a value last."""
    by_value: dict[str, list[Item]] = {}
    for item in items:
        for value in item.record.facets().get(facet, ()) or ('',):
            by_value.setdefault(value, []).append(item)
    kind = FACETS[facet]
    for group in catalog.of_type(kind):
        group_value = group.record.process if isinstance(group.record, Chapter) else group.id
        if found := by_value.pop(group_value or '-', None):
            yield Group(title=group.title, rows=tuple(_row(item, catalog, labels) for item in found))
    left = {item.docname for found in by_value.values() for item in found}
    if left:
        rows = tuple(_row(item, catalog, labels) for item in items if item.docname in left)
        yield Group(title=labels.texts['without_group'], rows=rows)


def _row(item: Item, catalog: Catalog, labels: Labels) -> Row:
    return Row(
        type=item.type,
        id=item.id,
        docname=item.docname,
        title=item.title,
        meta=tuple(_meta(item, catalog, labels)),
        summary=item.record.summary or '',
    )


def _meta(item: Item, catalog: Catalog, labels: Labels) -> Iterable[str]:
    """The short facts that tell one record from its neighbours in a list."""
    record = item.record
    if isinstance(record, Case):
        yield ', '.join(region_names(record.regions, catalog)) or labels.texts['national']
        yield labels.period(record.period)
        return
    if isinstance(record, Pilot):
        yield labels.term('pilot_kind', record.kind)
        yield labels.period(record.period)
        if record.regions:
            yield labels.texts.count('region', len(record.regions))
        return
    facet = _FACET_OF_TYPE[item.type]
    value = record.process if isinstance(record, Chapter) else item.id
    if value is None:
        return
    for kind in (RecordType.REGION, RecordType.PILOT, RecordType.CASE):
        if facet in FACETS_OF[kind]:
            number = len(catalog.select(kind, [(facet, value)]))
            if number or kind is RecordType.CASE:
                yield labels.texts.count(kind.value, number)


def region_names(ids: Iterable[str], catalog: Catalog) -> list[str]:
    """The titles of the regions called *ids*; an id without a page stands for itself."""
    found = ((region_id, catalog.get(RecordType.REGION, region_id)) for region_id in ids)
    return [item.title if item else region_id for region_id, item in found]
