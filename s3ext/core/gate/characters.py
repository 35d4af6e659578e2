"""Characters that deceive: nobody sees them, they turn the text around, or they look like ordinary letters.

Unicode Technical Report 36 (security considerations) and Technical Standard 39 (confusables) say why; the
handbook needs none of these characters, so they are refused everywhere in a page, code examples too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from ..problems import Position, Problem, ProblemCode

#: what word processors and PDFs leave in words without anybody seeing it; it goes without a trace
REMOVABLE = frozenset({'U+00AD', 'U+200B', 'U+200C', 'U+200D', 'U+2060', 'U+FEFF'})
#: how many places of one page are reported
_MOST = 20
#: how far a word is looked at on either side of a character
_REACH = 40
_TURNING = '\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069'
#: what the form takes away beside that and the control characters: REMOVABLE, odd line ends, what formats invisibly
_TRACELESS = '\u00ad\u200b\u200c\u2028\u2029\u2060-\u206f\ufeff'
#: soft hyphen and other things without width, odd line ends, tags, variation selectors, private use
_HIDDEN = (
    '\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164'
    '\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\uf8ff\U000e0000-\U0010ffff'
)
#: the header's reader tells of these itself, outside it nobody does
_CONTROLS = '\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f'
#: letters of other kinds of type: full width, mathematical, ligatures
_STYLED = '\uff01-\uff5e\U0001d400-\U0001d7ff\ufb00-\ufb06\u2460-\u24ff\U0001f100-\U0001f1ff'
#: what makes an emoji of a symbol, and one of several; nothing else needs them
_SELECTOR, _JOINER, _KEYCAP = '\ufe0f', '\u200d', '\u20e3'
_KEYS = '0123456789#*'
_LATIN = 'A-Za-z\u00c0-\u024f'
#: Cyrillic, Armenian, Cherokee and Coptic, and the Greek letters that pass for Latin ones
_FOREIGN = (
    '\u0400-\u052f\u0531-\u0587\u13a0-\u13ff\u2c80-\u2cff\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d'
    '\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b3\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u03c9\u03f2'
)
#: stands where a program could not read a character (Unicode 23.8)
_LOST = '\ufffd'
#: all but one that is hidden
_COMBINING = '\u0300-\u034e\u0350-\u036f'
#: none of the characters of nearly every page, to which nobody objects (tested): a short list is quick to look for
_RARE = re.compile('[^\n\x20-\x7e\xa0-\xac\xae-\xff–—”“…]')
#: one look for all of them
_ANY = re.compile(f'[{_TURNING}{_HIDDEN}{_CONTROLS}{_STYLED}{_FOREIGN}{_COMBINING}{_LOST}]')
#: symbols that Unicode counts as punctuation or letters
_SYMBOLS = '\u203c\u2049\u2139\u3030\u303d'
#: what ``_is_symbol`` says, as ECMAScript writes it
_SCRIPT_SYMBOL = f'[\\p{{So}}\\p{{Sm}}\\p{{Sk}}{_SYMBOLS}]'
_FLAG_HALF = re.compile('[\U0001f1e6-\U0001f1ff]')
#: as CommonMark 2.5 reads them
ENTITY = re.compile('&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});')
_CAUSES = (
    (f'[{_TURNING}]', 'char_direction'),
    (f'[{_HIDDEN}{_CONTROLS}]', 'char_hidden'),
    (f'[{_LOST}]', 'char_lost'),
    (f'[{_STYLED}]', 'char_lookalike'),
    (f'[{_COMBINING}]', 'char_composed'),
)
_HAS_LATIN = re.compile(f'[{_LATIN}]')


def script_patterns() -> tuple[tuple[str, str], ...]:
    """What the form's script looks for: patterns of ECMAScript (flag ``u``), each with the name of the cause."""
    between = f'[\\p{{L}}\\p{{N}}\\p{{M}}]{{0,{_REACH - 1}}}'
    foreign = f'(?<=[{_LATIN}]{between})[{_FOREIGN}]|[{_FOREIGN}](?={between}[{_LATIN}])'
    patterns = (*_CAUSES, (foreign, 'char_lookalike'))
    return tuple((_escaped(pattern), cause) for pattern, cause in patterns)


def script_cleaned() -> str:
    """What the form takes away from what is written, as a pattern of ECMAScript (flag ``u``).

    Nobody sees it, so nobody could take it away. What joins the parts of an emoji stays.
    """
    joiner = f'(?<!{_SCRIPT_SYMBOL}|{_SELECTOR}){_JOINER}|{_JOINER}(?!{_SCRIPT_SYMBOL})'
    return f'[{_TURNING}{_TRACELESS}\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f]|{joiner}'


def script_emoji() -> str:
    """What may stand in an emoji though it must not stand elsewhere (``_in_emoji``), as a pattern of ECMAScript."""
    selector = f'(?<={_SCRIPT_SYMBOL}){_SELECTOR}|(?<=[{_KEYS}]){_SELECTOR}(?={_KEYCAP})'
    joiner = f'(?<={_SCRIPT_SYMBOL}|{_SELECTOR}){_JOINER}(?={_SCRIPT_SYMBOL})'
    half = _FLAG_HALF.pattern
    return f'{selector}|{joiner}|{half}(?={half})|(?<={half}){half}'


def odd_entities() -> dict[str, str]:
    """The characters that must not stand everywhere, by the names that HTML has for them."""
    return {
        name.removesuffix(';'): char
        for name, char in sorted(html5.items())
        if name.endswith(';') and len(char) == 1 and _ANY.match(char)
    }


def _escaped(pattern: str) -> str:
    """*pattern* with halves of pairs, which no file can hold, as escapes."""
    return ''.join(f'\\u{ord(char):04x}' if '\ud800' <= char <= '\udfff' else char for char in pattern)


def is_ordinary(text: str) -> bool:
    """Whether *text* holds only characters that may stand everywhere and that the PDF can draw."""
    return not _RARE.search(text)


def check_characters(text: str, path: str, header_lines: int) -> list[Problem]:
    """The characters in the source *text* of *path* that must not stand there; the first *header_lines* are header."""
    text = text.removeprefix('\ufeff')
    if not _ANY.search(text):
        return []
    problems: list[Problem] = []
    for number, line in enumerate(text.split('\n'), 1):
        for column, char, cause, word in _found(line):
            if number <= header_lines and re.fullmatch(f'[{_CONTROLS}]', char):
                continue
            details = {'cause': cause, 'value': f'U+{ord(char):04X}', 'word': word}
            problems.append(
                Problem.at(path, Position(line=number, column=column), ProblemCode.BAD_CHARACTER, **details)
            )
            if len(problems) == _MOST:
                return problems
    return problems


def odd_characters(value: str) -> Iterator[tuple[str, str, str]]:
    """The characters in a decoded *value* that must not stand in a page: each with the cause and the word around it.

    A value may hold any character, by whatever spelling; halves of a pair (surrogates) are no characters.
    """
    for _, char, cause, word in _found(value):
        yield char, cause, word


def _found(line: str) -> Iterator[tuple[int, str, str, str]]:
    """Column, character, name of the cause and the word around it."""
    reported = ''
    for match in _ANY.finditer(line):
        char = match[0]
        if _in_emoji(line, match.start()):
            continue
        cause = next((cause for form, cause in _CAUSES if re.match(form, char)), '')
        word = _word_around(line, match.start())
        if not cause:
            if not _HAS_LATIN.search(word) or word == reported:
                continue
            cause, reported = 'char_lookalike', word
        yield match.start() + 1, char, cause, word


def _in_emoji(line: str, position: int) -> bool:
    """Whether the character belongs to an emoji: its look, what joins two, or half a flag (Unicode UTS 51, 1.4)."""
    char = line[position]
    before, after = line[position - 1 : position], line[position + 1 : position + 2]
    if char == _SELECTOR:
        return bool(before) and (_is_symbol(before) or (after == _KEYCAP and before in _KEYS))
    if char == _JOINER:
        return bool(before and after) and (_is_symbol(before) or before == _SELECTOR) and _is_symbol(after)
    return bool(_FLAG_HALF.match(char) and (_FLAG_HALF.match(before) or _FLAG_HALF.match(after)))


def _is_symbol(char: str) -> bool:
    return unicodedata.category(char) in ('So', 'Sm', 'Sk') or char in _SYMBOLS


def entities(line: str) -> Iterator[tuple[int, str, str, str, str]]:
    """What deceives in *line* once HTML entities are decoded: column, the entity, its character, cause and word."""
    parts, starts, done = [], {}, 0
    length = 0
    for match in ENTITY.finditer(line):
        char = _named(match[0])
        if len(char) != 1:
            continue
        parts += [line[done : match.start()], char]
        length += match.start() - done
        starts[length] = match
        length += 1
        done = match.end()
    for column, char, cause, word in _found(''.join((*parts, line[done:]))) if starts else ():
        if entity := starts.get(column - 1):
            yield entity.start() + 1, entity[0], char, cause, word


def _named(entity: str) -> str:
    """The character that *entity* stands for in a page: a number is that character (CommonMark 2.5)."""
    if entity[1] != '#':
        return unescape(entity)
    number = int(entity[3:-1], 16) if entity[2] in 'xX' else int(entity[2:-1])
    is_half = 0xD800 <= number <= 0xDFFF
    return chr(number) if 0 < number <= 0x10FFFF and not is_half else _LOST


def _word_around(line: str, position: int) -> str:
    """The word of *line* that holds *position*, at most so many characters on either side."""
    start = position
    while start > max(0, position - _REACH) and _is_letter(line[start - 1]):
        start -= 1
    end = position
    while end < min(len(line), position + 1 + _REACH) and _is_letter(line[end]):
        end += 1
    return line[start:end]


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == 'M'
