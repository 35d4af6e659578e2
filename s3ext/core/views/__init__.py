"""The views: each a function from options and the catalogue to blocks, by the name of its directive."""

from __future__ import annotations

from types import MappingProxyType

from ..blocks import Block
from . import area_map, editor, matrix, records, registers, relations, status
from .base import (
    Options,
    Site,
    View,
    ViewError,
    ViewKey,
    Views,
    check_filter,
    filtered_records,
    type_of_option,
)

VIEWS: Views = MappingProxyType(
    {
        'records': View(
            build=records.records,
            options=('filter', 'group', 'sort', 'limit', 'style'),
            check=records.check,
            facets=True,
        ),
        'catalogue': View(build=records.catalogue, type='case'),
        'matrix': View(
            build=matrix.matrix, options=('rows', 'columns', 'filter', 'all'), check=matrix.check, facets=True
        ),
        'map': area_map.VIEW,
        'related': View(build=relations.related, options=('limit',), check=records.check_limit, page='case'),
        'backlinks': View(build=relations.backlinks, page='case'),
        'tools': View(build=relations.tools, options=('filter',), facets=True, type='case'),
        'handled': View(build=relations.handled, page='obstacle'),
        'peers': View(build=relations.peers, options=('limit',), check=records.check_limit, page='region'),
        'partners': View(build=relations.partners, page='region'),
        'timeline': View(build=registers.timeline, options=('filter', 'region', 'theme'), type='pilot'),
        'questions': View(build=registers.questions, options=('filter',), type='case'),
        'sources': View(build=registers.sources, options=('filter',), facets=True),
        'deselected': View(build=registers.deselected),
        'news': View(build=registers.news, options=('since',), check=registers.check_since),
        'completeness': View(build=editor.completeness, options=('filter',), facets=True),
        'gaps': View(build=editor.gaps),
        'reviews': View(build=editor.reviews),
        'contacts': View(build=editor.contacts),
    }
)
#: views that the product itself puts on pages, and no author
_INNER = {'status': View(build=status.status)}

count = records.count


def printed(key: ViewKey, site: Site) -> object:
    """What a placeholder for *key* becomes: blocks, or for a count its number."""
    return count(dict(key.options), site) if key.kind == 'count' else show(key, site)


def show(key: ViewKey, site: Site) -> tuple[Block, ...]:
    """What the view *key* prints now. Raises ``OwnViewError`` for one of the site's own that fails."""
    options = dict(key.options)
    if view := VIEWS.get(key.kind) or _INNER.get(key.kind):
        return view.build(options, site)
    try:
        return tuple(site.views[key.kind].build(options, site))
    except Exception as error:
        raise OwnViewError(key, error) from error


class OwnViewError(Exception):
    """A view of the site's own that failed with *error*."""

    def __init__(self, key: ViewKey, error: Exception) -> None:
        options = f' {dict(key.options)}' if key.options else ''
        super().__init__(f'{key.kind}{options}: {type(error).__name__}: {error}')


__all__ = [
    'VIEWS',
    'Block',
    'Options',
    'OwnViewError',
    'Site',
    'View',
    'ViewError',
    'ViewKey',
    'Views',
    'check_filter',
    'count',
    'filtered_records',
    'printed',
    'show',
    'type_of_option',
]
