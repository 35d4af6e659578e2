"""``python -m s3ext images``: take out of files what they carry along, leaving what they show as it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..core.gate import file_kinds as kinds
from ..core.gate.disk import DiskError, read_file
from ..core.gate.images import PictureError, cleaned
from ..core.gate.material_clean import clean_material
from ..core.gate.materials import MaterialError
from ..core.gate.svg_clean import clean_svg
from ..core.gate.svg_tree import SvgError
from ..core.texts.messages import Texts
from .whole_files import write_whole

#: what may be made smaller here before the gate looks at it
_MOST_BYTES = 100_000_000


def clean_images(files: Iterable[Path], texts: Texts) -> int:
    """Write each of *files* anew without metadata, and say so; returns an exit code, 2 if one cannot be cleaned."""
    return max((_clean_file(file, texts) for file in files), default=0)


def _clean_file(file: Path, texts: Texts) -> int:
    try:
        data = read_file(file, _MOST_BYTES)
        clean = _clean(data, file.name.rpartition('.')[2].lower())
    except DiskError:
        print(texts['images_kind'].format(path=file))
        return 2
    except (PictureError, SvgError, MaterialError) as error:
        details = {'value': getattr(error, 'value', ''), 'path': str(file), 'ending': file.suffix.removeprefix('.')}
        cause = texts[error.cause].format(**details)
        print(texts['images_refused'].format(path=file, cause=cause))
        return 2
    if clean == data:
        print(texts['images_clean'].format(path=file))
        return 0
    try:
        write_whole(file, clean, data)
    except OSError:
        print(texts['images_unwritten'].format(path=file))
        return 2
    print(texts['images_cleaned'].format(path=file, count=len(data) - len(clean)))
    return 0


def _clean(data: bytes, ending: str) -> bytes:
    """*data* without what is not needed. Raises ``PictureError``, ``SvgError`` or ``MaterialError``."""
    if ending == 'svg':
        return clean_svg(data)
    if ending in kinds.MATERIALS:
        return clean_material(data, ending)
    return cleaned(data)
