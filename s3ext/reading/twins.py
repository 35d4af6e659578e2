"""In which of the site's other editions a page has a twin."""

from __future__ import annotations

from ..core.model.header import PLAIN
from ..core.twins.derive import has_twin
from ..domain import S3Domain


def twins_of(docname: str, domain: S3Domain) -> tuple[str, ...]:
    """The languages of the other editions in which the page *docname* has a twin."""
    config = domain.env.config
    if config.s3_original:
        return (config.s3_original,) if (domain.root / f'{docname}.md').is_file() else ()
    entry = domain.entries.get(docname)
    record = entry.record if entry and entry.type != PLAIN else None
    return tuple(
        code
        for code in config.s3_languages
        if (record and has_twin(record, code)) or (domain.root / code / f'{docname}.md').is_file()
    )
