"""Firefox by WebDriver BiDi, without a driver beside it: enough to open a page and to ask it something.

https://www.w3.org/TR/webdriver-bidi/
"""

from __future__ import annotations

import json
import re
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

#: what makes Firefox behave as for anyone: under remote control, pages on the disk may read others unless told not to
PREFERENCES = {
    'remote.prefs.recommended': False,
    'browser.shell.checkDefaultBrowser': False,
    'datareporting.policy.dataSubmissionEnabled': False,
    'toolkit.telemetry.reportingpolicy.firstRun': False,
    'browser.aboutwelcome.enabled': False,
    'app.update.enabled': False,
    'network.captive-portal-service.enabled': False,
    'network.connectivity-service.enabled': False,
    'services.settings.server': 'data:,',
}
_READY = re.compile(r'WebDriver BiDi listening on (ws://\S+)')
#: seconds
_LONG = 60


class Firefox:
    """One window of a running Firefox, and the faults its pages have reported."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = count(1)
        self.faults: list[str] = []
        self.requests: list[str] = []
        self._send('session.new', capabilities={})
        self._send('session.subscribe', events=['log.entryAdded', 'network.beforeRequestSent'])
        self._window: str = self._send('browsingContext.getTree')['contexts'][0]['context']

    def open(self, url: str) -> None:
        """Go to *url* and wait until all of the page is there."""
        self._send('browsingContext.navigate', context=self._window, url=url, wait='complete')

    def print(self) -> bytes:
        """The page as it is printed on A4, as PDF."""
        answer = self._send('browsingContext.print', context=self._window, page={'width': 21.0, 'height': 29.7})
        return b64decode(answer['data'])

    def ask(self, script: str) -> Any:
        """What the expression *script* comes to on the page, by way of JSON; promises are waited for."""
        answer = self._send(
            'script.evaluate',
            expression=f'(async () => JSON.stringify(await ({script})))()',
            target={'context': self._window},
            awaitPromise=True,
        )
        assert answer['type'] == 'success', answer
        return json.loads(answer['result']['value'])

    def _send(self, method: str, **params: object) -> Any:
        number = next(self._numbers)
        self._socket.send(json.dumps({'id': number, 'method': method, 'params': params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=_LONG))
            if answer.get('method') == 'log.entryAdded' and answer['params']['level'] in ('error', 'warn'):
                self.faults.append(answer['params']['text'])
            elif answer.get('method') == 'network.beforeRequestSent':
                self.requests.append(answer['params']['request']['url'])
            if answer.get('id') == number:
                assert answer['type'] == 'success', answer
                return answer['result']


@contextmanager
def run_firefox(program: Path, profile: Path) -> Iterator[Firefox]:
    """Firefox with a fresh profile in the folder *profile*; it ends with the context."""
    profile.mkdir()
    lines = [f'user_pref({json.dumps(name)}, {json.dumps(value)});\n' for name, value in PREFERENCES.items()]
    (profile / 'user.js').write_text(''.join(lines), 'utf-8')
    command: list[str | Path] = [
        program,
        '--headless',
        '--no-remote',
        '--profile',
        profile,
        '--remote-debugging-port',
        '0',
        'about:blank',
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding='utf-8') as process:
        try:
            assert process.stderr
            found = next(match for line in process.stderr if (match := _READY.search(line)))
            with connect(f'{found[1]}/session', max_size=None, open_timeout=_LONG) as socket:
                yield Firefox(socket)
        finally:
            process.kill()
