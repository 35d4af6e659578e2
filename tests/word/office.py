"""The same documents as LibreOffice saves them, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

#: what LibreOffice is given, and what it saves of it
SAVED = (('fotnoter.docx', 'odt'), ('tabeller.docx', 'odt'), ('listor-i-nivaer.docx', 'odt'), ('skog.odt', 'docx'))


def program() -> str:
    """The path of LibreOffice, or ''."""
    return shutil.which('soffice') or ''


def resaved(file: Path, ending: str, folder: Path) -> Path:
    """*file* as LibreOffice saves it as .*ending*, in *folder*."""
    profile = (folder / 'profile').as_uri()
    call = [program(), f'-env:UserInstallation={profile}', '--headless', '--convert-to', ending, '--outdir']
    subprocess.run([*call, str(folder), str(file)], check=True, capture_output=True)
    return folder / f'{file.stem}.{ending}'
