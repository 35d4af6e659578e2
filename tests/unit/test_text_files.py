"""Where texts come from: a profile's own before the engine's English, and everything that a language lacks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest

from s3ext.__main__ import main
from s3ext.core.model.kind_checks import check_texts
from s3ext.core.model.outlines import load_outlines, placeholders
from s3ext.core.schema.guide import load_guide
from s3ext.core.texts.files import ENGINE, ENGLISH, PARTS, Lacking, Tables, TextFiles, lacking, tables
from s3ext.core.texts.messages import load_texts
from tests.texts import FILES

Write = Callable[[str, str], None]


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Writes a file of texts of the package ``other_profile``, that nobody has read yet."""
    folder = tmp_path / 'other_profile' / 'texts'
    folder.mkdir(parents=True)
    (folder.parent / '__init__.py').write_text('', 'utf-8')
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.modules.pop('other_profile', None)

    def write(name: str, text: str) -> None:
        (folder / name).write_text(text, 'utf-8')

    yield write
    sys.modules.pop('other_profile', None)


def pairs(texts: Tables) -> list[tuple[str, str]]:
    """Every table and name."""
    return [(table, name) for table, found in texts.items() for name in found]


def files(*languages: str) -> TextFiles:
    """The texts of the package that the test writes; texts are read once for each set of *languages*."""
    return TextFiles(package='other_profile', languages=languages)


def test_the_nearest_text_is_taken(other: Write) -> None:
    other('nb.toml', '[interface]\nerror = "feil"\nown = "egen"\n[problem]\ntitle-missing = "Uten tittel."\n')
    other('en.toml', '[interface]\nnote = "remark"\nown = "own"\nmore = "more"\n')
    texts, engine = load_texts('nb', files('nb', 'en', 'a')), load_texts('en', ENGINE)
    assert (texts.language, texts['error'], texts['own']) == ('nb', 'feil', 'egen')
    assert (texts['note'], texts['more']) == ('remark', 'more')
    assert texts['did_you_mean'] == engine['did_you_mean']
    assert texts.problems['title-missing'] == 'Uten tittel.'
    assert texts.problems['title-repeated'] == engine.problems['title-repeated']


def test_what_a_field_is_called_is_taken_whole(other: Write) -> None:
    other('fields-nb.toml', '[Tiltak]\nfare = {label = "Fare", hint = "Hvilken."}\n')
    other('fields-en.toml', '[Tiltak]\nfare = {label = "Hazard", sheet = "Which hazard", hint = "Which."}\n')
    texts = load_texts('nb', files('nb', 'en', 'b'))
    assert texts.sheet_label('Tiltak', 'fare') == 'Fare'
    assert texts.fields['Source']['url']['label'] == 'Web address'


@pytest.mark.parametrize(
    ('languages', 'asked', 'known'),
    [
        (('nb',), 'nb', 'nb'),
        (('nb',), 'fi', 'nb'),
        (('nb', 'nn', 'en'), 'nn', 'nn'),
        (('nb', 'nn', 'en'), 'fi', 'en'),
    ],
)
def test_a_language_without_texts(languages: tuple[str, ...], asked: str, known: str) -> None:
    assert files(*languages).known(asked) == known
    assert files(*languages).default == 'nb'


def test_everything_that_a_language_lacks_is_reported_with_its_file(other: Write) -> None:
    own = files('nb', 'en')
    other('nb.toml', '[interface]\nown = "egen"\nerror = "feil"\n')
    other('en.toml', '[interface]\nnew = "new"\n')
    engine = [(part, *pair) for part in PARTS for pair in pairs(tables(part, ENGLISH, ENGINE))]
    missing = lacking(own)
    wanted = [(own.path(part, 'nb'), table, name) for part, table, name in engine if name != 'error']
    assert set(missing) == {
        *wanted,
        ('other_profile/texts/nb.toml', 'interface', 'new'),
        ('other_profile/texts/en.toml', 'interface', 'own'),
    }
    assert ('other_profile/texts/outlines-nb.toml', '', 'title') in missing
    messages = load_texts('en', ENGINE).report(check_texts(own))
    assert (
        'other_profile/texts/en.toml:1:1: error[text-missing]: A text is missing: add the line own under [interface], '
        'in the language of the file. English stands in its place until then.'
    ) in messages
    assert len(messages) == len(missing)


def test_the_handbook_lacks_none() -> None:
    assert lacking(FILES) == []
    assert lacking(ENGINE) == []


def test_the_schema_is_not_written_without_a_text(
    mini_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        's3ext.core.model.kind_checks.lacking', lambda files: [Lacking(files.path('', 'en'), 'interface', 'home')]
    )
    assert main(['schema', '--root', str(mini_site)]) == 1
    assert capsys.readouterr().out == (
        's3ext/handbook/texts/en.toml:1:1: fel[text-missing]: En text saknas: lägg till raden home under [interface], '
        'på filens språk. Till dess står engelska där.\n'
    )


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize('language', FILES.languages)
def test_placeholders_of_the_handbook_are_those_of_the_engine(language: str) -> None:
    for part, table in (('', 'problem'), ('', 'interface'), ('guide-', 'text'), ('guide-', 'form')):
        engine, own = tables(part, ENGLISH, ENGINE)[table], tables(part, language, FILES)[table]
        assert {name for name in engine if names(engine[name]) != names(own[name])} == set()


#: beginnings of words that belong to one handbook, one country or one language
FOREIGN = ('smart speciali', 'swed', 'county', 'region', 'pilot', 'tillatet', 'å', 'ä', 'ö')


def test_the_engine_speaks_of_no_handbook_country_or_language() -> None:
    """The words of the texts, not the names that code asks for them by."""
    for part in PARTS:
        for table, texts in tables(part, ENGLISH, ENGINE).items():
            for name, text in texts.items():
                lowered = str(text).lower()
                assert not [word for word in FOREIGN if word in lowered], (part, table, name)


def test_what_new_pages_begin_with_in_every_language() -> None:
    found = placeholders(FILES)
    assert found.titles == {load_outlines(language, FILES).title for language in FILES.languages}
    assert len(found.titles) == 2
    assert not [text for text in found.sentences if text.startswith(':::')]


def test_a_profile_without_outlines_has_no_sentences(other: Write) -> None:
    other('nb.toml', '')
    found = placeholders(files('nb', 'c'))
    assert found.titles == {'Title'}
    assert found.sentences == frozenset()
    assert load_guide('nb', files('nb', 'c')).kinds == {'page': 'All pages'}
