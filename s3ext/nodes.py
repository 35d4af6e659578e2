"""Nodes of our own: placeholders, filled when pages are written, and what the web draws in one piece."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.util.docutils import SphinxTranslator
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from .config.profiles import profile_of
from .core.drawing.svg import web_svg
from .core.views.amounts import planner_html
from .core.views.blocks import Finder, Mark, Row, Web, Words
from .core.views.finder_html import CLOSE_FINDER, finder_row, lang_attribute, open_finder


class s3_view(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """Stands for a view; attribute ``key`` is the text of a ``ViewKey``, ``docname`` the page it is on."""


class s3_count(nodes.Inline, nodes.TextElement):  # noqa: N801 - as above
    """Stands for a number of records or minutes; attribute ``key`` is the text of a ``ViewKey``."""


class s3_drawing(nodes.General, nodes.Element):  # noqa: N801 - as above
    """A drawing between paragraphs: ``drawing`` as ``core.drawing.shapes.Drawing``, ``docname`` the page it is on."""


class s3_sign(nodes.Inline, nodes.Element):  # noqa: N801 - as above
    """The same in running text or a cell; what it says is in it as text, for those who do not draw it."""


class s3_rows(nodes.General, nodes.Element):  # noqa: N801 - as above
    """A list of records on the web: ``rows`` as ``Row``, ``docname`` the page it is on, ``finder`` as ``Finder``.

    One node for thousands: every later step of a build walks through all nodes of a page, most of which would be these.
    """


class s3_grid(nodes.Part, nodes.Element):  # noqa: N801 - as above
    """The rows of a table on the web: ``table`` as ``Table``, ``docname`` the page it is on. One node, as above."""


class s3_columns(nodes.General, nodes.Element):  # noqa: N801 - as above
    """Tables on the web whose columns are chosen by ``finder``, a ``Finder``."""


class s3_fold(nodes.General, nodes.Element):  # noqa: N801 - as above
    """What is folded on the web under its ``title``."""


class s3_facts(nodes.General, nodes.Element):  # noqa: N801 - as above
    """A fact sheet: ``facts`` as ``core.model.fact_sheet.Fact``, ``docname`` the page it is on.

    One node in the place of a third of a page's nodes, which every step of a build would walk through. Its children are
    its footnote references in order, which docutils numbers.
    """


class s3_switch(nodes.General, nodes.Element):  # noqa: N801 - as above
    """Links between a workshop's page and the sheet in it: ``target``, and ``words`` by what they are for."""


class s3_files(nodes.General, nodes.Element):  # noqa: N801 - as above
    """Links to the files that are made of a part of a page: ``formats``, and then ``links`` as (words, address)."""


class s3_downloads(nodes.General, nodes.Element):  # noqa: N801 - as above
    """Links to files about the page ``docname``: ``links`` as (words, amount, address), ``words`` for them."""


class s3_table_file(nodes.General, nodes.Element):  # noqa: N801 - as above
    """A link from the page ``docname`` to the file ``name`` with what it shows; ``words`` lead there."""


class s3_file_link(nodes.inline):  # noqa: N801 - as above
    """A link from the page ``docname`` to the file beside the pages at ``path``, from the root of the web site."""


class s3_news(nodes.General, nodes.Element):  # noqa: N801 - as above
    """What is new, on the web: ``changes`` as ``Changes``, ``docname`` the page it is on; below it are the blocks."""


class s3_letters(nodes.General, nodes.Element):  # noqa: N801 - as above
    """Links to the parts of a long list: ``letters`` as (letter or name, place), and ``words`` for what they are."""


class s3_back(nodes.General, nodes.Element):  # noqa: N801 - as above
    """A link at the end of a part of a long list, with ``words``, to the letters at ``refid``."""


class s3_letter(nodes.General, nodes.Element):  # noqa: N801 - as above
    """One of these: the heading ``letter`` at the ``place``."""


class s3_mark(nodes.inline):  # noqa: N801 - as above
    """A mark: its words, beside ``step`` steps of ``of``; none is drawn where ``step`` is None."""


class s3_twin(nodes.inline):  # noqa: N801 - as above
    """Words in another ``language`` that lead to the page ``docname`` of the edition in it; elsewhere the words."""


class s3_planner(nodes.General, nodes.Element):  # noqa: N801 - as above
    """The fields that fit a programme to a day: ``amounts`` as ``core.views.amounts.Amounts``."""


class s3_clock(nodes.inline):  # noqa: N801 - as above
    """A time: its text, and as minutes ``at`` which and for how many ``minutes``."""


class s3_task(nodes.inline):  # noqa: N801 - as above
    """The box of an item in a task list: ``done`` if it is ticked, ``words`` say the same."""


class s3_deleted(nodes.inline):  # noqa: N801 - as above
    """Text that is struck through."""


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes. A placeholder may reach no writer; what leads around on the web is for it alone."""
    nothing, refused = (_pass_over, None), (refuse, None)
    web_alone = (
        *((s3_drawing, _draw), (s3_switch, _draw_switch), (s3_files, _draw_files), (s3_downloads, _draw_downloads)),
        *((s3_letters, _draw_letters), (s3_letter, _draw_letter), (s3_back, _draw_back)),
        *((s3_table_file, _draw_table_file), (s3_planner, _draw_planner)),
    )
    for node, draw in web_alone:
        app.add_node(node, html=(draw, None), latex=nothing, text=nothing, man=nothing, texinfo=nothing)
    # other builders print these as the text that they are
    words = (_enter, _enter)
    app.add_node(s3_sign, html=(_draw, None), latex=words, text=words, man=words, texinfo=words)
    app.add_node(s3_task, html=(_draw_task, None))
    app.add_node(s3_mark, html=(_draw_mark, None))
    app.add_node(s3_file_link, html=(_draw_file_link, None))
    app.add_node(s3_clock, html=(_draw_clock, None))
    app.add_node(s3_twin, html=(_draw_twin, None))
    app.add_node(s3_deleted, html=(_open_deleted, _close_deleted))
    # other builders get ordinary nodes in the place of these
    folds, columns = (_open_fold, _close_fold), (_open_columns, _close_columns)
    web_forms = ((s3_rows, (_draw_rows, None)), (s3_fold, folds), (s3_columns, columns))
    for own, web in ((s3_view, refused), (s3_count, refused), *web_forms):
        app.add_node(own, html=web, latex=refused, text=refused, man=refused, texinfo=refused)


def refuse(translator: SphinxTranslator, node: nodes.Element) -> None:
    """A placeholder in a writer is a fault of ours: say so instead of printing nothing."""
    raise TypeError(f'{type(node).__name__} was not resolved before writing')


def _enter(translator: SphinxTranslator, node: nodes.Element) -> None:
    """Print what is inside."""


def _pass_over(translator: SphinxTranslator, node: nodes.Element) -> None:
    raise nodes.SkipNode


def _draw_task(translator: HTML5Translator, node: s3_task) -> None:
    """A box that is no control: nobody can tick what stands on a page."""
    kind = 's3-task s3-task-done' if node['done'] else 's3-task'
    translator.body.append(f'<span class="{kind}" role="img" aria-label="{escape(node["words"])}"></span>')
    raise nodes.SkipNode


def mark_node(mark: Mark) -> s3_mark:
    """The node of *mark*."""
    return s3_mark('', mark.text, step=mark.step, of=mark.of)


def _draw_mark(translator: HTML5Translator, node: s3_mark) -> None:
    translator.body.append(_mark(translator, node.astext(), node['step'], node['of']))
    raise nodes.SkipNode


def _mark(translator: HTML5Translator, text: str, step: int | None, of: int) -> str:
    """The words after their steps, which say the same to those who see them; the style fills the first *step*."""
    words = f'<span class="s3-mark-words">{encode(translator, text)}</span>'
    if step is None:
        return f'<span class="s3-mark">{words}</span>'
    steps = f'<span class="s3-steps" aria-hidden="true">{"<span></span>" * of}</span>'
    return f'<span class="s3-mark s3-mark-{step}">{steps}{words}</span>'


def _open_deleted(translator: HTML5Translator, node: s3_deleted) -> None:
    translator.body.append('<s>')


def _close_deleted(translator: HTML5Translator, node: s3_deleted) -> None:
    translator.body.append('</s>')


def _draw_clock(translator: HTML5Translator, node: s3_clock) -> None:
    numbers = f'data-s3-at="{node["at"]}" data-s3-minutes="{node["minutes"]}"'
    translator.body.append(f'<span class="s3-clock" {numbers}>{encode(translator, node.astext())}</span>')
    raise nodes.SkipNode


def _draw_planner(translator: HTML5Translator, node: s3_planner) -> None:
    translator.body.append(planner_html(node['amounts'], ''.join(f' {name}' for name in node['classes'])))
    raise nodes.SkipNode


def _draw(translator: HTML5Translator, node: nodes.Element) -> None:
    """The drawing as SVG, its links from the page being written."""
    here, builder = node['docname'], translator.builder
    place = ''.join(node['ids'][:1])
    svg = web_svg(node['drawing'], lambda page: builder.get_relative_uri(here, page), place)
    translator.body.append(svg if isinstance(node, s3_sign) else f'{svg}\n')
    raise nodes.SkipNode


def _open_fold(translator: HTML5Translator, node: s3_fold) -> None:
    classes = ' '.join(['s3-fold', *node['classes']])
    translator.body.append(f'<details class="{classes}">\n<summary>{encode(translator, node["title"])}</summary>\n')


def _close_fold(translator: HTML5Translator, node: s3_fold) -> None:
    translator.body.append('</details>\n')


def _open_columns(translator: HTML5Translator, node: s3_columns) -> None:
    finder: Finder = node['finder']
    translator.body.append(f'{open_finder(finder, node["ids"][0], columns=True)}<div class="s3-columns">\n')


def _close_columns(translator: HTML5Translator, node: s3_columns) -> None:
    translator.body.append(f'</div>\n{CLOSE_FINDER}')


def twin_address(builder: Builder, here: str, docname: str, language: str) -> str:
    """The address, as seen from the page *here*, of *docname* in the site's edition in *language*."""
    config = builder.config
    own = f'{config.language}/' if config.s3_original else ''
    other = '' if language == config.s3_original else f'{language}/'
    return relative_uri(f'{own}{builder.get_target_uri(here)}', f'{other}{builder.get_target_uri(docname)}')


def _draw_twin(translator: HTML5Translator, node: s3_twin) -> None:
    page, language = node['docname'], escape(node['language'])
    address = translator.attval(twin_address(translator.builder, page, page, node['language']))
    words = encode(translator, node.astext())
    translator.body.append(f'<a href="{address}" hreflang="{language}" lang="{language}">{words}</a>')
    raise nodes.SkipNode


def encode(translator: HTML5Translator, text: str) -> str:
    """*text* as *translator* writes a text node."""
    return translator.encode(nodes.unescape(text))


def draw_link(translator: HTML5Translator, here: str, docname: str, text: str, anchor: str = '') -> str:
    """A link from the page *here* to *docname*, or to a place there, as *translator* writes a resolved reference."""
    page = translator.builder.get_relative_uri(here, docname)
    address = translator.attval(f'{page}#{anchor}' if anchor else page or '#')
    return f'<a class="reference internal" href="{address}"><span>{encode(translator, text)}</span></a>'


def _draw_rows(translator: HTML5Translator, node: s3_rows) -> None:
    """The list just as *translator* writes the nodes of ``render``: it makes each kind of tag once, and escapes."""
    rows: tuple[Row, ...] = node['rows']
    here = node['docname']
    finder: Finder | None = node.get('finder')
    body, plain = translator.body, nodes.Element()
    names = ('title', 'meta', 'summary', 'named', 'foot')
    tags = [translator.starttag(plain, 'p', '', CLASS=f's3-record-{name}') for name in names]
    title, meta, summary, named, foot = tags
    item = translator.starttag(plain, 'li', '')
    simple = not any(row.meta or row.marks or row.text or row.foot for row in rows)
    if finder:
        body.append(open_finder(finder, node['ids'].pop()))
    body.append(translator.starttag(node, 'ul', CLASS='simple' if simple else ''))
    for number, row in enumerate(rows):
        lead = row.title
        parts = [f'{title}{draw_link(translator, here, lead.docname, lead.text, lead.anchor)}</p>']
        facts = [_words(translator, fact) for fact in row.meta]
        facts += [_mark(translator, mark.text, mark.step, mark.of) for mark in row.marks]
        parts += [f'{meta}{" · ".join(facts)}</p>'] if facts else []
        parts += [f'{summary}{"".join(_words(translator, part) for part in row.texts)}</p>'] if row.text else []
        parts += [f'{named}{_named(translator, row)}</p>'] if row.named else []
        parts += [f'{foot}{_foot(translator, row)}</p>'] if row.foot else []
        parts += [''] if len(parts) > 1 else []
        inner = '\n'.join(parts)
        place = f' id="{escape(row.anchor)}"' if row.anchor else ''
        tag = finder_row(finder.found[number], row.anchor) if finder else item.replace('>', f'{place}>')
        body.append(f'{tag}{inner}</li>\n')
    body.append(f'</ul>\n{CLOSE_FINDER if finder else ""}')
    raise nodes.SkipNode


def _named(translator: HTML5Translator, row: Row) -> str:
    """The facts of *row*, each with its name."""
    facts = (f'{encode(translator, name)}: {encode(translator, text)}' for name, text in row.named)
    return ''.join(f'<span>{fact}</span>' for fact in facts)


def _foot(translator: HTML5Translator, row: Row) -> str:
    """The last line of *row*."""
    return ''.join(
        f'<a class="reference external"{lang_attribute(part.language)} href="{translator.attval(part.url)}">'
        f'{encode(translator, part.text)}</a>'
        if isinstance(part, Web)
        else _words(translator, part)
        for part in row.foot
    )


def _words(translator: HTML5Translator, part: Words) -> str:
    """*part* as *translator* writes it, in another language if it is."""
    if isinstance(part, str):
        return encode(translator, part)
    return f'<span{lang_attribute(part.language)}>{encode(translator, part.text)}</span>'


def _draw_switch(translator: HTML5Translator, node: s3_switch) -> None:
    """Two links, of which the style shows one at a time: works without script, and an address keeps the choice."""
    words = {name: escape(text) for name, text in node['words'].items()}
    translator.body.append(
        f'<nav class="s3-switch d-print-none" aria-label="{words["label"]}">\n'
        f'<p class="s3-switch-open"><a href="#{node["target"]}">{words["open"]}</a> {words["hint"]}</p>\n'
        f'<p class="s3-switch-close">{words["shown"]} <a href="#">{words["close"]}</a></p>\n'
        # on paper that browser forgets where an address leads, and no style of ours can know
        f'<noscript><p class="s3-switch-close">{words["firefox"]}</p></noscript>\n'
        '</nav>\n'
    )
    raise nodes.SkipNode


def _draw_files(translator: HTML5Translator, node: s3_files) -> None:
    """The links in a list; nothing where there is none."""
    if node['links']:
        words = escape(node['words'])
        links = (f'<a href="{escape(address)}" download>{escape(text)}</a>' for text, address in node['links'])
        items = ''.join(f'<li>{link}</li>' for link in links)
        translator.body.append(f'<nav class="s3-files d-print-none" aria-label="{words}"><ul>{items}</ul></nav>\n')
    raise nodes.SkipNode


def _draw_downloads(translator: HTML5Translator, node: s3_downloads) -> None:
    """The links in a list, as ``s3-downloads.html`` has them; nothing where there is none."""
    if links := node.get('links'):
        items = ''.join(
            f'<li><a href="{escape(address)}" type="application/{address.rpartition(".")[2]}">{escape(text)} '
            f'<span>({escape(amount)})</span></a></li>'
            for text, amount, address in links
        )
        classes = ' '.join(['s3-downloads', 'd-print-none', *node['classes']])
        translator.body.append(f'<nav class="{classes}" aria-label="{escape(node["words"])}"><ul>{items}</ul></nav>\n')
    raise nodes.SkipNode


def _draw_table_file(translator: HTML5Translator, node: s3_table_file) -> None:
    """A line with the link."""
    here = translator.builder.get_target_uri(node['docname'])
    path = relative_uri(here, table_path(node['name'], translator.config))
    words = encode(translator, node['words'])
    translator.body.append(f'<p class="s3-table-file d-print-none"><a href="{escape(path)}" download>{words}</a></p>\n')
    raise nodes.SkipNode


def _draw_file_link(translator: HTML5Translator, node: s3_file_link) -> None:
    """The words as a link."""
    path = relative_uri(translator.builder.get_target_uri(node['docname']), node['path'])
    translator.body.append(f'<a href="{escape(path)}" download>{encode(translator, node.astext())}</a>')
    raise nodes.SkipNode


def table_path(name: str, config: Config) -> str:
    """Where the table *name* lies, from the root of the web site."""
    return f'{profile_of(config).names.tables}/{name}.csv'


def _draw_letters(translator: HTML5Translator, node: s3_letters) -> None:
    """The links in a list."""
    words = escape(node['words'])
    items = ''.join(f'<li><a href="#{place}">{escape(letter)}</a></li>' for letter, place in node['letters'])
    nav = f'<nav class="s3-letters d-print-none" id="{node["ids"][0]}" aria-label="{words}">'
    translator.body.append(f'{nav}<ul>{items}</ul></nav>\n')
    raise nodes.SkipNode


def _draw_back(translator: HTML5Translator, node: s3_back) -> None:
    """A link in a paragraph of its own."""
    link = f'<a href="#{node["refid"]}">{escape(node["words"])}</a>'
    translator.body.append(f'<p class="s3-back d-print-none">{link}</p>\n')
    raise nodes.SkipNode


def _draw_letter(translator: HTML5Translator, node: s3_letter) -> None:
    """A heading below that of the page."""
    translator.body.append(f'<h2 class="s3-letter" id="{node["place"]}">{node["letter"]}</h2>\n')
    raise nodes.SkipNode
