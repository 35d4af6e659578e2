"""The drawings that stand at the head of a record's page, after its summary: the views that its kind names."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ..core.views import ViewKey
from ..domain import s3_domain
from ..nodes import s3_facts, s3_view

#: class of these drawings
HEAD_FIGURE = 's3-head-figure'


class InsertFigures(SphinxTransform):
    """Put the drawings of a kind on its pages, before the fact sheet."""

    # right after the head of the record (15)
    default_priority = 16

    def apply(self, **kwargs: object) -> None:
        """Change the page's tree; pages of kinds without drawings stay as they are."""
        domain = s3_domain(self.env)
        docname = self.env.current_document.docname
        entry = domain.entries.get(docname)
        section = next(iter(self.document.findall(nodes.section)), None)
        if entry is None or entry.record is None or section is None or not entry.record.about.figures:
            return
        options = {'type': entry.type, 'id': entry.id}
        if facet := domain.kinds.facets.get(entry.type):
            options[facet] = entry.record.stands_for(entry.id)
        keys = (str(ViewKey.make(name, options)) for name in entry.record.about.figures)
        views = [s3_view(key=key, docname=docname, classes=[HEAD_FIGURE]) for key in keys]
        for view in views:
            view.source, view.line = self.document['source'], 1
        place = next((section.index(child) for child in section.children if isinstance(child, s3_facts)), None)
        if place is None:
            place = 1 + max(section.index(child) for child in section.children if isinstance(child, nodes.title))
        section[place:place] = views


def setup_figures(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(InsertFigures)
