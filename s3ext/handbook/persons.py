"""What personal data looks like in Sweden: personal numbers, telephone numbers, and words about the lives of people."""

from __future__ import annotations

import re

from ..core.gate.person_rules import (
    BETWEEN,
    PersonalNumber,
    PersonRules,
    at_hints,
    luhn,
    mail_pattern,
    registered_pattern,
)

#: century, year, month, day (of a coordination number 60 more), number: 640823-3234, 19640823 3234, 1964-08-23-3234
_NUMBER = re.compile(
    r'(?<![\d.,])(?:1[89]|20)?\d{2}(?P<inner>[ ./-]?)(?:0[1-9]|1[0-2])(?P=inner)(?:[0-2]\d|3[01]|[67]\d|8\d|9[01])'
    r'(?P<last> ?[-+] ?|[ ./]?)\d{4}(?!\d)'
)
_LAST_DIGITS = 10
#: a country code or an area code, then six to nine digits in groups: +46 8-123 45 67, 070-123 45 67, (08) 123 45 67
_PHONE = re.compile(
    r'(?<![\w/.,:+-])(?:(?:\+|00) ?46 ?(?:\(0\))? ?-?[1-9]\d{0,2}\)?|\(?0[1-9]\d{0,2}\)?)'
    r'(?: ?[-/.] ?| )?\d{2,4}(?:[ .-]?\d{2,3}){1,3}(?![\w-]|[.,]\d)'
)
_AT = ('at', 'a', 'snabel-a')
_NAME = r'[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)? [A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?'
#: a name with a year of birth or an age, or with what happens in the lives of people only
_PRIVATE = re.compile(
    rf'{_NAME}(?:,? \(?(?:f\.|född) ?(?:\d{{1,2}} \w+ )?(?:19|20)\d\d\b|, \d{{1,2}} år,'
    r'|[^.!?]{0,30}\b(?:sjukskriv(?:en|s|ning)|utbränd|gravid|föräldraledig|skilsmässa|alkoholist|missbrukare'
    r'|åtalad|dömd för|avled|cancersjuk|dement|deprimerad)\b)'
)


def _is_right(match: re.Match[str]) -> bool:
    """Whether the check digit is right, and this is no date (Skatteverket, SKV 704, and SKV 707)."""
    if match['inner'] in ('.', '/') and match['last'] not in ('-', '+', match['inner']):
        return False
    if match['inner'] == '-' and match['last'] == ' ':
        return False  # a day and a year, as in a table: 2016-08-23 2028
    return luhn([int(char) for char in match[0] if char.isdigit()][-_LAST_DIGITS:])


PERSONS = PersonRules(
    number=PersonalNumber(
        pattern=_NUMBER,
        is_right=_is_right,
        in_address=('-', '+'),
        # only a number written as people do
        address_hint=re.compile(r'\d{6} ?[-+\u2010-\u2015\u2212] ?\d{4}'),
    ),
    mail=mail_pattern(*_AT),
    phone=_PHONE,
    phone_digits=range(8, 14),
    # numbers of cases, books and the like may look like anything
    registered=registered_pattern(
        *('dnr', 'diarienr', 'diarienummer', 'ärendenummer', 'ärende', 'orgnr', 'org.nr'),
    ),
    functions=frozenset(
        (
            *('regional', 'regionala', 'regionalt', 'region', 'kommun', 'enhet', 'avdelning', 'kansli', 'redaktion'),
            *('utveckling', 'innovation', 'strategi', 'naringsliv', 'smart', 'specialisering', 'natverk', 'fond'),
            *('stod', 'info', 'kontakt', 'registrator', 'press', 'projekt', 'program', 'support', 'service'),
        )
    ),
    private=_PRIVATE,
    hints=(
        *at_hints('at', 'a'),
        *('nabel-a', 'född ', '(f. ', ', f. ', 'sjukskriv', 'utbränd', 'gravid', 'föräldraledig', 'skilsmässa'),
        *('alkoholist', 'missbrukare', 'åtalad', 'dömd för', 'avled', 'cancersjuk', 'dement', 'deprimerad'),
    ),
    # an age; ten figures with little between them; eight if the first is 0. A day has eight and begins with another.
    # All begin with a figure, and are written so, which makes the search four times as fast
    number_hint=re.compile(rf'\d(?:\d? år,|(?:{BETWEEN}\d){{9}}|(?<=0)(?<!\d0)(?:{BETWEEN}\d){{7}})'),
)
