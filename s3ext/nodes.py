"""Placeholders in document trees: plain attributes only, filled with ordinary nodes when pages are written."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator
from sphinx.writers.html5 import HTML5Translator

from .core.county_map import county_map


class s3_view(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """Stands for a view; attribute ``key`` is the text of a ``ViewKey``, ``docname`` the page it is on."""


class s3_count(nodes.Inline, nodes.TextElement):  # noqa: N801 - as above
    """Stands for a number of records; attribute ``key`` is the text of a ``ViewKey``."""


class s3_map(nodes.General, nodes.Element):  # noqa: N801 - as above
    """A map of the counties: ``title``, ``description`` and ``counties`` as (code, name, docname, count)."""


class s3_switch(nodes.General, nodes.Element):  # noqa: N801 - as above
    """Links between a workshop's page and the sheet in it: ``target``, and ``words`` by what they are for."""


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes. A placeholder may reach no writer; a map and a switch are for the web alone."""
    nothing = (_pass_over, None)
    for node, draw in ((s3_map, _draw_map), (s3_switch, _draw_switch)):
        app.add_node(node, html=(draw, None), latex=nothing, text=nothing, man=nothing, texinfo=nothing)
    visitors = (_refuse, None)
    for placeholder in (s3_view, s3_count):
        app.add_node(placeholder, html=visitors, latex=visitors, text=visitors, man=visitors, texinfo=visitors)


def _refuse(translator: SphinxTranslator, node: nodes.Element) -> None:
    """A placeholder in a writer is a fault of ours: say so instead of printing nothing."""
    raise TypeError(f'{type(node).__name__} was not resolved before writing')


def _pass_over(translator: SphinxTranslator, node: nodes.Element) -> None:
    raise nodes.SkipNode


def _draw_map(translator: HTML5Translator, node: s3_map) -> None:
    """The drawing as SVG, each county a link from the page being written."""
    here = node['docname']
    counties = node['counties']
    one, many = node['words']
    svg = county_map(
        {code: count for code, _, _, count in counties},
        {code: name for code, name, _, _ in counties},
        {code: translator.builder.get_relative_uri(here, docname) for code, _, docname, _ in counties},
        title=node['title'],
        description=node['description'],
        count_text=lambda number: f'{number} {one if number == 1 else many}',
    )
    translator.body.append(f'{svg}\n')
    raise nodes.SkipNode


def _draw_switch(translator: HTML5Translator, node: s3_switch) -> None:
    """Two links, of which the style shows one at a time: works without script, and an address keeps the choice."""
    words = {name: escape(text) for name, text in node['words'].items()}
    translator.body.append(
        f'<nav class="s3-switch d-print-none" aria-label="{words["label"]}">\n'
        f'<p class="s3-switch-open"><a href="#{node["target"]}">{words["open"]}</a> {words["hint"]}</p>\n'
        f'<p class="s3-switch-close">{words["shown"]} <a href="#">{words["close"]}</a></p>\n'
        '</nav>\n'
    )
    raise nodes.SkipNode
