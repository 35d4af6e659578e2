"""Swedish words that say nothing of a picture."""

from __future__ import annotations

from ..core.page.alt_text import alt_words

_ALONE = """
bild bilden bilder foto fotot fotografi figur figuren diagrammet graf karta kartan tabell logotyp logga ikon skärmbild
skärmdump skärmklipp grafik ritning omslag rubrik bildtext alternativtext beskrivning bildbeskrivning titel prov namnlös
platshållare utan namn ingen saknas
"""

ALT_WORDS = alt_words(
    _ALONE.split(),
    (
        *('vad bilden visar', 'beskriv bilden', 'beskriv bilden här', 'beskrivning av bilden', 'alternativ text'),
        *('skriv alternativtext', 'skriv vad bilden visar', 'en bild', 'ett foto', 'ingen beskrivning'),
        'bild utan titel',
    ),
    names=('bild', 'foto', 'skärmbild'),
    copy=('kopia',),
    number=('nr', 'nummer'),
)
