"""``s3ext new``: ask for what a page must have, and write it with comments on the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..config.clock import today
from ..config.conf_file import CONFIG, read_conf
from ..core.page.validate import validate
from ..core.problems import Position, Problem, ProblemCode
from ..core.schema.guide import Guide, load_guide
from ..core.schema.questions import Choices, Question, faults, finish, folder, messages_of, place, questions, read, slug
from ..core.schema.records import records_of
from ..core.schema.writing import new_page
from ..core.system_errors import INTERRUPTED
from ..core.texts.messages import Texts
from .drafts import Draft
from .project import Content, read_content

_TITLE = 'title'


def new(root: Path, kind: str, given: Mapping[str, str], texts: Texts) -> int:
    """Write the page of *kind* that the answers *given* describe, by option, asking for the rest at a terminal.

    Returns an exit code. Where the questions end before the last, from the keyboard, the answers so far are kept.
    """
    content = read_content(root)
    choices = Choices(
        vocabulary=content.vocabulary,
        records=records_of(content.catalog),
        language=texts.language,
        languages=texts.files.languages,
    )
    ask = input if sys.stdin.isatty() else None
    draft = Draft(root, kind)
    guide = load_guide(texts.language, texts.files)
    writer = _Writer(kind=kind, choices=choices, texts=texts, guide=guide, ask=ask, given=given, draft=draft)
    try:
        writer.go_on()
        title, page_id = writer.title()
        values = writer.answers()
    except (EOFError, KeyboardInterrupt) as end:
        name = 'new_kept' if draft.keep() else 'new_ended'
        print(f'\n{texts[name].format(path=draft.file.name, kind=kind)}', file=sys.stderr)
        return 2 if isinstance(end, EOFError) else INTERRUPTED
    if writer.faults:
        print('\n'.join(writer.faults), file=sys.stderr)
        return 2
    code = 1
    try:
        path = f'{folder(kind, values, content.profile.kinds)}/{page_id}.md'
        code = _write(root, writer, path, title, values, content)
    finally:  # whatever keeps the page from being written, nobody has to answer twice
        if ask and code:
            draft.keep()
    if ask:
        draft.forget()
    return code


def _write(root: Path, writer: _Writer, path: str, title: str, values: dict[str, Any], content: Content) -> int:
    """Write the page to *path*, which must be free; returns an exit code."""
    texts, page_id = writer.texts, Path(path).stem
    taken = {entry.id: entry.path for entry in content.entries}
    if page_id in taken or (root / path).exists():
        details = {'value': page_id, 'other': taken.get(page_id, path)}
        print(texts.message(Problem.at(path, Position(line=1), ProblemCode.DUPLICATE_ID, **details)), file=sys.stderr)
        return 1
    # what stands in the page is in the site's language, whatever was spoken when it was begun
    guide = load_guide(read_conf(root / CONFIG).language or texts.language, texts.files)
    text = new_page(writer.kind, title, values, guide, content.vocabulary)
    _, _, problems = validate(text, path.removesuffix('.md'), path, content.vocabulary, content.permitted)
    if faults_found := [problem for problem in problems if not problem.is_note]:  # what only shows when all is there
        print('\n'.join(messages_of(faults_found, texts)), file=sys.stderr)
        return 1
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    _create(root / path, text)
    written = texts['new_written'].format(path=path)
    more = f'{content.profile.names.contribute}.md'  # what a handbook may have for those who write in it
    if (root / more).is_file():
        written += f' {texts["new_more"].format(path=more)}'
    print(written)
    return 0


def _create(file: Path, text: str) -> None:
    """Write *text* to *file*, which must not be there; of a page that does not fit nothing is left.

    Raises ``OSError``.
    """
    opened = file.open('x', encoding='utf-8')
    try:
        with opened:
            opened.write(text)
    except BaseException:
        file.unlink()
        raise


@dataclass(kw_only=True)
class _Writer:
    """Collects the answers: those *given*, those of the last time, and from *ask* where there is a terminal."""

    kind: str
    choices: Choices
    texts: Texts
    guide: Guide
    ask: Callable[[str], str] | None
    given: Mapping[str, str]
    draft: Draft
    earlier: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def go_on(self) -> None:
        """Offer to go on from what was answered the last time. Raises ``EOFError`` if nobody answers."""
        if self.ask is None or not (kept := self.draft.kept()):
            return
        self.draft.answers = dict(kept)  # until it is known that they are not wanted
        amount = self.texts.count('answers', len(kept))
        if self.ask(f'{self.texts["new_go_on"].format(amount=amount)} ').strip().lower()[:1] == 'n':
            self.draft.answers = {}
            self.draft.forget()
        else:
            self.earlier = kept

    def title(self) -> tuple[str, str]:
        """The title of the page and its id. Raises ``EOFError`` if nobody answers any more."""
        title = self.given.get(_TITLE, self.earlier.get(_TITLE, ''))
        own_id = self.given.get('id', '')
        while not title.strip() or not (own_id or slug(title)):  # no id can be made of letters that are not Latin
            if self.ask is None:
                self.faults.append(self.texts['new_missing'].format(option='--id' if title.strip() else '--title'))
                return '', ''
            if title.strip():
                print(self._bad_id(title))
            title = self.ask(f'{self.guide.text["form_title"]}: ')
        title = ' '.join(title.split())
        self.draft.answers[_TITLE] = title
        page_id = own_id or slug(title)
        if page_id != slug(page_id):
            self.faults.append(self._bad_id(page_id))
        return title, page_id

    def _bad_id(self, value: str) -> str:
        """That no page can be called *value*."""
        return self.texts.message(Problem.at('', Position(line=1), ProblemCode.BAD_ID, value=value))

    def answers(self) -> dict[str, Any]:
        """The header's values. Raises ``EOFError`` if nobody answers any more."""
        values: dict[str, Any] = {}
        for question in questions(self.kind, self.choices.vocabulary.kinds):
            values = self._answer(question, values)
        return values if self.faults else finish(values, today())

    def _answer(self, question: Question, values: dict[str, Any]) -> dict[str, Any]:
        """*values* with the answer to *question*; asked again until it is right, where there is somebody to ask."""
        given = self.given.get(question.option)
        earlier = self.earlier.get(question.option) if given is None else None
        while True:
            asked = given is None and self.ask is not None
            answer = given or ''
            if asked:
                answer, earlier = (self._ask(question) if earlier is None else earlier), None
            now, messages = self._try(question, answer, values)
            if now is not None:
                self.draft.answers[question.option] = answer
                return now
            if not asked:
                self.faults += messages
                return values
            print('\n'.join(messages), end='\n' if messages else '')

    def _try(self, question: Question, answer: str, values: dict[str, Any]) -> tuple[dict[str, Any] | None, list[str]]:
        """*values* with the *answer* in its place; else None, and what is wrong with it."""
        if not answer.strip() and not question.optional:
            if self.ask and question.option not in self.given:
                return None, [self._how(question)] if question.field.many else []
            return None, [self.texts['new_missing'].format(option=f'--{question.option}')]
        value, problems = read(question, answer, self.choices)
        if not problems:
            now = place(values, question, value)
            problems = faults(self.kind, now, self.guide, self.choices.vocabulary)
            if not problems:
                return now, []
        return None, messages_of(problems, self.texts)

    def _ask(self, question: Question) -> str:
        assert self.ask is not None
        print(f'\n{self.guide.lead(question.field, ".")} {self.guide.hint(question.field)}')
        offered = self.choices.of(question.field)
        for value, label in offered:
            print(f'  {value:28} {label}')
        if question.field.many:
            print(self._how(question))
        return self.ask('> ')

    def _how(self, question: Question) -> str:
        """How several values are written."""
        if question.of_groups:
            parts = '; '.join(self.guide.label(part).lower() for part in question.field.fields if part.required)
            return self.texts['new_groups'].format(parts=parts)
        return self.texts['new_many' if question.optional else 'new_many_least']
