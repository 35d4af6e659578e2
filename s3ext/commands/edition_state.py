"""Whether the edition that lies there is that which a build would make: then there is nothing to build."""

from __future__ import annotations

import json
from pathlib import Path

from ..config.clock import today
from ..core.digests import digest
from ..reading.caches import MANIFEST, is_proven, read_files
from .editions import EditionFolders

#: what an edition was made of, beside its sources
_STATE = 'state.json'


def is_current(folders: EditionFolders, made_of: object, made_by: str) -> bool:
    """Whether the last build of the edition went well, was made of the same, and lies there as it was left."""
    try:
        kept = json.loads((folders.work / _STATE).read_text('utf-8'))
    except (OSError, ValueError):
        return False
    return bool(kept == _made_of(made_of)) and is_proven(folders.built, made_by, read_files(folders.built))


def note(folders: EditionFolders, made_of: object) -> None:
    """Remember what the edition was made of, after a build that went well."""
    (folders.work / _STATE).write_text(json.dumps(_made_of(made_of)), 'utf-8')


def forget(folders: EditionFolders) -> None:
    """Remember nothing, before a build that may fail."""
    (folders.work / _STATE).unlink(missing_ok=True)


def _made_of(what: object) -> str:
    # what pages show of time follows the day
    return digest(what, today())


def made_by(work: Path) -> str:
    """What made the files of the work folder *work*; '' if nobody knows."""
    try:
        return str(json.loads((work / MANIFEST).read_text('utf-8'))['made_by'])
    except (OSError, ValueError, KeyError):
        return ''
