"""What a handbook's own profile is made of: kinds of pages, rules, texts, language, country, names.

The names in ``__all__`` are what it may use; EXTENDING.md says what each is and what is promised of it. What its views
and outputs need has ``s3ext`` itself.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .core.drawing.areas import AreaMap, read_map
    from .core.fixed_names import FixedNames
    from .core.gate.person_rules import BETWEEN, PersonalNumber, PersonRules, at_hints, mail_pattern, registered_pattern
    from .core.language import Compounds, Language
    from .core.model.annotations import (
        AreaCode,
        Asks,
        Filter,
        Form,
        InLanguage,
        InText,
        Located,
        NotProse,
        Ref,
        Sheet,
        Total,
        Unprinted,
        Verbatim,
        Wanted,
    )
    from .core.model.entries import Entry
    from .core.model.header import Header
    from .core.model.kind import Kind
    from .core.model.kinds import Kinds
    from .core.model.parts import Approval, Ask, GlossaryTerm, Period, Source
    from .core.model.sheet import RecordLink, Titles, Values, Words, links, notes
    from .core.model.values import (
        STRICT,
        FullDate,
        InList,
        LongText,
        Names,
        Number,
        PartialDate,
        PositiveInt,
        Slug,
        Slugs,
        Sources,
        Summary,
        Text,
        Url,
    )  # fmt: skip
    from .core.page.alt_text import alt_words
    from .core.page.frontmatter import RawHeader
    from .core.problems import Code, Problem, ProblemCode
    from .core.profile import Profile, Records
    from .core.starter import Starter
    from .core.texts.files import TextFiles
    from .core.views.amounts import Amount, Amounts
    from .core.views.blocks import (
        Answer,
        Claim,
        Claims,
        Clock,
        Mark,
        Others,
        Place,
        Point,
        PointList,
        Points,
        Script,
        Step,
    )
    from .core.views.own_record import Alike

__all__ = [
    'BETWEEN',
    'STRICT',
    'Alike',
    'Amount',
    'Amounts',
    'Answer',
    'Approval',
    'AreaCode',
    'AreaMap',
    'Ask',
    'Asks',
    'Claim',
    'Claims',
    'Clock',
    'Code',
    'Compounds',
    'Entry',
    'Filter',
    'FixedNames',
    'Form',
    'FullDate',
    'GlossaryTerm',
    'Header',
    'InLanguage',
    'InList',
    'InText',
    'Kind',
    'Kinds',
    'Language',
    'Located',
    'LongText',
    'Mark',
    'Names',
    'NotProse',
    'Number',
    'Others',
    'PartialDate',
    'Period',
    'PersonRules',
    'PersonalNumber',
    'Place',
    'Point',
    'PointList',
    'Points',
    'PositiveInt',
    'Problem',
    'ProblemCode',
    'Profile',
    'RawHeader',
    'RecordLink',
    'Records',
    'Ref',
    'Script',
    'Sheet',
    'Slug',
    'Slugs',
    'Source',
    'Sources',
    'Starter',
    'Step',
    'Summary',
    'Text',
    'TextFiles',
    'Titles',
    'Total',
    'Unprinted',
    'Url',
    'Values',
    'Verbatim',
    'Wanted',
    'Words',
    'alt_words',
    'at_hints',
    'links',
    'mail_pattern',
    'notes',
    'read_map',
    'registered_pattern',
]
_PLACES = MappingProxyType(
    {
        '.core.profile': ('Profile', 'Records'),
        '.core.model.kinds': ('Kinds',),
        '.core.model.kind': ('Kind',),
        '.core.model.header': ('Header',),
        '.core.model.annotations': (
            *('AreaCode', 'Asks', 'Filter', 'Form', 'InLanguage', 'InText', 'Located', 'NotProse'),
            *('Ref', 'Sheet', 'Total', 'Unprinted', 'Verbatim', 'Wanted'),
        ),
        '.core.model.values': (
            *('STRICT', 'FullDate', 'InList', 'LongText', 'Names', 'Number', 'PartialDate', 'PositiveInt'),
            *('Slug', 'Slugs', 'Sources', 'Summary', 'Text', 'Url'),
        ),
        '.core.model.parts': ('Approval', 'Ask', 'GlossaryTerm', 'Period', 'Source'),
        '.core.model.sheet': ('RecordLink', 'Titles', 'Values', 'Words', 'links', 'notes'),
        '.core.model.entries': ('Entry',),
        '.core.page.frontmatter': ('RawHeader',),
        '.core.problems': ('Code', 'Problem', 'ProblemCode'),
        '.core.texts.files': ('TextFiles',),
        '.core.views.amounts': ('Amount', 'Amounts'),
        '.core.views.blocks': (
            'Answer',
            'Claim',
            'Claims',
            'Clock',
            'Mark',
            'Others',
            'Place',
            'Point',
            'PointList',
            'Points',
            'Script',
            'Step',
        ),
        '.core.views.own_record': ('Alike',),
        '.core.language': ('Compounds', 'Language'),
        '.core.gate.person_rules': (
            *('BETWEEN', 'PersonalNumber', 'PersonRules', 'at_hints'),
            *('mail_pattern', 'registered_pattern'),
        ),
        '.core.page.alt_text': ('alt_words',),
        '.core.drawing.areas': ('AreaMap', 'read_map'),
        '.core.fixed_names': ('FixedNames',),
        '.core.starter': ('Starter',),
    }
)
_MODULES = MappingProxyType({name: place for place, names in _PLACES.items() for name in names})


def __getattr__(name: str) -> Any:
    """Load a name when it is asked for: a command that needs no records must not load their classes."""
    if name not in _MODULES:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    return getattr(import_module(_MODULES[name], __package__), name)
