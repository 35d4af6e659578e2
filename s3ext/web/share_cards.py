"""The picture beside a link that somebody shares: one for each kind of page, drawn by Typst, which sets the PDFs too.

A picture is a function of its words and of the typefaces that lie with the code: the same on every machine. Its name
says what it was made of, so that it is drawn once and can be kept for ever.
"""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

import typst
from sphinx.application import Sphinx
from sphinx.config import Config

from .. import pdf
from ..config.profiles import profile_of, texts_of
from ..core.digests import digest
from ..core.outputs import Files
from ..pdf.escape import seen
from ..writing.outputs import OutputContext, add_output, base_url

#: what networks ask for: https://ogp.me/, 1.91 to 1
SIZE = (1200, 630)
_FONTS = Path(pdf.__file__).parent / 'fonts'
_CARD = """\
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: rgb("#0b5561"))
#set text(font: "Public Sans", fill: white, hyphenate: false)
#place(bottom, rect(width: 100%, height: 24pt, fill: rgb("#f0b48c")))
#pad(x: 90pt, top: 90pt)[
  #text(size: 44pt, fill: rgb("#b9e7ec"), {kind})
  #v(0pt)
  #text(size: 96pt, weight: "semibold", {project})
]
#place(bottom, pad(x: 90pt, bottom: 80pt, text(size: 34pt, {place})))
"""


def setup_share_cards(app: Sphinx) -> None:
    """Register the output, for a site that says where it is published."""
    add_output(app, 'share-cards', _files, lambda config: [f'{profile_of(config).names.cards}/'])


def card_of(kind: str, config: Config) -> str:
    """The picture for pages of *kind*, '' for the site itself: its path in the site."""
    name = digest(_source(kind, config), metadata.version('typst'))
    return f'{profile_of(config).names.cards}/{kind or "site"}-{name}.png'


def _files(context: OutputContext) -> Files:
    """The pictures; those that lie there stay."""
    if not context.base_url:
        return {}
    found = {card_of(kind, context.config): kind for kind in ('', *context.site.kinds.listed)}
    return {
        path: None if path in context.written else _drawn(_source(kind, context.config)) for path, kind in found.items()
    }


def _source(kind: str, config: Config) -> str:
    """The picture as Typst code."""
    address = urlsplit(base_url(config))
    return _CARD.format(
        width=SIZE[0],
        height=SIZE[1],
        project=seen(config.project),
        kind=seen(texts_of(config)[kind] if kind else ''),
        place=seen(f'{address.netloc}{address.path}'.rstrip('/')),
    )


def _drawn(source: str) -> bytes:
    """The picture as PNG, a pixel for each point."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[_FONTS])
    data = typst.compile(source.encode(), font_paths=fonts, format='png', ppi=72)
    assert isinstance(data, bytes)
    return data
