"""The compiled texts for Sphinx and the theme: they follow from the files that people edit, whatever times say."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_locales(folder: Path) -> None:
    """Compile every ``<language>/LC_MESSAGES/*.po`` in *folder* that its ``.mo`` does not follow from.

    Sphinx compiles those that are younger than what was made of them. Raises ``OSError``.
    """
    for source in sorted(folder.glob('*/LC_MESSAGES/*.po')):
        compiled = source.with_suffix('.mo')
        with source.open('rb') as file:
            texts = read_po(file, locale=source.parts[-3])
        made = BytesIO()
        write_mo(made, texts)
        if not _is_current(compiled, made.getvalue(), source.stat().st_mtime_ns):
            part = compiled.with_suffix('.mo.part')  # two builds may do this at once
            part.write_bytes(made.getvalue())
            part.replace(compiled)


def _is_current(compiled: Path, data: bytes, edited: int) -> bool:
    """Whether *compiled* holds *data* and is not older than *edited*, or Sphinx would write it itself."""
    try:
        return compiled.read_bytes() == data and compiled.stat().st_mtime_ns >= edited
    except OSError:
        return False
