"""``s3ext import``: a page of a document of Word, LibreOffice or Google, written whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..config.clock import today
from ..config.conf_file import CONFIG, read_conf
from ..core.gate.disk import DiskError, read_file
from ..core.importing.document import ReadDocument
from ..core.importing.error import ImportRefusedError, UnfinishedError
from ..core.importing.files import read_document
from ..core.importing.headings import Outline
from ..core.importing.markdown import as_words
from ..core.importing.package import MAX_BYTES
from ..core.importing.page import ImportedPage, page_of
from ..core.importing.report import Remark
from ..core.problems import plain
from ..core.schema.guide import Guide, load_guide
from ..core.schema.questions import Choices, Question, folder, messages_of, questions, read, slug
from ..core.schema.records import records_of
from ..core.schema.spec import asked_fields
from ..core.schema.writing import imported_page
from ..core.system_errors import INTERRUPTED
from ..core.texts.messages import Texts
from .check import check
from .import_body import BodyError, known_sources, with_body
from .import_pictures import PictureNames
from .import_report import print_report, print_unfinished
from .project import Content, read_content
from .whole_files import write_new


class _StopError(Exception):
    """The import ends here; the message says why."""


def import_page(root: Path, file: Path, kind: str, into: str, given: Mapping[str, str], texts: Texts) -> int:
    """Make a page of the document *file*: a new one of *kind*, or the body of the page *into*.

    *given* are the values of options by name: what a page's folder depends on, and its id. Returns an exit code.
    """
    try:
        document = _read(file, texts)
        if document is None:
            return 1
        content = read_content(root)
        guide = load_guide(read_conf(root / CONFIG).language or texts.language, texts.files)
        job = _Job(root=root, file=file, document=document, content=content, guide=guide, texts=texts, given=given)
        path, page = job.into(into) if into else job.new(kind)
    except _StopError as stop:
        print(stop, file=sys.stderr)
        return 2
    except (EOFError, KeyboardInterrupt) as end:
        print(f'\n{texts["new_ended"]}', file=sys.stderr)
        return 2 if isinstance(end, EOFError) else INTERRUPTED
    print_report(page, path, texts)
    code = check(root, [str(root / path)], texts, 'text')
    if code:
        print(texts['import_next'].format(path=path))
    return code


def _read(file: Path, texts: Texts) -> ReadDocument | None:
    """What the document says; None, and a list, if somebody has yet to decide what. Raises ``_StopError``."""
    try:
        return read_document(read_file(file, MAX_BYTES), file.name)
    except DiskError as error:
        cause = 'import_large' if error.cause == 'file_large' else 'import_missing'
        raise _StopError(_refusal(file, cause, '', texts)) from None
    except ImportRefusedError as error:
        raise _StopError(_refusal(file, error.cause, error.value, texts)) from None
    except UnfinishedError as error:
        print_unfinished(file.name, error.places, texts)
        return None


def _refusal(file: Path, cause: str, value: str, texts: Texts) -> str:
    reason = texts[cause].format(value=plain(value), limit=MAX_BYTES // 1_000_000)
    return texts['import_refused'].format(path=plain(file.name), cause=reason)


@dataclass(kw_only=True)
class _Job:
    """One document on its way into a handbook."""

    root: Path
    file: Path
    document: ReadDocument
    content: Content
    guide: Guide
    texts: Texts
    given: Mapping[str, str]

    # -- a new page ------------------------------------------------------------------------

    def new(self, kind: str) -> tuple[str, ImportedPage]:
        """Write a new page of *kind*; returns its path. Raises ``_StopError``, ``EOFError``."""
        kinds = self.content.profile.kinds
        kind = kind or self._ask_kind()
        outline = Outline.of(kind, self.guide, kinds)
        first = self._page(outline)
        title = first.title or _title_of(self.file)
        values = self._owner(kind, first)
        place = folder(kind, values, kinds)
        page_id = self._free_id(place, title)
        names = PictureNames(self.document.pictures, self.root / place, page_id)
        page = self._page(outline, names.names)
        page = self._told(page, names, first.title, page_id, title)
        page = replace(page, remarks=(*page.remarks, *self._left(kind, values, page)))
        text = self._text(kind, title, values, page)
        path = f'{place}/{page_id}.md'
        self._write({self.root / path: text.encode('utf-8'), **names.files(page)})
        return path, page

    def _page(self, outline: Outline, names: Mapping[str, str] | None = None) -> ImportedPage:
        try:
            return page_of(self.document.html, outline, names, remarks=self.document.remarks)
        except ImportRefusedError as error:
            raise _StopError(_refusal(self.file, error.cause, error.value, self.texts)) from None

    def _told(self, page: ImportedPage, names: PictureNames, found: str, page_id: str, title: str) -> ImportedPage:
        """*page* with what is to be said of its name and its pictures."""
        remarks = [*page.remarks, *names.remarks]
        if not found:
            remarks.insert(0, Remark('changed', 'title_file', title))
        wanted = self.given.get('id', '') or slug(title)
        if page_id != wanted:
            remarks.append(Remark('changed', 'id_taken', f'{wanted} → {page_id}'))
        return replace(page, remarks=tuple(remarks))

    def _left(self, kind: str, values: Mapping[str, Any], page: ImportedPage) -> list[Remark]:
        """The fields that a page must have and that nobody knows yet."""
        known = {*values, 'added_on', 'summary', *(['sources'] if page.sources else [])}
        fields = asked_fields(kind, self.content.profile.kinds)
        needed = [field for field in fields if field.required and not (field.many and not field.least)]
        missing = [field for field in needed if field.name not in known]
        return [Remark('to_fill', 'fields', self.guide.label(field)) for field in missing]

    def _text(self, kind: str, title: str, values: dict[str, Any], page: ImportedPage) -> str:
        values = {**values, 'added_on': today()}
        if page.summary:
            values['summary'] = page.summary
        if page.sources:
            values['sources'] = [
                {'id': source.id, 'publisher': '', 'title': source.title, **({'url': source.url} if source.url else {})}
                for source in page.sources
            ]
        sections = {section.heading: section.markdown for section in page.sections}
        return imported_page(kind, as_words(title), values, self.guide, self.content.vocabulary, sections)

    def _ask_kind(self) -> str:
        """The kind of page, asked at a terminal; else what most pages are, which the report says."""
        kinds = self.content.profile.kinds
        if not sys.stdin.isatty():
            return kinds.main
        for name in kinds.skeletons:
            print(f'  {name:28} {self.guide.kinds[name]}')
        while True:
            answer = input(f'{self.texts["import_which_kind"].format(kind=kinds.main)} ').strip() or kinds.main
            if answer in kinds.skeletons:
                return answer

    def _owner(self, kind: str, page: ImportedPage) -> dict[str, Any]:
        """The header's value that the folder of a page of *kind* depends on. Raises ``_StopError``, ``EOFError``."""
        kinds = self.content.profile.kinds
        name = kinds.owner_fields.get(kind) if kind in kinds.within else None
        question = next((one for one in questions(kind, kinds) if one.path == (name,)), None)
        if name is None or question is None:
            return {}
        choices = Choices(
            vocabulary=self.content.vocabulary,
            records=records_of(self.content.catalog),
            language=self.texts.language,
            languages=self.texts.files.languages,
        )
        found = _named_in(page, choices.of(question.field))
        if (given := self.given.get(question.option)) is not None:
            return {name: self._chosen(question, given, choices)}
        if sys.stdin.isatty():
            return {name: self._ask(question, found, choices)}
        if len(found) != 1:
            listed = ', '.join(label for _, label in found)
            cause = 'import_which_several' if found else 'import_which_none'
            words = {
                'option': f'--{question.field.target or question.option}',
                'field': self.guide.label(question.field),
                'value': listed,
            }
            raise _StopError(self.texts[cause].format(**words))
        self.document.remarks.append(Remark('changed', 'owner_named', found[0][1]))
        return {name: [found[0][0]]}

    def _chosen(self, question: Question, answer: str, choices: Choices) -> list[str]:
        value, problems = read(question, answer, choices)
        if problems or not value:
            said = messages_of(problems, self.texts) or [
                self.texts['new_missing'].format(option=f'--{question.option}')
            ]
            raise _StopError('\n'.join(said))
        return list(value)

    def _ask(self, question: Question, found: list[tuple[str, str]], choices: Choices) -> list[str]:
        for value, label in choices.of(question.field):
            print(f'  {value:28} {label}')
        named = ', '.join(value for value, _ in found)
        while True:
            lead = self.guide.lead(question.field, ':')
            answer = input(f'{lead} {f"[{named}] " if named else ""}').strip() or named
            try:
                return self._chosen(question, answer, choices)
            except _StopError as wrong:
                print(wrong)

    def _free_id(self, place: str, title: str) -> str:
        """An id that no page has. Raises ``_StopError`` if none can be made."""
        wanted = self.given.get('id', '') or slug(title)
        if not wanted or wanted != slug(wanted):
            raise _StopError(self.texts['new_missing'].format(option='--id'))
        taken = {entry.id for entry in self.content.entries}
        number = 1
        while (page_id := wanted if number == 1 else f'{wanted}-{number}') in taken or (
            self.root / place / f'{page_id}.md'
        ).exists():
            number += 1
        return page_id

    # -- a page that is there --------------------------------------------------------------

    def into(self, name: str) -> tuple[str, ImportedPage]:
        """Write the body of the page *name*, a path or an id; returns its path. Raises ``_StopError``."""
        entry = next((one for one in self.content.entries if name in (one.id, one.path)), None)
        place = Path(name).resolve()
        if entry is None and place.is_relative_to(self.root):
            path = place.relative_to(self.root).as_posix()
            entry = next((one for one in self.content.entries if one.path == path), None)
        if entry is None:
            raise _StopError(self.texts['import_no_page'].format(path=plain(name)))
        file = self.root / entry.path
        before = file.read_bytes()
        kinds = self.content.profile.kinds
        outline = Outline.of(entry.type, self.guide, kinds) if entry.type in kinds.skeletons else Outline()
        names = PictureNames(self.document.pictures, file.parent, entry.id)
        known = known_sources(entry.record)
        try:
            page = page_of(self.document.html, outline, names.names, known, self.document.remarks)
            text = with_body(before.decode('utf-8'), page)
        except ImportRefusedError as error:
            raise _StopError(_refusal(self.file, error.cause, error.value, self.texts)) from None
        except (BodyError, UnicodeDecodeError):
            raise _StopError(self.texts['import_no_header'].format(path=entry.path)) from None
        self._write(names.files(page), (file, text.encode('utf-8'), before))
        remarks = [remark for remark in page.remarks if remark.code not in ('summary', 'section')]
        return entry.path, replace(page, remarks=(*remarks, *names.remarks))

    def _write(self, files: Mapping[Path, bytes], changed: tuple[Path, bytes, bytes] | None = None) -> None:
        write_new(files, changed)


def _named_in(page: ImportedPage, offered: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Which of *offered* the text of *page* names, by whole words."""
    text = ' '.join((page.title, *(section.markdown for section in page.sections)))
    words = _words(text)
    return [(value, label) for value, label in offered if f' {_words(label).strip()} ' in words]


def _words(text: str) -> str:
    """The words of *text* in small letters, each between blanks."""
    return f' {" ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())} '


def _title_of(file: Path) -> str:
    """The name of a file as a title."""
    words = ' '.join(file.stem.replace('_', ' ').replace('-', ' ').split())
    return words[:1].upper() + words[1:]
