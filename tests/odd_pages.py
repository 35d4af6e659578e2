"""Pieces of pages, ordinary and odd, that fuzz tests put together; and what must hold of any page at all."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from s3ext.core.model.vocabulary import Vocabulary, parse
from s3ext.core.page.source import decode
from s3ext.core.page.validate import validate
from s3ext.core.problems import Problem
from s3ext.core.texts.messages import Texts
from tests.costs import once, seconds, times
from tests.gatekit import gate_problems_of
from tests.kinds import KINDS, PERMITTED
from tests.library import VOCABULARY
from tests.texts import LANGUAGES

ROOT = Path(__file__).parents[1]
#: how much more than an ordinary page as long as pages may be a page may cost to be read and judged
MOST = 25

#: directives and roles, some allowed and some not
_BLOCKS = (
    'note',
    'records',
    'include',
    'raw',
    'figure',
    'admonition',
    'toctree',
    'results',
    'gaps',
    'grid',
    'eval-rst',
)
_ROLES = ('s3:case', 'raw', 'abbr', 'download', 's3:count', 'ref', 'eval')
BODY = (
    *('\n', '\n\n', ' ', '    ', '\t', '- ', '1. ', '> ', '# ', '## ', '| a | b |\n| - | - |\n', '|', ': '),
    *('% ', '---\n', '+++', 'ord', 'Åäö', '*', '**', '_', '`', '``', '```\n', '~~~', ':::', '::::', ':::\n'),
    *('[', '](', ')', '![', ']: ', '[^a]', '<', '>', '&lt;', '\\', '{', '}', '(a)=\n', '(', '#id'),
    *('annan.md', '../index.md', 'https://example.org/', 'mailto:', 'path:', 'inv:', 'data:', 'bild.png'),
    *('../../bild.png', '[x]: path:a\n', '[x]', '<b>', '<!--', '-->', '{{ a }}', '$a$', '\x00', '\u200b'),
    *('</b>', '<div>', '</div>'),
    *('\u2028', '\x0c', '\r', '\ufeff', ':a: b\n', ':class: x\n', ':link: a\n', ':alt: x\n', '---', ':'),
    *(f':::{{{name}}} x\n' for name in _BLOCKS),
    *(f'```{{{name}}}\n' for name in _BLOCKS),
    *(f'{{{name}}}`a`' for name in _ROLES),
)
HEADER = (
    *('\n', '---\n', 'summary: ', 'regions: ', 'sources:\n', '  - ', 'id: ', 'ett', '"', "'", '[', ']', '{'),
    *('}', ', ', ': ', ':', '&a ', '*a', '!t ', '<<: *a', '|', '>', '? ', '- ', '  ', '\t', '# ', '%', '@'),
    *('`', '\\', '\x00', '\u2028', 'å', '2026-01-01', 'myst: ', 'period: {from: 2020}', 'year: 2022', 'no'),
    *('~', '...\n', '[[[[[[[[[[', '{{{{{{{{{{', '\ufeff', '\x85'),
)


_PLAIN = '# Sidan\n\n' + 'Ett vanligt stycke med *text* och en [länk](annan.md).\n\n' * 700


def judge(text: str, docname: str, vocabulary: Vocabulary, texts: Texts) -> list[Problem]:
    """The faults of a page; fails if that raises, costs much, or if a fault cannot be told on one line."""
    path = f'{docname}.md'
    text, _ = decode(text.encode(), path)
    problems, spent = once(lambda: _problems(text, docname, vocabulary))
    if spent > MOST * _ordinary():
        # the processor may have had something else to do: looked at again, side by side
        ratio = times(
            lambda: _problems(text, docname, vocabulary), lambda: _problems(_PLAIN, 'docs/index', vocabulary), MOST
        )
        assert ratio < MOST, f'{ratio:.0f} times the cost of an ordinary page'
    lines = text.count('\n') + 1
    for line in texts.report(problems):
        assert line.isprintable()
    assert all(1 <= problem.line <= lines + 1 and problem.column >= 1 for problem in problems)
    return problems


def _problems(text: str, docname: str, vocabulary: Vocabulary) -> list[Problem]:
    path = f'{docname}.md'
    _, page, problems = validate(text, docname, path, vocabulary, PERMITTED)
    return problems + gate_problems_of(page, path)


@cache
def _ordinary() -> float:
    """What the longest ordinary page costs, in seconds of the processor."""
    vocabulary, _ = parse(VOCABULARY.read_text('utf-8'), VOCABULARY.name, KINDS, LANGUAGES)
    return seconds(lambda: _problems(_PLAIN, 'docs/index', vocabulary))


def odd_body(dice: random.Random) -> str:
    """A body of up to some dozens of pieces."""
    return ''.join(dice.choice(BODY) for _ in range(dice.randint(1, 60)))
