"""How alike two regions are: structure and size first, then what they share, and last whether they are near.

Pure and symmetric: *alike(a, b)* and *alike(b, a)* say the same. Nothing is weighed against anything else, so that
nobody has to trust a number: of two regions the one whose county is more like ours stands first; only between equals
do shared themes and obstacles decide, and only between equals again the programme and the border.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..core.model.catalog import Item
from ..core.model.labels import Labels
from ..core.model.vocabulary import Vocabulary
from ..core.views.base import Site, titles
from ..core.views.own_record import Alike
from .kinds.region import Region

#: of a county of the same size, and of the size next to it
SAME_SIZE, NEXT_SIZE = 2, 1


class Traits(NamedTuple):
    """What regions are compared by. An empty value is unknown.

    ``size`` is the band of the population, ``obstacles`` are those that the region's cases have met, in the order of
    the catalogue.
    """

    id: str
    size: str
    structure: tuple[str, ...]
    themes: tuple[str, ...]
    obstacles: tuple[str, ...]
    programme: str
    borders: tuple[str, ...]

    @property
    def has_frame(self) -> bool:
        """Whether anything is known of the county's size or structure."""
        return bool(self.size or self.structure)


class Likeness(NamedTuple):
    """What two regions have in common. ``size`` is ``SAME_SIZE``, ``NEXT_SIZE`` or 0."""

    size: int
    structure: tuple[str, ...]
    themes: tuple[str, ...]
    obstacles: tuple[str, ...]
    same_programme: bool
    neighbours: bool

    @property
    def score(self) -> tuple[int, int, int]:
        """Size and structure; themes and obstacles; programme and border: the first that differs decides."""
        near = self.same_programme + self.neighbours
        return self.size + len(self.structure), len(self.themes) + len(self.obstacles), near

    @property
    def is_comparable(self) -> bool:
        """Whether the counties are alike in size or structure at all."""
        return self.score[0] > 0


def alike(one: Traits, other: Traits, sizes: tuple[str, ...]) -> Likeness:
    """What *one* and *other* have in common; *sizes* are the bands in order."""
    return Likeness(
        size=_same_size(one.size, other.size, sizes),
        structure=_both(one.structure, other.structure),
        themes=_both(one.themes, other.themes),
        obstacles=_both(one.obstacles, other.obstacles),
        same_programme=bool(one.programme) and one.programme == other.programme,
        neighbours=other.id in one.borders and one.id in other.borders,
    )


def _same_size(one: str, other: str, sizes: tuple[str, ...]) -> int:
    if one not in sizes or other not in sizes:
        return 0
    return max(0, SAME_SIZE - abs(sizes.index(one) - sizes.index(other)))


def _both(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    """What stands in both, in alphabetical order: the same from either side."""
    return tuple(sorted(set(one) & set(other)))


def traits(item: Item, site: Site) -> Traits:
    """What is known of the region *item*. Raises ``TypeError`` for a record of another kind."""
    record = item.record
    if not isinstance(record, Region):
        raise TypeError(item.type)
    obstacles = (
        obstacle
        for case in site.catalog.select('case', [('region', item.id)])
        for obstacle in site.kinds.values('case', 'obstacle', case.record)
    )
    return Traits(
        id=item.id,
        size=record.population.band if record.population else '',
        structure=record.structure,
        themes=record.chosen_themes,
        obstacles=tuple(dict.fromkeys(obstacles)),
        programme=record.programme.area if record.programme else '',
        borders=record.borders or (),
    )


def ranked(item: Item, site: Site) -> list[tuple[Item, Likeness]]:
    """All other regions, the one most like *item* first; equals in the order of the catalogue."""
    own, sizes = traits(item, site), size_bands(site.labels.vocabulary)
    others = (other for other in site.catalog.of_type('region') if other.id != item.id)
    found = [(other, alike(own, traits(other, site), sizes)) for other in others]
    return sorted(found, key=lambda pair: tuple(-points for points in pair[1].score))


def alike_regions(site: Site) -> Alike:
    """For each region the others like it in size or structure, most alike first, and why."""
    near = {
        item.id: [
            (other.id, frame_reason(likeness, site.labels))
            for other, likeness in ranked(item, site)
            if likeness.is_comparable
        ]
        for item in site.catalog.of_type('region')
    }
    return Alike(kind='region', field='region', near=near)


def size_bands(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The bands of population, from the smallest."""
    return tuple(vocabulary.ids('population'))


def frame_reason(likeness: Likeness, labels: Labels) -> str:
    """In words why the counties are alike, for the middle of a sentence; empty if they are not."""
    return '; '.join(_frame(likeness, labels))


def reasons(likeness: Likeness, site: Site) -> str:
    """A sentence with all that the regions have in common: themes and obstacles by their number, or one by name."""
    texts = site.labels.texts
    found = _frame(likeness, site.labels)
    for kind, ids in (('theme', likeness.themes), ('obstacle', likeness.obstacles)):
        if len(ids) == 1:
            found.append(texts[f'alike_{kind}_one'].format(value=titles(kind, ids, site)[0]))
        elif ids:
            found.append(texts[f'alike_{kind}_many'].format(number=len(ids)))
    if likeness.same_programme:
        found.append(texts['alike_programme'])
    if likeness.neighbours:
        found.append(texts['alike_border'])
    return sentence('; '.join(found))


def sentence(words: str) -> str:
    """The *words* with a large letter and a full stop; nothing of nothing."""
    return f'{words[:1].upper()}{words[1:]}.' if words else ''


def _frame(likeness: Likeness, labels: Labels) -> list[str]:
    found = []
    if likeness.size:
        found.append(labels.texts['alike_size' if likeness.size == SAME_SIZE else 'alike_next_size'])
    if likeness.structure:
        found.append(labels.texts['alike_structure'].format(words=structure_words(likeness.structure, labels)))
    return found


def structure_words(structure: Iterable[str], labels: Labels) -> str:
    """The words for a county's *structure*, in the order of their list."""
    order = labels.vocabulary.ids('structure')
    return ', '.join(labels.term('structure', word).lower() for word in sorted(structure, key=order.index))
