"""Where Markdown links lead: decided here and not by MyST, so that a check without MyST knows it too."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref

from ..domain import PAGE, S3Domain


def lead(link: pending_xref, domain: S3Domain) -> None:
    """Make *link*, a Markdown link to a page or to ``#name``, one of the domain. Its target exists (``core.page``)."""
    if link.get('refdomain') == 'doc':
        _to_page(link, link['reftarget'], link.get('reftargetid') or '', domain)
        return
    # ``[](#energi)`` on a theme page could also mean the file beside it; the record is meant
    for item in domain.catalog.find(link['reftarget']):
        link['refdomain'], link['reftype'] = domain.name, item.type
        return
    label = domain.env.domains.standard_domain.anonlabels.get(link['reftarget'])
    if label:
        _to_page(link, label[0], link['reftarget'], domain)


def _to_page(link: pending_xref, docname: str, name: str, domain: S3Domain) -> None:
    """Lead to the place *name* on the page *docname*, or to the page."""
    address, words = domain.place(docname, name) if name else ('', domain.titles.get(docname, docname))
    link['refdomain'], link['reftype'] = domain.name, PAGE
    link['reftarget'], link['refanchor'] = docname, address
    if not link.get('refexplicit'):
        inner = link[0]
        assert isinstance(inner, nodes.Element)
        inner.children = []
        inner += nodes.Text(words)
