"""In which of the site's other editions a page has a twin."""

from __future__ import annotations

from ..core.model.catalog import Item
from ..core.twins.derive import has_twin
from ..domain import S3Domain


def twins_of(docname: str, domain: S3Domain) -> tuple[str, ...]:
    """The languages of the other editions in which the page *docname* has a twin."""
    config = domain.env.config
    if not config.s3_work or config.s3_preview:  # only builds by our commands make the others, and previews do not
        return ()
    if config.s3_original:
        return (config.s3_original,) if (domain.root / f'{docname}.md').is_file() else ()
    item = domain.catalog.page(docname)
    return tuple(
        code
        for code in config.s3_languages
        if (domain.root / code / f'{docname}.md').is_file()
        or (item and not item.record.withdrawn and _is_spoken(item, code, domain))
    )


def _is_spoken(item: Item, language: str, domain: S3Domain) -> bool:
    """Whether the page *item* has a twin made of its header, as has the record in whose folder it lies, if any."""
    catalog = domain.catalog
    within = catalog.kinds.within.get(item.type, '')
    owner = catalog.get(within, catalog.owner_of(item)) if within else None
    return has_twin(item.record, language) and (owner is None or bool(twins_of(owner.docname, domain)))
