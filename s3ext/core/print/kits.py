"""What belongs together where readers take all that a meeting needs along: the records, and their PDFs."""

from __future__ import annotations

from collections.abc import Iterator

from ..fixed_names import FixedNames
from ..model.catalog import Catalog, Item
from .editions import edition_names


def kit_owners(catalog: Catalog) -> Iterator[Item]:
    """The records that have a kit, kind by kind."""
    for kind in catalog.kinds.listed:
        if catalog.kinds.about(kind).for_participants:
            yield from catalog.of_type(kind)


def needed(item: Item, catalog: Catalog) -> list[Item]:
    """What *item* prints and reads: the records to take along and its members that it names, each once."""
    kinds = catalog.kinds
    wanted = [kind for kind in kinds.listed if kinds.about(kind).to_take or kind in item.record.about.members]
    named = (
        catalog.get(kind, record_id)
        for kind in sorted(wanted, key=lambda kind: not kinds.about(kind).to_take)
        for record_id in dict.fromkeys(kinds.values(item.type, kinds.facets.get(kind, kind), item.record))
    )
    return [found for found in named if found]


def kit_editions(catalog: Catalog, names: FixedNames) -> list[str]:
    """The names of the PDFs that all kits hold, each once, as the setting ``s3_pdf`` has them."""
    items = (each for item in kit_owners(catalog) for each in (item, *needed(item, catalog)))
    found = (
        name for item in items for name in edition_names(item.record.about, item.record.stands_for(item.id), names)
    )
    return list(dict.fromkeys(found))
