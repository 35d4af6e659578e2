"""Faults written for people, for GitHub's pages and for other programs; never too many, and never as commands."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence

from .problems import Problem, plain
from .texts.messages import Texts

FORMATS = ('text', 'github', 'gitlab', 'json')
#: where GitHub and Forgejo show a text on the page of the run
SUMMARY = 'GITHUB_STEP_SUMMARY'
#: so many problems of one file, and of all, are written out; all are counted
MOST_OF_FILE = 50
MOST = 500
_MARKUP = re.compile(r'([\\`*_\[\]{}<>#|~$@&!])')


def report(problems: Sequence[Problem], texts: Texts, style: str, help_page: str = '') -> list[str]:
    """*problems* in the format *style*, one of ``FORMATS``, as lines; for programs with places on the *help_page*."""
    shown, left_out = most_important(problems)
    if style == 'json':
        left = [{'path': path, 'count': count} for path, count in left_out.items()]
        found = {
            'problems': [_plain(problem, texts, help_page) for problem in shown],
            **({'left_out': left} if left else {}),
        }
        # a command of the kind ##[error] works wherever it stands in a line
        return [json.dumps(found, ensure_ascii=False, indent=2).replace('##[', '#\\u0023[')]
    if style == 'gitlab':
        return [json.dumps(_code_quality(shown, texts), ensure_ascii=False, indent=2).replace('##[', '#\\u0023[')]
    lines = [_annotation(problem, texts) for problem in shown] if style == 'github' else texts.report(shown)
    return [*lines, *rest(left_out, texts)]


def most_important(problems: Sequence[Problem]) -> tuple[list[Problem], dict[str, int]]:
    """Those of *problems* that are written out, sorted, and how many are not, by file; faults come before notes."""
    shown: list[Problem] = []
    by_file: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for problem in sorted(problems, key=lambda problem: (problem.is_note, problem)):
        if by_file[problem.path] < MOST_OF_FILE and len(shown) < MOST:
            by_file[problem.path] += 1
            shown.append(problem)
        else:
            left_out[problem.path] += 1
    return sorted(shown), dict(sorted(left_out.items()))


def rest(left_out: dict[str, int], texts: Texts) -> list[str]:
    """A line for each file of which problems are not written out; for very many files, one line."""
    if len(left_out) > MOST_OF_FILE:
        return [texts['more_files'].format(count=sum(left_out.values()), files=len(left_out))]
    return [texts['more'].format(path=plain(path), count=count) for path, count in left_out.items()]


def summary(problems: Sequence[Problem], texts: Texts) -> str:
    """*problems* as a Markdown list: the host shows at most ten annotations of a step (GitHub, workflow commands)."""
    shown, left_out = most_important(problems)
    lines = [f'### {texts.totals(problems)}', '']
    lines += [f'- {escape_markdown(line)}' for line in (*texts.report(shown), *rest(left_out, texts))]
    return '\n'.join(lines) + '\n'


def escape_markdown(text: str) -> str:
    """*text* so that a host's pages show it as it is: no markup, link or mention comes of it."""
    return _MARKUP.sub(r'\\\1', text)


def _code_quality(problems: Sequence[Problem], texts: Texts) -> list[dict[str, object]]:
    """What GitLab reads as a Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/."""
    return [
        {
            'description': texts.message(problem),
            'check_name': problem.code.value,
            'fingerprint': hashlib.sha256(f'{problem.location} {problem.code} {problem.details}'.encode()).hexdigest(),
            'severity': 'info' if problem.is_note else 'major',
            'location': {'path': problem.path, 'lines': {'begin': problem.line}},
        }
        for problem in sorted(problems)
    ]


def _annotation(problem: Problem, texts: Texts) -> str:
    level = 'notice' if problem.is_note else 'error'
    return annotation(level, problem.path, problem.line, problem.column, texts.label(problem), texts.message(problem))


def annotation(level: str, path: str, line: int, column: int, title: str, message: str) -> str:
    """A workflow command (GitHub). What people write must not end it or start another."""
    place = f'file={_property(path)},line={line},col={column},title={_property(title)}'
    return f'::{level} {place}::{_data(message)}'


def _plain(problem: Problem, texts: Texts, help_page: str) -> dict[str, str | int]:
    return {
        'path': problem.path,
        'line': problem.line,
        'column': problem.column,
        'code': problem.code.value,
        'severity': 'note' if problem.is_note else 'error',
        'message': texts.message(problem),
        'help': f'{help_page}#{problem.code}',
    }


def _data(text: str) -> str:
    return plain(text.replace('%', '%25').replace('\r', '%0D').replace('\n', '%0A'))


def _property(text: str) -> str:
    return _data(text).replace(':', '%3A').replace(',', '%2C')
