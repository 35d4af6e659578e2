"""``tools/find_browser.py`` on machines of many kinds: a search path of the test's own stands for each of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.systems import needs_shell
from tools import find_browser
from tools.find_browser import HELP, BrowserError, ensure_browser, main

pytestmark = needs_shell
STARTS = 'echo "Chromium 150"'


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs; nobody is root, and playwright has no browser and gets none."""
    folder = tmp_path / 'bin'
    folder.mkdir()
    monkeypatch.setenv('PATH', str(folder))
    monkeypatch.delenv('S3_BROWSER', raising=False)
    monkeypatch.setattr(find_browser, '_playwright_browser', lambda: None)
    monkeypatch.setattr(find_browser, '_install_with_playwright', lambda: False)
    monkeypatch.setattr(find_browser, '_is_root', lambda: False)
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    """A program in *folder*."""
    file = folder / name
    file.write_text(f'#!/bin/sh\n{script}\n', 'utf-8')
    file.chmod(0o755)
    return file


def apt(folder: Path, *, works: bool = True) -> Path:
    """An apt-get that notes how it is called, and puts a browser into *folder* if it *works*."""
    program(folder, 'env', 'shift\nexec "$@"')
    browser = folder / 'chromium'
    install = f"printf '#!/bin/sh\\n' > {browser}; /bin/chmod 755 {browser}" if works else 'echo "E: trasigt"; exit 100'
    program(folder, 'apt-get', f'echo "$*" >> {folder}/calls\n[ "$1" = update ] && exit 0\n{install}')
    return folder / 'calls'


def test_the_one_that_is_asked_for(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(machine, 'chromium', STARTS)
    mine = program(machine, 'min-chrome', STARTS)
    monkeypatch.setenv('S3_BROWSER', str(mine))
    assert find_browser.find_browser() == mine
    monkeypatch.setenv('S3_BROWSER', 'min-chrome')
    assert find_browser.find_browser() == mine


def test_the_one_that_is_asked_for_is_not_there(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(machine, 'chromium', STARTS)
    monkeypatch.setenv('S3_BROWSER', str(machine / 'borta'))
    with pytest.raises(BrowserError, match=r'S3_BROWSER är .*borta.* går att starta'):
        ensure_browser()


@pytest.mark.parametrize('name', find_browser.NAMES)
def test_on_the_path(machine: Path, name: str) -> None:
    file = program(machine, name, STARTS)
    assert find_browser.find_browser() == file
    assert ensure_browser() == file


def test_a_mere_pointer_is_passed_over(machine: Path) -> None:
    program(machine, 'chromium-browser', 'echo "Command requires the chromium snap to be installed."; exit 1')
    assert find_browser.find_browser() is None
    chrome = program(machine, 'google-chrome', STARTS)
    assert find_browser.find_browser() == chrome


def test_playwright_own_comes_last(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = machine / 'egen'
    monkeypatch.setattr(find_browser, '_playwright_browser', lambda: own)
    assert find_browser.find_browser() == own
    chromium = program(machine, 'chromium', STARTS)
    assert find_browser.find_browser() == chromium


def test_installed_as_root(machine: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    calls = apt(machine)
    monkeypatch.setattr(find_browser, '_is_root', lambda: True)
    assert main() == 0
    output = capfd.readouterr()
    assert output.out == f'{machine / "chromium"}\n'
    assert output.err == 'Installerar Chromium med apt-get. Det kan ta några minuter.\n'
    assert calls.read_text('utf-8') == 'update\ninstall -y --no-install-recommends chromium-headless-shell\n'


def test_installed_with_sudo(machine: Path) -> None:
    apt(machine)
    program(machine, 'true', '')
    program(machine, 'sudo', '[ "$1" = -n ] || exit 1\nshift\nexec "$@"')
    assert ensure_browser() == machine / 'chromium'


def test_sudo_wants_a_password(machine: Path, capfd: pytest.CaptureFixture[str]) -> None:
    calls = apt(machine)
    program(machine, 'sudo', 'echo "sudo: a password is required"; exit 1')
    assert main() == 1
    output = capfd.readouterr()
    assert output.out == ''
    assert output.err == f'Hoppar över apt-get: det behöver root eller sudo utan lösenord.\n{HELP}\n'
    assert not calls.exists()


def test_apt_fails_and_playwright_helps(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    apt(machine, works=False)
    monkeypatch.setattr(find_browser, '_is_root', lambda: True)
    monkeypatch.setattr(
        find_browser, '_install_with_playwright', lambda: bool(program(machine, 'google-chrome', STARTS))
    )
    assert ensure_browser() == machine / 'google-chrome'
    assert 'install -y --no-install-recommends chromium slutade med felkod 100.\nE: trasigt\n' in capfd.readouterr().err


def test_nothing_helps(machine: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main() == 1
    output = capfd.readouterr()
    assert output.out == ''
    assert 'sudo apt-get install chromium' in output.err
    assert 'S3_BROWSER' in output.err
    assert list(machine.iterdir()) == []


@pytest.mark.slow
def test_a_download_that_takes_too_long_is_given_up(capfd: pytest.CaptureFixture[str]) -> None:
    assert not find_browser._run([sys.executable, '-c', 'import time; time.sleep(60)'], timeout=1)
    assert 'tog mer än 1 sekunder' in capfd.readouterr().err
