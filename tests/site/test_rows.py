"""Lists of records on the web are drawn in one piece: exactly as the theme writes their nodes, whatever the texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.writers.html5_polyglot import Writer
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import new_document
from sphinx.util.nodes import make_refnode
from sphinx.writers.html5 import HTML5Translator

from s3ext.core.views.blocks import Link, Mark, Row, Rows
from s3ext.nodes import s3_rows
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
    for link in list(document.findall(addnodes.pending_xref)):
        link.replace_self(make_refnode(app.builder, HERE, link['reftarget'], link['refanchor'], link[0]))
    translator = app.builder.create_translator(document, app.builder)
    assert isinstance(translator, HTML5Translator)
    document.walkabout(translator)
    return ''.join(translator.body)


@settings(max_examples=60)
@given(block=LISTS, classes=st.lists(st.sampled_from(('s3-leader', 'egen')), max_size=2, unique=True))
def test_a_drawn_list_is_what_its_nodes_would_be(app: Sphinx, block: Rows, classes: list[str]) -> None:
    drawn, ordinary = (render([block], HERE, web=web) for web in (True, False))
    for node in (*drawn, *ordinary):
        node['classes'] += classes
    assert written(app, drawn) == written(app, ordinary)


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
            assert not list(tree.findall(s3_rows)), docname
