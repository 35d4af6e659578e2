"""Addresses that pages had before, and pages that are withdrawn: what the check says of them, and what it fixes."""

from __future__ import annotations

from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.commands.project import read_content

CASE, OTHER, THIRD = 'cases/alfa/annat-fall.md', 'cases/alfa/ett-fall.md', 'cases/orsa/tredje-fall.md'
THEME, METHOD = 'docs/themes/vatten.md', 'docs/methods/matning.md'
WITHDRAWN = 'withdrawn: {since: 2026-01-02, reason: Det blev aldrig av., instead: [ett-fall]}'


def give(root: Path, path: str, *lines: str) -> None:
    """Put *lines* first into the header of the page *path*."""
    file = root / path
    text = file.read_text('utf-8')
    file.write_text(text.replace('---\n', '\n'.join(('---', *lines, '')), 1), 'utf-8')


def faults(root: Path) -> list[str]:
    """Every fault of the site, as ``path:line:column code message``."""
    from tests.texts import load_texts

    texts = load_texts('sv')
    return [f'{p.location} {p.code} {texts.message(p)}' for p in read_content(root).problems if not p.is_note]


def write(root: Path, path: str, text: str) -> int:
    """Put *text* at the end of the page *path*; returns the line where it begins."""
    file = root / path
    before = file.read_text('utf-8').rstrip('\n') + '\n\n'
    file.write_text(f'{before}{text}\n', 'utf-8')
    return before.count('\n') + 1


def test_an_old_address_that_nobody_uses_is_no_fault(mini_site: Path) -> None:
    give(mini_site, CASE, 'former_ids: [gammalt, cases/orsa/annat-fall]')
    assert faults(mini_site) == []


@pytest.mark.parametrize(
    ('headers', 'expected'),
    [
        (
            {CASE: 'former_ids: [gammalt]', OTHER: 'former_ids: [cases/alfa/gammalt]'},
            [f'{OTHER}:2:14 former-id Den gamla adressen "cases/alfa/gammalt" duger inte: {CASE} har också haft den.'],
        ),
        (
            {CASE: 'former_ids: [gammalt, cases/alfa/gammalt]'},
            [f'{CASE}:2:23 former-id Den gamla adressen "cases/alfa/gammalt" duger inte: {CASE} har också haft den.'],
        ),
        (
            {CASE: 'former_ids: [ett-fall]'},
            [f'{CASE}:2:14 former-id Den gamla adressen "ett-fall" duger inte: {OTHER} har den nu.'],
        ),
        (
            {CASE: 'former_ids: [annat-fall]'},
            [f'{CASE}:2:14 former-id Den gamla adressen "annat-fall" duger inte: sidan har den nu.'],
        ),
        (
            {CASE: 'former_ids: [ett-fall]', OTHER: 'former_ids: [annat-fall]'},
            [f'{CASE}:2:14 former-id Den gamla adressen "ett-fall" duger inte: sidor som finns leder till varandra:'],
        ),
        (
            {CASE: 'former_ids: [bilder/gammalt]'},
            [f'{CASE}:2:14 former-id Den gamla adressen "bilder/gammalt" duger inte: sökvägen måste börja med'],
        ),
        (
            {CASE: 'former_ids: [Gammalt fall]'},
            [f'{CASE}:2:14 former-id Den gamla adressen "Gammalt fall" duger inte: skriv ett id'],
        ),
        ({CASE: 'former_ids: [x, x]'}, [f'{CASE}:2:17 repeated-value']),
        ({CASE: 'former_ids: x'}, [f'{CASE}:2:13 wrong-shape']),
        ({THIRD: 'withdrawn: {since: 2026-01-02}'}, [f'{THIRD}:2:12 field-missing Fältet "withdrawn.reason" saknas']),
        ({THIRD: 'withdrawn: {since: 2026-01-02, reason: }'}, [f'{THIRD}:2:32 field-empty']),
        ({THIRD: 'withdrawn: {since: 2098-01-02, reason: Slut.}'}, [f'{THIRD}:2:20 future-date']),
        (
            {THIRD: 'withdrawn: {since: 2026-01-02, reason: Slut., instead: [et-fall]}'},
            [f'{THIRD}:2:57 unknown-target Länken går till "et-fall", som inte finns. Menade du "ett-fall"?'],
        ),
        (
            {THIRD: 'withdrawn: {since: 2026-01-02, reason: Slut., instead: [tredje-fall]}'},
            [f'{THIRD}:2:57 bad-instead "tredje-fall" kan inte läsas i stället: det är sidan själv.'],
        ),
        (
            {
                THIRD: 'withdrawn: {since: 2026-01-02, reason: Slut., instead: [gammalt]}',
                OTHER: 'former_ids: [gammalt]',
            },
            [f'{THIRD}:2:57 moved-page "gammalt" heter numera "ett-fall".'],
        ),
    ],
)
def test_each_slip_is_one_fault(mini_site: Path, headers: dict[str, str], expected: list[str]) -> None:
    for path, line in headers.items():
        give(mini_site, path, line)
    found = faults(mini_site)
    assert len(found) == len(expected)
    for fault, beginning in zip(found, expected, strict=True):
        assert fault.startswith(beginning)


def test_withdrawn_pages_lead_to_one_that_is_there(mini_site: Path) -> None:
    give(mini_site, THIRD, 'withdrawn: {since: 2026-01-02, reason: Slut., instead: [matning]}')
    give(mini_site, METHOD, 'withdrawn: {since: 2026-01-02, reason: Slut., instead: [docs/themes/varme]}')
    [fault] = faults(mini_site)
    assert fault.startswith(f'{THIRD}:2:57 bad-instead "matning" kan inte läsas i stället: den sidan är också')
    assert fault.endswith('Den leder till: docs/themes/varme.')


def test_references_to_an_old_id_are_named_and_fixed(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    give(mini_site, CASE, 'former_ids: [gammalt-fall, cases/orsa/aldre-fall]')
    method = mini_site / METHOD
    method.write_text(method.read_text('utf-8').replace('cases: [annat-fall]', 'cases:\n  - "gammalt-fall"'), 'utf-8')
    line = write(
        mini_site,
        THEME,
        'Se [](#gammalt-fall), {s3:case}`ord <aldre-fall>`, {s3:case}`gammalt-fall` och '
        '[x](../../cases/orsa/aldre-fall.md#vad-gjordes).\n\n'
        ':::{records} case\n:filter: adapted_from = aldre-fall or obstacle = underlag\n:::',
    )
    found = faults(mini_site)
    assert [fault.partition(' "')[0] for fault in found] == [
        f'{METHOD}:5:5 moved-page',
        f'{THEME}:{line}:7 moved-page',
        f'{THEME}:{line}:23 moved-page',
        f'{THEME}:{line}:52 moved-page',
        f'{THEME}:{line}:84 moved-page',
        f'{THEME}:{line + 3}:10 moved-page',
    ]
    assert all('heter numera' in fault and 'annat-fall' in fault for fault in found)
    assert main(['check', '--root', str(mini_site), '--fix']) == 0
    capsys.readouterr()
    assert 'cases:\n  - "annat-fall"\n' in method.read_text('utf-8')
    text = (mini_site / THEME).read_text('utf-8')
    assert 'Se [](#annat-fall), {s3:case}`ord <annat-fall>`, {s3:case}`annat-fall`' in text
    assert '[x](../../cases/alfa/annat-fall.md#vad-gjordes)' in text
    assert ':filter: adapted_from = annat-fall or obstacle = underlag' in text


def test_an_id_that_two_pages_had_is_not_guessed(mini_site: Path) -> None:
    give(mini_site, CASE, 'former_ids: [cases/alfa/gammalt]')
    give(mini_site, THIRD, 'former_ids: [cases/orsa/gammalt]')
    write(mini_site, THEME, 'Se {s3:case}`gammalt`.')
    [fault] = faults(mini_site)
    assert 'unknown-record' in fault


def test_a_page_that_is_withdrawn_needs_nothing_and_is_not_referred_to(mini_site: Path) -> None:
    give(mini_site, CASE, WITHDRAWN)
    text = (mini_site / CASE).read_text('utf-8')
    (mini_site / CASE).write_text(text.replace('themes: [vatten, varme]', 'themes: [finns-inte]'), 'utf-8')
    line = write(mini_site, THEME, 'Se {s3:case}`annat-fall` och [x](../../cases/alfa/annat-fall.md).')
    chapter = 'docs/handbook/fardplan.md'
    place = (mini_site / chapter).read_text('utf-8').split('\n').index('Se [](#ett-fall) och [det andra](#annat-fall).')
    instead = 'är tillbakadragen. Hänvisa till ett-fall i stället, eller ta bort hänvisningen.'
    assert faults(mini_site) == [
        f'{chapter}:{place + 1}:34 withdrawn-page "annat-fall" {instead}',
        f'{METHOD}:4:9 withdrawn-page "annat-fall" {instead}',
        f'{THEME}:{line}:4 withdrawn-page "annat-fall" {instead}',
        f'{THEME}:{line}:34 withdrawn-page "../../cases/alfa/annat-fall.md" {instead}',
    ]
    assert 'annat-fall' not in [item.id for item in read_content(mini_site).catalog.of_type('case')]


def test_a_page_that_is_withdrawn_can_be_all_there_is(mini_site: Path) -> None:
    (mini_site / THIRD).write_text(f'---\n{WITHDRAWN}\n---\n\n# Zonen\n', 'utf-8')
    assert faults(mini_site) == []


GLOSSARY = 'docs/glossary.md'
TERM = '    short: [KM]\n'


def test_a_term_keeps_its_old_place(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = mini_site / GLOSSARY
    text = (
        page.read_text('utf-8').replace(TERM, f'{TERM}    former_ids: [massan]\n').replace('- id: samsyn', '- id: syn')
    )
    page.write_text(
        text.replace('[samsyn]', '[samsynen]').replace(
            '    short: []\n', '    short: []\n    former_ids: [samsynen, samsyn]\n'
        ),
        'utf-8',
    )
    line = write(mini_site, THEME, 'Se {s3:term}`massan`, {s3:term}`ord <massan>` och [x](../glossary.md#term-massan).')
    obstacle = 'docs/obstacles/underlag.md'
    assert [fault.partition(' "')[0] for fault in faults(mini_site)] == [
        f'{GLOSSARY}:21:16 moved-page',
        f'{obstacle}:14:79 moved-page',
        f'{THEME}:{line}:4 moved-page',
        f'{THEME}:{line}:23 moved-page',
        f'{THEME}:{line}:55 moved-page',
    ]
    assert main(['check', '--root', str(mini_site), '--fix']) == 0
    capsys.readouterr()
    assert (
        'Se {s3:term}`kritisk-massa`, {s3:term}`ord <kritisk-massa>` och [x](../glossary.md#term-kritisk-massa).'
        in (mini_site / THEME).read_text('utf-8')
    )


@pytest.mark.parametrize('line', ['former_ids: [samsyn]', 'former_ids: [massan]'])
def test_an_old_id_of_a_term_that_another_has_is_a_fault(mini_site: Path, line: str) -> None:
    page = mini_site / GLOSSARY
    text = page.read_text('utf-8').replace('    short: []\n', '    short: []\n    former_ids: [massan]\n')
    page.write_text(text.replace(TERM, f'{TERM}    {line}\n'), 'utf-8')
    [fault] = faults(mini_site)
    assert fault.startswith(f'{GLOSSARY}:20:18 former-id') and 'ordet samsyn har det.' in fault


@pytest.mark.parametrize('written', ['cases/orsa/forr.md', '/cases/orsa/forr', 'cases/orsa/forr.html'])
def test_the_address_of_a_file_becomes_one_of_a_page(
    mini_site: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    give(mini_site, CASE, f'former_ids: [{written}]')
    assert main(['check', '--root', str(mini_site), '--fix']) == 0
    capsys.readouterr()
    assert 'former_ids: [cases/orsa/forr]\n' in (mini_site / CASE).read_text('utf-8')
