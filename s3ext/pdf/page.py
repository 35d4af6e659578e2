"""From a document tree to the Typst code of one page: all ways of printing, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from docutils import nodes

from . import blocks, inlines, lists, media, tables
from .writer import Handlers, PageWriter, WrittenPage

#: what a page is set with by the template: as a chapter of its own
CHAPTER = 's3.chapter'
HANDLERS = Handlers(
    by_class=MappingProxyType(
        {**inlines.HANDLERS, **blocks.HANDLERS, **lists.HANDLERS, **media.HANDLERS, **tables.HANDLERS}
    ),
    notes=lists.sources,
    groups=blocks.groups,
    picture=media.block_image,
)


def write_page(
    document: nodes.document,
    docname: str,
    title: str,
    texts: Mapping[str, str],
    images: Mapping[str, str],
    find_terms: Callable[[str], Iterable[str]] | None = None,
    *,
    terse: bool = False,
    frame: str = CHAPTER,
) -> WrittenPage:
    """The Typst code of *document*.

    *title* is for the running header, *images* maps the address of each usable picture to its name in the folder
    of images, and *find_terms* yields the id of a term for each time a text uses it. If *terse*, lists of records say
    no more than titles and marks. *frame* is the template's function around the page.
    """
    return PageWriter(docname, texts, images, HANDLERS, terse=terse).write(document, title, find_terms, frame)
