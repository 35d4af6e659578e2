"""The words of a document without what nobody sees in them."""

from __future__ import annotations

import re
import unicodedata

from ..gate.characters import odd_characters
from .blocks import Spans

#: hyphens that end no line: a page breaks where there is room
_HYPHENS = str.maketrans({'\u2010': '-', '\u2011': '-', '\u2012': '–', '\u2028': ' ', '\u2029': ' ', '\v': ' '})
#: blanks of other widths, and those that hold words together
_BLANKS = re.compile('[ \t\r\n\f\u2000-\u200a\u202f\u205f\u3000]+')
#: between the digits of a number, and between a number and its unit, a no-break space says something
_LOOSE_SPACE = re.compile(r'(?<![0-9])\u00a0|\u00a0(?![\w%€$°])')
#: arrows and the like that Word keeps in a typeface of its own
_SIGNS = str.maketrans({'\uf0e0': '→', '\uf0df': '←', '\uf0b7': '•', '\uf0a7': '▪', '\uf0fc': '✓', '\uf0d8': '➢'})
#: letters of other kinds of type, which stand for plain ones
_STYLED = 'char_lookalike'


def clean_spans(spans: Spans) -> tuple[Spans, int]:
    """*spans* with ordinary blanks, nothing hidden, no blank at either end; and how many characters went."""
    found: Spans = []
    gone = 0
    for span in spans:
        if span.note or span.is_break or span.is_markdown:
            found.append(span)
            continue
        text, hidden = clean(span.text)
        gone += hidden
        if span.is_text and found and found[-1].is_text and found[-1].text.endswith(' '):
            text = text.lstrip(' ')
        if span.is_text and (not found or found[-1].is_break):
            text = text.lstrip(' \u00a0')
        if text or span.picture:
            found.append(span._replace(text=text.strip() if span.picture else text))
    while found and (found[-1].is_break or (found[-1].is_text and not found[-1].text.strip())):
        found.pop()
    if found and found[-1].is_text:
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip(' \u00a0'))
    return _joined(found), gone


def clean(text: str) -> tuple[str, int]:
    """*text* without hidden characters, letters in one piece; and how many were hidden."""
    text = unicodedata.normalize('NFC', text.translate(_HYPHENS).translate(_SIGNS))
    text = _LOOSE_SPACE.sub(' ', _BLANKS.sub(' ', text))
    odd = [(char, cause) for char, cause, _ in _all_odd(text)]
    for char, cause in odd:
        plain = unicodedata.normalize('NFKC', char) if cause == _STYLED else ''
        text = text.replace(char, plain if plain != char else char)
    return _BLANKS.sub(' ', text), sum(cause != _STYLED for _, cause in odd)


def _all_odd(text: str) -> list[tuple[str, str, str]]:
    return list(odd_characters(text))


def _joined(spans: Spans) -> Spans:
    """*spans*, neighbours of one look as one: programs part words wherever somebody has stopped to type."""
    found: Spans = []
    for span in spans:
        if found and span.is_text and found[-1].is_text and found[-1]._replace(text='') == span._replace(text=''):
            found[-1] = span._replace(text=found[-1].text + span.text)
        else:
            found.append(span)
    return found
