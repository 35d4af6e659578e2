"""From a file's text to its faults: each with its code, its line and column, and the values its message names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from s3ext.core.model.entries import Reference
from s3ext.core.model.header import Header
from s3ext.core.page.frontmatter import MAX_CHARACTERS
from s3ext.core.page.validate import validate
from s3ext.core.problems import Code, Position, Problem, ProblemCode
from s3ext.core.schema.spec import fields_of
from s3ext.handbook.codes import HandbookCode
from s3ext.handbook.kinds.case import Case
from tests.costs import times
from tests.kinds import KINDS

if TYPE_CHECKING:
    from s3ext.core.model.vocabulary import Vocabulary

DATA = Path(__file__).parents[1] / 'data' / 'frontmatter'

#: a valid page of each kind that the table below spoils; the header starts on line 2
PAGES = {
    'cases/alfa/fall': """\
---
summary: Ett fall som bara finns till för testerna av handboken.
regions: [alfa, orsa]
themes: [vatten]
process: [fardplan]
period: {from: 2020, to: 2022}
stage: finished
s3_link: namns
reviewed_on: 2026-01-01
results:
  - {claim: Vattnet blev renare., evidence: stated, source: [rapport]}
sources:
  - {id: rapport, publisher: Region Alfa, title: Rapport, url: "https://example.org/rapport", year: 2022}
---

# Fallet

Text.[^rapport]

:::{results}
:::
""",
    'docs/pilots/prov': """\
---
summary: En pilot som bara finns till för testerna av handboken.
kind: nationell-pilot
level: between_regions
period: {from: 2020-03, to: 2022}
stage: finished
regions: [alfa, orsa]
themes: [vatten]
reviewed_on: 2026-01-01
sources:
  - {id: rapport, publisher: Verket, title: Om piloten, url: "https://example.org/pilot"}
aliases: {sv: [], en: [], short: []}
---

# Piloten

Text.[^rapport]
""",
    'docs/regions/alfa': """\
---
summary: En region som bara finns till för testerna av handboken.
authority: Region Alfa
county: Alfa län
county_code: 01
nuts3: SE110
nuts2: SE11
priorities:
  - label: Rent vatten
    themes: [vatten]
    source: [plan]
reviewed_on: 2026-01-01
sources:
  - {id: plan, publisher: Region Alfa, title: Plan, url: "https://example.org/plan"}
---

# Alfa
""",
    'docs/themes/vatten': """\
---
summary: Ett tema som bara finns till för testerna av handboken.
label_en: Water
reviewed_on: 2026-01-01
aliases: {sv: [], en: [], short: []}
---

# Vatten
""",
    'docs/handbook/plan': """\
---
summary: Ett kapitel som bara finns till för testerna av handboken.
process: fardplan
order: 06
reviewed_on: 2026-01-01
---

# Färdplan
""",
    'docs/obstacles/mandat': """\
---
summary: Ett hinder som bara finns till för testerna av handboken.
level: [regional, national]
owner: [Regeringen]
process: [fardplan]
heard_as: ["Vem bestämmer?"]
reviewed_on: 2026-01-01
sources:
  - {id: rapport, publisher: Verket, title: Om hindret, url: "https://example.org/hinder"}
aliases: {sv: [], en: [], short: []}
---

# Mandatet

Text.[^rapport]
""",
    'docs/methods/metod': """\
---
summary: En metod som bara finns till för testerna av handboken.
process: [aterkoppling-utvardering]
cases: [fall]
effort: low
reviewed_on: 2026-01-01
sources:
  - {id: rapport, publisher: Verket, title: Om metoden, url: "https://example.org/metod"}
---

# Metoden

Text.[^rapport]
""",
    'docs/workshops/dag': """\
---
summary: En workshop som bara finns till för testerna av handboken.
process: [fardplan]
audience: [officer]
duration: 90
group_size: {min: 8, max: 20}
agenda:
  - {part: Inledning, minutes: 30, mode: plenary}
  - {part: Arbete, minutes: 60, mode: table}
reviewed_on: 2026-01-01
sources:
  - {id: rapport, publisher: Verket, title: Om workshoppen, url: "https://example.org/dag"}
---

# Dagen

Text.[^rapport]

:::{agenda}
:::
""",
    'docs/glossary': """\
---
summary: En ordlista som bara finns till för testerna av handboken.
terms:
  - id: s3
    term: smart specialisering
    term_en: smart specialisation
    definition: Att välja.
    source: [rapport]
    category: grundbegrepp
    short: []
reviewed_on: 2026-01-01
sources:
  - {id: rapport, publisher: Verket, title: Om orden, url: "https://example.org/ord"}
---

# Ordlista
""",
    'docs/about/sida': '# Sidan\n\nText.\n',
}
CASE, PILOT, REGION, THEME, CHAPTER, OBSTACLE, METHOD, WORKSHOP, GLOSSARY, PLAIN = PAGES


#: the results of the case, and what messages about a pilot between regions and a workshop are made of
RESULTS = 'results:\n  - {claim: Vattnet blev renare., evidence: stated, source: [rapport]}\n'
BETWEEN = {'field': 'level', 'value': 'between_regions', 'other': 'regions', 'least': '2'}
STOPPED = {'field': 'stage', 'value': 'stopped', 'other': 'instead'}


def total(written: str, found: str) -> dict[str, str]:
    """What a message about a workshop is made of whose parts come to *found* minutes."""
    return {'field': 'duration', 'value': written, 'other': 'agenda', 'sum': found}


def folder(owner: str) -> dict[str, str]:
    """What a message about a case that lies elsewhere than with its *owner* is made of."""
    return {'folder': f'cases/{owner}', 'field': 'regions'}


class Fault(NamedTuple):
    """A change of a valid page and the one fault that it makes."""

    docname: str
    old: str
    new: str
    code: Code
    line: int
    column: int
    details: dict[str, str]


STAGES = 'planned, running, finished, permanent, stopped, not-stated'
CASE_FIELDS = ', '.join(sorted(field.name for field in fields_of('case', KINDS)))
QUOTED = 'summary: "Ett fall som bara finns till för testerna av handboken.'
SOURCE_FIELDS = 'held_by, id, language, pages, part_of, publisher, read_on, title, url, year'
REPORT = '  - {id: rapport, publisher: Region Alfa, title: Rapport, url: "https://example.org/rapport", year: 2022}\n'
WHOLE = PAGES[CASE][: PAGES[CASE].index('\n# Fallet')]
C = ProblemCode
FAULTS = [
    # the header as a whole
    Fault(THEME, PAGES[THEME], '# Vatten\n', C.HEADER_MISSING, 1, 1, {}),
    Fault(CASE, '---\nsummary', '\n---\nsummary', C.HEADER_NOT_FIRST, 2, 1, {}),
    Fault(CASE, '2022}\n---\n', '2022}\n', C.HEADER_NOT_CLOSED, 14, 1, {}),
    Fault(CASE, '---\nsummary', 'summary', C.HEADER_NOT_OPENED, 1, 1, {}),
    Fault(CASE, '2022}\n---\n', '2022}\n----\n', C.HEADER_FENCE, 14, 1, {'value': '----', 'rewritten': '---'}),
    Fault(CASE, WHOLE, '---\nbara text\n---\n', C.HEADER_NOT_MAPPING, 2, 1, {}),
    Fault(
        CASE, WHOLE, f'---\na: {"x" * MAX_CHARACTERS}\n---\n', C.HEADER_TOO_LARGE, 1, 1, {'limit': str(MAX_CHARACTERS)}
    ),
    Fault(CASE, '[fardplan]', '[[[[[[[[a]]]]]]]]', C.HEADER_TOO_LARGE, 5, 18, {'limit': '8'}),
    # YAML
    Fault(
        THEME,
        'Ett tema som',
        'Ett tema: som',
        C.YAML_COLON,
        2,
        18,
        {'rewritten': 'summary: "Ett tema: som bara finns till för testerna av handboken."'},
    ),
    Fault(CASE, 'stage:', '\tstage:', C.YAML_SYNTAX, 7, 1, {'cause': 'cause_tab', 'rewritten': 'stage: finished'}),
    Fault(
        CASE, 'summary: Ett', 'summary: "Ett', C.YAML_SYNTAX, 2, 10, {'cause': 'cause_quote', 'rewritten': f'{QUOTED}"'}
    ),
    Fault(CASE, 'orsa]', 'orsa', C.YAML_SYNTAX, 3, 10, {'cause': 'cause_flow', 'rewritten': 'regions: [alfa, orsa]'}),
    Fault(
        CASE,
        'to: 2022}',
        'to: 2022',
        C.YAML_SYNTAX,
        6,
        9,
        {'cause': 'cause_flow', 'rewritten': 'period: {from: 2020, to: 2022}'},
    ),
    Fault(
        CASE,
        'title: Rapport',
        'title: A: B',
        C.YAML_COLON,
        13,
        51,
        {'rewritten': REPORT.replace('title: Rapport', 'title: "A: B"').rstrip()},
    ),
    Fault(CASE, 'finished', '%finished', C.YAML_QUOTE, 7, 8, {}),  # in quotation marks it is no stage either
    Fault(
        CASE,
        'Vattnet blev renare.',
        'Vattnet, och luften.',
        C.YAML_COMMA,
        11,
        13,
        {'rewritten': '  - {claim: "Vattnet, och luften.", evidence: stated, source: [rapport]}'},
    ),
    Fault(CASE, 'finished', 'finished # nu', C.HEADER_COMMENT, 7, 17, {'value': '# nu'}),
    Fault(CASE, 'finished', '”finished”', C.CURLY_QUOTES, 7, 8, {'rewritten': 'stage: "finished"'}),
    Fault(
        CASE,
        'summary:',
        'title: Fallet\nsummary:',
        C.HEADER_TITLE,
        2,
        1,
        {'value': 'Fallet', 'cause': 'title_same', 'line': '17'},
    ),
    Fault(
        CASE,
        'summary:',
        'titel: Annat\nsummary:',
        C.HEADER_TITLE,
        2,
        1,
        {'value': 'Annat', 'cause': 'title_other', 'line': '17'},
    ),
    Fault(
        CASE,
        'stage: finished',
        'stage finished',
        C.YAML_SYNTAX,
        7,
        1,
        {'cause': 'cause_colon', 'rewritten': 'stage: finished'},
    ),
    Fault(CASE, 'Ett fall', 'Ett\x07fall', C.YAML_SYNTAX, 2, 13, {'cause': 'cause_character'}),
    Fault(CASE, 'finished', '&a finished', C.YAML_ANCHOR, 7, 8, {}),
    Fault(CASE, 'finished', '*a', C.YAML_ANCHOR, 7, 8, {}),
    Fault(CASE, 'finished', '!!str finished', C.YAML_TAG, 7, 8, {'tag': 'tag:yaml.org,2002:str'}),
    Fault(CASE, 'stage:', '? [a]\n: b\nstage:', C.YAML_KEY, 7, 3, {}),
    Fault(CASE, 's3_link:', 'stage: running\ns3_link:', C.DUPLICATE_FIELD, 8, 1, {'field': 'stage', 'first': '7'}),
    # fields
    Fault(CASE, 'stage: finished\n', '', C.FIELD_MISSING, 1, 1, {'field': 'stage'}),
    Fault(CASE, 'publisher: Region Alfa, ', '', C.FIELD_MISSING, 13, 5, {'field': 'sources[1].publisher'}),
    Fault(CASE, 'evidence: stated, ', '', C.FIELD_MISSING, 11, 5, {'field': 'results[1].evidence'}),
    Fault(CASE, '{from: 2020, to: 2022}', '{}', C.FIELD_MISSING, 6, 9, {'field': 'period.note'}),
    Fault(CASE, 'finished', '', C.FIELD_EMPTY, 7, 1, {'field': 'stage'}),
    Fault(CASE, 'finished', '""', C.FIELD_EMPTY, 7, 1, {'field': 'stage'}),
    Fault(CASE, '[alfa, orsa]', '', C.FIELD_EMPTY, 3, 1, {'field': 'regions'}),
    Fault(CASE, '[alfa, orsa]', '[alfa, ""]', C.FIELD_EMPTY, 3, 17, {'field': 'regions[2]'}),
    Fault(CASE, 'title: Rapport', 'title:', C.FIELD_EMPTY, 13, 43, {'field': 'sources[1].title'}),
    Fault(CASE, 'source: [rapport]', 'source: []', C.FIELD_EMPTY, 11, 61, {'field': 'results[1].source'}),
    Fault(
        CASE, 's3_link:', 'colour: red\ns3_link:', C.UNKNOWN_FIELD, 8, 1, {'field': 'colour', 'allowed': CASE_FIELDS}
    ),
    Fault(CASE, 's3_link:', 'type: case\ns3_link:', C.UNKNOWN_FIELD, 8, 1, {'field': 'type', 'allowed': CASE_FIELDS}),
    Fault(CASE, 's3_link:', '<<: a\ns3_link:', C.UNKNOWN_FIELD, 8, 1, {'field': '<<', 'allowed': CASE_FIELDS}),
    Fault(CASE, 'year: 2022', 'no: 4', C.UNKNOWN_FIELD, 13, 95, {'field': 'no', 'allowed': SOURCE_FIELDS}),
    Fault(CASE, 'from: 2020', 'start: 2020', C.UNKNOWN_FIELD, 6, 10, {'field': 'start', 'allowed': 'from, note, to'}),
    Fault(CASE, 'themes:', 'tehmes:', C.MISSPELT_FIELD, 4, 1, {'field': 'tehmes', 'nearest': 'themes'}),
    Fault(CASE, 's3_link:', 'S3 link:', C.MISSPELT_FIELD, 8, 1, {'field': 'S3 link', 'nearest': 's3_link'}),
    Fault(CASE, 's3_link:', 'pilot: []\ns3_link:', C.MISSPELT_FIELD, 8, 1, {'field': 'pilot', 'nearest': 'pilots'}),
    Fault(CASE, 'from: 2020', 'form: 2020', C.MISSPELT_FIELD, 6, 10, {'field': 'form', 'nearest': 'from'}),
    Fault(CASE, 'publisher:', 'publsher:', C.MISSPELT_FIELD, 13, 19, {'field': 'publsher', 'nearest': 'publisher'}),
    Fault(REGION, '- label:', '- lable:', C.MISSPELT_FIELD, 9, 5, {'field': 'lable', 'nearest': 'label'}),
    # values
    Fault(CASE, '[vatten]', 'vatten', C.WRONG_SHAPE, 4, 9, {'field': 'themes', 'expected': 'shape_list'}),
    Fault(CASE, 'finished', '[finished]', C.WRONG_SHAPE, 7, 8, {'field': 'stage', 'expected': 'shape_text'}),
    Fault(
        CASE, '{from: 2020, to: 2022}', '2020', C.WRONG_SHAPE, 6, 9, {'field': 'period', 'expected': 'shape_mapping'}
    ),
    Fault(CASE, '[vatten]', '[{a: b}]', C.WRONG_SHAPE, 4, 10, {'field': 'themes[1]', 'expected': 'shape_text'}),
    Fault(
        CASE,
        'Ett fall som bara finns till för testerna av handboken.',
        'För kort.',
        C.TOO_SHORT,
        2,
        10,
        {'field': 'summary', 'length': '9', 'limit': '40'},
    ),
    Fault(
        CASE,
        'title: Rapport',
        f'title: {"x" * 301}',
        C.TOO_LONG,
        13,
        50,
        {'field': 'sources[1].title', 'length': '301', 'limit': '300'},
    ),
    Fault(
        CASE,
        'year: 2022',
        f'year: 2022, pages: {"s" * 61}',
        C.TOO_LONG,
        13,
        114,
        {'field': 'sources[1].pages', 'length': '61', 'limit': '60'},
    ),
    Fault(CHAPTER, '06', 'sex', C.BAD_VALUE, 4, 8, {'field': 'order', 'value': 'sex'}),
    Fault(CHAPTER, '06', '100', C.BAD_VALUE, 4, 8, {'field': 'order', 'value': '100'}),
    Fault(CHAPTER, '06', '-1', C.BAD_VALUE, 4, 8, {'field': 'order', 'value': '-1'}),
    Fault(CASE, 'year: 2022', 'year: 22', C.BAD_VALUE, 13, 101, {'field': 'sources[1].year', 'value': '22'}),
    Fault(REGION, ': 01', ': 1', C.BAD_VALUE, 5, 14, {'field': 'county_code', 'value': '1'}),
    Fault(REGION, 'SE110', 'se110', C.BAD_VALUE, 6, 8, {'field': 'nuts3', 'value': 'se110'}),
    Fault(CASE, '2026-01-01', '2024-13-45', C.BAD_DATE, 9, 14, {'value': '2024-13-45', 'expected': 'date_full'}),
    Fault(CASE, '2026-01-01', '2026-01', C.BAD_DATE, 9, 14, {'value': '2026-01', 'expected': 'date_full'}),
    Fault(CASE, '2026-01-01', '2023-02-29', C.BAD_DATE, 9, 14, {'value': '2023-02-29', 'expected': 'date_full'}),
    Fault(CASE, 'to: 2022', 'to: 12:30', C.BAD_DATE, 6, 26, {'value': '12:30', 'expected': 'date_partial'}),
    Fault(
        CASE, 'from: 2020', 'from: våren 2020', C.BAD_DATE, 6, 16, {'value': 'våren 2020', 'expected': 'date_partial'}
    ),
    Fault(CASE, '"https://example.org/rapport"', 'example.org', C.BAD_URL, 13, 64, {'value': 'example.org'}),
    Fault(CASE, '"https:', '"javascript:', C.BAD_URL, 13, 64, {'value': 'javascript://example.org/rapport'}),
    Fault(CASE, 'org/rapport', 'org/en rapport', C.BAD_URL, 13, 64, {'value': 'https://example.org/en rapport'}),
    Fault(
        CASE,
        'example.org',
        'namn:ord@example.org',
        C.DECEPTIVE_URL,
        13,
        64,
        {'value': 'https://namn:ord@example.org/rapport', 'cause': 'url_user', 'host': ''},
    ),
    Fault(
        CASE,
        'example.org',
        'example',
        C.DECEPTIVE_URL,
        13,
        64,
        {'value': 'https://example/rapport', 'cause': 'address_host', 'host': 'example'},
    ),
    Fault(
        REGION,
        'county: Alfa län',
        'county: Skåne län',
        HandbookCode.COUNTY_CODE,
        5,
        14,
        {'cause': 'county_other', 'county': 'Skåne län', 'expected': '12', 'value': '01'},
    ),
    Fault(GLOSSARY, 'short: []', 'short: []\n    see_also: [s3]', C.SELF_REFERENCE, 11, 16, {'value': 's3'}),
    Fault(CASE, 'orsa', 'Örsa', C.BAD_ID, 3, 17, {'value': 'Örsa'}),
    Fault(CASE, '[vatten]', '[rent_vatten]', C.BAD_ID, 4, 10, {'value': 'rent_vatten'}),
    Fault(CASE, 'to: 2022', 'to: 2019', C.BAD_PERIOD, 6, 9, {'start': '2020', 'end': '2019'}),
    Fault(CASE, '[vatten]', '[vatten, sol, vatten]', C.REPEATED_VALUE, 4, 23, {'value': 'vatten', 'field': 'themes'}),
    Fault(CASE, REPORT, REPORT * 2, C.REPEATED_VALUE, 14, 10, {'value': 'rapport', 'field': 'sources'}),
    Fault(
        CASE,
        'finished',
        'finishd',
        C.UNKNOWN_TERM,
        7,
        8,
        {'field': 'stage', 'value': 'finishd', 'nearest': 'finished', 'allowed': STAGES},
    ),
    Fault(
        CASE,
        'finished',
        'no',
        C.UNKNOWN_TERM,
        7,
        8,
        {'field': 'stage', 'value': 'no', 'nearest': '', 'allowed': STAGES},
    ),
    Fault(
        CASE,
        'evidence: stated',
        'evidence: Stated!',
        C.UNKNOWN_TERM,
        11,
        45,
        {
            'field': 'results[1].evidence',
            'value': 'Stated!',
            'nearest': 'stated',
            'allowed': 'independent, retold, own_follow_up, document, stated, expected',
        },
    ),
    # the body
    Fault(PLAIN, '# Sidan\n', '', C.TITLE_MISSING, 1, 1, {}),
    Fault(CASE, '# Fallet', '## Fallet', C.TITLE_MISSING, 15, 1, {}),
    Fault(CASE, 'Text.', '# Mer\n\nText.', C.TITLE_REPEATED, 18, 1, {'old': '#', 'new': '##'}),
    Fault(CASE, 'Text.', '#### Djupt\n\nText.', C.HEADING_SKIPPED, 18, 1, {'before': '1', 'level': '4', 'fix': '##'}),
    Fault(CASE, 'Text.', 'Text.[^rapprt] ', C.UNKNOWN_SOURCE, 18, 6, {'value': 'rapprt', 'nearest': 'rapport'}),
    Fault(CASE, 'Text.', 'Text.[^x] ', C.UNKNOWN_SOURCE, 18, 6, {'value': 'x', 'nearest': ''}),
    Fault(PLAIN, 'Text.', 'Text.[^rapport]', C.UNKNOWN_SOURCE, 3, 6, {'value': 'rapport', 'nearest': ''}),
    Fault(
        CASE, '[rapport]}', '[rapport, raport]}', C.UNKNOWN_SOURCE, 11, 71, {'value': 'raport', 'nearest': 'rapport'}
    ),
    Fault(PILOT, '[^rapport]', '', C.UNUSED_SOURCE, 11, 10, {'value': 'rapport'}),
    Fault(PILOT, '[^rapport]', '`[^rapport]`', C.UNUSED_SOURCE, 11, 10, {'value': 'rapport'}),
    Fault(PILOT, 'Text.[^rapport]', '~~~\n[^rapport]\n~~~', C.UNUSED_SOURCE, 11, 10, {'value': 'rapport'}),
    Fault(CASE, 'Text.', '[^rapport]: Se där.\n\nText.', C.FOOTNOTE_IN_BODY, 18, 1, {'value': 'rapport'}),
    # Markdown as its parser reads it, not as it looks
    Fault(CASE, 'Text.', 'Andra titeln\n============\n\nText.', C.TITLE_REPEATED, 18, 1, {}),
    Fault(CASE, 'Text.', '- # Rubrik\n\nText.', C.TITLE_REPEATED, 18, 3, {'old': '#', 'new': '##'}),
    Fault(CASE, 'Text.', ':::{note}\n# Rubrik\n:::\n\nText.', C.TITLE_REPEATED, 19, 1, {'old': '#', 'new': '##'}),
    Fault(CASE, '# Fallet', '- # Fallet', C.TITLE_MISSING, 16, 3, {}),
    Fault(CASE, '# Fallet', '# &nbsp;', C.TITLE_MISSING, 16, 1, {}),
    Fault(CASE, '# Fallet', '## Först\n\n# Fallet', C.TITLE_NOT_FIRST, 16, 1, {'value': 'Fallet'}),
    Fault(CASE, ':::{results}\n:::\n', '', C.FIELD_NOT_SHOWN, 10, 1, {'field': 'results'}),
    Fault(WORKSHOP, ':::{agenda}\n:::\n', '', C.FIELD_NOT_SHOWN, 7, 1, {'field': 'agenda'}),
    Fault(CASE, ':::{results}', '````\n:::{results}\n````', C.FIELD_NOT_SHOWN, 10, 1, {'field': 'results'}),
    Fault(CASE, RESULTS, '', C.NOTHING_TO_SHOW, 18, 4, {'field': 'results'}),
    # fields together
    Fault(CASE, '[alfa, orsa]', '[orsa, alfa]', C.WRONG_FOLDER, 3, 11, folder('orsa')),
    Fault(CASE, '[alfa, orsa]', '[]', C.WRONG_FOLDER, 3, 10, folder('nationellt')),
    Fault(PILOT, '[alfa, orsa]', '[alfa]', C.TOO_FEW, 7, 10, {**BETWEEN, 'count': '1'}),
    Fault(PILOT, '[alfa, orsa]', '[]', C.TOO_FEW, 7, 10, {**BETWEEN, 'count': '0'}),
    Fault(WORKSHOP, 'duration: 90', 'duration: 95', C.WRONG_TOTAL, 5, 11, total('95', '90')),
    Fault(WORKSHOP, 'minutes: 60', 'minutes: 055', C.WRONG_TOTAL, 5, 11, total('90', '85')),
    Fault(CASE, 'finished', 'stopped\nreason: Dyrt.', C.ASKED_MISSING, 7, 8, STOPPED),
    Fault(
        REGION,
        '    source:',
        '    kind: deselected\n    reason: Dyrt.\n    source:',
        C.ASKED_MISSING,
        11,
        11,
        {'field': 'priorities[1].kind', 'value': 'deselected', 'other': 'instead'},
    ),
    # parts of the newer kinds, and no fault that follows from another
    Fault(WORKSHOP, 'minutes: 60', 'minuter: 60', C.MISSPELT_FIELD, 9, 20, {'field': 'minuter', 'nearest': 'minutes'}),
    Fault(WORKSHOP, 'minutes: 60, ', '', C.FIELD_MISSING, 9, 5, {'field': 'agenda[2].minutes'}),
    Fault(WORKSHOP, 'minutes: 60', 'minutes: en', C.BAD_VALUE, 9, 29, {'field': 'agenda[2].minutes', 'value': 'en'}),
    Fault(WORKSHOP, 'duration: 90\n', '', C.FIELD_MISSING, 1, 1, {'field': 'duration'}),
    Fault(WORKSHOP, 'duration: 90', 'duration: ²', C.BAD_VALUE, 5, 11, {'field': 'duration', 'value': '²'}),
    Fault(WORKSHOP, '[officer]', '[]', C.FIELD_EMPTY, 4, 11, {'field': 'audience'}),
    Fault(OBSTACLE, '[regional, national]', '[eu, eu]', C.REPEATED_VALUE, 3, 13, {'value': 'eu', 'field': 'level'}),
    Fault(METHOD, 'effort: low', 'effrt: low', C.MISSPELT_FIELD, 5, 1, {'field': 'effrt', 'nearest': 'effort'}),
    Fault(GLOSSARY, '    term_en: smart specialisation\n', '', C.FIELD_MISSING, 4, 5, {'field': 'terms[1].term_en'}),
    Fault(
        GLOSSARY, '[rapport]', '[raport, rapport]', C.UNKNOWN_SOURCE, 8, 14, {'value': 'raport', 'nearest': 'rapport'}
    ),
    Fault(
        CASE,
        's3_link:',
        'questions: [a, b, c, d, e, f, g, h, i]\ns3_link:',
        C.TOO_MANY,
        8,
        12,
        {'field': 'questions', 'length': '9', 'limit': '8'},
    ),
    Fault(CASE, 's3_link:', 'review_every: 61\ns3_link:', C.BAD_VALUE, 8, 15, {'field': 'review_every', 'value': '61'}),
]
#: codes that one file alone cannot give; each is tested where it is given
ELSEWHERE = {
    C.FIELD_BESIDE,  # test_lessons
    HandbookCode.LESSON_OWNER,
    HandbookCode.ONE_SIDED_BORDER,  # test_catalog
    HandbookCode.HANDLED_DOUBT,  # test_doubts
    C.COUNTED_BY_HAND,  # test_amounts
    C.REVIEW_DUE,  # test_due
    C.CONTACT_ENDS,
    C.CONTACT_ENDED,
    HandbookCode.CHANGED_FROM_NOTHING,
    C.NO_GLYPH,  # a note
    C.POOR_ALT,  # test_alt_text
    C.DECEPTIVE_LINK,  # test_links
    C.PERSONAL_DATA,  # test_persons
    C.POSSIBLE_PERSON,
    C.THIN_PAGE,  # test_lengths
    C.CHAPTER_LENGTH,
    C.READING_TIME,
    C.UNKNOWN_WORD,  # test_words
    C.OLD_CHOICES,  # test_choices
    C.INCOMPLETE_KIND,  # test_kind_checks
    C.TEXT_MISSING,  # test_text_files
    C.TEMPLATE_PART,  # test_templates
    HandbookCode.PRINT_ITEM,  # test_workshops
    HandbookCode.PRINT_WITHOUT_SHEET,
    HandbookCode.LONG_STRETCH,
    C.LEFTOVER,  # test_meaning
    C.MERGE_MARK,  # test_meaning
    C.NEAR_MISS,
    C.UNCLOSED,
    C.SWALLOWED,
    C.PLACEHOLDER,
    C.ODD_TEXT,
    C.SITE_VIEWS,  # tests/site/test_extension
    C.OWN_RULE,  # tests/site/test_second_handbook
    C.MOVED_PAGE,  # test_moves
    C.WITHDRAWN_PAGE,
    C.BAD_INSTEAD,
    C.FORMER_ID,
    C.HEADING_TWICE,  # test_headings
    C.IMAGE_MISSING,  # tests/corpus
    C.DUPLICATE_PLACE,
    C.RESERVED_PLACE,
    C.BAD_TOCTREE,
    C.UNREACHED_PAGE,  # a note
    C.PAGE_MISSING,
    C.NOT_BUILT,
    C.SOURCE_PLACE,  # test_source_parts
    C.SOURCE_LANGUAGE,
    C.IMAGE_ALT,
    C.FUTURE_DATE,  # test_status
    C.WRONG_APPROVER,
    C.TABLE_HEADER,
    C.UNKNOWN_RECORD,  # test_catalog
    C.REFERENCE_RING,  # test_catalog
    C.MISPLACED_PAGE,
    C.DUPLICATE_ID,
    C.TERM_TAKEN,
    C.VOCABULARY,  # test_vocabulary
    C.UNKNOWN_TARGET,  # tests/site
    C.BAD_VIEW,
    C.BAD_ENCODING,  # test_check_command
    C.UNKNOWN_DIRECTIVE,  # test_gate
    C.BAD_DIRECTIVE,
    C.UNKNOWN_ROLE,
    C.UNKNOWN_MARKUP,
    C.RAW_HTML,
    C.BAD_LINK,
    C.BAD_IMAGE,
    C.TOO_MUCH,
    C.BAD_CHARACTER,  # test_characters
    C.BAD_FILE,  # test_files
}


def spoil(fault: Fault) -> str:
    source = PAGES[fault.docname]
    assert fault.old in source
    return source.replace(fault.old, fault.new, 1)


@pytest.mark.parametrize('docname', PAGES)
def test_a_valid_page(docname: str, vocabulary: Vocabulary) -> None:
    entry, page, problems = validate(PAGES[docname], docname, f'{docname}.md', vocabulary)
    assert problems == []
    assert entry.record is not None
    assert entry.type == entry.record.about.id
    assert entry.id == docname.rpartition('/')[2]
    assert PAGES[docname].split('\n')[page.body_line - 1 :] == page.body.split('\n')


@pytest.mark.parametrize('end', ['\n', '\r\n'])
@pytest.mark.parametrize('fault', FAULTS, ids=[f'{n}-{fault.code}' for n, fault in enumerate(FAULTS)])
def test_one_fault(fault: Fault, end: str, vocabulary: Vocabulary) -> None:
    path = f'{fault.docname}.md'
    _, _, problems = validate(spoil(fault).replace('\n', end), fault.docname, path, vocabulary)
    assert problems == [
        Problem(
            path=path,
            line=fault.line,
            column=fault.column,
            code=fault.code,
            details=tuple(fault.details.items()),
        )
    ]


def test_every_code_has_a_test() -> None:
    tested = {fault.code for fault in FAULTS}
    assert tested & ELSEWHERE == set()
    assert tested | ELSEWHERE == {*ProblemCode, *HandbookCode}


#: a value, a field or its name is wrong
OF_FIELDS = {
    C.FIELD_MISSING,
    C.FIELD_EMPTY,
    C.UNKNOWN_FIELD,
    C.MISSPELT_FIELD,
    C.WRONG_SHAPE,
    C.TOO_SHORT,
    C.TOO_LONG,
    C.TOO_MANY,
    C.BAD_VALUE,
    C.BAD_DATE,
    C.BAD_URL,
    C.BAD_ID,
    C.BAD_PERIOD,
    C.UNKNOWN_TERM,
}
OF_HEADERS = [fault for fault in FAULTS if fault.code in OF_FIELDS or fault.code.startswith('header-')]


@pytest.mark.parametrize('fault', OF_HEADERS, ids=[f'{n}-{fault.code}' for n, fault in enumerate(OF_HEADERS)])
def test_a_header_with_a_fault_is_no_record(fault: Fault, vocabulary: Vocabulary) -> None:
    entry, _, _ = validate(spoil(fault), fault.docname, f'{fault.docname}.md', vocabulary)
    assert entry.record is None


def test_many_faults_in_one_run(vocabulary: Vocabulary) -> None:
    text = (DATA / 'many-faults.md').read_text('utf-8')
    path = 'cases/alfa/fall.md'
    _, _, problems = validate(text, 'cases/alfa/fall', path, vocabulary)

    def at(line: int, column: int, code: ProblemCode, **details: str) -> Problem:
        return Problem(path=path, line=line, column=column, code=code, details=tuple(details.items()))

    assert sorted(problems) == [
        at(2, 10, C.TOO_SHORT, field='summary', length='9', limit='40'),
        at(3, 11, C.WRONG_FOLDER, **folder('orsa')),
        at(3, 17, C.BAD_ID, value='Alfa Beta'),
        at(4, 18, C.REPEATED_VALUE, value='vatten', field='themes'),
        at(5, 1, C.MISSPELT_FIELD, field='proces', nearest='process'),
        at(6, 9, C.BAD_PERIOD, start='2022', end='2020'),
        at(7, 8, C.UNKNOWN_TERM, field='stage', value='finishd', nearest='finished', allowed=STAGES),
        at(9, 14, C.BAD_DATE, value='2026-13-45', expected='date_full'),
        at(10, 15, C.YAML_COLON),  # in quotation marks it is no list, so that is no remedy
        at(11, 1, C.UNKNOWN_FIELD, field='colour', allowed=CASE_FIELDS),
        at(12, 1, C.FIELD_NOT_SHOWN, field='results'),
        at(13, 5, C.FIELD_EMPTY, field='results[1].claim'),
        at(15, 23, C.UNKNOWN_SOURCE, value='ingen', nearest=''),
        at(17, 64, C.BAD_URL, value='example.org'),
        at(18, 10, C.UNUSED_SOURCE, value='annan'),
        at(20, 1, C.TITLE_MISSING),
        at(21, 6, C.UNKNOWN_SOURCE, value='rapprt', nearest='rapport'),
        at(23, 1, C.FOOTNOTE_IN_BODY, value='lös'),
    ]


def test_values_are_the_text_that_was_written(vocabulary: Vocabulary) -> None:
    entry, _, _ = validate(PAGES[CASE], CASE, f'{CASE}.md', vocabulary)
    record = entry.record
    assert isinstance(record, Case)
    assert record.regions == ('alfa', 'orsa')
    assert (record.period.start, record.period.end, record.period.note) == ('2020', '2022', None)
    assert record.sources[0].year == '2022'
    chapter, _, _ = validate(PAGES[CHAPTER], CHAPTER, f'{CHAPTER}.md', vocabulary)
    assert chapter.record is not None
    assert getattr(chapter.record, 'order', None) == 6


def test_references_and_where_they_stand(vocabulary: Vocabulary) -> None:
    entry, _, _ = validate(PAGES[CASE], CASE, f'{CASE}.md', vocabulary)
    assert entry.references == (
        Reference(type='region', id='alfa', mark=Position(line=3, column=11)),
        Reference(type='region', id='orsa', mark=Position(line=3, column=17)),
        Reference(type='theme', id='vatten', mark=Position(line=4, column=10)),
    )
    region, _, _ = validate(PAGES[REGION], REGION, f'{REGION}.md', vocabulary)
    assert region.references == (Reference(type='theme', id='vatten', mark=Position(line=10, column=14)),)


def test_a_plain_page_may_have_a_header(vocabulary: Vocabulary) -> None:
    assert validate(PAGES[PLAIN], PLAIN, f'{PLAIN}.md', vocabulary)[0].record == Header()
    source = '---\nreviewed_on: 2026-01-01\n---\n# Sidan\n'
    entry, _, problems = validate(source, PLAIN, f'{PLAIN}.md', vocabulary)
    assert problems == []
    assert entry.record == Header(reviewed_on='2026-01-01')


def test_no_fault_follows_from_a_line_that_cannot_be_read(vocabulary: Vocabulary) -> None:
    source = PAGES[CASE].replace('- {id: rapport', '- {id: @rapport').replace('- {claim: V', '- {claim: @v')
    _, _, problems = validate(source, CASE, f'{CASE}.md', vocabulary)
    assert [(problem.line, problem.code) for problem in sorted(problems)] == [(11, C.YAML_QUOTE), (13, C.YAML_QUOTE)]


def test_no_sum_follows_from_minutes_that_cannot_be_read(vocabulary: Vocabulary) -> None:
    source = PAGES[WORKSHOP].replace('- {part: Arbete', '- {part: @Arbete')
    assert [problem.code for problem in validate(source, WORKSHOP, f'{WORKSHOP}.md', vocabulary)[2]] == [C.YAML_QUOTE]
    huge = PAGES[WORKSHOP].replace('duration: 90', f'duration: {"9" * 5000}')
    problems = validate(huge, WORKSHOP, f'{WORKSHOP}.md', vocabulary)[2]
    assert [(problem.code, problem.line) for problem in problems] == [(C.BAD_VALUE, 5)]


def codes(source: str, docname: str, vocabulary: Vocabulary) -> list[Code]:
    return [problem.code for problem in validate(source, docname, f'{docname}.md', vocabulary)[2]]


def test_what_came_instead(vocabulary: Vocabulary) -> None:
    stopped = PAGES[CASE].replace(
        'stage: finished',
        'stage: stopped\nreason: Framgår inte av källorna.\ninstead: Pengarna gick till en annan satsning.',
    )
    assert codes(stopped, CASE, vocabulary) == []
    assert codes(stopped.replace('reason: Framgår inte av källorna.\n', ''), CASE, vocabulary) == [C.ASKED_MISSING]
    assert codes(stopped.replace('instead: ', 'instead: "'), CASE, vocabulary) == [C.YAML_SYNTAX]
    # a pilot has no such field, so it cannot be asked for
    pilot = PAGES[PILOT].replace('stage: finished', 'stage: stopped')
    assert codes(pilot, PILOT, vocabulary) == []
    assert C.UNKNOWN_FIELD in codes(pilot.replace('stage:', 'instead: Annat.\nstage:'), PILOT, vocabulary)
    for kind, instead, found in (
        ('deselected', 'reason: Framgår inte av källan.\n    instead: Vi valde vattnet.', []),
        ('deselected', 'instead: Vi valde vattnet.', [C.ASKED_MISSING]),
        ('strength', '', []),
        ('deselected', '', [C.ASKED_MISSING] * 2),
    ):
        lines = f'    kind: {kind}\n' + (f'    {instead}\n' if instead else '')
        assert codes(PAGES[REGION].replace('    source:', f'{lines}    source:'), REGION, vocabulary) == found


def test_references_of_the_newer_kinds(vocabulary: Vocabulary) -> None:
    case = PAGES[CASE].replace(
        's3_link:',
        'obstacles: [{obstacle: mandat, handled: partly, how: Ett avtal., source: [rapport]}]\n'
        'adapted_from: [forlaga]\ns3_link:',
    )
    entry, _, problems = validate(case, CASE, f'{CASE}.md', vocabulary)
    assert problems == []
    assert {(reference.type, reference.id) for reference in entry.references} == {
        ('region', 'alfa'),
        ('region', 'orsa'),
        ('theme', 'vatten'),
        ('obstacle', 'mandat'),
        ('case', 'forlaga'),
    }
    method, _, _ = validate(PAGES[METHOD], METHOD, f'{METHOD}.md', vocabulary)
    assert method.references == (Reference(type='case', id='fall', mark=Position(line=4, column=9)),)
    broader = PAGES[THEME].replace('label_en', 'broader: miljo\nlabel_en')
    theme, _, _ = validate(broader, THEME, f'{THEME}.md', vocabulary)
    assert theme.references == (Reference(type='theme', id='miljo', mark=Position(line=3, column=10)),)


def test_only_the_page_of_words_may_have_a_header_of_many_records(vocabulary: Vocabulary) -> None:
    one = PAGES['docs/glossary'].partition('  - id: s3\n')[2].partition('reviewed_on:')[0]
    terms = ''.join(f'  - id: ord-{number}\n{one}' for number in range(MAX_CHARACTERS // len(one)))
    many = PAGES['docs/glossary'].replace(f'  - id: s3\n{one}', terms)
    assert codes(many, 'docs/glossary', vocabulary) == []
    assert codes(many, 'docs/about/sida', vocabulary) == [ProblemCode.HEADER_TOO_LARGE]


@pytest.mark.parametrize(
    'body',
    [
        '# T\n\n```\n# ingen rubrik [^x]\n```\n',
        '# T\n\n~~~~\n~~~\n# ingen rubrik [^x]\n~~~~\n',
        '# T\n\nEn `[^x]` och ``[^y] ` ``.\n',
        '# T\n\n#Inte heller\n\n## Underrubrik\n',
        '# T\n\n```{toctree}\na\n```\n',
    ],
)
def test_code_is_passed_over(body: str, vocabulary: Vocabulary) -> None:
    assert validate(body, PLAIN, f'{PLAIN}.md', vocabulary)[2] == []


def test_a_heading_of_code_alone_is_a_heading(vocabulary: Vocabulary) -> None:
    problems = validate('# `conf.py`\n\n### `key`\n\n# ``x``\n', PLAIN, f'{PLAIN}.md', vocabulary)[2]
    assert [(p.line, p.code) for p in sorted(problems)] == [(3, C.HEADING_SKIPPED), (5, C.TITLE_REPEATED)]


def test_text_goes_on_after_a_fence_with_the_results(vocabulary: Vocabulary) -> None:
    head, tail = PAGES[CASE].split('Text.[^rapport]\n\n:::{results}\n:::\n')
    source = f'{head}```{{results}}\n```\n\nText.[^rapport]\n\n# Mer\n{tail}'
    assert [problem.code for problem in validate(source, CASE, f'{CASE}.md', vocabulary)[2]] == [C.TITLE_REPEATED]


def test_an_open_code_span_is_text(vocabulary: Vocabulary) -> None:
    problems = validate('# T\n\nEtt ` tecken, ``två, `kod` [^x]\n', PLAIN, f'{PLAIN}.md', vocabulary)[2]
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [(3, 28, C.UNKNOWN_SOURCE)]


LONG = 1_000_000


@pytest.mark.slow
@pytest.mark.parametrize(
    'text',
    [
        '---\nsummary: ' + 'x' * LONG + '\n---\n# T\n',
        '---\nsummary: ' + 'x' * LONG,
        '---\n' + ''.join(f'k{n}: v\n' for n in range(1900)) + '---\n# T\n',
        '---\n' + ''.join(f'summary{n}: v\n' for n in range(1900)) + '---\n# T\n',
        '---\nprocess: [' + ','.join(f'fard{n}' for n in range(3000)) + ']\n---\n# T\n',
        '---\nregions: [' + ','.join(f'r{n}' for n in range(3000)) + ']\n---\n# T\n',
        'a' + '`' * LONG,
        ' '.join('`' * n for n in range(1, 1400)),
        '`a` ' * (LONG // 8),
        '[^' * (LONG // 2),
        '[^' + 'a' * LONG,
        ' ' * LONG + '[^a]:',
        '#' * LONG,
        '# ' * (LONG // 2),
        '\n' * LONG,
        '```\n' * (LONG // 8),
    ],
    ids=range(16),
)
def test_a_hostile_file_ends_soon_with_a_problem(text: str, vocabulary: Vocabulary) -> None:
    plain = PAGES[CASE] + 'Ett vanligt stycke med text.\n\n' * (LONG // 31)
    _, _, problems = validate(text, CASE, f'{CASE}.md', vocabulary)
    assert problems
    ratio = times(
        lambda: validate(text, CASE, f'{CASE}.md', vocabulary),
        lambda: validate(plain, CASE, f'{CASE}.md', vocabulary),
        60,
    )
    assert ratio < 60
