"""What surrounds a page on the web: menu, breadcrumbs, neighbours, description. Given to our templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util.osutil import relative_uri

from ..config.builders import is_web
from ..config.profiles import profile_of
from ..core.views import ViewKey
from ..core.views.navigation import data_page, navigation, statement
from ..domain import S3Domain, s3_domain
from ..nodes import s3_downloads
from ..reading.roles import address_words
from ..writing.downloads import FoundDownloads
from .contribute import page_links

_HERE = Path(__file__).parent
#: entries of the main menu that stand in a row; the others open below a word of their own
_IN_A_ROW = 7
#: what says to search engines that they must not list a page
NOT_INDEXED = '\n    <meta name="robots" content="noindex" />'
#: Sphinx's page says so itself, and docutils once more
_SECOND_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'


class Heading(NamedTuple):
    """A heading in the menu of the page: the address of its place, its words, and the headings below it."""

    anchor: str
    title: str
    below: tuple[Heading, ...]


def setup_page_context(app: Sphinx) -> None:
    """Register our templates and the values they need."""
    app.connect('config-inited', _add_paths, priority=450)
    app.connect('builder-inited', _read_templates_once)
    app.connect('html-page-context', _add_context)
    files = _Downloads()
    app.connect('env-updated', files.find)
    app.connect('doctree-resolved', files.put)
    app.connect('html-page-context', files.add)
    app.connect('html-page-context', _Tags().make_once)
    # after the theme's
    app.connect('html-page-context', _add_headings, priority=600)


def _add_paths(app: Sphinx, config: Config) -> None:
    """Let Sphinx find our templates and scripts."""
    config.templates_path = [*config.templates_path, str(_HERE / 'templates')]
    config.html_static_path = [*config.html_static_path, str(_HERE / 'static')]


def _add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates what surrounds the page: menu, breadcrumbs, neighbours, links, description."""
    domain = s3_domain(app.env)
    names = profile_of(app.config).names
    around = navigation(pagename, domain.catalog, domain.titles, names)
    entry = domain.entries.get(pagename)
    context['s3_texts'] = domain.labels.texts.interface
    is_within = entry is not None and entry.type in domain.catalog.kinds.within
    place = names.overview if is_within else names.contribute if pagename == names.form else pagename
    context['s3_menu'] = [
        {'docname': docname, 'label': label, 'here': _is_under(place, docname)} for docname, label in app.config.s3_menu
    ]
    context['s3_menu_wide'] = _IN_A_ROW
    context['metatags'] = str(context.get('metatags', '')).replace(_SECOND_VIEWPORT, '')
    context['s3_navigation'] = around
    context['s3_links'] = page_links(app, pagename, entry, domain.labels.texts)
    context['s3_page_title'] = domain.titles.get(pagename) or Markup(context.get('title', '')).striptags()
    context['s3_page_type'] = entry.type if pagename != app.config.root_doc and entry else pagename
    context['s3_has_catalogue'] = any(_has_finder(key, domain) for key in domain.views.get(pagename, ()))
    context['s3_has_news'] = any(key.kind == 'news' for key in domain.views.get(pagename, ()))
    context['s3_contact'] = app.config.s3_publisher_contact
    context['s3_contact_words'] = address_words(app.config.s3_publisher_contact)
    context['s3_has_planner'] = ' data-s3-planner="' in context.get('body', '')
    context['s3_statement'] = statement(domain.entries, names)
    context['s3_data_page'] = data_page(domain.entries, names)
    if entry and entry.withdrawal:
        context['metatags'] += NOT_INDEXED
    generated = context.get('s3_form', {})
    context['s3_description'] = entry.record.summary if entry and entry.record else generated.get('summary')


def _has_finder(key: ViewKey, domain: S3Domain) -> bool:
    """Whether readers choose among what the view shows."""
    view = domain.permitted.views.get(key.kind)
    return view is not None and view.finder


def _add_headings(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The menu of the page's headings, where it has any below its title, in the place of the theme's.

    The theme draws its own twice for each page, and parses HTML for it.
    """
    context['s3_headings'] = headings_below_title(pagename, app.env)
    shown = bool(context['s3_headings']) and pagename != app.config.root_doc
    context['secondary_sidebar_items'] = ['s3-page-toc.html'] if shown else []


def headings_below_title(docname: str, env: BuildEnvironment) -> tuple[Heading, ...]:
    """The headings of the page *docname* without its title, as Sphinx has read them."""
    title = next(_headings(env.tocs[docname]), None) if docname in env.tocs else None
    return title.below if title else ()


def _headings(listing: nodes.Element) -> Iterator[Heading]:
    """The headings in *listing*, a part of Sphinx's table of contents."""
    for item in listing.children:
        if isinstance(item, nodes.list_item) and (link := item.next_node(nodes.reference)):
            below = (
                heading for part in item.children if isinstance(part, nodes.bullet_list) for heading in _headings(part)
            )
            yield Heading(anchor=link['anchorname'] or '#', title=link.astext(), below=tuple(below))


class _Downloads(FoundDownloads):
    """The PDFs below the title of each page."""

    def add(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """Give the templates the PDFs about the page, unless they stand in its text, below what it answers first."""
        stands = doctree is not None and doctree.next_node(s3_downloads) is not None
        context['s3_downloads'] = () if stands else self.about(pagename)

    def put(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Put the links of the page *docname* into its tree."""
        if not is_web(app.builder):
            return
        here = app.builder.get_target_uri(docname)
        for node in doctree.findall(s3_downloads):
            node['words'] = s3_domain(app.env).labels.texts['downloads']
            node['links'] = tuple(
                (pdf.label, pdf.amount, relative_uri(here, pdf.address)) for pdf in self.about(docname)
            )


class _Tags:
    """The tags of style sheets and scripts, each made once for all pages that are equally deep in the folders.

    Sphinx follows the path of each file anew for every page, to put its checksum into the address.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, object], str] = {}

    def make_once(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """Put this between the templates and Sphinx's own functions."""
        for name in ('css_tag', 'js_tag'):
            context[name] = self._remembered(name, context['content_root'], context[name])

    def _remembered(self, name: str, root: str, make: Callable[[object], str]) -> Callable[[object], str]:
        def tag(asset: object) -> str:
            key = (name, root, asset)
            if key not in self._made:
                self._made[key] = make(asset)
            return self._made[key]

        return tag


def _read_templates_once(app: Sphinx) -> None:
    """Keep Jinja from looking whether a template's file has changed each time that a page uses it."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and isinstance(app.builder.templates, BuiltinTemplateLoader):
        app.builder.templates.environment.auto_reload = False


def _is_under(pagename: str, docname: str) -> bool:
    """Whether *pagename* belongs to the menu entry that leads to *docname*."""
    folder, _, name = docname.rpartition('/')
    return pagename == docname or (name == 'index' and pagename.startswith(f'{folder}/'))
