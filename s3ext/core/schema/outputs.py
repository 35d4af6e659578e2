"""Every file that is written from the schema, with its text. A test compares them with what is there."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import yaml

from ..fixed_names import FixedNames
from ..hosting import Hosting
from ..kinds import RECORD_CLASSES, in_order
from ..messages import Texts
from ..vocabulary import Vocabulary
from .choices import CHOICES, choices_text
from .cms import cms_config
from .form import form_spec
from .guide import Guide
from .issue_form import issue_form
from .json_schema import json_schema
from .records import Records, fixed
from .reference import fault_page, field_page
from .writing import new_page

#: the kinds of pages that contributors start from nothing
NEW = in_order(lambda kind: kind.skeletons)
_NOTE = '# Skriven av: python -m s3ext schema\n'


def outputs(
    guide: Guide,
    texts: Texts,
    vocabulary: Vocabulary,
    records: Records,
    hosting: Hosting,
    names: FixedNames,
    pages: Collection[str],
) -> dict[str, str]:
    """The text of every generated file by its path below the site's root; *pages* are the paths that it can link to."""
    few = fixed(records)
    found = {f'schema/{kind.value}.schema.json': _json(json_schema(kind, guide, vocabulary)) for kind in RECORD_CLASSES}
    found |= {f'schema/new/{kind.value}.md': new_page(kind, '', {}, guide, vocabulary) for kind in NEW}
    return found | {
        CHOICES: choices_text(vocabulary, records),
        'schema/form.json': _json(form_spec(guide, texts, vocabulary)),
        'schema/editor.yml': _yaml(cms_config(guide, vocabulary, few, hosting, names.images)),
        names.issue_form: _yaml(issue_form(guide, vocabulary, few)),
        names.field_page: field_page(guide, vocabulary),
        names.help_page: fault_page(guide, texts, links_allowed=names.allowed_page in pages),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + '\n'


def _yaml(value: Any) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)
    return _NOTE + text
