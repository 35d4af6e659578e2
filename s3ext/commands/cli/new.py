"""``s3ext new``: one command for each kind of page, with an option for each question."""

from __future__ import annotations

import click

from ...core.schema.guide import Guide, load_guide
from ...core.schema.questions import questions
from .interface import Command, Group
from .session import Session


def new_command(session: Session) -> click.Command:
    """``s3ext new``."""
    guide = load_guide(session.texts.language, session.texts.files)
    return _New(session, guide)


class _New(Group):
    """A command for each kind of page that contributors start from nothing."""

    def __init__(self, session: Session, guide: Guide) -> None:
        super().__init__('new', session, {kind: guide.kinds[kind] for kind in session.kinds.skeletons})
        self.guide = guide

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The command for the kind of page *cmd_name*."""
        return _of_kind(cmd_name, self.session, self.guide)


def _of_kind(kind: str, session: Session, guide: Guide) -> click.Command:
    place = session.texts['cli_text_place']
    words = {'title': guide.text['form_title'], 'id': guide.form['page_id_hint']}
    words |= {question.option: guide.hint(question.field) for question in questions(kind, session.kinds)}
    # the names of the values are ours: an option may be called as something in Python is
    params = [click.Option([f'--{name}', _value(name)], metavar=place, help=text) for name, text in words.items()]

    def run(**values: str | None) -> int:
        from ..new import new

        given = {name: value for name in words if (value := values[_value(name)]) is not None}
        return new(session.root, kind, given, session.texts)

    command = Command('new', session, run, params)
    command.help = f'{guide.kinds[kind]}. {command.help}.'
    return command


def _value(name: str) -> str:
    return f'answer_{name.replace("-", "_")}'
