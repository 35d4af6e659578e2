"""What stands where there is nothing: each text says that there is none, or that nobody knows, and no third thing.

The texts are found in the code, so that a new one fails until somebody has decided which of the two it says.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from s3ext.core.texts.messages import load_texts
from tests.texts import FILES

S3EXT = Path(__file__).parents[2] / 's3ext'
#: the rooms that put words on pages
ROOMS = ('core/model', 'core/views', 'core/print', 'handbook', 'reading', 'writing', 'web', 'render.py', 'nodes.py')
#: parts of names that tell of nothing
TELLING = re.compile(r'(?:^|_)(?:none|no|not|unknown|alone|unreached|undated|missing|empty|absent|unstated)(?:_|$)')
#: what names begin with that scripts show, which ask for all that begin so
OF_SCRIPTS = ('catalogue_', 'finder_', 'find_')
#: fields of the model that name what stands for an empty value
NAMING = ('empty', 'none')

#: there is none: in the handbook, or at all
NONE = frozenset(
    [
        'answer_no_cases',
        'answer_no_lessons',
        'catalogue_none',
        'choices_none',
        'claims_none',
        'compare_no_cases',
        'compare_not_chosen',
        'contacts_absent',
        'contacts_none',
        'deselected_cases_none',
        'find_found_none',
        'find_unknown',
        'gaps_none',
        'handled_none',
        'like_cases_none',
        'list_none',
        'matrix_none',
        'national',
        'news_none',
        'no_borders',
        'partners_alone',
        'partners_none',
        'peers_no_theme',
        'peers_none',
        'related_none',
        'reviews_none',
        'setting_none',
        'status_not_approved',
        'statuses_not_approved',
        'takers_none',
        'tools_no_cases',
        'tools_none',
        'value_not_reviewed',
        'ways_mail_none',
    ]
)
#: nobody knows whether there is one, or which
UNKNOWN = frozenset(
    [
        'adapted_unknown',
        'answer_no_obstacles',
        'answer_no_pilots',
        'answer_no_results',
        'answer_none_known',
        'choices_no_kind',
        'choices_unknown',
        'choices_unknown_regions',
        'compare_no_pilots',
        'compare_unknown',
        'deselected_priorities_none',
        'former_none',
        'like_cases_unknown',
        'list_unknown',
        'no_priorities',
        'no_strategy',
        'not_stated',
        'partners_no_themes',
        'partners_others_unknown',
        'partners_unknown',
        'partners_unreached',
        'peers_themes_unknown',
        'peers_unknown',
        'period_unknown',
        'related_unknown',
        'status_approval_unknown',
        'timeline_undated',
        'undated',
        'unknown_heading',
    ]
)
#: neither: they tell writers of a fault, readers what to do, or stand beside a list that is not empty
OTHER = frozenset(
    [
        'find_none_ask',
        'find_none_chosen',
        'find_none_registers',
        'handled_unknown',
        'lesson_no_source',
        'like_cases_more',
        'like_cases_once',
        'not_found',
        'options_none',
        'partners_no_contact',
        'pdf_filter_none',
        'pdf_unknown_choice',
        'status_editors_alone',
        'statuses_editors_alone',
        'view_missing',
        'vocabulary_empty',
        'vocabulary_missing',
        'vocabulary_unknown',
        'withdrawn_alone',
    ]
)
#: words by which a text says that nobody knows
NOBODY_KNOWS = {
    'sv': r'vet (?:vi )?inte|inte (?:hittat|sett|placerat)|känner inte|framgår inte|(?:säger|säger källorna) inte'
    r'|källorna inte|för lite|odaterade|utan känt|antecknat|som vi har sett',
    'en': r'(?:do|does) not (?:say|know)|not (?:found|seen|stated|placed)|have found no|know of (?:no|none)|too little'
    r'|undated|without a known|on record|not say|that we have seen',
}


def names() -> set[str]:
    """The names of all texts of the interface."""
    return {name for language in NOBODY_KNOWS for name in load_texts(language, FILES).interface}


def in_code(known: set[str]) -> Iterator[str]:
    """The names of texts in code that say, or are shown, where there is nothing."""
    for room in ROOMS:
        place = S3EXT / room
        for file in [place] if place.is_file() else sorted(place.rglob('*.py')):
            tree = ast.parse(file.read_text('utf-8'))
            words = set(constants(tree))
            yield from (name for name in words & known if TELLING.search(name))
            # names that are put together: the name of a heading and an end
            ends = {word for word in words if re.fullmatch(r'_(?:none|unknown|absent)', word)}
            yield from (word + end for word in words for end in ends if word + end in known)
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    yield from (name for name in shown_by(node) if name in known)


def shown_by(call: ast.Call) -> Iterator[str]:
    """The names in a *call* for a paragraph of nothing, or for a field that names what stands for an empty value."""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if 'style' in given and list(constants(given['style'])) == ['none']:
        yield from constants(call)
    for name in NAMING:
        if name in given:
            yield from constants(given[name])


def constants(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def test_every_text_for_nothing_says_which_of_the_two_it_is() -> None:
    known = names()
    found = set(in_code(known)) | {name for name in known if name.startswith(OF_SCRIPTS) and TELLING.search(name)}
    assert not NONE & UNKNOWN and not OTHER & (NONE | UNKNOWN)
    assert found == NONE | UNKNOWN | OTHER


@pytest.mark.parametrize('language', NOBODY_KNOWS)
def test_the_words_of_each_say_which_of_the_two_it_is(language: str) -> None:
    texts = load_texts(language, FILES).interface
    says = re.compile(NOBODY_KNOWS[language], re.IGNORECASE)
    wrong = {name: texts[name] for name in sorted(UNKNOWN) if not says.search(texts[name])}
    wrong |= {name: texts[name] for name in sorted(NONE) if says.search(texts[name])}
    assert wrong == {}
