"""The engine's texts in a third language, for the second handbook: nothing left out, nothing left in Swedish."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from s3ext.core.texts.files import ENGINE, ENGLISH, Tables, tables
from tests.texts import FILES

TEXTS = Path(__file__).parents[1] / 'roots' / 'klima' / 'klima' / 'texts'
#: messages and interface; help, forms and the pages that are written
PARTS = ('', 'guide-')
#: words and letters that Swedish has and bokmål has not
SWEDISH = re.compile(r'[äöÄÖ”]|\b(?:och|inte|jag|skriv om|något|någon|rubriken|sidan|finns|lägg|ändra|byt|bara inte)\b')


def norwegian(part: str) -> Tables:
    return tomllib.loads((TEXTS / f'{part}nb.toml').read_text('utf-8'))


def names(text: str) -> list[str]:
    """The names in braces; what has other braces has none."""
    try:
        return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})
    except ValueError:
        return []


@pytest.mark.parametrize('part', PARTS)
def test_every_text_of_the_engine_is_there_with_its_placeholders(part: str) -> None:
    own = norwegian(part)
    for table, texts in tables(part, ENGLISH, ENGINE).items():
        assert set(texts) - set(own[table]) == set(), table
        assert {name: names(own[table][name]) for name in texts} == {name: names(texts[name]) for name in texts}


@pytest.mark.parametrize('part', PARTS)
def test_what_begins_with_a_space_or_ends_a_line_does_so_in_all_languages(part: str) -> None:
    """Texts that are joined with others."""
    for table, texts in tables(part, ENGLISH, ENGINE).items():
        for language, own in (('nb', norwegian(part)), ('sv', tables(part, 'sv', FILES))):
            edges = {name: (text[:1].isspace(), text[-1:].isspace()) for name, text in texts.items()}
            assert {
                name: (own[table][name][:1].isspace(), own[table][name][-1:].isspace()) for name in texts
            } == edges, language


@pytest.mark.parametrize('part', PARTS)
def test_no_text_is_swedish(part: str) -> None:
    found = {name: text for texts in norwegian(part).values() for name, text in texts.items() if SWEDISH.search(text)}
    assert found == {}


def test_swedish_would_be_seen() -> None:
    swedish = tables('', 'sv', FILES)['problem']
    assert sum(SWEDISH.search(text) is not None for text in swedish.values()) > len(swedish) * 0.6


def test_months_are_twelve() -> None:
    assert len(norwegian('')['interface']['months'].split()) == 12
