"""What of the theme's style sheet pages need: all but the parts and the icons that no page holds.

A style sheet is read by ``tinycss2``, which follows https://www.w3.org/TR/css-syntax-3/, and written without spaces and
remarks. What is not named here stays: a rule that a later version of the theme brings costs bytes and breaks nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

#: parts of pages that Bootstrap can draw and that nothing of ours or Sphinx's makes: a class called so, or so with a
#: hyphen and more (https://getbootstrap.com/docs/5.3/components/)
COMPONENTS = frozenset(
    {'accordion', 'alert', 'badge', 'breadcrumb', 'btn', 'card', 'carousel', 'collapse', 'collapsed', 'collapsing'}
    | {'dropdown', 'dropend', 'dropstart', 'dropup', 'form', 'input-group', 'is-invalid', 'is-valid', 'invalid'}
    | {'list-group', 'modal', 'nav-fill', 'nav-justified', 'nav-pills', 'nav-tabs', 'nav-underline', 'navbar-collapse'}
    | {'navbar-dark', 'navbar-text', 'navbar-toggler', 'offcanvas', 'page-item', 'page-link', 'pagination'}
    | {'blockquote', 'caption-top', 'fade', 'figure-caption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'img-fluid', 'lead'}
    | {'list-inline', 'list-unstyled', 'mark', 'navbar-nav-scroll', 'small', 'text_small', 'visually-hidden'}
    | {'placeholder', 'popover', 'bs-popover', 'progress', 'spinner', 'tab-content', 'tab-pane', 'toast', 'tooltip'}
    | {'bs-tooltip', 'valid', 'was-validated', 'blockquote-footer', 'figure-img', 'img-thumbnail', 'initialism'}
)
#: classes for single declarations (https://getbootstrap.com/docs/5.3/utilities/), and the grid of columns
UTILITIES = frozenset(
    {'align', 'bg', 'border', 'bottom', 'clearfix', 'col', 'column-gap', 'd', 'display', 'end', 'fixed', 'flex'}
    | {
        'float',
        'focus-ring',
        'font',
        'fs',
        'fst',
        'fw',
        'g',
        'gap',
        'gx',
        'gy',
        'h',
        'hstack',
        'icon-link',
        'invisible',
    }
    | {'justify', 'lh', 'link', 'm', 'mb', 'me', 'mh', 'min-vh', 'min-vw', 'ms', 'mt', 'mw', 'mx', 'my', 'object'}
    | {'offset', 'opacity', 'order', 'overflow', 'p', 'pb', 'pe', 'position', 'ps', 'pt', 'px', 'py', 'ratio'}
    | {'rounded', 'row', 'row-gap', 'shadow', 'start', 'sticky', 'stretched-link', 'text', 'top', 'translate'}
    | {'user-select', 'vh', 'visible', 'vr', 'vstack', 'vw', 'w', 'z', 'table-active', 'table-bordered'}
    | {'table-borderless', 'table-danger', 'table-dark', 'table-group-divider', 'table-hover', 'table-info'}
    | {'table-light', 'table-primary', 'table-responsive', 'table-secondary', 'table-sm', 'table-striped'}
    | {'table-striped-columns', 'table-success', 'table-warning', 'container-fluid', 'container-lg', 'container-md'}
    | {'container-sm', 'container-xl', 'navbar-expand-md', 'navbar-expand-sm', 'navbar-expand-xl'}
)
#: parts of the theme's and of Sphinx's pages that ours do not have: other menus, searches and neighbours, versions,
#: dropdowns, buttons and tabs, notes of what is new, descriptions of code, numbered lines and formulas, what other
#: extensions make
PARTS = frozenset(
    {'ablog', 'ablog__collection', 'ablog__prev', 'bd-breadcrumbs', 'bd-header-announcement', 'bd-links', 'bd-search'}
    | {'cell_input', 'cell_output', 'citation', 'dataframe', 'code-block-caption', 'contentstable', 'copybtn', 'eqno'}
    | {'line-block', 'linenodiv', 'linenos', 'literal-block-wrapper', 'math', 'toctree-l0', 'topic'}
    | {'deprecated', 'descclassname', 'descname', 'genindex', 'graphviz', 'guilabel'}
    | {'highlighttable'}
    | {'indextable', 'jupyter_container', 'jp', 'mermaid', 'menuselection', 'modindex', 'navbar-icon-links', 'nbinput'}
    | {'nboutput', 'prev-next-area', 'prev-next-title', 'search-button', 'sd-btn', 'sd-dropdown', 'sd-tab', 'sd-badge'}
    | {'sidebar-indices-items', 'sig', 'sphinxsidebar', 'sphinxsidebarwrapper'}
    | {'theme-switch', 'toctree-toggle', 'version-switcher', 'version-switcher__button', 'version-switcher__menu'}
    | {'versionadded', 'versionchanged', 'versionmodified', 'versionremoved', 'viewcode'}
    | {'bd-header-version-warning', 'ethical-ad-placement', 'pst-back-to-top', 'pst-collapse-sidebar-button'}
    | {'pst-search-dialog', 'pst-sidebar-collapse', 'pst-collapse-sidebar-label', 'pst-expand-sidebar-label'}
    | {'pst-squeeze', 'pst-color', 'has-children', 'list-caption', 'toggle-details'}
    | {'highlight-link'}
)
#: what docutils and Sphinx write for what pages may not hold, or what ours draw themselves (``footnotes.py``); pages of
#: the plainest theme; what other extensions make
OTHERS = frozenset(
    {'admonition-todo', 'attention', 'danger', 'error', 'hint', 'seealso'}
    | {'accelerator', 'backrefs', 'biglink', 'body', 'bodywrapper', 'brackets', 'centered', 'classifier', 'clearer'}
    | {'contents', 'document', 'documentwrapper', 'field-list', 'footnote', 'glossary', 'hlist', 'keywordmatches'}
    | {'linkdescr', 'modindextable', 'option-list', 'optional', 'related', 'search', 'sidebar-title', 'toggler'}
    | {'autosummary', 'leaflet-tile', 'nblast', 'only-dark', 'only-light', 'output', 'postlist', 'rendered_html'}
    | {'MathJax_SVG', 'xr-wrap'}
)
#: icons as letters of a typeface: pages draw theirs as shapes
ICONS = frozenset({'fa', 'fab', 'fad', 'far', 'fas', 'fass', 'fa-brands', 'fa-regular', 'fa-solid'})
DROPPED = COMPONENTS | UTILITIES | PARTS | OTHERS | ICONS
#: of these names, what Sphinx, docutils, MyST and the theme's page itself write
KEPT = frozenset(
    {'align-center', 'align-default', 'align-left', 'align-right', 'align-bottom', 'align-middle', 'align-top'}
    | {'align-items-center', 'd-flex', 'd-none', 'd-print-none', 'flex-column', 'me-auto'}
    | {'row-even', 'row-odd', 'text-center', 'text-left', 'text-right', 'text-wrap'}
)
#: properties that stay only where something asks for them; others are for sites' own style sheets too
INNER = (
    *('--bs-', '--fa-', '--pst-icon-'),
    *(f'--pst-{name}-' for name in ('teal', 'violet', 'gray', 'pink', 'foundation')),
    # of the colours, those of theirs that buttons and boxes have which our pages do not
    *(f'--pst-color-{name}' for name in ('black', 'dark', 'light', 'white')),
    *(f'--pst-color-{name}-' for name in ('danger', 'info', 'muted', 'primary', 'secondary', 'success', 'warning')),
    # of the colours for buttons, those that cards do not have
    *(f'--sd-color-{name}' for name in ('primary', 'secondary', 'success', 'info', 'warning', 'danger')),
    *(f'--sd-color-{name}' for name in ('light', 'muted', 'dark', 'black', 'white')),
)
#: properties whose values are letters of the icons' typeface, or that typeface
_LETTERS = ('--fa-', '--pst-icon-')
#: what stands in brackets of a selector that finds nothing: classes of icons, and the colour mode as Bootstrap sets it
_ATTRIBUTES = frozenset({' fa-', 'data-bs-theme'})
#: heads of rules about typefaces, and about properties of icons and of Bootstrap
_TYPEFACES = ('@font-face', '@property --fa-', '@property --bs-')
#: how many pixels the text of a reader who has set nothing is high: a width in em grows with the text that one has set
PIXELS = 16.0


class Setting(NamedTuple):
    """A declaration; ``asks`` are the properties of the kind ``--…`` that its value asks for."""

    name: str
    value: str
    asks: frozenset[str]


class Trimmed(NamedTuple):
    """What is left of a sheet; ``notices`` are the remarks that its holders' licences ask for, which begin ``/*!``."""

    notices: str
    rules: tuple[Rule, ...]


class Rule(NamedTuple):
    """A rule: what stands before its block, as it is written, and what in it; None for a rule without a block."""

    head: str
    inside: tuple[Rule | Setting, ...] | None


#: from what stands before a rule's block to its head; '' if the rule finds nothing
Heads = Callable[[Iterable[Node]], str]


def read_style(sheet: str) -> tuple[Rule, ...]:
    """The rules of *sheet*, but for ``@charset`` and what a browser could not read either."""
    return tuple(_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), _whole))


def read_trimmed(sheet: str) -> Trimmed:
    """*sheet* without rules that are only about ``DROPPED`` classes, and without the typefaces of icons."""
    found = tinycss2.parse_stylesheet(sheet, skip_whitespace=True)  # once: a theme's is long
    notices = (one for one in found if one.type == 'comment' and one.value.startswith('!'))
    return Trimmed(''.join(f'{one.serialize()}\n' for one in notices), tuple(_rules(found, _kept)))


def joined(sheets: Iterable[Iterable[Rule]]) -> str:
    """The rules of all *sheets* as one text, without movements and inner properties that nothing asks for."""
    rules = tuple(rule for sheet in sheets for rule in sheet)
    settings = list(_settings(rules))
    moves = frozenset(
        word
        for setting in settings
        if setting.name in {'animation', 'animation-name'}
        for word in setting.value.split()
    )
    asked = _asked(settings)
    return ''.join(_written(rule, asked, moves) for rule in rules)


def _rules(nodes: Iterable[Node], heads: Heads) -> Iterator[Rule]:
    """The rules among *nodes* of which *heads* leaves something; what stands in the others is not even looked at."""
    for node in nodes:
        if isinstance(node, QualifiedRule):
            if head := heads(node.prelude):
                rule = Rule(head, tuple(_contents(node.content)))
                if heads is _whole or not _draws_icon(rule):
                    yield rule
        elif isinstance(node, AtRule) and node.lower_at_keyword != 'charset':
            rule = _at_rule(node, heads)
            if heads is _whole or not rule.head.startswith(_TYPEFACES):
                yield rule


def _at_rule(node: AtRule, heads: Heads) -> Rule:
    """A rule that begins with ``@``; the widths of ``@media`` in em."""
    name = node.lower_at_keyword
    words = _in_em(node.prelude) if name == 'media' else node.prelude
    head = f'@{name} {_text(words)}'.rstrip()
    if node.content is None:
        return Rule(head, None)
    if name in {'font-face', 'page', 'property', 'counter-style'}:
        return Rule(head, tuple(_contents(node.content)))
    inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
    return Rule(head, tuple(_rules(inside, _whole if name == 'keyframes' else heads)))


def _contents(tokens: Sequence[Node]) -> Iterator[Rule | Setting]:
    """The declarations and the rules inside a rule."""
    for node in tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True):
        if isinstance(node, Declaration):
            value = _text(node.value) + ('!important' if node.important else '')
            yield Setting(node.name if node.name.startswith('--') else node.lower_name, value, _asks(node.value))
        else:
            yield from _rules([node], _whole)


def _in_em(tokens: Iterable[Node]) -> list[Node]:
    """*tokens* of a query with pixels turned to em, which follow the size of text that a reader has set."""
    found = []
    for token in tokens:
        if token.type == '() block':
            token.content = _in_em(token.content)
        elif token.type == 'dimension' and token.lower_unit == 'px':
            (token,) = tinycss2.parse_component_value_list(f'{token.value / PIXELS:.8g}em')
        found.append(token)
    return found


def _asks(tokens: Iterable[Node]) -> frozenset[str]:
    """The properties in each ``var()`` among *tokens*."""
    found: set[str] = set()
    for token in tokens:
        inside = token.arguments if token.type == 'function' else getattr(token, 'content', None) or ()
        if token.type == 'function' and token.lower_name == 'var':
            found |= {one.value for one in inside if one.type == 'ident' and one.value.startswith('--')}
        found |= _asks(inside)
    return frozenset(found)


def _text(tokens: Iterable[Node]) -> str:
    """*tokens* as they are written, with one space where there are some, and no remarks."""
    text: str = tinycss2.serialize(_plain(tokens))
    return text.strip()


def _plain(tokens: Iterable[Node]) -> list[Node]:
    found = []
    for token in tokens:
        if token.type == 'whitespace':
            token.value = ' '
        elif token.type == 'function':
            token.arguments = _plain(token.arguments)
        elif token.type in {'() block', '[] block', '{} block'}:
            token.content = _plain(token.content)
        if token.type != 'comment':
            found.append(token)
    return found


def _whole(prelude: Iterable[Node]) -> str:
    """The head of a rule."""
    return _text(prelude)


def _kept(prelude: Iterable[Node]) -> str:
    """The same without the selectors that find nothing."""
    return ','.join(_text(one) for one in _between_commas(_plain(prelude)) if not _is_dropped(one))


def _draws_icon(rule: Rule) -> bool:
    """Whether *rule* shows a letter of the icons' typeface."""
    shown = (one for one in rule.inside or () if isinstance(one, Setting) and one.name in {'content', 'font'})
    return any(name.startswith(_LETTERS) for one in shown for name in one.asks)


def _between_commas(tokens: Iterable[Node]) -> Iterator[list[Node]]:
    for is_comma, group in groupby(tokens, key=lambda token: token == ','):
        if not is_comma:
            yield list(group)


def _is_dropped(selector: Sequence[Node]) -> bool:
    """Whether *selector* finds only elements with a class or id of ``DROPPED``, or in such an element."""
    for before, token in zip([None, *selector], selector, strict=False):
        if (token.type == 'hash' or (token.type == 'ident' and before == '.')) and is_dropped(token.value):
            return True
        if token.type == 'function' and token.lower_name in {'is', 'where'}:
            if all(_is_dropped(one) for one in _between_commas(token.arguments)):
                return True
        elif token.type == '[] block' and any(getattr(one, 'value', '') in _ATTRIBUTES for one in token.content):
            return True
    return False


def is_dropped(name: str) -> bool:
    """Whether rules about the class *name* are dropped: it, or what of it stands before a hyphen, is in ``DROPPED``."""
    words = name.split('-')
    return name not in KEPT and any('-'.join(words[:count]) in DROPPED for count in range(1, len(words) + 1))


def _settings(rules: Iterable[Rule | Setting]) -> Iterator[Setting]:
    for rule in rules:
        if isinstance(rule, Setting):
            yield rule
        else:
            yield from _settings(rule.inside or ())


def _asked(settings: Sequence[Setting]) -> frozenset[str]:
    """The inner properties that something asks for, also by way of others."""
    asked: frozenset[str] = frozenset()
    while True:
        found = frozenset(
            name for one in settings if not one.name.startswith(INNER) or one.name in asked for name in one.asks
        )
        if found == asked:
            return asked
        asked = found


def _written(rule: Rule | Setting, asked: frozenset[str], moves: frozenset[str]) -> str:
    if isinstance(rule, Setting):
        return f'{rule.name}:{rule.value};' if not rule.name.startswith(INNER) or rule.name in asked else ''
    if rule.inside is None:
        return f'{rule.head};\n'
    if rule.head.startswith('@keyframes') and rule.head.split()[1] not in moves:
        return ''
    inside = ''.join(_written(one, asked, moves) for one in rule.inside)
    return f'{rule.head}{{{inside}}}\n' if inside else ''
