"""How pictures are printed. Every picture must say in words what it shows: PDF/UA allows no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from docutils import nodes

from .escape import call, join, seen, string, words
from .writer import PageWriter

_WIDTH = re.compile(r'(\d+(?:\.\d+)?)\s*(%|px|pt|cm|mm|in|em|)')
_POINTS_PER_PIXEL = 0.75


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
    """A drawing that is in no file."""
    source = call('bytes', seen(node['svg']))
    picture = call('image', source, format=string('svg'), alt=string(node['alt']), height=node['height'])
    return call('s3.picture', picture)


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
        'drawing': drawing,
        'image': image,
        'figure': figure,
    }
)
