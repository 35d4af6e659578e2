"""How far an id travels: ``python -m bench.trips``, the modules of s3ext that are handed the id of a theme.

A copy of a small site is built and checked with that id made unique. Counted is each call of a function of s3ext with a
text as an argument that *is* the id, or is a *name* made of it (its page, file, address, place), or any *text* in which
it stands, such as a whole source file. What lies inside an object that is handed on is not seen, whatever that costs or
saves: read the lists (``--list``), not the numbers alone.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import CO_VARARGS
from pathlib import Path
from types import CodeType, FrameType

from s3ext.commands.build import build
from s3ext.commands.check import check
from s3ext.config.profiles import site_texts

from .profiler import look_on

ROOT = Path(__file__).parents[1]
MINI = ROOT / 'tests' / 'roots' / 'mini'
#: the closed lists of the tests, for a site that brings none
LISTS = ROOT / 'tests' / 'roots' / 'library' / 'docs' / 'vocabulary.yaml'
#: what the id is called in the copy; it stands nowhere else, and is no word that a stem is made of
UNIQUE = 'xq7-unikt-zx9'
#: what a text can be to the id that stands in it
FORMS: dict[str, Callable[[str, str], bool]] = {
    'id': lambda text, value: text == value,
    'name': lambda text, _: not any(map(str.isspace, text)),
    'text': lambda *_: True,
}


@dataclass(slots=True)
class Trip:
    """Where an id was seen: calls of each function of each module, and how often the module changed between calls."""

    functions: Counter[tuple[str, str]] = field(default_factory=Counter)
    changes: int = 0
    last: str = ''

    def arrive(self, module: str, function: str) -> None:
        """Note one call."""
        self.changes += module != self.last
        self.last = module
        self.functions[module, function] += 1

    def modules(self) -> dict[str, dict[str, int]]:
        """Module → function → calls, sorted."""
        found: dict[str, dict[str, int]] = {}
        for (module, function), calls in sorted(self.functions.items()):
            found.setdefault(module, {})[function] = calls
        return found


def follow(job: Callable[[], object], value: str) -> dict[str, Trip]:
    """The trips of *value* while *job* runs in this thread: as itself, in a name, in any text."""
    trips = {form: Trip() for form in FORMS}
    names: dict[CodeType, tuple[tuple[str, ...], str]] = {}

    def see(frame: FrameType, event: str, _argument: object) -> None:
        module = frame.f_globals.get('__name__')
        if event != 'call' or not isinstance(module, str) or not module.startswith('s3ext'):
            return
        code, values = frame.f_code, frame.f_locals
        if code not in names:
            names[code] = _arguments(code)
        named, others = names[code]
        found = [*map(values.get, named), *values.get(others, ())]
        texts = [text for text in found if isinstance(text, str) and value in text]
        for form, fits in FORMS.items():
            if any(fits(text, value) for text in texts):
                trips[form].arrive(module, code.co_qualname)

    look_on(job, see)
    return trips


def _arguments(code: CodeType) -> tuple[tuple[str, ...], str]:
    """The names of the arguments of *code*, and that of the one which takes any number more, '' without one."""
    number = code.co_argcount + code.co_kwonlyargcount
    return code.co_varnames[:number], code.co_varnames[number] if code.co_flags & CO_VARARGS else ''


def copy(root: Path, name: str, target: Path) -> None:
    """Copy the site at *root*, with *name* called ``UNIQUE`` in every page and as a file."""
    shutil.copytree(root, target, ignore=shutil.ignore_patterns('_build'))
    for page in target.rglob('*.md'):
        text = page.read_text(encoding='utf-8')
        page.write_text(re.sub(rf'(?<![\w-]){re.escape(name)}(?![\w-])', UNIQUE, text), encoding='utf-8')
        if page.stem == name:
            page.rename(page.with_stem(UNIQUE))
    if not (lists := target / 'docs' / 'vocabulary.yaml').exists():
        shutil.copy(LISTS, lists)


def measure(root: Path, job: str) -> dict[str, Trip]:
    """What ``follow`` finds in *job* ('html', 'pdf', 'check') on the copied site at *root*. Raises ``RuntimeError``."""
    texts, said = site_texts(root), io.StringIO()
    codes: list[int] = []

    def run() -> None:
        if job == 'check':
            codes.append(check(root, [], texts, 'text'))
        else:
            codes.append(build(job, root, root / '_build', texts=texts))

    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        trips = follow(run, UNIQUE)
    if codes != [0]:
        raise RuntimeError(f'{job}: {said.getvalue()}')
    return trips


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog='bench.trips', description='Hur många moduler ett id passerar.')
    parser.add_argument('--root', type=Path, default=MINI, metavar='MAPP', help='en liten webbplats')
    parser.add_argument('--id', default='varme', metavar='ID', help='id för en av dess sidor')
    parser.add_argument('--list', choices=FORMS, help='visa varje modul och funktion, med antal anrop')
    parser.add_argument('jobs', nargs='*', metavar='BYGGE', help='html, pdf, check (alla, om inget anges)')
    options = parser.parse_args(arguments)
    os.environ['S3_JOBS'] = '1'  # what other processes do is not seen
    for job in options.jobs or ('html', 'pdf', 'check'):
        with tempfile.TemporaryDirectory(prefix='s3-trips-') as folder:
            site = Path(folder) / 'site'
            copy(options.root, options.id, site)
            trips = measure(site, job)
        for form, trip in trips.items():
            print(
                f'{job}, {form}: {len(trip.modules())} modules, {len(trip.functions)} functions, '
                f'{trip.changes} changes of module'
            )
        for module, functions in trips[options.list].modules().items() if options.list else ():
            print(f'  {module}: ' + ', '.join(f'{name} {calls}' for name, calls in functions.items()))
    return 0


if __name__ == '__main__':
    sys.exit(main())
