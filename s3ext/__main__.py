"""The program ``s3ext``, also as ``python -m s3ext``."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import NoReturn

from .commands.cli.program import run


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code, see ``commands.cli.program.run``."""
    for stream in (sys.stdout, sys.stderr):
        # a console of another code page than the text, or a redirection on Windows: what it lacks is shown as \\u…
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors='backslashreplace')
    return run(sys.argv[1:] if arguments is None else arguments)


def program() -> NoReturn:
    """Run the command line and end the process."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever reads, such as head, has seen enough; Python would complain of it once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    # at its end Python looks through all objects for garbage once more: a second after a build of a thousand pages
    gc.freeze()
    sys.exit(code)


if __name__ == '__main__':
    program()
