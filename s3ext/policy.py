"""What a page may load and run: told to the browser by the page itself, so that it holds on any host and from disk.

Pages hold no script and no style of their own, so the policy is one fixed line without hashes: every script is a
file of the site, and one that somebody got into a page does not run.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError

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
#: what never stands in the text of a page, where a writer's signs are escaped
_ACTIVE = ('<script', '<iframe', '<object', '<embed', '<meta', '<base', '<link', '<style', '<form', 'javascript:')


def setup_policy(app: Sphinx) -> None:
    """Register the handler; after the theme's, which adds scripts."""
    app.connect('html-page-context', _protect, priority=900)


def _protect(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the policy first in the page, take out the theme's scripts in text, and look at the text once more."""
    policy = f'\n    <meta http-equiv="Content-Security-Policy" content="{POLICY}" />'
    context['metatags'] = policy + context.get('metatags', '')
    context['script_files'] = [script for script in context['script_files'] if script.filename]
    text = str(context.get('body', '')).lower()
    if doctree is not None and (found := next((sign for sign in _ACTIVE if sign in text), None)):
        raise SphinxError(f'{pagename}: {found}')
