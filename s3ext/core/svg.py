"""SVG pictures: shapes and text only. What a browser could run, load or follow is refused, by a list of what may be.

The list follows the static processing mode of SVG 2 (section 2.3.2), without what reads other files.
"""

from __future__ import annotations

import re
from xml.parsers import expat

_NAMESPACE = 'http://www.w3.org/2000/svg'
_ELEMENT_NAMES = """
svg g defs title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient
stop clipPath mask pattern marker symbol use
"""
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_ATTRIBUTE_NAMES = """
id class lang role aria-label aria-labelledby aria-hidden version viewBox preserveAspectRatio width height x y
x1 y1 x2 y2 cx cy r rx ry fx fy d points dx dy rotate textLength lengthAdjust transform fill fill-opacity
fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray
stroke-dashoffset opacity color stop-color stop-opacity offset gradientUnits gradientTransform spreadMethod
clip-path clip-rule clipPathUnits mask maskUnits maskContentUnits patternUnits patternContentUnits
patternTransform marker-start marker-mid marker-end markerWidth markerHeight markerUnits refX refY orient
font-family font-size font-weight font-style text-anchor dominant-baseline letter-spacing word-spacing text-
decoration display visibility vector-effect shape-rendering href
"""
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
#: what may stand in brackets after ``url``: a part of the same picture
_OWN_PART = re.compile(r'#[\w-]{1,80}')
_ADDRESS = re.compile(r'url\(\s*["\']?([^)"\']*)', re.IGNORECASE)
MAX_ELEMENTS = 5_000
MAX_DEPTH = 20


class SvgError(ValueError):
    """Something that must not stand in a picture; ``cause`` names the text, ``value`` what it is, ``line`` where."""

    def __init__(self, cause: str, value: str = '', line: int = 1) -> None:
        super().__init__(cause)
        self.cause = cause
        self.value = value
        self.line = line


def check_svg(data: bytes) -> None:
    """Raise ``SvgError`` for the first thing in the SVG *data* that is not on the list."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SvgError('file_broken', line=error.lineno) from None
    if not reader.count:
        raise SvgError('file_broken')


class _Reader:
    """Looks at one picture while it is parsed."""

    def __init__(self) -> None:
        self.count = 0
        self._depth = 0
        self._uses = 0
        self.parser = expat.ParserCreate(namespace_separator=' ')
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        # entities can grow without end or name other files; style sheets are named by instructions
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.ProcessingInstructionHandler = self._refuse_instruction

    def _refuse(self, cause: str, value: str = '') -> None:
        raise SvgError(cause, value, self.parser.CurrentLineNumber)

    def _refuse_doctype(self, *_: object) -> None:
        self._refuse('svg_active', '<!DOCTYPE>')

    def _refuse_instruction(self, target: str, _: str) -> None:
        self._refuse('svg_active', f'<?{target}?>')

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self._depth += 1
        namespace, _, local = name.rpartition(' ')
        if self.count == 1 and name != f'{_NAMESPACE} svg':
            self._refuse('file_kind')
        if namespace != _NAMESPACE or local not in _ELEMENTS:
            self._refuse('svg_active', f'<{local}>')
        # a part that is used within parts that are used can grow without end
        self._uses += local == 'use'
        if self.count > MAX_ELEMENTS or self._depth > MAX_DEPTH or self._uses > MAX_DEPTH:
            self._refuse('svg_large')
        for attribute, value in attributes.items():
            self._attribute(attribute, value)

    def _end(self, _: str) -> None:
        self._depth -= 1

    def _attribute(self, name: str, value: str) -> None:
        if name not in _ATTRIBUTES and name != 'http://www.w3.org/XML/1998/namespace lang':
            self._refuse('svg_active', name.rpartition(' ')[2])
        addresses = [value] if name == 'href' else _ADDRESS.findall(value)
        if not all(_OWN_PART.fullmatch(address.strip()) for address in addresses):
            self._refuse('svg_active', value)
