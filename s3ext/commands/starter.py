"""What ``s3ext init`` writes: the files of a new handbook, with its name in them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from ..config.version import version
from ..core.hosting import HOSTS
from ..core.starter import Starter

#: where a kind of host looks for what it runs, each with the file of the starter: checks, and what publishes the site
JOBS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        'github': {
            '.github/workflows/check.yml': 'ci/github.yml',
            '.github/workflows/publish.yml': 'ci/github-publish.yml',
        },
        'gitlab': {'.gitlab-ci.yml': 'ci/gitlab.yml'},
        'forgejo': {
            '.forgejo/workflows/check.yml': 'ci/forgejo.yml',
            '.forgejo/workflows/publish.yml': 'ci/forgejo-publish.yml',
        },
    }
)
assert JOBS.keys() == set(HOSTS)


def starter_files(starter: Starter, name: str, host: str) -> dict[str, str]:
    """The text of every file of a new handbook called *name* by its path; *host* is one of ``HOSTS``."""
    places = {'{name!r}': repr(name), '{host!r}': repr(host), '{name}': name, '{version}': version()}
    sources = {**starter.files, **JOBS[host]}
    return {path: _filled(starter.folder, source, places) for path, source in sources.items()}


def _filled(folder: Traversable, source: str, places: dict[str, str]) -> str:
    text = folder.joinpath(*source.split('/')).read_text('utf-8')
    if source.endswith('.in'):  # not str.format: the files hold braces of their own
        for place, value in places.items():
            text = text.replace(place, value)
    return text


def write_starter(folder: Path, starter: Starter, name: str, host: str) -> bool:
    """Write a new handbook to *folder*, which must not be there, or hold nothing but ``.git``; whether that was so.

    Raises ``OSError``; nothing is left then, so that one can try again.
    """
    if folder.exists() and (not folder.is_dir() or any(entry.name != '.git' for entry in folder.iterdir())):
        return False
    files = {folder / path: text for path, text in starter_files(starter, name, host).items()}
    made: list[Path] = []
    try:
        for file, text in files.items():
            made += [above for above in reversed(file.parents) if above.is_relative_to(folder) and not above.exists()]
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open('x', encoding='utf-8', newline='\n') as opened:
                opened.write(text)
    except BaseException:
        for file in files:
            file.unlink(missing_ok=True)
        for above in reversed(made):
            with suppress(OSError):  # it was not made any more
                above.rmdir()
        raise
    return True
