"""``map``: how many records each region has, drawn on the counties and told in a table."""

from __future__ import annotations

from ..blocks import Block, County, CountyMap, Inline, Table
from ..model.kinds import Kinds
from .base import Options, Site, ViewError, field_of, link, selected, type_of_option


def region_map(options: Options, site: Site) -> tuple[Block, ...]:
    """The map, and the table that says the same."""
    kind = type_of_option(options, site.kinds)
    field = field_of(kind, 'region', site.kinds)
    counts: dict[str, int] = {}
    for item in selected(options, site):
        for region in field.values(item.record):
            counts[region] = counts.get(region, 0) + 1
    texts = site.labels.texts
    counties, rows = [], []
    for item in site.catalog.of_type('region'):
        number = counts.get(item.id, 0)
        county = County(
            code=getattr(item.record, 'county_code', ''), name=item.title, docname=item.docname, count=number
        )
        counties.append(county)
        name: tuple[Inline, ...] = (link(item),)
        rows.append((name, (str(number),)))
    title = texts['map_title'].format(records=texts[f'{kind}_many'])
    drawing = CountyMap(
        counties=tuple(counties),
        title=title,
        description=texts['map_description'],
        words=(texts[f'{kind}_one'], texts[f'{kind}_many']),
    )
    head = ((texts['region'],), (texts['map_count'],))
    return (drawing, Table(caption=title, head=head, rows=tuple(rows), style='map'))


def check(options: Options, kinds: Kinds) -> None:
    """Raise ``ViewError`` for records that belong to no region."""
    kind = type_of_option(options, kinds)
    if kind not in ('case', 'pilot'):
        raise ViewError('view_option', value=kind, allowed='case, pilot')
