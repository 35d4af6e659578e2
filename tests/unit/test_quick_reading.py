"""Headers read by libyaml come out exactly as by PyYAML: values, places and faults."""

from __future__ import annotations

import random

import pytest

from s3ext.core.page import frontmatter
from s3ext.core.page.frontmatter import RawHeader, read, split
from s3ext.core.page.source import Source
from s3ext.core.problems import Problem
from tests.library import LIBRARY

FILES = sorted([*LIBRARY.glob('cases/*/*.md'), *LIBRARY.glob('docs/*/*.md'), *LIBRARY.glob('docs/*.md')])
_ODD = ['"', "'", ':', ': ', '#', ' #', '- ', '[', ']', '{', '}', ',', '?', '? ', '&a', '*a', '!t', '|', '>', '%', '@']
_ODD += ['\t', '\x85', '\u2028', 'é', '\n', '  ', '---', '...', '\\', '~', 'no', '<<: *a']


def headers() -> list[str]:
    found = [split(Source.of_file(file.name, file.read_text('utf-8')))[0].header for file in FILES]
    return [header for header in found if header]


def slowly(header: str, monkeypatch: pytest.MonkeyPatch) -> tuple[RawHeader, list[Problem]]:
    with monkeypatch.context() as patch:
        patch.setattr(frontmatter, '_QUICK_LOADER', None)
        return read(header, 'x.md')


def test_libyaml_is_there_and_reads_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    assert frontmatter._QUICK_LOADER is not None
    assert len(headers()) > 100
    for header in headers()[::5]:
        assert read(header, 'x.md') == slowly(header, monkeypatch)


@pytest.mark.parametrize(
    'line',
    [
        'a: {b: 2020, c: "Ord: ett, [två] och {tre}. # fyra"}',
        'a: ["Ett, två", tre, "å – ö", ""]',
        '  - {part: "Tal: ett", minutes: 40}',
        'a: ["ett"x, två]',
        'a: ["ett" , två]',
        'a: {b: "ett", c}',
        'a: {b: "ett", "c": två}',
        'a: ["ett, två]',
        'a: ["”ett”", "två\\n"]',
        "a: {b: 'ja', c: 'Ord: ett, [två]. # tre', d: ''}",
        "a: ['det''s', 'två' , 'tre\\n']",
        "a: {b: 'ett, två}",
        "a: ['ett'x, 'två']",
        'x[0]: {b: c}',
        'a: {sv: [ett, "två: tre"], en: []}',
        'a: {sv: [ett , två], en: [a,b]}',
        "a: {sv: ['det''s'], en: [två]",
        'a: {sv: [[ett]], en: [{b: c}]}',
        'a: {sv: [ett]x, en: [två]}',
        '? a\n: b',
        '- ? a',
    ],
)
def test_marks_and_brackets_come_out_alike(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    header = f'x: y\n{"list:" if line[0] == " " else "z: å"}\n{line}\nlast: end\n'
    assert read(header, 'x.md') == slowly(header, monkeypatch)


@pytest.mark.parametrize(
    'line', ['a: {b: 2020, c: "Ord: ett"}', 'a: ["Ett, två", tre]', "a: {sv: [ett, 'två: tre'], en: []}"]
)
def test_lists_as_they_are_written_need_not_wait_for_pyyaml(line: str) -> None:
    assert frontmatter._is_plain(f'{line}\n')
    assert not frontmatter._is_plain(f'{line},\n')


@pytest.mark.slow
def test_headers_with_odd_signs_come_out_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(7)
    originals = headers()
    for _ in range(150):
        header = dice.choice(originals)
        start = dice.randrange(max(1, len(header) - 800))
        header = header[start : start + 800]  # from anywhere: most pieces are faulty in some way
        for _ in range(dice.randint(1, 3)):
            place = dice.randrange(len(header) + 1)
            header = header[:place] + dice.choice(_ODD) + header[place:]
        assert read(header, 'x.md') == slowly(header, monkeypatch), header
