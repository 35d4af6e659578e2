"""Sets many PDFs in child processes: Typst keeps what it has laid out in memory for as long as its process lives."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context, parent_process
from threading import Thread

from .typeset import MOST_LAYOUTS, NO_REST, Job, Typeset, TypesetError, find_places, finish, lay_out, set_pdf

#: an edition of more pages than this has a process of its own for each layout
_LARGE = 120
#: how many pages of the site small PDFs hold together before their processes make room for new ones
_PER_BATCH = 400
_PROCESSES = 2


def press(jobs: Mapping[str, Job]) -> Iterator[tuple[str, Typeset]]:
    """Set the PDFs of *jobs*: the name of each and what was made, as they are done. Raises ``TypesetError``."""
    large = {name: job for name, job in jobs.items() if job.site_pages > _LARGE}
    # the longest first, so that no process is left alone with one at the end
    small = sorted(
        ((name, job) for name, job in jobs.items() if name not in large), key=lambda item: -item[1].site_pages
    )
    for name, job in large.items():
        yield name, _alone(job)
    if len(small) == 1:
        # a process of its own would cost more than it gives back
        name, job = small[0]
        yield name, set_pdf(job)
        return
    for batch in _batches(small):
        with processes(_PROCESSES) as pool:
            futures: dict[Future[Typeset], str] = {pool.submit(set_pdf, job): name for name, job in batch}
            try:
                for future in as_completed(futures):
                    yield futures[future], future.result()
            finally:
                pool.shutdown(cancel_futures=True)


def _batches(jobs: list[tuple[str, Job]]) -> Iterator[list[tuple[str, Job]]]:
    """*jobs* in their order, in lists that hold few enough pages for the memory of their processes."""
    batch: list[tuple[str, Job]] = []
    for item in jobs:
        if batch and sum(job.site_pages for _, job in batch) + item[1].site_pages > _PER_BATCH:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def _alone(job: Job) -> Typeset:
    """Set a large PDF, each layout in a process of its own."""
    with processes(1) as pool:
        pool.submit(find_places, job).result()
    for _ in range(MOST_LAYOUTS):
        with processes(1) as pool:
            warnings = pool.submit(lay_out, job).result()
        if warnings is not None:
            # here: the process that laid it out is full
            return finish(job, warnings)
    raise TypesetError(NO_REST, '')


def processes(count: int) -> ProcessPoolExecutor:
    """*count* processes that set PDFs, and end with this one."""
    # spawned: a forked child would carry the memory of the build
    return ProcessPoolExecutor(count, mp_context=get_context('spawn'), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """See to it that this process ends when the build is killed: it would write into the folder of the next one."""
    Thread(target=_wait_and_end, daemon=True).start()
    # Ctrl+C reaches this process too, which would print a traceback
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))


def _wait_and_end() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
