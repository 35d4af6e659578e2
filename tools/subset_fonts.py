"""Writes the typefaces of the pages: those of the PDF with the letters of Europe's Latin scripts, as woff2.

Each in two files: what nearly every page holds, and the rest, which a browser fetches for a page that holds some of it.

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
#: what Swedish and its neighbours' languages write, the accents that Swedish has, dashes, quotation marks and minus: as
#: ``unicode-range`` says in ``styles/fonts.css``
EVERYDAY = (
    *range(0x7F), *map(ord, '\N{NO-BREAK SPACE}§·½ÄÅÆÉÖ×ØÜàäåæèéêëöøü'),
    0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2060, 0x2212,
)  # fmt: skip
#: Latin with all that Europe's languages add, accents as signs of their own, punctuation, money, arrows, arithmetic
LETTERS = (*range(0x250), *range(0x2C6, 0x2DE), *range(0x1E80, 0x1E86), 0x1E9E, *range(0x2000, 0x2300))
#: the end of the names of files, and what they hold
PARTS = {'': EVERYDAY, '-More': tuple(set(LETTERS) - set(EVERYDAY))}
#: distances between letters, signs made of others, forms of a language, digits of one width
FEATURES = ('kern', 'ccmp', 'locl', 'calt', 'tnum')


def write(name: str, part: str) -> int:
    """Write the *part* of the typeface *name*; the number of its bytes."""
    options = subset.Options(
        flavor='woff2', hinting=False, layout_features=list(FEATURES), drop_tables=['FFTM', 'DSIG'], name_IDs=['*']
    )
    font = subset.load_font(FROM / f'{name}.ttf', options)
    font.recalcTimestamp = False
    parts = subset.Subsetter(options)
    parts.populate(unicodes=PARTS[part])
    parts.subset(font)
    file = TO / f'{name}{part}.woff2'
    subset.save_font(font, file, options)
    return file.stat().st_size


if __name__ == '__main__':
    for face in FACES:
        for part in PARTS:
            print(f'{face}{part}: {write(face, part)}')
