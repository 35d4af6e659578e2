"""``s3ext import``: a document, and what decides where its page lands."""

from __future__ import annotations

from pathlib import Path

import click

from ...core.schema.guide import Guide, load_guide
from ...core.schema.questions import Question, questions
from .interface import Argument, Command, OneOf, option
from .session import Session


def import_command(session: Session) -> click.Command:
    """``s3ext import``."""
    texts = session.texts
    guide = load_guide(texts.language, texts.files)
    owners = _owners(session)
    #: names of the values are ours: an option may be called as something in Python is
    asked = {f'answer_{number}': question for number, question in enumerate(owners)}
    params = [_option(name, question, guide, session) for name, question in asked.items()]

    def run(file: str, kind: str, into: str, id: str, **values: str | None) -> int:
        from ..import_page import import_page

        given = {asked[name].option: value for name, value in values.items() if value is not None}
        if id:
            given['id'] = id
        return import_page(session.root, Path(file), kind, into, given, texts)

    kinds = click.Option(
        ['--as', 'kind'],
        default='',
        type=OneOf(('', *session.kinds.skeletons), texts),
        metavar='|'.join(session.kinds.skeletons),
        help=texts['cli_option_as'],
    )
    return Command(
        'import',
        session,
        run,
        [
            Argument('file', texts['cli_argument_document'], required=True, metavar=texts['cli_file_place']),
            kinds,
            *params,
            option('--id', texts, 'cli_id_place', default=''),
            option('--into', texts, 'cli_page_place', default=''),
        ],
    )


def _owners(session: Session) -> list[Question]:
    """The questions whose answer decides in which folder a page lies."""
    kinds = session.kinds
    found = {
        question.option: question
        for kind in kinds.skeletons
        if kind in kinds.within
        for question in questions(kind, kinds)
        if question.path == (kinds.owner_fields[kind],)
    }
    return [*found.values()]


def _option(name: str, question: Question, guide: Guide, session: Session) -> click.Option:
    """The option for an answer: called as the command ``new`` calls it, and as one of those that it names."""
    names = dict.fromkeys((f'--{question.option}', f'--{question.field.target}' if question.field.target else ''))
    place = session.texts['cli_text_place']
    return click.Option([*filter(None, names), name], metavar=place, help=guide.hint(question.field))
