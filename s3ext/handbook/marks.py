"""How sure a result is and how an obstacle was met, as marks: a step of four or of two, and the words."""

from __future__ import annotations

from types import MappingProxyType

from ..core.model.sheet import Words
from ..core.views.blocks import Mark

#: how much each kind of evidence bears, of four steps; what is only expected has not happened
EVIDENCE_STEPS = MappingProxyType(
    {'independent': 4, 'retold': 3, 'own_follow_up': 2, 'document': 2, 'stated': 1, 'expected': 0}
)
#: how far an obstacle was handled, of two; what the sources do not say has no step
HANDLED_STEPS = MappingProxyType({'yes': 2, 'partly': 1, 'no': 0})


def evidence_mark(term: str, words: Words) -> Mark:
    """How a result is known: the *term* of the list ``evidence``."""
    return Mark(list='evidence', term=term, text=words.term('evidence', term), step=EVIDENCE_STEPS.get(term))


def handled_mark(term: str, words: Words) -> Mark:
    """Whether an obstacle was handled: the *term* of the list ``handled``."""
    return Mark(list='handled', term=term, text=words.term('handled', term), step=HANDLED_STEPS.get(term), of=2)
