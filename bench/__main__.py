"""``python -m bench``: what our part of a build costs, against the same site without it, in one run.

Prints CPU seconds (user and system, of the whole process) as the median of the rounds, and the ratios.
Compare the ratios; the seconds depend on the machine.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 3
CONTENT = ('index.md', 'docs', 'cases', 'locale', 'conf.py', 's3ext')


def main() -> int:
    """Measure and print; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = _copies(Path(folder))
        case = next(ours.glob('cases/*/*.md'))

        def change() -> None:
            case.write_text(case.read_text('utf-8').replace('summary: ', 'summary: I ', 1), 'utf-8')

        rows = {
            'hela webbplatsen': _median(lambda: _build('html', ours, fresh=True)),
            'samma sidor utan s3ext': _median(lambda: _build('html', plain, fresh=True)),
            'inget ändrat': _median(lambda: _build('html', ours, fresh=False)),
            'ett falls sammanfattning ändrad': _median(lambda: _build('html', ours, fresh=False, before=change)),
            'hela pdf:en': _median(lambda: _build('typstpdf', ours, fresh=True)),
        }
    base = rows['samma sidor utan s3ext']
    for name, seconds in rows.items():
        print(f'{name:34} {seconds:6.1f} CPU-s   {seconds / base:5.2f} gånger samma sidor utan s3ext')
    return 0


def _copies(folder: Path) -> tuple[Path, Path]:
    """Two copies of the site: as it is, and with s3ext switched off."""
    ours, plain = folder / 'ours', folder / 'plain'
    for target in (ours, plain):
        target.mkdir()
        for name in CONTENT:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, target / name)
    shutil.copy(Path(__file__).with_name('plain_conf.py'), plain / 'conf.py')
    return ours, plain


def _build(builder: str, site: Path, *, fresh: bool, before: Callable[[], None] = lambda: None) -> float:
    """CPU seconds of one build of *site*."""
    output = site / '_out' / builder
    if fresh:
        shutil.rmtree(site / '_out', ignore_errors=True)
    before()
    used = _cpu()
    subprocess.run(
        [sys.executable, '-m', 'sphinx', '-q', '-b', builder, '-d', site / '_out' / 'doctrees', site, output],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return _cpu() - used


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(ROUNDS))


if __name__ == '__main__':
    sys.exit(main())
