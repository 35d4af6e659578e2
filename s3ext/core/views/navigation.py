"""Where a page stands: the path to it, its neighbours, its chapter list. From the records, not from toctrees."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from ..fixed_names import FixedNames
from ..model.catalog import Catalog, Item
from ..model.header import PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page and the words that lead to it."""

    docname: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """What surrounds a page: ``path`` from below the front page to above the page itself."""

    path: tuple[Link, ...] = ()
    group: str = ''
    previous: Link | None = None
    next: Link | None = None
    chapters: tuple[Link, ...] = ()


def navigation(docname: str, catalog: Catalog, titles: Mapping[str, str], names: FixedNames) -> Navigation:
    """The surroundings of the page *docname*; *titles* maps every docname to its page title."""
    item, kinds = catalog.at(docname), catalog.kinds
    if item is None or item.type not in kinds.within:
        chapters: tuple[Link, ...] = ()
        kind = next((kind for kind, folder in kinds.folders.items() if docname.startswith(f'{folder}/')), PLAIN)
        if kinds.about(kind).in_sequence:
            chapters = tuple(_link(chapter) for chapter in catalog.of_type(kind))
        return Navigation(path=_folder_path(docname, titles), chapters=chapters)
    owner = catalog.get(kinds.within[item.type], catalog.owner_of(item))
    if owner is None:
        return Navigation(path=_folder_path(f'{names.overview.removesuffix("/index")}/-', titles))
    before, after = catalog.neighbours(docname)
    return Navigation(
        path=(*_folder_path(owner.docname, titles), _link(owner)),
        group=owner.title,
        previous=_link(before) if before else None,
        next=_link(after) if after else None,
    )


def _folder_path(docname: str, titles: Mapping[str, str]) -> tuple[Link, ...]:
    index = docname.rpartition('/')[0] + '/index'
    if index == docname or index not in titles:
        return ()
    return (Link(docname=index, title=titles[index]),)


def _link(item: Item) -> Link:
    return Link(docname=item.docname, title=item.title)


def statement(docnames: Container[str], names: FixedNames) -> str:
    """The page with the accessibility statement, to which every page leads; empty if it is not among *docnames*."""
    return names.statement if names.statement in docnames else ''


def data_page(docnames: Container[str], names: FixedNames) -> str:
    """The page on the open data, to which every page leads; empty if it is not among *docnames*."""
    return names.data_page if names.data_page in docnames else ''
