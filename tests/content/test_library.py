"""The real library passes its own gate, and fits the schema that other programs read."""

from __future__ import annotations

import re

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
