"""``s3ext init``: a new handbook that builds at once."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click

from ...core.hosting import HOSTS
from ...core.problems import plain
from .interface import Argument, Command, choice
from .session import Session


def init_command(session: Session) -> click.Command:
    """``s3ext init``."""
    texts = session.texts

    def run(folder: str, host: str) -> int:
        from ...config.profiles import default_profile
        from ..starter import write_starter

        target = Path(folder).resolve()
        starter = default_profile().starter
        assert starter is not None
        # what a file name may hold and a line may not would end the lines of the files
        if not write_starter(target, starter, plain(target.name), host):
            print(texts['init_taken'].format(path=plain(folder)), file=sys.stderr)
            return 2
        quoted = subprocess.list2cmdline([folder]) if os.name == 'nt' else shlex.quote(folder)
        print(texts['init_done'].format(path=plain(folder), shell=plain(quoted)))
        return 0

    place = Argument('folder', texts['cli_argument_folder'], metavar=texts['cli_folder_place'])
    return Command('init', session, run, [place, choice('--host', texts, tuple(HOSTS), default='github')])
