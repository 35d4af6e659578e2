"""The figures as ratios within one run, beside the targets; as a table and as data. Nothing fails here."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from .measure import Costs, Results

NAMES = {
    'ours': 'handboken',
    'plain': 'a: samma sidor utan s3ext',
    'bare': 'b: bar Sphinx och MyST, temat basic',
    'mkdocs': 'c: MkDocs Material med etiketter',
}
KINDS = {
    'fresh': 'från början',
    'changed': 'ett falls text ändrad',
    'summary': 'ett falls sammanfattning ändrad',
    'unchanged': 'inget ändrat',
    'pdf': 'hela pdf:en',
}
#: (compared with, kind of build) → the most that our build may cost, with 1,000 cases
TARGETS = {
    ('plain', 'fresh'): 1.25,
    ('bare', 'fresh'): 1.1,
    ('bare', 'changed'): 1.3,
    ('mkdocs', 'fresh'): 1.0,
    ('mkdocs', 'changed'): 0.1,
}
TARGET_SIZE = 1000
GROWTH_TARGET = 1.1
_COMPARED = ('plain', 'bare', 'mkdocs')


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The results for one number of generated cases."""

    cases: int
    pages: int
    results: Results


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Our build against another in the same run."""

    cases: int
    against: str
    kind: str
    cpu: float
    peak: float
    target: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How the cost of a build follows the number of pages: 1 is in proportion, 2 is quadratic."""

    first: int
    last: int
    site: str
    kind: str
    exponent: float


def ratios(size: Size) -> list[Ratio]:
    """Our builds against the others', of the same kind."""
    found = []
    for against in _COMPARED:
        for kind in ('fresh', 'changed', 'summary'):
            mine = size.results.get(('ours', kind))
            other = size.results.get((against, 'changed' if kind == 'summary' else kind))
            if mine and other:
                target = TARGETS.get((against, kind)) if size.cases == TARGET_SIZE else None
                cpu, peak = mine.cpu / other.cpu, mine.peak_mb / other.peak_mb
                found.append(Ratio(cases=size.cases, against=against, kind=kind, cpu=cpu, peak=peak, target=target))
    return found


def growth(sizes: list[Size]) -> list[Growth]:
    """The exponents between neighbouring sizes, in pages: the handbook's own pages are built every time."""
    found = []
    for first, last in pairwise(sizes):
        for (site, kind), costs in first.results.items():
            later = last.results.get((site, kind))
            if later:
                exponent = math.log(later.cpu / costs.cpu) / math.log(last.pages / first.pages)
                found.append(Growth(first=first.cases, last=last.cases, site=site, kind=kind, exponent=exponent))
    return found


def table(size: Size) -> Iterator[str]:
    """Costs and ratios of one size, line by line."""
    yield ''
    yield f'{_number(size.cases)} genererade fall, {_number(size.pages)} sidor'
    yield from cost_lines(size.results)
    for ratio in ratios(size):
        label = f'kvot mot {ratio.against}, {KINDS[ratio.kind]}'
        yield f'  {label:64} {ratio.cpu:8.2f}  minne {ratio.peak:5.2f}{_verdict(ratio)}'


def cost_lines(results: Results) -> Iterator[str]:
    """CPU seconds and peak memory of every build."""
    for (site, kind), costs in results.items():
        yield f'  {f"{NAMES[site]}, {KINDS[kind]}":64} {costs.cpu:8.1f} CPU-s  {costs.peak_mb:6.0f} MB{_spread(costs)}'


def growth_lines(found: list[Growth]) -> Iterator[str]:
    """The exponents, line by line."""
    if found:
        yield ''
        yield f'Tillväxt med antalet sidor (1 = i proportion); handbokens mål ≤ {_decimal(GROWTH_TARGET)}'
    for item in found:
        span = f'{_number(item.first)} → {_number(item.last)} fall'
        judged = '' if item.site != 'ours' else '  nått' if item.exponent <= GROWTH_TARGET else '  inte nått'
        yield f'  {f"{NAMES[item.site]}, {KINDS[item.kind]}, {span}":72} {item.exponent:6.2f}{judged}'


def save(file: Path, sizes: list[Size], rounds: int, load: float) -> None:
    """Write everything to *file* as JSON."""
    data = {
        'python': platform.python_version(),
        'processors': os.cpu_count(),
        'load': round(load, 2),
        'rounds': rounds,
        'sizes': [
            {
                'cases': size.cases,
                'pages': size.pages,
                'builds': [
                    {'site': site, 'kind': kind, 'cpu': costs.cpu, 'peak_mb': costs.peak_mb, **asdict(costs)}
                    for (site, kind), costs in size.results.items()
                ],
            }
            for size in sizes
        ],
        'ratios': [asdict(ratio) for size in sizes for ratio in ratios(size)],
        'growth': [asdict(item) for item in growth(sizes)],
        'growth_target': GROWTH_TARGET,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + '\n', 'utf-8')


def _verdict(ratio: Ratio) -> str:
    if ratio.target is None:
        return ''
    return f'  mål ≤ {_decimal(ratio.target)}, {"nått" if ratio.cpu <= ratio.target else "inte nått"}'


def _spread(costs: Costs) -> str:
    seconds = [cost.cpu for cost in costs.rounds]
    return f'  ({min(seconds):.1f}–{max(seconds):.1f})' if len(seconds) > 1 else ''


def _number(value: int) -> str:
    return f'{value:,}'.replace(',', ' ')


def _decimal(value: float) -> str:
    return str(value).replace('.', ',')
