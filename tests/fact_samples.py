"""One header of each kind of page with every field filled, no two with the same words, for tests of what is shown."""

from __future__ import annotations

from typing import Any

from tests.kinds import KINDS
from tests.samples import invented

#: sources that the headers cite, each with its own words
SOURCES: list[dict[str, str]] = [
    {
        'id': f'kalla-{letter}',
        'publisher': f'Utgivare {letter.upper()}',
        'title': f'Titel {letter.upper()}',
        'language': 'xh',
        'url': f'https://example.org/{letter}',
        'year': f'20{number}',
        'pages': f'{number}–{number + 10}',
        'held_by': f'Arkivet {letter.upper()}',
        'read_on': f'2022-11-{number}',
    }
    for number, letter in enumerate('abcdef', start=10)
]
#: one that is a part of the first
_PART = {'id': 'kalla-del', 'part_of': 'kalla-a', 'pages': '77–78'}
_ASK = {
    'role': 'Samordnaren för nät',
    'unit': 'Enheten för nät',
    'valid_until': '2031-05-06',
    'mailbox': 'nat@example.org',
}
_ALIASES = {
    'sv': ['Svenskt namn ett', 'Svenskt namn två'],
    'en': ['English name one', 'English name two'],
    'short': ['SNE', 'SNT'],
}
_SHARED: dict[str, Any] = {
    'written_by': 'region-skrivare',
    'reviewed_on': '2024-02-03',
    'review_every': '58',
    'added_on': '2023-03-04',
    'former_ids': ['gammal-sida'],
}
_APPROVED = {'by': 'region-ett', 'unit': 'Enheten för godkännande', 'date': '2024-01-02'}


def _summary(name: str) -> str:
    return f'Sammanfattningen av {name} är lång nog för att duga i alla prov.'


def _plain(name: str, /, *letters: str, **fields: object) -> dict[str, Any]:
    sources = [source for source in SOURCES if source['id'][-1] in letters] + [_PART]
    return {'summary': _summary(name), **_SHARED, 'approved': _APPROVED, 'sources': sources, **fields}


def _asked(name: str, /, *letters: str, **fields: object) -> dict[str, Any]:
    return _whole(name, *letters, **fields, questions=['Första frågan?', 'Andra frågan?'])


def _whole(name: str, /, *letters: str, **fields: object) -> dict[str, Any]:
    english = f'This English summary of {name} is long enough to pass every test.'
    return {**_plain(name, *letters, **fields), 'aliases': _ALIASES, 'summary_en': english}


#: the fields that have values of their own here, which a page of that kind can have all at once
WRITTEN: dict[str, dict[str, Any]] = {
    'case': _asked(
        'fallet',
        *'abcd',
        regions=['region-ett', 'region-tva'],
        themes=['tema-ett', 'tema-tva'],
        process=['fardplan', 'roller-ansvar'],
        period={'from': '2011-01', 'to': '2013', 'note': 'Tiden är osäker.'},
        stage='stopped',
        s3_link='redaktionell',
        goal='Målet med fallet.',
        pilots=['pilot-ett', 'pilot-tva'],
        actors=['Aktör ett', 'Aktör två'],
        helix=['business', 'civil'],
        funding=[
            {'text': 'Pengar ett.', 'source': ['kalla-a', 'kalla-b']},
            {'text': 'Pengar två.', 'source': ['kalla-b']},
        ],
        results=[{'claim': 'Något kom ut.', 'evidence': 'own_follow_up', 'source': ['kalla-c']}],
        obstacles=[
            {'obstacle': 'hinder-ett', 'handled': 'partly', 'how': 'Så gick det.', 'source': ['kalla-d']},
            {'obstacle': 'hinder-tva', 'handled': 'no', 'how': 'Så gick det inte.', 'source': ['kalla-a']},
        ],
        lessons=[
            {'text': 'Det lärde de sig.', 'by': 'source', 'source': ['kalla-b', 'kalla-d']},
            {'text': 'Det råder vi till.', 'by': 'editors'},
        ],
        transfer={
            'needs': 'Det krävs.',
            'keep': 'Det består.',
            'adapt': 'Det formas om.',
            'effort': 'medium',
            'cost': '10-50',
        },
        level='cross_border',
        sustainability=['environmental', 'economic'],
        scope=[{'text': 'Så stort var det.', 'source': ['kalla-a']}],
        changed='Detta gjordes annorlunda.',
        adapted_from=['fall-ett', 'fall-tva'],
        related=['fall-tre', 'fall-fyra'],
        reason='Därför blev det så.',
        instead='Detta blev det.',
        ask=_ASK,
    ),
    'pilot': _asked(
        'piloten',
        'a',
        kind='eu-pilot',
        level='between_regions',
        period={'from': '2014', 'to': '2016-05', 'note': 'Slutet är osäkert.'},
        stage='running',
        regions=['region-ett', 'region-tva'],
        themes=['tema-ett', 'tema-tva'],
        national_actors=['Myndighet ett', 'Myndighet två'],
        eu_actors=['Byrå ett', 'Byrå två'],
        open_for='Fler regioner söks.',
        ask=_ASK,
    ),
    'region': _whole(
        'regionen',
        *'abc',
        approved={**_APPROVED, 'by': 'region'},
        authority='Region Norr',
        county='Skåne län',
        county_code='12',
        nuts3='SE224',
        nuts2='SE22',
        strategy={
            'title': 'Strategins titel',
            'source': ['kalla-a', 'kalla-b'],
            'kind': 'handlingsplan',
            'period': {'from': '2017', 'to': '2019-07', 'note': 'Strategins tid är osäker.'},
            'adopted': '2016-11-12',
            'status': 'ended',
            'last_seen': '2020-08',
        },
        priorities=[
            {
                'label': 'Område ett',
                'source': ['kalla-b', 'kalla-c'],
                'themes': ['tema-ett', 'tema-tva'],
                'kind': 'deselected',
                'reason': 'Det var för dyrt.',
                'instead': 'Något annat blev det.',
            },
            {'label': 'Område två', 'source': ['kalla-c']},
        ],
        structure=['kust', 'industri'],
        population={'band': '300-500', 'source': ['kalla-a']},
        programme={'area': 'vastsverige', 'source': ['kalla-b', 'kalla-c']},
        borders=['region-ett', 'region-tva'],
        places=['Ort ett', 'Landskap två'],
        former=[
            {'label': 'Område noll', 'source': ['kalla-a'], 'last': 'planen från 2012', 'note': 'Ingår i område två.'},
            {'label': 'Område minus ett', 'source': ['kalla-b']},
        ],
        ask=_ASK,
    ),
    'theme': _asked('temat', 'a', label_en='The theme', broader='tema-ett'),
    'chapter': _asked('kapitlet', 'a', order='37', process='transformativa-mal'),
    'obstacle': _whole(
        'hindret',
        'a',
        level=['local', 'eu'],
        owner=['Ägare ett', 'Ägare två'],
        process=['fardplan', 'roller-ansvar'],
        heard_as=['Så låter det ett', 'Så låter det två', 'Så låter det tre'],
    ),
    'method': _asked(
        'metoden',
        'a',
        process=['fardplan', 'roller-ansvar'],
        cases=['fall-ett', 'fall-tva'],
        effort='high',
        data_needed='Siffror om allt.',
    ),
    'workshop': _asked(
        'workshoppen',
        'a',
        process=['fardplan', 'roller-ansvar'],
        audience=['officer', 'cluster'],
        duration='95',
        group_size={'min': '7', 'max': '23', 'per_table': '4'},
        agenda=[
            {
                'part': 'Del ett',
                'minutes': '41',
                'mode': 'pairs',
                'say': 'Hej alla.',
                'hand_out': 'Korten.',
                'day': '1',
            },
            {'part': 'Del två', 'minutes': '54', 'mode': 'break', 'risk': 'Ingen kommer.', 'day': '2'},
        ],
        materials=['Material ett', 'Material två'],
        print_list=[
            {'template': 'mall-ett', 'per_person': '3'},
            {'sheet': 'participants', 'per_table': '5'},
            {'text': 'Utskrift tre', 'per_group': '2', 'own': 'true'},
            {'text': 'Utskrift fyra', 'count': '9', 'own': 'true'},
        ],
        before=['Före ett', 'Före två'],
        after=['Efter ett', 'Efter två'],
        cases=['fall-ett', 'fall-tva'],
        themes=['tema-ett', 'tema-tva'],
    ),
    'template': _whole(
        'mallen',
        'a',
        process=['fardplan', 'roller-ansvar'],
        audience=['officer', 'cluster'],
        files=['docx', 'xlsx'],
        basis='editors',
        workshops=['workshop-ett'],
        methods=['metod-ett', 'metod-tva'],
        cases=['fall-ett', 'fall-tva'],
        **{'for': 'workshop'},
    ),
    'glossary': _whole(
        'ordlistan',
        *'abc',
        terms=[
            {
                'id': 'ord-ett',
                'term': 'första ordet',
                'term_en': 'the first word',
                'definition': 'Det första ordet förklaras.',
                'source': ['kalla-b'],
                'category': 'roller',
                'short': ['FO'],
                'forms': ['första ordens'],
                'see_also': ['ord-tva'],
                'former_ids': ['forra-ordet'],
            },
            {
                'id': 'ord-tva',
                'term': 'andra ordet',
                'term_en': 'the second word',
                'definition': 'Det andra ordet förklaras.',
                'source': ['kalla-c'],
                'category': 'omraden',
                'short': [],
            },
        ],
    ),
    'page': _plain('sidan', 'a'),
}
#: ids of records that the headers name, by kind
_IDS = {'region': 'region-ett', 'theme': 'tema-ett', 'pilot': 'pilot-ett', 'obstacle': 'hinder-ett', 'case': 'fall-ett'}
#: every field of every kind: those above, and what is new with a value that fits
WHOLE = {
    kind: written | invented(kind, written, _IDS, source='kalla-a')
    for kind, written in ((kind, WRITTEN.get(kind) or _whole(kind, 'a')) for kind in KINDS.by_id)
}
