"""The map of Sweden: its 21 counties by county code, as ``tools/make_map_shapes.py`` drew them."""

from __future__ import annotations

from importlib import resources

from ..core.drawing.areas import read_map

MAP = read_map(resources.files(__package__).joinpath('map_shapes.json').read_text('utf-8'))
