"""Whether a picture can be shown: tried with a decoder that many use, after the file's own words have been checked.

Typst sets a picture that this decodes (tested), and a browser shows it. Sizes are bounded before (``files``): a picture
of 16 million pixels takes up to 128 MB here.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile


def can_be_shown(data: bytes, kind: str) -> bool:
    """Whether the picture *data* of the *kind* 'png', 'jpg' or 'webp' is whole."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('error')
            with _decoder(kind)(io.BytesIO(data)) as picture:
                picture.load()
    except Exception:  # a decoder has as many as there are ways to be broken
        return False
    return True


def _decoder(kind: str) -> type[ImageFile]:
    """Pillow's class for pictures of the *kind*, imported alone: ``Image.open`` would import those of others too."""
    if kind == 'png':
        from PIL.PngImagePlugin import PngImageFile

        return PngImageFile
    if kind == 'jpg':
        from PIL.JpegImagePlugin import JpegImageFile

        return JpegImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    return WebPImageFile
