"""Directives for any Markdown page: one per view, and what a record prints of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .core.allowed import view_options
from .core.blocks import Inline, Table
from .core.fields import FACET_OF_PAGE, FIELDS, Kind
from .core.model import Case, Chapter, RecordType, Workshop
from .core.problems import Mark, Problem, ProblemCode
from .core.suggest import nearest
from .core.views import VIEWS, ViewError, ViewKey, check_filter, type_of_option
from .domain import s3_domain
from .facts import agenda_table, fact_sheet, results_list
from .nodes import s3_view
from .render import table_node
from .sheets import PARTICIPANTS

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: the value of an option that means "the record whose page this is"
THIS = 'this'
_FACETS = sorted({field.name for fields in FIELDS.values() for field in fields.values() if field.is_facet})


class ViewDirective(SphinxDirective):
    """A view, filled when the page is written. The argument is a kind of record, where the view takes one."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A placeholder; or nothing, and a problem, if the options do not fit."""
        try:
            options = self._options()
            self._check(options)
        except ViewError as error:
            return _refused(self, error)
        docname = self.env.current_document.docname
        placeholder = s3_view(key=str(ViewKey.make(self.name, options)), docname=docname)
        self.set_source_info(placeholder)
        return [placeholder]

    def _options(self) -> dict[str, str]:
        view = VIEWS[self.name]
        options = {name: str(value) for name, value in self.options.items()}
        if self.arguments:
            options['type'] = self.arguments[0]
        if view.page:
            options.setdefault('id', THIS)
        entry = s3_domain(self.env).entries[self.env.current_document.docname]
        for name, value in options.items():
            if value != THIS:
                continue
            if name == 'id' and entry.type.value in (view.page or entry.type.value):
                options[name] = entry.id
                if not view.page:
                    options['type'] = entry.type.value
            elif FACET_OF_PAGE.get(entry.type) == name:
                record = entry.record
                this = record.process if isinstance(record, Chapter) else entry.id
                if not this:
                    raise ViewError('view_this', value=name)
                options[name] = this
            else:
                raise ViewError('view_this', value=view.page or name)
        if self.name == 'matrix':
            options['page'] = self.env.current_document.docname
        return options

    def _check(self, options: dict[str, str]) -> None:
        view = VIEWS[self.name]
        if view.type and options.setdefault('type', view.type) != view.type:
            raise ViewError('view_option', value=options['type'], allowed=view.type)
        kind = type_of_option(options)
        if view.facets:
            for name in options:
                if name in _FACETS and not (name in FIELDS[kind] and FIELDS[kind][name].is_facet):
                    allowed = ', '.join(sorted(field.name for field in FIELDS[kind].values() if field.is_facet))
                    raise ViewError('view_option', value=name, allowed=allowed)
        for name, value in options.items():
            field = FIELDS[kind].get(name)
            if field and field.kind is Kind.TERM:
                terms = s3_domain(self.env).vocabulary.ids(field.of)
                if value not in terms:
                    raise ViewError('view_option', value=value, allowed=', '.join(terms))
        if 'filter' in options:
            check_filter(kind, options['filter'], s3_domain(self.env).vocabulary)
        if view.check:
            view.check(options)


class RecordDirective(SphinxDirective):
    """Something of the page's own record, printed where the author wants it."""

    def run(self) -> list[nodes.Node]:
        """The nodes; none on a page without a valid record, which is a problem of that page already."""
        domain = s3_domain(self.env)
        record = domain.entries[self.env.current_document.docname].record
        document = self.state.document
        if self.name == 'results' and isinstance(record, Case) and record.results:
            return [results_list(record.results, domain.labels, document)]
        if self.name == 'agenda' and isinstance(record, Workshop):
            return [agenda_table(record, domain.labels)]
        if self.name == 'facts' and record is not None:
            return fact_sheet(record, domain.labels, document)
        return []


class ParticipantsDirective(SphinxDirective):
    """What of a workshop's page goes on the sheet for those who take part."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The content in a container; a problem on other pages, and without content."""
        entry = s3_domain(self.env).entries[self.env.current_document.docname]
        if entry.type is not RecordType.WORKSHOP:
            return _refused(self, ViewError('view_page', kind=RecordType.WORKSHOP))
        if not any(line.strip() for line in self.content):
            return _refused(self, ViewError('view_empty'))
        sheet = nodes.container('', *self.parse_content_to_nodes(), classes=[PARTICIPANTS])
        self.set_source_info(sheet)
        return [sheet]


class OptionsDirective(SphinxDirective):
    """The options of a directive, or the fields of a kind of record, as a table made from the code."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The table; nothing for an unknown name, which is an error of the page."""
        texts = s3_domain(self.env).labels.texts
        name = self.arguments[0]
        rows: list[tuple[tuple[Inline, ...], ...]]
        columns: tuple[str, ...]
        if self.name == 'fields' and name in {kind.value for kind in FIELDS}:
            fields = FIELDS[RecordType(name)].values()
            rows = [((f.name,), (texts[f'field_{f.name}'],), (texts[f'kind_{f.kind}'],)) for f in fields]
            columns = ('column_field', 'column_meaning', 'column_values')
        elif self.name == 'options' and name in VIEWS:
            rows = [((option,), (texts[f'option_{option}'],)) for option in _own_options(name)]
            if VIEWS[name].facets:
                rows.append(((texts['option_any_facet'],), (texts['option_facet'],)))
            columns = ('column_option', 'column_meaning')
        else:
            return [self.state.document.reporter.error(f'{self.name}: {name!r}', line=self.lineno)]
        if not rows:
            return [nodes.paragraph('', texts['options_none'])]
        head = tuple((texts[column],) for column in columns)
        return [table_node(Table(caption='', head=head, rows=tuple(rows), style='options'), '')]


def refuse(env: BuildEnvironment, line: int, error: ViewError, what: str = 'view_directive') -> None:
    """Note on *line* of the page being read that a directive cannot be shown; *what* names the text for another."""
    docname = env.current_document.docname
    path = env.doc2path(docname, base=False).as_posix()
    details = error.details
    guess = nearest(details.get('value', ''), details.get('allowed', '').split(', ')) or ''
    mark = Mark(line=line)
    problem = Problem.at(path, mark, ProblemCode.BAD_VIEW, what=what, cause=error.cause, nearest=guess, **details)
    s3_domain(env).note_problem(docname, problem)


def _refused(directive: SphinxDirective, error: ViewError) -> list[nodes.Node]:
    """Nothing on the page, and a problem at the line of *directive*."""
    refuse(directive.env, directive.lineno, error)
    return []


def _own_options(name: str) -> list[str]:
    """The options of the view *name*, facets left out."""
    view = VIEWS[name]
    options = [*view.options, *(('id',) if view.page or name == 'completeness' else ())]
    return [option for option in options if option not in _FACETS]


def setup_directives(app: Sphinx) -> None:
    """Register the directives."""
    unchanged = directives.unchanged_required
    for name in VIEWS:
        members = {'option_spec': dict.fromkeys(view_options(name), unchanged), '__doc__': ViewDirective.__doc__}
        app.add_directive(name, type(f'{name.title()}Directive', (ViewDirective,), members))
    for name in ('results', 'agenda', 'facts'):
        app.add_directive(name, RecordDirective)
    app.add_directive('participants', ParticipantsDirective)
    for name in ('options', 'fields'):
        app.add_directive(name, OptionsDirective)
