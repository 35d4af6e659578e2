"""From Typst files to a PDF. Imports no Sphinx: this runs in child processes.

Page numbers in references are fixed by repetition: the pages are laid out without them, the places are asked
for, and the pages are laid out again with the numbers, until nothing moves. Typst can find places by itself,
but then keeps all its layouts in memory at once: 2.5 GB for 900 pages instead of half as much.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typst

from .balance import rooms
from .tagging import complete

_FONTS = Path(__file__).parent / 'fonts'
#: a document whose pages still move after so many layouts has no stable numbers
MOST_LAYOUTS = 6
#: up to so many pages an edition is seen at a glance
MOST_SHORT = 12
#: with fewer, the contents lead to everything
FEWEST_INDEXED = 24
#: sizes of the text of a leaflet in points, the largest first
_SIZES = (10.0, 9.5, 9.0, 8.5)


#: Typst's messages, each with where it arose
Warnings = tuple[tuple[str, str], ...]
NO_REST = 'the pages never came to rest'


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One PDF to typeset: the folder of Typst files, the main file and its data in it, and where the PDF goes."""

    folder: Path
    main: str
    data: str
    target: Path
    epoch: int
    #: for each table in the order of the pages, how many of its first columns hold heads of rows
    stubs: tuple[int, ...] = ()
    most_pages: int = 0
    #: how many pages of the site it holds
    site_pages: int = 1
    #: whether it goes without contents, or without an index, if it is short so
    may_be_short: bool = False
    #: what it goes without: '' for nothing, 'index', or 'both'
    without: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """A PDF that was set: its pages, its size in bytes (0 if it has too many pages), and Typst's warnings."""

    pages: int
    size: int
    warnings: Warnings = ()


class TypesetError(Exception):
    """The PDF could not be set: Typst's message and where it arose."""

    def __init__(self, message: str, place: str) -> None:
        super().__init__(message, place)
        self.message = message
        self.place = place


def set_pdf(job: Job) -> Typeset:
    """Set the PDF of *job* and put it in its place when it is whole. Raises ``TypesetError``."""
    for size in _SIZES if job.most_pages else (0.0,):
        job = _as_long_as_needed(job, size)
        for _ in range(MOST_LAYOUTS):
            if (warnings := lay_out(job, size)) is not None:
                break
        else:
            raise TypesetError(NO_REST, '')
        done = finish(job, warnings)
        if done.size:
            return done
    raise TypesetError(f'more than {job.most_pages} pages', '')


def _as_long_as_needed(job: Job, size: float) -> Job:
    """*job* without contents and index if it is short so, after its first layout. Raises ``TypesetError``."""
    if job.may_be_short:
        short = replace(job, without='both')
        pages = find_places(short, size)
        if pages <= MOST_SHORT:
            return short
        if pages < FEWEST_INDEXED:
            job = replace(job, without='index')
    find_places(job, size)
    return job


def find_places(job: Job, size: float = 0.0) -> int:
    """The first layout, without numbers: note where each place is. Returns the number of pages.

    Raises ``TypesetError``.
    """
    numbers = _numbers_file(job)
    numbers.write_text(json.dumps({'spots': {}, 'rooms': {}}), 'utf-8')
    try:
        report = _ask(_compiler(job, size))
    except RuntimeError as error:
        raise _explained(error) from error
    numbers.write_text(json.dumps({'spots': report['spots'], 'rooms': rooms(report['parts'])}), 'utf-8')
    pages: int = report['pages']
    return pages


def lay_out(job: Job, size: float = 0.0) -> Warnings | None:
    """A layout with the numbers of the one before: Typst's warnings if those were right, and a draft of the PDF.

    None if places have moved and another layout is needed. Raises ``TypesetError``.
    """
    numbers = _numbers_file(job)
    before = json.loads(numbers.read_text('utf-8'))
    compiler = _compiler(job, size)
    try:
        pdf, warnings = compiler.compile_with_warnings(format='pdf', pdf_standards=['ua-1'], timestamp=job.epoch)
        spots = _ask(compiler)['spots']
    except RuntimeError as error:
        raise _explained(error) from error
    if spots != before['spots']:
        numbers.write_text(json.dumps({**before, 'spots': spots}), 'utf-8')
        return None
    assert isinstance(pdf, bytes)
    _draft(job).write_bytes(pdf)
    return tuple((warning.message, warning.diagnostic) for warning in warnings)


def finish(job: Job, warnings: Warnings) -> Typeset:
    """Put the PDF of the last layout in its place, with what Typst could not say and no more pages than it may have."""
    draft, part = _draft(job), job.target.with_suffix('.part')
    pages = complete(draft, part, job.stubs)
    draft.unlink()
    if job.most_pages and pages > job.most_pages:
        part.unlink()
        return Typeset(pages=pages, size=0)
    size = part.stat().st_size
    part.replace(job.target)
    return Typeset(pages=pages, size=size, warnings=warnings)


def _explained(error: RuntimeError) -> TypesetError:
    """What Typst says of an error, and where; of one in a query it does not say where."""
    return TypesetError(getattr(error, 'message', str(error)), getattr(error, 'diagnostic', ''))


def _ask(compiler: typst.Compiler) -> dict[str, Any]:
    """What the layout says of itself: where each place is (page, and points from the left and the top), its pages."""
    found = compiler.query('<s3-places>', field='value', one=True)
    said: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return said


def _compiler(job: Job, size: float) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[_FONTS])
    inputs = {'book': f'/{job.data}', 'places': f'/{_numbers_file(job).relative_to(job.folder).as_posix()}'}
    if job.without:
        inputs['without'] = job.without
    if size:
        inputs['size'] = f'{size}pt'
    return typst.Compiler(job.folder / job.main, root=job.folder, font_paths=fonts, sys_inputs=inputs)


def _draft(job: Job) -> Path:
    return job.target.with_suffix('.draft')


def _numbers_file(job: Job) -> Path:
    return (job.folder / job.data).with_suffix('.places.json')
