"""``python -m s3ext new``: ask for what a page must have, and write it with comments on the rest."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .clock import today
from .content import read_content
from .core.kinds import RecordType
from .core.messages import Texts, load_texts
from .core.problems import Mark, Problem, ProblemCode
from .core.schema.guide import Guide, load_guide
from .core.schema.outputs import NEW
from .core.schema.questions import Choices, Question, faults, finish, folder, place, questions, read, slug, told
from .core.schema.records import records_of
from .core.schema.writing import new_page
from .core.validate import validate

LANGUAGE = 'sv'


def add_new(command: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Describe to the parser of the *command* what can be asked for: a kind of page, and one option per question."""
    guide = load_guide(LANGUAGE)
    kinds = command.add_subparsers(dest='kind', required=True)
    for kind in NEW:
        parser = kinds.add_parser(kind.value, parents=[common], help=guide.kinds[kind.value])
        parser.add_argument('--title', help=guide.text['form_title'])
        parser.add_argument('--id', help=guide.form['page_id_hint'])
        for question in questions(kind):
            parser.add_argument(
                f'--{question.option}', dest=_name(question), metavar='…', help=guide.hint(question.field)
            )


def new(root: Path, options: argparse.Namespace) -> int:
    """Write the page that *options* describe, asking for what is missing; returns an exit code."""
    texts = load_texts(LANGUAGE)
    kind = RecordType(options.kind)
    content = read_content(root)
    choices = Choices(vocabulary=content.vocabulary, records=records_of(content.catalog))
    ask = input if sys.stdin.isatty() else None
    writer = _Writer(kind=kind, choices=choices, texts=texts, guide=load_guide(LANGUAGE), ask=ask)
    try:
        title, page_id = writer.title(options)
        values = writer.answers(options)
    except EOFError:
        print(f'\n{texts["new_ended"]}', file=sys.stderr)
        return 2
    if writer.faults:
        print('\n'.join(writer.faults), file=sys.stderr)
        return 2
    path = f'{folder(kind, values)}/{page_id}.md'
    taken = {entry.id: entry.path for entry in content.entries}
    if page_id in taken or (root / path).exists():
        details = {'value': page_id, 'other': taken.get(page_id, path)}
        print(texts.message(Problem.at(path, Mark(line=1), ProblemCode.DUPLICATE_ID, **details)), file=sys.stderr)
        return 1
    text = new_page(kind, title, values, writer.guide, content.vocabulary)
    _, _, problems = validate(text, path.removesuffix('.md'), path, content.vocabulary)
    if faults_found := [problem for problem in problems if not problem.is_note]:  # what only shows when all is there
        print('\n'.join(told(faults_found, texts)), file=sys.stderr)
        return 1
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    with (root / path).open('x', encoding='utf-8') as file:
        file.write(text)
    print(texts['new_written'].format(path=path))
    return 0


@dataclass(kw_only=True)
class _Writer:
    """Collects the answers: from the options, and from *ask* where there is a terminal."""

    kind: RecordType
    choices: Choices
    texts: Texts
    guide: Guide
    ask: Callable[[str], str] | None
    faults: list[str] = field(default_factory=list)

    def title(self, options: argparse.Namespace) -> tuple[str, str]:
        """The title of the page and its id. Raises ``EOFError`` if nobody answers any more."""
        title = options.title
        while not (title or '').strip():
            if self.ask is None:
                self.faults.append(self.texts['new_missing'].format(option='--title'))
                return '', ''
            title = self.ask(f'{self.guide.text["form_title"]}: ')
        title = ' '.join(title.split())
        page_id = options.id or slug(title)
        if page_id != slug(page_id):
            problem = Problem.at('', Mark(line=1), ProblemCode.BAD_ID, value=page_id)
            self.faults.append(self.texts.message(problem))
        return title, page_id

    def answers(self, options: argparse.Namespace) -> dict[str, Any]:
        """The header's values. Raises ``EOFError`` if nobody answers any more."""
        values: dict[str, Any] = {}
        for question in questions(self.kind):
            values = self._answer(question, getattr(options, _name(question)), values)
        return values if self.faults else finish(values, today())

    def _answer(self, question: Question, given: str | None, values: dict[str, Any]) -> dict[str, Any]:
        while True:
            asked = given is None and self.ask is not None
            answer = self._ask(question) if asked else given
            if not (answer or '').strip() and not question.optional:
                if not asked:
                    self.faults.append(self.texts['new_missing'].format(option=f'--{question.option}'))
                    return values
                continue
            value, problems = read(question, answer or '', self.choices)
            if not problems:
                now = place(values, question, value)
                problems = faults(self.kind, now, self.guide, self.choices.vocabulary)
                if not problems:
                    return now
            messages = told(problems, self.texts)
            if not asked:
                self.faults += messages
                return values
            print('\n'.join(messages))

    def _ask(self, question: Question) -> str:
        assert self.ask is not None
        print(f'\n{self.guide.lead(question.field, ".")} {self.guide.hint(question.field)}')
        offered = self.choices.of(question.field)
        for value, label in offered:
            print(f'  {value:28} {label}')
        if question.field.name == 'agenda':
            print(self.texts['new_agenda'])
        elif question.field.many:
            print(self.texts['new_many'])
        return self.ask('> ')


def _name(question: Question) -> str:
    """The attribute that holds the answer to *question* among the parsed options."""
    return f'answer_{question.option.replace("-", "_")}'
