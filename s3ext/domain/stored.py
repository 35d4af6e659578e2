"""What the site says of itself, and what each page says, as it is read: kept by docname, and merged from workers."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.errors import ConfigError

from ..config.profiles import language_of, texts_of, vocabulary_of
from ..config.site_views import site_views
from ..core.digests import digest
from ..core.gate.allowed import Permitted
from ..core.model.entries import Entry
from ..core.model.kinds import Kinds
from ..core.model.labels import Labels
from ..core.model.reading_time import minutes_of
from ..core.model.vocabulary import Vocabulary, read_vocabulary
from ..core.page.body import Body
from ..core.page.facts import PageFacts
from ..core.page.lengths import count_words
from ..core.page.uses import ANY, DOC, Use, uses_of_facts
from ..core.page.validate import HeaderReading, check_body, facts_of
from ..core.page.views import records_of
from ..core.problems import Problem
from ..core.profile import Profile
from ..core.report import report
from ..core.schema.guide_checks import check_records
from ..core.search.pages import Packed
from ..core.views import TWIN_VIEWS, ViewKey
from ..nodes import s3_count, s3_facts, s3_view

if TYPE_CHECKING:
    from docutils.nodes import document
    from sphinx.environment import BuildEnvironment


class StoredPages(Domain):
    """What the site says of itself, and each page, by docname."""

    name = 's3'
    label = 'S3'
    #: what the handbook is of; a class of its own for each site has it
    profile: ClassVar[Profile]
    #: where conf.py lies
    root: ClassVar[Path]
    initial_data: ClassVar[dict[str, dict[str, Any]]] = {
        name: {} for name in ('entries', 'facts', 'problems', 'views', 'uses', 'shown', 'sources', 'terms', 'texts')
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        #: whether the page that is being read has lines across it
        self.has_lines = False
        #: the header of the page that is being read
        self._header: HeaderReading | None = None

    # -- what the site says about itself ------------------------------------------------

    @property
    def kinds(self) -> Kinds:
        """The kinds of pages."""
        return self.profile.kinds

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The closed lists. Raises ``ConfigError`` naming every fault of a file that cannot be used."""
        path = vocabulary_of(self.env.config)
        texts = texts_of(self.env.config)
        vocabulary, problems = read_vocabulary(self.env.srcdir / path, path, self.kinds, texts.files.languages)
        if problems := [*problems, *check_records(texts.files, self.profile.records)]:
            raise ConfigError('\n'.join(report(problems, texts, 'text')))
        return vocabulary

    @cached_property
    def permitted(self) -> Permitted:
        """What pages may hold. What is wrong with the views of the site's own has been reported by ``directives``."""
        twins = TWIN_VIEWS if self.env.config.s3_original else {}
        return Permitted.by(self.profile, {**site_views(self.root, self.profile)[0], **twins})

    @cached_property
    def labels(self) -> Labels:
        """The words for values in the site's language."""
        conf = self.env.config
        texts, language = texts_of(conf), language_of(conf)
        return Labels(texts=texts, vocabulary=self.vocabulary, language=language, origin=conf.s3_original)

    # -- facts in ---------------------------------------------------------------------

    @property
    def entries(self) -> dict[str, Entry]:
        """What each page says, by docname."""
        found: dict[str, Entry] = self.data['entries']
        return found

    @property
    def facts(self) -> dict[str, PageFacts]:
        """What the body of each page says, by docname; without its words."""
        found: dict[str, PageFacts] = self.data['facts']
        return found

    @property
    def views(self) -> dict[str, tuple[ViewKey, ...]]:
        """The views each page shows, by docname."""
        found: dict[str, tuple[ViewKey, ...]] = self.data['views']
        return found

    @property
    def uses(self) -> dict[str, tuple[Use, ...]]:
        """The links of each page, by docname."""
        found: dict[str, tuple[Use, ...]] = self.data['uses']
        return found

    @property
    def shown(self) -> dict[str, str]:
        """For each page a digest of all that other pages can show of it, and of what it shows of them, by docname."""
        found: dict[str, str] = self.data['shown']
        return found

    @property
    def terms(self) -> dict[str, tuple[str, tuple[tuple[int, int, int, str], ...]]]:
        """Where each page first mentions terms of the glossary, by docname; see ``reading.glossary_links.Places``."""
        found: dict[str, tuple[str, tuple[tuple[int, int, int, str], ...]]] = self.data['terms']
        return found

    @property
    def texts(self) -> dict[str, Packed]:
        """What each page says, made ready for the search, by docname."""
        found: dict[str, Packed] = self.data['texts']
        return found

    def note_header(self, header: HeaderReading) -> None:
        """Store what the header of a page says (read phase, possibly in a worker); its body is read next."""
        docname = header.entry.docname
        self.entries[docname] = header.entry
        self.data['problems'][docname] = header.problems
        self._header = header
        self._changed()

    def note_body(self, docname: str, body: Body) -> None:
        """Store what the body of a page says, whose header was the last to be read."""
        for problem in body.problems:
            self.note_problem(docname, problem)
        header = self._header
        self.has_lines = body.has_lines
        if body.facts is None or header is None or header.entry.docname != docname:
            return
        facts = facts_of(header, body.facts) or PageFacts()
        # these are needed for the page alone
        self.facts[docname] = replace(facts, runs=(), notes=(), tables=(), words=count_words(facts))
        for problem in check_body(header, facts, self.vocabulary, self.permitted):
            self.note_problem(docname, problem)

    def note_problem(self, docname: str, problem: Problem) -> None:
        """Store a fault found while a page was parsed (read phase)."""
        self.data['problems'].setdefault(docname, []).append(problem)

    def note_tree(self, docname: str, document: document) -> None:
        """Store the views and links of a page (end of the read phase, when MyST has made its links)."""
        keys: set[ViewKey] = set()
        uses: set[Use] = set()
        headings: list[str] = []
        for node in document.findall(nodes.Element):
            if isinstance(node, s3_view | s3_count):
                keys.add(key := ViewKey.parse(node['key']))
                if isinstance(node, s3_view):
                    limits = records_of(key.kind, dict(key.options), self.permitted)
                    uses.update(Use(kind=kind, target=name, explicit=True) for kind, name, _ in limits)
            elif isinstance(node, s3_facts):
                uses.update(uses_of_facts(node['facts']))
            elif isinstance(node, addnodes.pending_xref):
                uses.update(_uses(node))
            elif isinstance(node, nodes.title):
                headings.append(node.astext())
        self.views[docname] = tuple(sorted(keys))
        self.uses[docname] = tuple(sorted(uses))
        places = sorted(document.nameids.items(), key=str)  # a name given twice has no id
        minutes = minutes_of(self.facts.get(docname, PageFacts()).words)
        seen = (headings, places, self.views[docname], self.uses[docname], minutes)
        self.shown[docname] = digest(self.entries[docname], *seen)
        self._changed()

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for facts in self.data.values():
            if isinstance(facts, dict):
                facts.pop(docname, None)
        self._changed()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a worker read of *docnames*; its copy also holds what existed before the fork."""
        for name in self.initial_data:
            self.data[name].update({doc: otherdata[name][doc] for doc in docnames if doc in otherdata[name]})
        self._changed()

    def _changed(self) -> None:
        """A page has changed: what follows from all of them is no longer so."""
        raise NotImplementedError


def _uses(link: addnodes.pending_xref) -> Iterator[Use]:
    """The use that *link* is, unless its text and target are the page's own."""
    explicit = bool(link.get('refexplicit'))
    if link.get('refdomain') == StoredPages.name:
        yield Use(kind=link['reftype'], target=link['reftarget'], explicit=explicit)
    elif link.get('reftype') == 'myst' and not link.get('reflocalid'):
        kind = DOC if link.get('refdomain') == 'doc' else ANY
        anchor = f'#{link["reftargetid"]}' if link.get('reftargetid') else ''
        yield Use(kind=kind, target=link['reftarget'] + anchor, explicit=explicit)
