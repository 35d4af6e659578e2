"""The body of a page, read once: its tokens, what it says, and what of it must not be carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..gate.allowed import Permitted
from ..gate.tokens import Gate, check_size
from ..model.outlines import Placeholders
from ..problems import Problem
from .facts import PageFacts
from .links import check_links
from .meaning import check_meaning
from .reader import read_facts
from .source import Source
from .walk import Walk

#: for texts that are no pages of a site
NO_PLACEHOLDERS = Placeholders()
#: how the title of a page begins, and how many tokens it is: its start, its words and its end
_TITLE, _TITLE_TOKENS = ('heading_open', 'h1'), 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """``tokens`` of the page with the link targets in ``env``, as MyST renders them; ``problems`` of the gate.

    ``refused`` holds the places of the tokens that must not be rendered. ``facts`` is None if the page is too large to
    be read at all.
    """

    facts: PageFacts | None = None
    problems: list[Problem] = field(default_factory=list)
    tokens: Sequence[Token] = ()
    env: dict[str, Any] = field(default_factory=dict)
    refused: frozenset[int] = frozenset()
    #: whether there are lines across the page, which the build looks after
    has_lines: bool = False

    @property
    def allowed(self) -> list[Token]:
        """The tokens of those blocks that hold nothing refused."""
        kept: list[Token] = []
        block: list[Token] = []
        depth, refused = 0, False
        for number, token in enumerate(self.tokens):
            block.append(token)
            depth += token.nesting
            refused = refused or number in self.refused
            if depth == 0:
                kept += [] if refused else block
                block, refused = [], False
        return kept

    @property
    def title(self) -> list[Token]:
        """The tokens of the page's title alone."""
        start = next((n for n, token in enumerate(self.tokens) if (token.type, token.tag) == _TITLE), None)
        return [] if start is None else [*self.tokens[start : start + _TITLE_TOKENS]]


def read_body(
    source: Source, parser: MarkdownIt, permitted: Permitted, placeholders: Placeholders = NO_PLACEHOLDERS
) -> Body:
    """Read *source*, a page with its header blanked, by a *parser* made with ``with_positions``.

    *permitted* is what pages of the site may hold, *placeholders* what new pages begin with.
    """
    if problems := check_size(source):
        return Body(problems=problems)
    env: dict[str, Any] = {}
    tokens = parser.parse(source.text, env)
    walk = Walk(source, parser, env, permitted)
    visits = walk.visits(tokens)
    gate = Gate(walk)
    problems = gate.check(visits)
    problems += check_meaning(visits, walk, placeholders)
    facts = read_facts(visits, walk, gate.directives)
    faulty = {problem.line for problem in problems if not problem.is_note}
    problems += [problem for problem in check_links(facts, walk) if problem.line not in faulty]
    return Body(
        facts=facts,
        problems=problems,
        tokens=tokens,
        env=env,
        refused=frozenset(gate.refused),
        has_lines=any(visit.token.type == 'hr' for visit in visits),
    )
