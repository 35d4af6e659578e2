"""The texts that the search shows: what stands in boxes, cells and lists of a page reads as it looks, kept apart."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from tests.site.sitekit import build_clean, case_text, copy_mini, sphinx

#: a picture of one dot
DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
PLANTED = """
# Planterad sida

Så står det:

- Bord
- Stolar
  - pall
  - bänk

| Vad | Hur många |
|-----|-----------|
| Penna | 12 |
| Block med linjer | 3 |

Hamn
: Där båtar ligger

Kaj
: Där båtar lastar.

:::{note}
Ta med kaffe
:::

:::{figure} karta.png
:alt: En karta
Hamnen sedd från norr
:::

En rad\\
och nästa
"""


@pytest.fixture(scope='module')
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with the planted page, a case of two regions, and a page for those who write."""
    root = copy_mini(tmp_path_factory.mktemp('texts') / 'site')
    (root / 'docs' / 'planterad.md').write_text(PLANTED, 'utf-8')
    (root / 'docs' / 'karta.png').write_bytes(b64decode(DOT))
    regions = 'alfa, orsa'
    (root / 'cases' / 'alfa' / 'tva-lan.md').write_text(case_text('Två län', regions=regions), 'utf-8')
    (root / 'docs' / 'contribute').mkdir()
    (root / 'docs' / 'contribute' / 'index.md').write_text('# Bidra\n\nSkriv.\n', 'utf-8')
    return root


@pytest.fixture(scope='module')
def out(root: Path) -> Path:
    """The built site."""
    return build_clean(root).out


def sections(out: Path, docname: str) -> list[list[str]]:
    """Anchor, heading and text of each part of the page *docname*, as the browser gets them."""
    script = (out / 's3-search' / 'pages' / f'{docname}.js').read_text('utf-8')
    found = json.loads('[' + script.removeprefix('S3.searchText(').removesuffix(');\n') + ']')
    return list(found[1])


def test_blocks_are_kept_apart(out: Path) -> None:
    page, facts, *_ = (text for _, _, text in sections(out, 'docs/planterad'))
    assert page == (
        'Så står det: Bord · Stolar · pall · bänk · Vad · Hur många · Penna · 12 · Block med linjer · 3 · '
        'Ta med kaffe · Hamnen sedd från norr · En rad och nästa'
    )
    assert facts == 'Hamn: Där båtar ligger. Kaj: Där båtar lastar.'


def test_values_of_a_fact_are_kept_apart(out: Path) -> None:
    _, facts, *_ = (text for _, _, text in sections(out, 'cases/alfa/tva-lan'))
    assert facts.startswith('Regioner: Alfa, Örsa. Tema: Vatten. Period: 2020–2022. ')


@pytest.mark.parametrize(
    ('settings', 'address'),
    [
        pytest.param({}, 'docs/contribute/index.html', id='the page that tells how'),
        pytest.param({'s3_mailbox': 's3@exempel.se'}, 'mailto:s3@exempel.se', id='mailbox'),
        pytest.param(
            {'s3_publisher_contact': 'https://exempel.se/fraga', 's3_mailbox': 's3@exempel.se'},
            'https://exempel.se/fraga',
            id='contact',
        ),
    ],
)
def test_an_empty_answer_knows_where_to_ask(root: Path, out: Path, settings: dict[str, Any], address: str) -> None:
    with sphinx(root, **settings) as app:
        app.env.find_files(app.config, app.builder)
        made = [page for pages in app.emit('html-collect-pages') for page in pages]
    [asked] = [context['s3_ask'] for name, context, _ in made if name == 'search']
    assert asked == address
