"""Rules that Python and the scripts both know: what the tests of them have in common.

The same values, written and made at random, go through both sides. One run of the JavaScript runtime for each rule;
what is compared is a list, so that a test shows which values differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from random import Random
from typing import Any

from s3ext.core.gate.characters import script_patterns
from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.schema.form import form_spec
from tests.kinds import PERMITTED
from tests.scripts import run
from tests.texts import load_guide, load_texts

#: letters, marks, signs and blanks of many scripts; what nobody sees; what is two characters to JavaScript
CHARACTERS = (
    *'aåäöéüøæßðþłđıſİıKÅΩжαאع中が0123456789ABÅÄÖ', *'²½Ⅷ①ª€§%&*#_~^´`¨\'"|<>[]{}()?!.,;:=+-/\\@$',
    *' \t\n\r\v\f\x00\x07\x1b\x1c\x1d\x1e\x1f\x7f\x85\x9f\xa0\u1680\u2003\u2028\u2029\u202f\u205f\u3000',
    *'\xad\u034f\u061c\u115f\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064\u2066\u2069\u206a',
    *'\ufdd0\ufe00\ufe0e\ufe0f\ufeff\uffa0\ufff9\uffff\ue000', *'\u0300\u030a\u0308\u0327\u0345\u20dd\u20e3\u0903',
    *'ﬁＡ𝐀①🄰🇸🇪👩👨👍🏽😀❤☺ℹ‼〰⁉→∞©™', '\U000e0041', '\U000f0000', '\U0001d7d8', '𐐨', '𠮷',
)  # fmt: skip
TEXTS = (
    *('', ' ', '-', '–', 'a', 'Å', 'yes', 'no', 'Null', 'true', '~', '#', '- a', 'a: b', 'a #b', "'", '"', '\\', '$&'),
    *('Västra Götalands väg', 'Ærø & Ålands ø', 'S3: 2021–2027', 'ord ' * 40, 'ord' * 30, 'a' * 60 + ' b', '$1', '%'),
    *('a' * 59 + ' b', 'å' * 61, 'e\u0301', 'A\u030a', 'c\u20dd b', 'ﬁnal', 'İstanbul', 'ΑΣ', 'Straße'),
    *('coördi\xadnera', 'nyck\u200bel', '__proto__', 'constructor', '</script>', '{{x}}', '{x}', '%00', 'a/b', '../..'),
    *('👩\u200d👧', '👩🏽\u200d🚀', '❤\ufe0f', '❤\ufe0e', '\u200d', 'a\u200db', '🇸🇪', '🇸', '3\ufe0f\u20e3', '3\u20e3'),
    *('ра', 'pаss', 'αβγ', 'aα', 'Ελλάδα', 'ab\ufe0f', '\u202eabc', '＜script＞', '①', '\ud83d', 'a\u2028b', 'a\x85b'),
    *('a\nb', 'a\r\nb', 'a\rb', '\ufeffa'),
)  # fmt: skip


def made(count: int, seed: int, characters: Iterable[str] = CHARACTERS, longest: int = 12) -> list[str]:
    """*count* texts of *characters*, the same each time."""
    random, pool = Random(seed), list(characters)
    return [''.join(random.choices(pool, k=random.randint(1, longest))) for _ in range(count)]


def is_text(value: str) -> bool:
    """Whether *value* has no half of a pair: Python can neither write nor compare those."""
    return not any('\ud800' <= char <= '\udfff' for char in value)


def differences(values: Iterable[Any], ours: Iterable[Any], theirs: Iterable[Any]) -> list[tuple[Any, Any, Any]]:
    """The *values* on which the two sides differ, with what each says."""
    return [(value, one, two) for value, one, two in zip(values, ours, theirs, strict=True) if one != two]


def script_spec(vocabulary: Vocabulary) -> dict[str, Any]:
    """What the form is given, but for the records of a site; a message on characters is the name of its cause."""
    found = form_spec(load_guide('sv'), load_texts('sv'), vocabulary, PERMITTED)
    names = [{'pattern': pattern, 'message': cause} for pattern, cause in script_patterns()]
    rules = {**found['text_rules'], 'characters': names}
    plain: dict[str, Any] = json.loads(json.dumps({**found, 'text_rules': rules, 'records': {}, 'host': {}}))
    return plain


def by_rules(spec: dict[str, Any], work: str, values: list[Any]) -> list[Any]:
    """What *work*, a function of the form's rules and one value, makes of each of *values*."""
    each = f'values.map((value) => ({work})(rules, value))'
    found: list[Any] = run(
        f'(spec, values) => {{ const rules = new S3.FormRules(spec); return {each}; }}', spec, values
    )
    return found


def cleaned(spec: dict[str, Any], values: list[str]) -> list[str]:
    """*values* as the form writes them on one line."""
    return by_rules(spec, '(rules, value) => rules.line(value)', values)
