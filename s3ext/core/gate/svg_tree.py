"""An SVG file as a tree of elements, read with expat: no entity of the file, nothing outside it, bounded depth.

Names keep the prefix that the file writes, so that a message can name them as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from .svg_lists import SVG, XLINK, XML

MAX_DEPTH = 60


class SvgError(ValueError):
    """Something that must not stand in a picture; ``cause`` names the text, ``value`` what it is, ``line`` where."""

    def __init__(self, cause: str, value: str = '', line: int = 1) -> None:
        super().__init__(cause)
        self.cause = cause
        self.value = value
        self.line = line


class Name(NamedTuple):
    """The name of an element or attribute: its namespace or '', its own name, and how the file writes it."""

    namespace: str
    local: str
    written: str


@dataclass(slots=True, kw_only=True)
class Element:
    """An element; ``children`` are elements and pieces of text in their order."""

    name: Name
    line: int
    attributes: dict[Name, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """The name of an element of SVG, '' for any other."""
        return self.name.local if self.name.namespace == SVG else ''

    @property
    def elements(self) -> list[Element]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """The text that stands directly in the element."""
        return ''.join(child for child in self.children if isinstance(child, str))

    def get(self, local: str) -> str:
        """The value of the attribute *local* of SVG, or ''; the address of a part may stand in XLink's."""
        for name, value in self.attributes.items():
            if name.local == local and (not name.namespace or (local == 'href' and name.namespace == XLINK)):
                return value
        return ''

    def walk(self) -> Iterator[Element]:
        """The element and all in it, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.elements)


@dataclass(slots=True, kw_only=True)
class Drawing:
    """A picture: its root, and what is wrong around it: document types with declarations, instructions, encoding."""

    root: Element
    around: tuple[SvgError, ...] = ()


def read_svg(data: bytes) -> Drawing:
    """The tree of the SVG *data*. Raises ``SvgError`` if it is no XML, no picture, or too deep."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SvgError('file_broken', line=error.lineno) from None
    except SvgError:
        raise
    except (ValueError, LookupError):  # an encoding that Python does not know
        raise SvgError('file_broken') from None
    if reader.root is None:
        raise SvgError('file_broken')
    if reader.root.name.namespace == '' and reader.root.name.local == 'svg':
        reader.around.append(SvgError('svg_namespace', line=reader.root.line))
        _name_space(reader.root)
    if reader.root.tag != 'svg':
        raise SvgError('file_kind', line=reader.root.line)
    try:
        data.decode('utf-8')
    except UnicodeDecodeError:
        reader.around.append(SvgError('svg_encoding'))
    return Drawing(root=reader.root, around=tuple(reader.around))


def _name_space(root: Element) -> None:
    """Say of the elements of a picture that was copied out of a web page that they are SVG."""
    for element in root.walk():
        if not element.name.namespace:
            element.name = Name(SVG, element.name.local, element.name.written)


def write_svg(root: Element) -> bytes:
    """*root* as a file: UTF-8, names of SVG without prefix."""
    pieces: list[str] = []
    _write(root, pieces, ' xmlns=' + quoteattr(SVG))
    return (''.join(pieces) + '\n').encode('utf-8')


def _write(element: Element, pieces: list[str], more: str = '') -> None:
    pieces.append(f'<{element.name.local}{more}')
    for name, value in element.attributes.items():
        written = f'xml:{name.local}' if name.namespace == XML else name.local
        pieces.append(f' {written}={quoteattr(value)}')
    if not element.children:
        pieces.append('/>')
        return
    pieces.append('>')
    for child in element.children:
        if isinstance(child, str):
            pieces.append(escape(child))
        else:
            _write(child, pieces)
    pieces.append(f'</{element.name.local}>')


class _Reader:
    """Puts the tree of one picture together while expat reads it."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.around: list[SvgError] = []
        self._open: list[Element] = []
        self.parser = expat.ParserCreate(namespace_separator=' ')
        self.parser.namespace_prefixes = True
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction

    def _doctype(self, name: str, _system: str | None, _public: str | None, has_declarations: bool) -> None:
        # entities can grow without end, attributes can come with a value; a bare name of a document type does nothing
        if has_declarations:
            self.around.append(SvgError('svg_extra', f'<!DOCTYPE {name} […]>', self.parser.CurrentLineNumber))

    def _instruction(self, target: str, _: str) -> None:
        self.around.append(SvgError('svg_extra', f'<?{target}?>', self.parser.CurrentLineNumber))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        element = Element(
            name=_name(name), line=line, attributes={_name(key): text for key, text in attributes.items()}
        )
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)
        if len(self._open) > MAX_DEPTH:
            raise SvgError('svg_large', line=line)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)


def _name(written: str) -> Name:
    """A name as expat gives it: local, or namespace and local, or these and the prefix, with spaces between."""
    parts = written.split(' ')
    if len(parts) == 1:
        return Name('', written, written)
    prefix = parts[2] if len(parts) > 2 else ''
    return Name(parts[0], parts[1], f'{prefix}:{parts[1]}' if prefix else parts[1])
