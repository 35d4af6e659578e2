"""How sections, lists, boxes and the other blocks are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from .escape import EMPTY, call, join, seen, string
from .inlines import HIDDEN_LINK, link, nothing
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
        's3-evidence': 's3.evidence',
        's3-answer-note': 's3.evidence',
    }
)
#: lists with a look of their own, the most special first
_LISTS = MappingProxyType(
    {
        's3-records-plain': 's3.titles',
        's3-records-timeline': 's3.timeline',
        's3-records': 's3.records',
        's3-results': 's3.results',
    }
)
#: groups with a look of their own, the most special first
_GROUP_LOOKS = MappingProxyType({'s3-points-ours': 's3.own-points', 's3-points-list': 's3.points'})
#: that many groups of plain lists in a row are printed small and in columns
_MANY_GROUPS = 4
_NUMBERS = MappingProxyType({'loweralpha': 'a', 'upperalpha': 'A', 'lowerroman': 'i', 'upperroman': 'I'})


def children(writer: PageWriter, node: nodes.Element) -> str:
    """What is inside *node*, as blocks."""
    return writer.flow(node.children) if node.children else ''


# -- sections and paragraphs ----------------------------------------------------------------


def section(writer: PageWriter, node: nodes.Element) -> str:
    """A section with its heading. The list of sources is set smaller."""
    writer.depth += 1
    label = writer.heading_label(node)
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    heading = [title(writer, head, label) for head in titles]
    others = [child for child in node.children if not isinstance(child, nodes.title)]
    if (wide := _lying(writer, others)) is not None:
        at = others.index(wide)
        heading += [code for code in (writer.flow(others[:at]),) if code != EMPTY]
        is_template = TEMPLATE in wide['classes']
        heading = [_template(writer, wide, heading) if is_template else table(writer, wide, join(heading))]
        del others[: at + 1]
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
    it, in a section nothing that is printed.
    """
    for node in blocks:
        if isinstance(node, nodes.Element) and (TEMPLATE in node['classes'] or (writer.depth == 1 and is_wide(node))):
            return node
        if writer.depth > 1 and type(node).__name__ not in _SILENT:
            return None
    return None


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
        _record_title(writer, node, function)
        if function == 's3.record-title'
        else writer.paragraph(node.children, function)
    )


def _record_title(writer: PageWriter, node: nodes.Element, function: str) -> str:
    """The title of a record in a list, with the page that it leads to."""
    target = next((ref for ref in node.findall(nodes.reference) if ref.get('internal')), None)
    name = writer.link_name(target) if target is not None else None
    body = writer.inline(target.children if target is not None else node.children)
    return call(function, body, string(name or ''))


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


# -- lists ----------------------------------------------------------------------------------


def bullet_list(writer: PageWriter, node: nodes.Element) -> str:
    """A list; those of records and results have a look of their own."""
    function = next((_LISTS[name] for name in _LISTS if name in node['classes']), '')
    if function == 's3.titles':
        return call(function, *(_titles(writer, item) for item in node.children))
    if function:
        return call(function, *(_body(writer, item) for item in node.children))
    if boxes := _taken_boxes(node):
        return _tasks(writer, node, boxes, lambda _: 's3.point')
    tight, items = _items(writer, node)
    return call('list', *items, tight=tight)


def enumerated_list(writer: PageWriter, node: nodes.Element) -> str:
    """A numbered list, from the number it starts with."""
    number = _NUMBERS.get(node.get('enumtype', 'arabic'), '1')
    pattern = string(f'{number}{node.get("suffix", ".") or "."}')
    start = node.get('start', 1)
    if boxes := _taken_boxes(node):
        return _tasks(writer, node, boxes, lambda place: call('numbering', pattern, str(start + place)))
    tight, items = _items(writer, node)
    return call('enum', *items, tight=tight, numbering=pattern, start=str(start))


def _taken_boxes(node: nodes.Element) -> dict[int, nodes.Element]:
    """The boxes of tasks by the number of their item in the list *node*, from 0, taken out of the texts.

    The tree is this builder's own copy.
    """
    firsts = {place: item.next_node(nodes.paragraph) for place, item in enumerate(node.children)}
    found = {
        place: box
        for place, text in firsts.items()
        if text is not None and text.parent is node.children[place] and text.children
        for box in text.children[:1]
        if isinstance(box, nodes.Element) and type(box).__name__ == 's3_task'
    }
    for box in found.values():
        box.parent.remove(box)
    return found


def _tasks(
    writer: PageWriter, node: nodes.Element, boxes: Mapping[int, nodes.Element], mark: Callable[[int], str]
) -> str:
    """A list with tasks: each box stands where *mark* stands before a plain item, so that the text is beside it."""
    tight, items = _items(writer, node)
    marks = [writer.node(boxes[place]) if place in boxes else mark(place) for place in range(len(items))]
    return call('s3.tasks', tight, *(f'({mark}, {item})' for mark, item in zip(marks, items, strict=True)))


def _titles(writer: PageWriter, item: nodes.Node) -> str:
    """A record in a plain list: one line, with its page."""
    parts = [part for part in item.children if isinstance(part, nodes.Element)]
    return join(_record_title(writer, part, 's3.title-line') for part in parts)


def _items(writer: PageWriter, node: nodes.Element) -> tuple[str, list[str]]:
    """Whether the items are single lines of text (as Typst code), and the items."""
    tight = all(len(item.children) == 1 and isinstance(item.children[0], nodes.paragraph) for item in node.children)
    if not tight:
        return 'false', [_body(writer, item) for item in node.children]
    items = []
    for item in node.children:
        text = item.children[0]
        assert isinstance(item, nodes.Element) and isinstance(text, nodes.Element)
        items.append(join([writer.anchor(item), writer.anchor(text), writer.inline(text.children)]))
    return 'true', items


def _body(writer: PageWriter, node: nodes.Node) -> str:
    """What is inside *node*, with its anchor."""
    anchor = writer.anchor(node) if isinstance(node, nodes.Element) else ''
    return join([anchor, writer.flow(node.children)])


def definition_list(writer: PageWriter, node: nodes.Element) -> str:
    """Terms and what they mean; an answer and a fact sheet have names on the left and values on the right."""
    pairs = [_pair(writer, item, nodes.term, nodes.definition) for item in node.children]
    if 's3-facts' in node['classes']:
        return call('s3.facts', *(part for pair in pairs for part in pair))
    if 's3-answer' in node['classes']:
        return call('s3.answer', *(part for pair in pairs for part in pair))
    if 's3-terms' in node['classes']:
        names = [string(writer.name(next(iter(_first_term(item)['ids']), ''))) for item in node.children]
        return call('s3.glossary', *(f'({name}, {", ".join(pair)})' for name, pair in zip(names, pairs, strict=True)))
    return call('terms', *(call('terms.item', *pair) for pair in pairs), tight='false')


def field_list(writer: PageWriter, node: nodes.Element) -> str:
    """Names and values."""
    pairs = [_pair(writer, item, nodes.field_name, nodes.field_body) for item in node.children]
    return call('terms', *(call('terms.item', *pair) for pair in pairs), tight='false')


def _first_term(item: nodes.Node) -> nodes.term:
    return next(iter(item.findall(nodes.term)))


def _pair(
    writer: PageWriter, item: nodes.Node, name: type[nodes.Element], value: type[nodes.Element]
) -> tuple[str, str]:
    terms = [child for child in item.children if isinstance(child, name)]
    values = [child for child in item.children if isinstance(child, value)]
    head: list[str] = []
    for term in terms:
        head += [string(', ')] if head else []
        head += [writer.anchor(term), writer.inline(term.children)]
    return join(head), join(_body(writer, child) for child in values)


def sources(writer: PageWriter, notes: Iterable[nodes.Node]) -> str:
    """Footnotes in a row, as one list under their numbers."""
    items = []
    for note in notes:
        assert isinstance(note, nodes.Element)
        label = next((child for child in note.children if isinstance(child, nodes.label)), None)
        rest = [child for child in note.children if child is not label]
        number = label.astext() if label is not None else ''
        place = string(writer.name(next(iter(note['ids']), '')))
        items.append(f'({place}, {string(number)}, {join([writer.anchor(note), writer.flow(rest)])})')
    return call('s3.sources', *items)


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
    function = next((_GROUP_LOOKS[name] for name in _GROUP_LOOKS if name in node['classes']), '')
    return call(function, children(writer, node)) if function else children(writer, node)


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
        'bullet_list': bullet_list,
        'enumerated_list': enumerated_list,
        'definition_list': definition_list,
        'field_list': field_list,
        'container': container,
        'caption': caption,
        'centered': centered,
    }
)
