"""Where the search of the real library leads whoever asks for a place: to the regions that it lies in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scripts import run

SMALAND, NORRBOTTEN = {'jonkoping', 'kalmar', 'kronoberg'}, {'norrbotten'}
#: the provinces of Sweden, each with the regions that it mostly lies in
PROVINCES: dict[str, set[str]] = {
    'Ångermanland': {'vasternorrland'},
    'Blekinge': {'blekinge'},
    'Bohuslän': {'vastra-gotaland'},
    'Dalarna': {'dalarna'},
    'Dalsland': {'vastra-gotaland'},
    'Gotland': {'gotland'},
    'Gästrikland': {'gavleborg'},
    'Halland': {'halland'},
    'Hälsingland': {'gavleborg'},
    'Härjedalen': {'jamtland-harjedalen'},
    'Jämtland': {'jamtland-harjedalen'},
    'Lappland': {'norrbotten', 'vasterbotten'},
    'Medelpad': {'vasternorrland'},
    'Norrbotten': NORRBOTTEN,
    'Närke': {'orebro'},
    'Öland': {'kalmar'},
    'Östergötland': {'ostergotland'},
    'Skåne': {'skane'},
    'Småland': SMALAND,
    'Södermanland': {'sormland'},
    'Uppland': {'stockholm', 'uppsala'},
    'Värmland': {'varmland'},
    'Västerbotten': {'vasterbotten'},
    'Västergötland': {'vastra-gotaland'},
    'Västmanland': {'vastmanland'},
}
NORTH = {'gavleborg', 'jamtland-harjedalen', 'norrbotten', 'vasterbotten', 'vasternorrland'}
MIDDLE = {'dalarna', 'orebro', 'sormland', 'stockholm', 'uppsala', 'varmland', 'vastmanland'}
SOUTH = SMALAND | {'blekinge', 'gotland', 'halland', 'ostergotland', 'skane', 'vastra-gotaland'}
PARTS = {'Norrland': NORTH, 'Svealand': MIDDLE, 'Götaland': SOUTH}
#: the towns where the county administrations sit
TOWNS = {
    'Stockholm': {'stockholm'},
    'Uppsala': {'uppsala'},
    'Nyköping': {'sormland'},
    'Linköping': {'ostergotland'},
    'Jönköping': {'jonkoping'},
    'Växjö': {'kronoberg'},
    'Kalmar': {'kalmar'},
    'Visby': {'gotland'},
    'Karlskrona': {'blekinge'},
    'Malmö': {'skane'},
    'Halmstad': {'halland'},
    'Göteborg': {'vastra-gotaland'},
    'Karlstad': {'varmland'},
    'Örebro': {'orebro'},
    'Västerås': {'vastmanland'},
    'Falun': {'dalarna'},
    'Gävle': {'gavleborg'},
    'Härnösand': {'vasternorrland'},
    'Östersund': {'jamtland-harjedalen'},
    'Umeå': {'vasterbotten'},
    'Luleå': NORRBOTTEN,
}
#: for each query the pages found, the best first, as their docnames and whether their titles hold the word asked for
WORK = """(index, parts, queries) => {
    (0, eval)(index);
    const engine = new S3.Engine(S3.searchIndex);
    S3.searchPart = (kind, number, version, part) => engine.give(kind, number, part);
    return queries.map((query) => {
        let result = engine.search(query);
        while (result.missing.length) {
            for (const name of result.missing) (0, eval)(parts[name]);
            result = engine.search(query);
        }
        const found = result.hits.map(({ page }) => engine.pages.record(page));
        return found.map(({ doc, title }) => [doc, title.includes(query)]);
    });
}"""
Ask = Callable[[str], list[tuple[str, bool]]]


@pytest.fixture(scope='module')
def ask(handbook: Path) -> Ask:
    """Give what one of the places is answered with."""
    folder = handbook / 's3-search'
    files = {f'lists/{file.stem}': file.read_text('utf-8') for file in (folder / 'lists').glob('*.js')}
    places = [*{**PROVINCES, **PARTS, **TOWNS}]
    found = run(WORK, (folder / 'index.js').read_text('utf-8'), files, places)
    return dict(zip(places, [[tuple(hit) for hit in hits] for hits in found], strict=True)).__getitem__


def regions(hits: list[tuple[str, bool]]) -> list[str]:
    """The regions among *hits*."""
    return [doc.removeprefix('docs/regions/') for doc, _ in hits if doc.startswith('docs/regions/')]


@pytest.mark.parametrize(('place', 'lies_in'), [*PROVINCES.items(), *TOWNS.items()])
def test_a_place_leads_to_its_regions(place: str, lies_in: set[str], ask: Ask) -> None:
    """Their pages come first; only pages with the place in their titles may stand before them."""
    hits = ask(place)
    assert {*regions(hits)[: len(lies_in)]} == lies_in
    docs = [doc for doc, _ in hits]
    own = docs.index(f'docs/regions/{regions(hits)[0]}')
    assert [doc for doc, is_titled in hits[:own] if not is_titled] == []


@pytest.mark.parametrize(('part', 'lies_in'), PARTS.items())
def test_a_part_of_the_country_leads_to_all_its_regions(part: str, lies_in: set[str], ask: Ask) -> None:
    hits = ask(part)
    assert regions(hits)[0] in lies_in
    assert {*regions(hits)[: len(lies_in)]} == lies_in
    assert hits[0][0].startswith('docs/regions/')


def test_every_province_and_town_is_asked_for() -> None:
    assert (len(PROVINCES), len(PARTS), len(TOWNS)) == (25, 3, 21)
    assert set().union(*TOWNS.values(), *PROVINCES.values()) == NORTH | MIDDLE | SOUTH
