"""Every field of every header stands on its page, or the class says that it does not and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic.dataclasses import dataclass

from s3ext.core.model.annotations import Sheet
from s3ext.core.model.labels import Labels
from s3ext.core.model.values import STRICT, Text
from s3ext.core.model.vocabulary import parse
from s3ext.core.schema.spec import Field, FieldKind, fields_of
from s3ext.handbook.kinds.theme import Theme
from tests.fact_samples import SOURCES, WHOLE
from tests.kinds import KINDS
from tests.library import VOCABULARY
from tests.site.sitekit import Page, build_clean, build_site, copy_mini, header
from tests.texts import LANGUAGES, load_texts

DOCNAMES = {
    **{kind: f'{folder}/hel-{kind}' for kind, folder in KINDS.folders.items()},
    'case': 'cases/region-ett/helt-fall',
    'region': 'docs/regions/region',
    'glossary': 'docs/glossary',
    'page': 'docs/registers/hel-sida',
}
#: records that the whole headers name
NAMED = {
    'region': ('region-ett', 'region-tva', 'region-skrivare'),
    'theme': ('tema-ett', 'tema-tva'),
    'pilot': ('pilot-ett', 'pilot-tva'),
    'obstacle': ('hinder-ett', 'hinder-tva'),
    'case': ('fall-ett', 'fall-tva', 'fall-tre', 'fall-fyra'),
    'method': ('metod-ett', 'metod-tva'),
    'workshop': ('workshop-ett',),
    'template': ('mall-ett',),
}
LABELS = Labels(
    texts=load_texts('sv'),
    vocabulary=parse(VOCABULARY.read_text('utf-8'), 'docs/vocabulary.yaml', KINDS, LANGUAGES)[0],
)


def source_of(fields: dict[str, Any], title: str) -> str:
    """The source of a page that shows what its header has to show."""
    notes = ''.join(f'[^{source["id"]}]' for source in fields.get('sources', ()))
    shown = ''.join(f':::{{{name}}}\n:::\n\n' for name in sorted(KINDS.directives) if name in fields)
    shown += ':::{template}\n\nEtt kort.\n\n:::\n' if 'files' in fields else ''
    return f'---\n{json.dumps(fields, ensure_ascii=False)}\n---\n\n# {title}\n\nBrödtext.{notes}\n\n{shown}'


@pytest.fixture(scope='module')
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The page of each kind with every field filled."""
    root = copy_mini(tmp_path_factory.mktemp('printed') / 'site')
    written = {DOCNAMES[kind]: source_of(fields, f'Hela sidan {kind}') for kind, fields in WHOLE.items()}
    models = {
        'region': 'docs/regions/alfa',
        'theme': 'docs/themes/vatten',
        'pilot': 'docs/pilots/prov',
        'obstacle': 'docs/obstacles/underlag',
        'case': 'cases/alfa/ett-fall',
        'method': 'docs/methods/matning',
        'workshop': 'docs/workshops/verkstad',
    }
    headers = {kind: header(root / f'{docname}.md') for kind, docname in models.items()}
    headers['template'] = {
        name: value for name, value in WHOLE['template'].items() if name in KINDS.required['template'] | {'sources'}
    }
    # its text uses words that the glossary of this site does not have
    written[models['obstacle']] = source_of(header(root / f'{models["obstacle"]}.md'), 'Hinder')
    codes = iter(range(90, 99))
    for kind, ids in NAMED.items():
        for name in ids:
            folder = 'cases/alfa' if kind == 'case' else KINDS.folders[kind]
            other: dict[str, Any] = {}
            if kind == 'region':
                other = {'county_code': str(next(codes)), 'authority': f'Myndigheten {name}'}
                # who is a neighbour of one is one's neighbour
                other['borders'] = ['region'] if name in WHOLE['region']['borders'] else []
            written[f'{folder}/{name}'] = source_of({**headers[kind], **other}, f'Sidan {name}')
    for docname, source in written.items():
        file = root / f'{docname}.md'
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, 'utf-8')
    built = build_clean(root)
    return {kind: built.page(docname) for kind, docname in DOCNAMES.items()}


def leaves(fields: tuple[Field, ...], values: dict[str, Any], path: str = '') -> Iterator[tuple[str, Field, str]]:
    """Every field that holds a value of its own, with its path and one value that *values* gives it."""
    for field in fields:
        if field.name == 'withdrawn':  # a page that is says nothing else
            continue
        value, name = values[field.name], f'{path}{field.name}'
        if field.kind is FieldKind.GROUP:
            together = (
                {part: inner for item in reversed(value) for part, inner in item.items()} if field.many else value
            )
            yield from leaves(field.fields, together, f'{name}.')
        else:
            yield name, field, value[0] if isinstance(value, list) else value


def printed(field: Field, value: str, page: Page) -> bool:
    """Whether *value* stands on *page*: as it is, or as its kind of values reads to people."""
    section = page.one('.s3-page')
    text = ' '.join(section.get_text().split())
    match field.kind:
        case FieldKind.CHOICE:
            forms = [LABELS.term(field.choices, value)]
        case FieldKind.DATE | FieldKind.PARTIAL_DATE:
            forms = [LABELS.date(value)]
        case FieldKind.REFERENCE:
            forms = [f'Sidan {value}', f'Myndigheten {value}']
        case FieldKind.FLAG:
            forms = [LABELS.texts['print_own'].strip()]
        case FieldKind.NUMBER if field.name == 'duration':
            forms = [LABELS.duration(int(value))]
        case FieldKind.SOURCE:
            forms = [next(source['title'] for source in SOURCES if source['id'] == value)]
        case FieldKind.URL:
            return any(link.get('href') == value for link in section.select('a'))
        case FieldKind.ID:
            return any(str(link.get('href')).endswith(f'#term-{value}') for link in section.select('a'))
        case _:
            forms = [value]
    return any(form.lower() in text.lower() for form in forms)


@pytest.mark.parametrize('kind', KINDS.by_id)
def test_nothing_that_a_person_wrote_vanishes_without_a_word(kind: str, pages: dict[str, Page]) -> None:
    found = list(leaves(fields_of(kind, KINDS), WHOLE[kind]))
    if kind == 'page':  # a plain page shows its title, its text and its sources
        found = [(path, field, value) for path, field, value in found if path.startswith('sources.')]
    missing = {path for path, field, value in found if not printed(field, value, pages[kind])}
    assert missing == {path for path, field, _ in found if field.unprinted}


def test_each_field_that_is_not_printed_has_a_reason() -> None:
    kinds = [leaves(fields_of(kind, KINDS), WHOLE[kind]) for kind in KINDS.by_id]
    reasons = {field.unprinted for found in kinds for _, field, _ in found}
    assert len(reasons) > 5
    assert all(len(reason.split()) > 2 for reason in reasons - {''})


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class WiderTheme(Theme):
    """A kind with a field that somebody forgot to name."""

    colour: Annotated[Text, Sheet(9)] | None = None


def test_a_field_without_a_name_ends_the_build_with_the_file_to_edit(
    mini_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not at the first page that has it, with the name of a handler."""
    monkeypatch.setitem(KINDS.by_id, 'theme', WiderTheme)
    built = build_site(mini_site)
    assert 's3ext/handbook/texts/fields-sv.toml:1:1: fel[incomplete-kind]: ' in built.error
    assert 'WiderTheme.colour' in built.error and 'KeyError' not in built.error
