"""``s3ext build kits``: which PDFs the kits of a site hold, read from its pages without a build."""

from __future__ import annotations

from pathlib import Path

from ..core.print.kits import kit_editions
from .project import read_content


def kit_choices(root: Path) -> list[str]:
    """The PDFs of all kits of the site at *root*, as the setting ``s3_pdf`` names them; none if there are no kits."""
    content = read_content(root)
    return kit_editions(content.catalog, content.profile.names)
