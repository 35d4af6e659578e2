"""Sources on the web in few bytes: a page may hold hundreds of them, and each is cited again and again.

The same roles, names and ways there and back as docutils writes, but no class on what its role names, no element for
a bracket, and short places. What differs from one to the next comes last
in a tag, so that the rest is one repetition.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


def setup_footnotes(app: Sphinx) -> None:
    """Draw them instead of docutils."""
    app.add_node(nodes.footnote_reference, override=True, html=(_draw_reference, None))
    app.add_node(nodes.footnote, override=True, html=(_open, _close))
    app.add_node(nodes.label, override=True, html=(_draw_label, None))


def _draw_reference(translator: HTML5Translator, node: nodes.footnote_reference) -> None:
    place = f' id="{node["ids"][0]}"' if node['ids'] else ''
    translator.body.append(f'<a role="doc-noteref" href="#{node["refid"]}"{place}>[{node.astext()}]</a>')
    raise nodes.SkipNode


def _open(translator: HTML5Translator, node: nodes.footnote) -> None:
    translator.body.append(f'<div role="doc-footnote" id="{node["ids"][0]}">')


def _close(translator: HTML5Translator, node: nodes.footnote) -> None:
    translator.body.append('</div>\n')


def _draw_label(translator: HTML5Translator, node: nodes.label) -> None:
    """The number, which leads back to the one place that cites the source, or with links to all that do."""
    number, places = node.astext(), node.parent['backrefs']
    links = [_back(place, str(count)) for count, place in enumerate(places, 1)]
    if len(places) == 1:
        translator.body.append(f'<span>[{_back(places[0], number)}]</span>\n')
    else:
        translator.body.append(f'<span>[{number}]</span>\n<span>({",".join(links)})</span>\n')
    raise nodes.SkipNode


def _back(place: str, text: str) -> str:
    return f'<a role="doc-backlink" href="#{place}">{text}</a>'
