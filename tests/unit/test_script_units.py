"""What the scripts work out without a page: texts, files, drafts, addresses of views, the search."""

from __future__ import annotations

import io
import shlex
import zipfile
from typing import Any

import pytest

from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.views.query import parse
from s3ext.handbook.language import SWEDISH
from tests.scripts import run
from tests.unit.contract import by_rules, script_spec


@pytest.fixture(scope='module')
def spec(vocabulary: Vocabulary) -> dict[str, Any]:
    return script_spec(vocabulary)


def test_what_is_written_becomes_clean(spec: dict[str, Any]) -> None:
    lines = ['  två\tord ', 'rad\r\nrad', 'co\xadop', 'e\u0301', 'a\u2028b', '👩\u200d👧', 'a\u200db', '\x00']
    assert by_rules(spec, '(rules, value) => rules.line(value)', lines) == [
        *('två ord', 'rad rad', 'coop', 'é', 'a b', '👩\u200d👧', 'ab', ''),
    ]
    texts = ['\n\n    kod\n\n\n\nord  \n\n', 'a\r\nb', ' ']
    assert by_rules(spec, '(rules, value) => rules.section(value)', texts) == ['    kod\n\nord', 'a\nb', '']


def test_a_title_becomes_an_id(spec: dict[str, Any]) -> None:
    titles = ['Västra Götalands väg', 'Ærø: S3, 2021–2027!', '…', 'å' * 70, f'{"a" * 58} bc', f'{"a" * 57} bc']
    made = by_rules(spec, '(rules, value) => rules.slug(value)', titles)
    assert made == ['vastra-gotalands-vag', 'aero-s3-2021-2027', '', 'a' * 60, 'a' * 58, f'{"a" * 57}-bc']


def test_what_is_chosen_in_a_list_becomes_a_filter() -> None:
    """Each years' choice as a filter fits what the list shows; what it has no words for is named page by page."""
    one, two = {'name': 'theme', 'values': ['a']}, {'name': 'stage', 'values': ['b', 'c.d']}
    nothing = {'facets': [], 'from': '', 'to': '', 'words': ''}
    choices = [
        {**nothing, 'facets': [one, two]},
        {**nothing, 'facets': [one], 'from': '2016', 'to': '2018'},
        {**nothing, 'facets': [one], 'words': 'vatten'},
        {**nothing, 'facets': [{'name': 'theme', 'values': ['a "b"']}]},
    ]
    assert run('(all) => all.map(S3.selection.filterOf)', choices) == [
        'theme = a and stage in [b, c.d]',
        'theme = a and (to >= 2016 or from and not to) and (from <= 2018 or to <= 2018 and not from)',
        *('', ''),
    ]
    items = [(start, end) for start in (None, 2014, 2017, 2020) for end in (None, 2015, 2017, 2021)]
    within = '([items, years]) => items.map(([from, to]) => S3.catalogue.inPeriod({from, to}, years))'
    for first, last in (('2016', ''), ('', '2016'), ('2016', '2018'), ('2015', '2015')):
        years = {'from': first, 'to': last}
        query = parse(run('(years) => S3.selection.filterOf(years)', {**nothing, **years}), ('from', 'to'))
        known = [
            {name: (f'{year}',) if year else () for name, year in zip(('from', 'to'), item, strict=True)}
            for item in items
        ]
        assert [query.matches(each.__getitem__) for each in known] == run(within, [items, years]), years


def test_a_command_holds_nothing_that_a_shell_reads() -> None:
    chosen = {'facets': [], 'from': '', 'to': '', 'words': 'x'}
    title = 'Vatten "och" `rm` $HOME \\ 100 % klart!\nNu · Pågår'
    command = "([chosen, title]) => S3.selection.commandFor('s3ext pdf', chosen, ['ett', 'två-3'], title)"
    assert shlex.split(run(command, [chosen, title])) == [
        *('s3ext', 'pdf', '--filter', 'id in [ett, två-3]'),
        *('--title', 'Vatten och rm HOME  100  klartNu · Pågår'),
    ]


def test_a_text_is_filled_in() -> None:
    cases = [('{a} av {b}', {'a': 1}), ('{{a}} {a}', {'a': '$&'}), ('{a}', {'a': '{b}', 'b': 'x'}), ('{}', {})]
    assert run('(cases) => cases.map(([text, details]) => S3.dom.fill(text, details))', cases) == [
        *('1 av ', '{a} $&', '{b}', '{}'),
    ]


@pytest.mark.parametrize(
    ('text', 'wanted'),
    [
        ('Ett\nstycke\n\nTvå', ['text: Ett|stycke', 'text: Två']),
        ('# Ett\n## Två ##', ['heading 1', 'heading: Ett', 'heading 2', 'heading: Två']),
        ('Rubrik\n===', ['heading 1', 'heading: Rubrik']),
        ('- ett\n  mer\n- två\n\n  nytt', ['item: ett|mer', 'item: två', 'text: nytt']),
        ('> sagt\nmer', ['quote: sagt|mer']),
        ('1. ett\n2. två', ['item: ett', 'item: två']),
        ('ord\n2. inte', ['text: ord|2. inte']),
        ('    kod', []),
        ('% ord\n\n<!-- ord\nmer -->\n(plats)=\n***', []),
        ('<!-- öppen', ['text: <!-- öppen']),
        ('```text\n# kod\n```\nord', ['fence ``` text True', 'text: ord']),
        (':::{note}\nord\n:::', ['fence ::: {note} True', 'text: ord']),
        ('::::{note}\n:::{tip}\nord\n:::\n::::', ['fence :::: {note} True', 'fence ::: {tip} True', 'text: ord']),
        (':::{note}\nord', ['fence ::: {note} False', 'text: ord']),
        (
            ':::{admonition} Namn\n:class: note\nord\n:::',
            ['fence ::: {admonition} Namn True', 'title: Namn', 'text: ord'],
        ),
        ('> :::{note}\n> ord\n> :::', ['fence ::: {note} True', 'text: ord']),
        ('[^a]: Källan', ['note a', 'text: Källan']),
        (
            'ord\n<DIV class=x>\n    ord\n</div>\n',
            ['text: ord', 'tag div False <DIV class=x>', 'text: ord', 'tag div True </div>'],
        ),
        ('<p># Ett\n    <p>två', ['tag p False <p>', 'heading 1', 'heading: Ett', 'tag p False <p>', 'text: två']),
        ('[a]: https://example.org', []),
    ],
)
def test_the_blocks_of_a_text(text: str, wanted: list[str], spec: dict[str, Any]) -> None:
    work = '(text, rules) => S3.markdownBlocks(text, rules.directives, rules.tags.group)'
    blocks = run(work, text, spec['text_rules'])
    shown = {
        'text': lambda block: f'{block["where"]}: {block["text"]}'.replace('\n', '|'),
        'heading': lambda block: f'heading {block["level"]}',
        'fence': lambda block: f'fence {block["mark"]} {block["info"]} {block["closed"]}',
        'note': lambda block: f'note {block["label"]}',
        'tag': lambda block: f'tag {block["name"]} {block["ends"]} {block["words"]}',
    }
    assert [shown[block['kind']](block) for block in blocks] == wanted


def test_what_a_text_cites_and_what_is_wrong_in_it(spec: dict[str, Any]) -> None:
    ends = '\n\n:::{okänd}\n:::\n\n&constructor; &#8203;'
    text = '# Igen\n\nOrd[^a], `[^b]` och \\[^c].[^a]\n\n<section>\n\n{rol}`ord`' + ends
    found = by_rules(spec, '(rules, text) => rules.text.look(text)', [text])[0]
    assert found['cited'] == ['a']
    codes = [code for code, _ in found['faults']]
    assert codes == ['title-repeated', 'raw-html', 'unknown-role', 'unknown-directive', 'bad-character']


def test_what_is_no_character_is_lost_and_nothing_else_is(spec: dict[str, Any]) -> None:
    texts = ['f&#0;retag', 'f&#x110000;retag', 'f&#xDFFF;retag', '\\* <section> och &#65;', '\\&#0; och `&#0;`']
    work = """(rules, text) => rules.text.look(text).faults
        .filter(([code]) => code === "bad-character").map(([, { cause }]) => cause)"""
    assert by_rules(spec, work, texts) == [['char_lost']] * 3 + [[], []]


def test_a_fix_is_shown_as_it_is(spec: dict[str, Any]) -> None:
    rules = {**spec['text_rules'], 'causes': {'a': 'Skriv {fix}.'}}
    work = '(rules) => new S3.FormText(rules).slip("near-miss", "a", "x", "$& och $1")[1].cause'
    assert run(work, rules) == 'Skriv $& och $1.'


def test_the_files_become_a_zip_that_others_read() -> None:
    files = [{'path': 'cases/skane/å.md', 'text': 'Ord – 👩\u200d👧\n'}, {'path': 'tom.md', 'text': ''}]
    made = run('(files) => S3.zip(files).map((part) => [...part])', files)
    with zipfile.ZipFile(io.BytesIO(bytes(byte for part in made for byte in part))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {
            file['path']: file['text'] for file in files
        }


def test_a_page_is_written(spec: dict[str, Any]) -> None:
    work = """() => {
        const sections = [{ heading: "A", text: "Ord." }, { heading: "B", text: "" }];
        return S3.formYaml.pageText([`added_on: ${S3.formYaml.dayOf(new Date(2026, 0, 9))}`], "Ett", sections);
    }"""
    assert run(work) == '---\nadded_on: 2026-01-09\n---\n\n# Ett\n\n## A\n\nOrd.\n\n## B\n'


def test_a_file_that_was_started_is_split_and_read() -> None:
    lines = ['\ufeff---', 'a: b', '---', '', '# Titel', '', '## Ett', 'Ord.', '## Annat', 'Mer.', '## Två']
    file = '\r\n'.join([*lines, ':::{results}', ':::', 'Sist.'])
    sections = [
        {'heading': 'Ett', 'text': 'x'},
        {'heading': 'Två', 'text': 'x'},
        {'heading': 'Tre', 'text': ':::{results}'},
    ]
    work = """(file, sections) => {
        const { header, body } = S3.formOpen.split(file);
        const others = ["Ord\\n---\\n", "---\\nord"].map(S3.formOpen.split);
        return [header, S3.formOpen.readBody(body, sections, ["goal", "results"]), ...others];
    }"""
    body = {'title': 'Titel', 'texts': ['Ord.\n## Annat\nMer.', 'Sist.']}
    assert run(work, file, sections) == ['a: b', body, None, None]


def test_values_of_a_header_fit_their_controls() -> None:
    text, group = (
        {'name': 'a', 'kind': 'text'},
        {'name': 'g', 'kind': 'group', 'fields': [{'name': 'a', 'kind': 'text'}]},
    )
    cases = [
        (text, 'x', 'x'),
        (text, {'a': 'b'}, ''),
        (text, ['a', 'b', {}], 'a\nb'),
        ({'kind': 'choice', 'many': True}, ['a', 1], ['a']),
        (group, None, {'a': ''}),
        (group, {'a': 'x', 'other': 'y'}, {'a': 'x'}),
        ({**group, 'many': True}, [{'a': 'x'}, 'y'], [{'a': 'x'}, {'a': ''}]),
        ({**group, 'many': True}, 'x', []),
    ]
    made = run(
        '(cases) => cases.map(([field, value]) => S3.formOpen.asKept(field, value))', [case[:2] for case in cases]
    )
    assert made == [wanted for *_, wanted in cases]


def test_sources_are_found_wherever_a_header_names_them() -> None:
    values = {'sources': [{'id': 'a'}], 'results': [{'claim': 'x', 'source': ['b', 'c']}], 'period': {'source': ['d']}}
    assert run('(values) => S3.formChecks.sourcesIn(values)', values) == ['b', 'c', 'd']


@pytest.mark.parametrize(
    ('begins', 'ends', 'shown'),
    [(2020, 2022, 'år'), (2020, None, 'år'), (None, 2022, 'år'), (None, None, ''), (2023, 2025, ''), (2010, 2019, '')],
)
def test_a_period_overlaps_years(begins: int | None, ends: int | None, shown: str) -> None:
    item = {'from': begins, 'to': ends}
    work = '(item, years) => S3.catalogue.inPeriod(item, years)'
    assert run(work, item, {'from': '', 'to': ''}) is True
    # what began and has not ended goes on; what only ended says no more than that year
    wanted = bool(shown) and (ends or 9999) >= 2021
    assert run(work, item, {'from': '2021', 'to': '2022'}) is wanted


def test_the_address_of_a_view_says_what_is_known() -> None:
    facets = [{'name': 'theme', 'label': 'Tema', 'values': [['a', 'A'], ['b', 'B']]}]
    queries = ['theme=a&theme=x&from=2020&to=20&sort=newest', 'sort=x&theme=b&utm=1&q=+ord+', '', 'from=1e3&to=٢٠٢٠']
    work = """(facets, queries) => queries.map((query) => {
        const state = new S3.catalogue.CatalogueState(facets);
        state.read(new URLSearchParams(query));
        return state.address();
    })"""
    assert run(work, facets, queries) == ['theme=a&from=2020&sort=newest', 'q=ord&theme=b', '', '']
    queries = ['q=+ord+&theme=b&theme=a&show=20&sort=oldest', 'show=-1&q=', 'show=1e9', 'show=11&theme=c']
    work = work.replace('S3.catalogue.CatalogueState(facets)', 'S3.SearchState({ facets }, { count: 30 })')
    assert run(work, facets, queries) == ['q=ord&theme=a&theme=b&sort=oldest&show=20', '', '', 'show=11']


def test_a_query_has_words_and_phrases() -> None:
    queries = ['vätgas i “Norra Sverige"', 'och i', '"”', '']
    work = """(queries) => queries.map((query) => {
        const { tokens, phrases } = S3.parseQuery(query, new S3.Vocabulary({ words: "Avatten", stop: ["i", "och"] }));
        return [tokens.filter(({ stop }) => !stop).map(({ word }) => word), phrases];
    })"""
    assert run(work, queries) == [
        [['vätgas', 'norra', 'sverige'], [['norra', 'sverige']]],
        [['och', 'i'], []],  # of stop words alone, all count
        [[], []],
        [[], []],
    ]


def test_the_longest_name_in_a_query_counts() -> None:
    # keys, as in the index
    synonyms = [['region', 'tekno'], ['tekno park'], [SWEDISH.key('måltidsplan')]]
    work = """(synonyms, queries) => {
        const vocabulary = new S3.Vocabulary({ words: "Aregion", stop: [] });
        return queries.map((query) => new S3.Names(synonyms, vocabulary).in(S3.parseQuery(query, vocabulary).tokens));
    }"""
    found = run(work, synonyms, ['tekno park', 'park tekno', 'malti', 'mal', 'region', 'måltids plan'])
    assert [[name['synonyms'] for name in names] for names in found] == [[[1]], [[0]], [[2]], [], [[0]], [[2]]]
    assert found[2][0]['started'] is True


def test_words_that_are_near() -> None:
    pairs = [
        ('ord', 'ord'),
        ('ord', 'odr'),
        ('ord', 'or'),
        ('ord', 'xyz'),
        ('ordet', 'ord'),
        ('', 'ab'),
        ('a' * 300, 'a'),
    ]
    # JSON has no infinity
    work = '(pairs) => pairs.map(([one, other]) => S3.distance(one, other, 2))'
    assert run(work, pairs) == [0, 1, 1, None, 2, 2, None]


def test_lists_of_pages_are_unpacked() -> None:
    assert run('() => ["3KC", "AB", "10Z", ""].map((list) => S3.unpackList(list, 1))') == [
        *(
            {'pages': pages, 'scores': scores}
            for pages, scores in (([2, 3], [11, 3]), ([0, 1], [1, 2]), ([35], [26]), ([], []))
        ),
    ]
    assert run('() => S3.unpackList("3KCC", 2, 4).pages') == [2, 3]


def test_choices_are_counted_as_if_made() -> None:
    data = {
        'facets': [{'values': [['a', 'A'], ['b', 'B']]}, {'values': [['x', 'X'], ['y', 'Y']]}],
        'pages': [{'values': [[0], [0]]}, {'values': [[1], [0, 1]]}, {'values': [[1], []]}],
    }
    work = """(data, chosen) => {
        return S3.finder.countValues(data.pages, data.facets, chosen.map((one) => new Set(one)));
    }"""
    assert run(work, data, [[], []]) == [[1, 2], [2, 1]]
    assert run(work, data, [[0], []]) == [[1, 2], [1, 0]]
    assert run(work, data, [[0], [1]]) == [[0, 1], [1, 0]]


def test_the_values_of_most_pages_are_shown_first() -> None:
    assert run('(numbers) => [...S3.finder.largest(numbers, 2)]', [1, 3, 0, 3, 2]) == [1, 3]


def test_words_are_found_however_they_are_typed() -> None:
    assert run('(words) => words.map(S3.catalogue.fold)', ['Vätgas', 'VATGAS', 'é']) == ['vatgas', 'vatgas', 'e']


def test_a_link_fills_in_what_is_known_and_nothing_else() -> None:
    one, two = {'id': 'a', 'label': 'A'}, {'id': 'b', 'label': 'B'}
    choice = {'kind': 'choice', 'choices': 'letters'}
    fields = [
        {**choice, 'name': 'themes', 'label': 'Tema', 'many': True},
        {**choice, 'name': 'stage', 'label': 'Läge'},
        {'kind': 'text', 'name': 'goal', 'label': 'Mål'},
        {'kind': 'group', 'name': 'met', 'label': 'Hinder', 'many': True, 'fields': [{**choice, 'name': 'obstacle'}]},
    ]
    work = """(fields, letters, query) => {
        const form = { spec: { fields }, brought: () => [] };
        const data = { lists: { letters }, records: {} };
        return S3.formLink.readLink(new URLSearchParams(query), data, form);
    }"""
    letters = [one, two]
    assert run(work, fields, letters, 'themes=a&themes=x&themes=b&stage=a&stage=b&met.obstacle=b') == {
        'items': {'themes': ['a', 'b'], 'stage': 'a', 'met': [{'obstacle': 'b'}]},
        'told': ['Tema: A, B', 'Läge: A', 'Hinder: B'],
    }
    for query in ('goal=x', 'themes=<b>', 'themes.x=a', 'met=b', 'met.x=b', '__proto__=a', 'themes.themes=a', ''):
        assert run(work, fields, letters, query) == {'items': {}, 'told': []}, query
