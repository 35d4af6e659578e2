"""What a site says to hosts and programs: the rules for each kind of host, and what is only read at the root of one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from s3ext.core.fixed_names import FixedNames
from s3ext.core.publish import host_files
from s3ext.core.publish.addresses import full_address, path_of
from s3ext.core.publish.folders import bare_folders
from s3ext.core.publish.linked_data import data_block
from s3ext.handbook.names import NAMES
from tests.webkit import rules

ROOT, BELOW = 'https://example.org/', 'https://example.org/en bok/'


@pytest.mark.parametrize(
    ('base', 'uri', 'address'),
    [
        (ROOT, 'index.html', 'https://example.org/'),
        (ROOT, 'docs/å b.html', 'https://example.org/docs/%C3%A5%20b.html'),
        (ROOT, 'docs/index.html', 'https://example.org/docs/index.html'),
    ],
)
def test_addresses_follow_from_that_of_the_site(base: str, uri: str, address: str) -> None:
    assert full_address(base, uri) == address


def test_the_path_of_a_site() -> None:
    assert [path_of(base) for base in ('', ROOT, 'https://example.org', BELOW)] == ['/', '/', '/', '/en%20bok/']


def test_robots_look_at_the_root_alone() -> None:
    assert host_files.robots(ROOT).splitlines() == [
        'User-agent: *',
        'Disallow: /search.html?',
        'Allow: /',
        'Sitemap: https://example.org/sitemap.xml',
    ]
    below = host_files.robots('https://example.org/bok/').splitlines()
    assert below[0].startswith('# ')
    assert 'Disallow: /bok/search.html?' in below


def test_where_faults_in_security_are_reported_runs_out() -> None:
    """Within a year, which the standard asks for, from the day of the build."""
    lines = host_files.security('mailto:a@example.org', '2026-11-30', 'sv, en', ROOT).splitlines()
    assert lines == [
        'Contact: mailto:a@example.org',
        'Expires: 2027-11-25T00:00:00Z',
        'Preferred-Languages: sv, en',
        'Canonical: https://example.org/.well-known/security.txt',
    ]
    assert host_files.security('mailto:a@example.org', '2026-11-30', 'sv', 'https://example.org/bok/').startswith('# ')


def test_every_kind_of_host_is_told_the_same(tmp_path: Path) -> None:
    policy = "default-src 'none'"
    (tmp_path / '_headers').write_text(host_files.netlify(policy), 'utf-8')
    found = rules(tmp_path / '_headers')
    assert dict(found[0][1]) == host_files.headers(policy)
    for name, value in host_files.headers(policy).items():
        assert f'Header always set {name} "{value}"' in host_files.apache(policy, ROOT)
        assert f'add_header {name} "{value}" always;' in host_files.nginx(policy)
    assert 'ErrorDocument 404 /en%20bok/404.html\n' in host_files.apache(policy, BELOW)
    # the editor has a policy of its own, which a stricter one of the host would undo
    assert host_files.headers('')['Content-Security-Policy'] == "frame-ancestors 'self'"


def test_folders_without_a_page() -> None:
    files = [
        'index.html',
        'a/b/c.html',
        'a/index.html',
        '_static/x.js',
        's3-search/pages/y.js',
        '.well-known/z',
        'd/e.csv',
    ]
    assert list(bare_folders(files)) == ['a/b', 'd']


@pytest.mark.parametrize('title', ['</script><script>alert(1)</script>', '<!-- & -->', 'rad\u2028ny\u2029', '"\\'])
def test_data_in_a_page_ends_nowhere(title: str) -> None:
    text = data_block({'name': title})
    assert not set(text) & set('<>&\u2028\u2029')
    assert json.loads(text)['name'] == title


@pytest.mark.parametrize('names', [NAMES, FixedNames()])
def test_no_two_names_are_the_same_folder(names: FixedNames) -> None:
    folders = [names.templates, names.tables, names.kits, names.cards, names.editor, *names.folders]
    assert len(set(folders)) == len(folders)
