"""Changes to the tree of a page when it is read: the head and sources of a record, what its texts do not need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ..config.profiles import profile_of
from ..core.digests import short_names
from ..core.model.entries import Entry
from ..core.model.header import PLAIN, Header
from ..core.model.labels import Labels, source_end
from ..core.model.parts import Source
from ..core.views import ViewKey
from ..domain import s3_domain
from ..nodes import s3_view
from ..render import words_in
from .answer import answer_rows
from .fact_sheet import QUOTES, footnote_name, page_head
from .figures import head_figures
from .glossary_list import glossary_list
from .participants import divide


class InsertRecord(SphinxTransform):
    """Put the record on its page: the head after the title, the sources as footnotes at the end.

    What stands only in the header would be missing from search, PDF and translation.
    """

    # before Locale (20), so that the text can be translated, and before Footnotes (620) numbers them
    default_priority = 15

    def apply(self, **kwargs: object) -> None:
        """Change the page's tree; pages without a valid record are left as they are."""
        domain = s3_domain(self.env)
        entry = domain.entries.get(self.env.current_document.docname)
        section = next(iter(self.document.findall(nodes.section)), None)
        self._drop_unknown(entry.record if entry else None)
        if entry is None or entry.record is None or section is None:
            return
        if entry.withdrawal:
            said = s3_view(key=str(ViewKey.make('withdrawn', {'page': entry.docname})), docname=entry.docname)
            _locate(said, self.document)
            section += said
            return
        head: list[nodes.Node] = []
        if entry.type != PLAIN:
            answer = answer_rows(entry, section, domain.labels, self.document)
            figures = head_figures(entry, domain.kinds)
            head = page_head(entry.record, answer, figures, domain.labels, self.document)
            for node in head:
                _locate(node, self.document)
            title = section.first_child_matching_class(nodes.title) or 0
            section[title + 1 : title + 1] = head
        if entry.record.defines:
            section += glossary_list(entry.record.defines, domain.labels, self.document)
        about = entry.record.about
        if about.relations:
            self._add_relations(section, entry, domain.labels)
        self._add_sources(section, entry, domain.labels)
        if about.for_participants:
            divide(section, head, domain.labels, profile_of(self.env.config).names.participants_sheet)

    def _add_relations(self, section: nodes.section, entry: Entry, labels: Labels) -> None:
        """What the record has to do with others: what names it, and records like it with the reason."""
        docname = self.env.current_document.docname
        texts = labels.texts.interface
        heading = texts.get(f'related_{entry.type}', texts['related_heading'])
        listing = self._section(heading, 's3-relations')
        assert entry.record is not None
        for kind in entry.record.about.relations:
            listing += s3_view(key=str(ViewKey.make(kind, {'id': entry.id})), docname=docname)
        _locate(listing, self.document)
        section += listing

    def _section(self, name: str, style: str) -> nodes.section:
        """An empty section of the page with the heading *name* and the class *style*."""
        made = nodes.section('', nodes.title(name, name), names=[nodes.fully_normalize_name(name)], classes=[style])
        self.document.note_implicit_target(made, made)
        return made

    def _drop_unknown(self, record: Header | None) -> None:
        """Take out references to sources that do not exist: a fault that has been reported with its place."""
        known = {footnote_name(source.id) for source in record.sources} if record else set()
        for footnote in self.document.findall(nodes.footnote):
            known.update(footnote['names'])
        for reference in list(self.document.findall(nodes.footnote_reference)):
            if reference.get('refname') not in known:
                if reference in self.document.autofootnote_refs:
                    self.document.autofootnote_refs.remove(reference)
                reference.parent.remove(reference)

    def _add_sources(self, section: nodes.section, entry: Entry, labels: Labels) -> None:
        """Footnotes in the order in which the page first refers to them."""
        references = [node for node in self.document.findall(nodes.footnote_reference) if node.get('auto') == 1]
        assert entry.record is not None
        by_name = {footnote_name(source.id): source for source in entry.record.sources}
        # a twin calls them what the page itself does; who writes a page in another language says it in that
        language = labels.origin if entry.type != PLAIN else ''
        cited = dict.fromkeys(node['refname'] for node in references if node.get('refname') in by_name)
        if not cited:
            return
        listing = self._section(labels.texts['sources'], 's3-sources')
        places = dict(zip(by_name, short_names([*by_name]), strict=True))
        self._place([node for node in references if node.get('refname') in cited], places)
        for source_name in cited:
            text = _source(by_name[source_name], labels, language)
            ids = [f's3-{places[source_name]}']
            footnote = nodes.footnote('', text, auto=1, names=[source_name], ids=ids)
            self.document.note_explicit_target(footnote, footnote)
            self.document.note_autofootnote(footnote)
            listing += footnote
        _locate(listing, self.document)
        section += listing

    def _place(self, references: Iterable[nodes.footnote_reference], places: Mapping[str, str]) -> None:
        """Give each of *references* an address by its source (name → place): those to others move none."""
        counts: Counter[str] = Counter()
        for node in references:
            counts[node['refname']] += 1
            for old in node['ids']:
                del self.document.ids[old]
            node['ids'] = [f's3-{places[node["refname"]]}-{counts[node["refname"]]}']
            self.document.set_id(node)


class SkipSmartQuotes(SphinxTransform):
    """Spare the search for straight quotation marks on a page that has none.

    It looks at every text many times and takes a tenth of the time of a build.
    """

    # before SphinxSmartQuotes (750), after all that adds text
    default_priority = 745

    def apply(self, **kwargs: object) -> None:
        """Turn it off for this page, in the way that SphinxSmartQuotes foresees."""
        if not any(mark in text for text in self.document.findall(nodes.Text) for mark in QUOTES):
            self.document.settings.smart_quotes = False


def _source(source: Source, labels: Labels, language: str) -> nodes.paragraph:
    """``Publisher: Title, year, pages, read on a day. Where it is kept.``, the title a link if there is an address.

    *language* is that of the names, '' for that of the page.
    """
    named = [f'language-{source.language}'] if source.language else []
    title = (
        nodes.reference(source.title, source.title, refuri=source.url, internal=False, classes=named)
        if source.url
        else nodes.inline(source.title, source.title, classes=named)
        if named
        else nodes.Text(source.title)
    )
    name = words_in(language, source.publisher) if language else nodes.Text(source.publisher)
    return nodes.paragraph(
        '', '', name, nodes.Text(': '), title, nodes.Text(source_end(source, labels, kept=not language))
    )


def _locate(node: nodes.Node, document: nodes.document) -> None:
    """Give nodes made from the header a place, which docutils and Sphinx expect of text."""
    for child in node.findall(nodes.Element):
        child.source, child.line = document['source'], 1


def setup_transforms(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(InsertRecord)
    app.add_transform(SkipSmartQuotes)
