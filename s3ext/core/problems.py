"""Faults and notes found in content, as data: collected while reading, reported together, in one order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class ProblemCode(StrEnum):
    """What can be wrong with a page. The value is the stable code shown to the contributor.

    Every code has a message in each file of ``core/texts`` (tested).
    """

    BAD_ENCODING = 'bad-encoding'
    HEADER_MISSING = 'header-missing'
    HEADER_NOT_FIRST = 'header-not-first'
    HEADER_NOT_CLOSED = 'header-not-closed'
    HEADER_NOT_MAPPING = 'header-not-mapping'
    HEADER_TOO_LARGE = 'header-too-large'
    YAML_COLON = 'yaml-colon'
    YAML_SYNTAX = 'yaml-syntax'
    YAML_ANCHOR = 'yaml-anchor'
    YAML_TAG = 'yaml-tag'
    YAML_KEY = 'yaml-key'
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
    BAD_ID = 'bad-id'
    BAD_PERIOD = 'bad-period'
    REPEATED_VALUE = 'repeated-value'
    UNKNOWN_TERM = 'unknown-term'
    TITLE_MISSING = 'title-missing'
    TITLE_REPEATED = 'title-repeated'
    HEADING_SKIPPED = 'heading-skipped'
    IMAGE_ALT = 'image-alt'
    TABLE_HEADER = 'table-header'
    UNKNOWN_SOURCE = 'unknown-source'
    UNUSED_SOURCE = 'unused-source'
    FOOTNOTE_IN_BODY = 'footnote-in-body'
    RESULTS_NOT_SHOWN = 'results-not-shown'
    RESULTS_MISSING = 'results-missing'
    UNKNOWN_RECORD = 'unknown-record'
    SELF_REFERENCE = 'self-reference'
    UNKNOWN_TARGET = 'unknown-target'
    DUPLICATE_ID = 'duplicate-id'
    DUPLICATE_PROCESS = 'duplicate-process'
    WRONG_FOLDER = 'wrong-folder'
    TOO_FEW_REGIONS = 'too-few-regions'
    AGENDA_SUM = 'agenda-sum'
    INSTEAD_MISSING = 'instead-missing'
    FUTURE_DATE = 'future-date'
    WRONG_APPROVER = 'wrong-approver'
    BAD_VIEW = 'bad-view'
    VOCABULARY = 'vocabulary'
    # what is refused because it could harm readers or the build
    BAD_CHARACTER = 'bad-character'
    UNKNOWN_DIRECTIVE = 'unknown-directive'
    BAD_DIRECTIVE = 'bad-directive'
    UNKNOWN_ROLE = 'unknown-role'
    UNKNOWN_LANGUAGE = 'unknown-language'
    UNKNOWN_MARKUP = 'unknown-markup'
    RAW_HTML = 'raw-html'
    BAD_LINK = 'bad-link'
    BAD_IMAGE = 'bad-image'
    TOO_MUCH = 'too-much'
    BAD_FILE = 'bad-file'
    # what the build accepts and an editor should look at
    NO_GLYPH = 'no-glyph'


#: notes: an editor should look, and the build goes on. All other codes are faults, which end it.
NOTES = frozenset({ProblemCode.NO_GLYPH})


class Mark(NamedTuple):
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
    code: ProblemCode
    details: tuple[tuple[str, str], ...] = ()

    @classmethod
    def at(cls, path: str, mark: Mark, code: ProblemCode, /, **details: str) -> Problem:
        """A problem at *mark* in *path*; keyword arguments become the details."""
        return cls(path=path, line=mark.line, column=mark.column, code=code, details=tuple(details.items()))

    @property
    def is_note(self) -> bool:
        """Whether the build goes on."""
        return self.code in NOTES

    @property
    def location(self) -> str:
        """``path:line:column``."""
        return f'{self.path}:{self.line}:{self.column}'
