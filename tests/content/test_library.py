"""The real library passes its own gate, and fits the schema that other programs read."""

from __future__ import annotations

from s3ext.commands.project import read_content
from tests.conftest import ROOT
from tests.texts import load_texts


def test_the_check_finds_no_fault() -> None:
    """Personal data, links and sources among them; notes are for editors and may stand."""
    faults = [problem for problem in read_content(ROOT).problems if not problem.is_note]
    assert load_texts('sv').report(faults) == []
