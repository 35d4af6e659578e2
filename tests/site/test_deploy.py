"""The container's server: nginx itself, with the file in deploy/, serves the site as pages expect it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

ROOT = Path(__file__).parents[2]
NGINX = shutil.which('nginx', path='/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin')
needs_nginx = pytest.mark.skipif(NGINX is None, reason='this machine has no nginx')


@pytest.fixture(scope='module')
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where nginx serves a small site, with its configuration as it is but for the port and where it may write."""
    folder = tmp_path_factory.mktemp('nginx')
    for name, text in {
        'index.html': '<p>Start',
        'docs/themes/index.html': '<p>Teman',
        'cases/å.html': '<p>Fall',
        '404.html': '<p>Finns inte',
        '_static/s3.js': 'x' * 5000,
        'nytt.atom': '<feed/>',
    }.items():
        (folder / 'html' / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / 'html' / name).write_text(text, 'utf-8')
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = free.getsockname()[1]
    text = (ROOT / 'deploy' / 'nginx.conf').read_text('utf-8')
    conf = folder / 'nginx.conf'
    conf.write_text(text.replace('listen 8080', f'listen 127.0.0.1:{port}').replace('/tmp/', f'{folder}/'), 'utf-8')
    shutil.copy(ROOT / 'deploy' / 'nginx-headers.conf', folder)
    assert NGINX
    # the test's files are root's own where root runs the tests
    user = 'user root;' if hasattr(os, 'geteuid') and os.geteuid() == 0 else ''
    server = subprocess.Popen([NGINX, '-p', folder, '-c', conf, '-g', f'daemon off; {user}'])
    try:
        for _ in range(100):
            with socket.socket() as tried:
                if tried.connect_ex(('127.0.0.1', port)) == 0:
                    break
            time.sleep(0.05)
        yield f'http://127.0.0.1:{port}'
    finally:
        server.terminate()
        server.wait()


class Straight(HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: object) -> None:
        """Let the answer be seen as it is."""


STRAIGHT = build_opener(Straight)


def ask(address: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of what a browser gets at *address*."""
    try:
        with STRAIGHT.open(Request(address, headers={'Accept-Encoding': 'gzip'})) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except HTTPError as error:
        return error.code, dict(error.headers), error.read()


@needs_nginx
def test_pages_folders_and_what_is_not_there(address: str) -> None:
    for path, body in {
        '/': '<p>Start',
        '/docs/themes/': '<p>Teman',
        '/cases/%C3%A5.html': '<p>Fall',
    }.items():
        status, headers, found = ask(f'{address}{path}')
        assert (status, found.decode(), headers['Content-Type']) == (200, body, 'text/html; charset=utf-8')
    status, headers, _ = ask(f'{address}/docs/themes')
    assert (status, headers['Location']) == (301, '/docs/themes/')
    assert ask(f'{address}/finns/inte')[::2] == (404, b'<p>Finns inte')


@needs_nginx
def test_files_are_said_to_be_what_they_are_and_sent_small(address: str) -> None:
    _, headers, body = ask(f'{address}/_static/s3.js')
    assert (headers['Content-Type'], headers['Content-Encoding']) == ('text/javascript; charset=utf-8', 'gzip')
    assert len(body) < 200
    assert ask(f'{address}/nytt.atom')[1]['Content-Type'] == 'application/atom+xml'
    assert 'nginx/' not in headers['Server']


@needs_nginx
def test_what_has_its_version_in_its_address_is_kept_and_all_else_asked_for(address: str) -> None:
    for path, kept in (('/', 'no-cache'), ('/_static/s3.js', 'no-cache'), ('/_static/s3.js?v=1', 'immutable')):
        headers = ask(f'{address}{path}')[1]
        assert headers.get('Cache-Control', '').endswith(kept), (path, headers)
        assert "frame-ancestors 'self'" in headers['Content-Security-Policy']
        assert headers['X-Content-Type-Options'] == 'nosniff'
