"""One call of the program, from its arguments to its exit code; whatever happens, it ends with a sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import click

from ...config.conf_file import ConfError
from ...core.system_errors import INTERRUPTED, TRACEBACK, of_system, unexpected, wants_traceback
from .interface import Program, explain
from .session import Session, begin, first_texts

#: the module of each command, in the order of the help
COMMANDS = MappingProxyType(
    {
        'init': 'init',
        'new': 'new',
        'import': 'importing',
        'check': 'content',
        'serve': 'output',
        'build': 'output',
        'pdf': 'output',
        'rename': 'content',
        'schema': 'content',
        'changes': 'content',
        'linkcheck': 'output',
        'images': 'content',
        'export': 'content',
    }
)


def run(arguments: Sequence[str]) -> int:
    """Run one call.

    Returns its exit code: 0 without faults, 1 with faults, 2 for a wrong call or if there is no site, 130 after Ctrl+C.
    """
    try:
        session = begin(arguments)
    except KeyboardInterrupt:  # before anybody knows which language it is
        return _say(f'\n{first_texts()["interrupted"]}', INTERRUPTED)
    with _traceback(session.wants_traceback):
        return _ended(session, arguments)


def _ended(session: Session, arguments: Sequence[str]) -> int:
    texts = session.texts
    try:
        program = Program(session, COMMANDS)
        with program.make_context('s3ext', [*arguments]) as ctx:
            code: int = program.invoke(ctx)
            return code
    except click.exceptions.Exit as done:  # after the help
        return done.exit_code
    except click.UsageError as error:
        return _say(explain(error, texts), 2)
    except ConfError as error:
        return _say(error.sentence(texts), 2)
    except KeyboardInterrupt:
        return _say(f'\n{texts["interrupted"]}', INTERRUPTED)
    except BrokenPipeError:  # whoever reads has seen enough; the caller closes the stream
        raise
    except OSError as error:
        if wants_traceback():
            raise
        return _say(of_system(error, texts, Path()), 1)
    except Exception as error:
        if wants_traceback():
            raise
        return _say(unexpected(type(error).__name__, str(error), texts), 1)


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


@contextmanager
def _traceback(wanted: bool) -> Iterator[None]:
    """Let errors through as they are while this lasts, if that is *wanted*: here and in processes that are started."""
    before = os.environ.get(TRACEBACK)
    if wanted:
        os.environ[TRACEBACK] = '1'
    try:
        yield
    finally:
        if wanted and before is None:
            del os.environ[TRACEBACK]
        elif wanted and before is not None:
            os.environ[TRACEBACK] = before
