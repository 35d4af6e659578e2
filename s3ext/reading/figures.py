"""The drawings that stand before the fact sheet of a record's page: the views that its kind names."""

from __future__ import annotations

from ..core.model.entries import Entry
from ..core.model.kinds import Kinds
from ..core.views import ViewKey
from ..nodes import s3_view

#: class of these drawings
HEAD_FIGURE = 's3-head-figure'


def head_figures(entry: Entry, kinds: Kinds) -> list[s3_view]:
    """The drawings for the page of *entry*; none for a kind without."""
    assert entry.record is not None
    options = {'type': entry.type, 'id': entry.id}
    if facet := kinds.facets.get(entry.type):
        options[facet] = entry.record.stands_for(entry.id)
    keys = (str(ViewKey.make(name, options)) for name in entry.record.about.figures)
    return [s3_view(key=key, docname=entry.docname, classes=[HEAD_FIGURE]) for key in keys]
