"""What the styles of a document of LibreOffice mean: a title, a quotation, bold words, a list with numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from .tree import Node

#: by the names that styles have in every edition of the program, what a paragraph of such a style is
_KINDS = {'Title': 'title', 'Quotations': 'quote', 'Quote': 'quote', 'Intense_20_Quote': 'quote'}
_KINDS |= {'S3_20_Markdown': 's3-markdown', 'S3Markdown': 's3-markdown'}
_CONTENTS = 'Contents_20_'
_LOOKS = {'Strong_20_Emphasis': ['strong'], 'Emphasis': ['em']}
_BOLD = frozenset({'bold', '600', '700', '800', '900'})
#: no chain of styles is longer
_LONGEST_CHAIN = 20


@dataclass(slots=True, kw_only=True)
class Styles:
    """By name of a style the one that it builds on, its looks as tags; by name of a list the levels with numbers."""

    parents: dict[str, str] = field(default_factory=dict)
    own_looks: dict[str, list[str]] = field(default_factory=dict)
    numbered: dict[str, set[int]] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)

    def kind(self, name: str) -> str:
        """What a paragraph of the style *name* is: 'title', 'quote', 's3-markdown', 'contents' or ''."""
        for style in self._chain(name):
            if style in _KINDS:
                return _KINDS[style]
            if style.startswith(_CONTENTS):
                return 'contents'
        return ''

    def looks(self, name: str) -> list[str]:
        """The tags of the words of a style; of a paragraph's own style, not of those it builds on."""
        if name in _LOOKS:
            return _LOOKS[name]
        found = self.own_looks.get(name, [])
        parent = self.parents.get(name, '')
        return found or (_LOOKS.get(parent, []) if self.families.get(name) == 'text' else [])

    def is_numbered(self, name: str, level: int) -> bool:
        """Whether lists of the style *name* have numbers at *level*, from 1."""
        return level in self.numbered.get(name, set())

    def _chain(self, name: str) -> list[str]:
        chain = [name]
        while (parent := self.parents.get(chain[-1])) and len(chain) < _LONGEST_CHAIN:
            chain.append(parent)
        return chain


def read_styles(root: Node, styles: Styles) -> None:
    """Add to *styles* what the tree *root* says of them."""
    for node in root.nodes():
        name = node.get('name')
        if node.tag == 'style' and name:
            styles.parents[name] = node.get('parent-style-name')
            styles.families[name] = node.get('family')
            is_own = node.get('family') == 'text' or root is not node
            if is_own:
                styles.own_looks[name] = [tag for child in node.nodes() for tag in _tags(child)]
        elif node.tag == 'list-style' and name:
            levels = {child.get('level') for child in node.nodes() if _has_numbers(child)}
            styles.numbered[name] = {int(level) for level in levels if level.isdecimal()}


def _has_numbers(node: Node) -> bool:
    return node.tag == 'list-level-style-number' and bool(node.get('num-format'))


def _tags(node: Node) -> list[str]:
    if node.tag != 'text-properties':
        return []
    place = node.get('text-position').partition(' ')[0]
    raised = 'sub' if place == 'sub' or place.startswith('-') else 'sup' if place and place[0] in 's123456789' else ''
    return [
        *(['strong'] if node.get('font-weight') in _BOLD else []),
        *(['em'] if node.get('font-style') == 'italic' else []),
        *(['u'] if node.get('text-underline-style') not in ('', 'none') else []),
        *(['s'] if node.get('text-line-through-style') not in ('', 'none') else []),
        *([raised] if raised else []),
    ]
