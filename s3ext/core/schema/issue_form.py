"""The host's form for those who would rather tell about a case than write a page (GitHub issue forms)."""

from __future__ import annotations

from typing import Any

from ..model.vocabulary import Vocabulary
from .guide import Guide
from .records import Records, offered
from .spec import Field, FieldKind, asked_fields


def issue_form(guide: Guide, vocabulary: Vocabulary, records: Records) -> dict[str, Any]:
    """The form to suggest a case, as the host reads it: what somebody outside the editors can say."""
    text, main = guide.text, vocabulary.kinds.main
    fields = {field.name: field for field in asked_fields(main, vocabulary.kinds)}
    outline = '\n\n'.join(f'## {heading}\n' for heading, _ in guide.outlines.outline(main))
    asked = (fields[name] for name in vocabulary.kinds.form_fields(lambda form: form.issue))
    body = [
        {'type': 'markdown', 'attributes': {'value': text['form_intro']}},
        _element('input', 'title', text['form_title'], '', required=True),
        *(_control(field, guide, vocabulary, records) for field in asked),
        _element('textarea', 'text', text['form_body'], text['form_body_hint'], required=True, value=outline),
        {
            'type': 'checkboxes',
            'id': 'check',
            'attributes': {
                'label': text['form_check'],
                'options': [
                    {'label': text[f'form_check_{name}'], 'required': True} for name in ('open', 'person', 'licence')
                ],
            },
        },
    ]
    return {'name': text['form_name'], 'description': text['form_about'], 'labels': [text['form_label']], 'body': body}


def _control(field: Field, guide: Guide, vocabulary: Vocabulary, records: Records) -> dict[str, Any]:
    """The element for one field: a menu for closed lists, else room for text."""
    label, hint = guide.label(field), guide.hint(field)
    options = _options(field, guide, vocabulary, records)
    # an empty list is allowed where pages may have one
    required = field.required and not (field.many and not field.least and field.kind is not FieldKind.GROUP)
    if options:
        return _element('dropdown', field.name, label, hint, required=required, multiple=field.many, options=options)
    if more := guide.text.get(f'form_{field.name}_hint', ''):
        hint = f'{hint} {more}'
    elif field.many:
        hint = f'{hint} {guide.text["form_one_per_line"]}'
    elif field.kind is FieldKind.TEXT:
        hint = f'{hint} {guide.values(field, vocabulary)}'
    return _element('textarea', field.name, label, hint, required=required)


def _options(field: Field, guide: Guide, vocabulary: Vocabulary, records: Records) -> list[str]:
    return [label for _, label in offered(field, vocabulary, records, guide.language)]


def _element(kind: str, name: str, label: str, hint: str, *, required: bool, **attributes: Any) -> dict[str, Any]:
    shown = {'label': label} | ({'description': hint} if hint else {}) | attributes
    return {'type': kind, 'id': name, 'attributes': shown, 'validations': {'required': required}}
