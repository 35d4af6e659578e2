"""What the form needs to take in files as data: the limits and patterns of the check itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..gate import file_kinds as kinds
from ..gate import material_clean, materials
from ..gate.files import MAX_PIXELS, MAX_SIDE
from .ecmascript import ecmascript

#: pictures that a browser can draw anew; it cannot do that with drawings and leave them as they are
_PICTURES = tuple(kind for kind in kinds.PICTURES if kind not in ('svg', 'jpeg'))


#: words that the form shows before anybody takes in a file or a text
_AT_ONCE = ('add_', 'mail_', 'open_', 'send_', 'taken', 'file_texts')


def words_at_once(words: Mapping[str, str]) -> dict[str, str]:
    """Those of the *words* about files that the form needs from the first."""
    return {name: text for name, text in words.items() if name.startswith(_AT_ONCE)}


def file_kinds_allowed() -> dict[str, Any]:
    """The endings of files that may go along with a page."""
    return {'pictures': _PICTURES, 'materials': kinds.MATERIALS}


def file_rules() -> dict[str, Any]:
    """Kinds and sizes of the files that may go along with a page, and what they must not hold."""
    rules = materials.script_rules()
    return (
        file_kinds_allowed()
        | rules
        | {
            'page_bytes': kinds.MAX_PAGE_BYTES,
            'picture_bytes': kinds.MAX_PICTURE_BYTES,
            'material_bytes': kinds.MAX_MATERIAL_BYTES,
            'side': MAX_SIDE,
            'pixels': MAX_PIXELS,
            'foreign': sorted(kinds.FOREIGN_PICTURES),
            **{name: ecmascript(rules[name]) for name in ('active', 'people', 'left_out')},
            'cleaned': [
                [ecmascript(name), ecmascript(form), instead] for name, form, instead in material_clean.script_cleaned()
            ],
        }
    )
