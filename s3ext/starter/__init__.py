"""What ``s3ext init`` writes: the files of a new handbook, with its name in them."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from types import MappingProxyType

from ..core.hosting import HOSTS
from ..version import version

#: where the files of automatic checks are looked for, by the kind of host
CHECKS = MappingProxyType(
    {
        'github': '.github/workflows/check.yml',
        'gitlab': '.gitlab-ci.yml',
        'forgejo': '.forgejo/workflows/check.yml',
    }
)
assert CHECKS.keys() == set(HOSTS)
#: the path of each file of a new handbook, and of what it is made from
_FILES = MappingProxyType(
    {
        'conf.py': 'conf.py.in',
        'README.md': 'README.md.in',
        'requirements.txt': 'requirements.txt.in',
        '.gitignore': 'gitignore',
        'index.md': 'index.md',
        'docs/vocabulary.yaml': 'docs/vocabulary.yaml',
        'docs/themes/exempel.md': 'docs/themes/exempel.md',
        'locale/sv/LC_MESSAGES/sphinx.po': 'locale/sv/LC_MESSAGES/sphinx.po',
    }
)


def starter_files(name: str, host: str) -> dict[str, str]:
    """The text of every file of a new handbook called *name* by its path; *host* is one of ``HOSTS``."""
    places = {'{name!r}': repr(name), '{host!r}': repr(host), '{name}': name, '{version}': version()}
    return {path: _filled(source, places) for path, source in {**_FILES, CHECKS[host]: f'ci/{host}.yml'}.items()}


def _filled(source: str, places: dict[str, str]) -> str:
    text = resources.files(__package__).joinpath(*source.split('/')).read_text('utf-8')
    if source.endswith('.in'):  # not str.format: the files hold braces of their own
        for place, value in places.items():
            text = text.replace(place, value)
    return text


def write_starter(folder: Path, name: str, host: str) -> bool:
    """Write a new handbook to *folder*, which must not be there, or hold nothing but ``.git``; whether that was so.

    Raises ``OSError``.
    """
    if folder.exists() and (not folder.is_dir() or any(entry.name != '.git' for entry in folder.iterdir())):
        return False
    for path, text in starter_files(name, host).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open('x', encoding='utf-8', newline='\n') as opened:
            opened.write(text)
    return True
