"""How sections, boxes and the other blocks are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from .escape import EMPTY, call, join, seen, string
from .inlines import HIDDEN_LINK, link, nothing
from .lists import record_title
from .tables import TEMPLATE, is_wide, table
from .writer import PageWriter

#: paragraphs with a look of their own: class, and the function in the template
_PARAGRAPHS = MappingProxyType(
    {
        's3-lead': 's3.lead',
        's3-draft': 's3.draft',
        's3-editorial': 's3.aside',
        's3-count': 's3.count',
        's3-none': 's3.aside',
        's3-aside': 's3.aside',
        's3-record-title': 's3.record-title',
        's3-record-meta': 's3.record-meta',
        's3-record-summary': 's3.record-summary',
        's3-record-foot': 's3.record-foot',
        's3-evidence': 's3.evidence',
        's3-figure-words': 's3.words',
        's3-figure-title': 's3.words',
        's3-answer-note': 's3.evidence',
    }
)
#: groups with a look of their own, the most special first
_GROUP_LOOKS = MappingProxyType({'s3-points-ours': 's3.own-points', 's3-points-list': 's3.points'})
#: drawings that their words stand beside, not below
_SMALL = frozenset({'locator', 'ring-small', 'ring'})
#: that many groups of plain lists in a row are printed small and in columns
_MANY_GROUPS = 4


def children(writer: PageWriter, node: nodes.Element) -> str:
    """What is inside *node*, as blocks."""
    return writer.flow(node.children) if node.children else ''


# -- sections and paragraphs ----------------------------------------------------------------


def section(writer: PageWriter, node: nodes.Element) -> str:
    """A section with its heading. The list of sources is set smaller."""
    writer.depth += 1
    label = writer.heading_label(node)
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    heading, writer.above = [*writer.above, *(title(writer, head, label) for head in titles)], []
    others = [child for child in node.children if not isinstance(child, nodes.title)]
    if (wide := _lying(writer, others)) is not None:
        at = others.index(wide)
        heading += [code for code in (writer.flow(others[:at]),) if code != EMPTY]
        is_template = TEMPLATE in wide['classes']
        heading = [_template(writer, wide, heading) if is_template else table(writer, wide, join(heading))]
        del others[: at + 1]
    elif _begins_with_lying(writer, others):
        heading, writer.above = [], heading
    rest = writer.flow(others)
    if rest == EMPTY and writer.depth > 1 and next(iter(node.findall(addnodes.toctree)), None) is not None:
        # the section only holds a menu, which the book's own contents replace
        heading = [call('s3.anchor', string(label))]
    body = join([*heading, rest])
    writer.depth -= 1
    return call('s3.small', body) if 's3-sources' in node['classes'] else body


def _lying(writer: PageWriter, blocks: Iterable[nodes.Node]) -> nodes.Element | None:
    """Which of the *blocks* of a section has the heading and what else stands before it on its page that lies down.

    A table, or what readers take along, which may begin with one. Below the title of the page much may stand before
    it, in a section paragraphs alone.
    """
    for node in blocks:
        if isinstance(node, nodes.Element) and (TEMPLATE in node['classes'] or is_wide(node)):
            return node
        if writer.depth > 1 and not isinstance(node, nodes.paragraph) and type(node).__name__ not in _SILENT:
            return None
    return None


def _begins_with_lying(writer: PageWriter, blocks: Iterable[nodes.Node]) -> bool:
    """Whether the first of *blocks* that is printed is a section that begins with what lies down."""
    first = next((node for node in blocks if type(node).__name__ not in _SILENT), None)
    if not isinstance(first, nodes.section):
        return False
    writer.depth += 1
    found = _lying(writer, (child for child in first.children if not isinstance(child, nodes.title)))
    writer.depth -= 1
    return found is not None


def title(writer: PageWriter, node: nodes.Element, label: str) -> str:
    """The heading of a section."""
    writer.in_title = True
    body = writer.inline(node.children)
    writer.in_title = False
    return call('s3.head', str(writer.depth), string(label), body)


def rubric(writer: PageWriter, node: nodes.Element) -> str:
    """A heading outside the contents: a real one where the author gave its level, never skipping a level."""
    body = writer.inline(node.children)
    if 'heading-level' not in node:
        return call('s3.label-line', body)
    depth = max(1, min(node['heading-level'], writer.depth + 1))
    return call('s3.subhead', str(depth), string(writer.place(node)), body)


def groups(writer: PageWriter, run: list[nodes.Node]) -> str:
    """Headings and their plain lists; where there are many, small and in columns."""
    many = sum(isinstance(node, nodes.rubric) for node in run) >= _MANY_GROUPS
    codes = map(writer.node, run)
    return call('s3.groups', *codes) if many else join(codes)


def paragraph(writer: PageWriter, node: nodes.Element) -> str:
    """A paragraph, in the look its class asks for."""
    function = next((_PARAGRAPHS[name] for name in node['classes'] if name in _PARAGRAPHS), 'par')
    return (
        record_title(writer, node, function)
        if function == 's3.record-title'
        else writer.paragraph(node.children, function)
    )


def block_quote(writer: PageWriter, node: nodes.Element) -> str:
    """A quotation and where it is from."""
    source = next((child for child in node.children if isinstance(child, nodes.attribution)), None)
    body = writer.flow(child for child in node.children if child is not source)
    if source is None:
        return call('quote', body, block='true')
    return call('quote', body, block='true', attribution=writer.inline(source.children))


def literal_block(_writer: PageWriter, node: nodes.Element) -> str:
    """Code, as it is written."""
    return call('raw', seen(node.astext()), block='true')


def line_block(writer: PageWriter, node: nodes.Element) -> str:
    """Lines that keep their breaks; inner groups are moved in."""
    parts = []
    for is_line, group in groupby(node.children, lambda child: isinstance(child, nodes.line)):
        codes = [writer.node(child) for child in group]
        parts += [call('par', join(codes))] if is_line else [call('s3.indented', code) for code in codes]
    return join(parts)


def transition(_writer: PageWriter, node: nodes.Element) -> str:
    """A pause between paragraphs; MyST's line above footnotes is none."""
    return '' if 'footnotes' in node['classes'] else 's3.pause'


# -- boxes ----------------------------------------------------------------------------------


def admonition(writer: PageWriter, node: nodes.Element) -> str:
    """A box with a heading: the author's, or the one that goes with its kind."""
    head = next((child for child in node.children if isinstance(child, nodes.title)), None)
    rest = [child for child in node.children if child is not head]
    if head is not None:
        name = writer.inline(head.children)
    elif node.tagname in admonitionlabels:
        name = seen(str(admonitionlabels[node.tagname]))
    else:
        name = 'none'
    return call('s3.note', name, writer.flow(rest))


def container(writer: PageWriter, node: nodes.Element) -> str:
    """A group of blocks; a card is a box, and so are points under a label."""
    if node.get('design_component') == 'card':
        return _card(writer, node)
    if TEMPLATE in node['classes']:
        return _template(writer, node)
    if 's3-figure' in node['classes']:
        return _figure(writer, node)
    function = next((_GROUP_LOOKS[name] for name in _GROUP_LOOKS if name in node['classes']), '')
    return call(function, children(writer, node)) if function else children(writer, node)


def _figure(writer: PageWriter, node: nodes.Element) -> str:
    """A drawing with its words: below it and under its title, or beside a small one."""
    picture, *rest = node.children
    head = [part for part in rest if isinstance(part, nodes.Element) and 's3-figure-title' in part['classes']]
    words = writer.flow([part for part in rest if part not in head])
    small = isinstance(picture, nodes.Element) and picture['drawing'].look in _SMALL
    return call('s3.beside' if small else 's3.over', join([writer.flow(head), writer.node(picture)]), words)


def _template(writer: PageWriter, node: nodes.Element, before: Sequence[str] = ()) -> str:
    """What readers take along; headings, and what stands *before* it, go with a table that needs a page of its own."""
    codes: list[str] = []
    headings = list(before)
    for child in node.children:
        if isinstance(child, nodes.rubric):
            headings.append(writer.flow([child]))
        elif isinstance(child, nodes.Element) and is_wide(child):
            codes.append(table(writer, child, join(headings)))
            headings = []
        else:
            codes += [*headings, writer.flow([child])]
            headings = []
    return join([*codes, *headings])


def _card(writer: PageWriter, node: nodes.Element) -> str:
    """A card. The link that covers it on the web goes to its title, since it must not be printed twice."""
    cover = next((ref for ref in node.findall(nodes.reference) if HIDDEN_LINK in ref['classes']), None)
    head = next((box for box in node.findall(nodes.container) if box.get('design_component') == 'card-title'), None)
    if head is not None:
        # the tree is this builder's own copy
        head.parent.remove(head)
        texts = [text for box in head.children for text in box.children]
        name = writer.inline(texts)
    elif cover is not None:
        name = writer.inline(cover.children)
    else:
        return call('s3.card', 'none', children(writer, node))
    if cover is None:
        return call('s3.card', name, children(writer, node) or 'none')
    target = string(page) if (page := writer.link_name(cover)) else 'none'
    return call('s3.card', link(writer, cover, name), children(writer, node) or 'none', target=target)


def caption(writer: PageWriter, node: nodes.Element) -> str:
    """The title of a block of code."""
    return call('s3.label-line', writer.inline(node.children))


def centered(writer: PageWriter, node: nodes.Element) -> str:
    """A line in the middle."""
    return call('align', 'center', call('s3.label-line', writer.inline(node.children)))


_BOXES = 'note Admonition admonition topic sidebar'
_GROUPS = 'compound only versionmodified legend glossary hlist hlistcol acks start_of_file definition_list_item tgroup'
# what leads around is for the web
_SILENT = frozenset(
    [
        's3_switch',
        's3_files',
        's3_downloads',
        's3_letters',
        's3_back',
        's3_planner',
        's3_letter',
        'toctree',
        'highlightlang',
        'docinfo',
        'decoration',
    ]
)

HANDLERS: Mapping[str, Callable[[PageWriter, nodes.Element], str]] = MappingProxyType(
    {
        **dict.fromkeys(_BOXES.split(), admonition),
        **dict.fromkeys(_GROUPS.split(), children),
        **dict.fromkeys(_SILENT, nothing),
        'section': section,
        'rubric': rubric,
        'paragraph': paragraph,
        'PassthroughTextElement': paragraph,
        'block_quote': block_quote,
        'literal_block': literal_block,
        'doctest_block': literal_block,
        'math_block': literal_block,
        'line_block': line_block,
        'transition': transition,
        'container': container,
        'caption': caption,
        'centered': centered,
    }
)
