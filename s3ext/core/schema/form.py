"""The web form as data: the same fields, texts and limits that the check uses, for the script of the form page."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ..gate import allowed
from ..gate.characters import odd_entities, script_cleaned, script_emoji, script_patterns
from ..hosting import MAX_ADDRESS
from ..importing.headings import Outline
from ..importing.script import import_rules, import_words
from ..model.annotations import Form
from ..model.declared import declared
from ..model.kinds import Kinds
from ..model.values import PATTERNS
from ..model.vocabulary import Vocabulary
from ..page.leftovers import ScriptRule, script_rules
from ..page.markdown import BREAKS, NAMED
from ..page.tags import GROUP, INLINE
from ..problems import NOTES, ProblemCode
from ..texts.messages import Texts
from .ecmascript import ecmascript
from .form_files import file_kinds_allowed, file_rules, words_at_once
from .form_preview import preview
from .guide import Guide
from .questions import LONGEST_SLUG
from .records import Records
from .spec import Field, asked_fields
from .writing import RESERVED

#: a source in the form is whole: it has all that it says in its own fields
_NOT_ASKED = ('part_of',)
#: the day of writing is filled in; review and approval are for the editors to note
_LEFT_OUT = ('reviewed_on', 'added_on', 'review_every', 'approved', 'former_ids', 'withdrawn')
#: what the pages that a case brings along have from the case
_OF_CASE = ('written_by',)
#: the faults that the script finds while somebody writes; ``s3ext check`` finds the others
_CHECKED = (
    ProblemCode.TOO_SHORT,
    ProblemCode.TOO_LONG,
    ProblemCode.TOO_MANY,
    ProblemCode.BAD_VALUE,
    ProblemCode.BAD_DATE,
    ProblemCode.BAD_URL,
    ProblemCode.BAD_ID,
    ProblemCode.BAD_PERIOD,
    ProblemCode.REPEATED_VALUE,
    ProblemCode.UNKNOWN_SOURCE,
    ProblemCode.UNUSED_SOURCE,
    ProblemCode.FOOTNOTE_IN_BODY,
    ProblemCode.TITLE_REPEATED,
    ProblemCode.TOO_FEW,
    ProblemCode.DUPLICATE_ID,
    ProblemCode.BAD_CHARACTER,
    ProblemCode.UNKNOWN_DIRECTIVE,
    ProblemCode.UNKNOWN_ROLE,
    ProblemCode.RAW_HTML,
    ProblemCode.TOO_MUCH,
    ProblemCode.LEFTOVER,
    ProblemCode.NEAR_MISS,
    ProblemCode.UNCLOSED,
)
#: why text hangs in the air or is not what it looks like, beside what the rules on leftovers say
_CAUSES = (
    *('open_box', 'open_colons', 'open_fence', 'open_nothing', 'open_strong'),
    *('near_box', 'near_code', 'near_language', 'near_strong', 'near_strong_space'),
)
#: what of a field is of no use to a form
_NO_USE = ('owner', 'unprinted', 'attribute', 'open', 'unknown')


def form_kinds(kinds: Kinds) -> tuple[str, ...]:
    """A case, and what it may bring along that the handbook does not have yet; none if there is no form."""
    return kinds.in_order(lambda kind: kind.form)


def form_spec(guide: Guide, texts: Texts, vocabulary: Vocabulary, permitted: allowed.Permitted) -> dict[str, Any]:
    """What the form asks for each kind of page, of which pages may hold *permitted*. Does not depend on the records."""
    kinds = vocabulary.kinds
    forms = form_kinds(kinds)
    return {
        'forms': {kind: _form(kind, guide, kinds) for kind in forms},
        'lists': {
            name: [{'id': term.id, 'label': term.label(guide.language)} for term in terms]
            for name, terms in vocabulary.lists.items()
        },
        'problems': {code.value: texts.problems[code] for code in _CHECKED if code in texts.problems}
        | guide.form_problems,
        'notes': [code.value for code in _CHECKED if code in NOTES],
        'text_rules': _text_rules(texts, permitted),
        'value_rules': _value_rules(kinds),
        'longest_address': MAX_ADDRESS,
        'words': {name: texts[name] for name in ('date_full', 'date_partial')},
        'form': guide.form | words_at_once(guide.form_files),
        'file_rules': file_kinds_allowed(),
        'preview': preview(kinds, texts),
        'of_case': _OF_CASE,
        'about': kinds.form_fields(lambda form: form.first),
        'telling': kinds.form_fields(lambda form: form.tells),
        'national': kinds.about(forms[0]).without if forms else '',
        'in_text': _in_text(kinds),
    }


def form_script(spec: dict[str, Any], records: Records, host: dict[str, str]) -> str:
    """The script that hands the form its data; a plain script, because a page read from disk cannot fetch."""
    offered = {
        kind: [{'id': record_id, 'label': title} for record_id, title in found] for kind, found in records.items()
    }
    data = json.dumps({**spec, 'records': offered, 'host': host}, ensure_ascii=False)
    return f'(window.S3??={{}}).formData={data};\n'


def import_script(guide: Guide, texts: Texts, kinds: Kinds) -> str:
    """The script with what the form needs beside that when a text or a file is taken in."""
    more = {
        'file_rules': file_rules(),
        'import_rules': import_rules(),
        'import_outlines': {kind: asdict(Outline.of(kind, guide, kinds)) for kind in form_kinds(kinds)},
        'import_words': import_words(texts),
    }
    data, words = (json.dumps(value, ensure_ascii=False) for value in (more, guide.form_files))
    return f'Object.assign(S3.formData,{data});Object.assign(S3.formData.form,{words});\n'


def _value_rules(kinds: Kinds) -> dict[str, Any]:
    """What the script asks of single values: the patterns, limits and lists of the check itself."""
    return {name: ecmascript(pattern) for name, pattern in PATTERNS.items()} | {
        'hidden': script_cleaned(),
        'longest_id': LONGEST_SLUG,
        'joined': _joined(kinds),
        'reserved': sorted(RESERVED),
    }


def _joined(kinds: Kinds) -> list[list[str | int]]:
    """What values ask of other fields of the same header: field, value, the other and how many."""
    found = [asked for kind in form_kinds(kinds) for asked in kinds.asked[kind] if len(asked.path) == 1]
    return [[asked.path[0], asked.asks.value, asked.asks.field, asked.asks.least] for asked in found]


def _in_text(kinds: Kinds) -> dict[str, int]:
    """The fields of the main kind that the form shows in a section of the text, and its number from 0."""
    fields = declared(kinds.by_id[kinds.main])
    return {field.name: form.section - 1 for field in fields if (form := field.find(Form)) and form.section}


def _text_rules(texts: Texts, permitted: allowed.Permitted) -> dict[str, Any]:
    """What the script looks for in a text: the patterns, limits, lists and words of the check itself."""
    causes = {rule.cause for rule in script_rules()} | set(_CAUSES)
    spoken = ', '.join(allowed.SPOKEN)
    return {
        'characters': [
            {'pattern': pattern, 'message': texts[cause], 'cause': cause} for pattern, cause in script_patterns()
        ],
        'emoji': script_emoji(),
        'entities': odd_entities(),
        'html': ecmascript(allowed.HTML.pattern),
        'breaks': '|'.join(BREAKS),
        'tags': {
            'form': ecmascript(INLINE),
            'group': ecmascript(GROUP),
            'groups': list(allowed.GROUPS),
            'containers': list(allowed.CONTAINERS),
            'code': [name for name, kind in allowed.FORMATS.items() if kind == 'code'],
            'deepest': allowed.MAX_TAG_DEPTH,
        },
        'named': ecmascript(NAMED.pattern),
        'roles': sorted(permitted.roles),
        'spoken': list(allowed.SPOKEN),
        'directives': {name: _directive(rule) for name, rule in sorted(permitted.directives.items())},
        'boxes': dict(allowed.BOXES),
        'languages': sorted(allowed.LANGUAGES),
        'alerts': [f'[!{name}]' for name in allowed.ALERTS],
        'leftovers': [_leftover(rule) for rule in script_rules()],
        'causes': {cause: texts[cause].format(fix='{fix}', allowed=spoken) for cause in sorted(causes)},
        'longest_line': allowed.MAX_LINE,
        'line_message': texts['limit_line'].format(limit=allowed.MAX_LINE),
    }


def _directive(rule: allowed.Directive) -> dict[str, bool]:
    return {
        'argument': rule.argument is not None,
        'titled': rule.titled,
        'options': rule.reads_options,
        'markdown': rule.content is allowed.Content.MARKDOWN,
    }


def _leftover(rule: ScriptRule) -> dict[str, Any]:
    parts = {'code': rule.code.value, 'cause': rule.cause, 'pattern': ecmascript(rule.form.pattern)}
    right = [ecmascript(rule.right[0]), rule.right[1]] if rule.right else None
    more = {'places': list(rule.places), 'right': right, 'addresses': rule.addresses}
    return parts | {name: value for name, value in more.items() if value}


def _form(kind: str, guide: Guide, kinds: Kinds) -> dict[str, Any]:
    is_first = kind == form_kinds(kinds)[0]
    left_out = _LEFT_OUT if is_first else (*_LEFT_OUT, *_OF_CASE)
    fields = [field for field in asked_fields(kind, kinds) if field.name not in left_out]
    marks = {field.name: field.find(Form) for field in declared(kinds.by_id[kind])}
    groups = {name: form.group for name, form in marks.items() if form and form.group}
    # the field whose first value is the folder below that of all
    below = {'folder_field': kinds.owner_fields[kind]} if kind in kinds.within else {}
    return {
        'folder': kinds.folders[kind],
        **below,
        'groups': groups if is_first else {},
        'fields': [_field(field, guide) for field in fields],
        'sections': [{'heading': heading, 'text': text} for heading, text in guide.outlines.outline(kind)],
    }


def _field(field: Field, guide: Guide) -> dict[str, Any]:
    """*field* without what it does not have."""
    found = {name: value for name, value in asdict(field).items() if value and name not in _NO_USE}
    words = {'label': guide.label(field), 'one': guide.one(field), 'hint': guide.form_hint(field)}
    asked = [part for part in field.fields if part.name not in _NOT_ASKED]
    parts = {'fields': [_field(part, guide) for part in asked]} if field.fields else {}
    return found | words | parts
