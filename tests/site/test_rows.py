"""Lists of records on the web are drawn in one piece: exactly as the theme writes their nodes, whatever the texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.writers.html5_polyglot import Writer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import new_document
from sphinx.writers.html5 import HTML5Translator

from s3ext.core.drawing.shapes import Drawing
from s3ext.core.views.blocks import Choices, Clock, Inline, Items, Link, Mark, Missing, Row, Rows, Table, Web
from s3ext.domain import s3_domain
from s3ext.nodes import s3_grid, s3_rows
from s3ext.render import render
from tests.site.sitekit import copy_mini, sphinx

THEME = 'pydata_sphinx_theme'
HERE = 'docs/regions/alfa'
HOSTILE = st.sampled_from(('<script>alert(1)</script>', '" onclick="x', "'&amp;", 'namn@exempel.se', 'mailto:a@b.se'))
TEXTS = st.text(min_size=1, max_size=20) | HOSTILE
DOCNAMES = st.sampled_from((HERE, 'index', 'cases/alfa/ett-fall', 'docs/regions/orsa', 'docs/themes/index'))
ANCHORS = st.sampled_from(('', '', '', 'plats'))
LINKS = st.builds(Link, text=TEXTS, docname=DOCNAMES, anchor=ANCHORS)
MARKS = st.builds(Mark, list=st.just('belägg'), term=st.just('sett'), text=TEXTS, step=st.none() | st.integers(0, 4))
ROWS = st.builds(
    Row,
    title=LINKS,
    meta=st.lists(TEXTS, max_size=2).map(tuple),
    text=st.just('') | TEXTS,
    marks=st.lists(MARKS, max_size=1).map(tuple),
)
LISTS = st.builds(
    Rows, rows=st.lists(ROWS, max_size=4).map(tuple), style=st.sampled_from(('list', 'cards', 'plain', 'timeline'))
)
#: what stands in a cell, but for links to a place on the page itself, which leave a table in its nodes
PARTS = (
    TEXTS
    | LINKS.filter(lambda link: not (link.anchor and link.docname == HERE))
    | st.builds(Web, text=TEXTS, url=st.just('https://exempel.se/?a=1&b="'), language=st.sampled_from(('', 'en')))
    | st.builds(Choices, text=TEXTS, docname=DOCNAMES, query=st.just('a=1&b=2'), instead=LINKS, anchor=ANCHORS)
    | st.builds(Missing, text=TEXTS, query=st.sampled_from(('', 'a=1&b=2')), lead=TEXTS, in_words=st.booleans())
    | MARKS
    | st.builds(Clock, text=TEXTS, at=st.integers(0, 99), minutes=st.integers(0, 99))
    | st.builds(Drawing, size=st.just((8, 8)), parts=st.just(()), title=TEXTS)
)
CELLS = st.lists(PARTS, max_size=2).map(tuple)


@pytest.fixture(scope='module', params=['html', 'dirhtml'])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sphinx]:
    """An application that knows the theme's way of writing; it builds nothing."""
    with sphinx(copy_mini(tmp_path_factory.mktemp('rows') / 'site'), request.param, html_theme=THEME) as started:
        yield started


def written(app: Sphinx, shown: list[nodes.Element]) -> str:
    """What stands on the page HERE for the nodes *shown*."""
    document = new_document('')
    document.settings = get_default_settings(Writer)
    document += nodes.section('', *shown)
    domain = s3_domain(app.env)
    for link in list(document.findall(addnodes.pending_xref)):
        kind, target = link['reftype'], link['reftarget']
        [content] = link.findall(nodes.inline)
        found = domain.resolve_xref(app.env, HERE, app.builder, kind, target, link, content)
        assert found is not None
        link.replace_self(found)
    translator = app.builder.create_translator(document, app.builder)
    assert isinstance(translator, HTML5Translator)
    document.walkabout(translator)
    return ''.join(translator.body)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(block=LISTS, classes=st.lists(st.sampled_from(('s3-leader', 'egen')), max_size=2, unique=True))
def test_a_drawn_list_is_what_its_nodes_would_be(app: Sphinx, block: Rows, classes: list[str]) -> None:
    drawn, ordinary = (render([block], HERE, web=web) for web in (True, False))
    for node in (*drawn, *ordinary):
        node['classes'] += classes
    assert written(app, drawn) == written(app, ordinary)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), columns=st.integers(1, 3), classes=st.lists(st.sampled_from(('s3-leader', 'egen')), unique=True))
def test_a_drawn_table_is_what_its_nodes_would_be(
    app: Sphinx, data: st.DataObject, columns: int, classes: list[str]
) -> None:
    line = st.lists(CELLS, min_size=columns, max_size=columns).map(tuple)
    head, rows = data.draw(line), tuple(data.draw(st.lists(line, min_size=1, max_size=4)))
    [drawn] = render([Table(caption='', head=head, rows=rows)], HERE, web=True)
    [ordinary] = render([Table(caption='', head=head, rows=rows)], HERE)
    # of what says something else on the web, the nodes that it is there
    for entry, cell in zip(
        ordinary.findall(nodes.entry), (cell for line in (head, *rows) for cell in line), strict=True
    ):
        [paragraph] = entry.findall(nodes.paragraph)
        paragraph.children = as_nodes(cell, paragraph)
    for node in (drawn, ordinary):
        node['classes'] += classes
    assert written(app, [drawn]) == written(app, [ordinary])


def as_nodes(cell: tuple[Inline, ...], parent: nodes.Element) -> list[nodes.Node]:
    """What stands in *parent* for *cell* on the web, as nodes: those of an item of a list."""
    [items] = render([Items(items=(cell,))], HERE, web=True)
    [paragraph] = items.findall(nodes.paragraph)
    found: list[nodes.Node] = paragraph.children
    for node in found:
        node.parent = parent
    return found


def test_a_table_is_few_nodes_unless_it_leads_to_a_place() -> None:
    def types(link: Link) -> list[type[nodes.Node]]:
        [table] = render([Table(caption='', head=(('Namn',),), rows=(((link,),),))], HERE, web=True)
        return [type(node) for node in table.children]

    assert types(Link(text='Ett fall', docname='cases/alfa/ett-fall', anchor='plats')) == [s3_grid]
    assert types(Link(text='Här', docname=HERE, anchor='plats')) == types(Link(text='Här', docname='', anchor='plats'))
    assert types(Link(text='Här', docname='', anchor='plats')) == [nodes.tgroup]


def test_a_list_is_one_node_unless_it_leads_to_a_place() -> None:
    """The nodes of a list are what a build walks through; a link to a place on the page may have to change its name."""
    title = Link(text='Ett fall', docname='cases/alfa/ett-fall')
    drawn = render([Rows(rows=(Row(title=title), Row(title=title)))], HERE, web=True)
    assert [type(node) for node in drawn] == [s3_rows]
    assert not drawn[0].children
    place = Link(text='Här', docname=HERE, anchor='plats')
    assert [type(node) for node in render([Rows(rows=(Row(title=place),))], HERE, web=True)] == [nodes.bullet_list]


def test_other_builders_get_ordinary_nodes(tmp_path: Path) -> None:
    """A text builder knows nothing of the drawing, and must not meet it."""
    with sphinx(copy_mini(tmp_path / 'site'), 'text') as started:
        started.build()
        for docname in sorted(started.env.found_docs):
            tree = started.env.get_and_resolve_doctree(docname, started.builder, tags=started.tags)
            assert not [node for node in tree.findall() if isinstance(node, s3_rows | s3_grid)], docname
