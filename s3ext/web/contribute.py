"""The ways to contribute, with the addresses that the settings give: the directive ``ways``, links on every page."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..config.builders import WEB
from ..config.profiles import profile_of
from ..config.settings import hosting
from ..core.model.entries import Entry
from ..core.texts.messages import Texts
from ..domain import s3_domain


class s3_ways(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """Stands for the list of ways."""


class WaysDirective(SphinxDirective):
    """The ways to contribute. Settings may change after a page has been read, so it is filled when it is written."""

    def run(self) -> list[nodes.Node]:
        """A placeholder."""
        return [s3_ways()]


def _resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace every placeholder of the page by a list, as the settings are now."""
    for placeholder in list(doctree.findall(s3_ways)):
        placeholder.replace_self(_list(app, docname))


def _list(app: Sphinx, docname: str) -> nodes.bullet_list:
    where = hosting(app.config)
    texts = s3_domain(app.env).labels.texts
    # outside the web there is no form to lead to
    form = app.builder.get_relative_uri(docname, profile_of(app.config).names.form) if app.builder.name in WEB else ''
    mail = f'mailto:{where.mailbox}' if where.mailbox else ''
    known = 'host' if where.repository else 'no_host'
    items = [
        _item(texts['ways_form'], form, texts['ways_form_about']),
        _item(texts['ways_edit'], '', texts[f'ways_edit_{known}']),
        _item(texts['ways_request'], where.repository, texts[f'ways_request_{known}']),
        _item(texts['ways_mail'], mail, texts['ways_mail_about' if mail else 'ways_mail_none']),
    ]
    if where.repository:
        items.insert(1, _item(texts['ways_issue'], where.issue(), texts['ways_issue_about']))
    return nodes.bullet_list('', *items, bullet='-')


def _item(name: str, address: str, about: str) -> nodes.list_item:
    words: nodes.Node = nodes.Text(name)
    if address:
        words = nodes.reference(name, name, refuri=address, internal=not address.startswith(('https:', 'mailto:')))
    return nodes.list_item('', nodes.paragraph('', '', nodes.strong('', '', words), nodes.Text(f'. {about}')))


def page_links(app: Sphinx, pagename: str, entry: Entry | None, texts: Texts) -> list[dict[str, Any]]:
    """The links on a page to write a new case and, if it is that of *entry*, to change it, as ``label`` and ``url``."""
    if app.config.s3_original:  # whoever writes does so on the page in the language of the site
        return []
    names = profile_of(app.config).names
    address = app.builder.get_relative_uri(pagename, names.form)
    links = [{'label': texts['link_new'], 'url': address}] if pagename != names.form else []
    edit = hosting(app.config).edit(entry.path) if entry else ''
    if entry and not edit and names.contribute in app.env.found_docs and pagename != names.contribute:
        edit = app.builder.get_relative_uri(pagename, names.contribute)
    return [*links, *([{'label': texts['link_edit'], 'url': edit}] if edit else [])]


def setup_contribute(app: Sphinx) -> None:
    """Register the directive and what fills it."""
    app.add_directive('ways', WaysDirective)
    app.add_node(s3_ways)
    app.connect('doctree-resolved', _resolve)
