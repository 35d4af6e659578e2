"""The style sheet of the pages, ``s3.css``: what they need of the theme's, and the parts in ``styles/``, in order.

What few pages need is one of its own, ``s3-more.css``: a first visit to any other brings nothing of it.

With another theme than ``pydata_sphinx_theme`` the theme's style sheets stay what they are, and ours comes after them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import tinycss2
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.digests import digest
from . import trim
from .trim import Rule, Trimmed, joined, read_style, read_trimmed
from .versions import with_version

#: the file that pages load, in the folder of static files
NAME = 's3.css'
FOLDER = Path(__file__).parent / 'styles'
#: beside the trees of the pages: what the style sheet was made of, and what it was
_KEPT = 's3-style.txt'
#: in this order: of two rules that say the same of a thing, the later one holds
PARTS = (
    'fonts',
    'base',
    'colours',
    'header',
    'header_narrow',
    'place',
    'record',
    'answer',
    'lists',
    'marks',
    'own',
    'origin',
    'sources',
    'front',
    'foot',
    'search',
    'drawing',
    'figure',
    'tables',
    'finder',
    'selection',
    'news',
    'glossary',
    'contribute',
    'text',
    'downloads',
    'print',
    'print_colours',
)
#: the file of the parts that few pages need, after the other; and these parts, in this order
MORE = 's3-more.css'
MORE_PARTS = ('workshop', 'template', 'form', 'form_steps', 'widths')
#: the style sheets of the theme, in order; the first is Sphinx's own
_THEME = ('basic.css.jinja', 'styles/pydata-sphinx-theme.css')


def setup_styles(app: Sphinx) -> None:
    """Register the style sheet and what writes it."""
    app.add_css_file(NAME, priority=900)
    app.add_css_file(MORE, priority=901)
    # before any page: Sphinx puts the checksum of the file into its address
    app.connect('write-started', _write)


def style_sheet(theme: Iterable[str] = ()) -> str:
    """The parts as one style sheet, after what pages need of the *theme*'s."""
    sheets = [_trimmed(sheet) for sheet in theme]
    ours = (_read((FOLDER / f'{part}.css').read_text('utf-8')) for part in PARTS)
    text = ''.join(sheet.notices for sheet in sheets) + joined([*(sheet.rules for sheet in sheets), *ours])
    for font in _fonts():
        text = text.replace(f'fonts/{font.name}"', f'{with_version(f"fonts/{font.name}", font.read_bytes())}"')
    return text


def _fonts() -> list[Path]:
    """The typefaces of the pages."""
    return sorted((FOLDER.parent / 'static' / 'fonts').glob('*.woff2'))


def more_style_sheet() -> str:
    """The parts that few pages need as one style sheet."""
    return joined([_read((FOLDER / f'{part}.css').read_text('utf-8')) for part in MORE_PARTS])


@cache
def _read(part: str) -> tuple[Rule, ...]:
    """The rules of a *part*, read once however many sites a process builds."""
    return tuple(read_style(part))


@cache
def _trimmed(sheet: str) -> Trimmed:
    """What pages need of a *sheet* of the theme, read once however many sites a process builds."""
    return read_trimmed(sheet)


def _write(app: Sphinx, builder: Builder) -> None:
    """Put the style sheet beside the static files of the pages, unless it lies there as it would be made."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    file, kept = Path(builder.outdir) / '_static' / NAME, Path(builder.doctreedir) / _KEPT
    file.parent.mkdir(parents=True, exist_ok=True)
    more, text = file.with_name(MORE), more_style_sheet().encode()
    if not more.is_file() or more.read_bytes() != text:
        more.write_bytes(text)
    sheets = _theme_sheets(builder)
    files = [*(FOLDER / f'{part}.css' for part in PARTS), *_fonts()]
    made_of = digest(sheets, *(file.read_bytes() for file in files), *_made_by())
    if file.is_file() and kept.is_file() and kept.read_text('utf-8') == f'{made_of} {digest(file.read_bytes())}':
        return
    data = style_sheet(sheets).encode()
    file.write_bytes(data)
    kept.write_text(f'{made_of} {digest(data)}', 'utf-8')


def _made_by() -> Iterable[bytes]:
    """The code that makes the style sheet: with another it may become something else."""
    return (Path(made).read_bytes() for made in (__file__, trim.__file__, tinycss2.__file__))


def is_replaced(builder: StandaloneHTMLBuilder) -> bool:
    """Whether our style sheet takes the place of the theme's: whether the theme is the one that it is made for."""
    return None not in _files(builder)


def _theme_sheets(builder: StandaloneHTMLBuilder) -> list[str]:
    """The style sheets of the theme that ours takes the place of; none with another theme."""
    if not is_replaced(builder):
        return []
    options = {f'theme_{name}': value for name, value in builder.theme.get_options().items()}
    read = ((file.suffix, file.read_text('utf-8')) for file in _files(builder) if file)
    return [builder.templates.render_string(text, options) if end == '.jinja' else text for end, text in read]


def _files(builder: StandaloneHTMLBuilder) -> list[Path | None]:
    """The files of the theme, or of those that it is made of, that ``_THEME`` names."""
    folders = builder.theme.get_theme_dirs()
    candidates = ((Path(folder, 'static', name) for folder in folders) for name in _THEME)
    return [next((file for file in files if file.is_file()), None) for files in candidates]
