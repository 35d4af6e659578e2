"""What a page on the web says to those who do not see it: its title is that of all of it, and each table has a name."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from ..config.builders import is_web

#: cells that are heads as docutils writes them, and with what they are the heads of; text holds no such signs
_HEADS = (
    ('<th class="head', '<th scope="col" class="head'),
    ('<th class="stub', '<th scope="row" class="stub'),
)


class s3_page(nodes.section):  # noqa: N801 - docutils names nodes in lower case
    """The outermost part of a page, which its title is about: in HTML no section, in which there is no ``h1``."""


class s3_caption(nodes.General, nodes.Element):  # noqa: N801 - as above
    """The name of a table that is heard and not seen: ``text`` is that of the heading above, where one sees it."""


def setup_structure(app: Sphinx) -> None:
    """Register the node and the handlers."""
    app.add_node(s3_page, html=(_open, _close))
    app.add_node(s3_caption, html=(_draw_caption, None))
    # after the lists are filled
    app.connect('doctree-resolved', _give_structure, priority=900)
    app.connect('html-page-context', _say_what_heads_are_of)


def _give_structure(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the title of a page stand in no section, and give each table a name."""
    if not is_web(app.builder):
        return
    for section in [child for child in doctree.children if isinstance(child, nodes.section)]:
        page = s3_page('', *section.children, **section.attributes)
        section.replace_self(page)
    for table in doctree.findall(nodes.table):
        if not any(isinstance(child, nodes.title) for child in table.children):
            table.insert(0, s3_caption(text=_heading_above(table)))


def _heading_above(node: nodes.Node) -> str:
    """The words of the heading that *node* stands under."""
    while (parent := node.parent) is not None:
        before = parent.children[: parent.index(node)]
        for other in reversed(before):
            if isinstance(other, nodes.title | nodes.rubric):
                return other.astext()
        node = parent
    return ''


def _open(translator: HTML5Translator, node: s3_page) -> None:
    translator.section_level += 1
    translator.body.append(translator.starttag(node, 'div', CLASS='s3-page'))


def _close(translator: HTML5Translator, node: s3_page) -> None:
    translator.section_level -= 1
    translator.body.append('</div>\n')


def _draw_caption(translator: HTML5Translator, node: s3_caption) -> None:
    translator.body.append(
        f'<caption class="s3-heard"><span class="caption-text">{escape(node["text"])}</span></caption>\n'
    )
    raise nodes.SkipNode


def _say_what_heads_are_of(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell of each head in a table whether it is that of its column or of its row."""
    if is_web(app.builder) and 'body' in context:
        for plain, told in _HEADS:
            context['body'] = context['body'].replace(plain, told)
