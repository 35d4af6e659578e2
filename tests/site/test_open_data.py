"""The open data as others read it: JSON by its schema, CSV in pandas, SQLite in Datasette, DCAT by its shapes."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas
import pytest
from datasette.app import Datasette
from jsonschema import Draft202012Validator
from pyshacl import validate
from rdflib import DCAT, Graph

from s3ext.web import data as web_data
from tests.klimakit import copy_klima, forget_profile
from tests.site.sitekit import Built, build_clean, contents, copy_mini, differing, header, headers, title_of

BASE = 'https://example.org/handbok'
SHAPES = Path(__file__).parents[1] / 'data' / 'dcat-ap-se.shacl.ttl'
SETTINGS: dict[str, Any] = {
    'html_baseurl': BASE,
    's3_publisher': 'Utgivaren <&>',
    's3_publisher_contact': 'mailto:data@example.org',
}


def changed(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text('utf-8')
    assert old in text
    (site / path).write_text(text.replace(old, new), 'utf-8')


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small handbook with what data may stumble over: a draft, a formula, and none told from unknown."""
    root = copy_mini(tmp_path_factory.mktemp('open') / 'site')
    changed(root, 'cases/alfa/ett-fall.md', 'reviewed_on: 2026-01-01\n', 'goal: "=SUM(1;2) = mål"\n')
    changed(root, 'docs/regions/alfa.md', 'sources:', 'borders: []\nsources:')
    (root / 'docs' / 'about').mkdir(exist_ok=True)
    (root / 'docs' / 'about' / 'oppna-data.md').write_text('# Öppna data\n\n:::{open-data}\n:::\n', 'utf-8')
    return root


@pytest.fixture(scope='module')
def html(site: Path) -> Built:
    return build_clean(site, **SETTINGS)


@pytest.fixture(scope='module')
def records(html: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((html.out / 'data' / 'data.json').read_text('utf-8'))
    return found


@pytest.fixture
def database(html: Built) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f'file:{html.out / "data" / "data.sqlite"}?mode=ro', uri=True)) as file:
        yield file


# -- all of a handbook ------------------------------------------------------------------------


def within(written: Any, exported: Any) -> bool:
    """Whether all that is *written* in a header stands in what is *exported* of it."""
    if isinstance(written, dict):
        return isinstance(exported, dict) and all(within(value, exported.get(key)) for key, value in written.items())
    if isinstance(written, list):
        if not written and exported is None:
            return True  # the class says that such a list tells nothing
        return isinstance(exported, list) and len(exported) == len(written) and all(map(within, written, exported))
    text = str(exported).lower() if isinstance(exported, bool) else str(exported)
    return text.split() == str(written).split()


def test_json_says_what_the_headers_say(handbook: Path, sources: Path) -> None:
    data = json.loads((handbook / 'data' / 'data.json').read_text('utf-8'))
    seen = 0
    for record in (record for kind in data['records'].values() for record in kind):
        page = sources / record['page'].replace('.html', '.md')
        assert record['title'] == title_of(page).replace('`', '') or '*' in title_of(page)
        for name, value in header(page).items():
            assert within(value, record[name]), (page.name, name)
            seen += 1
    assert seen > 100
    assert sum(map(len, data['records'].values())) > 30


def test_json_keeps_to_its_schema(handbook: Path) -> None:
    data, schema = (
        json.loads((handbook / 'data' / name).read_text('utf-8')) for name in ('data.json', 'data.schema.json')
    )
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    check.validate(data)
    kind, found = next((kind, found) for kind, found in data['records'].items() if found)
    for wrong in ({**found[0], 'summary': 1}, {**found[0], 'other': ''}, {'id': found[0]['id']}):
        assert not check.is_valid({**data, 'records': {**data['records'], kind: [wrong]}})


def test_every_result_is_a_row_with_its_evidence_and_sources(handbook: Path, sources: Path) -> None:
    data = json.loads((handbook / 'data' / 'data.json').read_text('utf-8'))
    written = [
        (file.stem, place, result['claim'], result['evidence'], result['source'])
        for file in sorted((sources / 'cases').rglob('*.md'))
        for place, result in enumerate(header(file).get('results', []), 1)
    ]
    exported = [
        (
            claim['record'],
            claim['position'],
            claim['claim'],
            claim['evidence'],
            [source['id'] for source in claim['sources']],
        )
        for claim in data['claims']
    ]
    assert sorted(exported) == sorted(written) and written
    with closing(sqlite3.connect(handbook / 'data' / 'data.sqlite')) as file:
        rows = file.execute('SELECT record, position, claim, evidence, sources FROM claims').fetchall()
    assert sorted(row[:4] for row in rows) == sorted(row[:4] for row in written)
    assert all(row[4] for row in rows)
    for language in ('sv', 'en'):
        table = read_csv(handbook / 'data' / language / 'claims.csv')
        assert len(table) == len(written)


def read_csv(file: Path) -> pandas.DataFrame:
    """As the page says."""
    return pandas.read_csv(file, sep=';', dtype=str, keep_default_na=False)


def test_pandas_reads_every_table_in_every_language(handbook: Path) -> None:
    with closing(sqlite3.connect(handbook / 'data' / 'data.sqlite')) as file:
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        read = 0
        for path in sorted((handbook / 'data').rglob('*.csv')):
            table = read_csv(path)
            assert not [name for name in table.columns if name.startswith('Unnamed') or name.endswith('.1')], path
            assert path.read_bytes().startswith(b'\xef\xbb\xbf') and b'\r\n' in path.read_bytes()
            if path.stem != 'columns':
                assert path.stem in tables
                assert len(table) == file.execute(f'SELECT count(*) FROM "{path.stem}"').fetchone()[0], path
            read += 1
    swedish, english = (read_csv(handbook / 'data' / code / 'case.csv') for code in ('sv', 'en'))
    assert read > 20 and list(swedish.columns) != list(english.columns)
    assert list(swedish.iloc[:, 0]) == list(english.iloc[:, 0])


def test_sqlite_has_keys_that_hold_and_views_that_answer(handbook: Path) -> None:
    with closing(sqlite3.connect(handbook / 'data' / 'data.sqlite')) as file:
        assert file.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
        assert file.execute('PRAGMA foreign_key_check').fetchall() == []
        kinds = dict(file.execute('SELECT name, type FROM sqlite_master WHERE sql IS NOT NULL').fetchall())
        keys = {name: file.execute(f'PRAGMA foreign_key_list("{name}")').fetchall() for name in kinds}
        assert {row[2] for row in keys['case_themes']} == {'case', 'theme'}
        assert {row[2] for row in keys['case_results']} == {'case', 'list_evidence'}
        assert {row[2] for row in keys['case_results_source']} == {'case_results', 'case_sources'}
        views = {name for name, kind in kinds.items() if kind == 'view'}
        assert {'record', 'by_theme', 'by_pilot', 'by_region', 'by_process', 'by_obstacle'} <= views
        for name in ('by_theme', 'by_region', 'by_process', 'by_obstacle', 'record'):
            assert file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0], name
        themes = file.execute("SELECT id, theme FROM by_theme WHERE kind = 'case'").fetchall()
        assert set(themes) == set(file.execute('SELECT record, value FROM case_themes'))


def test_datasette_serves_it(handbook: Path) -> None:
    async def ask() -> list[Any]:
        served = Datasette([str(handbook / 'data' / 'data.sqlite')])
        paths = (
            '/data/case.json?_shape=array',
            '/data/by_theme.json?_shape=array',
            '/data/claims',
            '/data/case_themes',
        )
        return [await served.client.get(path) for path in paths]

    cases, themes, page, links = asyncio.run(ask())
    assert [answer.status_code for answer in (cases, themes, page, links)] == [200] * 4
    assert cases.json()[0]['id'] and themes.json()[0]['theme']
    # its keys are links there: from a case to its theme
    assert 'href="/data/theme/' in links.text


# -- tables of pages ---


def test_regions_side_by_side_are_a_table(handbook: Path, sources: Path) -> None:
    table = read_csv(handbook / 'tabeller' / 'jamfor.csv').set_index('id')
    regions = headers(sources, 'docs/regions')
    assert set(table.index) == set(regions) and table.columns.is_unique
    for name, region in regions.items():
        assert table['Strategi'][name] == region.get('strategy', {}).get('title', table['Strategi'][name])
        cases = [case for case in headers(sources, 'cases').values() if name in case['regions']]
        told = table['Fall i handboken'][name]
        assert told.startswith(f'{len(cases)} ') if cases else told


def test_what_is_new_is_a_table(handbook: Path, sources: Path) -> None:
    [file] = (handbook / 'tabeller').glob('nytt-*.csv')
    since, table = file.stem.removeprefix('nytt-'), read_csv(file)
    written = {
        (file.relative_to(sources).with_suffix('').as_posix(), found.get('added_on', ''), found.get('reviewed_on', ''))
        for folder in ('cases', 'docs')
        for file in (sources / folder).rglob('*.md')
        if (found := header(file)) and max(found.get('added_on', ''), found.get('reviewed_on', '')) >= since
    }
    told = set(zip(table['Sida'], table['Tillkom'], table['Genomgången'], strict=True))
    # plain pages are reviewed, but no news
    assert told and told <= written
    assert {row for row in written if row[0].startswith('cases/')} <= told


# -- what is said of one --------------------------------------------------------------------------


def test_what_nobody_says_is_null_and_none_is_none(
    records: dict[str, Any], database: sqlite3.Connection, html: Built
) -> None:
    regions = {record['id']: record for record in records['records']['region']}
    assert regions['alfa']['borders'] == [] and regions['orsa']['borders'] is None
    assert regions['alfa']['ask'] is None and regions['alfa']['places'] is None
    counts = dict(database.execute('SELECT id, borders_count FROM region').fetchall())
    assert counts['alfa'] == 0 and counts['orsa'] is None
    table = read_csv(html.out / 'data' / 'sv' / 'region.csv').set_index('Id')
    assert list(table['Grannregioner: antal'][['alfa', 'orsa']]) == ['0', '']


def test_drafts_and_their_status_are_told(records: dict[str, Any]) -> None:
    cases = {record['id']: record for record in records['records']['case']}
    assert cases['ett-fall']['status'] == ['draft'] and 'Utkast' in cases['ett-fall']['notice']
    assert cases['annat-fall']['status'] == ['reviewed'] and cases['tredje-fall']['notice'] is None
    assert cases['ett-fall']['url'] == f'{BASE}/cases/alfa/ett-fall.html'
    assert cases['ett-fall']['period'].keys() == {'from', 'to', 'note'}


def test_no_cell_becomes_a_formula_and_codes_stay(html: Built, records: dict[str, Any]) -> None:
    table = read_csv(html.out / 'data' / 'sv' / 'case.csv').set_index('Id')
    assert table['Mål']['ett-fall'] == "'=SUM(1;2) = mål"
    [case] = [record for record in records['records']['case'] if record['id'] == 'ett-fall']
    assert case['goal'] == '=SUM(1;2) = mål'  # a program is given what was written
    codes = read_csv(html.out / 'data' / 'en' / 'region.csv')['County code']
    assert all(len(code) == 2 for code in codes)


def test_closed_lists_have_labels_in_every_language(records: dict[str, Any], database: sqlite3.Connection) -> None:
    for name, terms in records['lists'].items():
        assert all(term['labels'].keys() >= {'sv', 'en'} for term in terms), name
        rows = database.execute(f'SELECT id, label_sv, label_en FROM "list_{name}" ORDER BY position').fetchall()
        assert rows == [(term['id'], term['labels']['sv'], term['labels']['en']) for term in terms]


def test_the_page_leads_to_every_file_of_records(html: Built) -> None:
    page = html.page('docs/about/oppna-data')
    files = {page.target(link) for link in page.all('a[download]')}
    folder = (html.out / 'data').resolve()
    described = {folder / 'dcat.rdf', folder / 'dataset.jsonld'}
    # those lead whoever asks for a folder to the page
    assert files == {file for file in folder.rglob('*') if file.is_file() and file.name != 'index.html'} - described
    led = html.page('data/index')
    assert led.target(led.one('a')) == page.file.resolve()
    [words] = page.all('link[type="application/ld+json"]')
    assert page.target(words) == folder / 'dataset.jsonld'


def test_another_handbook_has_the_same_of_its_own(tmp_path: Path) -> None:
    root = copy_klima(tmp_path / 'site')
    page = '---\nsummary: Alle opplysningene i håndboka som filer til fri bruk.\n---\n\n# Data\n\n:::{open-data}\n:::\n'
    (root / 'om' / 'data.md').write_text(page, 'utf-8')
    changed(root, 'index.md', 'om/ordliste', 'om/ordliste\nom/data')
    try:
        built = build_clean(root)
    finally:
        forget_profile()
    out = built.out
    data, schema = (json.loads((out / 'data' / name).read_text('utf-8')) for name in ('data.json', 'data.schema.json'))
    Draft202012Validator(schema).validate(data)
    assert set(data['records']) == {'tiltak', 'kommune', 'fare', 'veileder', 'ordliste'}
    assert all(data['records'].values()) and data['claims'] == []
    assert {path.name for path in (out / 'data').iterdir() if path.is_dir()} == {'nb'}
    # nothing in it says how well a thing is known
    assert not (out / 'data' / 'nb' / 'claims.csv').exists()
    assert list(read_csv(out / 'data' / 'nb' / 'kommune.csv')['Kommunenummer'].str.len().unique()) == [4]
    with closing(sqlite3.connect(out / 'data' / 'data.sqlite')) as file:
        assert file.execute('PRAGMA foreign_key_check').fetchall() == []
        assert file.execute('SELECT count(*) FROM by_fare').fetchone()[0]
    listed = built.page('om/data')
    assert out / 'data' / 'nb' / 'tiltak.csv' in {listed.target(link) for link in listed.all('a[download]')}
    front = built.page('index')
    assert listed.file in {front.target(link) for link in front.all('.s3-footer a')}


# -- the same bytes -------------------------------------------------------------------------------


def test_the_files_follow_the_records_and_stay_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_mini(tmp_path / 'site')
    before = contents(build_clean(root, **SETTINGS).out / 'data')

    def must_not(*_: object) -> dict[str, bytes]:
        raise AssertionError('made anew')

    with monkeypatch.context() as patched:
        patched.setattr(web_data, 'data_files', must_not)
        file = root / 'cases' / 'alfa' / 'ett-fall.md'
        file.write_text(file.read_text('utf-8') + '\nEn mening till i texten.\n', 'utf-8')
        assert differing(contents(build_clean(root, **SETTINGS).out / 'data'), before) == []
    (root / '_build' / 'html' / 'data' / 'data.sqlite').unlink()
    assert differing(contents(build_clean(root, **SETTINGS).out / 'data'), before) == []
    changed(root, 'docs/themes/vatten.md', '# ', '# Nytt om ')
    (root / 'cases' / 'orsa' / 'tredje-fall.md').unlink()
    after = contents(build_clean(root, **SETTINGS).out / 'data')
    for jobs in (1, 2):
        fresh = build_clean(root, folder=f'_fresh{jobs}', jobs=jobs, **SETTINGS)
        assert differing(contents(fresh.out / 'data'), after) == []
    assert b'Nytt om' in after['data.json'] and b'tredje-fall' not in after['data.json']
    assert not [name for name in after if b'tredje-fall' in after[name]]


def test_a_changed_field_is_a_changed_line(html: Built, site: Path, tmp_path: Path) -> None:
    other = copy_mini(tmp_path / 'site')
    first = (build_clean(other).out / 'data' / 'data.json').read_text('utf-8').splitlines()
    changed(other, 'docs/pilots/prov.md', 'stage: ', 'stage: finished\n#')
    second = (build_clean(other).out / 'data' / 'data.json').read_text('utf-8').splitlines()
    assert len(first) == len(second)
    assert len([pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]) <= 1


# -- catalogues of data ---------------------------------------------------------------------------


def conforms(graph: Graph) -> tuple[bool, str]:
    result, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES))
    return bool(result), str(text)


def test_dcat_keeps_to_the_profile(html: Built) -> None:
    graph = Graph().parse(html.out / 'data' / 'dcat.rdf')
    right, text = conforms(graph)
    assert right, text
    for name in ('accessURL', 'downloadURL'):
        for address in graph.objects(None, DCAT[name]):
            assert str(address).startswith(f'{BASE}/data/')
            assert (html.out / str(address).removeprefix(f'{BASE}/')).is_file()
    assert str(next(graph.objects(None, DCAT.landingPage))) == f'{BASE}/docs/about/oppna-data.html'


@pytest.mark.parametrize('name', ['dataset', 'distribution', 'accessURL'])
def test_the_shapes_see_what_is_missing(html: Built, name: str) -> None:
    graph = Graph().parse(html.out / 'data' / 'dcat.rdf')
    graph.remove((None, DCAT[name], None))
    assert not conforms(graph)[0]


def test_a_description_asks_for_an_address_and_a_publisher(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    told: list[tuple[dict[str, Any], set[str]]] = [
        ({}, set()),
        ({'html_baseurl': BASE, 's3_publisher': ''}, {'dataset.jsonld'}),
        ({'html_baseurl': BASE, 's3_publisher': 'X'}, {'dataset.jsonld', 'dcat.rdf'}),
    ]
    for settings, expected in told:
        folder = build_clean(root, **settings).out / 'data'
        assert {file.name for file in folder.iterdir()} & {'dataset.jsonld', 'dcat.rdf'} == expected
    right, text = conforms(Graph().parse(folder / 'dcat.rdf'))
    assert right, text  # without a contact too


def test_schema_org_describes_the_same(html: Built) -> None:
    text = (html.out / 'data' / 'dataset.jsonld').read_text('utf-8')
    assert '<' not in text and '&' not in text  # it can stand in a page as it is
    found = json.loads(text)
    assert found['@type'] == 'Dataset' and found['publisher']['name'] == SETTINGS['s3_publisher']
    assert {part['contentUrl'] for part in found['distribution']} == {
        str(address) for address in Graph().parse(html.out / 'data' / 'dcat.rdf').objects(None, DCAT.downloadURL)
    }
