"""The form and the check agree on fields and pages, and write the same files and addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from random import Random
from typing import Any

import pytest

from s3ext.core.gate.characters import odd_characters
from s3ext.core.hosting import HOSTS, MAX_ADDRESS, Hosting
from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.page import frontmatter
from s3ext.core.page.validate import validate
from s3ext.core.problems import Code, Problem, ProblemCode
from s3ext.core.schema.form import form_kinds
from s3ext.core.schema.writing import scalar
from tests.kinds import KINDS
from tests.scripts import run
from tests.unit.conftest import LEAST
from tests.unit.contract import TEXTS, by_rules, cleaned, differences, is_text, made, script_spec

C = ProblemCode


@pytest.fixture(scope='module')
def spec(vocabulary: Vocabulary) -> dict[str, Any]:
    return script_spec(vocabulary)


def read_header(lines: list[str]) -> Any:
    """The values of a header with these *lines*, which has nothing wrong with it."""
    raw, problems = frontmatter.read('\n'.join(lines), 'a.md')
    assert not problems, lines
    return raw.value


@pytest.mark.slow
def test_a_header_says_what_was_written(spec: dict[str, Any]) -> None:
    """Whatever is written into the form, the header says it as it is, and no more."""
    odd = {'char_direction', 'char_hidden', 'char_lookalike', 'char_composed'}
    values = [value for value in cleaned(spec, [*TEXTS, *made(1500, 9)]) if value and is_text(value)]
    values = [value for value in values if not odd & {cause for _, cause, _ in odd_characters(value)}]
    assert len(values) > 300
    text, texts = {'name': 'title', 'kind': 'text'}, {'name': 'names', 'kind': 'text', 'many': True}
    rows = {'name': 'rows', 'kind': 'group', 'many': True, 'fields': [text, texts]}
    work = """(values, reserved, text, texts, rows) => values.map((value) => [
        ...S3.formYaml.fieldLines(text, value, reserved),
        ...S3.formYaml.fieldLines(texts, [value, "x"], reserved),
        ...S3.formYaml.fieldLines(rows, [{ title: value, names: [value] }, { names: ["y"] }], reserved),
    ])"""
    written = run(work, values, spec['value_rules']['reserved'], text, texts, rows)
    ours = [
        {'title': value, 'names': [value, 'x'], 'rows': [{'title': value, 'names': [value]}, {'names': ['y']}]}
        for value in values
    ]
    assert differences(values, ours, map(read_header, written)) == []


def test_words_that_yaml_reads_as_something_else_stand_in_quotes(spec: dict[str, Any]) -> None:
    ids = ['yes', 'no', 'true', 'false', 'null', 'on', 'off', 'y', 'nej', 'a-b', 'nulla', 'on-off', '2024-a']
    ids += [word.title() for word in ids]
    work = '(ids, reserved) => ids.map((id) => S3.formYaml.scalar({ kind: "id" }, id, reserved))'
    assert differences(ids, map(scalar, ids), run(work, ids, spec['value_rules']['reserved'])) == []


@pytest.mark.parametrize('host', HOSTS)
def test_the_address_of_a_new_file(host: str, spec: dict[str, Any]) -> None:
    hosting = Hosting(repository='https://example.org/a/b/', host=host, branch='utv/å')
    short = [value for value in (*TEXTS, *made(300, 10)) if is_text(value)]
    bare = len(hosting.new('cases/skane', 'a.md', 'x')) - 1
    sizes = [('a', 1), ('å', 6), ("'", 3)]
    near = [char * max(0, (MAX_ADDRESS - bare) // size + step) for char, size in sizes for step in (-1, 0, 1, 2)]
    folders = Random(11).choices(['cases/skane', 'docs/å b', 'a+b', "it's"], k=len(short))
    files = [(folder, f'{name}.md', text) for folder, name, text in zip(folders, short, reversed(short), strict=True)]
    files += [('cases/skane', 'a.md', text) for text in near]
    work = """(files, host, longest) => files.map(([folder, name, text]) =>
        S3.formYaml.hostAddress(host, longest, { folder, name }, text).href)"""
    theirs = run(work, files, hosting.parameters(), spec['longest_address'])
    ours = [hosting.new(folder, name, text) for folder, name, text in files]
    # without a text the form still says that there is none
    assert differences(files, ours, [address.removesuffix('&value=') for address in theirs]) == []


# --- fields and pages ------------------------------------------------------------------------------------------------

#: what the form finds in single fields that are written, in the check's words
OF_FIELDS = {C.TOO_SHORT, C.TOO_LONG, C.TOO_MANY, C.BAD_VALUE, C.BAD_DATE, C.BAD_URL, C.BAD_ID, C.REPEATED_VALUE}
WRITTEN = {'text', 'date', 'partial_date', 'url', 'id', 'number', 'code', 'mail'}


def written_fields(fields: list[dict[str, Any]], path: tuple[str, ...] = ()) -> Iterable[tuple[tuple[str, ...], Any]]:
    """The fields that somebody writes into, each with its path."""
    for field in fields:
        here = (*path, field['name'])
        if field['kind'] in WRITTEN:
            yield here, field
        yield from written_fields(field.get('fields', []), here)


def values_for(field: dict[str, Any]) -> list[Any]:
    """Values of *field* near its limits, and some that are none."""
    limits = [field.get(name, 1) for name in ('min_length', 'max_length')]
    lengths = sorted({1, 2, *(limit + step for limit in limits for step in (-1, 0, 1) if limit + step > 0)})
    texts = [('ord ' * length)[: length - 1] + 'x' for length in lengths] + ['å' * length for length in lengths]
    texts += [
        '–',
        '…!',
        '½',
        '3',
        'nej',
        'yes',
        '2026-02-30',
        '2026',
        'a@b',
        'info@example.org',
        'https://example.org/a',
    ]
    if not field.get('many'):
        return texts
    return [[text] for text in texts] + [['a', 'b', 'a'], ['a', 'b'], ['Å', 'å'], [str(number) for number in range(40)]]


def header_of(kind: str, path: tuple[str, ...], value: Any, fields: list[dict[str, Any]]) -> dict[str, Any]:
    """The least header of a page of *kind* with *value* at *path*."""
    found: dict[str, Any] = json.loads(json.dumps(LEAST[kind]))
    at, these = found, fields
    for name in path[:-1]:
        field = next(field for field in these if field['name'] == name)
        if field.get('many'):
            at[name] = at.get(name) or [{}]
            at = at[name][0]
        else:
            at = at.setdefault(name, {})
        these = field['fields']
    at[path[-1]] = value
    return found


def check(docname: str, header: dict[str, Any], body: str, vocabulary: Vocabulary) -> list[Problem]:
    """What is wrong with a page that has this *header* and *body*."""
    lines = [f'{name}: {json.dumps(value, ensure_ascii=False)}' for name, value in header.items()]
    text = '\n'.join(['---', *lines, '---', '', '# A', '', body, ''])
    return validate(text, docname, f'{docname}.md', vocabulary)[2]


@pytest.mark.slow
@pytest.mark.parametrize('kind', form_kinds(KINDS))
def test_values_of_fields(kind: str, spec: dict[str, Any], vocabulary: Vocabulary) -> None:
    fields = spec['forms'][kind]['fields']
    cases = [(path, field, value) for path, field in written_fields(fields) for value in values_for(field)]
    work = '(rules, [field, value]) => rules.problems(field, value).map(([code]) => code)'
    theirs = by_rules(spec, work, [(field, value) for _, field, value in cases])
    folder = 'cases/nationellt/a' if kind == 'case' else f'{spec["forms"][kind]["folder"]}/a'
    ours = []
    for path, _, value in cases:
        problems = check(folder, header_of(kind, path, value, fields), '', vocabulary)
        ours.append(codes_at(problems, path))
    where = [(path, value) for path, _, value in cases]
    assert differences(where, ours, [sorted(set(codes)) for codes in theirs]) == []
    assert sum(map(bool, ours)) > 50


def codes_at(problems: Iterable[Problem], path: tuple[str, ...]) -> list[str]:
    """What the check finds in the field at *path*, in the form's words."""
    found = set()
    for problem in problems:
        field = re.sub(r'\[\d+\]', '', dict(problem.details).get('field', ''))
        if problem.code in OF_FIELDS and field in ('', '.'.join(path)):
            found.add(problem.code.value)
        elif problem.code is C.FIELD_EMPTY and field == '.'.join(path):
            found.add('missing')
    return sorted(found)


def test_what_fields_mean_together(spec: dict[str, Any], vocabulary: Vocabulary) -> None:
    stages, levels = vocabulary.ids('stage'), vocabulary.ids('level')
    pages = [
        (
            'case',
            'cases/nationellt/a',
            {'stage': stage, 'reason': 'Det var för dyrt.'} | ({'instead': 'Något annat kom.'} if instead else {}),
        )
        for stage in stages
        for instead in (False, True)
    ] + [
        ('pilot', 'docs/pilots/a', {'level': level, 'stage': stage, 'regions': list(regions)})
        for level in levels
        for stage in stages
        for regions in ((), ('a',), ('a', 'b'))
    ]
    values = [{**LEAST[kind], **more} for kind, _, more in pages]
    ours = []
    for (_, docname, _), value in zip(pages, values, strict=True):
        problems = check(docname, value, '', vocabulary)
        codes: dict[Code, list[str]] = {C.ASKED_MISSING: ['instead', 'missing'], C.TOO_FEW: ['regions', 'too-few']}
        ours.append([codes[problem.code] for problem in problems if problem.code in codes])
    # whether a kind has the field is known to the form's controls
    work = """(values, joined) => values.map((value) =>
        S3.formChecks.ruleProblems(value, joined).map(([name, code]) => [name, code]))"""
    theirs = run(work, values, spec['value_rules']['joined'])
    named = [{field['name'] for field in spec['forms'][kind]['fields']} for kind, _, _ in pages]
    shown = [[found for found in rules if found[0] in names] for rules, names in zip(theirs, named, strict=True)]
    assert differences(pages, ours, shown) == []
    assert sum(map(bool, ours)) > 3


def test_sources_that_stand_twice_or_for_nothing(vocabulary: Vocabulary) -> None:
    random = Random(12)
    cases = [
        (random.choices('abcd', k=random.randint(1, 4)), random.sample('abcd', random.randint(0, 3))) for _ in range(99)
    ]
    ours = []
    for names, cited in cases:
        sources = [{**LEAST['case']['sources'][0], 'id': name} for name in names]
        body = ' '.join(f'Ord.[^{name}]' for name in cited)
        problems = check('cases/nationellt/a', {**LEAST['case'], 'sources': sources}, body, vocabulary)
        found = [p for p in problems if p.code in {C.REPEATED_VALUE, C.UNUSED_SOURCE}]
        ours.append(sorted([problem.code.value, dict(problem.details)['value']] for problem in found))
    work = '(cases) => cases.map(([ids, used]) => S3.formChecks.sourceProblems(ids, new Set(used), () => true))'
    theirs = [sorted([code, name] for _, code, name in found) for found in run(work, cases)]
    assert differences(cases, ours, theirs) == []
