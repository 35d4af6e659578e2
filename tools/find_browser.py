"""Find Chromium for the browser tests, or install it: ``python tools/find_browser.py`` prints its path.

Progress goes to stderr, so that ``S3_BROWSER=$(python tools/find_browser.py)`` works.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

#: the browsers that will do, the best first: the shell draws no windows, so that a page opens in half the time
NAMES = ('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')

#: the names of Firefox, as a program and as a package
FIREFOX = ('firefox-esr', 'firefox')

HELP_FIREFOX = """\
Hittar ingen Firefox för testerna. Gör något av det här och försök igen:
  Debian:  sudo apt-get install firefox-esr
  annars:  installera Firefox, så att firefox går att starta från kommandoraden"""

HELP = """\
Hittar ingen webbläsare för testerna. Gör något av det här och försök igen:
  Debian, Ubuntu:  sudo apt-get install chromium
  macOS, Windows:  python -m playwright install chromium
  annars:          installera Chromium eller Chrome och sätt S3_BROWSER till programfilen"""


class BrowserError(Exception):
    """There is no browser; the message tells what to do."""


def find_browser() -> Path | None:
    """The browser that is already here, if any; a faulty ``S3_BROWSER`` raises :class:`BrowserError`."""
    if chosen := os.environ.get('S3_BROWSER'):
        if (path := _working(chosen)) is None:
            raise BrowserError(f'S3_BROWSER är {chosen!r}, men där finns ingen webbläsare som går att starta.')
        return path
    return next((path for name in NAMES if (path := _working(name))), None) or _playwright_browser()


def ensure_browser() -> Path:
    """The browser that is here, or one that is installed now; raises :class:`BrowserError` when neither works."""
    if found := find_browser():
        return found
    for install in (_install_with_apt, _install_with_playwright):
        if install() and (found := find_browser()):
            return found
    raise BrowserError(HELP)


def find_firefox() -> Path | None:
    """The Firefox that is already here, if any."""
    return next((path for name in FIREFOX if (path := _working(name))), None)


def ensure_firefox() -> Path:
    """The Firefox that is here, or one that is installed now; raises :class:`BrowserError` when there is none."""
    if found := find_firefox():
        return found
    if _install_with_apt(FIREFOX) and (found := find_firefox()):
        return found
    raise BrowserError(HELP_FIREFOX)


def _working(name: str) -> Path | None:
    """The program *name* (on the path, or a file), if it starts: Ubuntu's chromium-browser may be a mere pointer."""
    path = shutil.which(name)
    return Path(path) if path and _run([path, '--version'], timeout=30, quiet=True) else None


def _playwright_browser() -> Path | None:
    """The browser that playwright has downloaded for itself."""
    if find_spec('playwright') is None:
        return None
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            program = Path(playwright.chromium.executable_path)
    except (Error, OSError):
        return None
    shells = sorted(program.parents[2].glob('chromium_headless_shell-*/*/*headless[-_]shell'))
    return next((path for name in (*shells, program) if (path := _working(str(name)))), None)


def _install_with_apt(packages: tuple[str, ...] = ('chromium-headless-shell', 'chromium')) -> bool:
    """Install the first of *packages* that there is; whether one is here now."""
    if shutil.which('apt-get') is None:
        return False
    command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
    if not _is_root():
        if shutil.which('sudo') is None or not _run(['sudo', '-n', 'true'], timeout=10, quiet=True):
            _tell('Hoppar över apt-get: det behöver root eller sudo utan lösenord.')
            return False
        command = ['sudo', '-n', *command]
    _tell(f'Installerar {"Firefox" if packages == FIREFOX else "Chromium"} med apt-get. Det kan ta några minuter.')
    # an update that fails in part, for one source of many, need not stop the installation
    _run([*command, 'update'], timeout=300)
    install = [*command, 'install', '-y', '--no-install-recommends']
    return any(_run([*install, package], timeout=900) for package in packages)


def _install_with_playwright() -> bool:
    if find_spec('playwright') is None:
        return False
    _tell('Hämtar Chromium med playwright. Det behöver internet.')
    return _run([sys.executable, '-m', 'playwright', 'install', 'chromium'], timeout=300)


def _is_root() -> bool:
    return hasattr(os, 'geteuid') and os.geteuid() == 0


def _run(command: list[str], *, timeout: int, quiet: bool = False) -> bool:
    """Run *command*; whether it went well. When it did not, the end of its output is shown."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding='utf-8',
            errors='replace',
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        output, why = '', f'tog mer än {timeout} sekunder'
    except OSError as error:
        output, why = '', str(error)
    else:
        if done.returncode == 0:
            return True
        output, why = done.stdout, f'slutade med felkod {done.returncode}'
    if not quiet:
        _tell(f'Det gick inte: {" ".join(command)} {why}.', *output.splitlines()[-5:])
    return False


def _tell(*lines: str) -> None:
    sys.stderr.write(''.join(f'{line}\n' for line in lines))
    sys.stderr.flush()


def main() -> int:
    """Print the browser's path; returns the exit code."""
    try:
        path = ensure_firefox() if 'firefox' in sys.argv[1:] else ensure_browser()
    except BrowserError as error:
        _tell(str(error))
        return 1
    sys.stdout.write(f'{path}\n')
    return 0


if __name__ == '__main__':
    sys.exit(main())
