"""``python -m s3ext import``: documents as pages of a site, whole or not at all, and what is said of them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.commands import whole_files
from s3ext.commands.project import check_text, read_content
from s3ext.core.problems import ProblemCode
from tests.library import copy_library
from tests.word import BAD, DOCUMENTS, STOPPED
from tests.word.docx_parts import blank, picture, png, saved

C = ProblemCode
#: what a page lacks that nobody has filled in
LEFT = {C.FIELD_EMPTY, C.FIELD_MISSING, C.PLACEHOLDER, C.IMAGE_ALT, C.TOO_FEW}
#: documents with sources in their text that nothing there cites
UNCITED = {'kallforteckning.docx', 'numrerade-kallor.docx'}
ALFA = ('--region', 'alfa')


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, 'stdin', io.StringIO())


def files_in(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob('*') if path.is_file()}


def put(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(data)
    return file


def run(root: Path, file: Path, *options: str) -> int:
    return main(['import', str(file), '--root', str(root), *options])


def new_files(root: Path, before: dict[str, bytes]) -> set[str]:
    now = files_in(root)
    assert {path: now[path] for path in before} == before
    return now.keys() - before.keys()


@pytest.mark.parametrize('name', DOCUMENTS)
def test_every_document_becomes_a_page_that_lacks_only_what_nobody_knows(
    name: str, mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(mini_site)
    known = set(read_content(mini_site).problems)
    assert run(mini_site, put(tmp_path / 'in', name, DOCUMENTS[name]()), *ALFA) == 1
    written = new_files(mini_site, before)
    (page,) = [path for path in written if path.endswith('.md')]
    assert page.startswith('cases/alfa/')
    assert all(path.startswith(page.removesuffix('.md')) for path in written)
    found = [problem for problem in read_content(mini_site).problems if problem not in known]
    faults = {problem.code for problem in found if not problem.is_note}
    assert faults - {C.UNUSED_SOURCE} <= LEFT
    assert (C.UNUSED_SOURCE in faults) == (name in UNCITED)
    assert {problem.path for problem in found} == {page}
    said = capsys.readouterr().out
    assert said.startswith(f'Skrev {page}\nTogs med: ')
    assert 'Kvar för dig att fylla i:\n' in said
    assert f'python -m s3ext check {page}' in said


@pytest.mark.slow
def test_documents_in_a_whole_handbook(tmp_path: Path) -> None:
    library = copy_library(tmp_path / 'library')
    known = set(read_content(library).problems)
    for name in ('fotnoter.docx', 'bilder.docx', 'google-webbsida.zip', 'skog.odt'):
        assert run(library, put(tmp_path / 'in', name, DOCUMENTS[name]()), '--region', 'gotland') == 1
    found = [problem for problem in read_content(library).problems if problem not in known]
    assert {problem.code for problem in found if not problem.is_note} <= LEFT
    assert {Path(problem.path).parent.as_posix() for problem in found} == {'cases/gotland'}


def test_the_page_holds_the_text_and_what_is_known(mini_site: Path, tmp_path: Path) -> None:
    file = put(tmp_path / 'in', 'fall.docx', DOCUMENTS['fotnoter.docx']())
    run(mini_site, file, *ALFA)
    text = (mini_site / 'cases' / 'alfa' / 'vattenklustret-vaxer.md').read_text('utf-8')
    assert '\nregions: [alfa]\n' in text
    assert '\n# Vattenklustret växer\n' in text
    assert 'nytt område[^example], och klustret' in text
    assert '  - id: example\n    publisher:\n    title: Region Exempel, Strategi' in text
    assert '    url: https://www.example.org/strategi.pdf\n' in text
    assert 'title_en' not in text


def test_a_list_of_sources_is_told_with_what_waits_for_a_note(
    mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(mini_site, put(tmp_path / 'in', 'fall.docx', DOCUMENTS['numrerade-kallor.docx']()), *ALFA)
    text = (mini_site / 'cases' / 'alfa' / 'vind-till-havs.md').read_text('utf-8')
    assert '  - id: example-2\n    publisher:\n    title: "Linköpings universitet: Så växte hamnen"' in text
    assert 'Referenser' not in text
    said = capsys.readouterr().out
    assert 'källornas nummer i texten blev fotnoter: example-2; example; not-1\n' in said
    assert 'källor i texten blev källor; sätt fotnoter där de hör hemma: not-2\n' in said


def test_pictures_are_written_clean_and_called_by_the_page(
    mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(mini_site, put(tmp_path / 'in', 'bilder.docx', DOCUMENTS['bilder.docx']()), *ALFA)
    pictures = sorted((mini_site / 'cases' / 'alfa').glob('*.png'))
    assert [file.name for file in pictures] == ['rymd-och-satelliter-1.png', 'rymd-och-satelliter-2.png']
    assert not any(b'Karin' in file.read_bytes() for file in pictures)
    assert 'bilder av slag som webbläsare inte visar; spara dem som png: Diagram över satsade medel' in (
        capsys.readouterr().out
    )


def test_a_picture_that_is_too_large_is_made_smaller(mini_site: Path, tmp_path: Path) -> None:
    document = blank()
    document.add_heading('En stor bild', 0)
    picture(document, png(5_000, 300), 'Ett fält')
    run(mini_site, put(tmp_path / 'in', 'stor.docx', saved(document)), *ALFA)
    (file,) = (mini_site / 'cases' / 'alfa').glob('en-stor-bild-1.png')
    assert len(file.read_bytes()) < 1_000_000
    assert not [problem for problem in read_content(mini_site).problems if problem.code is C.BAD_FILE]


@pytest.mark.parametrize(('kind', 'folder'), [('workshop', 'docs/workshops'), ('obstacle', 'docs/obstacles')])
def test_other_kinds_of_pages(kind: str, folder: str, mini_site: Path, tmp_path: Path) -> None:
    file = put(tmp_path / 'in', 'titel.docx', DOCUMENTS['titel-och-rubriker.docx']())
    assert run(mini_site, file, '--as', kind) == 1
    assert (mini_site / folder / 'vatten-som-styrkeomrade.md').is_file()
    codes = {p.code for p in read_content(mini_site).problems if p.path.endswith('vatten-som-styrkeomrade.md')}
    assert codes - LEFT <= {C.THIN_PAGE, C.UNREACHED_PAGE, C.FIELD_NOT_SHOWN}


def test_a_name_that_is_taken_gets_a_number_and_nothing_is_overwritten(
    mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = put(tmp_path / 'in', 'bilder.docx', DOCUMENTS['bilder.docx']())
    run(mini_site, file, *ALFA)
    before = files_in(mini_site)
    capsys.readouterr()
    run(mini_site, file, *ALFA)
    assert 'cases/alfa/rymd-och-satelliter-2.md' in new_files(mini_site, before)
    assert 'namnet var upptaget' in capsys.readouterr().out


def test_where_a_case_belongs_is_not_guessed(
    mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(mini_site)
    file = put(tmp_path / 'in', 'fall.docx', DOCUMENTS['lankar.docx']())
    assert run(mini_site, file) == 2
    assert 'Säg med --region var sidan hör hemma' in capsys.readouterr().err
    assert run(mini_site, file, '--region', 'alfaa') == 2
    assert 'alfa' in capsys.readouterr().err
    assert new_files(mini_site, before) == set()


def test_the_only_region_that_the_text_names_is_taken_and_said(
    mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = blank()
    document.add_heading('Ett samarbete', 0)
    document.add_paragraph('Arbetet leddes av Alfa.')
    file = put(tmp_path / 'in', 'namn.docx', saved(document))
    assert run(mini_site, file) == 1
    assert 'sidan hör till Alfa, den enda som texten nämner' in capsys.readouterr().out
    document.add_paragraph('Örsa var med.')
    file.write_bytes(saved(document))
    assert run(mini_site, file) == 2
    assert 'Texten nämner flera: Alfa, Örsa' in capsys.readouterr().err


def test_at_a_terminal_it_asks(mini_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = io.StringIO('case\nnågon\nörsa\n')
    monkeypatch.setattr(answers, 'isatty', lambda: True)
    monkeypatch.setattr(sys, 'stdin', answers)
    assert run(mini_site, put(tmp_path / 'in', 'fall.docx', DOCUMENTS['lankar.docx']())) == 1
    assert (mini_site / 'cases' / 'orsa' / 'cirkular-textil.md').is_file()


def test_answers_that_end_write_nothing(mini_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_in(mini_site)
    answers = io.StringIO('case\n')
    monkeypatch.setattr(answers, 'isatty', lambda: True)
    monkeypatch.setattr(sys, 'stdin', answers)
    assert run(mini_site, put(tmp_path / 'in', 'fall.docx', DOCUMENTS['lankar.docx']())) == 2
    assert new_files(mini_site, before) == set()


@pytest.mark.parametrize('name', BAD)
def test_bad_files_get_one_sentence(
    name: str, mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(mini_site)
    assert run(mini_site, put(tmp_path / 'in', name, BAD[name]()), *ALFA) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith(f'{name} togs inte in: ')
    assert said.endswith(' Inget skrevs.')
    assert '\n' not in said
    assert new_files(mini_site, before) == set()


def test_a_file_that_is_not_there(mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(mini_site, tmp_path / 'finns-inte.docx', *ALFA) == 2
    assert 'filen finns inte' in capsys.readouterr().err


@pytest.mark.parametrize('name', STOPPED)
def test_what_is_not_finished_is_listed(
    name: str, mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(mini_site)
    assert run(mini_site, put(tmp_path / 'in', name, STOPPED[name]()), *ALFA) == 1
    said = capsys.readouterr().err
    assert 'spårade ändringar eller kommentarer' in said
    assert 'under "Vad ' in said
    assert 'Karin' not in said
    assert new_files(mini_site, before) == set()


def test_what_cannot_be_written_leaves_nothing(
    mini_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(mini_site)
    real = Path.open

    def full(self: Path, mode: str = 'r', *rest: object, **named: object) -> object:
        if mode == 'xb' and self.name.endswith('-2.png'):
            raise OSError(28, 'No space left on device')
        return real(self, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, 'open', full)
    assert run(mini_site, put(tmp_path / 'in', 'bilder.docx', DOCUMENTS['bilder.docx']()), *ALFA) == 1
    assert new_files(mini_site, before) == set()
    assert capsys.readouterr().err


# -- into a page that is there -------------------------------------------------------------


def test_the_body_of_a_page_comes_from_the_document_and_its_header_stays(
    mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = mini_site / 'cases' / 'alfa' / 'ett-fall.md'
    header = page.read_text('utf-8').split('\n---\n')[0]
    file = put(tmp_path / 'in', 'fotnoter.docx', DOCUMENTS['fotnoter.docx']())
    run(mini_site, file, '--into', 'cases/alfa/ett-fall.md')
    text = page.read_text('utf-8')
    kept, added = text.split('\n---\n')[0], text
    assert [line for line in header.split('\n') if line not in kept] == []
    assert '  - id: example\n' in added
    assert added.split('\n---\n')[1].startswith('\n# Vattenklustret växer\n\n## Vad kom ut av det?\n\nStrategin fick')
    assert capsys.readouterr().out.startswith('Skrev cases/alfa/ett-fall.md\n')
    once = page.read_text('utf-8')
    content = read_content(mini_site)
    codes = {problem.code for problem in check_text(once, 'cases/alfa/ett-fall.md', content) if not problem.is_note}
    assert codes <= LEFT | {C.UNUSED_SOURCE, C.FIELD_NOT_SHOWN}


def test_into_a_page_that_is_not_there(mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = put(tmp_path / 'in', 'fotnoter.docx', DOCUMENTS['fotnoter.docx']())
    assert run(mini_site, file, '--into', 'finns-inte') == 2
    assert 'Det finns ingen sida som heter finns-inte' in capsys.readouterr().err


def test_new_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / 'b').write_bytes(b'old')
    with pytest.raises(FileExistsError):
        whole_files.write_new({tmp_path / 'new' / 'a': b'1', tmp_path / 'b': b'2'})
    assert sorted(path.name for path in tmp_path.iterdir()) == ['b']
    assert (tmp_path / 'b').read_bytes() == b'old'
