"""What personal data looks like in Norway: national identity numbers, telephone numbers, words about people's lives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from s3ext.core.person_rules import (
    BETWEEN,
    PersonalNumber,
    PersonRules,
    at_hints,
    mail_pattern,
    registered_pattern,
)

#: day (of a D number 40 more), month and year, three figures and two control digits: 170564 12345, 17.05.64-12345
_NUMBER = re.compile(
    r'(?<![\d.,])(?:[04][1-9]|[1256]\d|[37][01])(?P<inner>[ .-]?)(?:0[1-9]|1[0-2])(?P=inner)\d{2}'
    r'(?P<last> ?[-+] ?|[ .]?)\d{3}[ ]?\d{2}(?!\d)'
)
#: what each figure counts for the first and for the second control digit
_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
#: eight figures: after the code of the country in any groups, else in those of telephone numbers (22 12 34 56,
#: 912 34 567), in one piece only those of mobile telephones, and no round sum
_PHONE = re.compile(
    r'(?<![\w/.,:+-])(?:(?:\+|00) ?47 ?(?:\(0\) ?)?[2-9](?:[ .-]?\d){7}'
    r'|\(?[2-9]\d\)?[ .]\d\d[ .]\d\d[ .]\d\d|[489]\d\d[ .]\d\d[ .]\d{3}|[49]\d{7}(?<!000))(?![\w-]|[ .,]?\d)'
)
_AT = ('at', 'a', 'alfakrøll', 'krøllalfa')
_NAME = r'[A-ZÆØÅÉ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)? [A-ZÆØÅÉ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?'
#: a name with a year of birth or an age, or with what happens in the lives of people only
_PRIVATE = re.compile(
    rf'{_NAME}(?:,? \(?(?:f\.|født) ?(?:\d{{1,2}}\.? \w+ )?(?:19|20)\d\d\b|[, ] ?\(?\d{{1,2}} år[,)]| \(\d{{2}}\)'
    r'|[^.!?]{0,30}\b(?:sykmeld(?:t|ing)|utbrent|gravid|foreldrepermisjon|skilsmisse|skilt seg|alkoholiker'
    r'|rusmisbruker|tiltalt|dømt for|døde|kreftsyk|dement|deprimert)\b)'
)


def is_right(digits: Sequence[int]) -> bool:
    """Whether both control digits of an identity number of 11 *digits* are right (Skatteetaten, modulus 11)."""
    return all(sum(map(int.__mul__, weights, digits)) % 11 == 0 for weights in _WEIGHTS)


def _is_number(match: re.Match[str]) -> bool:
    return is_right([int(char) for char in match[0] if char.isdigit()])


PERSONS = PersonRules(
    number=PersonalNumber(
        pattern=_NUMBER,
        is_right=_is_number,
        in_address=('-', '+'),
        address_hint=re.compile(r'\d{6} ?[-+\u2010-\u2015\u2212] ?\d{5}'),
    ),
    mail=mail_pattern(*_AT),
    phone=_PHONE,
    phone_digits=range(8, 13),
    registered=registered_pattern(
        *('saksnr', 'saksnummer', 'sak', 'journalnr', 'org.nr', 'orgnr', 'organisasjonsnummer', 'gnr', 'bnr', 'nve'),
    ),
    functions=frozenset(
        (
            *(
                'kommune',
                'fylkeskommune',
                'enhet',
                'avdeling',
                'plan',
                'miljo',
                'klima',
                'beredskap',
                'post',
                'postmottak',
            ),
            *(
                'info',
                'kontakt',
                'presse',
                'prosjekt',
                'program',
                'support',
                'service',
                'redaksjon',
                'teknisk',
                'drift',
            ),
        )
    ),
    private=_PRIVATE,
    hints=(
        *at_hints('at', 'a'),
        *('alfakrøll', 'krøllalfa', 'født ', '(f. ', ', f. ', ' år,', ' år)', 'sykmeld', 'utbrent', 'gravid'),
        *('foreldrepermisjon', 'skilsmisse', 'skilt seg', 'alkoholiker', 'rusmisbruker', 'tiltalt', 'dømt for'),
        *('døde', 'kreftsyk', 'dement', 'deprimert'),
    ),
    # eight figures with little between them: every number, and every telephone number; or an age in brackets
    number_hint=re.compile(rf'\d(?:{BETWEEN}\d){{7}}|\(\d{{2}}\)'),
)
