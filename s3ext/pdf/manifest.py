"""The list of the PDFs in a folder: what each holds, kept beside them from build to build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

MANIFEST = 'editions.json'


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestEntry:
    """A PDF: the page it is about ('' for none), its number of pages and bytes, and the digest of what it shows."""

    title: str
    subtitle: str
    docname: str
    pages: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The PDFs of a folder by their names, and the names that the last build was asked for, in its order."""

    editions: Mapping[str, ManifestEntry]
    last: tuple[str, ...] = ()


def read_manifest(folder: Path) -> Manifest:
    """The list in *folder*; an empty one if no build has ended there, or one of another version."""
    try:
        found = json.loads((folder / MANIFEST).read_text('utf-8'))
        editions = {name: ManifestEntry(**entry) for name, entry in found['editions'].items()}
        return Manifest(editions=editions, last=tuple(found['last']))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Manifest(editions={})


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the list into *folder*."""
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + '\n', 'utf-8')
