"""The optional editor: off unless wanted, in Swedish, and in contact with the repository's host only."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Browser, expect

from s3ext.commands.build import build

from .conftest import Handler

PLACE = 'https://git.example.org/region/s3'


def test_the_editor_is_in_swedish_and_asks_nobody_else(browser: Browser, mini_site: Path, tmp_path: Path) -> None:
    conf = mini_site / 'conf.py'
    plain = conf.read_text('utf-8')
    conf.write_text(f"{plain}s3_repository = '{PLACE}'\ns3_editor = True\n", 'utf-8')
    assert build('html', mini_site, tmp_path) == 0
    config = yaml.safe_load((tmp_path / 'html' / 'redigera' / 'config.yml').read_text('utf-8'))
    assert config['backend'] == {'name': 'github', 'repo': 'region/s3', 'branch': 'main', 'open_authoring': True}
    server = ThreadingHTTPServer(('127.0.0.1', 0), partial(_Quiet, directory=str(tmp_path / 'html')))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f'http://127.0.0.1:{server.server_port}'
    context = browser.new_context(locale='sv-SE')
    page = context.new_page()
    asked: set[str] = set()
    page.on('requestfinished', lambda request: asked.add(urlsplit(request.url).netloc))
    errors: list[str] = []
    page.on('pageerror', lambda error: errors.append(str(error)))
    page.goto(f'{home}/redigera/')
    expect(page.get_by_role('button', name=re.compile('Logga in med .?GitHub'))).to_be_visible()
    assert asked - {''} == {f'127.0.0.1:{server.server_port}'}
    assert errors == []
    context.close()
    server.shutdown()
    server.server_close()
    # switched off again, nothing of it is left
    conf.write_text(f"{plain}s3_repository = '{PLACE}'\n", 'utf-8')
    assert build('html', mini_site, tmp_path) == 0
    assert not (tmp_path / 'html' / 'redigera').exists()


class _Quiet(Handler):
    """Files without the site's policy: the editor's page brings its own."""

    def end_headers(self) -> None:
        """Send what there is."""
        super(Handler, self).end_headers()
