"""How shapes look in the PDF, by the names of their looks. On the web the style sheet colours the same names.

The colours are those of the web in its light look (``web/styles/drawing.css``). A test compares the names.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: what goes before the name of a look in the class of a shape
PREFIX = 's3-d-'
_INK, _DARK, _PAPER, _MUTED, _EDGE = '#1b2a2e', '#0b5561', '#ffffff', '#4a5a5e', '#4a5a5e'
_FONT = 'font-family:"Public Sans"'

#: the looks that a scale goes through, the strongest first; the last is hollow
STEPS = tuple(f'step-{number}' for number in range(1, 7))
#: as many of them are so dark that what is written on them is light
DARK_STEPS = 2

#: CSS declarations by the name of a look
PRINT: Mapping[str, str] = MappingProxyType(
    {
        # areas by how many, and an area that is meant
        'area-0': f'fill:#f1f5f4;stroke:{_PAPER}',
        'area-1': f'fill:#d2e7e9;stroke:{_PAPER}',
        'area-2': f'fill:#aed5da;stroke:{_PAPER}',
        'area-3': f'fill:#83c0c7;stroke:{_PAPER}',
        'area-4': f'fill:#55a6b0;stroke:{_PAPER}',
        'land': f'fill:#d5e0e0;stroke:{_PAPER};stroke-width:.6',
        'lit': f'fill:{_DARK};stroke:{_PAPER};stroke-width:.6',
        # parts of something whole, from the strongest to the weakest
        'step-1': f'fill:{_DARK};stroke:{_EDGE}',
        'step-2': f'fill:#3b7883;stroke:{_EDGE}',
        'step-3': f'fill:#8fbcc3;stroke:{_EDGE}',
        'step-4': f'fill:#b5d5d9;stroke:{_EDGE}',
        'step-5': f'fill:#d8eaec;stroke:{_EDGE}',
        'step-6': f'fill:{_PAPER};stroke:{_EDGE}',
        # parts of a ring
        'part': f'fill:#e4eeec;stroke:{_PAPER};stroke-width:3',
        'part-lit': f'fill:{_DARK};stroke:{_PAPER};stroke-width:3',
        # signs, lines and words
        'sign': f'fill:{_DARK};stroke:{_DARK};stroke-width:1.6',
        'sign-open': f'fill:{_PAPER};stroke:{_DARK};stroke-width:1.6',
        'sign-line': f'fill:none;stroke:{_DARK};stroke-width:1.8;stroke-linecap:round',
        'sign-faint': 'fill:#9aa9ac;stroke:none',
        'bar': f'fill:{_DARK};stroke:none',
        'bar-other': 'fill:#b57a4d;stroke:none',
        'bar-ended': f'fill:{_PAPER};stroke:#7a3b12;stroke-dasharray:3 2',
        'grid': 'fill:none;stroke:#ccd7d6',
        'now': 'fill:none;stroke:#b3261e;stroke-width:1.5',
        'words': f'fill:{_INK};{_FONT};font-weight:600;font-size:15px',
        'words-on': f'fill:{_PAPER};{_FONT};font-weight:600;font-size:15px',
        'order': f'fill:{_MUTED};{_FONT};font-size:14px',
        'order-on': f'fill:{_PAPER};{_FONT};font-size:14px',
        'number': f'fill:{_INK};{_FONT};font-weight:600;font-size:44px',
        'number-on': f'fill:{_PAPER};{_FONT};font-weight:600;font-size:44px',
        'tick': f'fill:{_MUTED};{_FONT};font-size:11px',
        'tick-on': f'fill:{_PAPER};{_FONT};font-weight:600;font-size:11px',
        'tick-off': f'fill:{_INK};{_FONT};font-weight:600;font-size:11px',
    }
)


def step_looks(count: int) -> tuple[str, ...]:
    """The looks of a scale of *count* steps, spread over all: the strongest first, the last hollow."""
    last = len(STEPS) - 1
    return tuple(STEPS[min(round(last * place / max(count - 1, 1)), last)] for place in range(count))
