"""A workshop's page and the participants' sheet in it: one source, two versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from s3ext.handbook.names import NAMES
from s3ext.nodes import s3_downloads, s3_facts, s3_planner
from s3ext.reading.participants import LEADER, SHEET
from tests.site.sitekit import Page, build_clean, build_site, copy_mini, headers, sphinx, text
from tests.texts import load_texts

TEXTS = load_texts('sv')
WORKSHOP = 'docs/workshops/verkstad'
TASK = '**Uppgift:** Rita vägen.'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_mini(tmp_path / 'site')


def change(root: Path, old: str, new: str) -> None:
    file = root / f'{WORKSHOP}.md'
    source = file.read_text('utf-8')
    assert old in source
    file.write_text(source.replace(old, new), 'utf-8')


def sheet_of(page: Page) -> list[str]:
    """What of the article the sheet shows, piece by piece: all that has no mark of the leader on it or around it."""
    article = page.one('.s3-page')
    for tag in article.select(f'.{LEADER}, .s3-switch'):
        tag.decompose()
    return [
        text(tag) for tag in article.select('h1, h2, h3, p, dt, dd, table, li') if not tag.find_parent(['li', 'table'])
    ]


WRITTEN = (
    'Skriven av redaktionen ur offentliga källor. Ingen region har godkänt texten. '
    'Genomgången av redaktionen 1 januari 2026.'
)


def test_sheet_holds_title_summary_agenda_and_task_and_nothing_else(root: Path) -> None:
    html = build_clean(root)
    whole = html.page(WORKSHOP)
    notes = text(whole.one('#stod-till-dig-som-leder'))
    assert 'Släpp in alla i samtalet.' in notes
    shown = sheet_of(html.page(WORKSHOP))
    agenda = text(whole.one('table.s3-table-agenda'))
    assert shown == [
        'Verkstad',
        'Workshoppen Verkstad finns bara till för testerna av handboken.',
        WRITTEN,
        agenda,
        'Till deltagarna',
        'Uppgift: Rita vägen.',
        'Var börjar den?',
    ]


def test_tree_tells_an_edition_what_is_for_the_leader(root: Path) -> None:
    with sphinx(root) as app:
        app.build()
        tree = app.env.get_doctree(WORKSHOP)
    page = tree.next_node(nodes.section)
    assert page is not None
    assert page['ids'][0] != NAMES.participants_sheet
    assert NAMES.participants_sheet in page['ids']
    marked = [node.next_node(nodes.title) or node for node in tree.findall(nodes.Element) if LEADER in node['classes']]
    assert [node.astext() for node in marked if isinstance(node, nodes.title)] == [
        'Antal av varje, efter hur många som deltar',
        'Stöd till dig som leder',
        'Källor',
    ]
    assert [node.astext() for node in marked if isinstance(node, nodes.paragraph)] == [
        'Så gör man.1',
        'Tiderna är vårt förslag.',
    ]
    others = [type(node) for node in marked if not isinstance(node, nodes.title | nodes.paragraph)]
    # the last are the day to plan, and as a bar
    assert others == [nodes.definition_list, s3_downloads, s3_facts, s3_planner, nodes.container]


def test_sheet_that_cites_keeps_the_sources(root: Path) -> None:
    change(root, TASK, f'{TASK}[^manus]')
    assert 'Källor' in sheet_of(build_clean(root).page(WORKSHOP))


def test_list_in_the_leaders_part_stays_there(root: Path) -> None:
    change(root, 'Släpp in alla i samtalet.', ':::{records} case\n:limit: 1\n:::')
    page = build_clean(root).page(WORKSHOP)
    assert page.all('#stod-till-dig-som-leder ul.s3-records')
    change(root, '## Stöd till dig som leder\n', '')
    html = build_clean(root)
    assert {LEADER} <= set(html.page(WORKSHOP).one('ul.s3-records')['class'])
    assert not any('Fall' in piece for piece in sheet_of(html.page(WORKSHOP)))


def test_page_without_a_sheet_has_no_switch_and_no_marks(root: Path) -> None:
    change(root, f':::{{participants}}\n\n{TASK}\n\n1. Var börjar den?\n\n:::', TASK)
    page = build_clean(root).page(WORKSHOP)
    assert page.all(f'.{LEADER}, .s3-switch, #{NAMES.participants_sheet}') == []


def test_sheet_in_the_wrong_place_or_without_text_is_a_located_problem(root: Path) -> None:
    change(root, f'{TASK}\n\n1. Var börjar den?\n', '')
    theme = root / 'docs' / 'themes' / 'varme.md'
    lines = theme.read_text('utf-8').splitlines()
    theme.write_text('\n'.join([*lines, '', ':::{participants}', 'Text.', ':::', '']), 'utf-8')
    built = build_site(root)
    sheet = (root / f'{WORKSHOP}.md').read_text('utf-8').splitlines().index(':::{participants}') + 1
    assert built.faults == [
        ('docs/themes/varme.md', len(lines) + 2, 4, 'bad-view'),
        (f'{WORKSHOP}.md', sheet, 4, 'bad-view'),
    ]
    assert TEXTS['view_page'].format(kind='Workshop') in built.warnings
    assert TEXTS['view_empty'] in built.warnings


def test_every_workshop_has_a_sheet_with_the_task_alone(handbook: Path, sources: Path) -> None:
    workshops = headers(sources, 'docs/workshops')
    assert workshops
    for name, record in workshops.items():
        page = Page(handbook / 'docs' / 'workshops' / f'{name}.html')
        assert len(page.all('article .s3-switch')) == 1, name
        assert record.get('cases') or 'Inget fall i handboken' in text(page.one('#att-tanka-pa')), name
        task = [text(tag) for tag in page.one(f'.{SHEET}').select('p, li')]
        notes = page.one('#stod-till-dig-som-leder')
        assert LEADER in notes['class'], name
        assert len(notes.select('li')) >= 3, name
        shown = ' '.join(sheet_of(page))
        assert all(piece in shown for piece in task), name
        for tag in (*notes.select('li'), *page.all('dl.s3-facts dd p')):
            assert text(tag) not in shown, name
        # what the leader needs before, during and after
        assert all(record[field] for field in ('materials', 'print_list', 'before', 'after')), name
        assert any(item.get('sheet') == 'participants' for item in record['print_list']), name


def test_every_workshop_says_what_is_the_editors_proposal(handbook: Path, sources: Path) -> None:
    for name in headers(sources, 'docs/workshops'):
        page = Page(handbook / 'docs' / 'workshops' / f'{name}.html')
        paragraphs = [text(tag) for tag in page.all('#korschema p')]
        assert any('vårt förslag' in words or 'våra förslag' in words for words in paragraphs), (
            name,
            paragraphs,
        )
