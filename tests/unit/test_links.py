"""Links that deceive: what is shown is where it leads, and a host is what it looks like."""

from __future__ import annotations

import pytest

from s3ext.core.gate.addresses import host_cause, leads_elsewhere
from s3ext.core.page.body import read_body
from s3ext.core.page.markdown import markdown
from s3ext.core.page.source import Source
from s3ext.core.problems import ProblemCode
from tests.kinds import PERMITTED

HONEST = 'https://www.vgregion.se/utveckling'
#: ways to write the same host that a reader cannot tell from another, or that hide whose it is
SPOOFED = (
    'https://www.vgr\u0435gion.se/',
    'https://www.xn--vgrgion-2fg.se/',
    'https://127.0.0.1/a',
    'https://2130706433/',
    'http://0x7f.1/',
    'https://[::1]/',
    'https://xn--a\u0308/',
    'https://intranat/',
    'https://region..se/',
    'https://.se/',
    'https://exampl\u0131.org/',
)
#: links whose words show the place that they lead to, or no place at all
RIGHT = (
    ('vgregion.se', HONEST),
    ('www.vgregion.se', HONEST),
    ('https://vgregion.se/annat', HONEST),
    ('VGREGION.SE.', HONEST),
    ('Västra Götalandsregionen', HONEST),
    ('rapport 2.0', HONEST),
    ('conf.py', HONEST),
    ('region.se och andra', HONEST),
    ('utveckling@region.se', 'mailto:utveckling@region.se?subject=x'),
    ('åre.se', 'https://xn--re-xia.se/'),
)
WRONG = (
    ('regeringen.se', HONEST),
    ('https://www.regeringen.se/a', HONEST),
    ('www.vgregion.se.example.org', HONEST),
    ('vgregion.se', 'https://vgregion.se.example.org/'),
    ('vgregion.se', 'https://xvgregion.se/'),
    ('utveckling@region.se', 'mailto:annan@example.org'),
    ('utveckling@region.se', HONEST),
)


@pytest.mark.parametrize('address', SPOOFED)
def test_a_host_that_only_looks_right(address: str) -> None:
    assert host_cause(address)


@pytest.mark.parametrize(
    'address', [HONEST, 'https://åre.se/', 'https://xn--re-xia.se/', 'http://a.b.c.example.org:8080/']
)
def test_a_host_in_latin_letters(address: str) -> None:
    assert host_cause(address) == ''


@pytest.mark.parametrize(('words', 'target'), RIGHT)
def test_words_that_say_where_the_link_leads(words: str, target: str) -> None:
    assert not leads_elsewhere(words, target)


@pytest.mark.parametrize(('words', 'target'), WRONG)
def test_words_that_show_another_place(words: str, target: str) -> None:
    assert leads_elsewhere(words, target)


@pytest.mark.parametrize(
    'text', [f'[{words}]({target})' for words, target in WRONG] + [f'[ord]({url})' for url in SPOOFED]
)
def test_a_deceptive_link_is_a_fault_at_its_place(text: str) -> None:
    body = read_body(Source.of_file('docs/a.md', f'# Om länkar\n\nord {text}\n'), markdown(), PERMITTED)
    # some of the addresses are refused as they stand, which is told once
    codes = {problem.code for problem in body.problems}
    assert codes & {ProblemCode.DECEPTIVE_LINK, ProblemCode.BAD_LINK, ProblemCode.BAD_CHARACTER}
    assert {problem.line for problem in body.problems} == {3}


@pytest.mark.parametrize(('words', 'target'), RIGHT)
def test_an_honest_link_is_none(words: str, target: str) -> None:
    body = read_body(Source.of_file('docs/a.md', f'# Om länkar\n\n[{words}]({target})\n'), markdown(), PERMITTED)
    assert ProblemCode.DECEPTIVE_LINK not in {problem.code for problem in body.problems}
