"""A site whose profile describes another language: its scripts are on the search page, its order in the lists."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sphinx import search

from tests.site.sitekit import ROOT, contents, copy_mini, differing, run, search_index

PROFILE = """\
from dataclasses import replace

from s3ext.handbook import PROFILE as ANY

from .language import BOKMAL

PROFILE = replace(ANY, module=__name__, languages={'sv': BOKMAL})
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The mini site with a package beside ``conf.py``, whose profile takes Norwegian for the site's language."""
    root = copy_mini(tmp_path / 'site')
    shutil.copytree(ROOT / 'tests' / 'roots' / 'klima' / 'klima', root / 'klima')
    (root / 'klima' / '__init__.py').write_text(PROFILE, 'utf-8')
    with (root / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write("\ns3_profile = 'klima'\n")
    return root


def build(root: Path, folder: str = '_build') -> Path:
    """The web site of *root*, built without a warning in *folder*, with what the build before left there."""
    place = root / folder
    done = run('-m', 'sphinx', '-W', '-q', '-b', 'html', '-d', str(place / 'd'), str(root), str(place / 'html'))
    assert done.returncode == 0, done.stdout + done.stderr
    return place / 'html'


def test_the_search_page_has_the_scripts_of_the_language(site: Path) -> None:
    html = build(site)
    # its data, then the scripts as they are, in their order
    language = (html / 's3-search' / 'language.js').read_text('utf-8')
    theirs = Path(search.__file__).parent / 'minified-js' / 'norwegian-stemmer.js'
    own = [language.index(file.read_text('utf-8')) for file in (theirs, site / 'klima' / 's3-bokmal.js')]
    assert 0 < own[0] < own[1]
    assert 'ikk' in search_index(html)['stop']  # ikke


def test_an_old_build_does_not_keep_what_follows_from_the_language(site: Path) -> None:
    """The code of a profile and the lists beside it are part of what pages are made with."""
    code, listed = site / 'klima' / 'language.py', site / 'klima' / 'stop.txt'
    own = "(_FOLDER / 'stop.txt').read_text('utf-8').split()"
    code.write_text(code.read_text('utf-8').replace('_STOP_WORDS.split()', own), 'utf-8')
    listed.write_text('som av', 'utf-8')
    assert search_index(build(site))['stop'] == ['av', 'som']
    listed.write_text('av', 'utf-8')
    again, fresh = build(site), build(site, '_fresh')
    assert search_index(fresh)['stop'] == ['av']
    assert differing(contents(again), contents(fresh)) == []


def test_a_site_in_a_language_that_nobody_describes_is_built(site: Path) -> None:
    (site / 'klima' / '__init__.py').write_text(PROFILE.replace("{'sv': BOKMAL}", '{}'), 'utf-8')
    html = build(site)
    assert [file.name for file in (html / 's3-search').iterdir() if file.name.startswith('language')] == ['language.js']
    assert search_index(html)['stop'] == []
