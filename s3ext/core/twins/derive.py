"""The source of a page's twin in a further language, made of what its header says in that language.

A pure function of one source and the kinds. What is prose in the handbook's own language is left out, by what the
fields say of themselves: closed lists, references, dates, numbers and addresses stay; names and quotations
(``Verbatim``, ``NotProse``) too; what the page says in the language (``InLanguage``) takes the place of what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from ..model.annotations import Asks, Filter, InLanguage, NotProse, Ref, Verbatim
from ..model.declared import Declared, declared
from ..model.header import PLAIN, Header
from ..model.kinds import Kinds
from ..model.values import is_text
from ..page import frontmatter
from ..page.facts import ORIGINAL
from ..page.parts import FENCE, split
from ..page.source import Source
from ..page.validate import header_size
from ..schema.writing import RESERVED, scalar

#: the field of what a page is about, without which it has no twin
_SUMMARY = 'summary'
_LISTED_SOURCES = 'sources'

Value = Any
#: what Markdown, or what we add to it, may take for more than itself
_MARKS = frozenset('\\`*_{}[]<>#+!|~^$&@:/')
#: a record by its kind and id
Record = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A further ``language`` of a handbook of ``kinds`` that is itself in the language ``origin``.

    ``elsewhere`` stands where a field cannot be left out and is not told. ``headings`` are those of lists of a kind.
    """

    language: str
    origin: str
    kinds: Kinds
    elsewhere: str
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A page that says its title and what it is about in the language: its ``source``, header and ``body``."""

    source: Source
    cls: type[Header]
    raw: frontmatter.RawHeader
    body: str
    title: str


def spoken(source: Source, edition: Edition) -> Spoken | None:
    """The page *source*, if it says so much in the language and its header has no fault that hides a field."""
    kinds = edition.kinds
    kind = kinds.type_of(source.docname)
    page, _ = split(source)
    if kind == PLAIN or page.header is None:
        return None
    cls, names = kinds.by_id[kind], kinds.names[kind]
    size = header_size(source.docname, kinds)
    raw, _ = frontmatter.read(page.header, source.path, page.header_line, names, names | kinds.all_names, size)
    said = _said(cls, raw.value, edition)
    if not raw.readable or raw.unread or not {'', _SUMMARY} <= said.keys():
        return None
    return Spoken(source=source, cls=cls, raw=raw, body=page.body, title=str(said['']))


def twin_of(page: Spoken, edition: Edition, lost: Set[Record]) -> Source | None:
    """The twin of *page*, without what leads to the records *lost*, which have none; None if it lies in one of these.

    What stands in its header stands on the same line as in the page's own, so that what is wrong has its place there.
    """
    if owner(page, edition.kinds) in lost:
        return None
    cls, raw, source = page.cls, page.raw, page.source
    values = _group(cls, raw.value, edition, lost)
    lines: dict[int, str] = {}
    for name, value in values.items():
        place = (said_by.name if (said_by := _saying(cls, name, edition)) else name,)
        lines[raw.keys[place if place in raw.keys else (name,)].line] = f'{name}: {_written(value)}'
    header = '\n'.join(lines.get(number, '') for number in range(2, max(lines) + 1))
    title = next((line[2:].strip() for line in page.body.split('\n') if line.startswith('# ')), source.docname)
    body = f'# {_as_text(page.title)}\n\n:::{{{ORIGINAL}}}\n:title: {title}\n:::\n{_lists(cls, values, edition)}'
    return Source(docname=source.docname, path=source.path, text=f'{FENCE}\n{header}\n{FENCE}\n\n{body}')


def owner(page: Spoken, kinds: Kinds) -> Record | None:
    """The record in whose folder *page* lies, if it lies in one's."""
    kind = page.cls.about.id
    named = page.raw.value.get(kinds.owner_fields[kind]) if kind in kinds.within else None
    return (kinds.within[kind], str(named[0])) if isinstance(named, list) and named else None


def has_twin(record: Header, language: str) -> bool:
    """Whether the page of *record* says enough for a twin in *language*."""
    fields = ((field.find(InLanguage), getattr(record, field.attribute)) for field in declared(type(record)))
    said = {mark.of for mark, value in fields if mark and mark.language == language and value}
    return {'', _SUMMARY} <= said


def _lists(cls: type[Header], header: Mapping[str, Value], edition: Edition) -> str:
    """Lists of what belongs to the page, as its own text has them."""
    about, kinds = cls.about, edition.kinds
    if not about.facet or (about.facet != about.id and about.facet not in header):
        return ''
    belonging = [kind for kind in dict.fromkeys((*about.expects, *about.members)) if about.facet in kinds.fields[kind]]
    return ''.join(
        f'\n## {edition.headings[kind]}\n\n:::{{records}} {kind}\n:{about.facet}: this\n:::\n' for kind in belonging
    )


def _saying(cls: type, name: str, edition: Edition) -> Declared | None:
    """The field of *cls* that says in the language what the field *name* says."""
    for field in declared(cls):
        mark = field.find(InLanguage)
        if mark and (mark.language, mark.of) == (edition.language, name):
            return field
    return None


def _said(cls: type, value: Mapping[str, Value], edition: Edition) -> dict[str, Value]:
    """What the group *value* says in the language, by the names of the fields that say it in the handbook's own."""
    marks = ((field.name, field.find(InLanguage)) for field in declared(cls))
    return {
        mark.of: value[name] for name, mark in marks if mark and mark.language == edition.language and name in value
    }


def _group(
    cls: type, value: Mapping[str, Value], edition: Edition, lost: Set[Record], *, whole: bool = False
) -> dict[str, Value]:
    """The group *value*, of the class *cls*, without its prose; with all fields if it must stay *whole*."""
    said = _said(cls, value, edition)
    asked = {asks.field for field in declared(cls) for asks in field.every(Asks) if value.get(field.name) == asks.value}
    found: dict[str, Value] = {}
    for field in declared(cls):
        name = field.name
        if name not in value or (field.find(InLanguage) is not None and not field.required):
            continue
        if name in said:
            found[name] = said[name]
        elif field.part is not None:
            if (inner := _inner(field, value[name], edition, lost)) is not None:
                found[name] = inner
        elif ref := field.find(Ref):
            if (kept := _kept(value[name], edition.kinds.target(ref), lost)) is not None:
                found[name] = kept
        elif not _is_prose(field):
            found[name] = value[name]
        elif field.required or name in asked or whole:
            found[name] = [edition.elsewhere] if field.many else edition.elsewhere
    return found


def _kept(value: Value, kind: str, lost: Set[Record]) -> Value | None:
    """The ids *value* of records of *kind* without the *lost* ones; None for a single one that is lost."""
    if isinstance(value, list):
        return [each for each in value if (kind, each) not in lost]
    return None if (kind, value) in lost else value


def _inner(field: Declared, value: Value, edition: Edition, lost: Set[Record]) -> Value | None:
    """The group, or list of groups, *value* of *field*; None if nothing is left of it."""
    part = field.part
    assert part is not None
    if field.name == _LISTED_SOURCES:
        return [_source(source, edition) for source in value] if isinstance(value, list) else value
    if field.find(NotProse):
        return value
    if not field.many:
        found = _group(part, value, edition, lost) if isinstance(value, dict) else {}
        return found or (_group(part, value, edition, lost, whole=True) if field.required else None)
    items = value if isinstance(value, list) else []
    return [item for group in items if isinstance(group, dict) for item in _items(field, group, edition, lost)] or None


def _items(
    field: Declared, group: Mapping[str, Value], edition: Edition, lost: Set[Record]
) -> Iterator[dict[str, Value]]:
    """The item of a list that *group* becomes; none if all that it says is left out, or if it is of a lost record."""
    part = field.part
    assert part is not None
    found = _group(part, group, edition, lost)
    inner = declared(part)
    if any(each.required and each.find(Ref) and each.name in group and each.name not in found for each in inner):
        return
    is_whole = all(found.get(name) == value for name, value in group.items())
    if field.required or is_whole or any(_stands(each, found) for each in inner):
        yield found


def _stands(field: Declared, group: Mapping[str, Value]) -> bool:
    """Whether *group* has a value of *field* that lists ask for, that leads somewhere, or that is somebody's words."""
    return field.name in group and bool(field.find(Filter) or field.find(Ref) or field.find(Verbatim))


def _source(source: Value, edition: Edition) -> Value:
    """A *source* that says the language of its title."""
    if not isinstance(source, dict) or 'part_of' in source:
        return source
    return {**source, 'language': source.get('language', edition.origin)}


def _is_prose(field: Declared) -> bool:
    """Whether the value is text in the handbook's own language."""
    is_name = field.find(NotProse) or field.find(Verbatim) or field.find(Ref)
    return field.of is str and not is_name and is_text((*field.marks, *field.item_marks))


def _written(value: Value) -> str:
    """*value* as YAML on one line."""
    if isinstance(value, dict):
        return '{' + ', '.join(f'{name}: {_written(inner)}' for name, inner in value.items()) + '}'
    if isinstance(value, list):
        return '[' + ', '.join(map(_written, value)) + ']'
    text = str(value)
    return text if text in RESERVED else _quoted(text)


def _quoted(text: str) -> str:
    """*text* as a scalar that reads the same inside brackets."""
    plain = scalar(text)
    if plain[:1] in '"\'' or not set(plain) & set(',[]{}:#'):
        return plain
    return "'" + ' '.join(text.split()).replace("'", "''") + "'"


def _as_text(words: str) -> str:
    """*words* as Markdown that says just them (https://spec.commonmark.org/0.31.2/#backslash-escapes)."""
    return ''.join(f'\\{char}' if char in _MARKS else char for char in ' '.join(words.split()))
