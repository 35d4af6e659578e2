"""PDF for download: nothing that runs, no file within the file, no author (ISO 32000-2: 7.11.4, 12.6, 14.3)."""

from __future__ import annotations

import io
import re
from typing import Any

from .material_error import MaterialError

#: actions that leave the document or run something (ISO 32000-2, table 201); links (URI) and places (GoTo) may stand
_ACTIONS = frozenset(
    {'/JavaScript', '/Launch', '/SubmitForm', '/ImportData', '/GoToR', '/GoToE', '/Rendition', '/Movie', '/Sound'}
    | {'/RichMediaExecute', '/ResetForm', '/Hide'}
)
_ANNOTATIONS = frozenset({'/RichMedia', '/Movie', '/Sound', '/Screen', '/3D', '/FileAttachment'})
#: remarks, with the name of who made them
_REMARKS = frozenset({'/Text', '/FreeText', '/Highlight', '/Popup', '/Stamp', '/Ink', '/Underline', '/StrikeOut'})
_KEYS = frozenset({'/JS', '/JavaScript', '/EmbeddedFiles', '/EF', '/XFA', '/AA'})
MAX_OBJECTS = 20_000
_CREATOR = re.compile(rb'<dc:creator>\s*<rdf:(?:Seq|Bag|Alt)>(.*?)</rdf:', re.DOTALL)
_MAX_XMP = 200_000


def check_pdf(data: bytes) -> None:
    """Raise ``MaterialError`` for the first thing in the PDF *data* that must not be published."""
    import pikepdf  # here: most checks meet no PDF

    if not data.startswith(b'%PDF-'):
        raise MaterialError('material_broken')
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise MaterialError('material_locked')
            if len(pdf.objects) > MAX_OBJECTS:
                raise MaterialError('material_large')
            _check(pdf, pikepdf)
    except pikepdf.PasswordError:
        raise MaterialError('material_locked') from None
    except pikepdf.PdfError:
        raise MaterialError('material_broken') from None


def _check(pdf: Any, pikepdf: Any) -> None:
    for item in pdf.objects:
        _check_object(item, pikepdf, 0)
    author = str(pdf.docinfo.get('/Author', '')).strip() if '/Info' in pdf.trailer else ''
    if author:
        raise MaterialError('material_author', author[:60])
    metadata = pdf.Root.get('/Metadata')
    if isinstance(metadata, pikepdf.Stream):
        text = metadata.read_bytes()
        if len(text) > _MAX_XMP:
            raise MaterialError('material_large')
        names = [re.sub(rb'<[^>]*>', b'', match).strip() for match in _CREATOR.findall(text)]
        if any(names):
            raise MaterialError('material_author', names[0].decode('utf-8', 'replace')[:60])


def _check_object(item: Any, pikepdf: Any, depth: int) -> None:
    """Look at a dictionary and what stands directly in it; what it refers to is an object of its own."""
    if depth > 30:
        raise MaterialError('material_large')
    if isinstance(item, pikepdf.Array):
        for value in list(item):
            if not getattr(value, 'is_indirect', False):
                _check_object(value, pikepdf, depth + 1)
        return
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key in list(item.keys()):
        value = item[key]
        if key in _KEYS:
            raise MaterialError('material_active', key.lstrip('/'))
        if key == '/S' and isinstance(value, pikepdf.Name) and str(value) in _ACTIONS:
            raise MaterialError('material_active', str(value).lstrip('/'))
        if key == '/Subtype' and isinstance(value, pikepdf.Name):
            if str(value) in _ANNOTATIONS:
                raise MaterialError('material_active', str(value).lstrip('/'))
            if str(value) in _REMARKS and '/Rect' in item:
                raise MaterialError('material_comments')
        if not getattr(value, 'is_indirect', False):
            _check_object(value, pikepdf, depth + 1)


def clean_pdf(data: bytes) -> bytes:
    """The PDF *data* without the name of its author. Raises ``MaterialError`` if it cannot be read."""
    import pikepdf

    made = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if '/Author' in pdf.docinfo:
                del pdf.docinfo['/Author']
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
                if 'dc:creator' in metadata:
                    del metadata['dc:creator']
            pdf.save(made, deterministic_id=True)
    except pikepdf.PdfError:
        raise MaterialError('material_broken') from None
    return made.getvalue()
