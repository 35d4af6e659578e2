"""The registry of what is written beside the pages of the web site: the data of the catalogue, the search, the feed …

An output is one function from what is known of the site to paths and bytes, and one line that registers it. When all
pages are written every output is asked; then what changed is written, and what no output makes any more is removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePath
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from ..config.builders import is_web
from ..config.profiles import texts_of
from ..core.digests import digest_of
from ..core.outputs import (
    RECORD_FILE,
    Fault,
    Files,
    Places,
    Record,
    check_beside,
    check_files,
    check_pages,
    check_places,
    plan,
    read_record,
    record_text,
)
from ..core.system_errors import wants_traceback
from ..core.texts.messages import Texts
from ..core.views import Site
from ..domain import s3_domain

#: emitted with the application alone; each answer is an ``Output``
EVENT = 's3-outputs'


class OutputError(SphinxError):
    """An output that cannot be made; ``page`` (a docname) and ``setting`` say what it was about, if anything."""

    category = 'S3'

    def __init__(self, message: str, *, page: str = '', setting: str = '') -> None:
        super().__init__(message)
        self.page = page
        self.setting = setting


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputContext:
    """What an output may look at, when all pages have been read and written.

    ``written`` are the files that this output wrote in the last build and that are still there; it is empty if that
    build was cut short, so that nobody trusts half of its files. ``url_for`` gives the address of a page relative to
    the front page, ``file_for`` its file, relative to ``outdir``. ``made`` are the files of the outputs that were
    registered before this one.
    """

    config: Config
    env: BuildEnvironment
    site: Site
    outdir: Path
    written: frozenset[str]
    url_for: Callable[[str], str]
    file_for: Callable[[str], str]
    made: frozenset[str] = frozenset()

    @property
    def base_url(self) -> str:
        """The full address of the site, with a slash at its end; empty if it does not say where it is published."""
        return base_url(self.config)


class Output(NamedTuple):
    """An output: its name, its function and where it may write; besides in which folders with pages, where none is."""

    name: str
    make: Callable[[OutputContext], Files]
    places: tuple[str, ...]
    folders: tuple[str, ...] = ()


class EarlyOutput:
    """An output whose files a page names by what is in them: made before that page is written, once for each build."""

    def __init__(self, name: str, make: Callable[[OutputContext], Files]) -> None:
        self._name, self._make = name, make
        self._made: Files | None = None

    def files(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> Files:
        """What it makes, for a handler of ``html-collect-pages``; nothing if it fails, as that ends the build later."""
        self._made = None
        with suppress(Exception):
            self._made = self._make(output_context(app, builder, self._name))
        return self._made or {}

    def take(self, context: OutputContext) -> Files:
        """What its page was told of, or else what it makes now"""
        made, self._made = self._made, None
        return self._make(context) if made is None else made


def base_url(config: Config) -> str:
    """The full address of the site by ``html_baseurl``, with a slash at its end; or an empty text."""
    base: str = config.html_baseurl
    return f'{base.rstrip("/")}/' if base else ''


def add_output(
    app: Sphinx,
    name: str,
    make: Callable[[OutputContext], Files],
    places: Iterable[str] | Callable[[Config], Iterable[str]],
    folders: Callable[[Config], Iterable[str]] | None = None,
) -> None:
    """Register the output *name*, for the ``setup`` of an extension.

    *places* are the files that it may write, and folders (with ``/`` at their end) that are its own; all relative to
    the output folder; or a function that gives them by the settings. *make* returns the bytes of each file by its path,
    or None for one that stays as it lies there; what lies in its places and is not among them is removed. In *folders*,
    where pages lie, it may write too, where none is; a function gives them by the settings.
    """
    if EVENT not in app.events.events:
        app.setup_extension('s3ext')

    def output(app: Sphinx) -> Output:
        found = places(app.config) if callable(places) else places
        shared = tuple(folders(app.config)) if folders else ()
        return Output(name, make, (found,) if isinstance(found, str) else tuple(found), shared)

    app.connect(EVENT, output)


def setup_outputs(app: Sphinx) -> None:
    """Register the event and the handlers; before any part that adds an output."""
    app.add_event(EVENT)
    app.connect('builder-inited', _check)
    app.connect('env-updated', _check_against_pages)
    # when the pages and all that others keep of them are written, and before ``caches`` lists the files
    app.connect('build-finished', _write, priority=600)


def _outputs(app: Sphinx) -> list[Output]:
    found = app.emit(EVENT)
    assert all(isinstance(output, Output) for output in found)
    return found


def _places(outputs: Iterable[Output]) -> list[Places]:
    return [Places(name=output.name, places=output.places, folders=output.folders) for output in outputs]


def _check(app: Sphinx) -> None:
    """See that every output has a name and places of its own, before anything is read."""
    _end_if(check_places(_places(_outputs(app))), texts_of(app.config))


def _check_against_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """See that no page is written where an output writes, before any is."""
    builder = app.builder
    if is_web(builder):
        pages = {docname: _file_of(builder, docname) for docname in env.found_docs}
        _end_if(check_pages(_places(_outputs(app)), pages), texts_of(app.config))


def _end_if(faults: Iterator[Fault], texts: Texts) -> None:
    """End the build with all *faults*, if there are any."""
    if messages := [texts[fault.cause].format(**fault._asdict()) for fault in faults]:
        raise OutputError('\n'.join(messages))


def _file_of(builder: StandaloneHTMLBuilder, docname: str) -> str:
    return PurePath(builder.get_output_path(docname)).relative_to(builder.outdir).as_posix()


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Let the output folder hold what the outputs make, after a build that went well."""
    builder = app.builder
    if exception is not None or not is_web(builder):
        return
    outputs, outdir = _outputs(app), Path(app.outdir)
    places = _places(outputs)
    record, before = outdir / RECORD_FILE, _before(outdir)
    made = _made(outputs, before, app, builder)
    work = plan(places, made, before, _owned(places, outdir), lambda path: _digest_at(outdir / path))
    # if the writing is cut short, no output must take what lies there for its own
    record.unlink(missing_ok=True)
    for path in work.remove:
        remove_file(outdir / path, outdir)
    for path, data in work.write.items():
        (outdir / path).parent.mkdir(parents=True, exist_ok=True)
        (outdir / path).write_bytes(data)
    record.write_text(record_text(work.record), 'utf-8')


def _made(outputs: list[Output], before: Record, app: Sphinx, builder: StandaloneHTMLBuilder) -> dict[str, Files]:
    """What each output makes. Raises ``OutputError`` that names all that fail."""
    outdir, texts = Path(app.outdir), texts_of(app.config)
    made: dict[str, Files] = {}
    failed: list[str] = []
    for output in outputs:
        try:
            made[output.name] = _typed(output.make(_context(output.name, before, app, builder, made.values())))
        except MemoryError:
            raise
        except Exception as error:
            if wants_traceback():
                raise
            failed.append(_sentence(output, error, texts))
            continue
        [place] = _places([output])
        faults = [*check_files(place, made[output.name], lambda path: (outdir / path).is_file())]
        if output.folders:
            pages = {_file_of(builder, docname): docname for docname in app.env.found_docs}
            faults += check_beside(place, made[output.name], pages)
        failed += [texts[fault.cause].format(**fault._asdict()) for fault in faults]
    if failed:
        raise OutputError('\n'.join(failed))
    return made


def output_context(app: Sphinx, builder: StandaloneHTMLBuilder, name: str) -> OutputContext:
    """What the output *name* may look at, for pages that say what it makes: as soon as all are read."""
    return _context(name, _before(Path(app.outdir)), app, builder)


def _before(outdir: Path) -> Record:
    """What the outputs of the last build wrote."""
    record = outdir / RECORD_FILE
    return read_record(record.read_bytes()) if record.is_file() else {}


def _context(
    name: str, before: Record, app: Sphinx, builder: StandaloneHTMLBuilder, made: Iterable[Files] = ()
) -> OutputContext:
    outdir = Path(app.outdir)
    return OutputContext(
        config=app.config,
        env=app.env,
        site=s3_domain(app.env).site,
        outdir=outdir,
        written=frozenset(path for path in before.get(name, ()) if (outdir / path).is_file()),
        url_for=builder.get_target_uri,
        file_for=lambda docname: _file_of(builder, docname),
        made=frozenset(path for files in made for path in files),
    )


def _typed(files: object) -> Files:
    """*files*, if a site's own function returned what it should. Raises ``TypeError``."""
    if not isinstance(files, Mapping):
        raise TypeError(f'{type(files).__name__} in the place of a mapping from path to bytes')
    for path, data in files.items():
        if not isinstance(path, str) or not (data is None or isinstance(data, bytes)):
            raise TypeError(f'{path!r}: {type(data).__name__} in the place of bytes')
    return files


def _sentence(output: Output, error: Exception, texts: Texts) -> str:
    """What went wrong with *output*: its name, its function, and what it was about."""
    about = [value for value in (getattr(error, 'page', ''), getattr(error, 'setting', '')) if value]
    cause = str(error) if isinstance(error, SphinxError) else f'{type(error).__name__}: {error}'
    function = getattr(output.make, '__qualname__', type(output.make).__name__)
    return texts['output_failed'].format(
        name=output.name, function=f'{output.make.__module__}.{function}', cause=' – '.join([*about, cause])
    )


def _owned(outputs: Iterable[Places], outdir: Path) -> set[str]:
    """The files that lie in the places of *outputs*."""
    found: set[str] = set()
    for place in (place for output in outputs for place in output.places):
        file = outdir / place
        files = file.rglob('*') if place.endswith('/') else [file]
        found.update(file.relative_to(outdir).as_posix() for file in files if file.is_file() or file.is_symlink())
    return found


def _digest_at(file: Path) -> str:
    return digest_of(file.read_bytes()) if file.is_file() else ''


def remove_file(file: Path, outdir: Path) -> None:
    """Remove *file*, which lies in *outdir*, and the folders that are empty then."""
    file.unlink(missing_ok=True)
    with suppress(OSError):  # a folder holds more
        for folder in takewhile(lambda place: place != outdir, file.parents):
            folder.rmdir()
