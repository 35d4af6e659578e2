"""The help pages that are written from the schema and the message catalogue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..model.header import PLAIN
from ..model.vocabulary import Vocabulary
from ..texts.messages import Texts
from .guide import Guide
from .spec import Field, fields_of

_MARKUP = re.compile(r'([\\`*_\[\]{}<>#|~$^])')


def field_page(guide: Guide, vocabulary: Vocabulary) -> str:
    """The page that describes every field of every kind of page."""
    text, kinds = guide.text, vocabulary.kinds
    lines = [
        *_head(text['fields_summary'], text['fields_title']),
        text['fields_intro'],
        '',
        text['fields_generated'],
        '',
    ]
    shared = {field.name for field in fields_of(PLAIN, kinds)}
    # as contributors meet them; what all pages share stands first and is not repeated
    for kind in kinds.in_order(lambda kind: kind.guide):
        lines += [f'## {guide.kinds[kind]}', '']
        if kind in kinds.folders:
            lines += [text['folder'].format(folder=f'`{kinds.folders[kind]}`'), '']
        fields = fields_of(kind, kinds)
        if kind != PLAIN:
            required = ', '.join(f'`{field.name}`' for field in fields if field.name in shared and field.required)
            lines += [text['shared'].format(anchor=_anchor(guide.kinds['page']), fields=required), '']
            fields = tuple(field for field in fields if field.name not in shared)
        for field in fields:
            lines += [f'{_name(field)} – {guide.label(field)}', f': {_description(field, guide, vocabulary)}', '']
            lines += _parts(field, guide, vocabulary, '  ')
    return '\n'.join(lines).rstrip() + '\n'


def fault_page(guide: Guide, texts: Texts, *, links_allowed: bool = True) -> str:
    """The page that explains every problem code, each under a heading that is its anchor.

    It links to the page on what is allowed only with *links_allowed*: a site need not have one.
    """
    text = guide.text
    lines = [*_head(text['faults_summary'], text['faults_title']), text['faults_intro'], '']
    for code in sorted(texts.problems):  # the engine's, and those of the handbook's own rules
        values: defaultdict[str, str] = defaultdict(lambda: '…', suggestion='')
        message = ' '.join(texts.problems[code].format_map(values).split())
        helped = guide.help[code].replace('{more}', text['faults_allowed'] if links_allowed else '')
        lines += [f'## `{code}`', '', helped, '']
        escaped = _MARKUP.sub(r'\\\1', message)
        lines += [f'{text["faults_says"]} *{escaped}*', '']
    return '\n'.join(lines).rstrip() + '\n'


def _head(summary: str, title: str) -> list[str]:
    return ['---', f'summary: "{summary}"', '---', '', f'# {title}', '']


def _name(field: Field) -> str:
    return f'`{field.name}`\\*' if field.required else f'`{field.name}`'


def _description(field: Field, guide: Guide, vocabulary: Vocabulary) -> str:
    return f'{guide.hint(field)} {guide.values(field, vocabulary)}'.rstrip()


def _parts(field: Field, guide: Guide, vocabulary: Vocabulary, indent: str) -> Iterator[str]:
    """The fields of a group as a nested list."""
    for part in field.fields:
        yield f'{indent}- {_name(part)} – {guide.label(part)}. {_description(part, guide, vocabulary)}'
        yield from _without_end(_parts(part, guide, vocabulary, indent + '  '))
    if field.fields:
        yield ''


def _without_end(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line]


def _anchor(title: str) -> str:
    """The anchor of the heading *title*, as MyST makes it."""
    return title.lower().replace(' ', '-')
