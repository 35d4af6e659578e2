"""Addresses on pages and in the data stay when something comes before what they lead to."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.site.sitekit import Built, build_clean, copy_mini, page_files, text
from tests.test_editions import Edit

CASE, PLACE = 'cases/alfa/ett-fall', 'docs/registers/belagg'
#: of each place on a page the words, without the numbers of sources
Places = dict[tuple[str, str], str]


def places(built: Built) -> Places:
    """Every place on a page that something leads to, but for where sources are cited: these count for each source."""
    found: Places = {}
    for file in page_files(built.out):
        docname = file.relative_to(built.out).as_posix().removesuffix('.html')
        page = built.page(docname)
        for tag in page.all('[id]:not([role=doc-noteref])'):
            is_note, is_claim = tag.get('role') == 'doc-footnote', str(tag['id']).startswith(('s3-claim-', 'claims-'))
            told = tag.p if is_note else tag if is_claim else tag.find(['h1', 'h2', 'h3'])
            words = text(told) if told else ''
            for number in tag.select('[role=doc-noteref]'):
                words = words.replace(text(number), '')
            found[docname, str(tag['id'])] = words
    return found


def claims(built: Built) -> dict[str, str]:
    """The place of each result in the data, the same in every form of it."""
    data = json.loads((built.out / 'data' / 'data.json').read_text('utf-8'))
    found = {claim['place']: claim['claim'] for claim in data['claims'] if claim['record'] == 'ett-fall'}
    with closing(sqlite3.connect(built.out / 'data' / 'data.sqlite')) as file:
        assert dict(file.execute("SELECT place, claim FROM claims WHERE record = 'ett-fall'")) == found
    with (built.out / 'data' / 'sv' / 'claims.csv').open(encoding='utf-8-sig', newline='') as lines:
        rows = [row for row in csv.DictReader(lines, delimiter=';') if 'ett-fall' in row.values()]
    assert {row['Plats på sidan'] for row in rows} == set(found)
    return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with a case whose sources are cited more than once, and the page of all results."""
    root = copy_mini(tmp_path / 'site')
    (root / f'{PLACE}.md').write_text('# Belägg\n\n:::{claims}\n:::\n', 'utf-8')
    index = root / 'docs/registers/index.md'
    index.write_text(f'{index.read_text("utf-8")}\n```{{toctree}}\nbelagg\n```\n', 'utf-8')
    with (root / f'{CASE}.md').open('a', encoding='utf-8') as file:
        file.write('\n## Och sedan?\n\nMer gjordes.[^rapport]\n')
    return root


def test_a_source_and_a_result_before_them_move_no_other(site: Path, edit: Edit) -> None:
    built = build_clean(site)
    before, told = places(built), claims(built)
    case = site / f'{CASE}.md'
    edit(case, 'sources:\n', 'sources:\n  - {id: ny, publisher: Region Alfa, title: En nyare rapport, year: 2023}\n')
    edit(case, 'results:\n', 'results:\n  - {claim: Ett nytt resultat., evidence: stated, source: [ny]}\n')
    edit(case, '## Vad gjordes?\n', '## Vad gjordes?\n\nFörst gjordes något annat.[^ny]\n')
    built = build_clean(site)
    after, tells = places(built), claims(built)
    assert before.keys() - after.keys() == set()
    assert {place: words for place, words in after.items() if place in before} == before
    new = {words for place, words in after.items() if place not in before}
    assert any('En nyare rapport' in words for words in new) and any('Ett nytt resultat.' in words for words in new)
    assert tells.items() > told.items() and len(tells) == len(told) + 1
    # and the data leads to the page
    page = built.page(CASE)
    for place, words in tells.items():
        assert words in text(page.one(f'[id="{place}"]'))
    for role, other in (('doc-noteref', 'doc-footnote'), ('doc-backlink', 'doc-noteref')):
        for link in page.all(f'[role={role}]'):
            assert page.one(f'[id="{str(link["href"])[1:]}"]')['role'] == other
