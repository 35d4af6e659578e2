"""What this handbook has beside the product: a view, and a file for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import s3ext

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def reviewed(options: s3ext.Options, site: s3ext.Site) -> tuple[s3ext.Block, ...]:
    """The cases that were reviewed last, with the day."""
    items = [item for item in s3ext.selected(options, site) if item.record.reviewed_on]
    items.sort(key=lambda item: (item.record.reviewed_on or '', item.id), reverse=True)
    chosen = items[: int(options.get('limit', '3'))]
    rows = tuple(s3ext.row(item, site, site.labels.date(item.record.reviewed_on or '')) for item in chosen)
    return (s3ext.Para(parts=(f'Senast genomgångna: {len(rows)}',)), s3ext.Rows(rows=rows))


def check_reviewed(options: s3ext.Options) -> None:
    """Refuse a limit that is no number."""
    if not options.get('limit', '1').isdecimal():
        words = f'"{options["limit"]}" är inte ett tal. Skriv hur många fall som ska visas.'
        raise s3ext.ViewError.saying(words, 'limit')


VIEWS = {
    'reviewed': s3ext.View(
        build=reviewed,
        options=('limit', 'filter'),
        check=check_reviewed,
        facets=True,
        type='case',
        meanings={'limit': 'hur många fall som visas'},
    )
}


def addresses(context: s3ext.OutputContext) -> s3ext.Files:
    """The address of every case, as JSON."""
    if not context.config.extras_addresses:
        return {}
    found = {item.id: context.url_for(item.docname) for item in context.site.catalog.of_type('case')}
    return {'addresses/cases.json': json.dumps(found, sort_keys=True).encode()}


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the output; the view is found by its name in ``conf.py``."""
    app.add_config_value('extras_addresses', True, 'html')
    s3ext.add_output(app, 'addresses', addresses, ['addresses/'])
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
