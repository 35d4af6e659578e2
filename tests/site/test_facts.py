"""The fact sheet is one node, which the web draws: exactly as the theme writes its nodes, whatever the header says."""

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
from sphinx.writers.html5 import HTML5Translator

from s3ext.core.model.sheet import Fact, Foreign, Mailbox, Note, Part, RecordLink
from s3ext.domain import s3_domain
from s3ext.nodes import s3_facts
from s3ext.reading.fact_sheet import fact_nodes
from tests.site.sitekit import build_clean, copy_mini, sphinx, text

HERE = 'docs/regions/alfa'
CASE = 'cases/alfa/ett-fall'
#: a case whose sheet cites a source
CITING = 'cases/alfa/annat-fall'
HOSTILE = st.sampled_from(('<script>alert(1)</script>', '" onclick="x', "'&amp;", 'namn@exempel.se', 'bak\\slag'))
TEXTS = st.text(min_size=1, max_size=20) | HOSTILE
#: records of the mini site; the page itself; an element of the process without a chapter
TARGETS = st.sampled_from(
    (('region', 'orsa'), ('region', 'alfa'), ('theme', 'vatten'), ('case', 'ett-fall'), ('process', 'fardplan'))
) | st.just(('process', 'utan-kapitel'))
LINKS = st.builds(lambda target, words: RecordLink(target[0], target[1], words), TARGETS, st.just('') | TEXTS)
MAILBOXES = st.builds(Mailbox, st.sampled_from(('post@exempel.se', 'a&b@exempel.se')))
PARTS = TEXTS | LINKS | st.builds(Foreign, TEXTS, st.just('en')) | st.builds(Note, st.sampled_from('abc')) | MAILBOXES
VALUES = st.lists(PARTS, min_size=1, max_size=4).map(tuple)
FACTS = st.builds(Fact, TEXTS, st.lists(VALUES, min_size=1, max_size=3).map(tuple))


@pytest.fixture(scope='module', params=['html', 'dirhtml'])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sphinx]:
    """An application that has built the mini site and knows the theme's way of writing."""
    root = copy_mini(tmp_path_factory.mktemp('facts') / 'site')
    with sphinx(root, request.param, html_theme='pydata_sphinx_theme') as started:
        started.build()
        yield started


def sheet(facts: tuple[Fact, ...], classes: list[str]) -> s3_facts:
    """The sheet as it is when docutils has numbered its footnotes."""
    parts: list[Part] = [part for fact in facts for value in fact.values for part in value]
    made = s3_facts(classes=['s3-facts', *classes], facts=facts, docname=HERE)
    for number, note in enumerate(part for part in parts if isinstance(part, Note)):
        made += nodes.footnote_reference('', str(number), ids=[f'id{number}'], refid=note.source)
    return made


def written(app: Sphinx, shown: nodes.Element) -> str:
    """What stands on the page HERE for *shown*."""
    document = new_document('')
    document.settings = get_default_settings(Writer)
    document += nodes.section('', shown)
    domain = s3_domain(app.env)
    for link in list(document.findall(addnodes.pending_xref)):
        kind, target, words = link['reftype'], link['reftarget'], link[0]
        assert isinstance(words, nodes.inline)
        link.replace_self(domain.resolve_xref(app.env, HERE, app.builder, kind, target, link, words) or words)
    translator = app.builder.create_translator(document, app.builder)
    assert isinstance(translator, HTML5Translator)
    document.walkabout(translator)
    return ''.join(translator.body)


@settings(max_examples=100, deadline=None)
@given(
    facts=st.lists(FACTS, min_size=1, max_size=4).map(tuple),
    classes=st.lists(st.sampled_from(('s3-leader', 'egen')), max_size=2, unique=True),
)
def test_a_drawn_sheet_is_what_its_nodes_would_be(app: Sphinx, facts: tuple[Fact, ...], classes: list[str]) -> None:
    assert written(app, sheet(facts, classes)) == written(app, fact_nodes(sheet(facts, classes)))


def test_on_the_web_a_sheet_stays_one_node_with_its_footnotes(tmp_path: Path) -> None:
    """Every step of a build walks through all nodes of a page: those of the sheet would be a third."""
    with sphinx(copy_mini(tmp_path / 'site'), 'html') as started:
        started.build()
        tree = started.env.get_and_resolve_doctree(CITING, started.builder, tags=started.tags)
        found = list(tree.findall(s3_facts))
        assert len(found) == 1
        assert not any('s3-facts' in listing['classes'] for listing in tree.findall(nodes.definition_list))
        assert {type(child) for child in found[0].children} == {nodes.footnote_reference}


def test_other_builders_get_ordinary_nodes(tmp_path: Path) -> None:
    """A text builder knows nothing of the drawing, and must not meet it."""
    sheets = 0
    with sphinx(copy_mini(tmp_path / 'site'), 'text') as started:
        started.build()
        for docname in sorted(started.env.found_docs):
            tree = started.env.get_and_resolve_doctree(docname, started.builder, tags=started.tags)
            assert not list(tree.findall(s3_facts)), docname
            sheets += sum('s3-facts' in listing['classes'] for listing in tree.findall(nodes.definition_list))
        assert sheets == sum(1 for docname in started.env.found_docs if list(_stored_sheets(started, docname))) > 5


def _stored_sheets(app: Sphinx, docname: str) -> Iterator[s3_facts]:
    return app.env.get_doctree(docname).findall(s3_facts)


@pytest.mark.parametrize(
    ('written_as', 'printed'),
    [
        ('Det ”goda” livet', 'Det ”goda” livet'),
        ('Det "goda" livet', 'Det ”goda” livet'),
        ("Regionens 'egna' väg", 'Regionens ’egna’ väg'),
        ('En bakåt\\\\snedstreck', 'En bakåt\\snedstreck'),
    ],
)
def test_quotation_marks_in_the_header_look_as_in_the_text(tmp_path: Path, written_as: str, printed: str) -> None:
    """Sphinx makes straight quotation marks curly in the text of a page, and would not look into a sheet."""
    root = copy_mini(tmp_path / 'site')
    file = root / f'{CASE}.md'
    head, body = file.read_text('utf-8').removeprefix('---\n').split('\n---\n', 1)
    written_as, printed = (f'{phrase}, sade de som var med från början.' for phrase in (written_as, printed))
    quoted = "'" + written_as.replace("'", "''") + "'"
    file.write_text(f'---\n{head}\ngoal: {quoted}\nsummary_en: {quoted}\n---\n{body}\n\n{written_as}\n', 'utf-8')
    page = build_clean(root).page(CASE)
    assert text(page.facts()['Mål']) == text(page.facts()['Sammanfattning på engelska']) == printed
    assert printed in page.texts(':is(section, .s3-page) > p')
