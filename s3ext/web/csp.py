"""What a page may load and run: declared by the page itself, so that it holds on any host and from disk.

Pages hold no script and no style of their own, so the policy is one fixed line without hashes: every script is a
file of the site, and one that somebody got into a page does not run.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..config.profiles import texts_of

#: https://www.w3.org/TR/CSP3/
POLICY = '; '.join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
#: what never stands in the text of a page, where every character that somebody wrote is escaped
_ACTIVE = ('<script', '<iframe', '<object', '<embed', '<meta', '<base', '<link', '<style', '<form', '="javascript:')


class PictureWidths(SphinxPostTransform):
    """Say the width of a picture by a class: a style in the page would not be heeded."""

    default_priority = 400
    formats = ('html',)

    def run(self, **kwargs: object) -> None:
        """Turn each width, such as ``50%``, into a class of ``widths.css``."""
        for picture in self.document.findall(nodes.image):
            if width := picture.attributes.pop('width', ''):
                picture['classes'].append(f's3-width-{width.removesuffix("%")}')


def setup_csp(app: Sphinx) -> None:
    """Register the parts; the handler after the theme's, which adds scripts."""
    app.add_post_transform(PictureWidths)
    app.connect('html-page-context', _protect, priority=900)


def _protect(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the policy first in the page, take out the theme's scripts in text, and look at the text once more."""
    policy = f'\n    <meta http-equiv="Content-Security-Policy" content="{POLICY}" />'
    context['metatags'] = policy + context.get('metatags', '')
    context['script_files'] = [script for script in context['script_files'] if script.filename]
    text = str(context.get('body', '')).lower()
    if doctree is not None and (found := next((part for part in _ACTIVE if part in text), None)):
        raise SphinxError(texts_of(app.config)['page_active'].format(page=pagename, value=found))
