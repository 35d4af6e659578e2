"""Cases made by rule, as many as wanted: the same seed gives the same files, whatever their number.

Each is about 600 words of Swedish-like prose under a valid header, with a table, two admonitions, sources, results
and links to other cases and to the handbook's own pages. They pass ``python -m s3ext check``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SEED = 2021
#: a case refers to cases before it only, so that it does not change with the number of cases
_LINKS = 2
_PARAGRAPHS = 14
#: one case in so many has a straight apostrophe, which costs a search for quotation marks: as in the handbook's own
_STRAIGHT = 12

_WHO = (
    'Regionen', 'Länets kommuner', 'Högskolan', 'Klustret', 'Länsstyrelsen', 'Näringslivet i länet',
    'Ett tjugotal företag', 'Forskningsinstitutet', 'Styrgruppen', 'Projektledningen', 'Science parken',
    'Branschorganisationen', 'Arbetsgruppen', 'Universitetet', 'De små företagen', 'Inkubatorn', 'Samverkansrådet',
    'Kommunalförbundet',
)  # fmt: skip
_DID = (
    'ordnade', 'tog fram', 'prövade', 'granskade', 'finansierade', 'samlade', 'beskrev', 'jämförde', 'byggde upp',
    'förankrade', 'utvecklade', 'kartlade', 'avslutade', 'förlängde', 'samordnade', 'prioriterade', 'presenterade',
    'bekostade',
)  # fmt: skip
_WHAT = (
    'en gemensam färdplan', 'tre förstudier', 'en testbädd', 'nya arbetssätt', 'ett nätverk för omställning',
    'en utbildning', 'en analys av styrkor', 'behoven hos underleverantörer', 'en modell för uppföljning',
    'ett program för digitalisering', 'flera workshoppar', 'en upphandling', 'en databas över projekt',
    'möten mellan forskare och företag', 'en vision', 'ett underlag för beslut', 'gränsöverskridande samarbeten',
    'kompetensförsörjningen',
)  # fmt: skip
_HOW = (
    'tillsammans med grannlänen', 'under två år', 'med stöd av regionalfonden', 'i en serie öppna möten',
    'efter ett politiskt beslut', 'utan extra pengar', 'med hjälp av externa experter', 'i mindre grupper',
    'steg för steg', 'på försök', 'i hela länet', 'trots knappa resurser', 'med början hos de minsta företagen',
    'i nära dialog med akademin', 'som en del av strategin',
)  # fmt: skip
_WHY = (
    'eftersom behoven skilde sig åt', 'så att flera kunde vara med', 'för att undvika dubbelarbete',
    'och följde upp varje halvår', 'men målen fick skrivas om', 'och resultatet redovisades öppet',
    'fast underlaget var tunt', 'vilket gav arbetet ny fart', 'och ansvaret delades upp',
    'så att lärdomarna togs till vara', 'medan frågan om ägarskap fick vänta',
    'och den regionala nämnden fick en rapport', 'för att kunna välja bort', 'innan större medel söktes',
)  # fmt: skip
_PUBLISHERS = ('Region Exempel', 'Tillväxtverket', 'Vinnova', 'Högskolan i Exempel', 'Länsstyrelsen', 'Kommissionen')
_SECTIONS = ('Vad var frågan?', 'Vad gjordes, och av vem?', 'Vad var svårt?', 'Vad kan du ta med dig?')
_QUESTIONS = (
    'Hur gör vi när länet är för litet på egen hand?',
    'Hur får vi med de små företagen?',
    'Hur smalnar vi av breda områden?',
    'Hur följer vi upp det vi har valt?',
    'Hur förankrar vi valen hos politiken?',
)
#: the elements of the process, which also name the chapters on them
_PROCESS = {
    'prioritering-vision',
    'agarskap-inkludering',
    'fardplan',
    'transformativa-mal',
    'insatser-verktyg',
    'roller-ansvar',
    'aterkoppling-utvardering',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The ids of the handbook's own pages that cases may name."""

    regions: tuple[str, ...]
    themes: tuple[str, ...]
    pilots: tuple[str, ...]
    obstacles: tuple[str, ...]
    chapters: tuple[str, ...]

    @classmethod
    def of(cls, root: Path) -> Pages:
        """Those that exist in the handbook at *root*."""

        def ids(folder: str) -> tuple[str, ...]:
            return tuple(sorted(file.stem for file in (root / 'docs' / folder).glob('*.md') if file.stem != 'index'))

        return cls(
            regions=ids('regions'),
            themes=ids('themes'),
            pilots=ids('pilots'),
            obstacles=ids('obstacles'),
            chapters=tuple(sorted(_PROCESS & set(ids('handbook')))),
        )


def write_cases(root: Path, count: int, pages: Pages) -> None:
    """Write the cases 0 to *count* under ``cases`` of the site at *root*."""
    for number in range(count):
        file = root / 'cases' / _region(number, pages) / f'{case_id(number)}.md'
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(case(number, pages), 'utf-8')


def case_id(number: int) -> str:
    """The id of the case *number*."""
    return f'matfall-{number:05d}'


def case(number: int, pages: Pages) -> str:
    """The file of the case *number*."""
    rng = random.Random(f'{SEED}/{number}')
    sources = [f'kalla-{n}' for n in range(1, rng.randint(4, 6))]
    related = [case_id(other) for other in sorted({rng.randrange(number) for _ in range(_LINKS)})] if number else []
    obstacles = rng.sample(pages.obstacles, rng.randint(1, 2))
    lines = ['---', *_header(rng, number, pages, related, obstacles, sources), '---', '']
    lines += [f'# {_title(rng, number)}', '', *_body(rng, pages, related, obstacles, sources)]
    return '\n'.join(lines)


def _region(number: int, pages: Pages) -> str:
    return random.Random(f'{SEED}/region/{number}').choice(pages.regions)


def _title(rng: random.Random, number: int) -> str:
    what = rng.choice(_WHAT)
    return f'{what[0].upper()}{what[1:]} {rng.choice(_HOW)}, exempel {number}'


def _header(
    rng: random.Random, number: int, pages: Pages, related: list[str], obstacles: list[str], sources: list[str]
) -> Iterator[str]:
    region = _region(number, pages)
    others = rng.sample([other for other in pages.regions if other != region], rng.choice((0, 0, 0, 1, 2)))
    year = rng.randint(2014, 2024)
    yield f'summary: {_sentence(rng)} {_sentence(rng)}'
    yield f'regions: {_list([region, *others])}'
    yield f'themes: {_list(rng.sample(pages.themes, rng.randint(1, 3)))}'
    yield f'process: {_list(rng.sample(pages.chapters, rng.randint(1, 2)))}'
    yield f'period: {{from: {year}, to: {year + rng.randint(0, 4)}}}'
    yield f'stage: {rng.choice(("planned", "running", "finished", "permanent"))}'
    yield f'goal: {_sentence(rng)}'
    yield f'pilots: {_list(rng.sample(pages.pilots, rng.choice((0, 0, 1))))}'
    yield f'related: {_list(related)}'
    yield f'actors: {_list(rng.sample(_WHO, 3))}'
    yield f'helix: {_list(rng.sample(["public", "business", "academia", "civil"], 2))}'
    yield from ('funding:', f'  - text: {_sentence(rng)}', f'    source: [{sources[0]}]', 'results:')
    for source in sources[1:3]:
        yield f'  - claim: {_sentence(rng)}'
        yield f'    evidence: {rng.choice(("independent", "own_follow_up", "stated", "expected"))}'
        yield f'    source: [{source}]'
    yield 'obstacles:'
    for obstacle in obstacles:
        yield f'  - obstacle: {obstacle}'
        yield f'    handled: {rng.choice(("partly", "partly", chr(39) + "yes" + chr(39), chr(39) + "no" + chr(39)))}'
        yield f'    how: {_sentence(rng)}'
        yield f'    source: [{rng.choice(sources)}]'
    yield 'questions:'
    yield from (f'  - {question}' for question in rng.sample(_QUESTIONS, 2))
    yield from ('s3_link: namns', 'added_on: 2026-11-01', 'reviewed_on: 2026-11-24', 'sources:')
    for source in sources:
        yield f'  - id: {source}'
        yield f'    publisher: {rng.choice(_PUBLISHERS)}'
        apostrophe = '’' if number % _STRAIGHT else "'"
        yield f'    title: Sweden{apostrophe}s report {rng.randint(1, 999)} on {rng.choice(_WHAT)}'
        yield f'    year: {rng.randint(2014, 2026)}'
        yield f'    url: https://exempel.se/{case_id(number)}/{source}'


def _body(
    rng: random.Random, pages: Pages, related: list[str], obstacles: list[str], sources: list[str]
) -> Iterator[str]:
    links = [f'[](#{other})' for other in related]
    links += [f'[hindret](#{obstacles[0]})', f'[](#{rng.choice(pages.chapters)})', f'[](#{rng.choice(pages.regions)})']
    notes = [*sources, *rng.choices(sources, k=_PARAGRAPHS - len(sources))]
    for position in range(_PARAGRAPHS):
        if position % 4 == 0:
            yield from (f'## {_SECTIONS[position // 4]}', '')
        words = ' '.join(_sentence(rng) for _ in range(2 + position % 2))
        link = f' Se också {links[position]}.' if position < len(links) else ''
        yield from (f'{words}[^{notes[position]}]{link}', '')
        if position == 3:
            yield from _table(rng)
        elif position == 7:
            yield from ('## Vad kom ut av det?', '', ':::{results}', ':::', '')
            yield from (':::{note}', _sentence(rng), ':::', '')
        elif position == 11:
            yield from (':::{tip}', f'Börja **i det lilla**. {_sentence(rng)}', ':::', '')
    yield from (f'- {_sentence(rng)}' for _ in range(3))
    yield ''


def _table(rng: random.Random) -> Iterator[str]:
    yield from ('| År | Insats | Kronor |', '|---|---|---:|')
    yield from (f'| {2018 + n} | {rng.choice(_WHAT)} | {rng.randint(1, 90)} 000 |' for n in range(4))
    yield ''


def _sentence(rng: random.Random) -> str:
    parts = (rng.choice(_WHO), rng.choice(_DID), rng.choice(_WHAT), rng.choice(_HOW), rng.choice(_WHY))
    return f'{" ".join(parts)}.'


def _list(values: list[str]) -> str:
    return f'[{", ".join(values)}]'
