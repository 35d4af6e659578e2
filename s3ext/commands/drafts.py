"""Answers to ``s3ext new`` that were given before it was interrupted: kept beside ``conf.py`` for the next time."""

from __future__ import annotations

import json
from pathlib import Path

from .whole_files import write_whole


class Draft:
    """The answers for a new page of *kind* at *root*, by option; ``file`` keeps them between two calls."""

    def __init__(self, root: Path, kind: str) -> None:
        """Read and write nothing yet."""
        # a name with a dot: no build looks at it, and it outlives the removal of all that was built
        self.file = root / f'.s3-new-{kind}.json'
        self.answers: dict[str, str] = {}

    def kept(self) -> dict[str, str]:
        """The answers of the last time; none if there are none, or if the file is not what was written."""
        try:
            found = json.loads(self.file.read_text('utf-8'))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
            return {}
        return found

    def keep(self) -> bool:
        """Keep the answers, if there are any; whether there were. Raises ``OSError``."""
        if self.answers:
            write_whole(self.file, (json.dumps(self.answers, ensure_ascii=False, indent=2) + '\n').encode())
        return bool(self.answers)

    def forget(self) -> None:
        """Remove the file. Raises ``OSError``."""
        self.file.unlink(missing_ok=True)
