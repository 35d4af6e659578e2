"""``status``: on the page of a record, who wrote it, who approved it, and when the editors reviewed it."""

from __future__ import annotations

from ..model.status import statement
from .base import Options, Site
from .blocks import Block, Para


def status(options: Options, site: Site) -> tuple[Block, ...]:
    """What is known of the page ``page``, a docname. That it is a draft stands under its title already."""
    item = site.catalog.page(options['page'])
    return (Para(parts=(statement(item.record, site.catalog, site.labels),), style='editorial'),) if item else ()
