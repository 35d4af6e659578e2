"""The gate for a page's body: every token against the lists of ``allowed``, before anything in it is carried out.

Works on the tokens that MyST is about to render, or on the same tokens made without MyST (``markdown``).
What a directive holds is looked at in the same way, at every depth.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from markdown_it.token import Token

from ..page.languages import LANGUAGE
from ..page.prose import as_written, masked
from ..page.source import Source
from ..page.tag_pairs import PAIRED, TAG
from ..page.tags import BREAK, HOLDS, TAIL, is_removable, is_removable_line
from ..page.walk import DirectiveParts, InlinePlace, Visit, Walk, first_word, offset_of
from ..problems import Position, Problem, ProblemCode
from ..suggest import nearest
from . import allowed
from .allowed import Content, Directive

FRONT_PAGE = 'index.md'
_SHOWN = 60
#: links that lead to no page of the site
_AWAY = (allowed.ANCHOR, allowed.WEB_ADDRESS, allowed.MAIL_ADDRESS, allowed.TELEPHONE)
_GRID, _CARD = 'grid', 'grid-item-card'
#: what stands in a grid without being seen, and the text of a paragraph, which is a token of its own
_UNSEEN = frozenset({'myst_line_comment', 'myst_target', 'inline', TAG})
#: blocks that hold blocks without being directives
_HOLDERS = frozenset({'list_item_open', 'blockquote_open'})
#: directives that show nothing without content, and that docutils refuses then
_FILLED = frozenset({'note', 'tip', 'important', 'warning', 'admonition', allowed.UNKNOWN, _GRID})


def check_size(source: Source) -> list[Problem]:
    """Whether *source* is too large to be read at all."""
    if len(source.text) > allowed.MAX_CHARACTERS:
        return [_limit(source, Position(line=1), 'limit_page', allowed.MAX_CHARACTERS)]
    return [
        _limit(source, Position(line=number), 'limit_line', allowed.MAX_LINE)
        for number, line in enumerate(source.text.split('\n'), 1)
        if len(line) > allowed.MAX_LINE
    ]


class Gate:
    """Checks one page; ``refused`` then holds the places of the top tokens that must not be rendered."""

    def __init__(self, walk: Walk) -> None:
        #: faults; notes stand apart, as they refuse nothing
        self.problems: list[Problem] = []
        self._notes: list[Problem] = []
        #: top tokens that hold something refused, by their place among the tokens of the page
        self.refused: set[int] = set()
        #: the places of the directives that were refused
        self.directives: set[Position] = set()
        self._walk = walk
        self._cells = 0
        self._views = 0
        #: tags that are refused, and whose ends are to come
        self._tags: Counter[str] = Counter()
        #: containers that are open: tag, place, and whether it can be taken away
        self._open: list[tuple[str, Position, bool]] = []

    def check(self, visits: Iterable[Visit]) -> list[Problem]:
        """Check the tokens of the page."""
        for visit in visits:
            known = len(self.problems)
            self._block(visit)
            if len(self.problems) > known:
                self.refused.add(visit.top)
                if visit.directive is not None:
                    self.directives.add(visit.directive.mark)
        return self.problems + self._notes

    # -- blocks ---------------------------------------------------------------------------

    def _block(self, visit: Visit) -> None:
        token, kind = visit.token, visit.token.type
        if visit.parents[-1:] == (_GRID,) and visit.directive is None and token.level == 0 and kind not in _UNSEEN:
            self._place_in_grid(visit, '', self._walk.find(visit.line, self._walk.line(visit.line).lstrip()))
        if kind in _HOLDERS and token.level + 1 == allowed.MAX_BLOCK_DEPTH:
            self._too_much(self._walk.find(visit.line, token.markup), 'limit_nested', allowed.MAX_BLOCK_DEPTH)
        if visit.place is not None:
            self._inline(token.children or [], visit.place, 0)
            if visit.containers[-1:] == ('heading',):
                self._heading(token.children or [], visit.place)
        elif visit.directive is not None:
            known = len(self.problems)
            self._directive(visit, visit.directive)
            if len(self.problems) == known:
                self._place_in_grid(visit, visit.directive.name, visit.directive.mark)
        elif kind in ('fence', 'colon_fence'):
            self._fence(visit)
        elif kind == 'code_block':
            self._code(visit)
        elif kind in ('table_open', 'table_close'):
            self._cells = 0
        elif kind in ('th_open', 'td_open'):
            self._cells += 1
            if self._cells == allowed.MAX_CELLS + 1:
                self._too_much(Position(line=visit.line), 'limit_table', allowed.MAX_CELLS)
        elif kind == TAG:
            line = self._walk.line(visit.line)
            column = max(len(line) - token.meta[TAIL] + 1, 1)
            free = not token.meta.get(HOLDS) and is_removable_line(line, column, self._walk.line(visit.line - 1))
            self._tag(token, Position(line=visit.line, column=column), free)
        elif kind == 'myst_target':
            if not allowed.PLACE.fullmatch(token.content):
                mark = self._walk.find(visit.line, token.content)
                self._problem(ProblemCode.BAD_LINK, mark, value=token.content)
        elif kind.removesuffix('_open') not in allowed.BLOCKS:
            mark = self._walk.find(visit.line, token.markup)
            self._problem(ProblemCode.UNKNOWN_MARKUP, mark, value=token.markup or kind)

    def _code(self, visit: Visit) -> None:
        if len(visit.token.content) > allowed.MAX_CODE:
            self._too_much(Position(line=visit.line), 'limit_code', allowed.MAX_CODE)

    def _fence(self, visit: Visit) -> None:
        """A code example. As MyST's ``render_fence`` and ``render_colon_fence``."""
        name, argument = first_word(visit.token.info)
        mark = self._walk.find(visit.line, name)
        if visit.token.type == 'colon_fence' and not name:
            return  # reported as one of those that end nothing
        if visit.token.type == 'colon_fence' and name.lower() in allowed.BOXES:
            self._foreign_box(visit, name, argument)
        elif visit.token.type == 'colon_fence':
            self._problem(ProblemCode.UNKNOWN_DIRECTIVE, mark, value=name, nearest='', allowed=self._listed())
        else:
            self._code(visit)

    def _listed(self) -> str:
        return ', '.join(sorted(self._walk.directives))

    def _directive(self, visit: Visit, parts: DirectiveParts) -> None:
        name, rule = parts.name, parts.rule
        if rule is None:
            self._unknown_directive(visit, parts)
            return
        if parts.too_deep or parts.text is None:
            self._too_much(Position(line=visit.line), 'limit_depth', allowed.MAX_DIRECTIVE_DEPTH)
            return
        self._views += name in self._walk.permitted.views
        if name in self._walk.permitted.views and self._views == allowed.MAX_VIEWS + 1:
            self._too_much(Position(line=visit.line), 'limit_views', allowed.MAX_VIEWS)
        self._argument(rule, parts)
        if parts.text.unreadable:
            self._bad_directive(self._walk.find(visit.line + parts.text.unreadable, ':'), 'directive_form', name)
        for option, value, line in parts.text.options:
            form = rule.options.get(option)
            mark = self._walk.find(visit.line + line, option)
            if form is None:
                listed = ', '.join(sorted(rule.options))
                guess = nearest(option, rule.options) or ''
                cause = 'directive_option' if listed else 'directive_without'
                self._bad_directive(mark, cause, option, nearest=guess, allowed=listed)
            elif not form.fullmatch(value):
                self._bad_directive(self._value_mark(mark, option, value), 'directive_value', value or option)
        self._content(rule, parts)

    def _unknown_directive(self, visit: Visit, parts: DirectiveParts) -> None:
        name, words = parts.name, parts.name.lstrip('.')
        markup = visit.token.markup
        if name.startswith('.') and words.removeprefix('callout-').lower() in allowed.BOXES:
            self._foreign_box(visit, f'{{{name}}}', parts.argument)
        elif visit.token.type == 'fence' and words.lower() in allowed.LANGUAGES:
            self._near(visit, 'near_code', f'{{{name}}}', f'{markup}{words}')
        else:
            guess = nearest(name, self._walk.directives) or ''
            details = {'value': name, 'nearest': guess, 'allowed': self._listed()}
            self._problem(ProblemCode.UNKNOWN_DIRECTIVE, parts.mark, **details)

    def _foreign_box(self, visit: Visit, name: str, title: str) -> None:
        """A box as other tools write it. Here only a box without a kind has a title."""
        kind = allowed.BOXES[name.strip('{.}').removeprefix('callout-').lower()]
        self._near(visit, 'near_box', name, f'{visit.token.markup}{{{"admonition" if title else kind}}}')

    def _near(self, visit: Visit, cause: str, name: str, right: str) -> None:
        """A fence that opens with *name* and should open as in *right*."""
        mark = self._walk.find(visit.line, visit.token.markup)
        line = self._walk.line(mark.line)
        written = line[mark.column - 1 : line.find(name, mark.column - 1) + len(name)]
        details = {'cause': cause, 'value': written, 'fix': right, 'old': written, 'new': right}
        self._problem(ProblemCode.NEAR_MISS, mark, **details)

    def _value_mark(self, mark: Position, option: str, value: str) -> Position:
        """Where the *value* of an option stands that begins at *mark*."""
        found = self._walk.line(mark.line).find(value, mark.column + len(option)) if value else -1
        return mark if found < 0 else Position(line=mark.line, column=found + 1)

    def _argument(self, rule: Directive, parts: DirectiveParts) -> None:
        argument, mark = parts.argument, parts.mark
        if rule.argument is None:
            return  # it is the first line of the content
        if argument:
            mark = self._walk.find(mark.line, argument, mark.column + len(parts.name))
        if argument and not rule.argument.fullmatch(argument):
            if rule.argument is allowed.PICTURE:
                self._problem(ProblemCode.BAD_IMAGE, mark, value=argument)
            else:
                self._bad_directive(mark, 'directive_value', argument)
        elif rule.argument is allowed.PICTURE and argument:
            self._picture(argument, mark)
        elif rule.required and not argument:
            self._bad_directive(Position(line=mark.line, column=mark.column + 1), 'directive_argument', parts.name)

    def _place_in_grid(self, visit: Visit, name: str, mark: Position) -> None:
        """Cards stand in grids and nowhere else, and nothing else stands there."""
        inside = visit.parents[-1:] == (_GRID,) and not visit.containers
        if visit.token.nesting >= 0 and inside != (name == _CARD):
            self._bad_directive(mark, 'directive_in_grid', name or _GRID)

    def _content(self, rule: Directive, parts: DirectiveParts) -> None:
        lines = [(line, text) for line, text in enumerate(parts.content, parts.content_line) if text.strip()]
        if rule.content is Content.NONE and lines:
            line, text = lines[0]
            self._bad_directive(self._walk.find(line, text.strip()), 'directive_content', parts.name)
        elif rule.content is Content.PAGES:
            for line, text in lines:
                if not allowed.ENTRY.fullmatch(text.strip()):
                    self._bad_directive(self._walk.find(line, text.strip()), 'directive_value', text.strip())
        elif rule.content is Content.MARKDOWN:
            self._markdown(parts, lines)

    def _markdown(self, parts: DirectiveParts, lines: list[tuple[int, str]]) -> None:
        """What docutils and sphinx-design want of the Markdown in a directive."""
        if not lines and parts.name in _FILLED:
            self._bad_directive(parts.mark, 'directive_empty', parts.name)
        if parts.name == 'figure' and parts.first not in ('', 'paragraph_open'):
            self._bad_directive(self._walk.find(lines[0][0], lines[0][1].strip()), 'directive_caption', parts.name)
        if parts.name == _CARD:
            options = {name for name, _, _ in parts.text.options} if parts.text else set()
            if 'link' in options and 'link-type' not in options:
                self._bad_directive(parts.mark, 'directive_link_type', parts.name)
            for line, text in lines:
                if text.startswith(('^^^', '+++')):  # heads and feet of cards, as sphinx-design had them once
                    self._bad_directive(self._walk.find(line, text.strip()), 'directive_value', text.strip())

    # -- text ------------------------------------------------------------------------------

    def _inline(self, children: Sequence[Token], place: InlinePlace, base: int) -> None:
        """Check running text whose offsets count from *base*."""
        source = ''  # made once: a page of small texts would take a minute
        for token in children:
            kind = token.type
            if kind == 'text' and '<' not in token.content:
                continue  # most are such
            offset = base + offset_of(token)
            if kind == 'text':
                source = source or masked(place.content)
                self._html_in(as_written(token, source, base), place, offset)
            elif kind == 'link_open':
                self._link(str(token.attrGet('href') or ''), place, offset)
            elif kind == 'image':
                src = str(token.attrGet('src') or '')
                mark = self._walk.target_mark(src, place, offset)
                if allowed.PICTURE.fullmatch(src):
                    self._picture(src, mark)
                else:
                    self._problem(ProblemCode.BAD_IMAGE, mark, value=src)
                self._inline(token.children or [], place, offset + len('!['))
            elif kind == f'{LANGUAGE}_open':
                self._language(token, place.find(token.markup, offset))
            elif kind == 'myst_role':
                self._role(token, place.mark(offset))
            elif kind == TAG:
                self._tag(token, place.mark(offset), is_removable(place.content, offset, token))
            elif kind.removesuffix('_open').removesuffix('_close') not in allowed.INLINES:
                self._problem(ProblemCode.UNKNOWN_MARKUP, place.mark(offset), value=token.markup or kind)

    def _heading(self, children: Sequence[Token], place: InlinePlace) -> None:
        for token, after in zip_longest(children, children[1:]):
            # a tag without a partner is refused by itself
            if token.markup == BREAK and not (after and after.type == TAG and PAIRED not in after.meta):
                offset = offset_of(token)
                if tag := allowed.HTML.match(place.content, offset):
                    self._refuse_tag(tag[0], tag['tag'], bool(tag['end']), place.mark(offset))

    def _tag(self, token: Token, mark: Position, is_removable: bool) -> None:
        """A tag that can be read: without a partner a fault, else a note for the two."""
        ends = token.info == 'end'
        if PAIRED not in token.meta:
            self._refuse_tag(token.content, token.tag, ends, mark)
        elif not ends:
            self._open.append((token.content, mark, is_removable))
        else:
            words, start, both = self._open.pop()
            places = {'old': words, 'new': '', 'end': token.content, 'end_line': str(mark.line)}
            fix = {**places, 'end_column': str(mark.column)} if both and is_removable else {}
            details = {'cause': 'odd_tag', 'value': _short(words), **fix}
            self._notes.append(self._walk.problem(start, ProblemCode.ODD_TEXT, **details))

    def _html_in(self, text: str, place: InlinePlace, offset: int) -> None:
        """Every tag in *text* that could not be read."""
        for match in allowed.HTML.finditer(text):
            self._refuse_tag(match[0], match['tag'] or '', bool(match['end']), place.find(match[0], offset))
            offset = max(offset, place.content.find(match[0], offset) + 1)
        last = text.rfind('<')
        if text.find('>', last) < 0:  # it may go on on the next line
            begin = place.content.find(text[last:], offset)
            if begin >= 0 and (across := allowed.HTML.match(place.content, begin)):
                self._refuse_tag(across[0].split('\n')[0], across['tag'] or '', bool(across['end']), place.mark(begin))

    def _refuse_tag(self, words: str, name: str, ends: bool, mark: Position) -> None:
        """A fault; what ends something reported already is part of it."""
        if ends and self._tags[name.lower()]:
            self._tags[name.lower()] -= 1
        else:
            self._tags[name.lower()] += not ends
            self._problem(ProblemCode.RAW_HTML, mark, value=words)

    def _link(self, href: str, place: InlinePlace, offset: int) -> None:
        if page := allowed.PAGE.fullmatch(href):
            if self._is_content(page['path']):
                return
        elif allowed.MATERIAL.fullmatch(href):
            if self._is_content(href):
                return
        elif any(form.fullmatch(href) for form in _AWAY):
            return
        self._problem(ProblemCode.BAD_LINK, self._walk.target_mark(href, place, offset), value=href)

    def _is_content(self, target: str) -> bool:
        return is_content(target, self._walk.source.path, self._walk.permitted.names.folders)

    def _picture(self, src: str, mark: Position) -> None:
        if not self._is_content(src):
            self._problem(ProblemCode.BAD_IMAGE, mark, value=src)

    def _role(self, token: Token, mark: Position) -> None:
        name = str(token.meta.get('name', ''))
        if name not in self._walk.permitted.roles:
            listed = ', '.join(sorted(self._walk.permitted.roles))
            guess = nearest(name, self._walk.permitted.roles) or ''
            self._problem(ProblemCode.UNKNOWN_ROLE, mark, value=name, nearest=guess, allowed=listed)
        elif len(token.content) > (limit := allowed.MAX_TEXT_ROLE if name == allowed.OURS else allowed.MAX_ROLE):
            self._too_much(mark, 'limit_role', limit)

    def _language(self, token: Token, mark: Position) -> None:
        code = str(token.attrs['lang'])
        if code not in allowed.SPOKEN:
            details = {'cause': 'near_language', 'value': token.markup, 'allowed': ', '.join(allowed.SPOKEN)}
            self._problem(ProblemCode.NEAR_MISS, mark, fix='', **details)

    # -- problems --------------------------------------------------------------------------

    def _problem(self, code: ProblemCode, mark: Position, /, **details: str) -> None:
        shown = {name: _short(value) if name == 'value' else value for name, value in details.items()}
        self.problems.append(self._walk.problem(mark, code, **shown))

    def _bad_directive(self, mark: Position, cause: str, value: str, **details: str) -> None:
        details = {'nearest': '', 'allowed': '', **details}
        self._problem(ProblemCode.BAD_DIRECTIVE, mark, cause=cause, value=value, **details)

    def _too_much(self, mark: Position, cause: str, limit: int) -> None:
        self.problems.append(_limit(self._walk.source, mark, cause, limit))


def is_content(target: str, path: str, folders: Iterable[str]) -> bool:
    """Whether the file *target*, seen from the page *path*, lies among the content, which is in *folders*."""
    resolved = file_of(target, path)
    return resolved == FRONT_PAGE or resolved.startswith(tuple(f'{folder}/' for folder in folders))


def file_of(target: str, path: str) -> str:
    """The file, from the root of the site, that *target* means on the page *path*."""
    folder = '' if target.startswith('/') else posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(folder, target.lstrip('/')))


def _limit(source: Source, mark: Position, cause: str, limit: int) -> Problem:
    return source.problem(mark, ProblemCode.TOO_MUCH, cause=cause, limit=str(limit))


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else f'{value[:_SHOWN]}…'
