"""The fact sheet of a record: what its header says, in the order in which a reader asks for it.

Which fields stand on it, and how, is written in the classes (``Sheet``).
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache
from typing import Any

from ..texts.files import ENGLISH
from .annotations import InText, Ref, Sheet, Verbatim
from .declared import Declared, computed, declared
from .header import Header
from .labels import Labels
from .sheet import Fact, Foreign, Part, RecordLink, Values, joined, notes
from .values import InList, is_date


def record_facts(record: Header, labels: Labels) -> tuple[Fact, ...]:
    """The facts that *record* has; of a kind of page without a sheet those that stand everywhere.

    What the sources do not say is named in one fact, the last.
    """
    facts = tuple(_facts(record, labels, _taken(record)))
    not_stated = labels.texts['not_stated']
    unknown = [fact.name for fact in facts if fact.values == ((not_stated,),)]
    known = tuple(fact for fact in facts if fact.values != ((not_stated,),))
    return (*known, Fact(not_stated, ((', '.join(unknown),),))) if unknown else known


def _taken(record: Header) -> Set[str]:
    """The fields of groups, as ``group.field``, that a directive in the text shows instead."""
    shown = ((field, field.find(InText)) for field in declared(type(record)))
    return {path for field, text in shown if text and getattr(record, field.attribute) for path in text.takes}


def _sheet(cls: type) -> tuple[tuple[Declared, Sheet], ...]:
    return _lines(cls)  # what is cached takes no class for hashable


@cache
def _lines(cls: type) -> tuple[tuple[Declared, Sheet], ...]:
    """The fields of *cls* that stand on the sheet, in order."""
    found = [(field, sheet) for field in (*declared(cls), *computed(cls)) if (sheet := field.find(Sheet))]
    return tuple(sorted(found, key=lambda line: line[1].place))


def _facts(holder: Any, labels: Labels, taken: Set[str], group: str = '') -> Iterator[Fact]:
    """What a record, or the *group* of its fields that is *holder*, says line by line, without what is *taken*."""
    texts = labels.texts
    kind = holder.about if isinstance(holder, Header) else None
    whole = kind is None or kind.has_sheet
    for field, sheet in _sheet(type(holder)):
        value = getattr(holder, field.attribute)
        if not (whole or sheet.everywhere) or f'{group}.{field.name}' in taken or (sheet.english and labels.origin):
            continue
        if value and not field.many and field.part and _sheet(field.part):
            yield from _facts(value, labels, taken, field.name)
            continue
        values = _values(holder, field, sheet, labels) or ([[texts[sheet.empty]]] if sheet.empty else [])
        if values:
            # of what is not known nobody can say that it is one
            several = field.many and (len(value or ()) > 1 or (not value and sheet.empty == 'not_stated'))
            name = texts.sheet_label(field.owner, field.name, many=several)
            yield Fact(name, tuple(tuple(parts) for parts in values), sheet.finds, sheet.sorts, sheet.brief)


def _values(holder: Any, field: Declared, sheet: Sheet, labels: Labels) -> Values:
    if sheet.by:
        found: Values = getattr(holder, sheet.by)(labels)
        return found
    value = getattr(holder, field.attribute)
    items = value if field.many else (value,) if value else ()
    if field.part:
        return [paragraph for item in items for paragraph in item.sheet_values(labels)]
    parts = [_part(item, field, sheet, labels) for item in items]
    words = [part for part in parts if isinstance(part, str)]
    if sheet.each:
        return [[part] for part in parts]
    cited = notes(holder.source) if sheet.cited else []
    if not parts:
        return []
    return [[*([', '.join(words)] if len(words) == len(parts) else joined(parts)), *cited]]


def _part(value: str, field: Declared, sheet: Sheet, labels: Labels) -> Part:
    """How one *value* of *field* reads."""
    if ref := field.find(Ref):
        return RecordLink(labels.kinds.target(ref), value)
    if terms := field.find(InList):
        label = labels.term(terms.name, value)
        return RecordLink(terms.name, value, label) if terms.name in labels.kinds.paged_lists else label
    if is_date(field.marks):
        return labels.date(value)
    if sheet.english:
        return Foreign(value, ENGLISH)
    if field.find(Verbatim):
        return labels.verbatim(value)
    return labels.texts['value_quoted'].format(value=value) if sheet.quoted else str(value)
