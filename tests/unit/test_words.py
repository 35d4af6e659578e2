"""Words that no list knows: a note with place and the nearest known word, never a fault."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from s3ext.__main__ import main
from s3ext.commands import spelling
from s3ext.commands.project import read_content
from s3ext.commands.spelling import DictionaryError, Lookup, check_words, dictionary, is_known, own_words, words_of
from s3ext.core.problems import ProblemCode
from s3ext.handbook.language import SWEDISH
from tests.library import ROOT
from tests.texts import load_texts

CASE = 'cases/alfa/ett-fall.md'
INTERFACE = ROOT / 'tests' / 'data' / 'spelling' / 'interface.txt'
#: what is no prose in a text of the interface: places for values, code, addresses, Markdown around words
_MARKUP = re.compile(r'\{\w*\}|`[^`]*`|\S*[/._]\S*|\[\^?[^\]]*\](?:\([^)]*\))?')

pytestmark = pytest.mark.slow


def notes(root: Path) -> list[tuple[str, int, int, str, str]]:
    return [
        (problem.path, problem.line, problem.column, dict(problem.details)['value'], dict(problem.details)['nearest'])
        for problem in check_words(root, read_content(root))
    ]


def test_words_are_reported_with_place_and_nearest_and_code_is_no_text(
    mini_site: Path, edit: Callable[[Path, str, str], None]
) -> None:
    before = set(notes(mini_site))
    edit(mini_site / CASE, 'bara till för testerna', 'bara till förr teesterna')
    edit(
        mini_site / CASE,
        'Något gjordes.',
        'Ett *ordd*, `koood` och [länkk](#ett-fall) {s3:term}`samsyn` &aring;&aring;tg&auml;rd i kommuunerna '
        'kommuunerna.',
    )
    text = (mini_site / CASE).read_text('utf-8')
    (mini_site / CASE).write_text(
        f'{text}\n```\nkooood\n```\n\nS3-strateig 2024-xyzzq https://example.org/xyzzq\n', 'utf-8'
    )
    found = sorted(set(notes(mini_site)) - before)
    line = next(number for number, line in enumerate(text.split('\n'), 1) if 'ordd' in line)
    written = text.split('\n')[line - 1]
    last = text.count('\n') + 6
    assert [note[:4] for note in found] == [
        (CASE, 2, text.split('\n')[1].index('teesterna') + 1, 'teesterna'),
        (CASE, line, 6, 'ordd'),
        (CASE, line, 26, 'länkk'),
        (CASE, line, written.index('&aring') + 1, 'ååtgärd'),
        (CASE, line, written.index('kommuunerna') + 1, 'kommuunerna'),
        (CASE, last, 1, 'S3-strateig'),
        (CASE, last, 13, '2024-xyzzq'),
    ]
    assert {note[3]: note[4] for note in found}['teesterna'] == 'testerna'


def test_that_only_the_region_has_a_paper_is_no_word(mini_site: Path, edit: Callable[[Path, str, str], None]) -> None:
    before = notes(mini_site)
    item = 'print_list:\n  - {text: Utkastet, count: 1, own: true}\n'
    edit(mini_site / 'docs' / 'workshops' / 'verkstad.md', 'cases: [ett-fall]\n', f'{item}cases: [ett-fall]\n')
    assert notes(mini_site) == before


def test_the_own_list_and_idle_words_in_it(mini_site: Path, edit: Callable[[Path, str, str], None]) -> None:
    before = notes(mini_site)
    edit(mini_site / CASE, 'Något gjordes.', 'Bolaget Xyzzqi och Xyzzqis Xyzzqi-projekt.')
    assert {note[3] for note in notes(mini_site)} - {note[3] for note in before} == {
        'Xyzzqi',
        'Xyzzqis',
        'Xyzzqi-projekt',
    }
    (mini_site / 'docs' / 'words.txt').write_text('# namn\nXyzzqi\nBehövs-inte\n', 'utf-8')
    assert notes(mini_site) == before
    assert read_content(mini_site).problems == ()  # the list may lie among the content


def test_words_in_another_language_are_not_looked_at(mini_site: Path, edit: Callable[[Path, str, str], None]) -> None:
    before = notes(mini_site)
    edit(mini_site / CASE, 'Något gjordes.', 'Det heter [xyzzqi *plugh*]{lang=en} och xyzzqj.')
    assert {note[3] for note in notes(mini_site)} - {note[3] for note in before} == {'xyzzqj'}


def test_a_new_word_is_a_note_in_swedish_and_the_check_passes(
    mini_site: Path, edit: Callable[[Path, str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(mini_site / CASE, 'Något gjordes.', 'Bolaget Xyzzqi gjorde det.')
    assert main(['check', '--root', str(mini_site)]) == 0
    assert 'Xyzzqi' not in capsys.readouterr().out
    assert main(['check', '--root', str(mini_site), '--notes', str(mini_site / CASE)]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if 'Xyzzqi' in line)
    assert re.fullmatch(
        rf'{CASE}:\d+:9: påpekande\[unknown-word\]: Ordet "Xyzzqi" finns inte i ordlistan\. '
        r'Är det rätt stavat kan det stå kvar\.',
        line,
    )
    assert main(['check', '--root', str(mini_site), '--format', 'github']) == 0
    assert '::notice file=cases/alfa/ett-fall.md,line=' in capsys.readouterr().out


def test_without_the_dictionary_the_check_says_so(
    mini_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without(file: Path) -> Lookup:
        raise DictionaryError

    monkeypatch.setattr(spelling, 'dictionary', without)
    assert main(['check', '--root', str(mini_site), '--notes']) == 0
    output = capsys.readouterr()
    assert load_texts('sv')['words_unchecked'] in output.err
    assert ProblemCode.UNKNOWN_WORD not in output.out
    assert ProblemCode.THIN_PAGE in output.out


def test_the_product_speaks_without_misspellings() -> None:
    known = frozenset(line for line in INTERFACE.read_text('utf-8').splitlines() if not line.startswith('#'))
    assert SWEDISH.dictionary is not None
    lookup = dictionary(SWEDISH.dictionary)
    unknown = {
        word
        for text in interface_texts()
        for _, word in words_of(_MARKUP.sub(' ', text))
        if not is_known(word, lookup, known, SWEDISH.genitive)
    }
    assert unknown == set()


def interface_texts() -> list[str]:
    """Every Swedish text of the product."""

    def leaves(value: Any) -> list[str]:
        if isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            return [text for part in inner for text in leaves(part)]
        return [str(value)]

    folder = ROOT / 's3ext' / 'handbook' / 'texts'
    return [
        text
        for name in ('sv', 'guide-sv', 'outlines-sv', 'fields-sv')
        for text in leaves(tomllib.loads((folder / f'{name}.toml').read_text('utf-8')))
    ]


def test_a_handbook_without_a_list_has_none(tmp_path: Path) -> None:
    assert own_words(tmp_path, 'words.txt') == (frozenset(), [])


def test_a_list_in_another_encoding_is_a_fault(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mini_site / 'docs' / 'words.txt').write_bytes('# namn\nÖrsåväg\n'.encode('latin-1'))
    assert main(['check', '--notes', '--root', str(mini_site)]) == 1
    faults = [line for line in capsys.readouterr().out.splitlines() if ' fel[' in line]
    assert [line.partition(' fel')[0] for line in faults] == ['docs/words.txt:2:1:']
    assert 'fel[bad-encoding]' in faults[0]
