"""``python -m s3ext images``: take out of pictures what they carry along, leaving the picture itself as it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .core.messages import load_texts
from .core.pictures import PictureError, cleaned


def clean_images(files: Iterable[Path]) -> int:
    """Write each of *files* anew without metadata, and say so; returns an exit code, 2 if one is no picture."""
    texts = load_texts('sv')
    code = 0
    for file in files:
        try:
            data = file.read_bytes()
            clean = cleaned(data)
        except (OSError, PictureError):
            print(texts['images_kind'].format(path=file))
            code = 2
            continue
        if clean == data:
            print(texts['images_clean'].format(path=file))
            continue
        file.write_bytes(clean)
        print(texts['images_cleaned'].format(path=file, count=len(data) - len(clean)))
    return code
