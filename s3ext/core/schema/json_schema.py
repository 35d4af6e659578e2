"""The headers as JSON Schema (draft 2020-12), for editors and other tools."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..model.vocabulary import Vocabulary
from .guide import Guide
from .spec import Field, FieldKind, fields_of

_SLUG = '^[a-z0-9]+(-[a-z0-9]+)*$'
_DATE = r'^\d{4}-\d{2}-\d{2}$'
_PARTIAL_DATE = r'^\d{4}(-\d{2}(-\d{2})?)?$'


def json_schema(kind: str, guide: Guide, vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of the header of pages of *kind*."""
    return {
        '$schema': 'https://json-schema.org/draft/2020-12/schema',
        'title': guide.kinds[kind],
        **_group(fields_of(kind, vocabulary.kinds), guide, vocabulary),
    }


def _group(fields: Iterable[Field], guide: Guide, vocabulary: Vocabulary) -> dict[str, Any]:
    fields = tuple(fields)
    required = [field.name for field in fields if field.required]
    rules: dict[str, Any] = {'required': required}
    if any(field.name == 'part_of' for field in fields):  # it has the rest from another
        rules = {'required': required[:1], 'anyOf': [{'required': required[1:]}, {'required': ['part_of']}]}
    return {
        'type': 'object',
        'additionalProperties': False,
        **rules,
        'properties': {field.name: _field(field, guide, vocabulary) for field in fields},
    }


def _field(field: Field, guide: Guide, vocabulary: Vocabulary) -> dict[str, Any]:
    described = {'title': guide.label(field), 'description': guide.hint(field)}
    value = _value(field, guide, vocabulary)
    if not field.many and field.kind is not FieldKind.SOURCE:
        return described | value
    limits = {'minItems': field.least, 'maxItems': field.most}
    listed = {name: limit for name, limit in limits.items() if limit}
    unique = {} if field.kind is FieldKind.GROUP else {'uniqueItems': True}
    return described | {'type': 'array', 'items': value} | listed | unique


def _value(field: Field, guide: Guide, vocabulary: Vocabulary) -> dict[str, Any]:
    match field.kind:
        case FieldKind.GROUP:
            return _group(field.fields, guide, vocabulary)
        case FieldKind.CHOICE:
            return {'type': 'string', 'enum': list(vocabulary.ids(field.choices))}
        case FieldKind.NUMBER:
            return {'type': 'integer', 'minimum': field.minimum, 'maximum': field.maximum}
        case FieldKind.FLAG:
            return {'type': 'boolean'}
        case FieldKind.REFERENCE | FieldKind.SOURCE | FieldKind.ID:
            return {'type': 'string', 'pattern': _SLUG}
        case FieldKind.DATE:
            return {'type': 'string', 'pattern': _DATE}
        case FieldKind.PARTIAL_DATE:
            # other tools read a year as a number
            return {'type': ['string', 'integer'], 'pattern': _PARTIAL_DATE}
        case FieldKind.CODE | FieldKind.MAIL:
            return {
                'type': ['string', 'integer'] if field.kind is FieldKind.CODE else 'string',
                'pattern': field.pattern,
            }
        case FieldKind.URL:
            return {'type': 'string', 'format': 'uri', 'pattern': '^https?://', 'maxLength': field.max_length}
        case FieldKind.TEXT:
            return {'type': 'string', 'minLength': field.min_length, 'maxLength': field.max_length}
