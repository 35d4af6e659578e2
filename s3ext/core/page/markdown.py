"""Markdown as the site reads it: MyST's own parts with the site's settings, so that a check sees what a build sees."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, make_fence_rule
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from .languages import with_languages
from .positions import AT, PIECES, with_positions
from .tags import BREAK, with_tags

#: what ``conf.py`` must say (tested): MyST's extensions, and the parts of Markdown that are switched off
EXTENSIONS = ('colon_fence', 'deflist', 'tasklist', 'alert', 'strikethrough', 'gfm_autolink')
DISABLED = ('html_block', 'html_inline')
BREAKS = ('<br>', '<br/>', '<br />')
_INDEX = 'index.md'
#: what ends a quotation, an aside or a sentence in print, and no address
_CLOSING = '”“’»…–—'
_COMMENT = '<!--'
NAMED = re.compile(r' *\{:? ?#(?P<name>[a-z0-9-]{1,80}) ?\} *$')
#: the tokens of a link: its start, its end and what stands between, if anything does
_LEAST_OF_LINK = 2
_NO_ADDRESS = ('http://', 'https://')
#: the rest of an address, from the colon of its scheme or from ``www``, up to a footnote
_NOTED = re.compile(r'(?:://(?=[^\s\[\]<>/])|(?P<www>www\.))[^\s\[\]<>]+(?=\[\^)')
#: what may stand before a bare address (GitHub Flavored Markdown 6.9), and what ends a sentence after it
_BEFORE_ADDRESS = ('', ' ', '\t', '\n', '*', '_', '~', '(')
_AFTER_ADDRESS = '?!.,:;*_~\'"' + _CLOSING


@cache
def markdown() -> MarkdownIt:
    """A parser that gives the tokens of MyST's (``myst_parser.parsers.mdit``), without MyST and docutils.

    They also say where they stand, as those that the build makes with ``page.positions`` do.
    """
    parser = (
        MarkdownIt('commonmark')
        .enable('table')
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        .use(gfm_autolink_plugin)
        .enable('strikethrough')
    )
    colons = make_fence_rule(markers=(':',), token_type='colon_fence', exact_match=False)
    interrupts: RuleOptionsType = {'alt': ['paragraph', 'reference', 'blockquote', 'list', 'footnote_def']}
    parser.block.ruler.before('fence', 'colon_fence', colons, interrupts)
    parser.use(deflist_plugin)
    parser.options['tasklists'] = True
    parser.options['alerts'] = True
    return with_positions(extend(parser.disable(list(DISABLED))))


def extend(parser: MarkdownIt) -> MarkdownIt:
    """Add to *parser*, MyST's or ours, what the site reads and MyST does not: plain tags, links to folders, …"""
    interrupts: RuleOptionsType = {'alt': ['paragraph', 'reference', 'blockquote', 'list', 'footnote_def']}
    parser.block.ruler.before('blockquote', 's3_comment', _comment, interrupts)
    parser.inline.ruler.before('html_inline', 's3_break', _line_break)
    parser.inline.ruler.after('html_inline', 's3_noted_address', _noted_address)
    parser.core.ruler.after('inline', 's3_places', _name_headings)
    parser.core.ruler.after('inline', 's3_links', _fix_links)
    return with_tags(with_languages(parser))


def _comment(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - names of the parser
    """``<!-- … -->`` on lines of its own, as a comment of MyST's; one that does not end is no comment."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith(_COMMENT, start, state.eMarks[startLine]) or state.is_code_block(startLine):
        return False
    for line in range(startLine, endLine):
        before, end, after = _line_of(state, line).partition('-->')
        if end:
            break
    else:
        return False
    if after.strip():
        return False
    if not silent:
        token = state.push('myst_line_comment', '', 0)
        token.attrSet('class', 'myst-line-comment')
        token.markup = _COMMENT
        token.content = '\n'.join(_line_of(state, number) for number in range(startLine, line)) + before
        token.map = [startLine, line + 1]
        state.line = line + 1
    return True


def _line_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _name_headings(state: StateCore) -> None:
    """``## Words {#name}`` as a heading with the place ``(name)=`` above it (Pandoc's and kramdown's form)."""
    for number in range(len(state.tokens) - 2, -1, -1):
        heading, words = state.tokens[number : number + 2]
        last = words.children[-1] if heading.type == 'heading_open' and words.children else None
        if last is None or last.type != 'text' or not (found := NAMED.search(last.content)):
            continue
        last.content = last.content[: found.start()]
        place = Token('myst_target', '', 0, content=found['name'], map=heading.map, level=heading.level, block=True)
        place.attrSet('class', 'myst-target')
        state.tokens.insert(number, place)


def _line_break(state: StateInline, silent: bool) -> bool:
    """``<br>`` as a line break."""
    if not state.src.startswith('<', state.pos):
        return False  # this is asked of every character that may be Markdown
    found = next((form for form in BREAKS if state.src[state.pos : state.pos + len(form)].lower() == form), '')
    if not found:
        return False
    if not silent:
        token = state.push('hardbreak', 'br', 0)
        token.markup = BREAK
    state.pos += len(found)
    return True


def _noted_address(state: StateInline, silent: bool) -> bool:
    """A bare address right before a footnote, ``https://…[^source]``: GitHub's rules would take the note into it."""
    found = _NOTED.match(state.src, state.pos)
    if silent or state.linkLevel or found is None or found.end() > state.posMax:
        return False
    scheme = '' if found['www'] else next((name for name in ('https', 'http') if state.pending.endswith(name)), None)
    if scheme is None or state.src[: state.pos - len(scheme)][-1:] not in _BEFORE_ADDRESS:
        return False
    words = f'{scheme}{found[0]}'.rstrip(_AFTER_ADDRESS)
    while words.endswith(')') and words.count(')') > words.count('('):
        words = words[:-1].rstrip(_AFTER_ADDRESS)
    state.pending = state.pending[: len(state.pending) - len(scheme)]
    link = state.push('link_open', 'a', 1)
    link.attrSet('href', state.md.normalizeLink(words if scheme else f'http://{words}'))
    link.markup, link.info = 'autolink', 'auto'
    state.push('text', '', 0).content = words
    end = state.push('link_close', 'a', -1)
    end.markup, end.info = 'autolink', 'auto'
    state.pos += len(words) - len(scheme)
    return True


def _fix_links(state: StateCore) -> None:
    """Lead a link to a folder, such as ``../themes/``, to its index page; end a bare address where its reader would."""
    for block in state.tokens:
        children = block.children or []
        if len(children) < _LEAST_OF_LINK:
            continue
        for place in range(len(children) - 1, -1, -1):
            token = children[place]
            if token.type != 'link_open':
                continue
            if token.info == 'auto':
                _end_address(state.md, children, place)
            else:
                token.attrs['href'] = _page_of(str(token.attrs.get('href', '')))


def _page_of(href: str) -> str:
    path, sharp, place = href.partition('#')
    if ':' in path or '?' in path or path.startswith('//'):
        return href
    if path.endswith('/') or path in ('.', '..'):
        path = f'{path.removesuffix("/")}/{_INDEX}'
    return f'{path}{sharp}{place}'


def _end_address(parser: MarkdownIt, children: list[Token], place: int) -> None:
    """Leave outside the address at *place* what closes a quotation: GitHub's rules know straight marks only."""
    link, shown, end = children[place : place + 3]
    words = shown.content.rstrip(_CLOSING)
    if words.lower() in _NO_ADDRESS:
        # talk of addresses
        children[place : place + 3] = [shown]
        return
    if words == shown.content or end.type != 'link_close':
        return
    at = shown.meta.get(AT, 0) + len(words)
    rest = Token('text', '', 0, content=shown.content[len(words) :], meta={AT: at, PIECES: [(0, at)]})
    scheme = 'http://' if words.startswith('www.') else ''
    shown.content, link.attrs['href'] = words, parser.normalizeLink(scheme + words)
    children.insert(place + 3, rest)
