"""The files that pages show and lead to: what of them is published, which is nothing that no page names any more."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from ..core.outputs import Files
from ..reading.attachments import DOWNLOADS, IMAGES
from ..writing.outputs import OutputContext, add_output

#: where they lie on the site
PLACES = (f'{IMAGES}/', f'{DOWNLOADS}/')


def setup_attachments(app: Sphinx) -> None:
    """Register the output."""
    add_output(app, 'attachments', _files, PLACES)


def _files(context: OutputContext) -> Files:
    """The pictures and the material of all pages; Sphinx has copied them when it wrote the pages."""
    env, root = context.env, Path(context.env.srcdir)
    sources = {f'{IMAGES}/{name}': root / path for path, (_, name) in env.images.items()}
    sources |= {f'{DOWNLOADS}/{name}': root / path for path, (_, name) in env.dlfiles.items()}
    return {place: _missing(source, context.outdir / place) for place, source in sources.items()}


def _missing(source: Path, copy: Path) -> bytes | None:
    """The bytes of *source*, or None if *copy* holds them.

    Not by ``filecmp``, as Sphinx does it: in a process that has compared two files once, that goes by their times.
    """
    data = source.read_bytes()
    return None if copy.is_file() and copy.read_bytes() == data else data
