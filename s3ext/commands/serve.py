"""Live preview: build, serve on this machine only, build again when a file is saved, and let the browsers follow.

The builds run in the main thread, where signals work, and the server beside it.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from socket import AF_INET, IPPROTO_TCP, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket
from time import perf_counter

from ..config.profiles import written_profile
from ..core.language import Language
from ..core.system_errors import shown_path
from ..core.texts.messages import Texts
from ..writing.two_rounds import Viewers
from .editions import languages
from .live_build import Built, Preview
from .live_server import HOST, News, application, running
from .watch import Changes, is_code, watching

#: after how many seconds the build lets the server answer; a page is some thirty files
_TURN = 0.0005


@dataclass(frozen=True, slots=True, kw_only=True)
class _Served:
    """What is built again and again, who looks at it, what was saved, and the words for it in a language."""

    preview: Preview
    news: News
    changes: Changes
    texts: Texts
    language: Language


def serve(root: Path, output: Path, port: int, texts: Texts) -> int:
    """Serve the site at *root* until interrupted; returns an exit code, 2 if *port* cannot be had.

    A change of what governs the site, such as ``conf.py``, starts the whole process anew.
    """
    try:
        listener = _listen(port)
    except (OSError, OverflowError) as error:
        _say_why_not(error, port, texts)
        return 2
    port = listener.getsockname()[1]
    news = News()
    profile = written_profile(root, records=False)
    names, language = profile.names, profile.language(texts.language)
    preview = Preview(root, output / 'serve', names, texts)
    restart = False
    turn = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        with (
            watching(root, names.folders) as changes,
            running(application(preview.site, news, texts, names.problems), listener),
        ):
            _say(texts['serve_first'])
            served = _Served(preview=preview, news=news, changes=changes, texts=texts, language=language)
            _build(served, set())
            _say(texts['serving'].format(url=f'http://{HOST}:{port}/'))
            _say_of_editions(root, output, texts)
            restart = _follow(served)
    except KeyboardInterrupt:
        _say(f'\n{texts["preview_ended"]}')
    finally:
        sys.setswitchinterval(turn)
        preview.close()
    return _start_anew(root, port, texts) if restart else 0


def _listen(port: int) -> socket:
    """A socket at *port* of this machine, 0 for any that is free. Raises ``OSError`` or ``OverflowError``."""
    # by its protocol asyncio knows that answers are to be sent at once, which else wait 40 ms for the browser's receipt
    listener = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)
    try:
        if os.name == 'posix':  # elsewhere it would mean to share the port
            listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except (OSError, OverflowError):
        listener.close()
        raise
    return listener


def _say_of_editions(root: Path, output: Path, texts: Texts) -> None:
    """Say where the editions in further languages are built, if there are any: the preview makes none."""
    if codes := languages(root):
        path = ', '.join(shown_path(output / 'html' / code) for code in codes)
        _say(texts['serve_editions'].format(languages=', '.join(codes), path=path))


def _say_why_not(error: Exception, port: int, texts: Texts) -> None:
    taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
    with _listen(0) as free:
        other = free.getsockname()[1]
    for near in range(port + 1, port + 20) if taken else (8000,):
        try:
            _listen(near).close()
        except (OSError, OverflowError):
            continue
        other = near
        break
    name = 'preview_port' if taken else 'preview_port_refused'
    print(texts[name].format(port=port, other=other), file=sys.stderr)


def _follow(served: _Served) -> bool:
    """Build after every change; returns when a new start is needed."""
    news = served.news
    while True:
        found = served.changes.wait()
        code = sorted(path for path in found if is_code(path.split('/')))
        if fault := _syntax_fault(served.preview.root, code):
            if news.is_building or found - {*code}:
                _build(served, found - {*code})
            news.failure = fault
            print(fault, file=sys.stderr)
        elif code:
            _say(served.texts['preview_restart'].format(path=code[0]))
            return True
        else:
            _build(served, found)


def _syntax_fault(root: Path, paths: list[str]) -> str:
    """Where the first of the Python files among *paths* cannot be read as Python: with it there is no new start."""
    for path in paths:
        if path.endswith('.py') and (root / path).is_file():
            try:
                compile((root / path).read_bytes(), path, 'exec')
            except (SyntaxError, ValueError) as error:
                return f'{path}:{getattr(error, "lineno", None) or 1}: {error}'
    return ''


def _build(served: _Served, changed: set[str]) -> None:
    """Build once, tell the browsers, and print what is wrong.

    If something else is saved before all is written, ``news`` goes on to say that it is being built: the next build
    must follow.
    """
    preview, news, texts = served.preview, served.news, served.texts

    def show(pages: Set[str]) -> None:
        news.failure = ''
        news.totals = texts.totals(preview.problems)
        news.ready = frozenset(f'{docname}.html' for docname in pages)

    news.is_building = True
    start = perf_counter()
    # nobody sees anything before the first build has ended
    viewers = Viewers(wanted=news.open_pages, show=show, is_overtaken=lambda: not served.changes.is_empty())
    built = preview.build(changed, viewers if news.is_ready else None)
    seconds = served.language.tenths(perf_counter() - start)
    news.ready = frozenset()
    for old, new in built.moved:
        news.moved[f'/{old}.html'] = f'/{new}.html'
    for _, new in built.moved:
        news.moved.pop(f'/{new}.html', None)
    if built.is_overtaken:
        return
    news.failure = built.failure
    news.is_ready = news.is_ready or not built.failure
    news.totals = texts.totals(built.problems)
    news.is_building = False
    _report(built, seconds, texts)


def _report(built: Built, seconds: str, texts: Texts) -> None:
    if built.failure:
        print(f'\n{texts["preview_failed"]}: {built.failure}', file=sys.stderr, flush=True)
        return
    for line in texts.report(built.problems):
        print(line, file=sys.stderr, flush=True)
    found = f'{texts.totals(built.problems)}.' if built.problems else texts['preview_no_faults']
    _say(texts['preview_updated'].format(time=f'{datetime.now():%H:%M:%S}', seconds=seconds, found=found))


def _say(text: str) -> None:
    print(text, flush=True)


def _start_anew(root: Path, port: int, texts: Texts) -> int:
    """Run the same command with what it is made of now; the browsers ask until it answers."""
    options = ['--root', str(root), '--language', texts.language, '--port', str(port)]
    command = [sys.executable, '-m', 's3ext', 'serve', *options]
    sys.stdout.flush()
    if os.name == 'posix':
        os.execv(sys.executable, command)
    return subprocess.call(command)
