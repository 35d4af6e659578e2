"""The gate alone: what it refuses in a text, without what else is looked at in a page."""

from __future__ import annotations

from typing import Any

from s3ext.core.gate.tokens import Gate, check_size
from s3ext.core.page.markdown import markdown
from s3ext.core.page.parts import Page
from s3ext.core.page.source import Source
from s3ext.core.page.walk import Walk
from s3ext.core.problems import Problem
from tests.kinds import PERMITTED


def gate_problems(text: str, path: str) -> list[Problem]:
    """Every fault that the gate finds in the Markdown *text* of *path*, line numbers as in *text*."""
    source = Source.of_file(path, text)
    if problems := check_size(source):
        return problems
    env: dict[str, Any] = {}
    parser = markdown()
    tokens = parser.parse(text, env)
    walk = Walk(source, parser, env, PERMITTED)
    return Gate(walk).check(walk.visits(tokens))


def gate_problems_of(page: Page, path: str) -> list[Problem]:
    """The same for the body of *page*, line numbers as in the file."""
    return gate_problems('\n' * (page.body_line - 1) + page.body, path)
