"""What an editor should look at in the content: nothing here stops anybody, and the build does not ask."""

from __future__ import annotations

from pathlib import Path

from ..config.clock import today
from ..core.model.due import check_due
from ..core.page.lengths import check_lengths, check_minutes
from ..core.problems import Problem
from ..core.schema.choices import CHOICES, check_choices
from ..core.texts.messages import Texts
from .project import Content
from .spelling import DictionaryError, check_words


def editors_notes(root: Path, content: Content, texts: Texts) -> tuple[list[Problem], list[str]]:
    """Notes on thin pages, minutes, unknown words, forms with old choices, what time made so; what was not checked."""
    unchecked = []
    language = content.catalog.language
    problems = check_lengths(content.entries, content.facts, content.profile.kinds)
    problems += check_minutes(content.entries, content.facts, language)
    problems += check_due(content.entries, today())
    try:
        problems += check_words(root, content)
    except DictionaryError:
        unchecked.append(texts['words_unchecked'])
    stored, vocabulary = root / CHOICES, content.profile.names.vocabulary
    if stored.is_file():
        try:
            text, languages = stored.read_text('utf-8'), content.profile.texts.languages
            problems += check_choices(text, content.vocabulary, content.catalog, vocabulary, languages)
        except ValueError:
            unchecked.append(texts['schema_differs'].format(path=CHOICES))
    return sorted(problems), unchecked
