"""Addresses in the settings: each slip is one sentence, and offers the nearest right form."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from s3ext.__main__ import main
from s3ext.core.site_address import repository_fault, site_fault
from tests.texts import LANGUAGES, load_texts

SITE = 'https://www.example.org/handboken/'
REPOSITORY = 'https://github.com/region/handbok'


@pytest.mark.parametrize(
    'address',
    [
        'https://example.org',
        'https://example.org/',
        'http://localhost:8000/bok',
        'https://example.org/a/b.c/v1.2/',
        'https://region.github.io/handbok.nu',
        'https://xn--rebro-kva.se/åäö/',
    ],
)
def test_addresses_of_a_site(address: str) -> None:
    assert site_fault(address) is None


@pytest.mark.parametrize(
    ('address', 'cause', 'nearest'),
    [
        ('www.example.org/handboken', 'scheme', SITE),
        ('//www.example.org/handboken/', 'scheme', SITE),
        ('ftp://www.example.org/handboken', 'scheme', SITE),
        ('mailto:a@b', 'scheme', ''),
        ('https://', 'unreadable', ''),
        ('https://www.example.org/handboken/ ', 'unreadable', SITE),
        ('https://www.example.org:åtta/handboken/', 'unreadable', ''),
        ('https://[www.example.org/handboken/', 'unreadable', ''),
        ('https://anna:hemligt@www.example.org/handboken/', 'user', SITE),
        ('https://www.example.org/handboken/?a=1', 'query', SITE),
        ('https://www.example.org/handboken/?', 'query', SITE),
        ('https://www.example.org/handboken/#start', 'fragment', SITE),
        ('https://www.example.org/handboken/#', 'fragment', SITE),
        ('https://www.example.org/handboken/index.html', 'file', SITE),
        ('https://www.example.org/handboken/INDEX.HTM', 'file', SITE),
        ('https://www.example.org/annat/../handboken/', 'dots', SITE),
        ('https://www.example.org/handboken.git', 'git', SITE),
        ('https://www.example.org/handboken.git/', 'git', SITE),
    ],
)
def test_slips_in_the_address_of_a_site(address: str, cause: str, nearest: str) -> None:
    found = site_fault(address)
    assert found is not None
    assert (found.cause, found.nearest) == (f'address_{cause}', nearest)
    assert not nearest or site_fault(nearest) is None


@pytest.mark.parametrize(
    'address',
    [REPOSITORY, f'{REPOSITORY}/', 'https://gitlab.example.org/a/b/c/d', 'https://example.org/git/region/handbok'],
)
def test_addresses_of_a_repository(address: str) -> None:
    assert repository_fault(address) is None


@pytest.mark.parametrize(
    ('address', 'cause'),
    [
        ('git@github.com:region/handbok.git', 'https'),
        ('ssh://git@github.com/region/handbok.git', 'https'),
        ('http://github.com/region/handbok', 'https'),
        ('https://ghp_hemligt@github.com/region/handbok', 'user'),
        (f'{REPOSITORY}.git', 'git'),
        (f'{REPOSITORY}.git/', 'git'),
        (f'{REPOSITORY}?tab=readme', 'query'),
        (f'{REPOSITORY}#readme', 'fragment'),
        (f'{REPOSITORY}/tree/main', 'below'),
        (f'{REPOSITORY}/-/tree/main', 'below'),
        (f'{REPOSITORY}/src/branch/main/docs', 'below'),
    ],
)
def test_slips_in_the_address_of_a_repository(address: str, cause: str) -> None:
    found = repository_fault(address)
    assert found is not None
    assert (found.cause, found.nearest) == (f'address_{cause}', REPOSITORY)
    assert repository_fault(REPOSITORY) is None


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_cause_has_its_words(language: str) -> None:
    texts = load_texts(language)
    for cause in ('unreadable', 'scheme', 'https', 'user', 'query', 'fragment', 'dots', 'git', 'file', 'below'):
        assert texts[f'address_{cause}'][0].islower()


def configured(root: Path, lines: str) -> Path:
    conf = root / 'conf.py'
    conf.write_text(f'{conf.read_text("utf-8")}\n{lines}\n', 'utf-8')
    return root


def test_a_build_names_all_wrong_addresses_at_once(mini_site: Path, tmp_path: Path) -> None:
    from s3ext.commands.build import run_sphinx

    lines = f"html_baseurl = '{SITE}index.html'\ns3_repository = '{REPOSITORY}/tree/main'"
    with pytest.raises(ConfigError) as raised:
        run_sphinx('html', configured(mini_site, lines), tmp_path / 'work', 'html')
    assert str(raised.value).splitlines() == [
        (
            f'html_baseurl i conf.py: ”{SITE}index.html” slutar med namnet på en fil. '
            f'Skriv mappen som webbplatsen ligger i. Menade du {SITE}?'
        ),
        (
            f's3_repository i conf.py: ”{REPOSITORY}/tree/main” leder till en sida inne i projektet hos kodvärden. '
            f'Skriv projektets egen adress. Menade du {REPOSITORY}?'
        ),
    ]


def test_a_site_for_the_public_says_who_and_where(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that is missing in one run, before anything is built; a build for one's own computer goes on as before."""
    assert main(['build', 'site', '--root', str(mini_site)]) == 1
    said = capsys.readouterr().err
    assert [name for name in ('html_baseurl', 's3_publisher', 's3_publisher_contact') if f'  {name}: ' in said] == [
        'html_baseurl',
        's3_publisher',
        's3_publisher_contact',
    ]
    assert said.count('conf.py') == 1
    assert not (mini_site / '_build' / 'site').exists()
    configured(mini_site, f"html_baseurl = '{SITE}'\ns3_publisher = 'Region Alfa'")
    assert main(['build', 'site', '--root', str(mini_site)]) == 1
    said = capsys.readouterr().err
    assert '  s3_publisher_contact: ' in said
    assert '  s3_publisher: ' not in said
