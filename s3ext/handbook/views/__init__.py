"""The views that know the kinds of S3-handboken, by the name of their directive."""

from __future__ import annotations

from types import MappingProxyType

from ...core.views import View, Views, area_map, listing
from . import compare, figures, ledger, regions, registers, relations

VIEWS: Views = MappingProxyType(
    {
        'map': area_map.VIEW,
        'where': area_map.WHERE,
        'wheel': View(build=figures.wheel, options=('process',)),
        'choices': View(build=figures.choices),
        'evidence': View(build=figures.evidence, options=('filter',), facets=True, type='case'),
        'related': View(
            build=relations.related, options=('limit',), check=listing.check_limit, page='case', book=False
        ),
        'backlinks': View(build=relations.backlinks, page='case', book=False),
        'tools': View(build=relations.tools, options=('filter',), facets=True, type='case', book=False),
        'handled': View(build=relations.handled, page='obstacle', type='case'),
        'takers': View(build=relations.takers, page='template', book=False),
        'peers': View(build=regions.peers, options=('limit',), check=listing.check_limit, page='region', book=False),
        'partners': View(build=regions.partners, page='region', book=False),
        'like-cases': View(
            build=regions.like_cases,
            options=('limit', 'filter'),
            check=listing.check_limit,
            facets=True,
            page='region',
            type='case',
            book=False,
            once=True,
        ),
        'adaptations': View(build=regions.adaptations, page='region', book=False),
        'timeline': View(build=registers.timeline, options=('filter', 'region', 'theme'), type='pilot'),
        'questions': View(build=registers.questions, options=('filter',), type='case'),
        'claims': View(build=ledger.claims, finder=True, files=True, here=True),
        'compare': View(build=compare.compare, finder=True, files=True),
        'deselected': View(build=registers.deselected),
        'former': View(build=registers.former),
    }
)
