"""How pictures are printed. Every picture must say in words what it shows: PDF/UA allows no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from docutils import nodes

from ..core.drawing.shapes import Drawing
from ..core.drawing.svg import print_svg
from .escape import call, join, seen, string, words
from .writer import PageWriter

_WIDTH = re.compile(r'(\d+(?:\.\d+)?)\s*(%|px|pt|cm|mm|in|em|)')
_POINTS_PER_PIXEL = 0.75
#: how wide one that stretches in a cell is in units of its own, so that its words can be read
_CELL = 280
#: how high drawings are, by what they are of
_HEIGHT = '60mm'
_HEIGHTS = MappingProxyType({'map': '150mm', 'locator': '32mm', 'ring': '80mm', 'ring-small': '32mm'})


def block_image(writer: PageWriter, node: nodes.image) -> str:
    """A picture between paragraphs."""
    return join([call('s3.picture', _sized(writer, node)), writer.anchor(node)])


def image(writer: PageWriter, node: nodes.Element) -> str:
    """A picture in running text, as high as the text."""
    return call('box', _picture(writer, node, height='1em'))


def figure(writer: PageWriter, node: nodes.Element) -> str:
    """A picture with its caption and legend."""
    picture = next(iter(node.findall(nodes.image)), None)
    caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
    legends = [child for child in node.children if isinstance(child, nodes.legend)]
    body = _sized(writer, picture) if picture is not None else '[]'
    below = writer.inline(caption.children) if caption is not None else 'none'
    return join([call('s3.picture', body, caption=below), *(writer.flow(legend.children) for legend in legends)])


def drawing(_writer: PageWriter, node: nodes.Element) -> str:
    """A drawing between paragraphs, in fixed colours."""
    found: Drawing = node['drawing']
    size = {'width': '100%'} if found.stretches else {'height': _HEIGHTS.get(found.look, _HEIGHT)}
    return call('s3.drawing', _source(found), string(found.words), **size)


def sign(_writer: PageWriter, node: nodes.Element) -> str:
    """A small drawing in running text or a cell: as high as the text, or as wide as its cell."""
    found: Drawing = node['drawing']
    if found.stretches:
        return call('s3.drawing', _source(found, _CELL), string(found.words), width='100%')
    return call('box', call('s3.drawing', _source(found), string(found.words), height='0.8em'), baseline='10%')


def _source(drawing: Drawing, *room: int) -> str:
    return call('bytes', seen(print_svg(drawing, *room)))


def _sized(writer: PageWriter, node: nodes.Element) -> str:
    """A picture as wide as the author asked for, within the text."""
    match = _WIDTH.fullmatch(str(node.get('width', '')).strip())
    if not match:
        return _picture(writer, node)
    number, unit = float(match[1]), match[2]
    if unit == '%':
        return _picture(writer, node, width=f'{min(number, 100):g}%')
    width = f'{number * _POINTS_PER_PIXEL:g}pt' if unit in {'px', ''} else f'{number:g}{unit}'
    return call('s3.at-most', width, f'width => {_picture(writer, node, width="width")}')


def _picture(writer: PageWriter, node: nodes.Element, **size: str) -> str:
    alt = ' '.join(node.get('alt', '').split())
    file = writer.images.get(node['uri'])
    if file is None:
        writer.note(node, 'pdf_image_missing', image=node['uri'])
        return words(alt)
    return call('image', string(f'/images/{file}'), alt=string(alt), **size)


HANDLERS: Mapping[str, Callable[[PageWriter, nodes.Element], str]] = MappingProxyType(
    {
        's3_drawing': drawing,
        's3_sign': sign,
        'image': image,
        'figure': figure,
    }
)
