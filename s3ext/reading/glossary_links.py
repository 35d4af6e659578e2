"""Words of the glossary in the text of a page: each is a link where it first occurs.

Found when a page is read and made into links when it is written, so that another glossary needs no page read anew:
where the words changed, the stored trees are searched again, and pages whose places differ are written again.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.model.entries import Entry
from ..core.page.source import Source, decode
from ..core.page.terms import lexicon
from ..core.page.validate import read_header
from ..domain import TERM, S3Domain, s3_domain

#: digest of the glossary, and the places: number of the run of text, start and end in it, id of the term
Places = tuple[str, tuple[tuple[int, int, int, str], ...]]

#: attribute of a tree that is not the page's own: its places
_OWN_PLACES = 's3_terms'

#: headings and labels, links, code, notes, and what prints no text of the page's own
_CLOSED = (
    nodes.title, nodes.subtitle, nodes.rubric, nodes.term, nodes.caption, nodes.legend, nodes.attribution, nodes.label,
    nodes.thead, nodes.reference, addnodes.pending_xref, addnodes.download_reference, nodes.footnote_reference,
    nodes.literal, nodes.literal_block, nodes.doctest_block, nodes.math, nodes.math_block, nodes.raw, nodes.footnote,
    nodes.Invisible, nodes.system_message, addnodes.toctree, addnodes.index,
)  # fmt: skip
#: what is data rather than text, and a card, which is a link as a whole
_CLOSED_CLASSES = {'s3-facts', 's3-answer', 's3-editorial', 's3-draft', 's3-record-meta', 's3-evidence', 'sd-card'}


def setup_glossary_links(app: Sphinx) -> None:
    """Register the handlers and the transform."""
    app.connect('env-before-read-docs', _load_lexicon)
    # after whatever else changes the tree
    app.connect('doctree-read', _find_terms, priority=900)
    app.connect('env-updated', _find_again, priority=450)
    app.add_post_transform(LinkTerms)


def _load_lexicon(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the words before the pages and before workers are forked, from the file if it has changed."""
    domain = s3_domain(env)
    page = domain.kinds.glossary_page
    entry = domain.entries.get(page)
    if page in docnames:
        path = env.doc2path(page, base=False).as_posix()
        text, _ = decode((app.srcdir / path).read_bytes(), path)  # faults are reported when the page is read
        entry = read_header(Source(docname=page, path=path, text=text), domain.vocabulary).entry
    # the forms are words of the language of the handbook, which no twin is in
    glossary = entry.record if entry and not domain.labels.origin else None
    domain.lexicon = lexicon(glossary, domain.labels.language)


def _find_terms(app: Sphinx, doctree: nodes.document) -> None:
    """Store where the page first mentions words of the glossary."""
    domain = s3_domain(app.env)
    docname = app.env.current_document.docname
    domain.terms[docname] = _places(domain.entries[docname], doctree, domain)


def _find_again(app: Sphinx, env: BuildEnvironment) -> None:
    """Search the stored trees of pages that were read with another version of the glossary."""
    domain = s3_domain(env)
    for docname, entry in sorted(domain.entries.items()):
        if domain.terms.get(docname, ('',))[0] != domain.lexicon.digest:
            domain.terms[docname] = _places(entry, env.get_doctree(docname), domain)


def find_terms_again(domain: S3Domain, document: nodes.document, docname: str) -> None:
    """Search the tree of the page *docname* anew, which somebody has changed since it was read."""
    document[_OWN_PLACES] = _places(domain.entries[docname], document, domain)


def _places(entry: Entry, document: nodes.document, domain: S3Domain) -> Places:
    """Where the page *entry* first mentions each term; the page that explains them mentions none."""
    words, seen = domain.lexicon, set[str]()
    explains = entry.record is not None and bool(entry.record.defines)
    places = (
        (number, mention.start, mention.end, mention.term)
        for number, run in enumerate(() if explains else _runs(document))
        for mention in words.first_mentions(''.join(run), seen)
    )
    return words.digest, tuple(places)


def _runs(parent: nodes.Element) -> Iterator[list[nodes.Text]]:
    """Each run of text in which a term may be a link; a line that is broken in the source is several nodes."""
    run: list[nodes.Text] = []
    for child in parent.children:
        if isinstance(child, nodes.Text):
            run.append(child)
            continue
        if run:
            yield run
            run = []
        if isinstance(child, nodes.tgroup):
            yield from _table_runs(child)
        elif isinstance(child, nodes.Element) and not _is_closed(child):
            yield from _runs(child)
    if run:
        yield run


def _table_runs(group: nodes.tgroup) -> Iterator[list[nodes.Text]]:
    """The runs in the body of a table, without the cells that are heads of their rows."""
    stubs = [column.get('stub', 0) for column in group.findall(nodes.colspec)]
    for body in group.findall(nodes.tbody):
        for row in body.children:
            assert isinstance(row, nodes.Element)
            for cell, stub in zip(row.children, stubs, strict=False):
                if not stub and isinstance(cell, nodes.Element):
                    yield from _runs(cell)


def _is_closed(node: nodes.Element) -> bool:
    return isinstance(node, _CLOSED) or not _CLOSED_CLASSES.isdisjoint(node.get('classes', ()))


class LinkTerms(SphinxPostTransform):
    """Make the mentions of terms that were found into links to the glossary."""

    # before lists are filled (5), whose texts belong to other pages
    default_priority = 4

    def run(self, **kwargs: object) -> None:
        """Change the page's tree."""
        found = s3_domain(self.env).terms.get(self.env.current_document.docname, ('', ()))
        _, places = self.document.get(_OWN_PLACES, found)
        by_run: dict[int, list[tuple[int, int, str]]] = {}
        for number, start, end, term in places:
            by_run.setdefault(number, []).append((start, end, term))
        if not by_run:
            return
        for number, run in enumerate(list(_runs(self.document))):
            if number in by_run:
                _link(run, by_run[number])


def _link(run: list[nodes.Text], places: list[tuple[int, int, str]]) -> None:
    """Put the *run* of text nodes, one after another in their parent, together anew with a link at each place."""
    parent = run[0].parent
    assert parent is not None
    text = ''.join(run)
    parts: list[nodes.Node] = []
    done = 0
    for start, end, term in places:
        words = text[start:end]
        link = addnodes.pending_xref(
            '', nodes.inline(words, words), refdomain=S3Domain.name, reftype=TERM, reftarget=term, refwarn=False
        )
        link['refexplicit'] = link['s3_mention'] = True
        parts += [nodes.Text(text[done:start])] if start > done else []
        parts.append(link)
        done = end
    parts += [nodes.Text(text[done:])] if done < len(text) else []
    # by identity: equal texts stand in many places
    first = next(position for position, child in enumerate(parent.children) if child is run[0])
    parent[first : first + len(run)] = parts
