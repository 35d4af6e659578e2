"""What was opened and not closed, and what a syntax swallows: blocks of a page that did not become what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_block.table import escapedSplit

from ..problems import Position, Problem, ProblemCode
from .leftovers import report
from .walk import Visit, Walk, first_word

#: blocks that nobody sees, and how their lines begin
_UNSEEN = {'myst_line_comment': '%', 'myst_target': '('}
_MERGES = ('<' * 7, '>' * 7, '|' * 7, '=' * 7)
_MERGE = re.compile(r'(?:<{7}|>{7}|\|{7})(?: .*)?|={7}')
_PROSE = re.compile(r'(?:[^\W\d_]{2,}[ ,.]+){3}')
_ROW = re.compile(r'\|.*\|')
_ADDRESS = re.compile(r'https?://|mailto:|\.{0,2}/|#|www\.|<')


def find_unclosed(visits: Sequence[Visit], walk: Walk) -> Iterator[Problem]:
    """Boxes and code that no line of their own ends, and lines of colons that end nothing."""
    unclosed = 0
    for visit in visits:
        token = visit.token
        if token.type not in ('fence', 'colon_fence'):
            continue
        words = f'{token.markup}{first_word(token.info)[0]}'
        mark = walk.find(visit.line, token.markup)
        if token.type == 'colon_fence' and not token.info.strip():
            if not unclosed:
                yield report(walk, mark, ProblemCode.UNCLOSED, 'open_nothing', token.markup)
            # else the line was to end a box that has been reported
            unclosed = max(unclosed - 1, 0)
        elif not visit.closed:
            cause = 'open_fence' if visit.directive is None else 'open_colons' if visit.parents else 'open_box'
            yield report(walk, mark, ProblemCode.UNCLOSED, cause, words)
            unclosed += token.type == 'colon_fence'


def find_swallowed(visits: Sequence[Visit], walk: Walk) -> Iterator[Problem]:
    """Text that does not reach the page: surplus cells, and lines within a text that are comments or places."""
    columns = 0
    for number, visit in enumerate(visits):
        token = visit.token
        if token.type == 'table_open':
            columns = 0
        elif token.type == 'th_open':
            columns += 1
        elif token.type == 'tr_open' and visits[number - 1].token.type != 'thead_open':
            yield from _cells(walk, visit.line, columns)
        elif token.type in _UNSEEN and _follows_text(visits, number, walk):
            line = walk.line(visit.line).strip(' >')
            if line.startswith(_UNSEEN[token.type]):
                mark = walk.find(visit.line, line)
                cause = 'swallowed_comment' if token.type == 'myst_line_comment' else 'swallowed_place'
                yield report(walk, mark, ProblemCode.SWALLOWED, cause, line)


def _follows_text(visits: Sequence[Visit], number: int, walk: Walk) -> bool:
    """Whether the block at *number* stands right below a text."""
    if not walk.line(visits[number].line - 1).strip(' >'):
        return False
    before = next((visits[other] for other in range(number - 1, -1, -1) if visits[other].token.nesting >= 0), None)
    return before is not None and before.place is not None


def find_idle(visits: Sequence[Visit], walk: Walk) -> Iterator[Problem]:
    """Lines ``[name]: address`` that no link uses, or that come too late as the name has an address."""
    references = walk.env.get('references', {})
    targets = _targets(visits) if references else set()
    for reference in references.values():
        if reference['href'] not in targets:
            line = walk.line(reference['map'][0] + 1).strip()
            mark = Position(line=reference['map'][0] + 1)
            if _ADDRESS.match(line.partition(']:')[2].strip()):
                yield report(walk, mark, ProblemCode.ODD_TEXT, 'odd_reference', line)
            else:
                yield report(walk, mark, ProblemCode.SWALLOWED, 'swallowed_reference', line)
    for reference in walk.env.get('duplicate_refs', ()):
        line = walk.line(reference['map'][0] + 1).strip()
        yield report(walk, Position(line=reference['map'][0] + 1), ProblemCode.SWALLOWED, 'swallowed_twice', line)


def _targets(visits: Sequence[Visit]) -> set[str]:
    children = (child for visit in visits for child in visit.token.children or ())
    return {str(child.attrs.get(name)) for child in children for name in ('href', 'src')}


def _cells(walk: Walk, line: int, columns: int) -> Iterator[Problem]:
    """Whether the row of a table on *line* has the cells of its head, which decides (GitHub's Markdown, 4.10)."""
    written = walk.line(line).lstrip(' \t>').strip()
    cells = escapedSplit(written)
    cells = cells[1:] if cells and not cells[0].strip() else cells
    cells = cells[:-1] if cells and not cells[-1].strip() else cells
    if len(cells) > columns:
        lost = cells[columns].strip()
        mark = Position(line=line, column=max(walk.line(line).rfind(lost), 0) + 1)
        yield report(walk, mark, ProblemCode.SWALLOWED, 'swallowed_cell', lost)
    elif len(cells) < columns:
        yield report(walk, walk.find(line, written), ProblemCode.ODD_TEXT, 'odd_row', written)


def find_odd_blocks(visits: Sequence[Visit], walk: Walk) -> Iterator[Problem]:
    """Headings made by a line below a text, prose that became code, tables that became none, marks of a merge."""
    merged = [number for number, line in enumerate(walk.lines, 1) if line[:7] in _MERGES and _MERGE.fullmatch(line)]
    code = code_lines(visits) if merged else frozenset()
    titled = False
    for number in merged:
        if number not in code:
            yield report(walk, Position(line=number), ProblemCode.MERGE_MARK, 'left_merge', walk.line(number))
    for number, visit in enumerate(visits):
        token = visit.token
        if token.type == 'heading_open' and not visits[number + 1].token.content.strip():
            if titled or token.tag != 'h1':
                mark = walk.find(visit.line, '#')
                yield report(walk, mark, ProblemCode.NEAR_MISS, 'near_heading_empty', walk.line(visit.line).strip(' >'))
        elif (
            token.type == 'heading_open'
            and token.markup in ('-', '=')
            and token.map
            and (
                token.tag != 'h1' or not titled  # else it is one title too many
            )
        ):
            last = visit.line + token.map[1] - token.map[0] - 1
            line = walk.line(last).strip(' >')
            if not _MERGE.fullmatch(line):
                mark = walk.find(last, token.markup)
                yield report(walk, mark, ProblemCode.ODD_TEXT, 'odd_underline', line)
        elif token.type == 'code_block' and _PROSE.match(token.content.strip()):
            line = token.content.strip().split('\n')[0]
            mark = walk.find(visit.line, line)
            yield report(walk, mark, ProblemCode.ODD_TEXT, 'odd_code', line)
        elif token.type == 'inline' and '|' in token.content and _is_paragraph(visits, number):
            rows = [row for row in token.content.split('\n') if _ROW.fullmatch(row.strip())]
            if len(rows) > 1:
                mark = walk.find(visit.line, '|')
                yield report(walk, mark, ProblemCode.NEAR_MISS, 'near_table', rows[0].strip())
        titled = titled or token.tag == 'h1'


def _is_paragraph(visits: Sequence[Visit], number: int) -> bool:
    return number > 0 and visits[number - 1].token.type == 'paragraph_open'


def code_lines(visits: Sequence[Visit]) -> frozenset[int]:
    """The lines of the page that hold code."""
    found: set[int] = set()
    for visit in visits:
        token = visit.token
        if token.map and (token.type == 'code_block' or (token.type == 'fence' and visit.directive is None)):
            found.update(range(visit.line, visit.line + token.map[1] - token.map[0]))
    return frozenset(found)
