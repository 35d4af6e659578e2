"""A value that fits a field, invented from what the class says of it: for fields that no table of the tests has yet."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from s3ext.core.model.vocabulary import parse
from s3ext.core.schema.spec import Field, FieldKind, fields_of
from tests.kinds import KINDS
from tests.library import VOCABULARY
from tests.texts import LANGUAGES

_LISTS = parse(VOCABULARY.read_text('utf-8'), 'docs/vocabulary.yaml', KINDS, LANGUAGES)[0]
_FIXED = {
    FieldKind.DATE: '2024-03-04',
    FieldKind.PARTIAL_DATE: '2024-05',
    FieldKind.URL: 'https://example.org/sida',
    FieldKind.ID: 'ett-id',
    FieldKind.MAIL: 'enheten@example.org',
}


#: what no page has beside all else
_ALONE = 'withdrawn'


def sample(field: Field, ids: Mapping[str, str], source: str) -> Any:
    """A value of *field*: a reference is to one of the *ids* by kind, and what needs a source has the id *source*."""
    value: Any
    match field.kind:
        case FieldKind.GROUP:
            value = {inner.name: sample(inner, ids, source) for inner in field.fields}
        case FieldKind.SOURCE:
            return [source]
        case FieldKind.CHOICE:
            value = _LISTS.ids(field.choices)[0]
        case FieldKind.REFERENCE:
            value = ids.get(field.target, f'hel-{field.target}')
        case FieldKind.NUMBER:
            value = str(max(field.minimum, 1))
        case _:
            value = _FIXED.get(field.kind, f'Värdet av {field.name}'.ljust(field.min_length, '.'))
    return [value] if field.many else value


def invented(
    kind: str, known: Container[str], ids: Mapping[str, str], *, source: str = 'rapport', required: bool = False
) -> dict[str, Any]:
    """Values for the fields of *kind* that are not *known*; only for those that are *required*, if so."""
    return {
        field.name: sample(field, ids, source)
        for field in fields_of(kind, KINDS)
        if field.name not in known and field.name != _ALONE and (field.required or not required)
    }
