"""The rows of a table of a view on the web, drawn in one piece: as the translator writes the nodes of ``render``."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from ..config.profiles import profile_of
from ..core.views.blocks import Choices, Inline, Link, Missing
from ..nodes import draw_link, encode, refuse, s3_grid
from ..render import inline_node

#: a cell that is the head of its column and that of its row, one that is the head of its column, of its row, others
_CORNER, _HEAD = ('<th class="head stub">', '</th>\n'), ('<th class="head">', '</th>\n')
_STUB, _PLAIN = ('<th class="stub">', '</th>\n'), ('<td>', '</td>\n')


def setup_grids(app: Sphinx) -> None:
    """Register the node; other builders get ordinary nodes in its place."""
    refused = (refuse, None)
    app.add_node(s3_grid, html=(_draw, None), latex=refused, text=refused, man=refused, texinfo=refused)


def _draw(translator: HTML5Translator, node: s3_grid) -> None:
    here: str = node['docname']
    head, *rows = (
        [_cell(translator, here, cell) for cell in cells] for cells in (node['table'].head, *node['table'].rows)
    )
    translator.body.append(f'<thead>\n{_row(head, "odd", _CORNER, _HEAD)}</thead>\n<tbody>\n')
    for number, cells in enumerate(rows):
        translator.body.append(_row(cells, 'odd' if number % 2 else 'even', _STUB, _PLAIN))
    translator.body.append('</tbody>\n')
    raise nodes.SkipNode


def _row(cells: Iterable[str], number: str, first: tuple[str, str], others: tuple[str, str]) -> str:
    tags = (others if place else first for place, _ in enumerate(cells))
    inside = ''.join(f'{opened}<p>{cell}</p>{closed}' for cell, (opened, closed) in zip(cells, tags, strict=True))
    return f'<tr class="row-{number}">{inside}</tr>\n'


def _cell(translator: HTML5Translator, here: str, parts: Iterable[Inline]) -> str:
    return ''.join(_part(translator, here, part) for part in parts)


def _part(translator: HTML5Translator, here: str, part: Inline) -> str:
    if isinstance(part, str):
        return encode(translator, part)
    if isinstance(part, Link):
        return draw_link(translator, here, part.docname, part.text, part.anchor)
    if isinstance(part, Choices):
        place = f'#{part.anchor}' if part.anchor else ''
        return _asking(translator, here, part.docname, f'{part.query}{place}', f'<span>{encode(translator, part.text)}')
    if isinstance(part, Missing):
        look = '<span>' if part.in_words else '<span class="s3-missing">'
        if not part.query:
            return f'{look}{encode(translator, part.text)}</span>'
        return _asking(translator, here, '', part.query, f'{look}{encode(translator, part.lead)}')
    return _written(translator, inline_node(part, here))


def _asking(translator: HTML5Translator, here: str, docname: str, query: str, words: str) -> str:
    """A link to a page with a *query*; without a *docname* to that of the form."""
    page = translator.builder.get_relative_uri(here, docname or profile_of(translator.config).names.form)
    return f'<a class="reference internal" href="{translator.attval(f"{page}?{query}")}">{words}</span></a>'


def _written(translator: HTML5Translator, node: nodes.Node) -> str:
    """*node* as *translator* writes it in a paragraph."""
    before = len(translator.body)
    nodes.paragraph('', '', node)
    node.walkabout(translator)
    found = ''.join(translator.body[before:])
    del translator.body[before:]
    return found
