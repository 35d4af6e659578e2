"""The directives that the manual shows: what each becomes on a small site, before any output is made of it.

The examples are those of ``docs/contribute/listor.md``. Ids and values of the handbook are exchanged for ones that the
small site has, by the kind of thing that they name, so that the manual may take others at any time. What they became
once lies in ``golden/``; ``pytest tests/site/test_documented_examples.py --write-golden`` writes it anew, and the
difference is to be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kinds import VIEWS
from tests.site.sitekit import build_clean, case_text, copy_mini

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / 'docs' / 'contribute' / 'listor.md'
GOLDEN = Path(__file__).parent / 'golden'
#: what the small site has of each kind
HAS = {
    'case': 'ett-fall',
    'region': 'alfa',
    'theme': 'vatten',
    'pilot': 'prov',
    'obstacle': 'underlag',
    'template': 'kort',
}
_DIRECTIVE = re.compile(r'^:::\{(\w+)\}.*?^:::$', re.M | re.S)
_FENCED = re.compile(r'^```\n(.*?)^```$', re.M | re.S)
#: a day after all that the small site tells, 1 June 2026
_TODAY = '1780272000'
#: options without which a directive shows nothing
_NEEDED = {'news': ':since: 2026-01-01\n'}


_TEMPLATE = """---
summary: Kortet är till för testerna av handboken och har en sammanfattning.
process: [fardplan]
audience: [officer]
files: [docx]
basis: editors
reviewed_on: 2026-01-01
---

# Ett kort

:::{template}
Ett svar.
:::
"""


def on_the_small_site(example: str) -> str:
    """*example* with things that the small site has."""
    kind = example[4 : example.index('}')]
    about = VIEWS[kind].page

    def option(match: re.Match[str]) -> str:
        name, value = match.groups()
        if name == 'id':
            value = HAS[about or value_kind(example)]
        for field, known in HAS.items():
            value = known if name == field else re.sub(rf'\b({field} *!?= *)[\w-]+', rf'\g<1>{known}', value)
        return f':{name}: {value}'

    return re.sub(r'^:(\w+): (.*)$', option, example, flags=re.M)


def value_kind(example: str) -> str:
    """The kind of record that *example* names in its first line."""
    return example.partition('\n')[0].rpartition(' ')[2]


def shown() -> Iterator[tuple[str, str]]:
    """Each view that the manual shows, with a name; then, as bare directives, those that it only tells of."""
    seen: Counter[str] = Counter()
    for match in _DIRECTIVE.finditer(_FENCED.sub('', MANUAL.read_text('utf-8'))):
        if match[1] in VIEWS:
            seen[match[1]] += 1
            yield f'{match[1]}-{seen[match[1]]}', match[0]
    for kind, view in VIEWS.items():
        if kind not in seen:
            options = f':id: {HAS[view.page]}\n' if view.page else _NEEDED.get(kind, '')
            yield f'{kind}-1', f':::{{{kind}}}\n{options}:::'


EXAMPLES = dict(shown())
#: what it becomes names every field there is, and would differ with each (``test_open_data.py`` looks at it)
_OF_ALL_FIELDS = 'open-data-1'
KEPT = [name for name in EXAMPLES if name != _OF_ALL_FIELDS]


@pytest.fixture(scope='module')
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The document of each example, resolved, as indented pseudo-XML without what names a place of the machine."""
    root = copy_mini(tmp_path_factory.mktemp('exempel') / 'site')
    folder = root / 'docs' / 'about'
    folder.mkdir(exist_ok=True)
    furnish(root)
    for name, example in EXAMPLES.items():
        (folder / f'{name}.md').write_text(f'# Exempel {name}\n\n{on_the_small_site(example)}\n', 'utf-8')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv('SOURCE_DATE_EPOCH', _TODAY)
        built = build_clean(root, 'pseudoxml')
    return {name: plain((built.out / 'docs' / 'about' / f'{name}.pseudoxml').read_text('utf-8')) for name in EXAMPLES}


def test_every_view_can_stand_twice_on_a_page(tmp_path: Path) -> None:
    """Nothing is called like something else there, and what leads around on the page leads somewhere."""
    root = copy_mini(tmp_path / 'site')
    folder = root / 'docs' / 'about'
    folder.mkdir(exist_ok=True)
    furnish(root)
    for name, example in EXAMPLES.items():
        shown = on_the_small_site(example)
        (folder / f'{name}.md').write_text(f'# Exempel {name}\n\n{shown}\n\n## Igen\n\n{shown}\n', 'utf-8')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv('SOURCE_DATE_EPOCH', _TODAY)
        built = build_clean(root)
    for name in EXAMPLES:
        page = built.page(f'docs/about/{name}')
        places = Counter(str(tag['id']) for tag in page.all('[id]'))
        assert [place for place, many in places.items() if many > 1] == [], name
        led = {str(tag['href'])[1:] for tag in page.all('a[href^="#"]')}
        led |= {place for tag in page.all('[aria-labelledby]') for place in str(tag['aria-labelledby']).split()}
        led |= {str(tag[key]) for key in ('for', 'aria-controls') for tag in page.all(f'[{key}]')}
        assert led - places.keys() - {''} == set(), name


def furnish(root: Path) -> None:
    """Give the site at *root* what views show and it lacks: a draft that goes on, another region, a later pilot."""
    asks = 'ask: {role: Strateg, unit: Region Alfa, valid_until: 2026-06-10}\n'
    more = f'{asks}questions: ["Hur då?"]\nadded_on: 2026-03-01\nwritten_by: alfa\n'
    draft = case_text('Ett fall som pågår', more=more).replace('stage: finished', 'stage: running')
    (root / 'cases' / 'alfa' / 'utkast.md').write_text(draft.replace('reviewed_on: 2026-01-01\n', ''), 'utf-8')
    region = (root / 'docs' / 'regions' / 'alfa.md').read_text('utf-8').replace('Alfa', 'Beta')
    for old, new in (('"01"', '"03"'), ('SE110', 'SE122'), ('SE11\n', 'SE12\n')):
        region = region.replace(old, new)
    chosen = region.replace(
        'reviewed_on',
        '  - {label: Kol, kind: deselected, reason: Slut., instead: Vatten kom., source: [plan]}\nreviewed_on',
    )
    (root / 'docs' / 'regions' / 'beta.md').write_text(chosen, 'utf-8')
    pilot = (root / 'docs' / 'pilots' / 'prov.md').read_text('utf-8').replace('Provpiloten', 'Nästa pilot')
    pilot = pilot.replace('{from: 2020-03, to: 2022}', '{from: 2024-03}').replace('finished', 'running')
    kort, workshop = root / 'docs' / 'templates' / 'kort.md', root / 'docs' / 'workshops' / 'verkstad.md'
    kort.parent.mkdir()
    kort.write_text(_TEMPLATE, 'utf-8')
    printed = 'print_list:\n  - {template: kort, per_person: 6}\ncases: ['
    workshop.write_text(workshop.read_text('utf-8').replace('cases: [', printed, 1), 'utf-8')
    (root / 'docs' / 'pilots' / 'senare.md').write_text(pilot.replace('pilot: this', 'pilot: senare'), 'utf-8')


def plain(document: str) -> str:
    """*document* from its title on."""
    lines = document.splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip() == '<title>') + 2
    return '\n'.join(line[8:].rstrip() for line in lines[start:]) + '\n'


@pytest.mark.parametrize('name', KEPT)
def test_what_an_example_becomes(documents: dict[str, str], name: str, request: pytest.FixtureRequest) -> None:
    file = GOLDEN / f'{name}.txt'
    if request.config.getoption('--write-golden'):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(documents[name], 'utf-8', newline='\n')
    assert documents[name] == file.read_text('utf-8'), f'{file.name} differs: see the head of this file'


def test_nothing_is_kept_that_no_example_becomes() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(KEPT)


def test_the_manual_shows_what_each_example_prints() -> None:
    """Right below an example stands the same directive, so that the reader sees what it does."""
    text = MANUAL.read_text('utf-8')
    written = [match for match in _FENCED.finditer(text) if match[1].startswith(':::{')]
    assert written
    for match in written:
        assert text[match.end() :].lstrip('\n').startswith(match[1]), match[1]
