"""What the rows that a page answers first have in common: the first of many, and where the others are."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.model.sheet import RecordLink, Words
from ..core.views.blocks import AnswerPart, Place


def and_more(number: int, field: str, words: Words) -> tuple[AnswerPart, ...]:
    """That there are so many others, which leads to where the page shows its *field*; nothing if there are none."""
    return (' ', Place(text=words.texts['answer_more'].format(number=number), field=field)) if number > 0 else ()


def first_links(kind: str, ids: Sequence[str], limit: int, field: str, words: Words) -> tuple[AnswerPart, ...]:
    """Links to the first records of *kind*, and how many others there are."""
    parts: list[AnswerPart] = []
    for record_id in ids[:limit]:
        parts += [', ', RecordLink(kind, record_id)] if parts else [RecordLink(kind, record_id)]
    return (*parts, *and_more(len(ids) - limit, field, words))


def first_words(items: Sequence[str], limit: int, field: str, words: Words) -> tuple[AnswerPart, ...]:
    """The first of *items*, which are names, in a row, and how many others there are."""
    shown = items[:limit]
    between = '; ' if any(',' in item for item in shown) else ', '
    return (words.verbatim(between.join(shown)), *and_more(len(items) - limit, field, words))
