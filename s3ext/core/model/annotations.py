"""What a field says of itself beside its type: annotations that the tables of all kinds are computed from.

``Recipe.herbs: Annotated[Slugs, Ref('herb'), Filter('herb'), Sheet(1)]`` – and lists can be filtered by herb, the
herb's page is linked to, checked and listed, and the fact sheet shows it first.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """The value is the id of a record of ``kind``, or else a term of the closed list ``beside``.

    Without a ``kind`` it is the id of an organisation's page, where the handbook has such (``Kind.organisations``).
    """

    kind: str = ''
    beside: str = ''


@dataclass(frozen=True, slots=True)
class Filter:
    """Lists can be filtered, sorted and, by ids, grouped by the value, under ``name``; without one, the field's own.

    On a group of fields it lets in what the fields of the group offer. ``catalogue`` and ``search`` are its places
    among the facets of the kind's catalogue and of the search page, 0 if it is none; ``row`` its place in what a row of
    the catalogue tells. Of several values the ``best``, the first of its list, may stand for all. By the labels of a
    ``found`` value the search finds the page too; by those of its own facets it does anyway. What a record does not say
    has the ``editors`` for its value (``Kinds.editors``), or is ``unknown``: then an empty list says that nobody knows.
    """

    name: str = ''
    catalogue: int = 0
    search: int = 0
    row: int = 0
    best: bool = False
    found: bool = False
    editors: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class AreaCode:
    """The value is the code of an area on the handbook's map: the record lies there, and the map leads to its page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Without the field an entry is not whole. Those that come ``late`` are asked for after the others."""

    late: bool = False


@dataclass(frozen=True, slots=True)
class Unprinted:
    """The value does not stand on the page of its record, for this ``reason``."""

    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The value stands on the fact sheet, at this ``place`` among those of its class.

    Several values stand side by side, or ``each`` in a paragraph. ``empty`` names the text that stands for none. A text
    can be ``english``, ``quoted`` or ``cited``: followed by notes on the ``source`` beside it. ``by`` names the method
    of the class that says the value. A group says its value by a method ``sheet_values``, or its fields say theirs.
    What stands ``everywhere`` does so even on pages of kinds without a sheet. What ``finds`` the page, such as other
    names, is left out where it stands alone on paper; and in a book also what ``sorts`` it into lists, which the book
    has. What is ``brief`` stands there also where the page is printed in short. A property can stand there as a field
    does.
    """

    place: int
    each: bool = False
    empty: str = ''
    english: bool = False
    quoted: bool = False
    cited: bool = False
    by: str = ''
    everywhere: bool = False
    finds: bool = False
    sorts: bool = False
    brief: bool = False


@dataclass(frozen=True, slots=True)
class InText:
    """The value stands in the text, where the author puts the directive with the name of the field.

    ``by`` names the method of the class that says how it reads: a ``Table``, ``Claims`` or ``Points``, or several of
    these and a ``Script`` as a tuple (``core.views.blocks``). One for ``participants`` too is on their sheet. The
    directive ``takes`` fields of groups, as ``group.field``, from the fact sheet, which the method has in what it
    says. Where it stands ``alone``, nothing of its kind is written beside it: no item of a list in its section has a
    note.
    """

    by: str
    participants: bool = False
    takes: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """The value, a number, is the sum of the field ``part`` in all groups of the field ``of``."""

    of: str
    part: str


@dataclass(frozen=True, slots=True)
class NotProse:
    """The value is a name or English: its spelling is not looked at."""


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The value says in another ``language`` what the field ``of`` beside it says; without one, the page's title.

    A page that has its title and summary in a language has a twin in the site's edition of it (``core.twins``).
    """

    language: str
    of: str = ''


@dataclass(frozen=True, slots=True)
class Verbatim:
    """The value is a name or words that others list: twins keep it, and say that it is in the handbook's language."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the forms for the main kind do with the field.

    ``first`` is its place among those that come first in the web form, ``issue`` its place in the form of the host, 0
    if it is in none. ``section`` is that of the text, counted from 1, in which the web form shows it (``InText``),
    there by its part ``grouped``. ``group`` names those that it stands with in the web form where it may be left out
    (text ``group_…`` of the guide), ``answer`` its place, and text ``answer_…``, in what a page answers first. A file
    whose header has no field that ``tells`` is no page of the kind.
    """

    first: int = 0
    issue: int = 0
    section: int = 0
    grouped: str = ''
    group: str = ''
    answer: int = 0
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Asks:
    """With this ``value`` the header, or the group, has the field ``field`` too, with at least ``least`` items.

    A field may ask for several.
    """

    value: str
    field: str
    least: int = 1


@dataclass(frozen=True, slots=True)
class Located:
    """Where the value stands is kept beside the record, for rules across records."""
