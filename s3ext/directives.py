"""Directives for any Markdown page: ``records`` (a list of records) and ``results`` (a case's own results)."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .core.model import LISTED_TYPES, Case, Chapter, RecordType
from .core.problems import Mark, Problem, ProblemCode
from .core.suggest import nearest
from .core.views import FACETS, FACETS_OF, ViewKey
from .domain import PROCESS, s3_domain
from .facts import results_list
from .nodes import s3_view

#: the value of a facet option that means "the record whose page this is"
THIS = 'this'


class RecordsDirective(SphinxDirective):
    """A list of the records of one kind, filled when the page is written.

    The argument is the kind; each facet of that kind is an option whose value is an id, or ``this``;
    ``group`` names a facet to group by.
    """

    required_arguments = 1
    option_spec: ClassVar = dict.fromkeys((*FACETS, 'group'), directives.unchanged_required)

    def run(self) -> list[nodes.Node]:
        """A placeholder; or nothing, and a problem, if the options do not fit the kind."""
        name = self.arguments[0]
        if name not in LISTED_TYPES:
            return self._refuse(name, LISTED_TYPES)
        kind = RecordType(name)
        where = []
        for option, value in self.options.items():
            facet = value if option == 'group' else option
            if facet not in FACETS_OF[kind]:
                return self._refuse(facet, FACETS_OF[kind])
            if option != 'group':
                record_id = self._this(facet) if value == THIS else value
                if record_id is None:
                    return self._note({'cause': 'view_this'}, facet)
                elements = s3_domain(self.env).vocabulary.ids('process')
                if facet == PROCESS and value not in (THIS, *elements):
                    return self._refuse(value, elements)
                where.append((facet, record_id))
        key = ViewKey(type=kind, where=tuple(sorted(where)), group=self.options.get('group', ''))
        placeholder = s3_view(key=str(key))
        self.set_source_info(placeholder)
        return [placeholder]

    def _this(self, facet: str) -> str | None:
        """The value of *facet* that the page itself stands for."""
        entry = s3_domain(self.env).entries[self.env.current_document.docname]
        if entry.type is not FACETS[facet]:
            return None
        if facet == PROCESS:
            return entry.record.process if isinstance(entry.record, Chapter) else entry.id
        return entry.id

    def _refuse(self, value: str, allowed: tuple[str, ...]) -> list[nodes.Node]:
        return self._note({'cause': 'view_option', 'allowed': ', '.join(allowed)}, value, nearest(value, allowed))

    def _note(self, details: dict[str, str], value: str, guess: str | None = None) -> list[nodes.Node]:
        docname = self.env.current_document.docname
        path = self.env.doc2path(docname, base=False).as_posix()
        mark = Mark(line=self.lineno)
        problem = Problem.at(path, mark, ProblemCode.BAD_VIEW, value=value, nearest=guess or '', **details)
        s3_domain(self.env).note_problem(docname, problem)
        return []


class ResultsDirective(SphinxDirective):
    """The results in the header of a case, each with its sources and its kind of evidence."""

    def run(self) -> list[nodes.Node]:
        """The list; nothing on a page without valid results, which is a problem of that page already."""
        domain = s3_domain(self.env)
        record = domain.entries[self.env.current_document.docname].record
        if not isinstance(record, Case) or not record.results:
            return []
        return [results_list(record.results, domain.labels, self.state.document)]


def setup_directives(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive('records', RecordsDirective)
    app.add_directive('results', ResultsDirective)
