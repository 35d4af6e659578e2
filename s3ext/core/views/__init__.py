"""The views: each a function from options and the catalogue to blocks, by the name of its directive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from . import data, editorial, listing, matrix, news, original, registers, status
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
from .blocks import Block

#: those that every handbook has
VIEWS: Views = MappingProxyType(
    {
        'records': View(
            build=listing.records,
            options=('filter', 'group', 'sort', 'limit', 'style'),
            fits=listing.check,
            facets=True,
        ),
        'catalogue': View(build=listing.catalogue, options=('filter', 'sort'), fits=listing.check, finder=True),
        'matrix': View(
            build=matrix.matrix,
            options=('rows', 'columns', 'filter', 'all'),
            fits=matrix.check,
            facets=True,
            here=True,
        ),
        'sources': View(build=registers.sources, options=('filter', 'also'), fits=registers.check_also, facets=True),
        'news': View(build=news.news, options=('since',), check=news.check_since, files=True, here=True),
        'open-data': View(build=data.open_data),
        'completeness': View(build=editorial.completeness, options=('filter',), facets=True),
        'gaps': View(build=editorial.gaps, options=('rows', 'columns'), fits=editorial.check_pair),
        'reviews': View(build=editorial.reviews),
        'contacts': View(build=editorial.contacts),
    }
)
#: views that the product itself puts on pages, and no author
_INNER = {
    'status': View(build=status.status),
    'withdrawn': View(build=status.withdrawn),
    'named': View(build=listing.named),
}

#: what a page of a further language shows beside the others (``core.twins``)
TWIN_VIEWS: Views = MappingProxyType({'original': View(build=original.original, options=('title',), here=True)})

count = listing.count
#: what stands in running text
IN_TEXT: Mapping[str, Callable[[Options, Site], object]] = MappingProxyType(
    {'count': count, 'minutes': listing.minutes}
)
catalogue_pages = listing.catalogue_pages


def printed(key: ViewKey, site: Site) -> object:
    """What a placeholder for *key* becomes: blocks, or for one in running text a number or words."""
    return IN_TEXT[key.kind](dict(key.options), site) if key.kind in IN_TEXT else show(key, site)


def show(key: ViewKey, site: Site) -> tuple[Block, ...]:
    """What the view *key* prints now. Raises ``OwnViewError`` for one that is not the engine's and fails."""
    options = dict(key.options)
    if view := VIEWS.get(key.kind) or _INNER.get(key.kind) or TWIN_VIEWS.get(key.kind):
        return view.build(options, site)
    try:
        return tuple(site.views[key.kind].build(options, site))
    except Exception as error:
        raise OwnViewError(key, error) from error


class OwnViewError(Exception):
    """A view of the site's own, or of its profile, that failed with *error*."""

    def __init__(self, key: ViewKey, error: Exception) -> None:
        options = f' {dict(key.options)}' if key.options else ''
        super().__init__(f'{key.kind}{options}: {type(error).__name__}: {error}')


__all__ = [
    'IN_TEXT',
    'TWIN_VIEWS',
    'VIEWS',
    'Block',
    'Options',
    'OwnViewError',
    'Site',
    'View',
    'ViewError',
    'ViewKey',
    'Views',
    'catalogue_pages',
    'check_filter',
    'count',
    'filtered_records',
    'printed',
    'show',
    'type_of_option',
]
