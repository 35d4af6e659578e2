"""The views: each a function from options and the catalogue to blocks, by the name of its directive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..blocks import Block
from . import editor, matrix, records, region_map, registers, relations, status
from .base import (
    Options,
    Site,
    ViewError,
    ViewKey,
    check_filter,
    filtered_records,
    type_of_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view: what it shows, the options it takes besides facets, and how its options are checked.

    ``page`` names the kind of page that the view is about when no ``id`` is given, ``type`` the kind of
    records it shows when it cannot show others.
    """

    build: Callable[[Options, Site], tuple[Block, ...]]
    options: tuple[str, ...] = ()
    check: Callable[[Options], None] | None = None
    facets: bool = False
    page: str = ''
    type: str = ''


VIEWS: dict[str, View] = {
    'records': View(
        build=records.records,
        options=('filter', 'group', 'sort', 'limit', 'style'),
        check=records.check,
        facets=True,
    ),
    'catalogue': View(build=records.catalogue, type='case'),
    'matrix': View(build=matrix.matrix, options=('rows', 'columns', 'filter', 'all'), check=matrix.check, facets=True),
    'map': View(build=region_map.region_map, options=('filter',), check=region_map.check, facets=True),
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
#: views that the product itself puts on pages, and no author
_INNER = {'status': View(build=status.status)}

count = records.count


def printed(key: ViewKey, site: Site) -> object:
    """What a placeholder for *key* becomes: blocks, or for a count its number."""
    return count(dict(key.options), site) if key.kind == 'count' else show(key, site)


def show(key: ViewKey, site: Site) -> tuple[Block, ...]:
    """What the view *key* prints now."""
    return (VIEWS.get(key.kind) or _INNER[key.kind]).build(dict(key.options), site)


__all__ = [
    'VIEWS',
    'Block',
    'Options',
    'Site',
    'View',
    'ViewError',
    'ViewKey',
    'check_filter',
    'count',
    'filtered_records',
    'printed',
    'show',
    'type_of_option',
]
