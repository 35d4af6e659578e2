"""Check HTML pages with the Nu Html Checker, the one behind the W3C's validator. Nothing is written.

The checker is a Java program in the npm package ``vnu-jar``, which is installed like the type checker of our scripts;
``java`` must be in the path. Where either is missing, that is reported, and is a failure only for a CI system.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlparse

from tools.check_types import INSTALLED, install

_JAR = INSTALLED / 'vnu-jar' / 'build' / 'dist' / 'vnu.jar'
#: the checker reads from the disk, where what a page's policy calls its own site is nobody's
_OF_THE_DISK = 'Resource violates Content Security Policy'


def find_checker() -> tuple[str, ...] | None:
    """The command of the checker; None where it or Java is missing."""
    java = shutil.which('java')
    return (java, '-Xss8m', '-jar', str(_JAR)) if java and _JAR.is_file() else None


def judge(checker: tuple[str, ...], folder: Path) -> list[str]:
    """The errors and warnings in all pages in *folder*, each with its place; advice on style is left out."""
    done = subprocess.run(
        [*checker, '--format', 'json', '--skip-non-html', str(folder)],
        capture_output=True,
        encoding='utf-8',
        check=False,
    )
    return [
        f'{_name(message, folder)}:{message.get("lastLine", 1)}: {message["message"]} {message.get("extract", "")!r}'
        for message in json.loads(done.stderr)['messages']
        if message['type'] != 'info' or message.get('subType') == 'warning'
        if not message['message'].startswith(_OF_THE_DISK)
    ]


def _name(message: dict[str, str], folder: Path) -> str:
    path = Path(unquote(urlparse(message.get('url', '')).path))
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def main() -> int:
    """Install what is not there yet, and check the folder that is named; returns an exit code."""
    folder = Path(sys.argv[1]).resolve()
    install('Hämtar Nu Html Checker, som kontrollerar sidornas HTML …')
    checker = find_checker()
    if checker is None:
        print('Nu Html Checker gick inte att hämta, eller Java saknas, så sidornas HTML är inte kontrollerad.')
        return 1 if os.environ.get('CI') else 0
    found = judge(checker, folder)
    print('\n'.join(found) or 'Sidornas HTML har inga fel.')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
