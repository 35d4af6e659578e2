"""What is true of a whole kind of pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is true of all pages of a kind, beside what the fields of its class say.

    ``folder`` is where the pages lie; with ``within``, a kind, in the folder of the first of its records that a page
    names, below ``folder``. ``page`` is the page that is the only one of its kind. ``facet`` is the field of other
    records that a page stands for; with ``counts`` its line in lists says how many these are. A kind that is not
    ``listed`` is only a document, and one without a sheet shows no facts.

    The pages of a kind of ``organisations`` can be named as author and approver. A kind that ``explains`` words has all
    terms on its page. What names nobody ``within`` whose folder it could lie lies in the folder ``without``.

    A kind with ``few`` pages is offered as a choice by stored forms. ``edition`` is what its PDFs are called in file
    names, ``members`` are the kinds of the pages that they hold beside it: those that name it, or those that it names.
    ``expects`` are the kinds of which something should belong to each of its pages, or to each term that these stand
    for. Pages ``in_sequence`` are read one after the other. A page ends with the views called ``relations``; before its
    fact sheet stand those called ``figures``. One ``for_participants`` holds a sheet for those who take part. One
    ``to_take`` holds a part that readers take along, as a file of their own. ``answer`` names the method of the class
    that says what its pages answer first, right under the summary: rows (``core.views.blocks.Answer``). ``marks`` names
    the one that says what stands as marks in a row of the catalogue (``core.views.blocks.Mark``). One that ``works``
    tells who works with a thing, as pages of organisations do: the search puts them first for whoever asks that.

    The numbers are places in orders, 0 where it has none: its ``editions`` among others, its ``gaps``; the ``guide`` to
    the fields, the ``skeletons``, the web ``form``, the ``editor``; what is ``news``, what lines in lists count
    (``counted``), what a ``cover`` counts, the parts of the ``book``, the ``index`` of editions, and what the search
    knows the other ``names`` of. The text of a page usually has ``words`` from the first number to the second.
    """

    id: str
    folder: str = ''
    within: str = ''
    without: str = ''
    page: str = ''
    facet: str = ''
    counts: bool = False
    listed: bool = True
    has_sheet: bool = True
    organisations: bool = False
    explains: bool = False
    few: bool = False
    edition: str = ''
    members: tuple[str, ...] = ()
    expects: tuple[str, ...] = ()
    in_sequence: bool = False
    relations: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    for_participants: bool = False
    to_take: bool = False
    answer: str = ''
    marks: str = ''
    works: bool = False
    words: tuple[int, int] = (0, 0)
    editions: int = 0
    gaps: int = 0
    guide: int = 0
    skeletons: int = 0
    form: int = 0
    editor: int = 0
    news: int = 0
    counted: int = 0
    cover: int = 0
    book: int = 0
    index: int = 0
    names: int = 0
