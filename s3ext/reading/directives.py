"""Directives for any Markdown page: one per view, and what a record prints of itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

from ..config.conf_file import CONFIG
from ..config.profiles import profile_of, texts_of
from ..config.site_views import site_views, written_modules
from ..core.gate.allowed import PARTICIPANTS, TEMPLATE, UNKNOWN, holders, view_options
from ..core.model.kinds import Kinds
from ..core.page.views import check_options, own_options
from ..core.page.views import view_options as options_on
from ..core.problems import Position, Problem, ProblemCode
from ..core.report import report
from ..core.texts.messages import Texts
from ..core.views import TWIN_VIEWS, View, ViewError, ViewKey
from ..core.views.amounts import Amounts
from ..core.views.blocks import Claims, Figure, Inline, Points, Script, Table
from ..domain import s3_domain
from ..nodes import s3_files, s3_planner, s3_view
from ..render import INNER_LEVEL, figure_node, script_nodes, table_node
from .amounts import amounts_table
from .answer import FIELD
from .fact_sheet import claims_list, fact_sheet, point_lists
from .participants import FOR_PARTICIPANTS, SHEET

#: class of what readers take along
TAKEN = 's3-template'
#: class of tables in it, most of which have cells to write in
TO_FILL = 's3-form-table'


class ViewDirective(SphinxDirective):
    """A view, filled when the page is written. The argument is a kind of record, where the view takes one."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A placeholder; nothing if the options do not fit, which ``core.page.checks`` tells."""
        domain, docname = s3_domain(self.env), self.env.current_document.docname
        written = {name: str(value) for name, value in self.options.items()}
        argument = self.arguments[0] if self.arguments else ''
        try:
            options = options_on(self.name, argument, written, domain.entries[docname], domain.permitted)
            check_options(self.name, options, domain.vocabulary, domain.permitted)
        except ViewError:
            return []
        placeholder = s3_view(key=str(ViewKey.make(self.name, options)), docname=docname)
        self.set_source_info(placeholder)
        return [placeholder]


class FactsDirective(SphinxDirective):
    """The fact sheet of the page's own record, printed where the author wants it."""

    def run(self) -> list[nodes.Node]:
        """The nodes; none on a page without a valid record, which is a problem of that page already."""
        domain = s3_domain(self.env)
        record = domain.entries[self.env.current_document.docname].record
        return [*fact_sheet(record, domain.labels, self.state.document)] if record is not None else []


class FieldDirective(SphinxDirective):
    """A field of the page's own record, printed where the author wants it: that with the directive's name."""

    def run(self) -> list[nodes.Node]:
        """The node; none without a valid record, for an empty field and on pages of other kinds (problems already)."""
        domain = s3_domain(self.env)
        entry = domain.entries[self.env.current_document.docname]
        shown = domain.kinds.in_text[entry.type].get(self.name)
        if entry.record is None or shown is None:
            return []
        shows = getattr(entry.record, shown.by)(domain.labels)
        blocks: tuple[Figure | Table | Claims | Points | Script | Amounts, ...]
        blocks = shows if isinstance(shows, tuple) else (shows,)
        found: list[nodes.Element] = []
        for block in blocks:
            if isinstance(block, Script):  # for the one who leads, as are drawings and amounts
                found += script_nodes(block)
            elif isinstance(block, Figure):
                found.append(figure_node(block, self.env.current_document.docname))
            elif isinstance(block, Amounts):
                found = [s3_planner(amounts=block), *found, *amounts_table(block)]
            elif (node := self._node(block)) is not None:
                if shown.participants:
                    node[FOR_PARTICIPANTS] = True
                node[FIELD] = self.name
                found.append(node)
        return [*found]

    def _node(self, block: Table | Claims | Points) -> nodes.Element | None:
        """What the *block* becomes; nothing if there is nothing in it."""
        if isinstance(block, Claims):
            return claims_list(block, self.state.document) if block.claims else None
        if isinstance(block, Points):
            return point_lists(block, self.state.document) if block.lists else None
        return table_node(replace(block, style=block.style or self.name), '') if block.rows else None


class UnknownDirective(SphinxDirective):
    """What no source says of what the page is about, in one box."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The content in a box with its own heading."""
        heading = s3_domain(self.env).labels.texts['unknown_heading']
        box = nodes.admonition('', nodes.title('', heading), *self.parse_content_to_nodes(), classes=['s3-unknown'])
        self.set_source_info(box)
        return [box]


class ParticipantsDirective(SphinxDirective):
    """What of a workshop's page goes on the sheet for those who take part."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The content in a container; nothing on other pages, which is a problem of the page."""
        domain = s3_domain(self.env)
        entry = domain.entries[self.env.current_document.docname]
        if not domain.kinds.about(entry.type).for_participants:
            return []
        box = nodes.container('', *self.parse_content_to_nodes(), classes=[SHEET])
        self.set_source_info(box)
        return [box]


class TemplateDirective(SphinxDirective):
    """What of a page readers take along, as files too."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The content in a container, below links to the files; nothing on other pages, which is a problem of them."""
        domain = s3_domain(self.env)
        entry = domain.entries[self.env.current_document.docname]
        if not domain.kinds.about(entry.type).to_take:
            return []
        formats = entry.record.file_formats if entry.record else ()
        box = nodes.container('', *self.parse_content_to_nodes(), classes=[TAKEN])
        self.set_source_info(box)
        for heading in box.findall(nodes.rubric):  # a real one, below the section's own
            heading['heading-level'] = max(heading.get('level', 0), INNER_LEVEL)
        for table in box.findall(nodes.table):
            table['classes'].append(TO_FILL)
        return [s3_files(formats=formats, links=()), box]


class OptionsDirective(SphinxDirective):
    """The options of a directive, or the fields of a kind of record, as a table made from the code."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The table; nothing for an unknown name, which is a problem of the page."""
        domain = s3_domain(self.env)
        texts, views = domain.labels.texts, domain.permitted.views
        name = self.arguments[0]
        rows: list[tuple[tuple[Inline, ...], ...]]
        columns: tuple[str, ...]
        if self.name == 'fields' and name in domain.kinds.listed:
            fields = domain.kinds.fields[name].values()
            rows = [((f.name,), (texts.filter_label(f.owner, f.field),), (texts[f'kind_{f.kind}'],)) for f in fields]
            columns = ('column_field', 'column_meaning', 'column_values')
        elif self.name == 'options' and name in views:
            rows = [
                ((option,), (_meaning(option, views[name], texts),)) for option in own_options(name, domain.permitted)
            ]
            if views[name].facets:
                rows.append(((texts['option_any_facet'],), (texts['option_facet'],)))
            columns = ('column_option', 'column_meaning')
        else:
            return []
        if not rows:
            return [nodes.paragraph('', texts['options_none'])]
        head = tuple((texts[column],) for column in columns)
        return [table_node(Table(caption='', head=head, rows=tuple(rows), style='options'), '')]


def _meaning(option: str, view: View, texts: Texts) -> str:
    return view.meanings.get(option) or texts.interface.get(f'option_{option}', '')


def setup_directives(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive('facts', FactsDirective)
    app.add_directive(UNKNOWN, UnknownDirective)
    for name in ('options', 'fields'):
        app.add_directive(name, OptionsDirective)
    # before ``caches`` makes a digest of the modules that hold them
    app.connect('config-inited', _add_views, priority=410)
    app.connect('config-inited', _add_fields, priority=410)


def _add_view(app: Sphinx, name: str, view: View, kinds: Kinds) -> None:
    options = dict.fromkeys(view_options(name, view, kinds), directives.unchanged_required)
    members = {'option_spec': options, '__doc__': ViewDirective.__doc__}
    app.add_directive(name, type(f'{name.title()}Directive', (ViewDirective,), members))


def _add_fields(app: Sphinx, config: Config) -> None:
    """Register the directives that the kinds bring along: of their fields, and of parts of a page."""
    parts = {PARTICIPANTS: ParticipantsDirective, TEMPLATE: TemplateDirective}
    for name in holders(profile_of(config).kinds):
        app.add_directive(name, parts.get(name, FieldDirective))


def _add_views(app: Sphinx, config: Config) -> None:
    """Register the views. Raises ``ConfigError`` naming everything that is wrong with those that the site adds."""
    root, texts = Path(app.confdir), texts_of(config)
    profile = profile_of(config)
    views, problems = site_views(root, profile)
    if not problems and tuple(config.s3_views) != written_modules(root)[0]:
        problems = [Problem.at(CONFIG, Position(line=1), ProblemCode.SITE_VIEWS, cause='own_views_written')]
    if problems:
        raise ConfigError('\n'.join(report(problems, texts, 'text')))
    twins = TWIN_VIEWS if config.s3_original else {}
    for name, view in {**views, **twins}.items():
        _add_view(app, name, view, profile.kinds)
