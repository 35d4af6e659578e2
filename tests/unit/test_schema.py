"""One schema: every written form of it is what the record classes say, and is up to date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from pydantic import TypeAdapter

from s3ext.commands.project import read_content
from s3ext.commands.schema import write_schema
from s3ext.config.settings import hosting, read_config
from s3ext.core.model.declared import computed
from s3ext.core.model.kinds import id_of
from s3ext.core.problems import ProblemCode
from s3ext.core.schema.choices import CHOICES, read_choices
from s3ext.core.schema.outputs import outputs
from s3ext.core.schema.spec import Field, FieldKind, fields_of
from s3ext.handbook.codes import HandbookCode
from tests.kinds import KINDS, PERMITTED
from tests.library import LIBRARY
from tests.texts import LANGUAGES, load_guide, load_texts

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / 'schema'


def walk(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from walk(field.fields)


def test_every_stored_file_is_what_the_classes_make_of_the_stored_choices() -> None:
    """After a change of classes or texts, run ``python -m s3ext schema``. Themes and closed lists may be newer."""
    vocabulary, records = read_choices((ROOT / CHOICES).read_text('utf-8'), KINDS, LANGUAGES)
    where, pages = hosting(read_config(ROOT)), [PERMITTED.names.allowed_page]
    made = outputs(load_guide('sv'), load_texts('sv'), vocabulary, PERMITTED, records, where, pages)
    assert [path for path, text in made.items() if (ROOT / path).read_text('utf-8') != text] == []


def test_every_file_is_written_and_then_the_same(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_schema(mini_site) == 0
    assert write_schema(mini_site, only_compare=True) == 0, capsys.readouterr().out


def test_a_file_that_is_no_text_is_written_anew(mini_site: Path) -> None:
    assert write_schema(mini_site) == 0
    form = mini_site / 'schema' / 'form.json'
    text = form.read_bytes()
    form.write_bytes(b'\xff\xfe')
    assert write_schema(mini_site) == 0
    assert form.read_bytes() == text


def test_a_file_that_differs_is_reported_and_not_written(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_schema(mini_site, only_compare=True) == 1
    named = re.findall(
        r'^(schema/case\.schema\.json|\.github/ISSUE_TEMPLATE/fall\.yml) ', capsys.readouterr().out, re.M
    )
    assert len(named) == 2
    assert not (mini_site / 'schema').exists()


@pytest.mark.parametrize('kind', KINDS.by_id)
def test_json_schema_and_record_class_know_the_same_fields(kind: str) -> None:
    """Pydantic's own schema of the class is the judge: the same names, the same required ones, at every depth."""
    ours = json.loads((SCHEMAS / f'{kind}.schema.json').read_text('utf-8'))
    theirs = TypeAdapter(KINDS.by_id[kind]).json_schema()

    def follow(node: dict[str, Any]) -> dict[str, Any]:
        for choice in node.get('anyOf', [node]):
            if '$ref' in choice:
                return follow(theirs['$defs'][choice['$ref'].rpartition('/')[2]])
            if 'items' in choice:
                return follow(choice['items'])
        return node

    def compare(mine: dict[str, Any], other: dict[str, Any]) -> None:
        mine = mine.get('items', mine)
        assert mine.keys() >= {'type'}
        if 'properties' not in other:
            assert 'properties' not in mine
            return
        assert mine['properties'].keys() == other['properties'].keys()
        required = set(mine['required'])
        if 'part_of' in mine['properties']:  # the rest of a source may come from another
            own, part = (choice['required'] for choice in mine['anyOf'])
            assert part == ['part_of']
            required |= set(own)
        assert required == set(other.get('required', ()))
        for name in mine['properties']:
            compare(mine['properties'][name], follow(other['properties'][name]))

    compare(ours, theirs)


def validator(kind: str) -> Draft202012Validator:
    """What reads headers of *kind* by the stored JSON Schema."""
    # here, as every process that only collects the tests would take seconds to load it
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads((SCHEMAS / f'{kind}.schema.json').read_text('utf-8')))


@pytest.mark.slow
def test_every_page_of_the_library_fits_its_json_schema() -> None:
    validators = {kind: validator(kind) for kind in KINDS.by_id}
    seen = set()
    for file in [*LIBRARY.glob('docs/**/*.md'), *LIBRARY.glob('cases/**/*.md')]:
        kind = KINDS.type_of(file.relative_to(LIBRARY).as_posix().removesuffix('.md'))
        text = file.read_text('utf-8')
        if text.startswith('---\n'):
            header = numbers(yaml.load(text.split('\n---\n')[0], yaml.CBaseLoader))
            assert [error.message for error in validators[kind].iter_errors(header)] == [], file.name
            seen.add(kind)
    assert {'case', 'theme', 'page'} <= seen and len(seen) > 5


def numbers(value: Any) -> Any:
    """*value* with its texts of digits as numbers, which the tools that use the schema make of them."""
    if isinstance(value, dict):
        return {key: numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [numbers(inner) for inner in value]
    return int(value) if re.fullmatch('[1-9][0-9]*', value) else value


@pytest.mark.parametrize(
    ('field', 'value'),
    [('stage', 'finishd'), ('regions', 'skane'), ('summary', 'kort'), ('reviewed_on', '24 november'), ('farg', 'blå')],
)
def test_the_json_schema_refuses_what_the_check_refuses(field: str, value: str) -> None:
    case = validator('case')
    text = next(LIBRARY.glob('cases/*/*.md')).read_text('utf-8')
    header = yaml.load(text.split('\n---\n')[0], yaml.CBaseLoader)
    assert case.is_valid(numbers(header))
    assert not case.is_valid(numbers({**header, field: value}))


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_field_has_words_and_no_words_lack_a_field(language: str) -> None:
    guide = load_guide(language)
    found: dict[str, set[str]] = {}
    for kind in KINDS.by_id:
        for field in walk(fields_of(kind, KINDS)):
            assert guide.label(field) and guide.hint(field).endswith('.')
            found.setdefault(field.owner, set()).add(field.name)
    for cls in KINDS.by_id.values():  # what is computed has a name where lists are filtered
        for made in computed(cls):
            found.setdefault(made.owner, set()).add(made.name)
    assert {owner: set(fields) for owner, fields in guide.fields.items()} == found
    assert guide.help.keys() == {code.value for code in (*ProblemCode, *HandbookCode)}
    assert guide.kinds.keys() == set(KINDS.by_id)


def test_both_languages_have_the_same_words() -> None:
    swedish, english = (load_guide(language) for language in ('sv', 'en'))
    for table in ('value', 'text', 'form'):
        assert getattr(swedish, table).keys() == getattr(english, table).keys()
    assert swedish.outlines.sections.keys() == english.outlines.sections.keys()
    for kind in KINDS.skeletons:
        assert len(swedish.outlines.outline(kind)) == len(english.outlines.outline(kind)) > 0


def test_every_fault_has_its_anchor_on_the_help_page() -> None:
    text = (ROOT / 'docs' / 'contribute' / 'felmeddelanden.md').read_text('utf-8')
    assert re.findall(r'^## `([a-z-]+)`$', text, re.M) == sorted(code.value for code in (*ProblemCode, *HandbookCode))


def test_the_field_page_names_every_field() -> None:
    text = (ROOT / 'docs' / 'contribute' / 'falt.md').read_text('utf-8')
    for kind in KINDS.by_id:
        for field in walk(fields_of(kind, KINDS)):
            assert f'`{field.name}`' in text, field.name


def test_the_form_has_every_field_and_its_limits() -> None:
    forms = json.loads((SCHEMAS / 'form.json').read_text('utf-8'))['forms']
    assert list(forms) == list(KINDS.in_order(lambda kind: kind.form))
    summary = next(field for field in forms['case']['fields'] if field['name'] == 'summary')
    assert (summary['kind'], summary['min_length'], summary['max_length'], summary['required']) == (
        'text',
        40,
        300,
        True,
    )
    for name, form in forms.items():
        given = {'reviewed_on', 'added_on', 'review_every', 'approved', 'former_ids', 'withdrawn'}
        given |= {'written_by'} if name != 'case' else set()
        assert {field['name'] for field in form['fields']} == {f.name for f in fields_of(name, KINDS)} - given


def test_the_issue_form_is_one_that_the_host_takes() -> None:
    """The rules of GitHub's form schema that are easily broken: ids, options, one input at least."""
    form = yaml.safe_load((ROOT / '.github' / 'ISSUE_TEMPLATE' / 'fall.yml').read_text('utf-8'))
    assert form.keys() == {'name', 'description', 'labels', 'body'}
    ids = [element['id'] for element in form['body'] if element['type'] != 'markdown']
    assert len(ids) == len(set(ids)) and all(re.fullmatch('[a-zA-Z0-9_-]+', name) for name in ids)
    for element in form['body']:
        assert element['type'] in {'markdown', 'input', 'textarea', 'dropdown', 'checkboxes'}
        options = element['attributes'].get('options', [])
        assert bool(options) == (element['type'] in {'dropdown', 'checkboxes'})
        if element['type'] == 'dropdown':
            assert len(options) == len(set(options)) and 'None' not in options
    regions = next(element for element in form['body'] if element.get('id') == 'regions')
    assert regions['attributes']['options']


def test_the_editor_writes_where_pages_lie_and_keeps_the_text_as_it_is() -> None:
    config = yaml.safe_load((SCHEMAS / 'editor.yml').read_text('utf-8'))
    for collection in config['collections']:
        kind = KINDS.type_of(f'{collection["folder"]}/x')
        assert kind != 'page'
        *fields, body = collection['fields']
        assert {field['name'] for field in fields} == {field.name for field in fields_of(kind, KINDS)}
        assert body['modes'] == ['raw']
    folders = {collection['folder'] for collection in config['collections']}
    assert {file.parent.relative_to(LIBRARY).as_posix() for file in LIBRARY.glob('cases/*/*.md')} <= folders


@pytest.mark.slow
def test_files_of_a_kind_that_is_no_more_go(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_schema(mini_site) == 0
    old = [mini_site / 'schema' / 'tool.schema.json', mini_site / 'schema' / 'new' / 'tool.md']
    note = mini_site / 'schema' / 'notes.txt'  # somebody's own
    for file in (*old, note):
        file.write_text('x', 'utf-8')
    capsys.readouterr()
    assert write_schema(mini_site, only_compare=True) == 1
    assert sorted(line.split()[0] for line in capsys.readouterr().out.splitlines()) == [
        'schema/new/tool.md',
        'schema/tool.schema.json',
    ]
    assert all(file.exists() for file in old)
    assert write_schema(mini_site) == 0
    assert [file for file in old if file.exists()] == []
    assert note.exists()
    assert write_schema(mini_site, only_compare=True) == 0


@pytest.mark.parametrize('kind', KINDS.skeletons)
def test_a_skeleton_lacks_only_values(kind: str, mini_site: Path) -> None:
    """What the check says about an untouched skeleton: fields to fill in, and what follows from empty ones."""
    folder = {'case': 'cases/nationellt'}.get(kind, f'docs/{kind}s')
    file = mini_site / folder / 'ny-sida.md'
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((SCHEMAS / 'new' / f'{kind}.md').read_text('utf-8'), 'utf-8')
    codes = {problem.code for problem in read_content(mini_site).problems if id_of(problem.path) == 'ny-sida.md'}
    assert ProblemCode.FIELD_EMPTY in codes
    assert codes <= {ProblemCode.FIELD_EMPTY, ProblemCode.UNKNOWN_SOURCE, ProblemCode.PLACEHOLDER}


def test_a_type_that_no_form_can_show_is_refused() -> None:
    from s3ext.core.schema.spec import _value

    with pytest.raises(TypeError, match='weight'):
        _value('weight', float, [], KINDS)


def test_kinds_of_fields_are_told_from_their_types() -> None:
    found = {field.name: field for field in walk(fields_of('case', KINDS))}
    assert (found['mailbox'].kind, found['year'].kind) == (FieldKind.MAIL, FieldKind.CODE)
    assert (found['url'].kind, found['from'].kind, found['valid_until'].kind) == (
        FieldKind.URL,
        FieldKind.PARTIAL_DATE,
        FieldKind.DATE,
    )
    assert (found['questions'].many, found['questions'].most) == (True, 8)
    assert load_texts('sv').problems.keys() >= json.loads((SCHEMAS / 'form.json').read_text('utf-8'))['problems'].keys()
