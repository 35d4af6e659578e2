"""HTML that says what Markdown says: tags that format, and containers that say nothing of the text in them.

No tag reaches a page: ``<b>`` becomes the token that ``**`` makes, ``<a href>`` a link and ``<img>`` a picture that
pass the same gate as those of Markdown, and a container leaves a token that shows nothing. A tag that is none of these
(``allowed.FORMATS``, ``allowed.CONTAINERS``), has other attributes than ``allowed.ATTRIBUTES``, or has no partner stays
what it was, and the gate refuses it.
"""

from __future__ import annotations

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ..gate.allowed import ATTRIBUTES, CONTAINERS, FORMATS, GROUPS
from ..gate.characters import ENTITY
from .positions import AT, PIECES
from .tag_pairs import TAG, pair_tags

#: how a cell of a table breaks a line, which has no other way; ``markup`` of its token
BREAK = '<br>'
#: the keys in ``meta`` of a tag at the start of a line: how far before the end of that it begins, and whether the line
#: below is read in another way than without it
TAIL, HOLDS = 's3-tail', 's3-holds'
_VALUE = r'(?:"[^"<>\n]*"|\'[^\'<>\n]*\'|[^ \t\n"\'=<>`]+)'
_IGNORED = rf'[ \t]+(?:{"|".join(ATTRIBUTES)})(?:[ \t]*=[ \t]*{_VALUE})?'
_PASSED = rf'(?:{_IGNORED}){{0,12}}'
_PASSED_OF_IMAGE = rf'(?:{_IGNORED}|[ \t]+alt[ \t]*=[ \t]*{_VALUE}){{0,12}}'


def _pattern(names: tuple[str, ...]) -> str:
    """A pattern for the tags *names*, so written that nothing in them can do anything; Python's, for the form too."""
    listed = '|'.join(names)
    return rf'</(?P<end>{listed})[ \t]*>|<(?P<begin>{listed}){_PASSED}[ \t]*>'


#: a tag that stands as if on a line of its own
GROUP = _pattern(GROUPS)
#: a tag in running text
INLINE = (
    rf'{_pattern((*CONTAINERS, *FORMATS))}|(?P<close></a)[ \t]*>'
    rf'|<(?P<link>a){_PASSED}[ \t]+href[ \t]*=[ \t]*{_VALUE}{_PASSED}[ \t]*>'
    rf'|<(?P<image>img){_PASSED_OF_IMAGE}[ \t]+src[ \t]*=[ \t]*{_VALUE}{_PASSED_OF_IMAGE}[ \t]*/?>'
)
#: what needs no new line after a tag that ends a group
GROUP_END = rf'[ \t]*(?:</[a-z]{{1,8}}[ \t]*>[ \t]*)*?(?:\n|$|</(?:{"|".join(GROUPS)})[ \t]*>|<br ?/?>)'
# ASCII: other letters that Python takes for an s or a k make no tag
_FLAGS = re.IGNORECASE | re.ASCII
_GROUP, _INLINE, _GROUP_END = (re.compile(form, _FLAGS) for form in (GROUP, INLINE, GROUP_END))
_ATTRIBUTE = re.compile(rf'[ \t]+([a-z]+)(?:[ \t]*=[ \t]*({_VALUE}))?', _FLAGS)
#: what a bare address goes on from, right before a tag
_ADDRESS_BEFORE = re.compile(r'(?:://|www\.)[^\s<]*(?:<[^<>\n]*>)*\Z')
_LONGEST_ADDRESS = 500
_LINK_END = re.compile('</a[ \t]*>', re.IGNORECASE)
_INDENTED = 4
_BREAKS = ('softbreak', 'hardbreak')
#: what may stand beside a tag that is taken away, so that the text around it is read as before
_PLAIN = re.compile(r'[\w \t\n,;()”…–-]|[.:!?](?=[ \t\n]|$)')
_PLAIN_START = re.compile(r'(?:<[^<>\n]*>)*[^\W\d_]')
_ANY_TAG = re.compile(r'<[^<>\n]*>')
#: so many tags beside one may go together with it
_BESIDE = 4
_ONLY_GROUPS = re.compile(rf'(?:{GROUP})*', _FLAGS)


def with_tags(parser: MarkdownIt) -> MarkdownIt:
    """The same *parser*, which reads tags that are harmless."""
    interrupts: RuleOptionsType = {'alt': ['paragraph', 'reference', 'blockquote', 'list', 'footnote_def']}
    parser.block.ruler.before('blockquote', 's3_groups', _group, interrupts)
    parser.inline.ruler.before('html_inline', 's3_tags', _tag)
    parser.core.ruler.after('inline', 's3_pairs', pair_tags)
    return parser


def _group(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - names of the parser
    """Tags of groups at the start of a line; what follows them there is read as if on a line of its own."""
    start, end = state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    if not state.src.startswith('<', start) or state.is_code_block(startLine):
        return False
    found = _GROUP.match(state.src, start, end)
    if found is None or silent:
        return found is not None
    first = len(state.tokens)
    while found is not None:
        token = state.push(TAG, (found['end'] or found['begin']).lower(), 0)
        token.content, token.info = found[0], 'end' if found['end'] else ''
        token.map, token.meta[TAIL] = [startLine, startLine + 1], end - found.start()
        start = state.skipSpaces(found.end())
        if start >= end:
            state.line = startLine + 1
        found = _GROUP.match(state.src, start, end)
    holds = _move_out(state, startLine + 1, endLine, is_text=start >= end)
    for token in state.tokens[first:]:
        token.meta[HOLDS] = holds
    if start < end:
        state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine] = start, 0, state.blkIndent
        # one of them takes what no other does: a paragraph
        any(rule(state, startLine, endLine, False) for rule in state.md.block.ruler.getRules(''))
    return True


def _move_out(state: StateBlock, line: int, end: int, *, is_text: bool) -> bool:
    """Read the lines below a tag that are moved in as if they were not: HTML knows no code of that kind, as texts do.

    That is the *line* if it holds a tag or if it ``is_text`` in what the tag began, and all with tags that follow.
    """
    first = line
    while line < end and not state.isEmpty(line) and state.sCount[line] - state.blkIndent >= _INDENTED:
        if not (is_text and line == first) and not _GROUP.match(state.src, state.bMarks[line] + state.tShift[line]):
            break
        state.sCount[line] = state.blkIndent
        line += 1
    return line > first


def _tag(state: StateInline, silent: bool) -> bool:
    """A tag in running text."""
    if not state.src.startswith('<', state.pos):
        return False  # this is asked of every character that may be Markdown
    found = _INLINE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    name = (found['end'] or found['begin'] or found['link'] or found['image'] or 'a').lower()
    if not silent:
        ends = bool(found['end'] or found['close'])
        if name in GROUPS and not ends and not _begins_line(state):
            _break(state)
        if found['image']:
            _image(state, found[0])
        else:
            _push(state, name, found[0], ends)
        if name in GROUPS and ends and not _GROUP_END.match(state.src, found.end(), state.posMax):
            _break(state)
    state.pos = found.end()
    return True


def _begins_line(state: StateInline) -> bool:
    if state.pending.strip():
        return False
    last = next((token for token in state.tokens[: -_BESIDE - 1 : -1] if token.type != TAG), None)
    return last is None or last.type in _BREAKS


def _break(state: StateInline) -> None:
    """A new line where a group begins or ends within a line, so that no words are put together."""
    state.push('hardbreak', 'br', 0).markup = BREAK


def _push(state: StateInline, name: str, words: str, ends: bool) -> None:
    token = state.push(TAG, name, 0)
    token.content, token.info = words, 'end' if ends else ''
    if name != 'a':
        return
    # bare addresses in a link are none
    if ends:
        state.linkLevel = max(state.linkLevel - 1, 0)
    else:
        state.linkLevel += _LINK_END.search(state.src, state.pos) is not None
        token.attrs = {'href': state.md.normalizeLink(_attributes(words).get('href', ''))}


def _image(state: StateInline, words: str) -> None:
    """A picture, as the token that Markdown's own becomes."""
    given = _attributes(words)
    alt = given.get('alt', '')
    token = state.push('image', 'img', 0)
    token.attrs = {'src': state.md.normalizeLink(given.get('src', '')), 'alt': ''}
    token.content = alt
    # texts in pictures count from behind ``![``
    at = max(words.find(alt), 0) - len('![')
    token.children = [Token('text', '', 0, content=alt, meta={AT: at, PIECES: [(0, at)]})] if alt else []


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of *tag*, which matched ``INLINE``; entities are decoded as in Markdown (CommonMark 2.5).

    Of several with one name the first holds (HTML, 13.2.5.33).
    """
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(tag):
        bare = value[1:-1] if value[:1] in ('"', "'") else value
        found.setdefault(name.lower(), ENTITY.sub(lambda entity: unescape(entity[0]), bare))
    return found


def is_removable(content: str, offset: int, tag: Token) -> bool:
    """Whether the running text *content* is read in the same way without the *tag* at *offset*."""
    before, after = offset, offset + len(tag.content)
    far = max(0, offset - _LONGEST_ADDRESS)
    if content[after : after + 1].strip() and _ADDRESS_BEFORE.search(content, far, offset):
        return False  # the tag ends an address
    if not content[content.rfind('\n', 0, before) + 1 : before].strip():
        return _PLAIN_START.match(content, after) is not None
    is_group = tag.tag in GROUPS
    if is_group and tag.info == 'end' and not _GROUP_END.match(content, after):
        return False
    for _ in range(_BESIDE):
        if content[before - 1] == '>':
            before = content.rfind('<', 0, before)
        if found := _ANY_TAG.match(content, after):
            after = found.end()
    starts = before <= 0 or content[before - 1] == '\n'
    if is_group and tag.info != 'end' and not starts:
        return False
    plain_before = starts or _PLAIN.match(content, before - 1)
    return bool(plain_before and (after == len(content) or _PLAIN.match(content, after)))


def is_removable_line(line: str, column: int, above: str) -> bool:
    """Whether a *line* that begins with tags of groups can lack the one at *column*; *above* is the line before."""
    if not _ONLY_GROUPS.fullmatch(line[: column - 1].lstrip(' \t>')):
        return False
    rest = line[column - 1 :]
    starts = not above.strip(' \t>') and _PLAIN_START.match(rest) is not None
    return starts or _ONLY_GROUPS.fullmatch(rest.rstrip()) is not None
