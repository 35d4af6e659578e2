"""Faults written for people, for GitHub's pages and for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from .messages import Texts
from .problems import Problem

FORMATS = ('text', 'github', 'json')
#: where each code is explained, with the code as anchor
HELP_PAGE = 'docs/contribute/felmeddelanden.md'
_MARKUP = re.compile(r'([\\`*_\[\]{}<>#|~$@&!])')


def report(problems: Sequence[Problem], texts: Texts, style: str) -> list[str]:
    """*problems* in the format *style*, one of ``FORMATS``, as lines."""
    if style == 'github':
        return [_annotation(problem, texts) for problem in sorted(problems)]
    if style == 'json':
        found = [_plain(problem, texts) for problem in sorted(problems)]
        return [json.dumps({'problems': found}, ensure_ascii=False, indent=2)]
    return texts.report(problems)


def summary(problems: Sequence[Problem], texts: Texts) -> str:
    """*problems* as a Markdown list: the host shows at most ten annotations of a step (GitHub, workflow commands)."""
    lines = [f'### {texts.totals(problems)}', '']
    lines += ['- ' + _MARKUP.sub(r'\\\1', line) for line in texts.report(problems)]
    return '\n'.join(lines) + '\n'


def _annotation(problem: Problem, texts: Texts) -> str:
    """A workflow command (GitHub). What people write must not end it or start another."""
    place = f'file={_property(problem.path)},line={problem.line},col={problem.column}'
    command = 'notice' if problem.is_note else 'error'
    return f'::{command} {place},title={_property(texts.label(problem))}::{_data(texts.message(problem))}'


def _plain(problem: Problem, texts: Texts) -> dict[str, str | int]:
    return {
        'path': problem.path,
        'line': problem.line,
        'column': problem.column,
        'code': problem.code.value,
        'severity': 'note' if problem.is_note else 'error',
        'message': texts.message(problem),
        'help': f'{HELP_PAGE}#{problem.code}',
    }


def _data(text: str) -> str:
    return text.replace('%', '%25').replace('\r', '%0D').replace('\n', '%0A')


def _property(text: str) -> str:
    return _data(text).replace(':', '%3A').replace(',', '%2C')
