"""What readers take along as a text document (docx): a title, what stands below it, and where it comes from."""

from __future__ import annotations

from .content import Document, Grid, Part
from .word_parts import FOOT, add_part, fill, is_wide, new_document, saved


def word_file(document: Document) -> bytes:
    """The bytes of *document*; equal for equal documents."""
    docx = new_document(
        document.title, document.language, document.publisher, document.date, lies=is_wide(document.parts)
    )
    docx.add_heading(document.title, 1)
    before: Part | None = None
    for part in document.parts:
        if isinstance(part, Grid) and isinstance(before, Grid):
            docx.add_paragraph()  # else they become one table
        add_part(docx, part, 1)
        before = part
    for paragraph in document.foot:
        fill(docx.add_paragraph(style=FOOT), paragraph.runs)
    return saved(docx)
