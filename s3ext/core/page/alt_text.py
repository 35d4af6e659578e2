"""Whether an alternative text says anything of its picture: what programs and haste put there does not.

Web Content Accessibility Guidelines 2.2, failure F30: names of files and placeholders are no text alternatives.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

#: words that name the kind of thing and not what it shows
_ALONE = """
image images picture pic photo photograph img figure fig diagram graph chart map table logo logotype icon symbol
screenshot illustration graphic drawing banner cover alt alttext description caption title text todo tbd xxx test
untitled placeholder null undefined none n/a
"""
#: what skeletons, messages and programs say instead of a text
_PHRASES = (
    *('alternative text', 'alt text', 'an image', 'a picture', 'describe the image', 'description of the image'),
    'no description',
)
_FILE = re.compile(r'[\w.()\s-]+\.(?:png|jpe?g|webp|svg|gif|heic|tiff?|bmp|pdf)', re.IGNORECASE)
#: what ``check_alt`` answers for a text without a letter, a digit or a sign that can be read aloud
ALT_EMPTY = 'alt_empty'
#: a text of so many characters says something
_LONG = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class AltWords:
    """Words that say nothing of a picture, in lower case.

    ``alone``: those that name the kind of thing, alone or with a number; ``phrases``: what skeletons, messages and
    programs say instead of a text; ``cameras``: names that cameras, telephones and programs give, in full; ``number``:
    a number at the end of a text, with a word before it.
    """

    alone: frozenset[str]
    phrases: frozenset[str]
    cameras: re.Pattern[str]
    number: re.Pattern[str]


def alt_words(
    alone: Iterable[str] = (),
    phrases: Iterable[str] = (),
    *,
    names: Iterable[str] = (),
    copy: Iterable[str] = (),
    number: Iterable[str] = (),
) -> AltWords:
    """The words of a language, besides those that everybody's programs use, which are English.

    *names* stand before the number of a file and *copy* after it, *number* before others: 'Photo_2 copy', 'map no 2'.
    """
    before, after, counted = (
        '|'.join(map(re.escape, words))
        for words in (
            (*names, 'image', 'screenshot', 'pxl', 'img', 'dscn', 'dscf', 'dsc', 'p'),
            (*copy, 'copy'),
            (*number, 'no'),
        )
    )
    return AltWords(
        alone=frozenset((*alone, *_ALONE.split())),
        phrases=frozenset((*phrases, *_PHRASES)),
        cameras=re.compile(rf'(?:{before})?[\s_-]*\d[\d\s_.-]*(?:{after})?', re.I),
        number=re.compile(rf'(?: |^)(?:{counted})?\s*\d+[a-z]?$'),
    )


#: what nobody needs to add
ENGLISH = alt_words()


def check_alt(alt: str, source: str, words: AltWords) -> str | None:
    """What is wrong with *alt* for the picture *source*, or None; *words* say nothing.

    ``ALT_EMPTY``, or the name of the text that says it: 'alt_nothing' for words that every picture could have,
    'alt_file_name'.
    """
    shown = ''.join(
        char for char in unicodedata.normalize('NFC', alt) if unicodedata.category(char) not in ('Cf', 'Cc')
    )
    plain = re.sub(r'[^\w/]+', ' ', shown.replace('_', ' ')).strip().casefold()
    if not any(char.isalnum() for char in plain):
        # emoji and arrows have names that are read
        return 'alt_nothing' if any(unicodedata.category(char)[0] == 'S' for char in shown) else ALT_EMPTY
    written = ' '.join(shown.split())
    if len(written) > _LONG:
        return None
    stem = posixpath.splitext(posixpath.basename(source))[0]
    if _FILE.fullmatch(written) or (written == stem and re.search(r'[_-]', stem)):
        return 'alt_file_name'
    if words.cameras.fullmatch(written):
        return 'alt_nothing'
    bare = words.number.sub('', plain).strip()
    if bare in words.alone or plain in words.phrases or len(set(plain.replace(' ', ''))) == 1:
        return 'alt_nothing'
    return None
