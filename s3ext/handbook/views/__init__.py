"""The views that know the kinds of S3-handboken, by the name of their directive."""

from __future__ import annotations

from types import MappingProxyType

from ...core.views import View, Views, area_map, listing
from . import registers, relations

VIEWS: Views = MappingProxyType(
    {
        'map': area_map.VIEW,
        'related': View(build=relations.related, options=('limit',), check=listing.check_limit, page='case'),
        'backlinks': View(build=relations.backlinks, page='case'),
        'tools': View(build=relations.tools, options=('filter',), facets=True, type='case'),
        'handled': View(build=relations.handled, page='obstacle'),
        'takers': View(build=relations.takers, page='template'),
        'peers': View(build=relations.peers, options=('limit',), check=listing.check_limit, page='region'),
        'partners': View(build=relations.partners, page='region'),
        'timeline': View(build=registers.timeline, options=('filter', 'region', 'theme'), type='pilot'),
        'questions': View(build=registers.questions, options=('filter',), type='case'),
        'deselected': View(build=registers.deselected),
        'former': View(build=registers.former),
    }
)
