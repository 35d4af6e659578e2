"""Whether a picture can be shown: tried with a decoder that many use, after the file's own words have been checked.

Typst sets a picture that this decodes (tested), and a browser shows it. Sizes are bounded before (``files``): a picture
of 16 million pixels takes up to 128 MB here.
"""

from __future__ import annotations

import io
import warnings

#: the decoder that may be tried for each kind of picture, by Pillow's names
_FORMATS = {'png': 'PNG', 'jpg': 'JPEG', 'webp': 'WEBP'}


def can_be_shown(data: bytes, kind: str) -> bool:
    """Whether the picture *data* of the *kind* 'png', 'jpg' or 'webp' is whole."""
    from PIL import Image  # here: most checks meet no picture

    try:
        with warnings.catch_warnings():
            warnings.simplefilter('error')
            with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
                picture.load()
    except Exception:  # a decoder has as many as there are ways to be broken
        return False
    return True
