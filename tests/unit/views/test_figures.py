"""The drawings of S3-handboken: the process, what regions have chosen, how results are known, the time of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.drawing.shapes import Box, Drawing, Group
from s3ext.core.drawing.signs import SIGNS
from s3ext.core.views import ViewKey, show
from s3ext.core.views.blocks import Figure, Items, Para, Table
from tests.unit.reading import looks_in, titles_in, words
from tests.unit.views.conftest import priority, result

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block

Headers = dict[str, dict[str, Any]]


def view(kind: str, site: Site, **options: str) -> tuple[Block, ...]:
    return show(ViewKey.make(kind, options), site)


def widths(drawing: Drawing) -> list[float]:
    """How wide each part of a bar is, in hundredths."""
    groups = [part for part in drawing.parts if isinstance(part, Group)]
    return [round(part.width, 1) for group in groups for part in group.parts[:1] if isinstance(part, Box)]


# --- the process ---


def test_the_ring_names_every_part_in_order_and_leads_to_its_page(small: Callable[[], Site]) -> None:
    site = small()
    [figure] = view('wheel', site)
    assert isinstance(figure, Figure)
    terms = site.labels.vocabulary.ids('process')
    names = [site.labels.term('process', term) for term in terms]
    assert titles_in(figure.drawing.parts) == [f'{place}. {name}' for place, name in enumerate(names, 1)]
    pages = [part.page for part in figure.drawing.parts if isinstance(part, Group)]
    assert pages == ['docs/handbook/plan' if term == 'fardplan' else '' for term in terms]
    [items] = figure.beside
    assert isinstance(items, Items)
    assert [words(item) for item in items.items] == titles_in(figure.drawing.parts)


def test_one_part_is_lit_and_its_neighbours_are_named(small: Callable[[], Site]) -> None:
    site = small()
    terms = site.labels.vocabulary.ids('process')
    at = terms.index('fardplan')
    [figure] = view('wheel', site, process='fardplan')
    assert isinstance(figure, Figure)
    lit = [title for title, look in looks_in(figure.drawing.parts).items() if look == 'part-lit']
    assert lit == [f'{at + 1}. {site.labels.term("process", "fardplan")}']
    lines = [words(line.parts) for line in figure.beside if isinstance(line, Para)]
    assert lines[0].startswith(f'Del {at + 1} av {len(terms)}')
    assert lines[1].endswith(site.labels.term('process', terms[at - 1]))
    assert lines[2].endswith(site.labels.term('process', terms[at + 1]))


# --- what regions have chosen ---


def cells(blocks: tuple[Block, ...]) -> dict[tuple[str, str], tuple[str, str]]:
    """For each theme and region the name of the sign and what it is called."""
    [table] = [block for block in blocks if isinstance(block, Table)]
    names = {shapes: name for name, shapes in SIGNS.items()}
    found = {}
    for theme, *line, _ in table.rows:
        for region, (drawing,) in zip(table.head[1:-1], line, strict=True):
            assert isinstance(drawing, Drawing)
            found[words(theme), words(region)] = (names[drawing.parts], drawing.title)
    return found


@pytest.fixture
def chosen(headers: Headers) -> Headers:
    headers['docs/regions/alfa']['priorities'] = [
        priority('vatten', kind='strength'),
        priority('varme', kind='emerging'),
        priority('aska', kind='deselected', reason='Därför.', instead='Annat.'),
    ]
    headers['docs/regions/orsa']['priorities'] = [
        priority('vatten', 'varme'),
        priority('vatten', kind='deselected', reason='Därför.', instead='Annat.'),
        priority(kind='strength'),
    ]
    return headers


def test_each_kind_of_choice_has_its_own_sign(chosen: Headers, small: Callable[[], Site]) -> None:
    found = cells(view('choices', small()))
    signs = {place: name for place, (name, _) in found.items()}
    assert signs == {
        ('Vatten', 'Alfa'): 'full',
        ('Värme', 'Alfa'): 'ring',
        ('Åska', 'Alfa'): 'cross',
        # what is chosen counts before what is not
        ('Vatten', 'Örsa'): 'half',
        ('Värme', 'Örsa'): 'half',
        ('Åska', 'Örsa'): 'dot',
        ('Vatten', 'Ängby'): 'question',
        ('Värme', 'Ängby'): 'question',
        ('Åska', 'Ängby'): 'question',
    }
    assert found['Vatten', 'Alfa'][1] == 'Styrkeområde: Området'
    assert found['Åska', 'Örsa'][1] != found['Åska', 'Ängby'][1]  # none is not unknown


def test_how_many_have_chosen_a_theme_and_what_lies_outside(chosen: Headers, small: Callable[[], Site]) -> None:
    blocks = view('choices', small())
    [table] = [block for block in blocks if isinstance(block, Table)]
    assert {words(row[0]): words(row[-1]) for row in table.rows} == {'Vatten': '2', 'Värme': '2', 'Åska': '0'}
    remarks = [words(block.parts) for block in blocks if isinstance(block, Para)]
    assert remarks[0].endswith('Ängby.')
    assert 'Området (Örsa)' in remarks[1]


def test_the_legend_explains_every_sign_that_is_used(chosen: Headers, small: Callable[[], Site]) -> None:
    legend, *_ = blocks = view('choices', small())
    assert isinstance(legend, Items)
    names = {shapes: name for name, shapes in SIGNS.items()}
    explained = {names[sign.parts] for sign, _ in legend.items if isinstance(sign, Drawing)}
    assert {name for name, _ in cells(blocks).values()} <= explained


# --- how results are known ---


def test_the_bar_of_evidence_is_divided_as_the_results_are(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/alfa/tva']['results'] = [result('stated'), result('stated')]
    [figure] = view('evidence', small())
    assert isinstance(figure, Figure)
    assert titles_in(figure.drawing.parts) == ['Oberoende utvärderat: 1', 'Uppgivet: 3']
    assert widths(figure.drawing) == [25.0, 75.0]
    [one] = view('evidence', small(), theme='varme')
    assert isinstance(one, Figure)
    assert titles_in(one.drawing.parts) == ['Uppgivet: 2']
    assert view('evidence', small(), theme='aska') == ()
