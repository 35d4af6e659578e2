"""A second handbook, of another field, country and language, made of the engine as it is."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pypdf
import pytest
import yaml
from bs4 import BeautifulSoup

from s3ext.core.problems import ProblemCode
from tests.klimakit import (
    ENGINE,
    ITS_MATTER,
    KLIMA,
    all_strings,
    copy_klima,
    foreign,
    forget_profile,
    from_script,
    own_words,
    seen,
    texts_in,
    words,
    words_of,
)
from tests.pdfkit import text_of
from tests.site.sitekit import ROOT, Page, build_clean, build_site, contents, differing, run, stamps
from tools.check_pdf import check

Edit = Callable[[Path, str, str], None]
#: a text of more characters is a sentence, or nearly
LONG = 12
#: in the order of the Norwegian alphabet
MUNICIPALITIES = ['Fjordvik', 'Ærland', 'Øyvær', 'Åsmark']


@pytest.fixture(autouse=True)
def _forget_the_profile() -> Iterator[None]:
    yield
    forget_profile()


@pytest.fixture
def whole(klima_built: Path) -> Path:
    """The handbook, built for the web and printed whole; tests change nothing in it."""
    return klima_built


@pytest.fixture
def klima(tmp_path: Path) -> Path:
    """A copy of the handbook to change."""
    return copy_klima(tmp_path / 'site')


def page(root: Path, docname: str) -> Page:
    return Page(root / '_build' / 'html' / f'{docname}.html')


def pages(root: Path) -> list[Page]:
    folder = root / '_build' / 'html'
    return [Page(file) for file in sorted(folder.rglob('*.html')) if not file.is_relative_to(folder / '_static')]


def command(root: Path, *call: str) -> subprocess.CompletedProcess[str]:
    return run('-m', 's3ext', *call, '--root', str(root))


def printed(root: Path) -> dict[str, str]:
    """The text of each PDF by its name."""
    files = sorted((root / '_build' / 'typstpdf').glob('*.pdf'))
    return {file.stem: re.sub(r'(\w)- (?=[a-zæøå])', r'\1', text_of(pypdf.PdfReader(file))) for file in files}


# -- the site --------------------------------------------------------------------------------------


def test_its_pages_are_right(klima: Path) -> None:
    done = command(klima, 'check')
    assert (done.returncode, done.stderr) == (0, '')
    assert done.stdout.startswith('Ingen feil i ')


def test_a_page_shows_its_facts_in_its_words(whole: Path) -> None:
    measure = page(whole, 'tiltak/asmark/asmark-flomvoller')
    facts = measure.facts()
    assert list(facts) == ['Kommuner', 'Fare', 'Periode', 'Trinn', 'Fase', 'Bygger på', 'Gjennomgått av redaksjonen']
    assert [link.get_text() for link in facts['Kommuner'].select('a')] == ['Åsmark', 'Fjordvik']
    # the page that stands for a term of a closed list
    assert [str(link['href']) for link in facts['Trinn'].select('a')] == ['../../veiledere/bygge.html']
    assert measure.soup.html is not None and measure.soup.html['lang'] == 'nb'


def test_a_page_says_who_stands_behind_it(whole: Path) -> None:
    """Who wrote and approved it: by the titles of their pages, as the kind has no other names for organisations."""
    approved = 'Godkjent av Åsmark (Teknisk etat) 1. desember 2025.'
    said = f'Skrevet av Åsmark. {approved} Gjennomgått av redaksjonen 5. januar 2026.'
    assert said in page(whole, 'tiltak/asmark/asmark-flomvoller').texts('p')


def test_lists_are_in_the_order_of_the_alphabet(whole: Path) -> None:
    assert page(whole, 'kommuner/index').texts('.s3-records .s3-record-title') == MUNICIPALITIES


def test_the_catalogue_offers_its_own_facets(whole: Path) -> None:
    data = json.loads(str(page(whole, 'tiltak/index').one('[data-s3-finder]')['data-s3-finder']))
    assert [facet['name'] for facet in data['facets']] == ['fare', 'kommune', 'fase', 'trinn']


def test_words_of_the_glossary_are_found_in_their_forms(whole: Path) -> None:
    links = page(whole, 'farer/overvann-i-byen').all('a.s3-term')
    found = [(link.get_text(), str(link['href'])) for link in links]
    assert found == [('Overvannet', '../om/ordliste.html#term-overvann')]


def test_its_own_view_stands_on_a_page(whole: Path) -> None:
    assert 'Kjente kostnader til sammen: 1 200 000 kr' in page(whole, 'tiltak/index').texts('p')


def test_the_form_asks_for_its_own_kind(whole: Path) -> None:
    data = from_script(whole / '_build' / 'html' / 'bidra' / 'skjema-data.js')
    assert list(data['forms']) == ['tiltak']
    assert data['forms']['tiltak']['folder'] == 'tiltak'
    assert page(whole, 'bidra/skjema').texts('h1') == [data['form']['title']]


def test_nothing_lies_where_the_first_handbook_has_it(whole: Path) -> None:
    paths = set(contents(whole / '_build' / 'html'))
    assert not [path for path in paths if path.startswith(('docs/', 'cases/')) or 'formular' in path]
    assert {'nytt.atom', 'bidra/skjema.html'} <= paths


# -- the PDF ---------------------------------------------------------------------------------------


def test_book_and_editions(whole: Path) -> None:
    texts = printed(whole)
    assert set(texts) == {
        'klimahandboka',
        *(f'klima-kommune-{name}' for name in ('fjordvik', 'aerland', 'oyvaer', 'asmark')),
        *(f'klima-fare-{name}' for name in ('flom', 'overvann-i-byen', 'torke')),
        *(
            f'klima-tiltak-{name}'
            for name in ('fjordvik-apen-bekk', 'asmark-flomvoller', 'aerland-brygge', 'oyvaer-vei', 'varsel-om-torke')
        ),
    }
    assert 'Bekken i Fjordvik kom opp av røret' in texts['klima-kommune-fjordvik']
    for title in ('Kartlegge farene', 'Brygga i Ærland', 'Tørke'):
        assert title in texts['klimahandboka']


def test_each_pdf_is_accessible(whole: Path) -> None:
    for file in sorted((whole / '_build' / 'typstpdf').glob('*.pdf')):
        assert list(check(file, 'nb')) == [], file.name


# -- commands --------------------------------------------------------------------------------------

WRONG = {
    # file: (old, new, line, column, code, words of the message)
    'tiltak/aerland/aerland-brygge.md': ('[aerland]', '[aerlend]', 3, 12, 'unknown-record', 'aerland'),
    'tiltak/oyvaer/oyvaer-vei.md': ('fase: planlagt', 'fase: planlakt', 7, 7, 'unknown-term', 'planlagt'),
    'kommuner/fjordvik.md': ('nummer: "9901"', 'nummer: "9904"', 3, 9, 'own-rule', 'kommuner/asmark.md'),
    'farer/torke.md': ('Tørken kommer', 'Ring 912 34 567. Tørken kommer', 8, 6, 'personal-data', 'telefonnummer'),
    'veiledere/bygge.md': ('nr: 2', 'nummer: 2', 3, 1, 'unknown-field', 'nr'),
}


def test_faults_are_said_in_norwegian_where_they_are(klima: Path, edit: Edit) -> None:
    for path, (old, new, *_) in WRONG.items():
        edit(klima / path, old, new)
    done = command(klima, 'check')
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    for path, (_, _, line, column, code, named) in WRONG.items():
        place = f'{path}:{line}:{column}: feil[{code}]: '
        found = [said for said in lines if said.startswith(place)]
        assert found and named in ''.join(found), (place, done.stdout)
    assert foreign(words(done.stdout), names=True) == set()
    built = {(path, line, column, code) for path, line, column, code in build_site(klima).faults}
    assert {(path, line, column, code) for path, (_, _, line, column, code, _) in WRONG.items()} <= built


def test_what_a_class_asks_of_its_fields(klima: Path, edit: Edit) -> None:
    edit(klima / 'tiltak' / 'aerland' / 'aerland-brygge.md', 'grunn: Brygga ble flyttet innover i stedet.\n', '')
    edit(klima / 'tiltak' / 'oyvaer' / 'oyvaer-vei.md', 'fase: planlagt\n', 'fase: planlagt\nvirkning: Ingen.\n')
    said = command(klima, 'check').stdout
    assert 'tiltak/aerland/aerland-brygge.md:7:7: feil[asked-missing]' in said
    # the code of a rule of its own
    assert 'tiltak/oyvaer/oyvaer-vei.md:8:1: feil[for-tidlig-virkning]: Tiltaket er bare planlagt' in said


@pytest.mark.parametrize(
    ('path', 'old', 'new', 'said'),
    [
        ('tiltak/aerland/aerland-brygge.md', '[aerland]', '[oyvaer]', 'Siden hører hjemme i mappen tiltak/oyvaer/.'),
        ('tiltak/aerland/aerland-brygge.md', '[aerland]', '[]', 'Siden hører hjemme i mappen tiltak/felles/.'),
        ('veiledere/kartlegge.md', 'kartlegge\nf', 'bygge\nf', '"bygge" har allerede en side: veiledere/bygge.md.'),
        ('tiltak/asmark/asmark-flomvoller.md', '{by: asmark', '{by: oyvaer', 'Velg mellom: asmark, fjordvik.'),
        ('farer/flom.md', 'andre_navn: [', 'overordnet: overvann-i-byen\nandre_navn: [', 'flom → overvann-i-byen'),
        ('tiltak/index.md', ':::{kostnader}', ':::{related}', 'Her finnes:'),
        ('om/ordliste.md', 'category: arbeid', 'category: arbaid', 'Mente du "arbeid"?'),
        ('om/lister.yaml', 'nb: Bygge}', 'sv: Bygga}', 'id, nb'),
    ],
)
def test_what_the_engine_asks_of_any(klima: Path, edit: Edit, path: str, old: str, new: str, said: str) -> None:
    edit(klima / path, old, new)
    done = command(klima, 'check')
    assert done.returncode == 1 and said in done.stdout, done.stdout + done.stderr
    assert foreign(words(done.stdout), names=True) == set()


def test_what_the_engine_says_has_a_text_in_the_engine() -> None:
    """A rule of the first handbook alone may have its text there."""
    files = [file for file in (ROOT / 's3ext').rglob('*.py') if 'handbook' not in file.parts]
    given = re.compile(r'[Pp]roblem(?:\.at)?\([^)]*ProblemCode\.([A-Z_]+)')
    named = {name for file in files for name in given.findall(file.read_text('utf-8'))}
    texts = tomllib.loads((ENGINE / 'en.toml').read_text('utf-8'))['problem']
    assert len(named) > 30
    assert sorted(name for name in named if ProblemCode[name] not in texts) == []


def test_the_schema_is_written_in_its_words(klima: Path) -> None:
    done = command(klima, 'schema')
    assert done.returncode == 0, done.stdout + done.stderr
    written = re.findall(r'\S+\.(?:json|md|yml)', done.stdout)
    assert {'schema/tiltak.schema.json', 'om/felt.md', 'om/meldinger.md'} <= set(written)
    assert '.github/ISSUE_TEMPLATE/tiltak.yml' in written
    suggested = yaml.safe_load((klima / '.github' / 'ISSUE_TEMPLATE' / 'tiltak.yml').read_text('utf-8'))
    assert suggested['labels'] == ['side']
    # what the page of the form has is tested there
    for path in (path for path in written if path != 'schema/form.json'):
        text = (klima / path).read_text('utf-8')
        data = json.loads(text) if path.endswith('.json') else yaml.safe_load(text) if path.endswith('.yml') else text
        assert foreign(words_of(all_strings(data)), names=True) == set(), path
    assert command(klima, 'schema', '--compare').returncode == 0
    assert command(klima, 'check').returncode == 0


def test_a_new_page_from_answers(klima: Path) -> None:
    answers = {
        'title': 'Grønne tak på Øyvær',
        'summary': 'Kommunen legger torv på takene, slik at regnet får tid til å synke.',
        'kommuner': 'Øyvær', 'farer': 'Flom', 'trinn': 'Planlegge', 'from': '2025', 'fase': 'Underveis',
        'written-by': 'Redaksjonen', 'publisher': 'Øyvær kommune', 'source-title': 'Plan for tak',
        'url': 'https://example.org/tak',
    }  # fmt: skip
    done = command(klima, 'new', 'tiltak', *(part for name, value in answers.items() for part in (f'--{name}', value)))
    assert done.returncode == 0, done.stdout + done.stderr
    path = 'tiltak/oyvaer/gronne-tak-pa-oyvaer.md'
    assert f'Skrev {path}' in done.stdout
    assert foreign(words(done.stdout), names=True) == set()
    text = (klima / path).read_text('utf-8')
    assert 'kommuner: [oyvaer]\n' in text and '## Hva var problemet?' in text
    assert foreign(words(text), names=True) == set()
    codes = re.findall(r'feil\[([\w-]+)\]', command(klima, 'check').stdout)
    assert set(codes) == {'placeholder'}


def test_the_live_preview_is_in_its_language(klima: Path, edit: Edit) -> None:
    call = [sys.executable, '-m', 's3ext', 'serve', '--root', str(klima), '--port', '0']
    environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'NO_COLOR': '1'}
    with subprocess.Popen(
        call, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8'
    ) as serving:
        try:
            assert serving.stdout
            lines = iter(serving.stdout.readline, '')
            printed = [next(lines)]
            while 'http://' not in printed[-1]:
                printed.append(next(lines))
            address = re.findall(r'http://[\w.:]+', printed[-1])[0]
            assert re.search(r'Ferdig på \d+,\d s', ''.join(printed))
            edit(klima / 'farer' / 'torke.md', '# Tørke', '# Tørke og varme\n\n#### Mindre')
            while 'Ferdig' not in printed[-1]:
                printed.append(next(lines))
            while 'heading-skipped' not in ''.join(printed):
                printed.append(next(lines))
            for place in ('/farer/torke.html', '/feil.html', '/borte.html'):
                try:
                    data = urlopen(f'{address}{place}', timeout=60).read()
                except HTTPError as error:
                    data = error.read()
                shown = BeautifulSoup(data, 'html.parser')
                assert foreign(words_of(seen(shown)), names=True) == set(), place
                if place == '/farer/torke.html':
                    assert 'Tørke og varme' in shown.get_text()
                    assert 'farer/torke.md:' in str(shown.select_one('.s3-faults'))
        finally:
            serving.kill()
    assert foreign(words(''.join(printed)), names=True) == set()


def test_what_a_contribution_changes_is_said_in_its_words(klima: Path, edit: Edit) -> None:
    who = ('-c', 'user.email=a@example.org', '-c', 'user.name=a')
    git = ['git', *who, '-c', 'init.defaultBranch=main', '-C', str(klima)]
    for arguments in (['init', '-q'], ['add', '-A'], ['commit', '-qm', 'a'], ['checkout', '-qb', 'ny']):
        subprocess.run([*git, *arguments], check=True)
    edit(klima / 'farer' / 'flom.md', '# Flom', '# Storflom')
    edit(klima / 'klima' / 'codes.py', 'What can', 'What might')
    (klima / 'farer' / 'torke.md').rename(klima / 'farer' / 'varme.md')
    subprocess.run([*git, 'add', '-A'], check=True)
    subprocess.run([*git, 'commit', '-qm', 'b'], check=True)
    done = command(klima, 'changes', '--base', 'main')
    assert done.returncode == 0, done.stderr
    first, second, third = done.stdout.splitlines()
    assert first == 'Endret: farer/flom.md (Storflom)'
    assert second == 'Flyttet: farer/varme.md (Tørke)'
    assert third.startswith('Utenfor innholdet: klima/codes.py (')
    assert foreign(words(done.stdout), names=True) == set()


class Proxy(BaseHTTPRequestHandler):
    """The internet, where nothing is: a page that is gone, and hosts that nobody reaches."""

    def do_GET(self) -> None:
        """Answer for a page."""
        self.send_error(404)

    do_HEAD = do_CONNECT = do_GET  # noqa: N815 - the names that the base class asks for

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_addresses_that_do_not_answer_are_named_in_its_words(
    klima: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(klima / 'farer' / 'flom.md', 'https://', 'http://')
    with ThreadingHTTPServer(('127.0.0.1', 0), Proxy) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        for name in ('http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'):
            monkeypatch.setenv(name, f'http://127.0.0.1:{server.server_port}')
        for name in ('no_proxy', 'NO_PROXY', 'all_proxy', 'ALL_PROXY'):
            monkeypatch.delenv(name, raising=False)
        done = command(klima, 'linkcheck')
        server.shutdown()
    assert done.returncode == 1, done.stdout + done.stderr
    assert 'Svarer ikke: http://example.org/' in done.stdout and '(serveren svarer 404)' in done.stdout
    assert '(ingen kontakt)' in done.stdout
    assert done.stdout.splitlines()[-1].startswith('0 adresser svarer, ')
    assert foreign(words(done.stdout + done.stderr), names=True) == set()


def test_without_internet_nothing_is_said_of_addresses(klima: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:  # nobody listens there
        closed.bind(('127.0.0.1', 0))
        for name in ('http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'):
            monkeypatch.setenv(name, f'http://127.0.0.1:{closed.getsockname()[1]}')
        for name in ('no_proxy', 'NO_PROXY', 'all_proxy', 'ALL_PROXY'):
            monkeypatch.delenv(name, raising=False)
        done = command(klima, 'linkcheck')
    assert (done.returncode, done.stdout) == (75, '')
    assert done.stderr.startswith('Ikke kontrollert')
    assert foreign(words(done.stderr), names=True) == set()


def test_help_is_in_its_language(klima: Path) -> None:
    for call in (['--help'], ['check', '--help'], ['pdf', '--help'], ['new', '--help']):
        done = command(klima, *call)
        assert done.returncode == 0
        assert foreign(words(done.stdout), names=True) == set(), call


# -- incremental -----------------------------------------------------------------------------------


def test_an_incremental_build_is_a_fresh_one(klima: Path, edit: Edit) -> None:
    build_clean(klima)
    before = stamps(klima / '_build' / 'html')
    edit(klima / 'kommuner' / 'oyvaer.md', '# Øyvær', '# Nordre Øyvær')
    edit(klima / 'tiltak' / 'asmark' / 'asmark-flomvoller.md', 'farer: [flom]', 'farer: [flom, torke]')
    edit(klima / 'om' / 'ordliste.md', 'term: flomvei', 'term: flomløp')
    (klima / 'tiltak' / 'felles' / 'varsel-om-torke.md').unlink()
    built = build_clean(klima)
    assert differing(contents(built.out), contents(build_clean(klima, folder='_fresh').out)) == []
    after = stamps(klima / '_build' / 'html')
    assert after['kommuner/aerland.html'] == before['kommuner/aerland.html']
    assert 'Nordre Øyvær' in page(klima, 'kommuner/index').texts('.s3-records .s3-record-title')


def test_a_changed_text_of_the_profile_reaches_the_pages(klima: Path, edit: Edit) -> None:
    """By the command, in processes of their own: texts are read once in each."""
    done = command(klima, 'build', 'html')
    assert done.returncode == 0, done.stdout + done.stderr
    assert foreign(words(re.sub(r'/\S+', '', done.stdout)), names=True) == set()
    edit(klima / 'klima' / 'texts' / 'fields-nb.toml', '{label = "Landskap"', '{label = "Terreng"')
    assert command(klima, 'build', 'html').returncode == 0
    assert 'Terreng' in page(klima, 'kommuner/fjordvik').facts()
    built = contents(klima / '_build' / 'html')
    shutil.rmtree(klima / '_build')
    assert command(klima, 'build', 'html').returncode == 0
    assert differing(built, contents(klima / '_build' / 'html')) == []


# -- no word of the first handbook, and none of the engine's own language --------------------------


def test_the_comparison_sees_foreign_words() -> None:
    assert foreign({'redaktionen', 'regionen', 'sidan', 'kommunen', 'the', 'fråga', 'år', 'öl'}) == {
        'redaktionen', 'regionen', 'sidan', 'the', 'fråga', 'öl'
    }  # fmt: skip
    assert own_words() & ITS_MATTER == set()


def test_no_page_has_a_foreign_word(whole: Path) -> None:
    found = {str(one.file): foreign(words_of(seen(one.soup))) for one in pages(whole)}
    assert {name: odd for name, odd in found.items() if odd} == {}
    assert len(found) > len(list(KLIMA.rglob('*.md')))


def test_no_pdf_has_a_foreign_word(whole: Path) -> None:
    # the hosts of sources are names
    texts = {name: re.sub(r'\S*example\.\w+', '', text) for name, text in printed(whole).items()}
    assert {name: odd for name, text in texts.items() if (odd := foreign(words(text)))} == {}


def test_no_data_has_a_foreign_word(whole: Path) -> None:
    site = whole / '_build' / 'html'
    search, form = from_script(site / 's3-search' / 'index.js'), from_script(site / 'bidra' / 'skjema-data.js')
    rules = form['text_rules']
    # it names the codes of languages, and has English words for an example
    causes = [text for name, text in rules['causes'].items() if name != 'near_language']
    data = {
        'catalogue': json.loads(str(page(whole, 'tiltak/index').one('[data-s3-finder]')['data-s3-finder'])),
        'search': [search[name] for name in ('facets', 'records', 'texts')],
        'form': [form[name] for name in ('forms', 'lists', 'problems', 'words', 'form', 'records')],
        'rules': [causes, [rule['message'] for rule in rules['characters']]],
        'feed': re.sub('<[^>]+>', ' ', (site / 'nytt.atom').read_text('utf-8')),
    }
    found = {name: foreign(words_of(all_strings(value)), names=True) for name, value in data.items()}
    assert {name: odd for name, odd in found.items() if odd} == {}


def test_no_sentence_of_the_engine_is_left(whole: Path) -> None:
    """Where the profile has no text the engine has one in English: readers must never meet it."""
    said = '\n'.join((*(text for one in pages(whole) for text in seen(one.soup)), *printed(whole).values()))
    sentences = {part.strip() for text in texts_in(ENGINE) for part in re.split(r'\{\w*\}', text)}
    long = {part for part in sentences if len(part) > LONG}
    assert len(long) > len(sentences) / 2
    assert [part for part in sorted(long) if part in said] == []


# -- what is documented ----------------------------------------------------------------------------


def test_the_chapter_on_profiles_is_this_handbook() -> None:
    chapter = (ROOT / 'EXTENDING.md').read_text('utf-8').partition('## A handbook of your own')[2].partition('\n## ')[0]
    held = [file.read_text('utf-8') for file in sorted(KLIMA.rglob('*')) if file.suffix in ('.py', '.toml', '.yaml')]
    pieces = re.findall(r'^```\w+\n(.*?)^```$', chapter, re.M | re.S)
    assert len(pieces) > 8
    assert [piece for piece in pieces if not any(piece in text for text in held)] == []
    assert [name for name in re.findall(r'`(klima/[\w./-]+)`', chapter) if not (KLIMA / name).exists()] == []
