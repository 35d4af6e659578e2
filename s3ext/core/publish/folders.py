"""Folders without a page of their own: where a reader is led who cuts an address back to one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from ..fixed_names import FixedNames
from ..model.catalog import Catalog

#: the page of a folder
INDEX = 'index.html'
#: folders that only programs ask, by how their names begin
_FOR_PROGRAMS = ('_', '.', 's3-')


def bare_folders(files: Collection[str]) -> Iterator[str]:
    """The folders of *files*, paths in the site, that have no page, in order."""
    found = {folder.as_posix() for file in files for folder in PurePosixPath(file).parents} - {'.'}
    for folder in sorted(found):
        hidden = any(part.startswith(_FOR_PROGRAMS) for part in folder.split('/'))
        if not hidden and f'{folder}/{INDEX}' not in files:
            yield folder


class Ways:
    """Which page is nearest to what a folder holds."""

    def __init__(self, catalog: Catalog, names: FixedNames, docnames: Collection[str], root: str) -> None:
        """*docnames* are the pages of the site, *root* is its first."""
        self._docnames, self._root = docnames, root
        self._known = {
            **dict(_of_owners(catalog)),
            **{catalog.kinds.folders[kind]: names.overview for kind in catalog.kinds.within},
            names.form.rpartition('/')[0]: names.contribute,
            names.templates: _index(catalog, to_take=True),
            names.kits: _index(catalog, to_take=False),
            names.tables: f'{names.back}/index',
            names.data: names.data_page,
            names.feeds: names.news_page,
        }

    def target(self, folder: str) -> str:
        """The docname of the page that *folder* leads to: what it holds, or else what lies above it."""
        while folder:
            for docname in (self._known.get(folder, ''), f'{folder}/index'):
                if docname in self._docnames:
                    return docname
            folder = folder.rpartition('/')[0]
        return self._root


def _of_owners(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The folders of what lies with others, and the pages of these."""
    for kind, owner in catalog.kinds.within.items():
        for item in catalog.of_type(owner):
            yield f'{catalog.kinds.folders[kind]}/{item.id}', item.docname


def _index(catalog: Catalog, *, to_take: bool) -> str:
    """The page of the kind that readers take a part of along, or that has a sheet for those who take part."""
    kinds = catalog.kinds
    abouts = {kind: kinds.about(kind) for kind in kinds.listed}
    fits = [kind for kind, about in abouts.items() if (about.to_take if to_take else about.for_participants)]
    return f'{kinds.folders[fits[0]]}/index' if fits else ''
