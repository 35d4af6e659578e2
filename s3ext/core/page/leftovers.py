"""Text that nobody meant: what other tools left behind, and Markdown that did not take.

The parser decides what is text. These rules look only at what it left as text, so that whatever worked is never
reported; code, escaped characters, addresses and the options of directives are no text here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from ..gate.allowed import ALERTS, HTML
from ..problems import Position, Problem, ProblemCode
from .prose import OBJECT, Prose
from .walk import Walk

_SHOWN = 60
#: so many slips of one kind are reported of one piece of text
_MOST = 20
#: stands for what has been reported already
_TAKEN = '\ufffd'


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One form of text that nobody meant.

    ``cause`` is the name of the interface text that says what to do; ``needs`` stands in every text of the form, which
    is quicker to look for; so the ``form``, a regular expression, is compiled when a text needs it. ``fix`` makes the
    right text of what was found, where there is just one. ``places`` says where the rule holds, everywhere if it is
    empty.
    """

    code: ProblemCode
    cause: str
    needs: str
    form: str
    fix: Callable[[re.Match[str]], str] | None = None
    places: tuple[str, ...] = ()


def _rule(
    code: ProblemCode,
    cause: str,
    needs: str,
    form: str,
    fix: Callable[[re.Match[str]], str] | None = None,
    places: tuple[str, ...] = (),
) -> Rule:
    return Rule(code=code, cause=cause, needs=needs, form=form, fix=fix, places=places)


def _separate(found: re.Match[str]) -> str:
    return ''.join(f'[^{name}]' for name in dict.fromkeys(re.findall('[a-z0-9-]+', found[0])))


def _spaced(found: re.Match[str]) -> str:
    return f'{found[1]} {found[2]}'


def _numbered(found: re.Match[str]) -> str:
    return f'{"#" * found[0].index(" ")} {found[1]}'


def _nothing(_found: re.Match[str]) -> str:
    return ''


_LEFT, _NEAR, _OPEN, _ODD = (
    ProblemCode.LEFTOVER,
    ProblemCode.NEAR_MISS,
    ProblemCode.UNCLOSED,
    ProblemCode.ODD_TEXT,
)
_TEX = (
    'newpage|pagebreak|clearpage|begin|end|textbf|textit|emph|cite[a-z]*|ref|label|footnote|section|subsection|'
    'includegraphics|item|vspace|hspace|noindent|frac|sum|cdot|times|LaTeX|tableofcontents|maketitle|linebreak|newline'
)
_ATTRIBUTE = r'(?:[.#][\w-]+|[\w-]+=(?:"[^"\n]*"|\'[^\'\n]*\'|[^\s}"\']+))'
#: capitals of Western Europe: neither Python nor the form's script has a class of capitals to share
_CAPITAL = r'A-Z\u00c0-\u00d6\u00d8-\u00de'
_BLOCKS = ('text', 'item', 'quote', 'alert')
#: in the order in which they are tried; what one has found no other looks at
RULES = (
    _rule(_LEFT, 'left_template', '{{', r'\{\{[<%]?[^\n]{0,300}?[>%]?\}\}'),
    _rule(_LEFT, 'left_template', '%}', r'\{%[^\n]{0,300}?%\}'),
    _rule(_LEFT, 'left_template', '<%', r'<%[^\n]{0,300}?%>'),
    _rule(_LEFT, 'left_contents', '{:toc}', r'^\{:toc\}$'),
    _rule(_LEFT, 'left_contents', ']', r'^(?:\[TOC\]|\[toc\]|\[\[_TOC_\]\])$'),
    _rule(_LEFT, 'left_inserted', '[[', r'!?\[\[[^\[\]\n]{1,200}\]\]'),
    _rule(_LEFT, 'left_shortcode', '=', r'\[[a-z][\w-]*(?: [\w-]+=(?:"[^"\n]*"|[^\s\]]+))+ ?/?\]'),
    _rule(_LEFT, 'left_shortcode', '[/', r'\[/[a-z][\w-]*\]'),
    _rule(_LEFT, 'left_place', '#', r' ?\{:? ?#[\w-]+ ?\}(?=\s*$)', None, ('title', 'heading')),
    _rule(_LEFT, 'left_class', '{', r'\{:? ?\.[\w-]+(?: +\.[\w-]+)* ?\} ?', _nothing),
    # but not what says the language of the words before it
    _rule(
        _LEFT,
        'left_attributes',
        '{',
        rf'(?!(?<=\])\{{lang=["\']?[a-z]{{2,3}}["\']?\}}) ?\{{:? ?{_ATTRIBUTE}(?: +{_ATTRIBUTE})* ?\}}',
    ),
    _rule(_LEFT, 'left_tex', '\\', rf'(?<![\w:\\/])\\(?:{_TEX})(?![^\W\d_])'),
    _rule(_LEFT, 'left_tex', '$$', r'\$\$[^$\n]{1,200}\$\$'),
    _rule(_LEFT, 'left_tex', '$', r'(?<![\w$])\$[A-Za-z\\][^$\n ]{0,99}(?: [^$\n ]{1,99}){0,20}(?<=[\w})])\$(?![\w$])'),
    _rule(_LEFT, 'left_citation', '@', r'\[-?@[A-Za-z][^\[\]\n]{0,200}\]'),
    _rule(_LEFT, 'left_role', f':{OBJECT}', rf'(?<![\w:]):[a-z]+(?::[a-z]+)?:(?={OBJECT})'),
    _rule(_LEFT, 'left_box', '', r'^(?:!!!|\?\?\?\+?|///) *[a-z-]+|^\.\. [a-z-]+::', None, _BLOCKS),
    _rule(_NEAR, 'near_alert', '[!', r'^\[![A-Za-z]{2,20}\][+-]? ?', None, ('quote', 'text')),
    _rule(_NEAR, 'near_inline_note', '^[', r'\^\[[^\[\]\n]{1,300}\]'),
    _rule(_NEAR, 'near_notes', '[^', r'\[\^[a-z0-9-]+(?:[,;] ?\^?[a-z0-9-]+)+\]', _separate),
    _rule(_OPEN, 'open_note', '[^', r'\[\^[\w-]*'),
    _rule(_NEAR, 'near_heading', '##', r'^(#{2,6})([^\s#\d]\S*)', _spaced, _BLOCKS),
    _rule(_NEAR, 'near_heading_deep', '#######', r'^#{7,}(?= )', None, _BLOCKS),
    _rule(_NEAR, 'near_heading_wiki', '==', r'\A={2,6} ([^=\n]+) ={2,6}\Z', _numbered, ('text',)),
    _rule(_NEAR, 'near_mark', '==', r'==(?=[^\s=])[^=\n]{1,200}(?<=\S)=='),
    _rule(_NEAR, 'near_address', '](', rf'\]\((?!{_TAKEN})'),
    _rule(_NEAR, 'near_reference', '][', r'(?<=[^\]\s])\]\[(?!\^)[^\[\]\n]*[^\W\d_][^\[\]\n]*\]'),
    _rule(_OPEN, 'open_code', '`', r'`+'),
    _rule(_ODD, 'odd_emoji', ':', rf'(?<![\w:]):(?:[a-z][a-z0-9_+-]{{1,30}}|[+-]1):(?![\w:{OBJECT}])'),
    _rule(_ODD, 'odd_entity', '&', r'&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[A-Za-z]{2,8});'),
    _rule(_ODD, 'odd_todo', '', r'\b(?:TODO|FIXME|TBD|XXX+)\b|\b[Ll]orem ipsum\b'),
    _rule(_ODD, 'odd_lowered', '~', r'(?<=\w)~\w{1,10}~'),
    _rule(_ODD, 'odd_lowered', '^', r'(?<=\w)\^\w{1,10}\^'),
    _rule(_ODD, 'odd_address', '://', r'https?://[^\s<>()"”»]{3,}[^\s<>()"”».,;:!?]'),
    _rule(_ODD, 'odd_address', 'www.', r'\bwww\.[^\s<>()"”»]{3,}[^\s<>()"”».,;:!?]'),
    _rule(_ODD, 'odd_hash', '#', rf'\A#[{_CAPITAL}][^#\n]*\Z', None, ('text',)),
)
#: one of these signs or words is in all that a rule can find; ordinary text passes here, at the cost of quick searches
_SIGNS = re.compile(r'[{}\[\]\\$`#=&~^@%<]')
_WORDS = ('**', '!!!', '???', '///', '.. ', '://', 'www.', 'TODO', 'FIXME', 'TBD', 'XXX', 'orem')
_NAMED = re.compile(r':(?:[a-z\ufffc]|[+-]1:)')
_WRONG_LINK = re.compile(r'(?<!!)\[([^\[\]\n]+)\]( +)\(((?:https?://|www\.|mailto:|\.{0,2}/|#)[^\s()]*)\)')
_TURNED_LINK = re.compile(r'\(([^()\n]+)\)\[((?:https?://|www\.|mailto:|\.{1,2}/|#)[^\s\[\]]*)\]')
_BULLET = re.compile(r'^([•·▪●○◦‣∙■□➢]|\uf0b7)[ \t\xa0]*(?P<word>\S+)')
_DASH = re.compile(r'^(?:[–—−‑]|o)(?:\t| +)(?P<word>\S+)')
_TIGHT = re.compile(r'^([-+]|\d{1,2}[.)])(?P<word>[^\W\d_]\S*)')
_TASK = re.compile(r'^(?P<dash>[-*+]?)\[(?P<box>[ xX]?)\] *(?P<word>[^\s(\[:]\S*)')
_LETTERED = re.compile(r'^(?:a|i|A|I)(?P<end>[.)]) \S[^\n]*\n(?:b|ii|B|II)(?P=end) \S')
_LINE_START = re.compile(r'^(?:[^\w\s"(*_]|o[ \t]|\d{1,2}[.)])', re.MULTILINE)
_STRONG = re.compile(r'\*\*')


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptRule:
    """A rule as the form's script can use it.

    ``right`` makes the right text of what was found: a pattern and what to put in its place, as ECMAScript writes it.
    ``addresses`` says that the rule looks at addresses, which are no text for the others.
    """

    code: ProblemCode
    cause: str
    form: re.Pattern[str]
    places: tuple[str, ...] = ()
    right: tuple[str, str] | None = None
    addresses: bool = False


def script_rules() -> list[ScriptRule]:
    """The rules whose message a script can make, in the order in which they are tried."""
    notes = ('[,;] ?\\^?', '][^')
    wrong, turned = (_WRONG_LINK.pattern, '[$1]($3)'), (_TURNED_LINK.pattern, '[$1]($2)')
    return [
        ScriptRule(code=_NEAR, cause='near_link_space', form=_WRONG_LINK, right=wrong, addresses=True),
        ScriptRule(code=_NEAR, cause='near_link_turned', form=_TURNED_LINK, right=turned, addresses=True),
        *(
            ScriptRule(
                code=rule.code,
                cause=rule.cause,
                form=re.compile(rule.form, re.MULTILINE),
                places=rule.places,
                right=notes if rule.fix is _separate else None,
            )
            for rule in RULES
            if rule.code is not _ODD and rule.fix is not _numbered
        ),
        ScriptRule(code=_NEAR, cause='near_bullet', form=_BULLET, places=('text', 'quote')),
    ]


def find_leftovers(prose: Prose, walk: Walk) -> Iterator[Problem]:
    """What in *prose* of the page that is gone through nobody meant."""
    if prose.where in _BLOCKS:
        yield from _bullets(prose, walk)
    if not _may_hold_any(prose.text):
        return
    # the gate has reported HTML
    text = HTML.sub(lambda found: _TAKEN * len(found[0]), prose.text) if '<' in prose.text else prose.text
    for problem, words in _links(prose, walk):
        yield problem
        text = text.replace(words, _TAKEN * len(words))
    yield from _strong(prose, walk)
    for rule in RULES:
        if rule.needs not in text or (rule.places and prose.where not in rule.places):
            continue
        for found in list(islice(re.finditer(rule.form, text, re.MULTILINE), _MOST)):
            words = found[0]
            # what is blank before the slip is part of the form only
            start = found.start() + len(words) - len(words.lstrip(' '))
            if start == found.end() or (mark := prose.mark(start, found.end())) is None:
                continue
            text = f'{text[: found.start()]}{_TAKEN * len(words)}{text[found.end() :]}'
            yield report(walk, mark, rule.code, rule.cause, words.lstrip(' '), _right(rule, found, mark))


def _may_hold_any(text: str) -> bool:
    return (
        _SIGNS.search(text) is not None
        or any(map(text.__contains__, _WORDS))
        or (':' in text and _NAMED.search(text) is not None)
    )


def _right(rule: Rule, found: re.Match[str], mark: Position) -> str | None:
    """What is right in the place of what was *found*, if that is just one thing."""
    if rule.cause == 'near_alert' and mark.column == len('> ') + 1 and found[0].endswith(' '):
        return f'{found[0].rstrip()}\n> ' if found[0].strip('[! ]').lower() in ALERTS else None
    return rule.fix(found) if rule.fix else None


def report(walk: Walk, mark: Position, code: ProblemCode, cause: str, value: str, new: str | None = None) -> Problem:
    """A problem at *mark*: *value* stands there, and *new*, if given, is right in its place (``core.page.fixes``)."""
    words = value.strip().replace(OBJECT, '…')
    shown = words if len(words) <= _SHOWN else f'{words[:_SHOWN]}…'
    # what holds code or links is not written as it reads
    fix = {} if new is None or OBJECT in value else {'old': value, 'new': new}
    return walk.problem(mark, code, cause=cause, value=shown, fix=new or '', **fix)


def _links(prose: Prose, walk: Walk) -> Iterator[tuple[Problem, str]]:
    """``[text] (address)`` and ``(text)[address]``, and what is written."""
    if '[' not in prose.place.content:
        return
    for found in _WRONG_LINK.finditer(prose.source):
        new = f'[{found[1]}]({found[3]})'
        yield report(walk, prose.place.mark(found.start()), _NEAR, 'near_link_space', found[0], new), found[0]
    for found in _TURNED_LINK.finditer(prose.source):
        new = f'[{found[1]}]({found[2]})'
        yield report(walk, prose.place.mark(found.start()), _NEAR, 'near_link_turned', found[0], new), found[0]


def _strong(prose: Prose, walk: Walk) -> Iterator[Problem]:
    """``**`` that made nothing bold. Two asterisks after a word or alone before a remark may mark a note."""
    if '**' not in prose.text:
        return
    text = prose.text
    left = [found.start() for found in _STRONG.finditer(text)]
    for start, end in zip(left[::2], left[1::2], strict=False):
        words = text[start : end + 2]
        inner = words[2:-2]
        if (mark := prose.mark(start, start + 2)) is None:
            continue
        if OBJECT in words or '\n' in words or not inner.strip():
            yield report(walk, mark, _OPEN, 'open_strong', '**')
            continue
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        right = f'{before}**{inner.strip()}**{after}'
        if right == words:
            yield report(walk, mark, _NEAR, 'near_strong', words)
        else:
            yield report(walk, mark, _NEAR, 'near_strong_space', words, right)
    if len(left) % 2:
        begin = left[-1]
        before, after = text[:begin][-1:], text[begin + 2 :]
        opens = after[:1].strip() and (not before.strip() or before in '(”"')
        if opens and (mark := prose.mark(begin, begin + 2)):
            yield report(walk, mark, _OPEN, 'open_strong', f'**{after.split()[0]}')


def _bullets(prose: Prose, walk: Walk) -> Iterator[Problem]:
    """Lists that are none: letters, points from another program, points, numbers and boxes without their spaces."""
    if (found := _LETTERED.match(prose.text)) and (mark := prose.mark(0, 1)):
        yield report(walk, mark, _ODD, 'odd_letters', found[0].split('\n')[0])
    if not (_LINE_START.search if '\n' in prose.text else _LINE_START.match)(prose.text):
        return
    lines = prose.text.split('\n')
    starts = [start for start, _, _ in prose.place.starts]
    skip = prose.where == 'item'
    dashes = [number for number, line in enumerate(lines) if _DASH.match(line)]
    tight = [number for number, line in enumerate(lines) if _TIGHT.match(line)]
    for number, line in enumerate(lines):
        if number >= len(starts):
            continue
        indent = len(line) - len(line.lstrip())
        begin = sum(map(len, lines[:number])) + number + indent
        if line.strip() and prose.mark(begin, begin + 1) is None:  # its first sign is escaped
            continue
        mark = prose.place.mark(starts[number] + indent)
        first = skip and number == 0
        if (found := _TASK.match(line)) and (first or found['dash'] or found['box'] == ' '):
            right = f'[{found["box"] or " "}] {found["word"]}'
            yield report(walk, mark, _NEAR, 'near_task', found[0], right if first else f'- {right}')
        elif first:
            continue
        elif (found := _BULLET.match(line)) or ((found := _DASH.match(line)) and (len(dashes) > 1 or '\t' in found[0])):
            yield report(walk, mark, _NEAR, 'near_bullet', found[0], f'- {found["word"]}')
        elif found := _TIGHT.match(line):
            sure = len(tight) > 1
            new = f'{found[1]} {found["word"]}' if sure else None
            yield report(walk, mark, _NEAR if sure else _ODD, 'near_tight' if sure else 'odd_tight', found[0], new)
