"""The records that forms offer to choose from."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.catalog import Catalog
from ..model.kinds import Kinds
from ..model.vocabulary import Vocabulary
from .spec import Field

#: for each kind of page the (id, title) of its pages, in the order of the catalogue
Records = Mapping[str, tuple[tuple[str, str], ...]]


def offered(field: Field, vocabulary: Vocabulary, records: Records, language: str) -> tuple[tuple[str, str], ...]:
    """What can be chosen in *field* as (value, label): terms, then records; nothing for a field that is not chosen."""
    terms = vocabulary.lists[field.choices] if field.choices else ()
    labelled = tuple((term.id, term.label(language)) for term in terms)
    return (*labelled, *records.get(field.target, ())) if field.target else labelled


def records_of(catalog: Catalog) -> Records:
    """All records of *catalog*."""
    return {kind: tuple((item.id, item.title) for item in catalog.of_type(kind)) for kind in catalog.kinds.listed}


def fixed(records: Records, kinds: Kinds) -> Records:
    """Those of *records* that stored forms offer: of the *kinds* with few pages."""
    return {kind: records[kind] for kind in kinds.listed if kinds.about(kind).few}
