"""Every file that is written from the schema, with its text. A test compares them with what is there."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import yaml

from ..gate.allowed import Permitted
from ..hosting import Hosting
from ..model.vocabulary import Vocabulary
from ..texts.messages import Texts
from .choices import CHOICES, choices_text
from .cms import cms_config
from .form import form_spec
from .guide import Guide
from .issue_form import issue_form
from .json_schema import json_schema
from .records import Records, fixed
from .reference import fault_page, field_page
from .writing import new_page


def outputs(
    guide: Guide,
    texts: Texts,
    vocabulary: Vocabulary,
    permitted: Permitted,
    records: Records,
    hosting: Hosting,
    pages: Collection[str],
) -> dict[str, str]:
    """The text of every generated file by its path below the site's root; *pages* are the paths that it can link to."""
    kinds, names = vocabulary.kinds, permitted.names
    few = fixed(records, kinds)
    found = {f'schema/{kind}.schema.json': _json(json_schema(kind, guide, vocabulary)) for kind in kinds.by_id}
    found |= {f'schema/new/{kind}.md': new_page(kind, '', {}, guide, vocabulary) for kind in kinds.skeletons}
    return found | {
        CHOICES: choices_text(vocabulary, records),
        'schema/form.json': _json(form_spec(guide, texts, vocabulary, permitted)),
        'schema/editor.yml': _yaml(cms_config(guide, vocabulary, few, hosting, names.images), guide),
        names.issue_form: _yaml(issue_form(guide, vocabulary, few), guide),
        names.field_page: field_page(guide, vocabulary),
        names.help_page: fault_page(guide, texts, links_allowed=names.allowed_page in pages),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + '\n'


def _yaml(value: Any, guide: Guide) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)
    return f'# {guide.text["written_file"]}\n{text}'
