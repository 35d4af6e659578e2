"""Make the list of words for compounds from the Swedish word list of Debian's package hunspell-sv.

``python tools/make_compound_words.py /usr/share/hunspell/sv_SE.dic``

The file holds two lists with an empty line between: what may stand first in a compound, as it stands there without
a linking s; and the keys of the nouns without marks, which may stand last. It is used when the site is built and is
not part of it.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

from s3ext.core.search.words import plain
from s3ext.handbook.language import SWEDISH, WORDS

#: flags of sv_SE.aff: endings of nouns; endings of verbs and adjectives; first or middle part of a compound
NOUN, OTHER, FIRST = frozenset('CDEFGHIJ'), frozenset('KLMNOPQRST'), frozenset('UXZ')
#: longer words are compounds themselves, and are found by their parts
LONGEST = 13


def entries(dictionary: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each word of a ``.dic`` file with its flags."""
    for line in dictionary.splitlines()[1:]:
        word, _, flags = line.split('\t')[0].strip().partition('/')
        if word.isalpha() and word.islower() and 3 <= len(word) <= LONGEST:
            yield plain(word), frozenset(flags)


def lists(dictionary: str) -> tuple[list[str], list[str]]:
    """What may stand first, and the keys of what may stand last."""
    firsts, heads = set(), set()
    for word, flags in entries(dictionary):
        noun = bool(flags & NOUN) and not flags & OTHER
        if noun or flags & FIRST:
            firsts.add(word)
        if noun:
            heads.add(SWEDISH.fold(SWEDISH.key(word)))
    return sorted(firsts), sorted(head for head in heads if len(head) > 2)


def main(arguments: list[str]) -> int:
    """Write the file; returns the exit code."""
    firsts, heads = lists(Path(arguments[0]).read_text('utf-8'))
    text = '\n'.join([*firsts, '', *heads, ''])
    WORDS.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f'{WORDS.name}: {len(firsts)} + {len(heads)}, {WORDS.stat().st_size} bytes')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
