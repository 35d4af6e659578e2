"""One build, measured: CPU seconds (user and system) and peak memory of the process and its children."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .sites import Site

#: a place that stands in every generated case and in no header
_PLACE = '## Vad var svårt?\n'
_SUMMARY = 'summary: '


class BuildError(RuntimeError):
    """A build that failed; the text ends with what it said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one build took."""

    cpu: float
    peak_mb: float


@dataclass(slots=True, kw_only=True)
class Costs:
    """What the rounds of one kind of build took."""

    rounds: list[Cost] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """The median of the CPU seconds."""
        return statistics.median(cost.cpu for cost in self.rounds)

    @property
    def peak_mb(self) -> float:
        """The most memory that a round held at a time, in megabytes."""
        return max(cost.peak_mb for cost in self.rounds)


#: (site, kind of build) → costs; kinds: fresh, changed, summary, unchanged, pdf
Results = dict[tuple[str, str], Costs]


def run(command: tuple[str | Path, ...], folder: Path) -> Cost:
    """Run *command* in *folder* and wait for it. Raises ``BuildError``."""
    log = folder / 'bench.log'
    with log.open('wb') as stream:
        process = subprocess.Popen(command, cwd=folder, stdout=stream, stderr=stream)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)  # it has been waited for
    if process.returncode:
        raise BuildError(f'{" ".join(map(str, command))}\n' + log.read_text('utf-8', 'replace')[-3000:])
    unit = 2**20 if sys.platform == 'darwin' else 2**10  # getrusage: bytes there, kilobytes elsewhere
    return Cost(cpu=usage.ru_utime + usage.ru_stime, peak_mb=usage.ru_maxrss / unit)


def measure(sites: list[Site], rounds: int, say: Callable[[str], None]) -> Results:
    """Build every site *rounds* times: from nothing, and after edits of one case."""
    results: Results = {}
    for number in range(1, rounds + 1):
        for site in sites:
            for kind in _kinds(site):
                label = f'omgång {number} av {rounds}: {site.name}, {kind}'
                say(f'  {label} …')
                before = time.monotonic()
                cost = build(site, kind, number)
                results.setdefault((site.name, kind), Costs()).rounds.append(cost)
                say(f'  {label}: {cost.cpu:.1f} CPU-s ({time.monotonic() - before:.0f} s väntan)')
    for site in sites:
        if not site.incremental:  # a change costs it a whole build
            results[site.name, 'changed'] = results[site.name, 'fresh']
    return results


def build(site: Site, kind: str, number: int) -> Cost:
    """One build of *site*: from nothing for 'fresh' and 'pdf', else after the edit that *kind* names."""
    if kind in ('fresh', 'pdf'):
        site.clean()
    elif kind in ('changed', 'summary'):
        _edit(site.edited, kind, number)
    return run(site.command, site.folder)


def _kinds(site: Site) -> tuple[str, ...]:
    if not site.incremental:
        return ('fresh',)
    return ('fresh', 'changed', 'summary') if site.name == 'ours' else ('fresh', 'changed')


def _edit(file: Path, kind: str, number: int) -> None:
    """Another sentence in the text of a case, or in the summary that lists on other pages show."""
    text = file.read_text('utf-8')
    if kind == 'changed' and _PLACE in text:
        text = text.replace(_PLACE, f'{_PLACE}\nÄndring nummer {number}.\n', 1)
    elif kind == 'changed':
        text += f'\nÄndring nummer {number}.\n'
    else:
        text = text.replace(_SUMMARY, f'{_SUMMARY}Nu ', 1)
    file.write_text(text, 'utf-8')
