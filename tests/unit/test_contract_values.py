"""The form and the check agree on characters and single values."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from html.entities import html5
from random import Random
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from s3ext.core.gate.characters import entities, odd_characters, odd_entities
from s3ext.core.model.parts import Period
from s3ext.core.model.values import FullDate, PartialDate, Slug, Url
from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.schema.questions import slug
from tests.scripts import run
from tests.unit.contract import TEXTS, by_rules, cleaned, differences, is_text, made, script_spec


@pytest.fixture(scope='module')
def spec(vocabulary: Vocabulary) -> dict[str, Any]:
    return script_spec(vocabulary)


def passes(kind: Any) -> Callable[[str], bool]:
    """Whether the check lets a value of *kind* through."""
    adapter = TypeAdapter(kind)

    def check(value: str) -> bool:
        try:
            adapter.validate_python(value)
        except ValidationError:
            return False
        return True

    return check


@pytest.mark.slow
def test_every_character_is_refused_by_both_or_by_neither(spec: dict[str, Any]) -> None:
    """What the form takes away the check refuses; of the rest both say the same."""
    work = """(spec) => {
        const rules = new S3.FormRules(spec);
        const [changed, refused] = [[], []];
        for (let number = 0; number < 0x110000; number += 1) {
            if (number >= 0xd800 && number <= 0xdfff) continue;
            const char = String.fromCodePoint(number);
            const text = rules.clean(`a${char}b`);
            if (text !== `a${char}b`) changed.push([char, text]);
            if (rules.text.odd(text).length) refused.push(char);
        }
        return [changed, refused];
    }"""
    found = run(work, spec)
    changed, refused = dict(found[0]), set(found[1])
    gone = [char for char, text in changed.items() if text == 'ab']
    assert [char for char in gone if not list(odd_characters(f'a{char}b'))] == [] and len(gone) > 80
    # two runtimes may know of different versions of Unicode
    every = [char for char in map(chr, range(0x110000)) if unicodedata.category(char) not in ('Cn', 'Cs')]
    ours = [is_odd(changed.get(char, f'a{char}b')) for char in every]
    assert differences(every, ours, (char in refused for char in every)) == []


def is_odd(text: str) -> bool:
    """Whether the check refuses a character of *text*."""
    return any(list(odd_characters(line)) for line in text.split('\n'))


def test_what_the_form_leaves_is_refused_by_both_or_by_neither(spec: dict[str, Any]) -> None:
    values = [value for value in (*TEXTS, *made(6000, 1)) if is_text(value)]
    texts = by_rules(spec, '(rules, value) => rules.clean(value)', values)
    ours = [sorted({cause for line in text.split('\n') for _, cause, _ in odd_characters(line)}) for text in texts]
    theirs = by_rules(spec, '(rules, value) => rules.text.odd(value).map(([, { cause }]) => cause)', texts)
    assert differences(texts, ours, [sorted(set(causes)) for causes in theirs]) == []
    assert sum(map(bool, ours)) > 500


@pytest.mark.slow
def test_entities_hide_nothing_from_either(spec: dict[str, Any]) -> None:
    numbers = [*range(300), 0x430, 0x200B, 0x200D, 0xD800, 0xDFFF, 0xFE0F, 0xFFFF, 0x10FFFF, 0x110000, 99999999]
    pieces = [form.format(number) for number in numbers for form in ('&#{};', '&#x{:x};', '&#X{:X};')]
    pieces += [f'&{name}' for name in sorted(html5)[::3]]
    pieces += ['&amp;shy;', '&;', '&#;', '&#x;', '&shy', '& shy;', '&SHY;', '&zwj;', '&constructor;', '👩&zwj;👧']
    # named symbols before the selector of an emoji are for the check alone
    known = [piece for piece in pieces if piece[1:2] == '#' or piece[1:-1] in odd_entities()]
    random = Random(18)
    texts = [f'a{piece}b' for piece in pieces]
    texts += [''.join(random.choices([*known, 'a', 'р', '👩', ' '], k=4)) for _ in range(1000)]
    texts = [text for text in texts if not is_odd(text)]
    work = '(rules, value) => rules.text.look(value).faults.some(([code]) => code === "bad-character")'
    assert differences(texts, (any(entities(text)) for text in texts), by_rules(spec, work, texts)) == []


def test_an_id_is_made_of_a_title_alike(spec: dict[str, Any]) -> None:
    titles = cleaned(spec, [*TEXTS, *made(4000, 2), *made(400, 3, 'abc åä', 90)])
    assert differences(titles, map(slug, titles), by_rules(spec, '(rules, value) => rules.slug(value)', titles)) == []


# --- single values ---------------------------------------------------------------------------------------------------

DATES = (
    *(
        '2026',
        '2026-11',
        '2026-11-29',
        '2024-02-29',
        '2023-02-29',
        '2000-02-29',
        '1900-02-29',
        '2026-04-31',
        '2026-1-1',
    ),
    *(
        '1399',
        '1400',
        '1499-01-01',
        '2099-12-31',
        '2100',
        '0026',
        '2026-00',
        '2026-13',
        '2026-1',
        '2026-01-00',
        '26-01-01',
    ),
    *('2026-01-32', '2026-12-31', '2026/01/01', '20261129', ' 2026', '2026\n', '٢٠٢٦', '2026-11-29T00:00', '-2026', ''),
)
IDS = ('a', 'a-b', '1', '2024', 'a--b', '-a', 'a-', 'A', 'å', 'a_b', 'a b', 'a.b', 'a\n', 'a/b', '', '٣', 'a' * 200)
#: ends of addresses, and some that are none
HOSTED = (
    *(
        'example.org',
        'example.org/',
        'example.org/a?b=c#d',
        '',
        '/a',
        '?a',
        '#a',
        ':80',
        'example.org:80',
        'example.org:',
    ),
    *(
        'example.org:64999',
        'example.org:65000',
        'example.org:99999',
        'example.org:x',
        'example.org:-1',
        'example.org:٣',
    ),
    *(
        '[::1]/',
        '[::1',
        '::1]',
        '[x]/',
        'a[b]c/',
        'example.org/[a]',
        'a b',
        'a\tb',
        'a<b',
        'a>b',
        'a"b',
        'a\\b',
        'a\nb',
    ),
    *(
        'a@example.org',
        'a:b@example.org',
        '@example.org',
        'a@',
        'a@b@example.org',
        'a\ufeffb',
        'a\xa0b',
        'a:1:2',
        'å.se',
    ),
    *('exa\xadmple.org', '℀.org', 'a／b.org', 'example.org/å', 'example', '1.2.3.4', 'xn--a', 'a\u2028b', 'a\x85b'),
)
ADDRESSES = (
    *(scheme + end for end in HOSTED for scheme in ('https://', 'http://')),
    *(
        'HTTPS://example.org',
        'ftp://example.org',
        'http:example.org',
        'http:/example.org',
        'javascript:alert(1)',
        ' https://a',
    ),
)


def test_dates(spec: dict[str, Any]) -> None:
    random = Random(4)
    some = [f'{random.randint(1390, 2110)}-{random.randint(0, 13):02}-{random.randint(0, 32):02}' for _ in range(2000)]
    values = [*DATES, *some, *(date[:7] for date in some), *made(500, 5, '0123456789-', 10)]
    for kind, name in ((PartialDate, 'partial_date'), (FullDate, 'date')):
        work = f'(rules, value) => !rules.valueProblems({{ kind: "{name}" }}, value).length'
        assert differences(values, map(passes(kind), values), by_rules(spec, work, values)) == []


def test_ids(spec: dict[str, Any]) -> None:
    values = [*IDS, *made(2000, 6, 'ab1-_ å\n', 6)]
    theirs = by_rules(spec, '(rules, value) => rules.isId(value)', values)
    assert differences(values, map(passes(Slug), values), theirs) == []


def test_addresses(spec: dict[str, Any]) -> None:
    """What makes an address none; a host that only looks right is for the check alone."""

    def is_address(value: str) -> bool:
        try:
            TypeAdapter(Url).validate_python(value)
        except ValidationError as error:
            return error.errors()[0]['type'] != 'bad_url'
        return True

    ends = made(3000, 7, [*'abå.:/?#@[]%\\"<> 19-', '//', '://', 'https://', '℀', '／', '\xa0', '\x85'], 8)
    values = cleaned(spec, [value for value in (*ADDRESSES, *(f'https://{end}' for end in ends)) if is_text(value)])
    theirs = by_rules(spec, '(rules, value) => rules.url.test(value)', values)
    assert differences(values, map(is_address, values), theirs) == []


def test_a_period_is_turned_round_for_both_or_for_neither() -> None:
    days = [day for day in DATES if passes(PartialDate)(day)] + ['2026-11-28', '2026-10', '2025']
    pairs = [(start, end) for start in days for end in days]
    adapter = TypeAdapter(Period)

    def is_reversed(pair: tuple[str, str]) -> bool:
        try:
            adapter.validate_python({'from': pair[0], 'to': pair[1]})
        except ValidationError as error:
            return error.errors()[0]['type'] == 'bad_period'
        return False

    theirs = run('(pairs) => pairs.map(([start, end]) => S3.formValues.isReversed(start, end))', pairs)
    assert differences(pairs, map(is_reversed, pairs), theirs) == []
