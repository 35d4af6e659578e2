"""What time makes so: reviews that are due and contacts that run out, on the small site, by the real command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from s3ext.__main__ import main
from s3ext.core.model.sheet import Address, RecordLink, as_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from s3ext.core.model.entries import Entry
    from s3ext.core.model.labels import Labels

#: 15 June 2026
TODAY = '1781481600'
CASE, THEME, REGION = 'cases/alfa/ett-fall.md', 'docs/themes/vatten.md', 'docs/regions/alfa.md'
REVIEWED = 'reviewed_on: 2026-01-01\n'


def notes(root: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """The pages with notes of this kind, and which."""
    capsys.readouterr()
    assert main(['check', '--root', str(root), '--notes']) == 0
    said = capsys.readouterr().out
    return re.findall(r'^(\S+?):\d+:\d+: påpekande\[(review-due|contact-ends|contact-ended)\]', said, re.M)


def ask(until: str) -> str:
    return f'ask: {{role: Strateg, unit: Enheten, valid_until: {until}}}\n'


def test_what_is_planted_is_found_and_nothing_else(
    mini_site: Path,
    edit: Callable[[Path, str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv('SOURCE_DATE_EPOCH', TODAY)
    assert notes(mini_site, capsys) == []
    edit(mini_site / THEME, REVIEWED, 'reviewed_on: 2025-06-15\n')
    edit(mini_site / REGION, REVIEWED, f'{ask("2026-08-14")}{REVIEWED}')
    edit(mini_site / CASE, REVIEWED, f'{ask("2026-06-14")}{REVIEWED}')
    assert sorted(notes(mini_site, capsys)) == [
        (CASE, 'contact-ended'),
        (REGION, 'contact-ends'),
        (THEME, 'review-due'),
    ]
    assert main(['check', '--root', str(mini_site)]) == 0
    edit(mini_site / THEME, '2025-06-15', '2025-06-16')
    edit(mini_site / REGION, '2026-08-14', '2026-08-15')
    edit(mini_site / CASE, '2026-06-14', '2026-06-15')
    assert notes(mini_site, capsys) == [(CASE, 'contact-ends')]


@pytest.mark.parametrize(
    ('docname', 'more', 'instead'),
    [
        ('cases/alfa/ett', {'regions': ['alfa', 'orsa']}, [('region', 'alfa'), ('region', 'orsa')]),
        ('docs/pilots/prov', {'regions': ['alfa', 'orsa']}, [('region', 'alfa'), ('region', 'orsa')]),
        ('cases/nationellt/ett', {}, []),
    ],
)
def test_a_contact_that_has_run_out_is_not_said_to_hold(
    docname: str, more: dict[str, object], instead: list[tuple[str, str]], make: Callable[..., Entry], labels: Labels
) -> None:
    contact = {'role': 'Strateg', 'unit': 'Enheten', 'valid_until': '2026-06-14', 'mailbox': 's3@alfa.example'}
    record = make(docname, ask=contact, **more).record
    [value] = record.ask_values(labels)  # type: ignore[union-attr]
    before = ''.join(map(plain_text, as_of(value, '2026-06-14')))
    assert before == 'Strateg, Enheten (gäller till 14 juni 2026) s3@alfa.example'
    later = list(as_of(value, '2026-06-15'))
    words = ''.join(map(plain_text, later))
    assert words.startswith('Kontakten gällde till 14 juni 2026 och är inte bekräftad sedan dess.')
    assert 'Strateg' not in words and 's3@' not in words
    assert [(part.kind, part.target) for part in later if isinstance(part, RecordLink)] == instead


def test_of_a_region_its_own_page_stands_instead(make: Callable[..., Entry], labels: Labels) -> None:
    contact = {'role': 'Strateg', 'unit': 'Enheten', 'valid_until': '2026-06-14'}
    own = {'id': 'egen', 'publisher': 'Region Alfa', 'title': 'Vår strategi', 'url': 'https://alfa.example/'}
    other = {'id': 'rapport', 'publisher': 'Någon', 'title': 'Om Alfa', 'url': 'https://other.example/'}
    record = make('docs/regions/alfa', ask=contact, authority='Region Alfa', sources=[other, own]).record
    [value] = record.ask_values(labels)  # type: ignore[union-attr]
    assert [part for part in as_of(value, '2026-06-15') if isinstance(part, Address)] == [
        Address('Vår strategi', 'https://alfa.example/')
    ]
