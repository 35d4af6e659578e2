"""Drawings as SVG text: the same text for the same values. It holds no script and no style of its own on the web."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from urllib.parse import urlsplit

from .looks import PREFIX, PRINT
from .shapes import Box, Disc, Drawing, Group, Outline, Shape, Stroke, Words

#: the address of a page; '' for none
Address = Callable[[str], str]

#: how wide one that stretches is where a width must be said: as wide as the text
_ROOM = 480
#: keeps the script that marks the words of a search from marking those of a name, which has no place on the screen
_UNMARKED = 'class="nohighlight"'
_NOT_XML = re.compile('[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
#: browsers drop some of these and read a backslash as a slash, so that the address would be another than it seems
_NOT_IN_ADDRESS = re.compile(r'[\s\\\x00-\x1f\x7f-\x9f]')


def web_svg(drawing: Drawing, address: Address, place: str = '') -> str:
    """*drawing* for a page: the style sheet colours its classes, its groups lead to the *address* of their page.

    An address that is neither relative nor http(s) is left out. The ids in it begin with *place*.
    """
    return _svg(drawing, address, '', place)


def print_svg(drawing: Drawing, room: int = _ROOM) -> str:
    """*drawing* in fixed colours and without links, for the PDF; one that stretches is *room* wide."""
    used = sorted({shape.look for shape in _shapes(drawing.parts)})
    return _svg(drawing, lambda page: '', ''.join(f'.{PREFIX}{look}{{{PRINT[look]}}}' for look in used), room=room)


def is_safe_href(href: str) -> bool:
    """Whether *href* is relative to the page or the site, or leads to an http(s) address."""
    if not href or _NOT_IN_ADDRESS.search(href):
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in {'http', 'https'} and bool(parts.netloc)
    # '//host' and '///host' leave the site without showing it
    return not href.startswith('//')


def _svg(drawing: Drawing, address: Address, style: str, place: str = '', room: int = _ROOM) -> str:
    writer = _Writer(address, '%' if drawing.stretches else '')
    content = ''.join(map(writer.shape, drawing.parts))
    width, height = map(_number, drawing.size)
    # one that stretches has no box of its own: hundredths are of the room that it gets
    box = f'height="{height}"' if drawing.stretches else f'viewBox="0 0 {width} {height}"'
    if drawing.stretches and style:
        box += f' width="{room}"'
    rules = f'<style>{style}</style>' if style else ''
    kind = f' s3-{drawing.look}' if drawing.look else ''
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="s3-drawing{kind}" {box}'
        f'{_names(drawing, place, writer.links)}{rules}{content}</svg>'
    )


def _names(drawing: Drawing, place: str, has_links: bool) -> str:
    """The rest of the opening tag, and what the drawing is called."""
    if not drawing.title:
        return ' aria-hidden="true">'
    title = _xml(drawing.title)
    if not drawing.description:
        return f' role="img"><title {_UNMARKED}>{title}</title>'
    description = _xml(drawing.description)
    # whoever puts several on a page gives each a place of its own
    key = place or 'd'
    # An image has no parts for assistive technology: role="img" would leave the links in the tab order, without
    # name or role (ARIA: children presentational). A group keeps them, each with its <title> as name: "North: 4 cases".
    role = 'group' if has_links else 'img'
    return (
        f' role="{role}" aria-labelledby="{key}-t {key}-d">'
        f'<title {_UNMARKED} id="{key}-t">{title}</title>'
        f'<desc {_UNMARKED} id="{key}-d">{description}</desc>'
    )


class _Writer:
    """Writes shapes; ``links`` tells whether any of them leads somewhere."""

    def __init__(self, address: Address, unit: str) -> None:
        """*unit* is that of x and widths."""
        self._address, self._unit = address, unit
        self.links = False

    def shape(self, shape: Shape) -> str:
        """The element of *shape*."""
        if isinstance(shape, Group):
            return self._group(shape)
        kind = f'class="{PREFIX}{shape.look}"'
        if isinstance(shape, Outline):
            return f'<path {kind} d="{_xml(shape.path)}"/>'
        if isinstance(shape, Box):
            place = f'x="{self._across(shape.x)}" y="{_number(shape.y)}" width="{self._across(shape.width)}"'
            return f'<rect {kind} {place} height="{_number(shape.height)}"/>'
        if isinstance(shape, Disc):
            return f'<circle {kind} cx="{self._across(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}"/>'
        if isinstance(shape, Stroke):
            (x1, y1), (x2, y2) = shape.start, shape.end
            ends = f'x1="{self._across(x1)}" y1="{_number(y1)}" x2="{self._across(x2)}" y2="{_number(y2)}"'
            return f'<line {kind} {ends}/>'
        anchor = '' if shape.anchor == 'start' else f' text-anchor="{shape.anchor}"'
        return f'<text {kind} x="{self._across(shape.x)}" y="{_number(shape.y)}"{anchor}>{_xml(shape.text)}</text>'

    def _group(self, group: Group) -> str:
        inner = f'<title {_UNMARKED}>{_xml(group.title)}</title>' if group.title else ''
        inner += ''.join(map(self.shape, group.parts))
        if group.hidden:
            return f'<g aria-hidden="true" pointer-events="none">{inner}</g>'
        if group.page and is_safe_href(address := self._address(group.page)):
            self.links = True
            current = ' aria-current="page"' if group.current else ''
            return f'<a href="{_xml(address)}"{current}>{inner}</a>'
        return f'<g>{inner}</g>'

    def _across(self, value: float) -> str:
        return f'{_number(value)}{self._unit}'


def _shapes(parts: Iterable[Shape]) -> Iterable[Outline | Box | Disc | Stroke | Words]:
    for part in parts:
        if isinstance(part, Group):
            yield from _shapes(part.parts)
        else:
            yield part


def _number(value: float) -> str:
    """*value* with at most two decimals; the same in every process."""
    text = f'{value:.2f}'.rstrip('0').rstrip('.')
    return '0' if text in ('-0', '') else text


def _xml(text: str) -> str:
    """*text* for an element or a quoted attribute; characters that XML cannot hold become a replacement mark."""
    return escape(_NOT_XML.sub('\ufffd', text))
