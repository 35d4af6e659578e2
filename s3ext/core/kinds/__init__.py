"""The kinds of pages of the handbook: a module for each, and the tables that are computed from their classes.

The modules of the kinds have annotations that are objects (no ``from __future__ import annotations``): as texts they
would be compiled anew for each class that inherits them, which takes a fifth of the time that loading the kinds does.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import fields

from ..model.annotations import Ref
from ..model.declared import computed, declared, groups
from ..model.kind import Kind
from ..model.values import InList
from .case import Case, CaseObstacle, Lessons, Result, Transfer
from .chapter import Chapter
from .glossary import Glossary
from .header import EDITORS, Header, RecordType
from .method import Method
from .obstacle import Obstacle
from .parts import Aliases, Approval, Ask, GlossaryTerm, Period, Source, Statement
from .pilot import Pilot
from .region import Priority, Region, Strategy
from .theme import Theme
from .workshop import AgendaPart, GroupSize, Workshop

#: in the order in which kinds are named
RECORD_CLASSES: dict[RecordType, type[Header]] = {
    cls.type: cls for cls in (Case, Pilot, Region, Theme, Obstacle, Method, Workshop, Chapter, Glossary, Header)
}
#: the classes of the groups of fields that they hold, at any depth
PART_CLASSES: tuple[type, ...] = tuple(dict.fromkeys(part for cls in RECORD_CLASSES.values() for part in groups(cls)))
#: the kinds that can be listed and linked to; a plain page is only a document
LISTED_TYPES = tuple(kind for kind, cls in RECORD_CLASSES.items() if cls.about.listed)
#: where each kind of page with a folder of its own lives; a case lies in the folder of its first region below its own
FOLDERS = {kind: cls.about.folder for kind, cls in RECORD_CLASSES.items() if cls.about.folder}
#: the facet of other records that a page of each kind stands for
FACET_OF_PAGE = {kind: cls.about.facet for kind, cls in RECORD_CLASSES.items() if cls.about.facet}


_FIELDS = tuple(field for cls in (*RECORD_CLASSES.values(), *PART_CLASSES) for field in declared(cls))
_COMPUTED = tuple(field for cls in RECORD_CLASSES.values() for field in computed(cls))
_REFS = {field.name: ref for field in _FIELDS if (ref := field.find(Ref))}
#: the fields, at any depth of a header, that name other records
REFERENCE_FIELDS = {name: RecordType(ref.kind) for name, ref in _REFS.items() if ref.kind in set(RecordType)}
#: those of them that may name a term of a closed list instead, such as the editors
LISTED_BESIDE = {name: ref.beside for name, ref in _REFS.items() if ref.beside}
#: the closed lists that the values of fields are terms of
LISTS = tuple(
    dict.fromkeys(
        (
            *(terms.name for field in (*_FIELDS, *_COMPUTED) if (terms := field.find(InList))),
            *LISTED_BESIDE.values(),
        )
    )
)
#: the kinds whose pages lie in the folder of a record that they name, and the kind of that record
WITHIN = {kind: RecordType(cls.about.within) for kind, cls in RECORD_CLASSES.items() if cls.about.within}
#: the kind of pages that are nothing but a text
PLAIN = Header.type
#: the kind that lists hold where nothing is said of another
MAIN = next(iter(RECORD_CLASSES))
#: the folder under ``cases`` for what concerns the whole country and has no region
NATIONAL_FOLDER = 'nationellt'
#: the page that holds all terms
GLOSSARY_PAGE = Glossary.about.page


#: where a function of an annotation lies, which differs in each process
_ADDRESS = re.compile(' at 0x[0-9a-fA-F]+')
_NESTED = {FOLDERS[kind]: kind for kind in WITHIN}
_KINDS = {folder: kind for kind, folder in FOLDERS.items() if folder not in _NESTED}
_PAGES = {cls.about.page: kind for kind, cls in RECORD_CLASSES.items() if cls.about.page}


def type_of(docname: str) -> RecordType:
    """The kind of page at *docname*, from its folder. The file ``index`` of a folder is a plain page."""
    folder, _, name = docname.rpartition('/')
    if name == 'index':
        return PLAIN
    if docname in _PAGES:
        return _PAGES[docname]
    if folder in _KINDS:
        return _KINDS[folder]
    return next((kind for above, kind in _NESTED.items() if folder.startswith(f'{above}/')), PLAIN)


def in_order(place: Callable[[Kind], int]) -> tuple[RecordType, ...]:
    """The kinds that have a *place* in an order (``core.model.kind``), in that order."""
    found = [(place(cls.about), kind) for kind, cls in RECORD_CLASSES.items()]
    return tuple(kind for number, kind in sorted(found) if number)


def id_of(docname: str) -> str:
    """The id of the record at *docname*: the file's name."""
    return docname.rpartition('/')[2]


def schema_version() -> int:
    """A number that changes when the fields of any record change, so that stored records are not misread."""
    shapes = sorted(
        _ADDRESS.sub('', f'{cls.__qualname__}.{field.name}:{field.type!r}')
        for cls in (*PART_CLASSES, *RECORD_CLASSES.values())
        for field in fields(cls)
    )
    return int.from_bytes(hashlib.sha256('\n'.join(shapes).encode()).digest()[:6], 'big')


__all__ = [
    'EDITORS',
    'FACET_OF_PAGE',
    'FOLDERS',
    'GLOSSARY_PAGE',
    'LISTED_BESIDE',
    'LISTED_TYPES',
    'LISTS',
    'MAIN',
    'NATIONAL_FOLDER',
    'PART_CLASSES',
    'PLAIN',
    'RECORD_CLASSES',
    'REFERENCE_FIELDS',
    'WITHIN',
    'AgendaPart',
    'Aliases',
    'Approval',
    'Ask',
    'Case',
    'CaseObstacle',
    'Chapter',
    'Glossary',
    'GlossaryTerm',
    'GroupSize',
    'Header',
    'Lessons',
    'Method',
    'Obstacle',
    'Period',
    'Pilot',
    'Priority',
    'RecordType',
    'Region',
    'Result',
    'Source',
    'Statement',
    'Strategy',
    'Theme',
    'Transfer',
    'Workshop',
    'id_of',
    'in_order',
    'schema_version',
    'type_of',
]
