"""What the browser needs to choose among the rows of a catalogue: facets with their words, the values of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..model.catalog import Item
from ..model.fields import Field
from .base import Site, in_order
from .blocks import Facet, Findable, Finder

#: what the names of its texts begin with: those of catalogues, and those of the search page too
_TEXTS = ('catalogue_', 'finder_')
#: what makes PDFs
COMMAND = 's3ext pdf'


class Known(NamedTuple):
    """What is known of a row to choose: its values in each facet, first and last year, words beside what it shows."""

    values: tuple[Iterable[str], ...]
    years: tuple[int | None, int | None] = (None, None)
    words: str = ''


def finder(kind: str, items: Sequence[Item], site: Site) -> Finder:
    """What the browser needs to choose among *items*, records of *kind*."""
    fields = [site.kinds.fields[kind][name] for name in site.kinds.catalogue_facets[kind]]
    rows = [
        Known(
            values=tuple(field.values(item.record) for field in fields),
            years=_years(item),
            words=' '.join(dict.fromkeys(item.record.found_by())),
        )
        for item in items
    ]
    found = chooser(kind, site.labels.texts.count(kind, len(items)), fields, rows, site)
    # the short book of a further language has no editions of its own
    return found if site.labels.origin else replace(found, command=_command(kind, site))


def _command(kind: str, site: Site) -> str:
    """What the command begins with that prints records of *kind*."""
    return COMMAND if kind == site.kinds.main else f'{COMMAND} --type {kind}'


def chooser(name: str, count: str, fields: Sequence[Field], rows: Sequence[Known], site: Site) -> Finder:
    """What the browser needs to choose among *rows* by *fields*; *name* is that of the list, *count* says how many."""
    texts = site.labels.texts
    facets = tuple(
        Facet(
            name=field.name,
            label=texts.filter_label(field.owner, field.field),
            values=tuple(
                (value.id, value.label)
                for value in in_order(field, dict.fromkeys(each for row in rows for each in row.values[at]), site)
            ),
        )
        for at, field in enumerate(fields)
    )
    places = [{value: place for place, (value, _) in enumerate(facet.values)} for facet in facets]
    return Finder(
        kind=name,
        count=count,
        facets=facets,
        found=tuple(
            Findable(
                values=tuple(
                    tuple(sorted(at[value] for value in set(values)))
                    for values, at in zip(row.values, places, strict=True)
                ),
                years=row.years,
                words=row.words,
            )
            for row in rows
        ),
        texts=tuple(sorted(_texts(texts.interface))),
    )


def _texts(interface: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for prefix in _TEXTS:
        for name, text in interface.items():
            if name.startswith(prefix):
                yield name.removeprefix(prefix), text


def named_facts(item: Item, site: Site) -> Iterator[tuple[str, str]]:
    """What a row of the catalogue tells of *item* beside its line: the name of each field, and its values in words."""
    fields = site.kinds.fields[item.type]
    yield from item.record.row_facts(site.labels)
    for name in site.kinds.row_facets[item.type]:
        field = fields[name]
        values = in_order(field, dict.fromkeys(field.values(item.record)), site)
        if values:
            label = site.labels.texts.filter_label(field.owner, field.field)
            yield label, ', '.join(value.label for value in values)


def _years(item: Item) -> tuple[int | None, int | None]:
    """The first and last year of *item*, None for what it does not say."""
    span = item.record.span
    start, end = (span.start, span.end) if span else (None, None)
    return int(start[:4]) if start else None, int(end[:4]) if end else None


def script_safe(data: str) -> str:
    """The JSON *data* so that it may stand in a script: no tag can end it, and no line separator can break it."""
    for char in '<>&\u2028\u2029':
        data = data.replace(char, f'\\u{ord(char):04x}')
    return data
