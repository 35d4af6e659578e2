"""Norwegian words that say nothing of a picture."""

from __future__ import annotations

from s3ext.api import alt_words

_ALONE = """
bilde bildet foto fotografi figur figuren diagram graf kart kartet tabell logo ikon skjermbilde tegning
"""

ALT_WORDS = alt_words(
    _ALONE.split(),
    ('et bilde', 'et foto', 'beskriv bildet', 'beskrivelse av bildet', 'alternativ tekst', 'ingen beskrivelse'),
    names=('bilde', 'foto', 'skjermbilde'),
    copy=('kopi',),
    number=('nr', 'nummer'),
)
