"""``map`` and ``where``: areas drawn on the handbook's map, and the same in words."""

from __future__ import annotations

from ..drawing.areas import CountedArea, count_map, lit_map, ranges
from ..drawing.signs import swatch
from ..model.catalog import Item
from ..model.fields import Field, Kind
from ..model.kinds import Kinds
from .base import Options, Site, View, ViewError, link, selected, type_of_option
from .blocks import Block, Figure, Inline, Items, Para, Table

#: more names than these are not said beside a small map, whose description has them all
_MOST_NAMES = 6


def area_map(options: Options, site: Site) -> tuple[Block, ...]:
    """The map, what its shades mean, and the table that says the same."""
    kind = type_of_option(options, site.kinds)
    field = _areas_of(kind, site.kinds)
    counts: dict[str, int] = {}
    for item in selected(options, site):
        for area in field.values(item.record) if field else ():
            counts[area] = counts.get(area, 0) + 1
    texts = site.labels.texts
    areas, rows = [], []
    for area_code, item in _areas(site):
        number = counts.get(item.id, 0)
        areas.append(CountedArea(code=area_code, name=item.title, page=item.docname, count=number))
        name: tuple[Inline, ...] = (link(item),)
        rows.append((name, (str(number),)))
    title = texts['map_title'].format(records=texts[f'{kind}_many'])
    head = ((texts[field.of] if field else '',), (texts['map_count'],))
    table = Table(caption=title, head=head, rows=tuple(rows), style='map')
    if site.map is None:
        return (table,)
    words = (texts[f'{kind}_one'], texts[f'{kind}_many'])
    drawing = count_map(site.map, areas, title=title, description=texts['map_description'], words=words)
    return (Figure(drawing=drawing, beside=(_shades([area.count for area in areas], words, site),)), table)


def _shades(counts: list[int], words: tuple[str, str], site: Site) -> Items:
    """What each shade of the map stands for."""
    texts = site.labels.texts
    items: list[tuple[Inline, ...]] = []
    for step, least, most in ranges(counts):
        number = str(least) if least == most else texts['map_range'].format(least=least, most=most)
        items.append((swatch(f'area-{step}'), f' {number} {words[most != 1]}'))
    return Items(items=tuple(items), style='legend')


def where(options: Options, site: Site) -> tuple[Block, ...]:
    """The areas of a record on a small map: those that it names, those that name it, or its own; and which they are."""
    kind = type_of_option(options, site.kinds)
    item = site.catalog.get(kind, options.get('id', ''))
    if item is None or site.map is None:
        return ()
    areas, ids, texts = _areas(site), _area_ids(item, site), site.labels.texts
    lit = {code: area.title for code, area in areas if area.id in ids}
    if not lit:
        return ()
    words = texts.interface.get(f'where_{kind}', texts['where_words'])
    listed = ', '.join(lit.values())
    title = texts['where_title'].format(title=item.title)
    drawing = lit_map(site.map, lit, title=title, description=f'{words} {listed}.')
    many = len(lit) > _MOST_NAMES
    shown = texts['where_many'].format(count=len(lit), all=len(areas)) if many else listed
    caption = (swatch('lit'), f' {words} {shown}')
    return (Figure(drawing=drawing, beside=(Para(parts=caption, style='figure-words'),)),)


def _area_ids(item: Item, site: Site) -> frozenset[str]:
    """The areas that belong to *item*, by the ids of their records."""
    if item.type in site.kinds.area_codes:
        return frozenset({item.id})
    if field := _areas_of(item.type, site.kinds):
        return frozenset(field.values(item.record))
    return frozenset(
        area.id
        for kind in site.kinds.area_codes
        for field in site.kinds.fields[kind].values()
        if field.kind is Kind.RECORD and field.of == item.type
        for area in site.catalog.select(kind, [(field.name, item.id)])
    )


def _areas(site: Site) -> list[tuple[str, Item]]:
    """The records that lie each in an area, with its code."""
    codes = site.kinds.area_codes.items()
    return [(getattr(item.record, code), item) for kind, code in codes for item in site.catalog.of_type(kind)]


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


def check_where(options: Options) -> None:
    """Raise ``ViewError`` unless it is said what it is about."""
    if 'id' not in options:
        raise ViewError('view_missing', value='id')


#: for the profile that has a map
VIEW = View(build=area_map, options=('filter',), fits=check, facets=True)
WHERE = View(build=where, options=('id',), check=check_where, book=False)
