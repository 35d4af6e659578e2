"""A new handbook, as a profile gives it: what its files are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """The path of each file of a new handbook, and in ``folder`` of what it is made from.

    What ends with ``.in`` holds places for the name, the host and the version. For each kind of host, ``ci/<host>.yml``
    is what checks the handbook there, and ``ci/<host>-publish.yml``, where that is a file of its own, what
    publishes it.
    """

    folder: Traversable
    files: Mapping[str, str]
