"""``status``: under the title of a record, who wrote it, who approved it, and when the editors reviewed it."""

from __future__ import annotations

from ..model.status import draft_statement, statement
from .base import Options, Site
from .blocks import Block, Para


def status(options: Options, site: Site) -> tuple[Block, ...]:
    """What is known of the page ``page``, a docname; that it is a draft stands first."""
    item = site.catalog.page(options['page'])
    if item is None:
        return ()
    draft = draft_statement(item.record, site.labels)
    editorial = Para(parts=(statement(item.record, site.catalog, site.labels),), style='editorial')
    return (Para(parts=(draft,), style='draft'), editorial) if draft else (editorial,)
