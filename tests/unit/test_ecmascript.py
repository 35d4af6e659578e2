"""Patterns of the check as the form's script gets them; that they find the same is tested in the browser."""

from __future__ import annotations

import re

import pytest

from s3ext.core.page.leftovers import RULES, script_rules
from s3ext.core.problems import NOTES, ProblemCode
from s3ext.core.schema.ecmascript import ecmascript


@pytest.mark.parametrize(
    ('pattern', 'wanted'),
    [
        (r'(?P<word>\S+)', r'(?<word>\S+)'),
        (r'\w[\w-]', r'[\p{L}\p{N}_][\p{L}\p{N}_-]'),
        (r'[^\W\d_]\d', r'\p{L}\d'),
        (r'\A# \Z', r'(?<![\s\S])# (?![\s\S])'),
        (r'\'[^\'\]\w]\\\/', r"'[^'\]\p{L}\p{N}_]\\\/"),
    ],
)
def test_what_is_written_otherwise(pattern: str, wanted: str) -> None:
    re.compile(pattern)
    assert ecmascript(pattern) == wanted


def test_rules_that_only_make_a_note_are_notes_in_the_form_too() -> None:
    rules = script_rules()
    assert {rule.code for rule in rules} & NOTES == {ProblemCode.LEFTOVER}
    assert {rule.form.pattern for rule in rules} & {rule.form for rule in RULES}
