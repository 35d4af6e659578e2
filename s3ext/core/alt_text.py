"""Whether an alternative text says anything of its picture: what programs and haste put there does not.

Web Content Accessibility Guidelines 2.2, failure F30: names of files and placeholders are no text alternatives.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata

#: words that name the kind of thing and not what it shows, alone or with a number
_KINDS = """
bild bilden bilder foto fotot fotografi image images picture pic photo photograph img figur figuren figure fig diagram
diagrammet graf graph chart karta kartan map tabell table logo logotyp logga logotype ikon icon symbol skärmbild
skärmdump skärmklipp screenshot illustration grafik graphic ritning drawing banner omslag cover rubrik text bildtext alt
alternativtext alttext beskrivning description bildbeskrivning caption titel title todo tbd xxx test prov namnlös
untitled placeholder platshållare utan namn ingen saknas null undefined none n/a
"""
_EMPTY = frozenset(_KINDS.split())
#: what skeletons, messages and programs say instead of a text
_PHRASES = frozenset(
    """
    vad bilden visar
    beskriv bilden
    beskriv bilden här
    beskrivning av bilden
    skriv alternativtext
    skriv vad bilden visar
    alternativ text
    alternative text
    alt text
    en bild
    ett foto
    an image
    a picture
    describe the image
    description of the image
    ingen beskrivning
    no description
    bild utan titel
    """.strip()
    .replace('    ', '')
    .split('\n')
)
_FILE = re.compile(r'[\w.()\s-]+\.(?:png|jpe?g|webp|svg|gif|heic|tiff?|bmp|pdf)', re.IGNORECASE)
#: names that cameras, telephones and programs give, in full
_CAMERA = re.compile(
    r'(?:img|dsc[nf]?|pxl|p|image|bild|foto|screenshot|skärmbild)?[\s_-]*\d[\d\s_.-]*(?:kopia|copy)?', re.I
)

#: what ``check_alt`` answers for a text without a letter, a digit or a sign that can be read aloud
ALT_EMPTY = 'alt_empty'
#: a text of so many characters says something
_LONG = 80


def check_alt(alt: str, source: str) -> str | None:
    """What is wrong with *alt* for the picture *source*, or None.

    ``ALT_EMPTY``, or the name of the text that says it: 'alt_nothing' for words that every picture could have,
    'alt_file_name'.
    """
    shown = ''.join(
        char for char in unicodedata.normalize('NFC', alt) if unicodedata.category(char) not in ('Cf', 'Cc')
    )
    words = re.sub(r'[^\w/]+', ' ', shown.replace('_', ' ')).strip().casefold()
    if not any(char.isalnum() for char in words):
        # emoji and arrows have names that are read
        return 'alt_nothing' if any(unicodedata.category(char)[0] == 'S' for char in shown) else ALT_EMPTY
    written = ' '.join(shown.split())
    if len(written) > _LONG:
        return None
    stem = posixpath.splitext(posixpath.basename(source))[0]
    if _FILE.fullmatch(written) or (written == stem and re.search(r'[_-]', stem)):
        return 'alt_file_name'
    if _CAMERA.fullmatch(written):
        return 'alt_nothing'
    bare = re.sub(r'(?: |^)(?:nr|nummer|no)?\s*\d+[a-z]?$', '', words).strip()
    if bare in _EMPTY or words in _PHRASES or len(set(words.replace(' ', ''))) == 1:
        return 'alt_nothing'
    return None
