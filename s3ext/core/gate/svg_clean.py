"""SVG pictures as drawing programs write them, made into what ``svg`` accepts: what is not needed to show them goes.

What would change the picture is not guessed at: a text that only a browser could set, a picture within the picture.
"""

from __future__ import annotations

from . import svg_lists as lists
from .svg import check_drawing, is_own_part
from .svg_style import declarations, is_plain, rules
from .svg_tree import Drawing, Element, Name, SvgError, read_svg, write_svg

#: elements that show nothing, or nothing that a picture at rest shows
_SILENT = frozenset(
    {'metadata', 'script', 'animate', 'animateTransform', 'animateMotion', 'animateColor', 'set', 'view'}
)
_SILENT |= {'cursor', 'font-face', 'font', 'solidcolor', 'namedview'}


def clean_svg(data: bytes) -> bytes:
    """The SVG *data* without what is not needed to show it. Raises ``SvgError`` if that is not enough."""
    drawing = read_svg(data)
    if _is_accepted(drawing):
        return data
    root = _cleaned(drawing.root)
    check_drawing(Drawing(root=root))
    return write_svg(root)


def _is_accepted(drawing: Drawing) -> bool:
    try:
        check_drawing(drawing)
    except SvgError:
        return False
    return True


def _cleaned(element: Element) -> Element:
    """*element* with what is on the lists."""
    made = Element(name=Name(lists.SVG, element.name.local, element.name.local), line=element.line)
    for name, value in element.attributes.items():
        if (kept := _attribute(name, value)) is not None:
            made.attributes[kept[0]] = kept[1]
    if element.tag == 'style':
        made.children = [_clean_style(element.text)]
        return made
    for child in element.children:
        if isinstance(child, str):
            if element.tag in lists.TEXTS or not child.strip():
                made.children.append(child)
        else:
            made.children += _child(child)
    return made


def _child(element: Element) -> list[Element | str]:
    """What takes the place of *element*. Raises ``SvgError`` for what is shown and cannot be kept."""
    tag = element.tag
    if not tag or tag in _SILENT:
        return []
    if tag == 'switch':
        return _choice(element)
    if tag == 'a':
        group = Element(name=Name(lists.SVG, 'g', 'g'), line=element.line)
        group.attributes, group.children = element.attributes, element.children
        return [_cleaned(group)]
    if tag == 'foreignObject':
        raise SvgError('svg_foreign', line=element.line)
    if tag == 'image':
        raise SvgError('svg_image', line=element.line)
    if tag not in lists.ELEMENTS:
        raise SvgError('svg_active', f'<{element.name.written}>', element.line)
    if tag == 'use' and not is_own_part(element.get('href')):
        return []
    return [_cleaned(element)]


def _choice(element: Element) -> list[Element | str]:
    """The first choice that is drawn without a program of its own (SVG 2, 5.9)."""
    for child in element.elements:
        if child.tag and child.tag != 'foreignObject' and not child.get('requiredExtensions'):
            return _child(child)
    if element.elements:
        raise SvgError('svg_foreign', line=element.line)
    return []


def _attribute(name: Name, value: str) -> tuple[Name, str] | None:
    """The attribute as it may stand, or None."""
    local = name.local
    if name.namespace == lists.XML:
        return (name, value) if local in ('lang', 'space') else None
    plain = Name('', local, local)
    if local == 'href' and name.namespace in ('', lists.XLINK):
        return (plain, value.strip()) if is_own_part(value) else None
    if name.namespace or local not in lists.ATTRIBUTES:
        return None
    if local == 'style':
        kept = '; '.join(f'{entry.name}: {entry.value}' for entry in declarations(value) if entry.is_plain)
        return (plain, kept) if kept else None
    return (plain, value) if local not in lists.PROPERTIES or is_plain(value) else None


def _clean_style(text: str) -> str:
    """The plain rules of a style sheet."""
    found, _ = rules(text)
    lines = []
    for rule in found:
        kept = '; '.join(f'{entry.name}: {entry.value}' for entry in rule.declarations if entry.is_plain)
        if rule.is_plain and kept:
            lines.append(f'{rule.selector} {{{kept}}}')
    return '\n'.join(lines)
