"""``python -m s3ext new``: a valid page from few answers, with or without a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.commands.project import read_content
from s3ext.core.problems import ProblemCode
from s3ext.core.schema.questions import questions, slug
from s3ext.core.schema.writing import scalar
from s3ext.handbook.kinds.case import Case
from s3ext.handbook.kinds.workshop import Workshop
from tests.kinds import KINDS
from tests.systems import needs_limits, with_small_disk

SUMMARY = 'En sammanfattning som är lång nog för att duga i listor och i sökningen.'
SOURCE = {'publisher': 'Region Alfa', 'source-title': 'Rapport: "ett"', 'url': 'https://www.example.org/a#b'}
ANSWERS = {
    'case': {
        'title': 'Ett nytt fall: vatten', 'summary': SUMMARY, 'regions': 'Alfa, orsa', 'themes': 'vatten',
        'process': 'Färdplan', 'from': '2024', 'stage': 'Pågår', 's3-link': 'namns',
        'written-by': 'alfa', **SOURCE,
    },
    'workshop': {
        'title': 'En ny workshop', 'summary': SUMMARY, 'process': 'fardplan', 'audience': 'Handläggare, cluster',
        'min': '6', 'max': '24', 'agenda': 'Start; 10; plenary | Arbete: del 1; 50; vid borden',
        'written-by': 'Redaktionen', **SOURCE,
    },
    'pilot': {
        'title': 'En ny pilot', 'summary': SUMMARY, 'kind': 'peer-review', 'level': 'Mellan regioner',
        'from': '2024-05', 'stage': 'running', 'regions': 'alfa, orsa', 'themes': '', 'written-by': 'Örsa', **SOURCE,
    },
    'obstacle': {
        'title': 'Ett nytt hinder', 'summary': SUMMARY, 'level': 'regional', 'owner': 'regionerna, lärosäten',
        'written-by': 'annan', **SOURCE,
    },
    # what the editors propose has no source
    'template': {
        'title': 'En ny mall', 'summary': SUMMARY, 'process': 'fardplan', 'audience': 'officer', 'files': 'Word, xlsx',
        'basis': 'editors', 'written-by': 'redaktionen',
    },
}  # fmt: skip
FILES = {
    'case': 'cases/alfa/ett-nytt-fall-vatten.md',
    'workshop': 'docs/workshops/en-ny-workshop.md',
    'pilot': 'docs/pilots/en-ny-pilot.md',
    'obstacle': 'docs/obstacles/ett-nytt-hinder.md',
    'template': 'docs/templates/en-ny-mall.md',
}


def options(kind: str, **changed: str | None) -> list[str]:
    answers = {**ANSWERS[kind], **{name.replace('_', '-'): value for name, value in changed.items()}}
    return [part for name, value in answers.items() if value is not None for part in (f'--{name}', value)]


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, 'stdin', StringIO())


@pytest.mark.usefixtures('no_terminal')
@pytest.mark.parametrize('kind', ANSWERS)
def test_a_page_from_options_is_valid(kind: str, mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['new', kind, '--root', str(mini_site), *options(kind)]) == 0
    output = capsys.readouterr().out
    assert output.startswith(f'Skrev {FILES[kind]}\n')
    assert f'python -m s3ext check {FILES[kind]}' in output
    content = read_content(mini_site)
    # the skeleton's own sentences are left to write
    assert {problem.code for problem in content.problems} == {ProblemCode.PLACEHOLDER}
    item = content.catalog.get(kind, Path(FILES[kind]).stem)
    assert item is not None
    assert (item.title, item.record.summary) == (ANSWERS[kind]['title'], SUMMARY)
    authors = {'case': 'alfa', 'pilot': 'orsa', 'obstacle': 'annan'}
    assert item.record.author == authors.get(kind, 'redaktionen')
    # nobody has reviewed or approved what has just been begun
    text = (mini_site / FILES[kind]).read_text('utf-8')
    assert item.record.is_draft and 'reviewed_on' not in text and 'approved' not in text
    sources = [(source.id, source.title, source.url) for source in item.record.sources]
    given = SOURCE.items() <= ANSWERS[kind].items()
    assert sources == ([('region-alfa', SOURCE['source-title'], SOURCE['url'])] if given else [])
    if isinstance(item.record, Case):
        assert (item.record.regions, item.record.stage, item.record.process) == (
            ('alfa', 'orsa'),
            'running',
            ('fardplan',),
        )
    if isinstance(item.record, Workshop):
        assert (item.record.duration, item.record.audience) == (60, ('officer', 'cluster'))
        assert [(part.part, part.minutes, part.mode) for part in item.record.agenda][1] == (
            'Arbete: del 1',
            50,
            'table',
        )
    assert '\n# -' in (mini_site / FILES[kind]).read_text('utf-8')


@pytest.mark.usefixtures('no_terminal')
@pytest.mark.parametrize(
    ('changed', 'message'),
    [
        ({'stage': 'runing'}, '"runing" finns inte i listan för "stage". Menade du "running"?'),
        ({'regions': 'Alffa'}, '"Alffa" finns inte i listan för "regions". Menade du "alfa"?'),
        ({'summary': 'kort'}, 'Fältet "summary" är för kort: 4 tecken. Skriv minst 40.'),
        ({'from': 'våren'}, '"våren" är inte ett datum.'),
        ({'url': 'example.org'}, '"example.org" är inte en webbadress.'),
        ({'stage': None}, '--stage saknas.'),
        ({'written_by': None}, '--written-by saknas.'),
        ({'written_by': 'redaktion'}, '"redaktion" finns inte i listan för "written_by". Menade du "redaktionen"?'),
        ({'title': None}, '--title saknas.'),
        ({'title': '数据 ☺'}, '--id saknas.'),
        ({'id': 'Ett Fall'}, '"Ett Fall" duger inte som id.'),
    ],
)
def test_answers_that_do_not_fit(
    changed: dict[str, str | None], message: str, mini_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(mini_site.rglob('*.md'))
    assert main(['new', 'case', '--root', str(mini_site), *options('case', **changed)]) == 2
    assert message in capsys.readouterr().err
    assert sorted(mini_site.rglob('*.md')) == before


@pytest.mark.usefixtures('no_terminal')
def test_nothing_is_overwritten(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ['new', 'case', '--root', str(mini_site), *options('case')]
    assert main(call) == 0
    file = mini_site / FILES['case']
    file.write_text('mitt', 'utf-8')
    assert main(call) == 1
    assert file.read_text('utf-8') == 'mitt'
    assert 'används redan av' in capsys.readouterr().err


@needs_limits
def test_of_a_page_that_does_not_fit_on_the_disk_nothing_is_left(mini_site: Path) -> None:
    before = sorted(mini_site.rglob('*'))
    done = with_small_disk(['new', 'obstacle', *options('obstacle')], mini_site, 300)
    assert (done.returncode, done.stdout) == (1, '')
    assert done.stderr.startswith('Disken är full')
    assert sorted(mini_site.rglob('*')) == before


@pytest.mark.usefixtures('no_terminal')
def test_a_stopped_case_has_to_say_more(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['new', 'case', '--root', str(mini_site), *options('case', stage='stopped')]) == 1
    assert 'instead' in capsys.readouterr().err
    assert not (mini_site / FILES['case']).exists()


def test_at_a_terminal_questions_are_asked_again(
    mini_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {**ANSWERS['case']}
    title = given.pop('title')
    answers: Iterator[str] = iter(
        ['', '数据', title, 'kort', given['summary'], given['regions'], given['themes'], given['process'], '2024', '',
         '', 'runing', 'running', 'namns', 'Alpha', 'Alfa', 'Region Alfa', 'Rapport: "ett"', 'example', SOURCE['url']]
    )  # fmt: skip
    monkeypatch.setattr(sys.stdin, 'isatty', lambda: True, raising=False)
    monkeypatch.setattr('builtins.input', lambda prompt: next(answers))
    assert main(['new', 'case', '--root', str(mini_site)]) == 0
    assert next(answers, None) is None
    output = capsys.readouterr().out
    for message in (
        '"数据" duger inte som id',
        'Menade du "running"?',
        'är för kort: 4 tecken',
        '"example" är inte en webbadress',
        'Pågår',
    ):
        assert message in output
    assert {problem.code for problem in read_content(mini_site).problems} == {ProblemCode.PLACEHOLDER}


def all_but(kind: str, asked: str) -> list[str]:
    """The options of a call that leaves the one question *asked* to be asked."""
    others = {question.option: '' for question in questions(kind, KINDS) if question.optional}
    answers = {**others, **ANSWERS[kind]}
    return [part for name, value in answers.items() if name != asked for part in (f'--{name}', value)]


def at_terminal(monkeypatch: pytest.MonkeyPatch, *answers: str) -> Iterator[str]:
    """Have the questions answered with *answers*; what is left of them."""
    left = iter(answers)
    monkeypatch.setattr(sys.stdin, 'isatty', lambda: True, raising=False)
    monkeypatch.setattr('builtins.input', lambda prompt: next(left))
    return left


def test_what_a_source_may_lack_can_be_left_empty(mini_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = at_terminal(monkeypatch, '')
    assert main(['new', 'obstacle', '--root', str(mini_site), *all_but('obstacle', 'url')]) == 0
    assert next(left, None) is None
    text = (mini_site / FILES['obstacle']).read_text('utf-8')
    assert not [line for line in text.splitlines() if line.strip().startswith('url:')]
    # the page can say instead who has the source
    codes = {problem.code for problem in read_content(mini_site).problems}
    assert codes == {ProblemCode.PLACEHOLDER, ProblemCode.SOURCE_PLACE}


@pytest.mark.parametrize(
    ('kind', 'option', 'answer', 'how'),
    [
        ('workshop', 'audience', 'Handläggare', 'Flera: skriv komma emellan. Minst en.'),
        ('workshop', 'agenda', 'Start; 10; plenary', 'Skriv varje del som  del; minuter; arbetssätt  med | emellan.'),
    ],
)
def test_what_needs_an_answer_says_so(
    kind: str, option: str, answer: str, how: str, mini_site: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    left = at_terminal(monkeypatch, '', answer)
    assert main(['new', kind, '--root', str(mini_site), *all_but(kind, option)]) == 0
    assert next(left, None) is None
    output = capsys.readouterr().out
    # with the question, as the answer to an empty line, and with the question again
    assert output.count(f'{how}\n') == 3
    assert 'Tomt om inget passar' not in output


@pytest.mark.parametrize('answer', ['Running', 'Pågår', 'running'])
def test_choices_are_shown_in_the_language_of_the_call(
    answer: str, mini_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    label = next(term.label('en') for term in read_content(mini_site).vocabulary.lists['stage'] if term.id == 'running')
    at_terminal(monkeypatch, label if answer == 'Running' else answer)
    call = ['new', 'case', '--root', str(mini_site), '--language', 'en', *all_but('case', 'stage')]
    assert main(call) == 0
    assert label in (output := capsys.readouterr().out)
    assert 'Pågår' not in output


@pytest.mark.usefixtures('no_terminal')
def test_answers_may_be_labels_of_any_language(mini_site: Path) -> None:
    label = next(term.label('en') for term in read_content(mini_site).vocabulary.lists['stage'] if term.id == 'running')
    assert main(['new', 'case', '--root', str(mini_site), *options('case', stage=label)]) == 0


def test_leaving_at_a_terminal_writes_nothing(mini_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(sys.stdin, 'isatty', lambda: True, raising=False)
    monkeypatch.setattr('builtins.input', leave)
    before = sorted(mini_site.rglob('*.md'))
    assert main(['new', 'case', '--root', str(mini_site)]) == 2
    assert sorted(mini_site.rglob('*.md')) == before


@pytest.mark.parametrize(
    ('title', 'expected'),
    [('Västra Götalands väg', 'vastra-gotalands-vag'), ('  Å – Ö! ', 'a-o'), ('S3: 100 %', 's3-100'), ('???', '')],
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected


@pytest.mark.parametrize('text', ['no', 'a: b', 'x # y', '- a', '"q"', '[a]', '*a', '06', "d'e", '{', 'år 2024, ett'])
def test_a_written_text_is_read_as_it_was(text: str) -> None:
    from s3ext.core.page.frontmatter import read

    raw, problems = read(f'a: {scalar(text)}', 'a.md')
    assert (raw.value, problems) == ({'a': text}, [])
