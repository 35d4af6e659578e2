"""What the form needs to show a page of the main kind as it will look: what stands in its head, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.annotations import Filter, Form, InText, Ref, Sheet
from ..model.declared import Declared, declared
from ..model.kinds import Kinds
from ..texts.messages import Texts

#: what the site itself says on such a page
_WORDS = (
    *('facts', 'sources', 'ours_mark', 'status_draft', 'status_editors', 'status_not_approved'),
    *('status_author', 'status_approval_unknown', 'source_read_on', 'source_held_by', 'answer_more'),
    *('period_from', 'period_to', 'unknown_heading'),
)


def preview(kinds: Kinds, texts: Texts) -> dict[str, Any]:
    """The lines of the fact sheet, what is answered first, the fields in the text, and the site's own words."""
    cls = kinds.by_id[kinds.main]
    return {
        'sheet': list(_sheet(cls, texts)),
        'answer': list(_answer(cls, texts)),
        'in_text': {field.name: _in_text(field) for field in declared(cls) if field.find(InText)},
        'words': {name: texts[name] for name in _WORDS},
        'editors': kinds.editors,
    }


def _sheet(cls: type, texts: Texts, group: str = '') -> Iterator[dict[str, Any]]:
    """The lines of the sheet of *cls* in order: path of the field, its label for one value and for several."""
    found = [(sheet.place, field, sheet) for field in declared(cls) if (sheet := field.find(Sheet))]
    for _, field, sheet in sorted(found, key=lambda line: line[0]):
        if not field.many and field.part and any(part.find(Sheet) for part in declared(field.part)):
            yield from _sheet(field.part, texts, f'{field.name}.')
            continue
        labels = [texts.sheet_label(field.owner, field.name, many=many) for many in (False, True)]
        empty = texts[sheet.empty] if sheet.empty else ''
        yield {'path': f'{group}{field.name}', 'labels': labels, 'each': sheet.each, 'empty': empty}


def _answer(cls: type, texts: Texts) -> Iterator[dict[str, str]]:
    """The fields of *cls* that its pages answer first, each with what it is called there and what decides which."""
    found = [(form.answer, field) for field in declared(cls) if (form := field.find(Form)) and form.answer]
    for _, field in sorted(found, key=lambda line: line[0]):
        parts = declared(field.part) if field.part else ()
        best = next((part.name for part in parts if (by := part.find(Filter)) and by.best), '')
        linked = any(part.find(Ref) for part in parts)
        none = texts[f'answer_no_{field.name}']
        label = texts[f'answer_{field.name}']
        yield {'name': field.name, 'label': label, 'none': none, 'best': best, 'linked': '1' if linked else ''}


def _in_text(field: Declared) -> dict[str, Any]:
    form, shown = field.find(Form), field.find(InText)
    return {'grouped': form.grouped if form else '', 'takes': list(shown.takes) if shown else []}
