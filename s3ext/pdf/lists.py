"""How lists are printed: of points, of records, of tasks, of terms and of sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from docutils import nodes

from .escape import call, join, string
from .writer import PageWriter

#: lists with a look of their own, the most special first
_LISTS = MappingProxyType(
    {
        's3-legend': 's3.legend',
        's3-ring-list': 's3.ring-list',
        's3-records-plain': 's3.titles',
        's3-records': 's3.records',
        's3-results': 's3.results',
    }
)
#: class of lists of records of which only titles and marks are printed
TERSE = 's3-terse'
#: what stands between the title of a record and what is said of it
_BETWEEN = ' · '
_NUMBERS = MappingProxyType({'loweralpha': 'a', 'upperalpha': 'A', 'lowerroman': 'i', 'upperroman': 'I'})


def record_title(writer: PageWriter, node: nodes.Element, function: str) -> str:
    """The title of a record in a list, with the page that it leads to."""
    target = next((ref for ref in node.findall(nodes.reference) if ref.get('internal')), None)
    name = writer.link_name(target) if target is not None else None
    body = writer.inline(target.children if target is not None else node.children)
    return call(function, body, string(name or ''))


def bullet_list(writer: PageWriter, node: nodes.Element) -> str:
    """A list; those of records and results have a look of their own."""
    function = next((_LISTS[name] for name in _LISTS if name in node['classes']), '')
    terse = writer.terse or TERSE in node['classes']
    if function == 's3.titles' or (function == 's3.records' and terse):
        return call('s3.titles', *(_titles(writer, item, terse=terse) for item in node.children))
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


def _titles(writer: PageWriter, item: nodes.Node, *, terse: bool) -> str:
    """A record in a plain list: one line, with its page and then what else is said of it; marks alone if *terse*."""
    title, *rest = [part for part in item.children if isinstance(part, nodes.Element)]
    codes = [record_title(writer, title, 's3.title-line')]
    for part in rest:
        if terse:
            codes += [code for mark in part.findall(_is_mark) for code in (string(_BETWEEN), writer.node(mark))]
            continue
        codes += [string(_BETWEEN), writer.inline(part.children)]
    return join(codes)


def _is_mark(node: nodes.Node) -> bool:
    return type(node).__name__ == 's3_mark'


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
    writer.in_sources = True
    for note in notes:
        assert isinstance(note, nodes.Element)
        label = next((child for child in note.children if isinstance(child, nodes.label)), None)
        rest = [child for child in note.children if child is not label]
        number = label.astext() if label is not None else ''
        name = writer.name(next(iter(note['ids']), ''))
        if number.isdecimal():
            writer.numbered.append(name)
        place = string(name)
        items.append(f'({place}, {string(number)}, {join([writer.anchor(note), writer.flow(rest)])})')
    writer.in_sources = False
    return call('s3.sources', *items)


HANDLERS: Mapping[str, Callable[[PageWriter, nodes.Element], str]] = MappingProxyType(
    {
        'bullet_list': bullet_list,
        'enumerated_list': enumerated_list,
        'definition_list': definition_list,
        'field_list': field_list,
    }
)
