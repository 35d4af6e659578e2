"""Which changed files of a contribution are content: everything else is told by what it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from s3ext.core.gate.contribution import Area, area_of
from s3ext.handbook.names import NAMES
from tests.texts import LANGUAGES, load_texts

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ('area', 'paths'),
    [
        (Area.CONTENT, ['index.md', 'docs/vocabulary.yaml', 'cases/skane/fall.md', 'docs/workshops/mall.docx']),
        (Area.CODE, ['conf.py', 's3ext/web/styles/base.css', 'Makefile', 'requirements.lock', 'locale/sv/a.po']),
        (Area.CODE, ['yaml.py']),
        (Area.HOST, ['.github/workflows/check.yml', '.gitlab-ci.yml', '.forgejo/x', '.ci/run', 'docs/CODEOWNERS']),
        (Area.OBEYED, ['docutils.conf', 'docs/docutils.conf', 'sitecustomize.py', '.docutils', 'x.pth', 'babel.cfg']),
        (Area.OBEYED, ['.gitattributes', 'docs/.gitattributes', '.vscode/tasks.json', 'setup.cfg', 'DOCUTILS.CONF']),
        (Area.BUILT, ['_build/html/index.html', 'docs/_build/a.md', 's3ext/__pycache__/a.pyc']),
        (Area.TESTS, ['tests/unit/test_a.py', 'tests/conftest.py']),
        (Area.OTHER, ['README.md', 'docs', 'cases', 'Docs/a.md', 'docs/../conf.py', '/docs/a.md', '../docs/a.md', '']),
    ],
)
def test_areas(area: Area, paths: list[str]) -> None:
    assert {path: area_of(path, NAMES.folders) for path in paths} == dict.fromkeys(paths, area)


def test_nothing_of_the_product_is_taken_for_content() -> None:
    product = [path for path in (*ROOT.iterdir(), *(ROOT / 's3ext').rglob('*')) if path.is_file()]
    paths = {path.relative_to(ROOT).as_posix() for path in product} - {'index.md'}
    assert [path for path in paths if area_of(path, NAMES.folders) is Area.CONTENT] == []


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_area_has_words(language: str) -> None:
    assert all(load_texts(language)[f'area_{area}'] for area in Area)
