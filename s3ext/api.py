"""What a handbook's own profile is made of: kinds of pages, rules, texts, language, country, names.

The names in ``__all__`` are what it may use; EXTENDING.md says what each is and what is promised of it. Beside these,
``s3ext`` itself has what views and outputs need.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .core.entries import Entry
    from .core.frontmatter import RawHeader
    from .core.model.annotations import Asks, Filter, Form, Located, NotProse, Ref, Sheet, Unprinted, Wanted
    from .core.model.header import Header
    from .core.model.kind import Kind
    from .core.model.kinds import Kinds
    from .core.model.parts import Approval, Ask, GlossaryTerm, Period, Source
    from .core.model.sheet import RecordLink, Titles, Values, Words, links, notes
    from .core.model.values import (
        STRICT, FullDate, InList, LongText, Names, Number, PartialDate, PositiveInt, Slug, Slugs, Sources, Summary, Text,
        Url,
    )  # fmt: skip
    from .core.problems import Problem, ProblemCode
    from .core.profile import Profile, Records

_PLACES = MappingProxyType(
    {
        '.core.profile': ('Profile', 'Records'),
        '.core.model.kinds': ('Kinds',),
        '.core.model.kind': ('Kind',),
        '.core.model.header': ('Header',),
        '.core.model.annotations': (
            *('Asks', 'Filter', 'Form', 'Located', 'NotProse', 'Ref', 'Sheet', 'Unprinted', 'Wanted'),
        ),
        '.core.model.values': (
            *('STRICT', 'FullDate', 'InList', 'LongText', 'Names', 'Number', 'PartialDate', 'PositiveInt', 'Slug'),
            *('Slugs', 'Sources', 'Summary', 'Text', 'Url'),
        ),
        '.core.model.parts': ('Approval', 'Ask', 'GlossaryTerm', 'Period', 'Source'),
        '.core.model.sheet': ('RecordLink', 'Titles', 'Values', 'Words', 'links', 'notes'),
        '.core.entries': ('Entry',),
        '.core.frontmatter': ('RawHeader',),
        '.core.problems': ('Problem', 'ProblemCode'),
    }
)
_MODULES = MappingProxyType({name: place for place, names in _PLACES.items() for name in names})


def __getattr__(name: str) -> Any:
    """Load a name when it is asked for: a command that needs no records must not load their classes."""
    if name not in _MODULES:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    return getattr(import_module(_MODULES[name], __package__), name)
