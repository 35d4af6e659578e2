"""Which page comes where in the book, and how deep: from the records, not from the web site's menus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..fixed_names import FixedNames
from ..model.catalog import Catalog, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page of a book; ``depth`` is how many heading levels its headings are moved down.

    Of a page that is ``brief`` an edition prints what it says first.
    """

    docname: str
    depth: int = 0
    brief: bool = False


def book_order(docnames: Iterable[str], catalog: Catalog, names: FixedNames, root: str = 'index') -> tuple[Place, ...]:
    """Every one of *docnames* exactly once.

    Front page, the page ``names.summary``, the folder ``names.front``, then the kinds in their order (``Kind.book``),
    each record followed by those that it owns, then those that nobody owns; ``names.overview`` and ``names.back``, the
    glossary, and at last whatever is left.
    """
    left = dict.fromkeys(sorted(docnames, key=_in_folder))
    places = []
    for docname, depth in _wanted(tuple(left), catalog, names, root):
        if docname in left:
            del left[docname]
            places.append(Place(docname=docname, depth=depth))
    places += [Place(docname=docname, depth=depth) for docname, depth in _under_index(tuple(left))]
    return tuple(places)


def _wanted(docnames: tuple[str, ...], catalog: Catalog, names: FixedNames, root: str) -> Iterator[tuple[str, int]]:
    """Pages and depths in the order of the book; may name pages that do not exist."""
    yield root, 0
    yield names.summary, 0
    yield from _folder(docnames, names.front)
    kinds = catalog.kinds
    # the parts after the front matter: the page each starts with, and the records that follow
    for kind in kinds.in_order(lambda kind: kind.book):
        start = f'{kinds.folders[kind]}/index'
        below = 1 if start in docnames else 0
        yield start, 0
        for item in catalog.of_type(kind):
            yield item.docname, below
            yield from ((inner.docname, below + 1) for inner in _owned(catalog, kind, item.id))
        yield from ((inner.docname, below) for inner in _owned(catalog, kind, ''))
        # pages of the part that are no records
        yield from _folder(docnames, start.removesuffix('/index'))
    yield names.overview, 0
    yield from _folder(docnames, names.back)
    if catalog.glossary:
        yield catalog.glossary.docname, 0
        yield from _folder(docnames, catalog.glossary.docname)


def _folder(docnames: Iterable[str], folder: str) -> Iterator[tuple[str, int]]:
    return _under_index([name for name in docnames if name.startswith(f'{folder}/')])


def _owned(catalog: Catalog, owner: str, owner_id: str) -> Iterator[Item]:
    """The records that lie in the folder of the record of *owner* called *owner_id*, or in nobody's."""
    for kind in (kind for kind, within in catalog.kinds.within.items() if within == owner):
        for item in catalog.of_type(kind):
            if catalog.owner_of(item) == owner_id:
                yield item


def _in_folder(docname: str) -> tuple[str, bool, str]:
    folder, _, name = docname.rpartition('/')
    return folder, name != 'index', name


def _under_index(docnames: Iterable[str]) -> Iterator[tuple[str, int]]:
    """*docnames* with the pages of a folder one level under its index page, where there is one."""
    known = tuple(docnames)
    for docname in known:
        folder, _, name = docname.rpartition('/')
        yield docname, 1 if name != 'index' and f'{folder}/index' in known else 0
