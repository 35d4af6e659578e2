"""The model: record types, what each holds, and which page is which kind."""

from __future__ import annotations

import hashlib
from dataclasses import fields

from .parts import (
    AgendaPart,
    Aliases,
    Approval,
    Ask,
    CaseObstacle,
    GlossaryTerm,
    GroupSize,
    Lessons,
    Period,
    Priority,
    Result,
    Source,
    Statement,
    Strategy,
    Transfer,
)
from .records import (
    EDITORS,
    Case,
    Chapter,
    Glossary,
    Header,
    Method,
    Obstacle,
    Pilot,
    RecordType,
    Region,
    Theme,
    Workshop,
)

PART_CLASSES = (
    Source,
    Period,
    Statement,
    Result,
    Strategy,
    Priority,
    Aliases,
    CaseObstacle,
    Lessons,
    Transfer,
    Ask,
    Approval,
    AgendaPart,
    GroupSize,
    GlossaryTerm,
)

RECORD_CLASSES: dict[RecordType, type[Header]] = {
    RecordType.CASE: Case,
    RecordType.THEME: Theme,
    RecordType.PILOT: Pilot,
    RecordType.REGION: Region,
    RecordType.CHAPTER: Chapter,
    RecordType.OBSTACLE: Obstacle,
    RecordType.METHOD: Method,
    RecordType.WORKSHOP: Workshop,
    RecordType.GLOSSARY: Glossary,
    RecordType.PAGE: Header,
}
#: the kinds that can be listed and linked to; a plain page is only a document
LISTED_TYPES = tuple(kind for kind in RecordType if kind not in (RecordType.PAGE, RecordType.GLOSSARY))

#: where each kind of page with a folder of its own lives; a case lies in the folder of its first region below its own
FOLDERS = {
    RecordType.CASE: 'cases',
    RecordType.THEME: 'docs/themes',
    RecordType.PILOT: 'docs/pilots',
    RecordType.REGION: 'docs/regions',
    RecordType.CHAPTER: 'docs/handbook',
    RecordType.OBSTACLE: 'docs/obstacles',
    RecordType.METHOD: 'docs/methods',
    RecordType.WORKSHOP: 'docs/workshops',
}
_KINDS = {folder: kind for kind, folder in FOLDERS.items() if kind is not RecordType.CASE}
#: the fields, at any depth of a header, that name other records
REFERENCE_FIELDS = {
    'regions': RecordType.REGION,
    'themes': RecordType.THEME,
    'pilots': RecordType.PILOT,
    'related': RecordType.CASE,
    'adapted_from': RecordType.CASE,
    'cases': RecordType.CASE,
    'obstacle': RecordType.OBSTACLE,
    'broader': RecordType.THEME,
    'written_by': RecordType.REGION,
    'by': RecordType.REGION,
}
#: those of them that may name a term of a closed list instead, such as the editors
LISTED_BESIDE = {'written_by': 'author', 'by': 'author'}
#: the folder under ``cases`` for what concerns the whole country and has no region
NATIONAL_FOLDER = 'nationellt'
#: the page that holds all terms
GLOSSARY_PAGE = 'docs/glossary'


def type_of(docname: str) -> RecordType:
    """The kind of page at *docname*, from its folder. The file ``index`` of a folder is a plain page."""
    folder, _, name = docname.rpartition('/')
    if name == 'index':
        return RecordType.PAGE
    if docname == GLOSSARY_PAGE:
        return RecordType.GLOSSARY
    if folder.startswith('cases/'):
        return RecordType.CASE
    return _KINDS.get(folder, RecordType.PAGE)


def id_of(docname: str) -> str:
    """The id of the record at *docname*: the file's name."""
    return docname.rpartition('/')[2]


def schema_version() -> int:
    """A number that changes when the fields of any record change, so that stored records are not misread."""
    shapes = sorted(
        f'{cls.__qualname__}.{field.name}:{field.type!r}'
        for cls in (*PART_CLASSES, *RECORD_CLASSES.values())
        for field in fields(cls)
    )
    return int.from_bytes(hashlib.sha256('\n'.join(shapes).encode()).digest()[:6], 'big')


__all__ = [
    'EDITORS',
    'FOLDERS',
    'GLOSSARY_PAGE',
    'LISTED_BESIDE',
    'LISTED_TYPES',
    'NATIONAL_FOLDER',
    'PART_CLASSES',
    'RECORD_CLASSES',
    'REFERENCE_FIELDS',
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
    'schema_version',
    'type_of',
]
