"""Words in another language than the page: ``[words]{lang=en}``, as Pandoc, Djot and MyST write it.

No other attribute is read: with any other the braces stay text. The gate looks at the code of the language.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

#: what the kinds of the two tokens begin with
LANGUAGE = 's3_language'
#: what a text has in it if it holds any
_SIGN = ']{lang='
_FORM = re.compile(r'\{lang=(?P<code>[^{}\n]{0,80})\}')


def with_languages(parser: MarkdownIt) -> MarkdownIt:
    """The same *parser*, which reads such words."""
    parser.inline.ruler.after('link', LANGUAGE, _language)
    return parser


def _language(state: StateInline, silent: bool) -> bool:
    begin = state.pos + 1
    if not state.src.startswith('[', state.pos) or state.src.find(_SIGN, begin, state.posMax) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos, False)
    found = _FORM.match(state.src, end + 1, state.posMax) if end >= 0 else None
    words = state.src[begin:end].strip()
    if found is None or not words or words.startswith('^'):  # the last is a note
        return False
    if not silent:
        last = state.posMax
        token = state.push(f'{LANGUAGE}_open', 'span', 1)
        token.attrs, token.markup = {'lang': found['code'].strip('"\'')}, found[0]
        state.pos, state.posMax = begin, end
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push(f'{LANGUAGE}_close', 'span', -1)
    state.pos = found.end()
    return True
