"""What ARCHITECTURE.md says on adding a page, a field and a kind, done word for word on a copy of the program.

The commands are run as processes of their own, on a small site. Views and outputs: ``tests/site/test_extension.py``.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.library import ROOT
from tests.recipes import Step, steps
from tests.site.sitekit import Page, copy_mini, group, plain, run, search_index, text

pytestmark = pytest.mark.slow

GUIDE = ROOT / 'ARCHITECTURE.md'
PAGE, FIELD, KIND = 'Adding a page of a known kind', 'Adding a field', 'Adding a kind'
MODULE = 's3ext/handbook/kinds/{}.py'
#: what the steps change of the site; all else is the program's
OF_THE_SITE = ('docs/', 'cases/', 'index.md')
SOURCES = 'sources:\n  - {id: bok, publisher: Verket, title: En bok, url: "https://example.org/bok"}\n'
FUNDER = f"""---
summary: Fonden betalar arbeten om vatten och finns bara till för testerna.
level: national
cases: [ett-fall]
reviewed_on: 2026-01-01
{SOURCES}---

# Vattenfonden

Fonden betalar.[^bok]
"""
LISTS = """
## Med filter

:::{records} case
:filter: scale = several
:::

## Med filter på finansiärer

:::{records} funder
:filter: level = national and case = ett-fall
:::
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of the program, and a small site that is built with it."""

    program: Path
    site: Path

    def s3ext(self, *command: str) -> tuple[int, str]:
        """Run a command for the site: its exit code, and what it said."""
        done = run('-m', 's3ext', command[0], '--root', str(self.site), *command[1:], cwd=self.site, path=self.program)
        return done.returncode, plain(done.stdout + done.stderr)

    def follow(self, recipe: list[Step]) -> None:
        """Do the steps of a *recipe*; what a test of the program reads lies with the program."""
        for step in recipe:
            step.apply(self.site if step.file.startswith(OF_THE_SITE) else self.program)


def copy_of_program(place: Path) -> Copy:
    program = place / 'program'
    ignored = shutil.ignore_patterns('__pycache__')
    shutil.copytree(ROOT / 's3ext', program / 's3ext', ignore=ignored)
    shutil.copytree(ROOT / 'tests', program / 'tests', ignore=ignored)
    shutil.copy(ROOT / 'pyproject.toml', program)
    return Copy(program=program, site=copy_mini(place / 'site'))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """The copy after all recipes and a build; what ``check`` said when only the Python of each was there."""

    copy: Copy
    said_of_field: str
    said_of_kind: str
    said_at_last: str

    def page(self, docname: str) -> Page:
        return Page(self.copy.site / '_build' / 'html' / f'{docname}.html')

    def form(self) -> Any:
        """What the form on the web is made of."""
        script = self.copy.site / '_build' / 'html' / 'bidra' / 'formular-data.js'
        return json.loads(script.read_text('utf-8').partition('formData=')[2].rstrip().rstrip(';'))

    def schema(self, path: str) -> Any:
        return json.loads((self.copy.site / 'schema' / path).read_text('utf-8'))


def add(file: Path, before: str, lines: str) -> None:
    """Put *lines* into *file* in front of the words *before*, or at the end."""
    source = file.read_text('utf-8')
    start = source.index(before) if before else len(source)
    file.write_text(source[:start] + lines + source[start:], 'utf-8')


@pytest.fixture(scope='module')
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    copy = copy_of_program(tmp_path_factory.mktemp('recipes'))
    said = {}
    for recipe in (FIELD, KIND):
        doing = steps(GUIDE, recipe)
        copy.follow([step for step in doing if step.file.endswith('.py')])
        code, said[recipe] = copy.s3ext('check')
        assert code == 1, said[recipe]
        copy.follow([step for step in doing if not step.file.endswith('.py')])
    copy.follow(steps(GUIDE, PAGE))
    cases = copy.site / 'cases' / 'alfa'
    add(cases / 'ett-fall.md', 's3_link:', 'scale: several\n')
    add(cases / 'annat-fall.md', 's3_link:', 'scale: one\n')
    (copy.site / 'docs' / 'funders' / 'vattenfonden.md').write_text(FUNDER, 'utf-8')
    add(copy.site / 'docs' / 'registers' / 'index.md', '', LISTS)
    code, last = copy.s3ext('check')
    assert code == 0, last
    for command in (('schema',), ('schema', '--compare'), ('build', 'html')):
        code, done = copy.s3ext(*command)
        assert code == 0, done
    return Grown(copy=copy, said_of_field=said[FIELD], said_of_kind=said[KIND], said_at_last=last)


def causes(said: str) -> list[tuple[str, str]]:
    """File and code of every fault."""
    return re.findall(r'^([^:\s]+):\d+:\d+: fel\[([a-z-]+)\]', said, re.M)


# -- what a recipe touches ------------------------------------------------------------------------


def test_a_page_is_one_file() -> None:
    assert [step.file for step in steps(GUIDE, PAGE)] == ['docs/themes/delat-vatten.md']


def test_a_field_is_a_line_in_its_kind_its_words_and_its_terms() -> None:
    recipe = steps(GUIDE, FIELD)
    assert {step.file for step in recipe if not step.file.startswith('tests/')} == {
        MODULE.format('case'),
        's3ext/handbook/texts/fields-sv.toml',
        's3ext/handbook/texts/fields-en.toml',
        'docs/vocabulary.yaml',
    }
    assert [step.text.count('\n') for step in recipe if step.file.startswith('s3ext/')] == [1, 1, 1]


def test_a_kind_is_a_module_its_name_its_texts_and_its_index_page() -> None:
    assert {step.file for step in steps(GUIDE, KIND)} == {
        MODULE.format('funder'),
        MODULE.format('__init__'),
        *(
            f's3ext/handbook/texts/{part}{language}.toml'
            for part in ('', 'fields-', 'guide-', 'outlines-')
            for language in ('sv', 'en')
        ),
        'docs/funders/index.md',
        'index.md',
    }


# -- what is missing is told at once --------------------------------------------------------------


@pytest.mark.parametrize('recipe', [FIELD, KIND])
def test_whatever_is_missing_is_told_in_one_run_with_the_file_to_edit(grown: Grown, recipe: str) -> None:
    said = grown.said_of_field if recipe == FIELD else grown.said_of_kind
    texts = [step for step in steps(GUIDE, recipe) if step.file.endswith(('.toml', 'vocabulary.yaml'))]
    of_the_product = {step.file for step in texts if not step.file.startswith('tests/')}
    assert {file for file, _ in causes(said)} == of_the_product
    for step in texts:
        for name in re.findall(r'^(\w+)(?: =|:)', step.text, re.M) if step.file in of_the_product else ():
            if name not in ('headings', 'texts'):
                assert re.search(rf'^{re.escape(step.file)}:.*\b{name}\b', said, re.M), (step.file, name)
    assert 'Traceback' not in said


def test_nothing_is_left_to_tell(grown: Grown) -> None:
    assert grown.said_at_last.startswith('Inga fel') and 'påpekande' not in grown.said_at_last


# -- the page -------------------------------------------------------------------------------------


def test_the_theme_is_listed_and_offered(grown: Grown) -> None:
    assert 'Delat vatten' in grown.page('docs/themes/index').texts('.s3-record-title')
    assert grown.page('docs/themes/delat-vatten').texts('h1') == ['Delat vatten']
    assert 'delat-vatten' in json.dumps(grown.schema('choices.json'))


# -- the field ------------------------------------------------------------------------------------


def test_the_field_stands_on_the_sheet_with_its_label(grown: Grown) -> None:
    facts = grown.page('cases/alfa/ett-fall').facts()
    assert facts['Räckvidd'].get_text(strip=True) == 'Flera kommuner'
    assert 'Räckvidd' not in grown.page('cases/orsa/tredje-fall').facts()


def titles_below(page: Page, heading: str) -> list[str]:
    """The records that are listed in the section *heading*."""
    [section] = [tag.parent for tag in page.all('section > h2') if text(tag) == heading]
    assert section
    return [text(title) for title in section.select('.s3-record-title')]


def test_a_list_is_filtered_by_it(grown: Grown) -> None:
    assert titles_below(grown.page('docs/registers/index'), 'Med filter') == ['Ett fall']


def test_forms_schema_and_guide_have_it(grown: Grown) -> None:
    schema = grown.schema('case.schema.json')['properties']['scale']
    assert (schema['title'], schema['enum']) == ('Räckvidd', ['one', 'several'])
    assert '`scale` – Räckvidd' in (grown.copy.site / 'docs' / 'contribute' / 'falt.md').read_text('utf-8')
    assert '\n# scale:' in (grown.copy.site / 'schema' / 'new' / 'case.md').read_text('utf-8')
    form = grown.form()
    [field] = [field for field in form['forms']['case']['fields'] if field['name'] == 'scale']
    assert field['label'] == 'Räckvidd'
    assert [term['id'] for term in form['lists'][field['choices']]] == ['one', 'several']


def test_the_catalogue_offers_it(grown: Grown) -> None:
    page = grown.page('docs/cases/index')
    data = json.loads(str(page.one('[data-s3-finder]')['data-s3-finder']))
    assert data['facets'][-1] == {
        'label': 'Räckvidd',
        'name': 'scale',
        'values': [['one', 'En kommun'], ['several', 'Flera kommuner']],
    }
    row = page.one('[data-s3-values]:has(a[href$="ett-fall.html"])')
    assert str(row['data-s3-values']).split(';')[-1] == '1'


# -- the kind -------------------------------------------------------------------------------------


def test_a_page_of_the_new_kind_is_built(grown: Grown) -> None:
    page = grown.page('docs/funders/vattenfonden')
    facts = page.facts()
    assert facts['Nivå'].get_text(strip=True) == 'Nationellt'
    assert facts['Fall'].get_text(strip=True) == 'Ett fall'
    assert grown.page('docs/funders/index').texts('.s3-record-title') == ['Vattenfonden']
    assert titles_below(grown.page('docs/registers/index'), 'Med filter på finansiärer') == ['Vattenfonden']


def test_the_case_lists_who_names_it(grown: Grown) -> None:
    [row] = group(grown.page('cases/alfa/ett-fall'), 'Vem som betalade')
    assert 'Vattenfonden' in text(row)


def test_the_search_and_the_form_know_the_new_kind(grown: Grown) -> None:
    html = grown.copy.site / '_build' / 'html'
    pages = {page['doc']: page for page in search_index(html)['pages']}
    assert 'docs/funders/vattenfonden' in pages
    form = grown.form()['forms']['funder']
    assert form['folder'] == 'docs/funders'
    assert {'level', 'cases'} <= {field['name'] for field in form['fields']}
    assert {'level', 'cases'} <= grown.schema('funder.schema.json')['properties'].keys()


def test_a_page_of_the_new_kind_is_begun_from_a_skeleton(grown: Grown, tmp_path: Path) -> None:
    site = shutil.copytree(grown.copy.site, tmp_path / 'site', ignore=shutil.ignore_patterns('_build'))
    summary = 'Fonden betalar arbeten om värme och finns bara till för testerna.'
    code, said = replace(grown.copy, site=site).s3ext(
        'new', 'funder', '--title', 'Nya fonden', '--level', 'national', '--summary', summary, '--written-by', 'alfa',
        '--publisher', 'Fonden', '--source-title', 'Stadgar', '--url', 'https://example.org/stadgar',
    )  # fmt: skip
    assert code == 0, said
    begun = (site / 'docs' / 'funders' / 'nya-fonden.md').read_text('utf-8')
    assert '\n## Vad betalar de?\n' in begun and '\nlevel: national\n' in begun


# -- the tests of the program ---------------------------------------------------------------------

#: those with tables of kinds and fields
TABLES = (
    *('unit/test_model.py', 'unit/test_fields.py', 'unit/test_fact_sheets.py', 'unit/test_facets.py'),
    *('unit/views/test_editor.py', 'unit/views/test_matrix.py', 'site/test_printed_fields.py'),
)


def test_no_table_of_the_tests_needs_an_edit(grown: Grown, tmp_path: Path) -> None:
    tests = [f'tests/{name}' for name in TABLES]
    program = grown.copy.program
    options = ('-q', '-n', '0', '-p', 'no:cacheprovider', f'--basetemp={tmp_path / "inner"}')
    done = run('-m', 'pytest', *options, *tests, cwd=program, path=program)
    assert done.returncode == 0, done.stdout[-3000:]
