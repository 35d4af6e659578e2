"""Writes the typefaces of the pages: those of the PDF with the letters of Europe's Latin scripts, as woff2.

    .venv/bin/python tools/subset_fonts.py

Run it when the typefaces in ``s3ext/pdf/fonts/`` are exchanged. Letters that are left out are drawn in the reader's own
typeface. The instructions for coarse screens go too: a third of the bytes, and browsers that draw with grey edges
hardly heed them.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).parents[1]
FROM = ROOT / 's3ext' / 'pdf' / 'fonts'
TO = ROOT / 's3ext' / 'web' / 'static' / 'fonts'
FACES = ('PublicSans-Regular', 'PublicSans-Italic', 'PublicSans-SemiBold')
#: Latin with all that Europe's languages add, accents as signs of their own, punctuation, money, arrows, arithmetic
LETTERS = (*range(0x250), *range(0x2C6, 0x2DE), *range(0x1E80, 0x1E86), 0x1E9E, *range(0x2000, 0x2300))
#: distances between letters, signs made of others, forms of a language, digits of one width
FEATURES = ('kern', 'ccmp', 'locl', 'calt', 'tnum')


def write(name: str) -> int:
    """Write the typeface *name*; the number of its bytes."""
    options = subset.Options(
        flavor='woff2', hinting=False, layout_features=list(FEATURES), drop_tables=['FFTM', 'DSIG'], name_IDs=['*']
    )
    font = subset.load_font(FROM / f'{name}.ttf', options)
    font.recalcTimestamp = False
    parts = subset.Subsetter(options)
    parts.populate(unicodes=LETTERS)
    parts.subset(font)
    subset.save_font(font, TO / f'{name}.woff2', options)
    return (TO / f'{name}.woff2').stat().st_size


if __name__ == '__main__':
    for face in FACES:
        print(f'{face}: {write(face)}')
