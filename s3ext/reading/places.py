"""Addresses of headings that stay the same, and what writers may write that docutils and Sphinx would complain of."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ..config.profiles import profile_of
from ..core.page.reserved import is_reserved
from ..domain import s3_domain


class NameHeadings(SphinxTransform):
    """Make the words of a heading its address where docutils would number it: ``id2`` moves with each note above.

    Then MyST's slug, which links name, is the only address. Otherwise it stands beside that which docutils makes of
    the words, so that what is published stays right.
    """

    # after MyST's PrioritiseExplicitIds (262), before footnotes get their links (620)
    default_priority = 263

    def apply(self, **kwargs: object) -> None:
        """Rename the headings of the page."""
        slugs = getattr(self.document, 'myst_slugs', {})
        names = self.document.nameids
        sheet = profile_of(self.env.config).names.participants_sheet
        explicit = {names[name] for name, is_explicit in self.document.nametypes.items() if is_explicit}
        for slug, (line, address, text) in slugs.items():
            node = self.document.ids[address]
            other = self.document.ids.get(slug)
            if other is not None and other is not node:
                self._rename(other, slug, _free(slug, self.document.ids))
            self._take_words(node, text, explicit)
            words = {nodes.make_id(name) for name in (*node['names'], *node['dupnames'])}
            for old in [old for old in node['ids'] if old not in explicit and self.document.ids.get(old) is node]:
                if old not in words or is_reserved(old, sheet):
                    self._rename(node, old, slug)
            if slug not in node['ids']:
                node['ids'].append(slug)
                self.document.ids[slug] = node
            slugs[slug] = (line, node['ids'][0], text)

    def _take_words(self, node: nodes.Element, text: str, explicit: Container[str | None]) -> None:
        """Give *node* the address that docutils makes of *text*, if one known by its name alone has it."""
        words = nodes.make_id(text)
        other = self.document.ids.get(words)
        if other is None or other is node or other.get('slug') or not isinstance(other, nodes.section | nodes.rubric):
            return
        own = next((name for name in node['ids'] if name not in explicit), None)
        if own is not None and words not in explicit:
            other['ids'].remove(words)
            del self.document.ids[words]
            self._rename(node, own, words)

    def _rename(self, node: nodes.Element, old: str, new: str) -> None:
        """Give *node* the address *new* for *old*."""
        document = self.document
        node['ids'] = list(dict.fromkeys(new if name == old else name for name in node['ids']))
        del document.ids[old]
        document.ids[new] = node
        for name, address in document.nameids.items():
            if address == old:
                document.nameids[name] = new


class DropIdleLines(SphinxTransform):
    """Take away lines across the page that separate nothing: they are harmless, and docutils would complain."""

    # before docutils' Transitions (830)
    default_priority = 825

    def apply(self, **kwargs: object) -> None:
        """Drop them."""
        if not s3_domain(self.env).has_lines:
            return  # a walk through the tree is a noticeable part of a build
        # the last first: a line before one that goes can become the last thing on the page
        for node in reversed(list(self.document.findall(nodes.transition))):
            if not _separates(node):
                node.parent.remove(node)


def _separates(line: nodes.Element) -> bool:
    """Whether a line stands between two things of the page, not in a list or a box."""
    if not isinstance(line.parent, nodes.document | nodes.section):
        return False
    place = line.parent.index(line)
    before = line.parent[place - 1] if place else None
    if before is None or isinstance(before, nodes.title | nodes.transition):
        return False
    node: nodes.Element = line
    while node.parent is not None and node.parent.index(node) == len(node.parent) - 1:
        node = node.parent
    return node.parent is not None


def _free(name: str, taken: Container[str]) -> str:
    return next(other for number in count(2) if (other := f'{name}-{number}') not in taken)


def setup_places(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(NameHeadings)
    app.add_transform(DropIdleLines)
