"""Links that deceive: the words show another host than the target's, or the host only looks like a known one."""

from __future__ import annotations

from ..gate.addresses import host_cause, host_of, leads_elsewhere, shown_host
from ..problems import Problem, ProblemCode
from .facts import Link, PageFacts
from .walk import Walk

_WEB = ('http://', 'https://')


def check_links(facts: PageFacts, walk: Walk) -> list[Problem]:
    """A fault for each link of the page, which is gone through, that does not lead where its reader must think."""
    return [problem for link in facts.links if (problem := _check(link, walk))]


def _check(link: Link, walk: Walk) -> Problem | None:
    target = link.target.lower()
    if target.startswith(_WEB) and (cause := host_cause(link.target)):
        details = {'cause': cause, 'value': link.target, 'host': host_of(link.target)}
        return walk.problem(link.mark, ProblemCode.DECEPTIVE_LINK, **details)
    if target.startswith((*_WEB, 'mailto:')) and leads_elsewhere(link.words, link.target):
        details = {
            'cause': 'address_other',
            'value': host_of(link.target) or link.target,
            'shown': shown_host(link.words),
        }
        return walk.problem(link.mark, ProblemCode.DECEPTIVE_LINK, **details)
    return None
