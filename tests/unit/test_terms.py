"""Where texts use the words of the glossary."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from s3ext.core.model import GlossaryTerm
from s3ext.core.terms import TermFinder


def term(name: str, text: str, *short: str) -> GlossaryTerm:
    """A term of which only what is printed counts."""
    return cast(GlossaryTerm, SimpleNamespace(id=name, term=text, short=short))


FIND = TermFinder([term('kluster', 'kluster'), term('edp', 'entreprenöriell upptäcktsprocess', 'EDP'),
                   term('org', 'klusterorganisation'), term('fyr', 'fyrspiral (kvadrupelhelix)')])  # fmt: skip


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        ('Klustret och två kluster. Klustrens roll.', ['kluster']),
        ('Klusterorganisationerna leder kluster', ['org', 'kluster']),
        ('en entreprenöriell\nupptäcktsprocess, EDP:n och edp', ['edp', 'edp']),
        ('innovationskluster och klustervis-het', ['kluster']),
        ('En fyrspiral.', ['fyr']),
        ('', []),
    ],
)
def test_terms_are_found_with_their_endings(text: str, found: list[str]) -> None:
    assert list(FIND(text)) == found


def test_no_terms_find_nothing() -> None:
    assert list(TermFinder([])('kluster')) == []
