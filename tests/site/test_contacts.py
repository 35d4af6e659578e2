"""A contact on a page: it is said to hold as long as it does, and no longer, though nobody touches the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.sitekit import build_clean, copy_mini, text

ETT, ALFA = 'cases/alfa/ett-fall', 'docs/regions/alfa'
#: the 14th of June 2026 and the day after
LAST, AFTER = '1781395200', '1781481600'


def asked(page: object) -> str:
    """What the fact sheet says of whom to ask."""
    [name] = [tag for tag in page.all('dl.s3-facts dt') if text(tag) == 'Vem man kan fråga']  # type: ignore[attr-defined]
    return text(name.find_next_sibling('dd'))


def test_a_contact_runs_out_while_the_page_stays_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_mini(tmp_path / 'site')
    for name in (ETT, ALFA):
        file = root / f'{name}.md'
        ask = 'ask: {role: Strateg, unit: Enheten, valid_until: 2026-06-14}\n'
        file.write_text(file.read_text('utf-8').replace('reviewed_on', f'{ask}reviewed_on', 1), 'utf-8')
    monkeypatch.setenv('SOURCE_DATE_EPOCH', LAST)
    before = build_clean(root)
    for name in (ETT, ALFA):
        assert asked(before.page(name)) == 'Strateg, Enheten (gäller till 14 juni 2026)'
    monkeypatch.setenv('SOURCE_DATE_EPOCH', AFTER)
    after = build_clean(root)
    ended = 'Kontakten gällde till 14 juni 2026 och är inte bekräftad sedan dess'
    assert asked(after.page(ETT)) == f'{ended}. Fråga i stället: Alfa, Örsa'
    assert asked(after.page(ALFA)).startswith(ended)
    assert 'Strateg' not in asked(after.page(ALFA))
    # the lists of other builders say the same
    plain = build_clean(root, 'text', folder='_text').out
    assert 'Fråga i stället' in ' '.join((plain / f'{ETT}.txt').read_text('utf-8').split())
