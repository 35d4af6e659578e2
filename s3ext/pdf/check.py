"""Is a PDF accessible? What PDF/UA-1 (ISO 14289-1) asks of its structure, as far as a machine can tell.

Beside a validator, since those at hand do not look into tables. A human still has to judge alternative texts,
reading order and link texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf

from .tagging import children, walk

_NOTHING = pikepdf.Dictionary()

#: the families of fonts that come with the product, and the one inside Typst for code
_FAMILIES = ('PublicSans', 'DejaVuSansMono')
_HEADINGS = {f'/H{level}': level for level in range(1, 7)}
_CELLS = ('/TD', '/TH')


def faults(path: Path, language: str, families: tuple[str, ...] = _FAMILIES) -> list[str]:
    """What is wrong with the PDF at *path*; empty if nothing is. Fonts must be of the given *families*."""
    with pikepdf.open(path) as document:
        elements = list(walk(document.Root.get('/StructTreeRoot')))
        return [
            *_document(document, language),
            *_elements(elements),
            *_tables(elements),
            *_links(document),
            *_fonts(document, families),
        ]


def _document(document: pikepdf.Pdf, language: str) -> Iterator[str]:
    root = document.Root
    if '/StructTreeRoot' not in root or not bool(root.get('/MarkInfo', _NOTHING).get('/Marked', False)):
        yield 'not tagged'
    if not str(root.get('/Lang', '')).lower().startswith(language):
        yield f'language {root.get("/Lang")}'
    if not bool(root.get('/ViewerPreferences', _NOTHING).get('/DisplayDocTitle', False)):
        yield 'the title is not shown'
    with document.open_metadata() as metadata:
        if not metadata.get('dc:title') or metadata.get('dc:title') != str(document.docinfo.get('/Title', '')):
            yield f'title {metadata.get("dc:title")!r}'
        if metadata.get('pdfuaid:part') != '1':
            yield 'does not say that it is PDF/UA-1'


def _elements(elements: list[pikepdf.Object]) -> Iterator[str]:
    level = 0
    for element in elements:
        kind = str(element['/S'])
        if kind == '/Figure' and not str(element.get('/Alt', '')).strip():
            yield 'a figure without alternative text'
        if kind == '/Note' and '/ID' not in element:
            yield 'a note without an id'
        if kind in _HEADINGS:
            before, level = level, _HEADINGS[kind]
            if level > before + 1:
                yield f'heading level {level} after {before}'


def _tables(elements: list[pikepdf.Object]) -> Iterator[str]:
    for table in (element for element in elements if element['/S'] == '/Table'):
        cells = [element for element in walk(table) if element['/S'] in _CELLS]
        heads = [cell for cell in cells if cell['/S'] == '/TH']
        if not heads:
            yield 'a table without heads'
        if any(_scope(head) not in ('/Column', '/Row', '/Both') for head in heads):
            yield 'a table head without scope'
        if _has_unnamed_row_heads(table):
            yield 'a table whose rows begin with what looks like heads and is none'


def _has_unnamed_row_heads(table: pikepdf.Object) -> bool:
    """Whether every row of the body begins with a cell that is a head or set as one, and some is no head.

    Typst cannot say which cells are the heads of rows; the template sets them as strong text.
    """
    rows = [element for element in walk(table) if element['/S'] == '/TR']
    firsts = [next((cell for cell in children(row) if cell['/S'] in _CELLS), None) for row in rows]
    body = [cell for cell in firsts if cell is not None and _scope(cell) != '/Column']
    plain = [cell for cell in body if cell['/S'] == '/TD']
    return bool(plain) and all(_is_strong(cell) for cell in plain)


def _is_strong(element: pikepdf.Object) -> bool:
    """Whether all that *element* holds is set as strong text."""
    kids = element.get('/K')
    parts = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    parts = [part for part in parts if not (isinstance(part, pikepdf.Dictionary) and part.get('/Type') == '/OBJR')]
    return bool(parts) and all(
        isinstance(part, pikepdf.Dictionary) and (part.get('/S') == '/Strong' or ('/S' in part and _is_strong(part)))
        for part in parts
    )


def _scope(cell: pikepdf.Object) -> str:
    found = cell.get('/A')
    for entry in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(entry, pikepdf.Dictionary) and '/Scope' in entry:
            return str(entry['/Scope'])
    return ''


def _links(document: pikepdf.Pdf) -> Iterator[str]:
    """Links say what they are and are in the structure; those inside the file lead to one of its pages."""
    pages = {page.obj.objgen for page in document.pages}
    names = _named(document)
    for number, page in enumerate(document.pages, 1):
        notes = [note for note in page.get('/Annots', []) if note.get('/Subtype') == '/Link']
        if notes and page.get('/Tabs') != '/S':
            yield f'page {number}: links out of reading order'
        for note in notes:
            if not str(note.get('/Contents', '')).strip():
                yield f'page {number}: a link without a description'
            if '/StructParent' not in note:
                yield f'page {number}: a link outside the structure'
            if (target := _target(note)) is not None and not _leads(target, names, pages):
                yield f'page {number}: a link that leads nowhere'
    with document.open_outline() as outline:
        for item in _items(outline.root):
            if not _leads(item.destination or (item.action or _NOTHING).get('/D'), names, pages):
                yield f'bookmark {item.title!r} leads nowhere'


def _items(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _items(item.children)


def _target(note: pikepdf.Object) -> pikepdf.Object | None:
    """Where a link inside the file leads; None for one that leads out of it."""
    if '/Dest' in note:
        return note['/Dest']
    action = note.get('/A', _NOTHING)
    return action.get('/D') if action.get('/S') == '/GoTo' else None


def _named(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    tree = document.Root.get('/Names', _NOTHING).get('/Dests')
    return dict(pikepdf.NameTree(tree).items()) if tree is not None else {}


def _leads(target: object, names: dict[str, pikepdf.Object], pages: set[tuple[int, int]]) -> bool:
    if isinstance(target, str | pikepdf.String | pikepdf.Name):
        target = names.get(str(target))
    if isinstance(target, pikepdf.Dictionary):
        target = target.get('/D')
    return isinstance(target, pikepdf.Array) and isinstance(target[0], pikepdf.Object) and target[0].objgen in pages


def _fonts(document: pikepdf.Pdf, families: tuple[str, ...]) -> Iterator[str]:
    for item in document.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get('/Type') != '/Font':
            continue
        if str(item['/Subtype']).startswith('/CIDFont'):
            continue  # part of another font
        name = str(item.get('/BaseFont', ''))
        if not any(family in name for family in families):
            yield f'font {name}'
        holder = item['/DescendantFonts'][0] if '/DescendantFonts' in item else item
        descriptor = holder.get('/FontDescriptor', _NOTHING)
        if not any(key in descriptor for key in ('/FontFile', '/FontFile2', '/FontFile3')):
            yield f'font {name} is not embedded'
        if '/ToUnicode' not in item:
            yield f'font {name} cannot be read as text'
