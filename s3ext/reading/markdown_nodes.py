"""What Markdown becomes where MyST would write HTML, warn, or number notes by what they are called."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.warnings_ import MystWarnings

from ..config.profiles import texts_of
from ..core.gate.allowed import ALERTS, LANGUAGES
from ..nodes import s3_deleted, s3_task
from .fact_sheet import footnote_name

_BOXES: dict[str, type[nodes.Element]] = {
    'note': nodes.note,
    'tip': nodes.tip,
    'important': nodes.important,
    'warning': nodes.warning,
}


class Renderer(SphinxRenderer):
    """MyST's renderer with the handbook's own nodes for everyday Markdown, so that web and PDF show the same."""

    def create_warning(self, message: str, subtype: MystWarnings | str, *args: Any, **kwargs: Any) -> Any:
        """MyST's warning, but for a level of headings left out: sections are nested right, and a note says it."""
        if subtype is MystWarnings.MD_HEADING_NON_CONSECUTIVE:
            return None
        return super().create_warning(message, subtype, *args, **kwargs)

    def render_list_item(self, token: SyntaxTreeNode) -> None:
        """An item of a list; one of a task list begins with a box that is ticked or not."""
        done = token.meta.pop('checked', None)
        super().render_list_item(token)
        item = self.current_node.children[-1]
        if done is None or not isinstance(item, nodes.list_item):
            return
        texts = texts_of(self.sphinx_env.config)
        first = item.children[0] if item.children else None
        task = s3_task(done=done, words=texts['task_done' if done else 'task_open'])
        if isinstance(first, nodes.paragraph):
            first.insert(0, task)
        else:
            item.insert(0, nodes.paragraph('', '', task))

    def render_alert(self, token: SyntaxTreeNode) -> None:
        """``> [!NOTE]`` as the box of the handbook that is meant."""
        box = _BOXES[ALERTS[token.info.lower()]]()
        self.add_line_and_source_path(box, token)
        with self.current_node_context(box, append=True):
            self.render_children(token)

    def render_s(self, token: SyntaxTreeNode) -> None:
        """Text that is struck through."""
        self._render_in(s3_deleted(), token)

    def render_sub(self, token: SyntaxTreeNode) -> None:
        """Text that is lowered."""
        self._render_in(nodes.subscript(), token)

    def render_sup(self, token: SyntaxTreeNode) -> None:
        """Text that is raised."""
        self._render_in(nodes.superscript(), token)

    def render_s3_language(self, token: SyntaxTreeNode) -> None:
        """Words in another language; docutils makes the class what says so."""
        self._render_in(nodes.inline(classes=[f'language-{token.attrGet("lang")}']), token)

    def render_s3_tag(self, token: SyntaxTreeNode) -> None:
        """A tag of HTML that says nothing."""

    def render_link(self, token: SyntaxTreeNode) -> None:
        """A link; one to a telephone leads out of the site, which MyST does not know."""
        if str(token.attrGet('href') or '').lower().startswith('tel:'):
            self.render_link_url(token)
        else:
            super().render_link(token)

    def render_footnote_ref(self, token: SyntaxTreeNode) -> None:
        """A note. It is numbered by where it stands, even if its source is called by a number."""
        name = footnote_name(token.meta['label'])
        node = nodes.footnote_reference(f'[^{name}]', auto=1, refname=name)
        self.add_line_and_source_path(node, token)
        self.document.note_autofootnote_ref(node)
        self.document.note_footnote_ref(node)
        self.current_node.append(node)

    def _render_in(self, node: nodes.Element, token: SyntaxTreeNode) -> None:
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def create_highlighted_code_block(
        self, text: str, lexer_name: str | None, *args: Any, **kwargs: Any
    ) -> nodes.Element:
        """An example of code: plain text if the language is unknown, or the text is not quite of its language."""
        language = LANGUAGES.get((lexer_name or '').lower(), 'text')
        node: nodes.Element = super().create_highlighted_code_block(text, language, *args, **kwargs)
        node['force'] = True
        return node
