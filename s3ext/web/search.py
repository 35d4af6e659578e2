"""Search in the browser: the text of each page when it is read, the index when all are known, and the search page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from ..config.builders import is_web
from ..config.profiles import profile_of
from ..config.settings import hosting
from ..core.digests import digest
from ..core.language import Language
from ..core.model.sheet import Foreign, Part, RecordLink, plain_text
from ..core.outputs import Files
from ..core.search.index import SearchFiles, language_script, search_files
from ..core.search.pages import LINK_END, LINK_START, Section, ends_with, in_language, pack, prepare
from ..core.search.postings import NOTHING_KEPT, Kept, Postings, as_json
from ..domain import s3_domain
from ..nodes import s3_count, s3_facts, s3_view
from ..writing.outputs import EarlyOutput, OutputContext, add_output
from .page_context import headings_below_title
from .scripts import SEARCH, made_for
from .versions import version, with_version

#: the folder of the index and the texts; in it the index, and what is of the site's language
FOLDER, INDEX, LANGUAGE = 's3-search', 'index.js', 'language.js'
#: what one build keeps for the next: in the output folder, as several builders share one environment
STATE_FILE = '.s3-search.json'
#: what Sphinx's own search would need: this search has their places, and makes none of them
_SPHINX = ('_static/searchtools.js', '_static/language_data.js')
#: what is no text of the page: notes on every page, numbers of footnotes, sources, what is filled in later
_LEFT_OUT = (nodes.footnote_reference, nodes.footnote, nodes.title, nodes.comment, nodes.raw, s3_view, s3_count)
#: what classes begin with that say of words that they are in another language
_LANGUAGE = 'language-'
#: what a sentence may end in, and what stands between what is none and the next
_STOPS, _BETWEEN = ('.', '?', '!', ':', ';', ',', '…', '.”', '?”', '!”', '."', '?"', '!"'), ' · '
#: classes of what the search shows beside the text, and of what stands in the text once more
_SAID_ELSEWHERE = frozenset({'s3-editorial', 's3-answer', 's3-amounts'})


def setup_search(app: Sphinx) -> None:
    """Register the handlers and the output."""
    app.connect('builder-inited', _switch_off_sphinx)
    app.connect('doctree-read', _on_doctree_read, priority=600)
    search = _Search('search', _files)
    app.connect('html-collect-pages', search.pages)
    add_output(app, 'search', search.data, [f'{FOLDER}/', STATE_FILE, *_SPHINX])


class _Search(EarlyOutput):
    def pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
        """The search page, which names the index by its version."""
        if is_web(app.builder):
            yield _search_page(app, self.files(app, app.builder))

    def data(self, context: OutputContext) -> Files:
        """What the browser reads, and what to keep for the next build."""
        return self.take(context)


def _switch_off_sphinx(app: Sphinx) -> None:
    """Keep Sphinx from indexing: there is one search, and it is ours."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def _on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Store the text of a page, made ready for the index."""
    docname = app.env.current_document.docname
    domain = s3_domain(app.env)
    title = next(iter(doctree.findall(nodes.title)), None)
    if title is not None and not domain.entries[docname].withdrawal:
        sections = _sections(doctree, domain.labels.texts.sheet_label('Header', 'reviewed_on'))
        domain.texts[docname] = pack(prepare(title.astext(), sections, domain.labels.language))


def _search_page(app: Sphinx, files: Files) -> tuple[str, dict[str, object], str]:
    """The search page itself, which holds nothing of the pages and loads the *files*."""
    data = [with_version(path, files.get(path) or b'') for path in (f'{FOLDER}/{LANGUAGE}', f'{FOLDER}/{INDEX}')]
    registers = [{'docname': docname, 'label': label} for docname, label in _registers(app)]
    context: dict[str, object] = {'s3_ask': _ask(app), 's3_registers': registers}
    context['s3_search_scripts'] = (*data, f'_static/{SEARCH}')
    return 'search', context, 'search.html'


def _ask(app: Sphinx) -> str:
    """The address where the editors can be asked, as the settings know it; '' if there is no such."""
    where, contribute = hosting(app.config), profile_of(app.config).names.contribute
    if app.config.s3_publisher_contact:
        return str(app.config.s3_publisher_contact)
    if where.mailbox:
        return f'mailto:{where.mailbox}'
    # without an address of their own, the page that tells how to reach them
    return app.builder.get_relative_uri('search', contribute) if contribute in app.env.found_docs else ''


def _registers(app: Sphinx) -> Iterator[tuple[str, str]]:
    """The pages to look around in, and what they are called: the registers, or else those of the main menu."""
    titles, back = s3_domain(app.env).titles, profile_of(app.config).names.back
    pages = app.env.toctree_includes.get(f'{back}/index', ()) if back else ()
    yield from ((docname, titles.get(docname, docname)) for docname in pages)
    if not pages:
        yield from app.config.s3_menu


def _files(context: OutputContext) -> Files:
    """What the browser reads, and what to keep for the next build."""
    domain = s3_domain(context.env)
    # the site's own profile too
    made_by = digest(sorted(context.env.version.items()), context.config.s3_surroundings)
    found = search_files(
        domain.texts,
        context.site,
        context.url_for,
        _load(context, made_by),
        headings=lambda docname: _headings(docname, context),
    )
    return {**scripts(found, context.site.labels.language), STATE_FILE: as_json([made_by, *found.kept]).encode()}


def _headings(docname: str, context: OutputContext) -> Iterator[tuple[str, str]]:
    """The headings of a page that lead to something of its own."""
    sources = context.site.labels.texts['sources']
    found = headings_below_title(docname, context.env)
    yield from ((heading.anchor, heading.title) for heading in found if heading.title != sources)


def _language_file(language: Language) -> bytes:
    """The script of *language*: its data, then its own scripts, as they are."""
    return b'\n'.join((language_script(language).encode(), *(file.read_bytes() for file in language.scripts)))


def scripts(found: SearchFiles, language: Language) -> dict[str, bytes | None]:
    """The script of *language*, the index, its parts, and the texts of pages, most of which stay as they are."""
    own = _language_file(language)
    made = made_for(SEARCH, 'search') + f'S3.searchLanguage="{version(own)}";\n'.encode()
    return {
        f'{FOLDER}/{LANGUAGE}': own + f'S3.languageMade="{version(own)}";\n'.encode(),
        f'{FOLDER}/{INDEX}': made + found.index.encode(),
        **{_text_file(docname): None for docname in found.kept.postings},
        **{_text_file(docname): text.encode() for docname, text in found.texts.items()},
        **{f'{FOLDER}/{name}.js': part.encode() for name, part in found.parts.items()},
        **{f'{FOLDER}/cards/{number}.js': card.encode() for number, card in enumerate(found.cards)},
    }


def _load(context: OutputContext, made_by: str) -> Kept:
    """What the last build kept, of the pages whose texts it wrote; nothing if other code made it."""
    if STATE_FILE not in context.written:
        return NOTHING_KEPT
    try:
        maker, usual, found = json.loads((context.outdir / STATE_FILE).read_text('utf-8'))
        postings = {name: Postings(*of) for name, of in found.items() if _text_file(name) in context.written}
    except (OSError, ValueError, TypeError, AttributeError):
        return NOTHING_KEPT
    return Kept(usual=usual, postings=postings) if maker == made_by else NOTHING_KEPT


def _text_file(docname: str) -> str:
    return f'{FOLDER}/pages/{docname}.js'


# -- the text of a page ---------------------------------------------------------------------------


def _sections(doctree: nodes.document, reviewed: str) -> Iterator[Section]:
    """The parts of a page in order, each with the text that is its own."""
    for section in doctree.findall(nodes.section):
        if set(section['classes']) & {'s3-sources', 's3-relations'}:
            continue
        top = isinstance(section.parent, nodes.document)
        heading = section.next_node(nodes.title)
        anchor = '' if top else section['ids'][0]
        name = '' if top or heading is None else heading.astext()
        own = [child for child in section.children if not isinstance(child, nodes.section)]
        terms = [child for child in own if isinstance(child, nodes.definition_list) and 's3-terms' in child['classes']]
        kinds = (nodes.definition_list, s3_facts)
        facts = [child for child in own if top and isinstance(child, kinds) and child not in terms]
        rest = [child for child in own if child not in facts and child not in terms]
        yield Section(anchor=anchor, heading=name, text=_joined(rest, reviewed))
        for item in (item for listing in terms for item in listing.children):
            # a term of the glossary is a place of its own
            term = item.next_node(nodes.term)
            if term is not None:
                yield Section(anchor=term['ids'][0], heading=term.astext(), text=_joined([item], reviewed))
        if facts:
            yield Section(anchor=anchor, heading='', text=_joined(facts, reviewed))


def _joined(children: Sequence[nodes.Node], reviewed: str) -> str:
    return _side_by_side(_pieces(children, reviewed))


def _side_by_side(pieces: Iterable[str]) -> str:
    """*pieces* of text as one: what ends as no sentence does, such as a cell, is kept apart from what follows it."""
    found = [text for piece in pieces if (text := ' '.join(piece.split()))]
    return ''.join(
        f'{text}{"" if place == len(found) else " " if ends_with(text, _STOPS) else _BETWEEN}'
        for place, text in enumerate(found, 1)
    )


def _pieces(children: Sequence[nodes.Node], reviewed: str) -> Iterator[str]:
    """The text of *children*, block by block."""
    for child in children:
        if isinstance(child, _LEFT_OUT) or _SAID_ELSEWHERE & set(getattr(child, 'attributes', {}).get('classes', ())):
            continue
        if isinstance(child, nodes.TextElement):
            yield ''.join(_inline(child))
        elif isinstance(child, nodes.definition_list_item):
            term, *definitions = child.children
            yield _fact(''.join(_inline(term)), _side_by_side(_pieces(definitions, reviewed)))
        elif isinstance(child, s3_facts):
            for fact in (fact for fact in child['facts'] if fact.name != reviewed):
                yield _fact(fact.name, _side_by_side(''.join(map(_part, value)) for value in fact.values))
        else:
            yield from _pieces(list(child.children), reviewed)


def _fact(name: str, text: str) -> str:
    """One fact as text, in which its name is no word of the page."""
    return f'{LINK_START}{name}{LINK_END}: {text}{"" if ends_with(text, _STOPS) else "."}'


def _part(part: Part) -> str:
    """The text of a part of a fact, as ``_inline`` gives that of its node."""
    if isinstance(part, RecordLink) and not part.text:
        return f'{LINK_START}{part.target}{LINK_END}'
    return in_language(part.text, part.language) if isinstance(part, Foreign) else plain_text(part)


def _inline(node: nodes.Node) -> Iterator[str]:
    """The text inside a block; for a link without words of its own the id of the record it goes to."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, addnodes.pending_xref) and not node.get('refexplicit') and node.get('refdomain') != 'doc':
        yield f'{LINK_START}{node["reftarget"]}{LINK_END}'
    elif isinstance(node, nodes.raw):
        yield ' '  # a new line
    elif isinstance(node, nodes.inline) and (language := _language_of(node)):
        yield in_language(''.join(chain.from_iterable(map(_inline, node.children))), language)
    elif not isinstance(node, _LEFT_OUT):
        for child in node.children:
            yield from _inline(child)


def _language_of(node: nodes.inline) -> str:
    """The code of the other language that the words in *node* are in (``render.words_in``); '' for that of the page."""
    names: list[str] = node['classes']
    return next((name.removeprefix(_LANGUAGE) for name in names if name.startswith(_LANGUAGE)), '')
