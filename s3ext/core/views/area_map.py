"""``map``: how many records each area has, drawn on the handbook's map and told in a table."""

from __future__ import annotations

from ..blocks import Block, CountedArea, CountMap, Inline, Table
from ..fields import AREA_CODES, FIELDS, Field, Kind
from ..kinds import RecordType
from .base import Options, Site, View, ViewError, link, selected, type_of_option


def area_map(options: Options, site: Site) -> tuple[Block, ...]:
    """The map, and the table that says the same."""
    kind = type_of_option(options)
    field = _areas_of(kind)
    counts: dict[str, int] = {}
    for item in selected(options, site):
        for area in field.values(item.record) if field else ():
            counts[area] = counts.get(area, 0) + 1
    texts = site.labels.texts
    areas, rows = [], []
    for area_kind, code in AREA_CODES.items():
        for item in site.catalog.of_type(area_kind):
            number = counts.get(item.id, 0)
            area_code = getattr(item.record, code)
            areas.append(CountedArea(code=area_code, name=item.title, docname=item.docname, count=number))
            name: tuple[Inline, ...] = (link(item),)
            rows.append((name, (str(number),)))
    title = texts['map_title'].format(records=texts[f'{kind}_many'])
    drawing = CountMap(
        areas=tuple(areas),
        title=title,
        description=texts['map_description'],
        words=(texts[f'{kind}_one'], texts[f'{kind}_many']),
    )
    head = ((texts[field.of] if field else '',), (texts['map_count'],))
    return (drawing, Table(caption=title, head=head, rows=tuple(rows), style='map'))


def _areas_of(kind: RecordType) -> Field | None:
    """The field of the records of *kind* that names those of the kind with a place on the map; None without one."""
    areas = {area.value for area in AREA_CODES}
    return next((field for field in FIELDS[kind].values() if field.kind is Kind.RECORD and field.of in areas), None)


def check(options: Options) -> None:
    """Raise ``ViewError`` for records that belong to no area."""
    kind = type_of_option(options)
    if _areas_of(kind) is None:
        allowed = ', '.join(sorted(kind.value for kind in FIELDS if _areas_of(kind)))
        raise ViewError('view_option', value=kind.value, allowed=allowed)


#: for the profile that has a map
VIEW = View(build=area_map, options=('filter',), check=check, facets=True)
