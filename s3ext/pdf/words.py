"""What the PDF says by itself: from the interface texts, or in Swedish for a name that has none there yet."""

from __future__ import annotations

from types import MappingProxyType

from ..core.messages import Texts

_SWEDISH = MappingProxyType(
    {
        'pdf_subtitle': 'Regionernas arbete med smart specialisering',
        'pdf_writing': 'skriver sidor till PDF:en... ',
        'pdf_setting': 'sätter PDF:en',
        'pdf_unknown_node': 'PDF:en kan inte visa "{kind}" på rätt sätt. Bara texten skrivs ut.',
        'pdf_image_alt': 'Bilden {image} saknar alternativtext. Skriv mellan hakparenteserna vad bilden visar: ![…](…)',
        'pdf_image_missing': 'Bilden {image} kan inte visas i PDF:en. Alternativtexten skrivs ut i stället.',
        'pdf_faults': 'PDF:en skrevs inte. Rätta bilderna ovan ({count} st) och bygg igen.',
        'pdf_failed': 'PDF:en skrevs inte. {cause}',
        'pdf_failed_page': 'PDF:en skrevs inte. Felet finns på sidan {page}: {cause}',
        'pdf_no_glyph': 'tecknet "{char}" finns inte i PDF:ens typsnitt. Skriv det på ett annat sätt.',
        'pdf_bad_epoch': 'SOURCE_DATE_EPOCH måste vara ett antal sekunder, inte "{value}".',
    }
)


def pdf_text(texts: Texts, name: str, **details: object) -> str:
    """The text called *name* with *details* filled in."""
    return texts.interface.get(name, _SWEDISH[name]).format(**details)
