"""What the form's script needs to read documents as the import does: its patterns, limits and lists, as data.

The script follows the rules of this room step by step (``web/static/s3-import-*.js``); a test compares what both make
of the same documents.
"""

from __future__ import annotations

import re
from typing import Any

from ..gate import addresses as hosts
from ..gate.allowed import MAIL_ADDRESS, MAX_CELLS, MAX_LINE, MAX_ROLE, TELEPHONE, WEB_ADDRESS
from ..schema.ecmascript import ecmascript
from ..texts.messages import Texts
from . import (
    addresses,
    cited_numbers,
    clean_text,
    headings,
    listed_sources,
    markdown,
    notes,
    package,
    page,
    shapes,
    word,
)

#: what the names of the import's texts begin with
_WORDS = 'import_'
_PATTERNS = {
    'around': addresses._AROUND,
    'bare': markdown._BARE,
    'blanks': clean_text._BLANKS,
    'bullet': shapes._BULLET,
    'cited': cited_numbers._CITED,
    'cited_range': cited_numbers._RANGE,
    'dash': shapes._DASH,
    'dash_start': markdown._DASH,
    'heading_end': shapes._HEADING_END,
    'heading_number': headings._NUMBER,
    'letter': shapes._LETTER,
    'line_start': markdown._LINE_START,
    'listed_number': listed_sources._NUMBER,
    'listed_parted': listed_sources._PARTED,
    'loose_space': clean_text._LOOSE_SPACE,
    'mail_address': MAIL_ADDRESS,
    'meaning': markdown._MEANING,
    'note_address': notes._ADDRESS,
    'number': shapes._NUMBER,
    'numbered': markdown._NUMBERED,
    'point': markdown._POINT,
    'shown_host': hosts._SHOWN,
    'shown_mail': hosts._MAIL,
    'spoken': shapes._SPOKEN,
    'telephone': TELEPHONE,
    'web_address': WEB_ADDRESS,
}


def import_rules() -> dict[str, Any]:
    """The patterns by name, each with the flags that ECMAScript has for it; limits; what is replaced by what."""
    return {
        'patterns': {name: [_script(form), _flags(form)] for name, form in _PATTERNS.items()},
        'hyphens': _by_character(clean_text._HYPHENS),
        'signs': _by_character(clean_text._SIGNS),
        'encoded': _by_character(addresses._ENCODED),
        'after_address': notes._AFTER,
        'note_edges': notes._EDGES,
        'common_hosts': sorted(notes._COMMON),
        'shortest_near': headings._SHORTEST,
        'one_in': headings._ONE_IN,
        'styles': word.STYLES,
        'longest_heading': shapes._LONGEST_HEADING,
        'deepest_heading': shapes._DEEPEST,
        'deepest_list': shapes._DEEPEST_LIST,
        'longest_line': MAX_LINE,
        'longest_role': MAX_ROLE,
        'longest_title': notes.LONGEST_TITLE,
        'longest_url': notes._LONGEST_URL,
        'wrapped': markdown._LONG_LINE,
        'most_cells': MAX_CELLS,
        'most_characters': page._MOST_CHARACTERS,
        'most_bytes': package.MAX_BYTES,
        'most_xml': package._MOST_XML,
        'most_elements': package._MOST_ELEMENTS,
    }


def import_words(texts: Texts) -> dict[str, str]:
    """What the report says, by the names that it has there."""
    return {name.removeprefix(_WORDS): text for name, text in texts.interface.items() if name.startswith(_WORDS)}


def _script(form: re.Pattern[str]) -> str:
    """The pattern of *form* for ECMAScript: what Python calls a letter or digit there is one here too."""
    return ecmascript(form.pattern.replace(r'[^\W_]', '[\\p{L}\\p{N}]'))


def _flags(form: re.Pattern[str]) -> str:
    return 'iu' if form.flags & re.IGNORECASE else 'u'


def _by_character(table: dict[int, Any]) -> dict[str, str]:
    """What ``str.maketrans`` has made, with characters for numbers."""
    return {chr(number): str(text) for number, text in table.items()}
