"""``python -m bench``: what a build of the handbook costs, against three others on the same texts, in one run.

Compare the ratios; the seconds depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from .measure import BuildError, Costs, Results, build, measure, run
from .report import Size, growth, growth_lines, save, table
from .sites import ROOT, Site, make_sites, pages

SIZES = (100, 1000, 5000)
#: MkDocs Material draws the whole navigation on every page: with 5,000 cases about 10 GB
_MKDOCS_MOST = 2000
_MKDOCS = ROOT / '.venv-bench' / 'bin' / 'mkdocs'


def main(arguments: list[str] | None = None) -> int:
    """Measure, print and save; returns the exit code: 0, or 1 if a build failed."""
    options = _parser().parse_args(arguments)
    load = os.getloadavg()[0]
    if load > 0.5:
        _say(f'Datorn arbetar även med annat (belastning {load:.1f}). Jämför kvoterna, inte sekunderna.')
    try:
        with tempfile.TemporaryDirectory(prefix='s3-bench-') as folder:
            if options.handbook:
                return _handbook(Path(folder), options.rounds)
            return _sizes(Path(folder), options, load)
    except BuildError as error:
        print(f'Ett bygge misslyckades: {error}', file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog='bench', description='Mät byggtiden, som kvoter inom en körning.')
    parser.add_argument('--sizes', type=int, nargs='+', default=SIZES, metavar='ANTAL', help='antal genererade fall')
    parser.add_argument('--rounds', type=int, default=2, metavar='ANTAL', help='omgångar; medianen gäller')
    parser.add_argument('--handbook', action='store_true', help='mät den riktiga handboken: webb, ändring, pdf')
    parser.add_argument('--mkdocs', type=Path, default=_MKDOCS, metavar='FIL', help='programmet mkdocs')
    parser.add_argument('--output', type=Path, default=ROOT / '_build' / 'bench.json', metavar='FIL', help='siffrorna')
    return parser


def _sizes(folder: Path, options: argparse.Namespace, load: float) -> int:
    sizes: list[Size] = []
    for cases in sorted(set(options.sizes)):
        mkdocs: Path | None = options.mkdocs
        if mkdocs is None or not mkdocs.is_file() or cases > _MKDOCS_MOST:
            reason = f'mäts inte över {_MKDOCS_MOST} fall' if cases > _MKDOCS_MOST else 'finns inte här (make bench)'
            _say(f'MkDocs Material {reason}.')
            mkdocs = None
        _say(f'Skriver {cases} fall …')
        place = folder / str(cases)
        place.mkdir()
        sites = make_sites(place, cases, sys.executable, mkdocs.absolute() if mkdocs else None)
        run((sys.executable, '-m', 's3ext', 'check'), sites[0].folder)
        results = measure(sites, options.rounds, _say)
        sizes.append(Size(cases=cases, pages=pages(sites[0]), results=results))
        print('\n'.join(table(sizes[-1])), flush=True)
        save(options.output, sizes, options.rounds, load)
    print('\n'.join(growth_lines(growth(sizes))))
    _say(f'Siffrorna finns i {os.path.relpath(options.output)}.')
    return 0


def _handbook(folder: Path, rounds: int) -> int:
    """The handbook itself, without generated cases: web, edits, PDF."""
    ours, plain, *_ = make_sites(folder, 0, sys.executable, None)
    results: Results = {}
    pdf = Site(
        name='ours', folder=ours.folder, command=(*ours.command[:-1], 'pdf'), output='_build', edited=ours.edited
    )
    for number in range(1, rounds + 1):
        for site, kind in (
            (ours, 'fresh'),
            (ours, 'unchanged'),
            (ours, 'changed'),
            (ours, 'summary'),
            (plain, 'fresh'),
            (plain, 'changed'),
            (pdf, 'pdf'),
        ):
            _say(f'  omgång {number} av {rounds}: {site.name}, {kind} …')
            results.setdefault((site.name, kind), Costs()).rounds.append(build(site, kind, number))
    print('\n'.join(table(Size(cases=0, pages=pages(ours), results=results))))
    return 0


def _say(text: str) -> None:
    """Tell on the error stream how far the run has come: the table alone goes to the output."""
    print(f'[{time.strftime("%H:%M:%S")}] {text}', file=sys.stderr, flush=True)


if __name__ == '__main__':
    sys.exit(main())
