"""Pictures of a document as the gate lets them through: nothing carried along, and not too large."""

from __future__ import annotations

import io

from ..gate.decoding import can_be_shown
from ..gate.file_kinds import MAX_PICTURE_BYTES
from ..gate.files import MAX_SIDE
from ..gate.images import PictureError, cleaned, kind_of, size_of

#: the longest sides that are tried for one that has too many bytes; a page is no wider than half of the first
_SIDES = (1_600, 1_200, 800)
_QUALITY = 85
#: of the cameras of telephones; more takes too much memory to make smaller
_MOST_PIXELS = 50_000_000


def ready(data: bytes) -> bytes:
    """The picture *data* as it may lie beside a page. Raises ``PictureError``."""
    kind = kind_of(data)
    if not kind:
        raise PictureError('file_other')
    clean = cleaned(data)
    width, height = size_of(clean)
    if not width * height or width * height > _MOST_PIXELS or not can_be_shown(clean, kind):
        raise PictureError('file_broken')
    if len(clean) <= MAX_PICTURE_BYTES and max(width, height) <= MAX_SIDE:
        return clean
    return _smaller(clean, kind)


def _smaller(data: bytes, kind: str) -> bytes:
    from PIL import Image, ImageOps  # most documents have no such picture

    name = {'jpg': 'JPEG', 'png': 'PNG', 'webp': 'WEBP'}[kind]
    with Image.open(io.BytesIO(data), formats=[name]) as opened:
        upright = ImageOps.exif_transpose(opened)
    for side in _SIDES:
        upright.thumbnail((side, side))
        made = io.BytesIO()
        upright.save(made, name, quality=_QUALITY, optimize=True)
        clean = cleaned(made.getvalue())
        if len(clean) <= MAX_PICTURE_BYTES:
            return clean
    raise PictureError('file_large')
