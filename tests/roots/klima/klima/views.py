"""A view that knows the kinds of this handbook."""

from __future__ import annotations

import s3ext

from .kinds import Tiltak, kroner


def costs(options: s3ext.Options, site: s3ext.Site) -> tuple[s3ext.Block, ...]:
    """What the measures with a known cost come to together."""
    measures = [item.record for item in s3ext.selected({**options, 'type': 'tiltak'}, site)]
    total = sum(one.kostnad.kroner for one in measures if isinstance(one, Tiltak) and one.kostnad)
    return (s3ext.Para(parts=(f'Kjente kostnader til sammen: {kroner(total)}',)),)


VIEWS = {'kostnader': s3ext.View(build=costs, options=('filter',), facets=True, type='tiltak')}
