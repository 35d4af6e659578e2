"""The configuration of the optional editor in the browser (Sveltia CMS; the dialect is that of Decap CMS).

The text of a page is edited as it is written: the editor's rich-text mode destroys MyST's directives.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from ..hosting import Hosting
from ..model.vocabulary import Vocabulary
from .guide import Guide
from .records import Records, offered
from .spec import Field, FieldKind, asked_fields

_BACKENDS = {'github': 'github', 'gitlab': 'gitlab', 'forgejo': 'gitea'}


def cms_config(guide: Guide, vocabulary: Vocabulary, records: Records, hosting: Hosting, images: str) -> dict[str, Any]:
    """The configuration: one collection for each folder that pages are written in; pictures go to that of *images*.

    Other kinds are the editors' own matter, and written elsewhere.
    """
    kinds = vocabulary.kinds
    return {
        'backend': _backend(hosting),
        'publish_mode': 'editorial_workflow',
        'media_folder': images,
        'public_folder': f'/{images}',
        'locale': guide.language,
        'output': {'omit_empty_optional_fields': True},
        'slug': {'encoding': 'ascii', 'clean_accents': True},
        'collections': [
            *(found for kind in kinds.within for found in _nested(kind, guide, vocabulary, records)),
            *(
                _collection(kind, kinds.folders[kind], guide.kinds[kind], _widgets(kind, guide, vocabulary, records))
                for kind in kinds.in_order(lambda kind: kind.editor)
            ),
        ],
    }


def _backend(hosting: Hosting) -> dict[str, Any]:
    parts = urlsplit(hosting.repository)
    backend: dict[str, Any] = {
        'name': _BACKENDS[hosting.host],
        'repo': parts.path.strip('/').removesuffix('.git'),
        'branch': hosting.branch,
    }
    if hosting.host == 'github':
        backend['open_authoring'] = True
    return backend


def _nested(kind: str, guide: Guide, vocabulary: Vocabulary, records: Records) -> list[dict[str, Any]]:
    """A page of *kind* lies in the folder of a record that it names, and the editor knows one folder per collection."""
    kinds = vocabulary.kinds
    folders = [*records.get(kinds.within[kind], ()), (kinds.about(kind).without, guide.text['cms_national'])]
    # one list for all: the file then holds it once
    widgets = _widgets(kind, guide, vocabulary, records)
    label, folder = guide.kinds[kind], kinds.folders[kind]
    return [_collection(f'{kind}-{name}', f'{folder}/{name}', f'{label}: {title}', widgets) for name, title in folders]


def _collection(name: str, folder: str, label: str, widgets: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        'name': name,
        'label': label,
        'folder': folder,
        'create': True,
        'extension': 'md',
        'format': 'yaml-frontmatter',
        'identifier_field': 'summary',
        'summary': '{{slug}}: {{summary}}',
        'fields': widgets,
    }


def _widgets(kind: str, guide: Guide, vocabulary: Vocabulary, records: Records) -> list[dict[str, Any]]:
    fields = [_widget(field, guide, vocabulary, records) for field in asked_fields(kind, vocabulary.kinds)]
    body = {'name': 'body', 'label': guide.text['cms_body'], 'widget': 'markdown', 'modes': ['raw'], 'required': True}
    return [*fields, body]


def _widget(field: Field, guide: Guide, vocabulary: Vocabulary, records: Records) -> dict[str, Any]:
    # an empty list is written and allowed, so the editor must not ask for an item
    required = field.required and not (field.many and not field.least)
    common = {'name': field.name, 'label': guide.label(field), 'hint': guide.hint(field), 'required': required}
    options = _options(field, guide, vocabulary, records)
    if field.kind is FieldKind.GROUP:
        parts = [_widget(part, guide, vocabulary, records) for part in field.fields]
        return common | {'widget': 'list' if field.many else 'object', 'fields': parts}
    if options:
        return common | {'widget': 'select', 'multiple': field.many, 'options': options}
    if field.many or field.kind is FieldKind.SOURCE:
        return common | {'widget': 'list', 'field': {'name': 'value', 'label': guide.label(field), 'widget': 'string'}}
    if field.kind is FieldKind.NUMBER:
        limits = {'min': field.minimum, 'max': field.maximum}
        return common | {'widget': 'number', 'value_type': 'int'} | limits
    if field.kind is FieldKind.FLAG:
        return common | {'widget': 'boolean'}
    if field.kind is FieldKind.TEXT:
        widget = 'text' if field.max_length > 300 or field.name.startswith('summary') else 'string'
        return common | {'widget': widget, 'minlength': field.min_length, 'maxlength': field.max_length}
    return common | {'widget': 'string'}


def _options(field: Field, guide: Guide, vocabulary: Vocabulary, records: Records) -> list[dict[str, str]]:
    return [{'label': label, 'value': value} for value, label in offered(field, vocabulary, records, guide.language)]
