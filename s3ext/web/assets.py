"""Which style sheets and scripts a page loads: no more than it uses, as each is one more thing to wait for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from ..config.profiles import profile_of
from ..writing.outputs import remove_file
from .scripts import PARTS
from .styles import MORE, NAME, is_replaced

#: the typefaces that every page shows, fetched while the style sheet is read
FONTS = ('fonts/PublicSans-Regular.woff2', 'fonts/PublicSans-SemiBold.woff2')
#: files that only pages with something in their text need: a class, which stands first in a tag or after others
_FOR_TEXT = {
    'pygments.css': ('class="highlight',),
    'sphinx-design.min.css': ('"sd-', ' sd-'),
    'design-tabs.js': ('"sd-tab', ' sd-tab'),
}
#: of classes that the parts of our second style sheet are about, how they begin
MORE_CLASSES = (
    *('s3-amounts', 's3-clock', 's3-files', 's3-form', 's3-leader', 's3-participants', 's3-planner', 's3-room'),
    *('s3-script', 's3-sheet', 's3-switch', 's3-table-amounts', 's3-template', 's3-width-'),
)
#: Sphinx's scripts, which mark the words of a search; in the order in which s3-page.js loads them
_MARKS = ('documentation_options.js', 'doctools.js', 'translations.js', 'sphinx_highlight.js')


#: what Sphinx's own theme brings along: our style sheet has its rules, and no page its pictures
_BASIC = ('basic.css', 'file.png', 'minus.png', 'plus.png')
#: our scripts that pages load only as a part of another
_JOINED = frozenset(part for parts in PARTS.values() for part in parts)


def setup_assets(app: Sphinx) -> None:
    """Register the handlers; that of pages after the theme's."""
    app.connect('html-page-context', _choose, priority=600)
    app.connect('build-finished', _remove_theme_files, priority=700)


def _choose(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Leave a page the files that it uses; all of them with a theme that is not the one we know."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not is_replaced(builder):
        return
    text = str(context.get('body', ''))
    styles = {_name(style): style for style in context['css_files']}
    # those without a name stand in the page itself, where none may
    scripts = {_name(script): script for script in context['script_files'] if getattr(script, 'filename', script)}
    context['s3_style'] = styles.pop(NAME, None)
    if pagename != profile_of(app.config).names.form and not any(name in text for name in MORE_CLASSES):
        styles.pop(MORE, None)
    context['s3_fonts'] = [context['s3_with_version'](name) for name in FONTS]
    context['css_files'] = [style for name, style in styles.items() if _is_used(name, text)]
    used = {name: script for name, script in scripts.items() if _is_used(name, text)}
    if used.keys() <= set(_MARKS):  # no script of a site's own that may use Sphinx's
        context['s3_marks'] = [context['s3_with_version'](name) for name in _MARKS if name in used]
        used = {}
    context['script_files'] = list(used.values())


def _is_used(name: str, text: str) -> bool:
    """Whether a page with this *text* needs the file *name*."""
    return any(mark in text for mark in _FOR_TEXT.get(name, ('',)))


def _name(asset: object) -> str:
    return str(getattr(asset, 'filename', asset)).rpartition('/')[2]


def _remove_theme_files(app: Sphinx, exception: Exception | None) -> None:
    """Publish nothing that no page loads: of the theme style sheets, scripts, icons and sources, of ours the parts."""
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder) or not is_replaced(builder):
        return
    named = repr((app.config.html_css_files, app.config.html_js_files))
    for source, copy in _theme_files(builder):
        if copy.name not in named and copy.is_file() and copy.read_bytes() == source.read_bytes():
            remove_file(copy, Path(builder.outdir))
    for name in (*_BASIC, *_JOINED):
        if name not in named:
            remove_file(Path(builder.outdir, '_static', name), Path(builder.outdir))


def _theme_files(builder: StandaloneHTMLBuilder) -> Iterator[tuple[Path, Path]]:
    """The static files of the theme itself, not of Sphinx's that it is made of, and where their copies lie."""
    folders = [folder for folder in builder.theme.get_theme_dirs() if Path(folder).name != 'basic']
    for folder in (Path(folder, 'static') for folder in folders):
        for source in sorted(folder.rglob('*')):
            if source.is_file():
                yield source, Path(builder.outdir, '_static', source.relative_to(folder))
