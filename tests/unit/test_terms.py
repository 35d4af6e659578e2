"""Where texts mention the terms of a glossary."""

from __future__ import annotations

from functools import partial

import pytest
from pydantic import TypeAdapter

from s3ext.core.model.vocabulary import parse
from s3ext.core.page.terms import Lexicon, lexicon
from s3ext.handbook.kinds.glossary import Glossary
from s3ext.handbook.language import SWEDISH
from tests.costs import times
from tests.kinds import KINDS
from tests.library import VOCABULARY as FILE
from tests.texts import LANGUAGES

VOCABULARY, _ = parse(FILE.read_text('utf-8'), FILE.name, KINDS, LANGUAGES)
BARE = {'term_en': 'x', 'definition': 'x', 'category': 'process', 'source': ['s'], 'short': []}
SOURCE = {'id': 's', 'publisher': 'P', 'title': 'T', 'url': 'https://example.org'}


def glossary(*terms: str | dict[str, object]) -> Glossary:
    """A glossary of *terms*, given by their names or by their fields."""
    written = [{'term': term} if isinstance(term, str) else term for term in terms]
    full = [{**BARE, 'id': f't{number}', **fields} for number, fields in enumerate(written)]
    header = {'summary': 'x' * 40, 'reviewed_on': '2026-01-01', 'terms': full, 'sources': [SOURCE]}
    return TypeAdapter(Glossary).validate_python(header, context=VOCABULARY)


def found(words: Lexicon, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.term) for m in words.first_mentions(text, set())]


@pytest.mark.parametrize(
    ('term', 'text', 'expected'),
    [
        ('färdplan', 'En färdplan. Två färdplaner.', ['färdplan']),
        ('färdplan', 'Alla färdplanernas mål.', ['färdplanernas']),
        ('färdplan', 'Färdplanen visar vägen.', ['Färdplanen']),
        ('färdplan', 'Den nya Färdplan Nord.', []),
        ('färdplan', 'Slut. Färdplanen börjar. ”Färdplan!”', ['Färdplanen']),
        ('färdplan', 'färdplansarbete, delfärdplan, färdplans- och målarbete, el-färdplan', []),
        ('styrkeområde', 'Våra styrkeområdens namn', ['styrkeområdens']),
        ('styrkeområde', 'styrkeområdena', ['styrkeområdena']),
        ('bioekonomi', 'bioekonomins', ['bioekonomins']),
        ('smart specialisering', 'en smart\nspecialisering', ['smart\nspecialisering']),
        ('smart specialisering', 'smart, specialisering', []),
        ('smart specialisering', 'smart specialiserad', []),
        ('Interreg', 'interreg och Interregs', ['Interregs']),
        ('Interreg', 'Interregen', []),
        ('riktning (direktionalitet)', 'om direktionalitet', ['direktionalitet']),
        ('riktning (direktionalitet)', 'ny riktning', ['riktning']),
        ('Eye@RIS3', 'i Eye@RIS3.', ['Eye@RIS3']),
        ('mål', 'MÅL. Målet', ['Målet']),
    ],
)
def test_whole_words_in_their_forms(term: str, text: str, expected: list[str]) -> None:
    assert [words for words, _ in found(lexicon(glossary(term), SWEDISH), text)] == expected


def test_written_forms_take_the_place_of_guesses() -> None:
    words = lexicon(glossary({'term': 'kluster', 'forms': ['kluster', 'klustret'], 'short': ['KL']}), SWEDISH)
    assert [found(words, text) for text in ('klustret', 'klusteren')] == [[('klustret', 't0')], []]
    assert [found(words, text) for text in ('KL', 'KL:s', 'KLs', 'kl')] == [
        [('KL', 't0')],
        [('KL:s', 't0')],
        [('KLs', 't0')],
        [],
    ]


def test_longest_first_and_nothing_inside_it() -> None:
    words = lexicon(glossary('vision', 'strategi för vision', 'strategi'), SWEDISH)
    assert found(words, 'Vår strategi för vision och vision.') == [('strategi för vision', 't1'), ('vision', 't0')]
    assert found(words, 'strategi för alla') == [('strategi', 't2')]


def test_a_form_of_two_terms_belongs_to_the_first() -> None:
    words = lexicon(glossary({'term': 'alfa', 'short': ['S3']}, {'term': 'beta', 'short': ['S3']}), SWEDISH)
    assert found(words, 'S3 och beta') == [('S3', 't0'), ('beta', 't1')]


def test_each_term_once_in_all_texts_that_share_what_was_seen() -> None:
    words = lexicon(glossary('vision', 'mål'), SWEDISH)
    seen: set[str] = set()
    texts = ['vision och vision', 'visionen och mål']
    assert [[m.term for m in words.first_mentions(text, seen)] for text in texts] == [['t0'], ['t1']]


def test_digest_changes_with_the_forms_and_with_nothing_else() -> None:
    one = lexicon(glossary('vision'), SWEDISH).digest
    assert one == lexicon(glossary({'term': 'vision', 'definition': 'y'}), SWEDISH).digest
    other = lexicon(glossary({'term': 'vision', 'short': ['V']}), SWEDISH).digest
    assert len({one, lexicon(None, SWEDISH).digest, other}) == 3


def test_time_grows_with_the_text_alone() -> None:
    many = lexicon(
        glossary(*(f'ord{chr(97 + i % 26)}{chr(97 + i // 26)} för smart arbete' for i in range(500))), SWEDISH
    )
    for text in ('ordaa för smart ', 'Vision ', '”' * 15 + ' Ordaa ', 'a-' * 8, ' ' * 16):
        assert list(many.first_mentions(text * 6000, set())) == []
        long, short = (partial(lambda words: list(many.first_mentions(words, set())), text * n) for n in (6000, 1500))
        assert times(long, short, 8) < 8, text
