"""All records as JSON, one field on a line so that changes can be read, and the JSON Schema of that file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..model.labels import Labels
from ..schema.spec import Field, FieldKind
from .export import LICENCE, Claim, Export
from .tables import OWN, kind_fields

#: the names of the files
RECORDS, SCHEMA = 'data.json', 'data.schema.json'
_DATE = {'type': 'string', 'pattern': r'^\d{4}-\d{2}-\d{2}$'}
_PARTIAL = {'type': 'string', 'pattern': r'^\d{4}(-\d{2}(-\d{2})?)?$'}
#: the text of a value on one line
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_TEXT: dict[str, Any] = {'type': 'string'}
_OR_NOT: dict[str, Any] = {'type': ['string', 'null']}


def records_text(export: Export) -> str:
    """The file of all records: the same text for the same records, each field on a line, each group in a list too."""
    vocabulary = export.labels.vocabulary
    about = {
        'title': export.title,
        'language': export.labels.texts.language,
        'licence': LICENCE,
        'publisher': export.publisher or None,
        'address': export.base or None,
        'updated': export.updated or None,
        'schema': SCHEMA,
    }
    lists = {
        name: [{'id': term.id, 'labels': dict(sorted(term.labels.items()))} for term in terms]
        for name, terms in sorted(vocabulary.lists.items())
    }
    records = {kind: _array(map(_fields_text, map(export.plain, items))) for kind, items in export.items.items()}
    parts = {
        'about': _fields_text(about),
        'lists': _object_text({name: _array(map(_ENCODE, terms)) for name, terms in lists.items()}),
        'records': _object_text(records),
        'claims': _array(_ENCODE(_claim(claim)) for claim in export.claims),
    }
    return f'{_object_text(parts)}\n'


def _fields_text(values: dict[str, Any]) -> str:
    """An object with a line for each of its values, and for each group of fields in a list."""
    return _object_text({name: _lines(value) for name, value in values.items()})


def _lines(value: Any) -> str:
    of_groups = isinstance(value, list) and value and isinstance(value[0], dict)
    return _array(map(_ENCODE, value)) if of_groups else _ENCODE(value)


def _object_text(parts: dict[str, str]) -> str:
    inside = ',\n'.join(f'{_ENCODE(name)}: {text}' for name, text in parts.items())
    return f'{{\n{inside}\n}}'


def _array(items: Iterable[str]) -> str:
    inside = ',\n'.join(items)
    return f'[\n{inside}\n]' if inside else '[]'


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        'kind': claim.item.type,
        'record': claim.item.id,
        'position': claim.position,
        'place': claim.place,
        'claim': claim.claim,
        'evidence': claim.evidence,
        'sources': [
            {'id': one.id, 'publisher': one.publisher, 'title': one.title, 'year': one.year, 'url': one.url}
            for one in claim.sources
        ],
    }


def schema_text(export: Export) -> str:
    """The JSON Schema (draft 2020-12) of that file, with the words of the site's language."""
    labels, kinds = export.labels, export.catalog.kinds
    records = {kind: {'type': 'array', 'items': _record(kind, labels)} for kind in export.items}
    listed = _object({'id': _TEXT, 'labels': {'type': 'object', 'additionalProperties': _TEXT}})
    texts = {'title': _TEXT, 'language': _TEXT, 'licence': _TEXT, 'schema': _TEXT}
    about = _object({**texts, 'publisher': _OR_NOT, 'address': _OR_NOT, 'updated': _or_null(_DATE)})
    source = _object({'id': _TEXT, 'publisher': _TEXT, 'title': _TEXT, 'year': _OR_NOT, 'url': _OR_NOT})
    claim = {
        'kind': {'enum': [*export.items]},
        'record': _TEXT,
        'position': {'type': 'integer', 'minimum': 1},
        'place': _TEXT,
        'claim': _TEXT,
        'evidence': _TEXT,
        'sources': {'type': 'array', 'items': source},
    }
    return _text(
        {
            '$schema': 'https://json-schema.org/draft/2020-12/schema',
            'title': export.title,
            **_object(
                {
                    'about': about,
                    'lists': _object({name: {'type': 'array', 'items': listed} for name in sorted(kinds.lists)}),
                    'records': _object(records),
                    'claims': {'type': 'array', 'items': _object(claim)},
                }
            ),
        }
    )


def _record(kind: str, labels: Labels) -> dict[str, Any]:
    shapes = (_TEXT, _TEXT, _TEXT, _OR_NOT, _OR_NOT)
    own = {name: {'title': labels.texts[f'data_{name}'], **shape} for name, shape in zip(OWN, shapes, strict=True)}
    return {'title': labels.texts[kind], **_object(own | _fields(kind_fields(kind, labels.kinds), labels))}


def _fields(fields: Iterable[Field], labels: Labels) -> dict[str, Any]:
    return {field.name: _described(field, labels) for field in fields}


def _described(field: Field, labels: Labels) -> dict[str, Any]:
    words = labels.texts.fields[field.owner][field.name]
    said = {'title': words['label'], **({'description': words['hint']} if 'hint' in words else {})}
    value = _value(field, labels)
    if field.many:
        value = {'type': 'array', 'items': value}
    silent = field.unknown or not field.required if field.many else field.open
    return said | (_or_null(value) if silent or not field.required else value)


def _value(field: Field, labels: Labels) -> dict[str, Any]:
    match field.kind:
        case FieldKind.GROUP:
            return _object(_fields(field.fields, labels))
        case FieldKind.NUMBER:
            return {'type': 'integer'}
        case FieldKind.FLAG:
            return {'type': 'boolean'}
        case FieldKind.DATE:
            return _DATE
        case FieldKind.PARTIAL_DATE:
            return _PARTIAL
        case FieldKind.CHOICE:
            return {'type': 'string', 'enum': list(labels.vocabulary.ids(field.choices))}
        case FieldKind.URL:
            return {'type': 'string', 'format': 'uri'}
        case _:
            return _TEXT


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {'type': 'object', 'additionalProperties': False, 'required': [*properties], 'properties': properties}


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    return {'anyOf': [value, {'type': 'null'}]}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + '\n'
