"""The data behind the catalogue in the browser: every case with its values, every facet with its words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .base import Site, value_items

#: the texts of the interface that the script shows
_TEXTS = (
    'filter',
    'clear',
    'shown',
    'none',
    'sort',
    'sort_title',
    'sort_newest',
    'sort_oldest',
    'from',
    'to',
    'period',
)


def catalogue_script(site: Site, url_for: Callable[[str], str]) -> str:
    """A script that gives the browser the catalogue as data; *url_for* maps a docname to a relative address.

    A script, not JSON to fetch: a page opened from a folder may not fetch anything.
    """
    data = json.dumps(catalogue_data(site, url_for), ensure_ascii=False, sort_keys=True, separators=(',', ':'))
    return f'(window.S3??={{}}).catalogueData={script_safe(data)};\n'


def catalogue_data(site: Site, url_for: Callable[[str], str]) -> dict[str, Any]:
    """``facets``: name, label and values (id, label); ``items``: address, values by facet, first and last year."""
    kinds = site.kinds
    items, names, fields = site.catalog.of_type(kinds.main), kinds.catalogue_facets, kinds.fields[kinds.main]
    facets = []
    for name in names:
        field = fields[name]
        values = [(value.id, value.label) for value, _ in value_items(field, items, site) if value.id]
        facets.append(
            {'name': name, 'label': site.labels.texts.filter_label(field.owner, field.field), 'values': values}
        )
    entries = []
    for item in items:
        span = item.record.span
        entries.append(
            {
                'url': url_for(item.docname),
                'values': {name: list(fields[name].values(item.record)) for name in names},
                'from': int(span.start[:4]) if span and span.start else None,
                'to': int(span.end[:4]) if span and span.end else None,
            }
        )
    texts = {name: site.labels.texts[f'catalogue_{name}'] for name in _TEXTS}
    return {'facets': facets, 'items': entries, 'texts': texts}


def script_safe(data: str) -> str:
    """The JSON *data* so that it may stand in a script: no tag can end it, and no line separator can break it."""
    for char in '<>&\u2028\u2029':
        data = data.replace(char, f'\\u{ord(char):04x}')
    return data
