"""A page as text: header and body of a new page, with comments for the person who fills it in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..gate.allowed import UNKNOWN
from ..model.vocabulary import Vocabulary
from .guide import Guide
from .spec import Field, FieldKind, asked_fields

#: what YAML reads as the text that is written
_PLAIN = re.compile(r'(?:[^\W\d_]|[0-9])(?:[\w ./–()-]|,(?= ))*(?<! )')
_ADDRESS = re.compile(r'https?://[^\s#,\[\]{}"\']*[^\s#,:\[\]{}"\']')
RESERVED = {'yes', 'no', 'true', 'false', 'null', 'on', 'off'}
#: fields that a new page does not start with, because a default or the editors fill them
_LEFT_OUT = ('reviewed_on', 'review_every', 'approved', 'former_ids', 'withdrawn', 'title_en', 'summary_en')

#: fields of groups that few need: a new page does not start with them
SELDOM = ('language', 'pages', 'held_by', 'read_on', 'part_of')

Values = Mapping[str, Any]


def scalar(text: str) -> str:
    """*text* as a YAML scalar on one line: plain where that is safe, else in quotation marks."""
    clean = ' '.join(text.split())
    if _ADDRESS.fullmatch(clean) or (_PLAIN.fullmatch(clean) and clean.lower() not in RESERVED):
        return clean
    return json.dumps(clean, ensure_ascii=False)


def new_page(kind: str, title: str, values: Values, guide: Guide, vocabulary: Vocabulary) -> str:
    """The text of a new page of *kind*: *values* by field, all other fields empty or as comments.

    The first source that *values* holds is cited once in the body, so that a page whose required
    fields have values is valid.
    """
    fields = [field for field in asked_fields(kind, vocabulary.kinds) if field.name not in _LEFT_OUT]
    now = [field for field in fields if field.required or field.name in values]
    later = [field for field in fields if field not in now]
    lines = ['---', f'# {guide.text["skeleton_unread"]}', f'# ---- {guide.text["skeleton_required"]} ----']
    for field in now:
        lines += [f'# {_comment(field, guide, vocabulary)}', *_lines(field, values.get(field.name), '', guide)]
    if later:
        lines.append(f'# ---- {guide.text["skeleton_optional"]} ----')
    for field in later:
        lines.append(f'# {_comment(field, guide, vocabulary)}')
        lines += [f'# {line}' for line in _lines(field, None, '', guide)]
    lines += ['---', '', f'# {title or guide.outlines.title}', '']
    cites = any(field.name == 'sources' for field in now)
    return '\n'.join([*lines, *_body(kind, values, guide, cites=cites)]) + '\n'


def imported_page(
    kind: str, title: str, values: Values, guide: Guide, vocabulary: Vocabulary, sections: Mapping[str, str]
) -> str:
    """The text of a page of *kind* made of a document: *title* and *sections*, by heading, are Markdown.

    Sections of the outline that the document lacks begin as those of a new page do. No field claims a source.
    """
    unsourced = replace(guide, text={**guide.text, 'skeleton_source_id': ''})
    head, _, _ = new_page(kind, title, values, unsourced, vocabulary).partition(f'\n---\n\n# {title}\n')
    lines = [head, '---', '', f'# {title}', '']
    outline = guide.outlines.outline(kind)
    if '' in sections:
        return '\n'.join([*lines, sections['']]) + '\n'
    for heading, text in outline:
        have = sections.get(heading, '')
        shown = [text] if not have or text.startswith(':::') else []
        lines += [f'## {heading}', '', *(line for part in (*shown, have) if part for line in (part, ''))]
    return '\n'.join(lines[:-1]) + '\n'


def header(fields: Iterable[Field], values: Values, guide: Guide) -> str:
    """The lines of a header that holds *values* and no comments, in the order of *fields*."""
    lines = ['---']
    for field in fields:
        if field.name in values:
            lines += _lines(field, values[field.name], '', guide)
    return '\n'.join([*lines, '---'])


def _comment(field: Field, guide: Guide, vocabulary: Vocabulary) -> str:
    values = '' if field.kind is FieldKind.GROUP else guide.values(field, vocabulary).replace('`', '')
    return f'{guide.lead(field, ":")} {guide.hint(field)} {values}'.rstrip()


def _lines(field: Field, value: Any, indent: str, guide: Guide) -> Iterator[str]:
    """The YAML lines of *field*; without a value, what its writer starts from."""
    if field.kind is FieldKind.GROUP:
        yield f'{indent}{field.name}:'
        items = (value or [None]) if field.many else [value]
        for item in items:
            inner = [line for part in _shown(field, item) for line in _part(part, item, guide)]
            if field.many:
                yield f'{indent}  - {inner[0]}'
                yield from (f'{indent}    {line}' for line in inner[1:])
            else:
                yield from (f'{indent}  {line}' for line in inner)
    elif field.many or field.kind is FieldKind.SOURCE:
        empty = guide.text['skeleton_source_id'] if field.kind is FieldKind.SOURCE else ''
        listed = ', '.join(_item(text) for text in value) if value is not None else empty
        yield f'{indent}{field.name}: [{listed}]'
    else:
        yield f'{indent}{field.name}: {scalar(value) if value else ""}'.rstrip()


def _part(part: Field, values: Values | None, guide: Guide) -> list[str]:
    value = None if values is None else values.get(part.name)
    return list(_lines(part, value, '', guide))


def _shown(field: Field, values: Values | None) -> list[Field]:
    """The fields of a group that are written: those with a value; without any values, all that are often needed."""
    if values is None:
        return [part for part in field.fields if part.name not in SELDOM]
    return [part for part in field.fields if part.name in values]


def _item(text: str) -> str:
    """An item of a list in brackets, where a comma would part it in two."""
    plain = scalar(text)
    return plain if plain.startswith('"') or not set(',[]{}') & set(plain) else json.dumps(plain, ensure_ascii=False)


def _body(kind: str, values: Values, guide: Guide, *, cites: bool) -> list[str]:
    sources = values.get('sources') or [{'id': guide.text['skeleton_source_id']}]
    lines: list[str] = []
    cited = False
    for heading, text in guide.outlines.outline(kind):
        footnote = '' if not cites or cited or text.startswith(':::') else f'[^{sources[0]["id"]}]'
        cited = cited or bool(footnote)
        lines += [f'## {heading}', '', f'{text}{footnote}', '']
    if items := guide.outlines.unknown(kind):
        lines += [f':::{{{UNKNOWN}}}', *(f'- {item}' for item in items), ':::', '']
    return lines[:-1]
