"""``map``: how many records each area has, drawn on the handbook's map and listed in a table."""

from __future__ import annotations

from ..model.fields import Field, Kind
from ..model.kinds import Kinds
from .base import Options, Site, View, ViewError, link, selected, type_of_option
from .blocks import Block, CountedArea, CountMap, Inline, Table


def area_map(options: Options, site: Site) -> tuple[Block, ...]:
    """The map, and the table that says the same."""
    kind = type_of_option(options, site.kinds)
    field = _areas_of(kind, site.kinds)
    counts: dict[str, int] = {}
    for item in selected(options, site):
        for area in field.values(item.record) if field else ():
            counts[area] = counts.get(area, 0) + 1
    texts = site.labels.texts
    areas, rows = [], []
    for area_kind, code in site.kinds.area_codes.items():
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


def _areas_of(kind: str, kinds: Kinds) -> Field | None:
    """The field of the records of *kind* that names those of the kind with a place on the map; None without one.

    One that names its own kind says what lies beside it, and not where it lies.
    """
    fields = (field for field in kinds.fields[kind].values() if field.kind is Kind.RECORD and field.of != kind)
    return next((field for field in fields if field.of in kinds.area_codes), None)


def check(options: Options, kinds: Kinds) -> None:
    """Raise ``ViewError`` for records that belong to no area."""
    kind = type_of_option(options, kinds)
    if _areas_of(kind, kinds) is None:
        allowed = ', '.join(sorted(kind for kind in kinds.listed if _areas_of(kind, kinds)))
        raise ViewError('view_option', value=kind, allowed=allowed)


#: for the profile that has a map
VIEW = View(build=area_map, options=('filter',), fits=check, facets=True)
