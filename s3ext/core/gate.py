"""The gate for a page's body: every token against the lists of ``allowed``, before anything in it is carried out.

Works on the tokens that MyST is about to render, or on the same tokens made without MyST (``markdown``).
What a directive holds is read in the same way, at every depth.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from . import allowed
from .allowed import Content, Directive
from .directive_text import DirectiveText, take_apart
from .frontmatter import Page
from .markdown import markdown
from .problems import Mark, Problem, ProblemCode
from .suggest import nearest

#: the folders that hold content, and the page above them
FOLDERS = ('docs', 'cases')
FRONT_PAGE = 'index.md'
_SHOWN = 60


def check_size(text: str, path: str) -> list[Problem]:
    """Whether the source *text* of *path* is too large to be read at all."""
    if len(text) > allowed.MAX_CHARACTERS:
        return [_limit(path, Mark(line=1), 'limit_page', allowed.MAX_CHARACTERS)]
    return [
        _limit(path, Mark(line=number), 'limit_line', allowed.MAX_LINE)
        for number, line in enumerate(text.split('\n'), 1)
        if len(line) > allowed.MAX_LINE
    ]


def check_page(page: Page, path: str) -> list[Problem]:
    """Every fault in the body of *page*, the file *path*; line numbers as in the file."""
    return check_text('\n' * (page.body_line - 1) + page.body, path, markdown())


def check_text(text: str, path: str, parser: MarkdownIt) -> list[Problem]:
    """Every fault in the Markdown *text* of *path*, line numbers as in *text*; for use without MyST."""
    if problems := check_size(text, path):
        return problems
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    return Gate(text, path, parser, env).check(tokens)


class Gate:
    """Checks one page; ``refused`` then holds the top tokens that must not be rendered."""

    def __init__(self, text: str, path: str, parser: MarkdownIt, env: MutableMapping[str, Any]) -> None:
        self.path = path
        self.problems: list[Problem] = []
        #: top tokens that hold something refused, by identity
        self.refused: set[int] = set()
        self._lines = text.split('\n')
        self._parser = parser
        # what directives hold is read here in the order of rendering, so its link targets must come in the same order
        self._env = copy.deepcopy(dict(env))
        self._directives = allowed.directives_on(path.removesuffix('.md'))
        self._line = 1
        self._cells = 0

    def check(self, tokens: Sequence[Token]) -> list[Problem]:
        """Check the *tokens* of the page."""
        for token in tokens:
            known = len(self.problems)
            self._block(token, 0, 0)
            if len(self.problems) > known:
                self.refused.add(id(token))
        return self.problems

    # -- blocks ---------------------------------------------------------------------------

    def _block(self, token: Token, offset: int, depth: int) -> None:
        """Check a token; *offset* is the number of lines of the page above the text that it was read from."""
        if token.map:
            self._line = token.map[0] + 1 + offset
        kind = token.type
        if kind == 'inline':
            self._inline(token.children or [], offset + token.map[1] if token.map else self._line)
        elif kind in ('fence', 'colon_fence'):
            self._fence(token, depth)
        elif kind == 'code_block':
            self._code(token)
        elif kind in ('html_block', 'html_inline'):
            self._html(token.content)
        elif kind == 'table_open':
            self._cells = 0
        elif kind in ('th_open', 'td_open'):
            self._cells += 1
            if self._cells == allowed.MAX_CELLS + 1:
                self._too_much('limit_table', allowed.MAX_CELLS)
        elif kind == 'myst_target':
            if not allowed.PLACE.fullmatch(token.content):
                self._problem(ProblemCode.BAD_LINK, token.content, value=token.content)
        elif kind.removesuffix('_open').removesuffix('_close') not in allowed.BLOCKS:
            self._problem(ProblemCode.UNKNOWN_MARKUP, token.markup, value=token.markup or kind)

    def _code(self, token: Token) -> None:
        if len(token.content) > allowed.MAX_CODE:
            self._too_much('limit_code', allowed.MAX_CODE)

    def _fence(self, token: Token, depth: int) -> None:
        """A directive, or a code example. As MyST's ``render_fence`` and ``render_colon_fence``."""
        name, argument = _first_word(token.info)
        if name.startswith('{') and name.endswith('}'):
            self._directive(token, name[1:-1], argument, depth)
        elif token.type == 'colon_fence':
            self._problem(ProblemCode.UNKNOWN_DIRECTIVE, name, value=name, nearest='', allowed=self._listed())
        elif name not in allowed.LANGUAGES:
            listed = sorted(filter(None, allowed.LANGUAGES))
            details = {'value': name, 'nearest': nearest(name, listed) or '', 'allowed': ', '.join(listed)}
            self._problem(ProblemCode.UNKNOWN_LANGUAGE, name, **details)
        else:
            self._code(token)

    def _listed(self) -> str:
        return ', '.join(sorted(self._directives))

    def _directive(self, token: Token, name: str, argument: str, depth: int) -> None:
        rule = self._directives.get(name)
        if rule is None:
            guess = nearest(name, self._directives) or ''
            self._problem(
                ProblemCode.UNKNOWN_DIRECTIVE, f'{{{name}}}', value=name, nearest=guess, allowed=self._listed()
            )
            return
        if depth >= allowed.MAX_DIRECTIVE_DEPTH:
            self._too_much('limit_depth', allowed.MAX_DIRECTIVE_DEPTH)
            return
        opened = self._line
        self._argument(name, rule, argument, opened)
        # MyST puts a line in between where a directive begins at once with another
        content = f'\n{token.content}' if token.content.startswith(':::') else token.content
        shift = len(content) - len(token.content)
        text = take_apart(content, has_options=rule.reads_options)
        if text.unreadable:
            self._bad_directive(opened + text.unreadable, 'directive_form', name)
        self._options(name, rule, text, opened)
        self._content(name, rule, text, argument, opened + text.body_line - shift, depth)

    def _argument(self, name: str, rule: Directive, argument: str, opened: int) -> None:
        if rule.argument is None:
            return  # it is the first line of the content
        if argument and not rule.argument.fullmatch(argument):
            if rule.argument is allowed.PICTURE:
                self._problem(ProblemCode.BAD_IMAGE, argument, value=argument)
            else:
                self._bad_directive(opened, 'directive_value', argument)
        elif rule.argument is allowed.PICTURE and argument:
            self._picture(argument)
        elif rule.required and not argument:
            self._bad_directive(opened, 'directive_argument', name)
        elif rule.titled and argument:
            self._nested_inline(argument)

    def _options(self, name: str, rule: Directive, text: DirectiveText, opened: int) -> None:
        for option, value, line in text.options:
            form = rule.options.get(option)
            if form is None:
                listed = ', '.join(sorted(rule.options))
                guess = nearest(option, rule.options) or ''
                self._bad_directive(opened + line, 'directive_option', option, nearest=guess, allowed=listed)
            elif not form.fullmatch(value):
                self._bad_directive(opened + line, 'directive_value', value or option)

    def _content(self, name: str, rule: Directive, text: DirectiveText, first: str, line: int, depth: int) -> None:
        body = text.body
        if rule.argument is None and first:
            body, line = (first, *body), line - 1
        if rule.content is Content.NONE:
            if body:
                self._bad_directive(line, 'directive_content', name)
        elif rule.content is Content.PAGES:
            for number, entry in enumerate(body):
                if entry.strip() and not allowed.ENTRY.fullmatch(entry.strip()):
                    self._bad_directive(line + number, 'directive_value', entry.strip())
        else:
            for token in self._parser.parse('\n'.join(body) + '\n', self._env):
                self._block(token, line - 1, depth + 1)

    def _nested_inline(self, text: str) -> None:
        for token in self._parser.parseInline(text, self._env):
            self._inline(token.children or [], self._line)

    # -- text ------------------------------------------------------------------------------

    def _inline(self, children: Sequence[Token], end: int) -> None:
        start = self._line
        for token in children:
            kind = token.type
            if kind == 'text':
                if '<' in token.content:
                    self._html(token.content)
            elif kind in ('softbreak', 'hardbreak'):
                self._line = min(self._line + 1, max(start, end))
            elif kind == 'link_open':
                self._link(str(token.attrGet('href') or ''))
            elif kind == 'image':
                self._image(str(token.attrGet('src') or ''))
                self._inline(token.children or [], end)
            elif kind == 'myst_role':
                self._role(token)
            elif kind == 'html_inline':
                self._html(token.content)
            elif kind.removesuffix('_open').removesuffix('_close') not in allowed.INLINES:
                self._problem(ProblemCode.UNKNOWN_MARKUP, token.markup, value=token.markup or kind)
        self._line = start

    def _html(self, text: str) -> None:
        if match := allowed.HTML.search(text):
            self._problem(ProblemCode.RAW_HTML, match[0][:_SHOWN], value=match[0])

    def _link(self, href: str) -> None:
        if page := allowed.PAGE.fullmatch(href):
            if self._is_content(page['path']):
                return
        elif allowed.MATERIAL.fullmatch(href):
            if self._is_content(href):
                return
        elif any(form.fullmatch(href) for form in (allowed.ANCHOR, allowed.WEB_ADDRESS, allowed.MAIL_ADDRESS)):
            return
        self._problem(ProblemCode.BAD_LINK, href, value=href)

    def _image(self, src: str) -> None:
        if allowed.PICTURE.fullmatch(src):
            self._picture(src)
        else:
            self._problem(ProblemCode.BAD_IMAGE, src, value=src)

    def _picture(self, src: str) -> None:
        if not self._is_content(src):
            self._problem(ProblemCode.BAD_IMAGE, src, value=src)

    def _is_content(self, target: str) -> bool:
        """Whether the file *target*, seen from the page, lies among the content."""
        folder = '' if target.startswith('/') else posixpath.dirname(self.path)
        path = posixpath.normpath(posixpath.join(folder, target.lstrip('/')))
        return path == FRONT_PAGE or path.startswith(tuple(f'{folder}/' for folder in FOLDERS))

    def _role(self, token: Token) -> None:
        name = str(token.meta.get('name', ''))
        if name not in allowed.ROLES:
            listed = ', '.join(sorted(allowed.ROLES))
            guess = nearest(name, allowed.ROLES) or ''
            self._problem(ProblemCode.UNKNOWN_ROLE, f'{{{name}}}', value=name, nearest=guess, allowed=listed)
        elif len(token.content) > allowed.MAX_ROLE:
            self._too_much('limit_role', allowed.MAX_ROLE)

    # -- problems --------------------------------------------------------------------------

    def _problem(self, code: ProblemCode, snippet: str, /, **details: str) -> None:
        shown = {name: _short(value) if name == 'value' else value for name, value in details.items()}
        self.problems.append(Problem.at(self.path, self._mark(snippet), code, **shown))

    def _bad_directive(self, line: int, cause: str, value: str, **details: str) -> None:
        self._line = line
        details = {'nearest': '', 'allowed': '', **details}
        self._problem(ProblemCode.BAD_DIRECTIVE, value, cause=cause, value=value, **details)

    def _too_much(self, cause: str, limit: int) -> None:
        self.problems.append(_limit(self.path, Mark(line=self._line), cause, limit))

    def _mark(self, snippet: str) -> Mark:
        """Where *snippet* stands from the current line on, or just that line."""
        for number in self._near(snippet):
            return Mark(line=number, column=self._lines[number - 1].index(snippet) + 1)
        return Mark(line=min(self._line, len(self._lines)))

    def _near(self, snippet: str) -> Iterator[int]:
        if snippet:
            for number in range(self._line, min(self._line + 3, len(self._lines) + 1)):
                if snippet in self._lines[number - 1]:
                    yield number


def _limit(path: str, mark: Mark, cause: str, limit: int) -> Problem:
    return Problem.at(path, mark, ProblemCode.TOO_MUCH, cause=cause, limit=str(limit))


def _first_word(info: str) -> tuple[str, str]:
    """The name that opens a fence and what follows it, as MyST splits them."""
    parts = info.strip().split(maxsplit=1)
    return parts[0] if parts else '', parts[1] if len(parts) > 1 else ''


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else f'{value[:_SHOWN]}…'
