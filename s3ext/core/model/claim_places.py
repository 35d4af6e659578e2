"""Where on the page of a record each thing stands that it says to have come out of it."""

from __future__ import annotations

from collections.abc import Sequence

from ..digests import short_names


def claim_places(texts: Sequence[str]) -> list[str]:
    """The place on a record's page of each of its claims, by what they say: one more moves none."""
    return [f's3-claim-{name}' for name in short_names(texts)]
