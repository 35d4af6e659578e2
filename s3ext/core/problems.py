"""Faults and notes found in content, as data: collected while reading, reported together, in one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Code(StrEnum):
    """What can be wrong. The value is the stable code shown to the contributor.

    Every code has a message in the texts (``[problem]``) and help in those of the guide (``[help]``). The engine's are
    ``ProblemCode``; the rules of a profile may have some in a class of its own (``Records.codes``), which are faults
    unless it says that they are notes.
    """

    @property
    def is_note(self) -> bool:
        """Whether an editor should look, and the build goes on."""
        return False


class ProblemCode(Code):
    """The codes of the engine, which hold in every handbook."""

    BAD_ENCODING = 'bad-encoding'
    HEADER_MISSING = 'header-missing'
    HEADER_NOT_FIRST = 'header-not-first'
    HEADER_NOT_CLOSED = 'header-not-closed'
    HEADER_NOT_OPENED = 'header-not-opened'
    HEADER_FENCE = 'header-fence'
    HEADER_NOT_MAPPING = 'header-not-mapping'
    HEADER_TOO_LARGE = 'header-too-large'
    YAML_COLON = 'yaml-colon'
    YAML_COMMA = 'yaml-comma'
    YAML_QUOTE = 'yaml-quote'
    YAML_SYNTAX = 'yaml-syntax'
    YAML_ANCHOR = 'yaml-anchor'
    YAML_TAG = 'yaml-tag'
    YAML_KEY = 'yaml-key'
    HEADER_COMMENT = 'header-comment'
    CURLY_QUOTES = 'curly-quotes'
    HEADER_TITLE = 'header-title'
    DUPLICATE_FIELD = 'duplicate-field'
    FIELD_MISSING = 'field-missing'
    FIELD_EMPTY = 'field-empty'
    UNKNOWN_FIELD = 'unknown-field'
    MISSPELT_FIELD = 'misspelt-field'
    WRONG_SHAPE = 'wrong-shape'
    TOO_SHORT = 'too-short'
    TOO_LONG = 'too-long'
    TOO_MANY = 'too-many'
    BAD_VALUE = 'bad-value'
    BAD_DATE = 'bad-date'
    BAD_URL = 'bad-url'
    DECEPTIVE_URL = 'deceptive-url'
    BAD_ID = 'bad-id'
    BAD_PERIOD = 'bad-period'
    REPEATED_VALUE = 'repeated-value'
    UNKNOWN_TERM = 'unknown-term'
    TITLE_MISSING = 'title-missing'
    TITLE_REPEATED = 'title-repeated'
    TITLE_NOT_FIRST = 'title-not-first'
    HEADING_SKIPPED = 'heading-skipped'
    HEADING_TWICE = 'heading-twice'
    IMAGE_ALT = 'image-alt'
    IMAGE_MISSING = 'image-missing'
    TABLE_HEADER = 'table-header'
    UNKNOWN_SOURCE = 'unknown-source'
    UNUSED_SOURCE = 'unused-source'
    FOOTNOTE_IN_BODY = 'footnote-in-body'
    FIELD_NOT_SHOWN = 'field-not-shown'
    NOTHING_TO_SHOW = 'nothing-to-show'
    FIELD_BESIDE = 'field-beside'
    TEMPLATE_PART = 'template-part'
    UNKNOWN_RECORD = 'unknown-record'
    SELF_REFERENCE = 'self-reference'
    UNKNOWN_TARGET = 'unknown-target'
    MOVED_PAGE = 'moved-page'
    WITHDRAWN_PAGE = 'withdrawn-page'
    BAD_INSTEAD = 'bad-instead'
    FORMER_ID = 'former-id'
    DUPLICATE_PLACE = 'duplicate-place'
    RESERVED_PLACE = 'reserved-place'
    BAD_TOCTREE = 'bad-toctree'
    PAGE_MISSING = 'page-missing'
    DUPLICATE_ID = 'duplicate-id'
    REFERENCE_RING = 'reference-ring'
    TERM_TAKEN = 'term-taken'
    MISPLACED_PAGE = 'misplaced-page'
    WRONG_FOLDER = 'wrong-folder'
    ASKED_MISSING = 'asked-missing'
    TOO_FEW = 'too-few'
    WRONG_TOTAL = 'wrong-total'
    PERSONAL_DATA = 'personal-data'
    FUTURE_DATE = 'future-date'
    WRONG_APPROVER = 'wrong-approver'
    BAD_VIEW = 'bad-view'
    VOCABULARY = 'vocabulary'
    SITE_VIEWS = 'site-views'
    OWN_RULE = 'own-rule'
    INCOMPLETE_KIND = 'incomplete-kind'
    TEXT_MISSING = 'text-missing'
    # text that nobody meant, and text that somebody meant and that got lost
    MERGE_MARK = 'merge-mark'
    NEAR_MISS = 'near-miss'
    UNCLOSED = 'unclosed'
    SWALLOWED = 'swallowed'
    PLACEHOLDER = 'placeholder'
    # what is refused because it could harm readers or the build
    BAD_CHARACTER = 'bad-character'
    UNKNOWN_DIRECTIVE = 'unknown-directive'
    BAD_DIRECTIVE = 'bad-directive'
    UNKNOWN_ROLE = 'unknown-role'
    UNKNOWN_MARKUP = 'unknown-markup'
    RAW_HTML = 'raw-html'
    BAD_LINK = 'bad-link'
    DECEPTIVE_LINK = 'deceptive-link'
    BAD_IMAGE = 'bad-image'
    TOO_MUCH = 'too-much'
    BAD_FILE = 'bad-file'
    # what only the libraries below us object to
    NOT_BUILT = 'not-built'
    # what the build accepts and an editor should look at
    NO_GLYPH = 'no-glyph'
    POOR_ALT = 'poor-alt'
    LEFTOVER = 'leftover'
    ODD_TEXT = 'odd-text'
    UNREACHED_PAGE = 'unreached-page'
    POSSIBLE_PERSON = 'possible-person'
    THIN_PAGE = 'thin-page'
    CHAPTER_LENGTH = 'chapter-length'
    READING_TIME = 'reading-time'
    UNKNOWN_WORD = 'unknown-word'
    OLD_CHOICES = 'old-choices'
    SOURCE_PLACE = 'source-place'
    SOURCE_LANGUAGE = 'source-language'
    COUNTED_BY_HAND = 'counted-by-hand'
    # what time has made so
    REVIEW_DUE = 'review-due'
    CONTACT_ENDS = 'contact-ends'
    CONTACT_ENDED = 'contact-ended'

    @property
    def is_note(self) -> bool:
        """Whether an editor should look, and the build goes on."""
        return self in NOTES


#: characters up to here are escaped with two digits
LAST_BYTE = 0xFF
#: notes: an editor should look, and the build goes on. All other codes are faults, which end it.
NOTES = frozenset(
    {
        ProblemCode.NO_GLYPH,
        ProblemCode.POOR_ALT,
        ProblemCode.LEFTOVER,
        ProblemCode.ODD_TEXT,
        ProblemCode.SOURCE_PLACE,
        ProblemCode.SOURCE_LANGUAGE,
        ProblemCode.HEADING_SKIPPED,
        ProblemCode.UNREACHED_PAGE,
        ProblemCode.POSSIBLE_PERSON,
        ProblemCode.THIN_PAGE,
        ProblemCode.CHAPTER_LENGTH,
        ProblemCode.READING_TIME,
        ProblemCode.UNKNOWN_WORD,
        ProblemCode.OLD_CHOICES,
        ProblemCode.COUNTED_BY_HAND,
        ProblemCode.REVIEW_DUE,
        ProblemCode.CONTACT_ENDS,
        ProblemCode.CONTACT_ENDED,
    }
)


def plain(text: str) -> str:
    """*text* as a part of a line of a log: nothing in it moves the cursor, ends the line or starts a command.

    Hosts take a line that begins with ``::``, and ``##[`` anywhere, for a command (GitHub, workflow commands).
    """
    shown = ''.join(char if char.isprintable() else _escape(char) for char in text)
    return shown.replace('##[', '#\\#[')


def _escape(char: str) -> str:
    return f'\\x{ord(char):02x}' if ord(char) <= LAST_BYTE else f'\\u{ord(char):04x}'


class Position(NamedTuple):
    """A place in a source file; both numbers count from 1. A tuple, as every build reads and writes thousands."""

    line: int
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One fault or note at one place.

    ``path`` is relative to the site's root with forward slashes. ``details`` holds the values that
    the message names, as (name, value) pairs, so that a message can be written in any language.
    """

    path: str
    line: int
    column: int
    code: Code
    details: tuple[tuple[str, str], ...] = ()

    @classmethod
    def at(cls, path: str, position: Position, code: Code, /, **details: str) -> Problem:
        """A problem at *position* in *path*; keyword arguments become the details."""
        return cls(path=path, line=position.line, column=position.column, code=code, details=tuple(details.items()))

    @property
    def is_note(self) -> bool:
        """Whether the build goes on."""
        return self.code.is_note

    @property
    def location(self) -> str:
        """``path:line:column``; no command of a log, whatever the file is called."""
        path = plain(self.path)
        return f'{"./" if path.startswith(":") else ""}{path}:{self.line}:{self.column}'


#: by a code, those that only follow from it, if they stand at the same place
_FOLLOWING: dict[Code, set[Code]] = {
    ProblemCode.UNKNOWN_RECORD: {ProblemCode.BAD_ID, ProblemCode.WRONG_FOLDER},
    ProblemCode.BAD_ID: {ProblemCode.WRONG_FOLDER},
    ProblemCode.BAD_CHARACTER: {ProblemCode.NO_GLYPH},
    ProblemCode.RAW_HTML: {ProblemCode.ODD_TEXT},
    # the middle mark of a merge makes a title of the first
    ProblemCode.MERGE_MARK: {ProblemCode.TITLE_REPEATED},
}


def primary(problems: Iterable[Problem]) -> list[Problem]:
    """*problems* without those that only follow from another at the same place, or from the encoding of the file."""
    found = list(problems)
    undecoded = {problem.path for problem in found if problem.code is ProblemCode.BAD_ENCODING}
    following = {
        (problem.path, problem.line, problem.column, code)
        for problem in found
        for code in _FOLLOWING.get(problem.code, ())
    }
    return [
        problem
        for problem in found
        if (problem.path, problem.line, problem.column, problem.code) not in following
        and not (problem.path in undecoded and dict(problem.details).get('cause') == 'char_lost')
    ]
