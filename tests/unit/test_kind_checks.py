"""A kind or field that is not complete: everything that is missing is told at the start, with the file to edit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, ClassVar

import pytest
from pydantic.dataclasses import dataclass

from s3ext import handbook
from s3ext.__main__ import main
from s3ext.core.model.annotations import Filter, InText, Ref, Sheet, Total
from s3ext.core.model.header import Header
from s3ext.core.model.kind import Kind
from s3ext.core.model.kind_checks import check_kinds
from s3ext.core.model.kinds import Kinds
from s3ext.core.model.values import STRICT, Number, Slug, Text
from s3ext.core.problems import Code, Problem, ProblemCode
from s3ext.core.schema.guide_checks import check_guide, check_records
from s3ext.handbook.kinds.theme import Theme
from tests.kinds import KINDS
from tests.texts import LANGUAGES, load_guide, load_texts

FIELDS = 's3ext/handbook/texts/fields-sv.toml'
TEXTS = 's3ext/handbook/texts/sv.toml'
HERE = f'{__name__.replace(".", "/")}.py'


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Size:
    """A group that does not say how it reads."""

    width: Text


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Tool(Header):
    """A kind that somebody began."""

    about: ClassVar[Kind] = Kind(
        id='tool',
        folder='docs/themes',
        facet='tool',
        members=('case', 'shop'),
        editions=1,
        index=1,
        expects=('case',),
        gaps=1,
    )  # fmt: skip

    scale: Annotated[Text, Filter(), Sheet(1, empty='no_scale')]
    maker: Annotated[Slug, Ref('factory'), Sheet(2)]
    size: Annotated[Size, Sheet(3)]
    price: Annotated[Text, Sheet(4, by='price_values')]

    @property
    def grades(self) -> Annotated[tuple[str, ...], Filter()]:
        """Something computed that lists can be filtered by."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class WiderTheme(Theme):
    """A kind with a field that has no words yet."""

    colour: Annotated[Text, Sheet(9)] | None = None


def widen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the profile a theme with a field more."""
    kinds = Kinds(tuple(WiderTheme if cls is Theme else cls for cls in KINDS.classes))
    records = replace(handbook.PROFILE.records, kinds=kinds)
    monkeypatch.setattr(handbook, 'PROFILE', replace(handbook.PROFILE, load=lambda: records))


def reported(problems: list[Problem]) -> set[tuple[str, str, str]]:
    """File, cause and what is missing."""
    found = set()
    for problem in problems:
        details = dict(problem.details)
        found.add((problem.path, details['cause'], details.get('other') or details['value']))
    return found


@pytest.mark.parametrize('language', LANGUAGES)
def test_the_kinds_of_the_handbook_are_complete(language: str) -> None:
    assert check_kinds(load_texts(language), KINDS) == []
    assert check_guide(load_guide(language), KINDS) == []


def test_all_that_a_new_kind_lacks_is_reported_at_once() -> None:
    problems = check_kinds(load_texts('sv'), Kinds((*KINDS.classes, Tool)))
    own = {(path, cause, what) for path, cause, what in reported(problems) if 'theme' not in path}
    assert own == {
        (TEXTS, 'lacking_text', 'tool'),
        (TEXTS, 'lacking_text', 'tool_one'),
        (TEXTS, 'lacking_text', 'tool_many'),
        (TEXTS, 'lacking_text', 'cli_option_tool'),
        (TEXTS, 'lacking_text', 'edition_tool'),
        (TEXTS, 'lacking_text', 'index_tool'),
        (TEXTS, 'lacking_text', 'gap_tool_case'),
        (TEXTS, 'lacking_text', 'no_scale'),
        (FIELDS, 'lacking_words', 'Tool.scale'),
        (FIELDS, 'lacking_words', 'Tool.maker'),
        (FIELDS, 'lacking_words', 'Tool.size'),
        (FIELDS, 'lacking_words', 'Tool.price'),
        (FIELDS, 'lacking_words', 'Tool.grades'),
        (FIELDS, 'lacking_words', 'Size.width'),
        (HERE, 'lacking_folder', 'tool'),
        (HERE, 'lacking_reference', 'factory'),
        (HERE, 'lacking_kind', 'shop'),
        (HERE, 'lacking_sheet', 'Size.sheet_values'),
        (HERE, 'lacking_sheet', 'price_values'),
    }


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Course(Theme):
    """A kind whose fields name what is not there."""

    hours: Annotated[Number, Total('parts', 'hours')]
    plan: Annotated[Text, InText(by='plan_table')]


class OwnCode(Code):
    """A code of a rule of a handbook."""

    TOO_DEAR = 'too-dear'


def test_what_a_field_in_the_text_and_a_sum_lack() -> None:
    problems = check_kinds(load_texts('sv'), Kinds(tuple(Course if cls is Theme else cls for cls in KINDS.classes)))
    found = reported([problem for problem in problems if problem.path == HERE])
    assert found == {(HERE, 'lacking_total', 'parts.hours'), (HERE, 'lacking_in_text', 'plan_table')}


def test_a_code_of_its_own_has_a_message_and_help_in_every_language() -> None:
    records = replace(handbook.PROFILE.records, codes=tuple(OwnCode))
    problems = check_records(handbook.PROFILE.texts, records)
    files = {f's3ext/handbook/texts/{name}.toml' for name in ('sv', 'en', 'guide-sv', 'guide-en')}
    assert {(problem.path, dict(problem.details)['value']) for problem in problems} == {
        (file, 'too-dear') for file in files
    }
    assert not OwnCode.TOO_DEAR.is_note
    with pytest.raises(ValueError, match='too-few'):
        replace(records, codes=(ProblemCode.TOO_FEW,))


def test_the_check_names_the_file_and_the_line_to_add(
    mini_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    widen(monkeypatch)
    assert main(['check', '--root', str(mini_site)]) == 1
    english, line = [line for line in capsys.readouterr().out.splitlines() if 'incomplete-kind' in line]
    assert english == line.replace(FIELDS, FIELDS.replace('sv', 'en'))
    assert line == (
        f'{FIELDS}:1:1: fel[incomplete-kind]: Ett slag av sidor är inte färdigt: fältet WiderTheme.colour saknar ord. '
        'Raden colour under [WiderTheme] ska också ha label = "…", hint = "…".'
    )


def test_the_schema_is_not_written_from_half_a_kind(
    mini_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    widen(monkeypatch)
    assert main(['schema', '--root', str(mini_site)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(':')[0] for line in lines] == [FIELDS.replace('sv', 'en'), FIELDS]
    assert not (mini_site / 'schema').exists()


def test_a_kind_without_a_word_in_the_guide_is_reported() -> None:
    guide = load_guide('sv')
    del guide.kinds['method'], guide.outlines.sections['pilot'], guide.form['new_obstacle']
    folder = 's3ext/handbook/texts'
    assert reported(check_guide(guide, KINDS)) == {
        (f'{folder}/guide-sv.toml', 'lacking_guide', 'kinds'),
        (f'{folder}/guide-sv.toml', 'lacking_guide', 'form'),
        (f'{folder}/outlines-sv.toml', 'lacking_guide', 'sections'),
    }
