"""What Typst cannot say by itself: which cells of a table are the heads of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf


def complete(draft: Path, target: Path, stubs: Sequence[int]) -> int:
    """Write the PDF *draft* to *target* with the heads of rows named, its bookmarks open and its objects packed.

    Returns the number of pages. *stubs* holds, for each table in the order of the pages, how many of its first
    columns are heads of rows.
    Raises ``ValueError`` if the PDF does not hold as many tables.
    """
    with pikepdf.open(draft) as document:
        if any(stubs):
            tables = list(elements(document, '/Table'))
            if len(tables) != len(stubs):
                raise ValueError(f'{len(tables)} tables in the PDF, {len(stubs)} in the source')
            for table, count in zip(tables, stubs, strict=True):
                _name_row_heads(table, count)
        # a reader that opens the file sees its bookmarks, where it has any
        if '/Outlines' in document.Root:
            document.Root['/PageMode'] = pikepdf.Name('/UseOutlines')
        pages = len(document.pages)
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return pages


def elements(document: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    """The structure elements of *kind* in reading order, those inside such an element too."""
    return (element for element in walk(document.Root.get('/StructTreeRoot')) if element.get('/S') == kind)


def walk(element: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """The structure elements below *element* in reading order."""
    for child in children(element):
        if '/S' in child:
            yield child
        yield from walk(child)


def children(element: pikepdf.Object | None) -> Iterator[pikepdf.Dictionary]:
    """The dictionaries right below a structure element: elements, and references to content and objects."""
    if element is None or '/K' not in element:
        return
    kids = element['/K']
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid


def _name_row_heads(table: pikepdf.Object, count: int) -> None:
    """Make the first *count* cells of each row of the body heads with the scope Row.

    A cell that reaches over several rows is in the first of them only, so its row has fewer cells of its own.
    """
    waiting: list[int] = []
    for row in (element for element in walk(table) if element.get('/S') == '/TR'):
        cells = [cell for cell in children(row) if cell.get('/S') in ('/TD', '/TH')]
        if all(cell['/S'] == '/TH' for cell in cells):
            continue
        waiting = [rows - 1 for rows in waiting if rows > 1]
        column = len(waiting)
        for cell in cells:
            if column >= count:
                break
            cell['/S'] = pikepdf.Name('/TH')
            attributes = _table_attributes(cell)
            attributes['/Scope'] = pikepdf.Name('/Row')
            if (rows := int(attributes.get('/RowSpan', 1))) > 1:
                waiting.append(rows)
            column += int(attributes.get('/ColSpan', 1))


def _table_attributes(cell: pikepdf.Object) -> pikepdf.Object:
    """The attributes of *cell* as a cell, made if there are none."""
    found = cell.get('/A')
    for entry in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(entry, pikepdf.Dictionary) and entry.get('/O') == '/Table':
            return entry
    own = pikepdf.Dictionary(O=pikepdf.Name('/Table'))
    if found is None:
        cell['/A'] = own
        return cell['/A']
    if not isinstance(found, pikepdf.Array):
        cell['/A'] = pikepdf.Array([found])
    cell['/A'].append(own)
    return cell['/A'][-1]
