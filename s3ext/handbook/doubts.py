"""Where the words on an obstacle say something else than its mark (``CaseObstacle.handled``)."""

from __future__ import annotations

import re

#: the source does not say that, or what, anybody did: nothing can be marked but that it is not stated
_NOTHING_TOLD = re.compile(
    r'(?:källan|källorna|underlaget) (?:säger|berättar) (?:inte|inget|ingenting) (?:att|om) något (?:har )?gjor[dt]',
    re.IGNORECASE,
)
#: nor how it went, so that it is neither handled nor not
_END_UNKNOWN = re.compile(
    r'(?:källan|källorna|underlaget) (?:säger|berättar) (?:inte|inget|ingenting)\b|\bframgår inte\b|\bvet vi inte\b',
    re.IGNORECASE,
)
#: it was handled, by a sentence that does not deny it
_HANDLED = re.compile(r'\b(hanterades|löstes|undanröjdes|avhjälptes)\b')
_SENTENCE = re.compile(r'(?<=[.!?])\s+')


def doubt(handled: str, how: str) -> dict[str, str]:
    """Why the mark *handled* does not fit the words *how*: the cause and its details; nothing if it may."""
    if handled == 'not-stated':
        if _NOTHING_TOLD.search(how):
            return {'cause': 'handled_twice'}
        for sentence in _SENTENCE.split(how):
            claim = _HANDLED.search(sentence)
            if claim and not re.search(r'\binte\b', sentence):
                return {'cause': 'handled_claimed', 'words': claim[1]}
        return {}
    told = _NOTHING_TOLD if handled == 'partly' else _END_UNKNOWN
    return {'cause': 'handled_unknown', 'value': handled} if told.search(how) else {}
