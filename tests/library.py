"""The library of the tests: a whole small handbook whose texts stand still, whatever happens to the real one.

Its pages are in ``tests/roots/library``, copied from the handbook once and free to differ from it since. The
configuration and the pages on contributing are the product's own.
"""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / 'tests' / 'roots' / 'library'
VOCABULARY = LIBRARY / 'docs' / 'vocabulary.yaml'
#: what the pages of the library need of the product
_OF_THE_PRODUCT = ('conf.py', 'docs/contribute', 'locale', 's3ext/web/static/favicon.svg')


def copy_library(target: Path) -> Path:
    """A fresh copy of the library with all that a build needs, at *target*, which must not exist."""
    shutil.copytree(LIBRARY, target)
    for name in _OF_THE_PRODUCT:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, target / name)
    with (target / 'conf.py').open('a', encoding='utf-8') as file:
        file.write('\n# its pages are in one language\ns3_languages = {}\n')
    return target
