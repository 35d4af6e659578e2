"""A region, its strategy and its priorities."""

from __future__ import annotations

from itertools import chain
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ..model.annotations import Filter, Ref, Wanted
from ..model.kind import Kind
from ..model.values import STRICT, InList, LongText, PartialDate, Slugs, Sources, Summary, Text
from .header import Header, RecordType
from .parts import Ask, Period, Source


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Strategy:
    """The document that states a region's priorities."""

    title: Text
    source: Sources
    kind: Annotated[str, InList('strategy_kind')] | None = None
    period: Period | None = None
    adopted: PartialDate | None = None
    status: Annotated[str, InList('strategy_status')] | None = None
    last_seen: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Priority:
    """A priority in the region's own words, and the shared themes the editors put it under."""

    label: Text
    source: Sources
    themes: Annotated[Slugs, Ref('theme')] = ()
    kind: Annotated[str, InList('priority_kind')] | None = None
    instead: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Region(Header):
    """One of the 21 regions, its strategy and its priorities. Codes: SCB (county), Eurostat (NUTS)."""

    about: ClassVar[Kind] = Kind(id='region', folder='docs/regions', facet='region')
    type: ClassVar[RecordType] = RecordType.REGION

    summary: Summary
    authority: Text
    county: Text
    county_code: Annotated[str, Field(pattern='^[0-9]{2}$')]
    nuts3: Annotated[str, Field(pattern='^SE[0-9]{3}$')]
    nuts2: Annotated[str, InList('nuts2'), Filter()]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    strategy: Annotated[Strategy, Wanted()] | None = None
    priorities: Annotated[tuple[Priority, ...], Wanted()] = ()
    ask: Annotated[Ask, Wanted()] | None = None

    @property
    def chosen_themes(self) -> Annotated[Slugs, Ref('theme'), Filter('theme')]:
        """The themes that the region has chosen; a deselected priority is no choice."""
        chosen = (priority.themes for priority in self.priorities if priority.kind != 'deselected')
        return tuple(dict.fromkeys(chain.from_iterable(chosen)))
