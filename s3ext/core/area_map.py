"""The areas of a country as one inline SVG: shaded by count, the number printed in each, with links.

The drawing carries classes and no colours; the site's style sheet has them, for light and dark. Beside the map
belongs a table with the same numbers, for those who do not see the map or find a small area hard to hit. The shapes
are the profile's.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from urllib.parse import urlsplit

#: the darkest step; there are this many beside the step for none
LAST_STEP = 4
#: in the units of the drawing; small areas need room for three digits of this size
FONT_SIZE = 15
#: from the middle of a digit down to the line it stands on
_BASELINE = 5

_NOT_XML = re.compile('[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
#: browsers drop some of these and read a backslash as a slash, so that the address would be another than it seems
_NOT_IN_ADDRESS = re.compile(r'[\s\\\x00-\x1f\x7f-\x9f]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The outline of an area as path data, and where its number goes."""

    path: str
    label: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMap:
    """A map that a profile gives: the areas by code, in its order, the size of the drawing, and whose data it is.

    Records of the kind with an ``AreaCode`` lie each in one of the areas.
    """

    source: str
    size: tuple[int, int]
    areas: Mapping[str, Area]


def read_map(text: str) -> AreaMap:
    """The map with the shapes in *text*, which is JSON.

    It holds a ``source``, a ``viewbox`` (width, height), and ``areas`` by code with ``path`` and ``label`` (x, y).
    """
    data = json.loads(text)
    areas = {
        code: Area(path=area['path'], label=(area['label'][0], area['label'][1]))
        for code, area in sorted(data['areas'].items())
    }
    width, height = data['viewbox']
    return AreaMap(source=data['source'], size=(width, height), areas=MappingProxyType(areas))


def steps(counts: Mapping[str, int]) -> dict[str, int]:
    """The shade of each key: 0 for none, else 1 to 4 by the quarter its count falls in among those that have any.

    A count's step is 1 plus the share of all counts above zero that are smaller, in whole quarters. So equal
    counts get equal steps, a larger count never a lower step, the smallest always 1, and one area far ahead of
    the rest does not make the rest look alike. The order of *counts* means nothing.
    """
    ranked = sorted(count for count in counts.values() if count > 0)
    return {
        key: 1 + LAST_STEP * bisect_left(ranked, count) // len(ranked) if count > 0 else 0
        for key, count in counts.items()
    }


def draw_map(
    shapes: AreaMap,
    counts: Mapping[str, int],
    names: Mapping[str, str],
    hrefs: Mapping[str, str],
    *,
    title: str,
    description: str,
    words: tuple[str, str],
) -> str:
    """The map *shapes* as one ``<svg>``, the same text for the same arguments. All mappings are by the code of an area.

    An area without a count has none (0), one without a name goes by its code, and one without a link, or with one
    that is neither relative nor http(s), is drawn without a link. Codes that no area has are left out.
    *words* name what is counted, one and many ('4 cases').
    """
    shown = {code: counts.get(code, 0) for code in shapes.areas}
    step = steps(shown)
    links = {code: hrefs[code] for code in shapes.areas if code in hrefs and is_safe_href(hrefs[code])}

    areas = []
    numbers = []
    for code, shape in shapes.areas.items():
        text = f'{names.get(code, code)}: {shown[code]} {words[shown[code] != 1]}'
        area = f'<title>{_xml(text)}</title><path class="s3-map-{step[code]}" d="{shape.path}"/>'
        areas.append(f'<a href="{_xml(links[code])}">{area}</a>' if code in links else f'<g>{area}</g>')
        x, y = shape.label
        numbers.append(f'<text x="{x}" y="{y + _BASELINE}">{shown[code]}</text>')

    # An image has no parts for assistive technology: role="img" would leave the links in the tab order, without
    # name or role (ARIA: children presentational). A group keeps them, each with its <title> as name: "North: 4 cases".
    role = 'group' if links else 'img'
    # The links say the numbers, so the printed ones are hidden or they would be read twice. They lie on top of all
    # the areas and let the pointer through to them.
    printed = (
        f'<g class="s3-map-numbers" aria-hidden="true" pointer-events="none" text-anchor="middle"'
        f' font-size="{FONT_SIZE}">\n{_lines(numbers)}</g>\n'
    )
    content = f'{_lines(areas)}{printed}'
    title, description = _xml(title), _xml(description)
    # two different maps on a page must not share ids
    key = hashlib.sha256(f'{title}\n{description}\n{content}'.encode()).hexdigest()[:8]
    width, height = shapes.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="s3-map" viewBox="0 0 {width} {height}" role="{role}"'
        f' aria-labelledby="map-{key}-title map-{key}-desc">\n'
        f'<title id="map-{key}-title">{title}</title>\n'
        f'<desc id="map-{key}-desc">{description}</desc>\n'
        f'{content}</svg>'
    )


def is_safe_href(href: str) -> bool:
    """Whether *href* is relative to the page or the site, or leads to an http(s) address."""
    if not href or _NOT_IN_ADDRESS.search(href):
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in {'http', 'https'} and bool(parts.netloc)
    # '//host' and '///host' leave the site without showing it
    return not href.startswith('//')


def _xml(text: str) -> str:
    """*text* for an element or a quoted attribute; characters that XML cannot hold become a replacement mark."""
    return escape(_NOT_XML.sub('\ufffd', text))


def _lines(parts: list[str]) -> str:
    return ''.join(f'{part}\n' for part in parts)
