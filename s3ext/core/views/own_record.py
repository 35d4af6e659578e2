"""One record as the reader's own: which others are like it, and why, as data for the browser.

A site whose profile says how its records are alike (``Records.alike``) lets each reader choose one. The choice stays in
the browser; lists of the main kind then put what belongs to records like it first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .base import Site
from .facets import script_safe

#: the texts of the interface that the script shows
_TEXTS = ('choose', 'is', 'change', 'forget', 'ours', 'like', 'first')


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """How the records of ``kind`` are alike: for the id of each, the ids of the others like it and why.

    Those most alike come first. ``field`` names those of the kind in records of the main kind.
    """

    kind: str
    field: str
    near: Mapping[str, Sequence[tuple[str, str]]]


def own_script(site: Site, alike: Alike, url_for: Callable[[str], str]) -> str:
    """A script with ``names`` (id: title and address), ``near`` as in *alike*, and by address what records are ``of``.

    It ends with the texts. *url_for* maps a docname to an address relative to the front page.
    """
    main = site.kinds.main
    data: dict[str, Any] = {
        'names': {item.id: (item.title, url_for(item.docname)) for item in site.catalog.of_type(alike.kind)},
        'near': alike.near,
        'of': {
            url_for(item.docname): ids
            for item in site.catalog.of_type(main)
            if (ids := site.kinds.values(main, alike.field, item.record))
        },
        'texts': {name: site.labels.texts[f'own_{name}'] for name in _TEXTS},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(',', ':'))
    return f'(window.S3??={{}}).ownData={script_safe(text)};\n'
