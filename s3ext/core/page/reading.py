"""A page as the commands read it that do not build: header and body, from the text of one file."""

from __future__ import annotations

from dataclasses import dataclass

from ..gate.allowed import Permitted
from ..model.entries import Entry
from ..model.outlines import Placeholders
from ..model.vocabulary import Vocabulary
from ..problems import Problem
from .body import NO_PLACEHOLDERS, read_body
from .facts import PageFacts
from .frontmatter import Page
from .markdown import markdown
from .source import Source
from .validate import check_body, facts_of, read_header


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What a page says, in its header and in its body, and every fault that shows in this file alone."""

    entry: Entry
    page: Page
    facts: PageFacts
    problems: list[Problem]
    #: False if the page is too large to be read, so that nothing is known of its body
    is_read: bool = True


def read_page(
    source: Source,
    vocabulary: Vocabulary,
    permitted: Permitted,
    placeholders: Placeholders = NO_PLACEHOLDERS,
) -> PageReading:
    """Read and check *source*; the faults in no particular order."""
    header = read_header(source, vocabulary)
    body = read_body(header.body, markdown(), permitted, placeholders)
    problems = header.problems + body.problems
    facts = facts_of(header, body.facts)
    if facts is not None:
        problems += check_body(header, facts, vocabulary, permitted)
    return PageReading(
        entry=header.entry,
        page=header.page,
        facts=facts or PageFacts(),
        problems=problems,
        is_read=facts is not None,
    )
