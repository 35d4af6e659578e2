"""The real library passes its own gate, and fits the schema that other programs read."""

from __future__ import annotations

import re

import pytest

from s3ext.commands.project import read_content
from tests.conftest import ROOT
from tests.texts import load_texts


def test_the_check_finds_no_fault() -> None:
    """Personal data, links and sources among them; notes are for editors and may stand."""
    faults = [problem for problem in read_content(ROOT).problems if not problem.is_note]
    assert load_texts('sv').report(faults) == []


def test_every_register_says_what_question_it_answers() -> None:
    text = (ROOT / 'docs/registers/index.md').read_text('utf-8')
    menu = text.partition('```{toctree}')[2].partition('```')[0]
    registers = [line for line in menu.split('\n')[1:] if line and not line.startswith(':')]
    asked = re.findall(r'^- \*\*\[[^\]]+\]\(([\w-]+)\.md\)\.\*\* (.+)$', text, re.M)
    assert [name for name, _ in asked] == registers
    assert all(question.endswith('?') for _, question in asked)


@pytest.mark.parametrize('name', ['ny-i-s3', 'programansvarig', 'valj-vag'])
def test_a_path_is_short_and_each_step_says_its_minutes(name: str) -> None:
    """At most five pages, each with the minutes of that very page; the whole path has those of all of them."""
    assert f'docs/about/{name}.md' in (ROOT / 'index.md').read_text('utf-8')
    text = (ROOT / f'docs/about/{name}.md').read_text('utf-8')
    wholes = re.findall(r'^Ungefär \{s3:minutes\}`([^`]+)`', text, re.M)
    paths: list[list[str]] = []
    for number, target, minutes in re.findall(
        r'^(\d)\. \*\*\[[^\]]+\]\(#([\w-]+)\)\*\*\s+\(\{s3:minutes\}`([^`]+)`\)', text, re.M
    ):
        if number == '1':
            paths.append([])
        paths[-1].append(target)
        assert minutes == target
    assert [whole.split() for whole in wholes] == paths
    assert len(paths) >= 1 and all(2 <= len(path) <= 5 for path in paths)
    assert len(re.findall(r'^\d\. ', text, re.M)) == sum(map(len, paths))
