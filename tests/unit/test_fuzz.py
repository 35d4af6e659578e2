"""Any text at all: the header's reader and the gate answer in time, with faults in words, and raise nothing."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.page.frontmatter import MAX_CHARACTERS
from s3ext.core.texts.messages import Texts
from tests.library import LIBRARY
from tests.odd_pages import BODY, HEADER, judge
from tests.texts import load_texts

#: a failure is told with its text, however long; the warning of that would hide it
pytestmark = pytest.mark.filterwarnings('ignore::hypothesis.errors.HypothesisWarning')

#: how many texts each test tries; ``make bench`` tries 10,000
INPUTS = int(os.environ.get('S3_FUZZ_INPUTS', '250'))
FUZZ = settings(
    max_examples=INPUTS,
    deadline=None,  # the processor's time is measured instead: this machine may have other work
    derandomize='S3_FUZZ_INPUTS' not in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
DOCNAMES = st.sampled_from(['cases/alfa/fall', 'docs/themes/vatten', 'docs/index', 'docs/glossary', 'docs/workshops/a'])
BODIES = st.lists(st.sampled_from(BODY) | st.text(max_size=8), max_size=80).map(''.join)
HEADERS = st.lists(st.sampled_from(HEADER) | st.text(max_size=8), max_size=60).map(''.join)
#: one piece again and again, as much as a page may hold
LONG = st.builds(
    lambda piece, times: (piece * times)[:39_000], st.sampled_from(BODY), st.sampled_from([300, 4_000, 39_000])
)
PAGES: list[Path] = sorted([*LIBRARY.glob('cases/*/*.md'), *LIBRARY.glob('docs/**/*.md')])


pytestmark = pytest.mark.slow


@pytest.fixture(scope='module')
def texts() -> Texts:
    return load_texts('sv')


@pytest.fixture(autouse=True)
def _fresh_heap() -> Iterator[None]:
    """What Hypothesis keeps of thousands of earlier texts is not searched for garbage in the time of a page."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def problems_made() -> None:
    """In the place of the check that every fault has words, which ``judge`` does itself for each text."""


@FUZZ
@given(docname=DOCNAMES, header=HEADERS, body=BODIES)
def test_any_page(vocabulary: Vocabulary, texts: Texts, docname: str, header: str, body: str) -> None:
    judge(f'---\n{header}\n---\n{body}', docname, vocabulary, texts)


@FUZZ
@given(docname=DOCNAMES, text=st.text(max_size=300) | st.binary(max_size=300).map(lambda data: data.decode('latin-1')))
def test_any_text(vocabulary: Vocabulary, texts: Texts, docname: str, text: str) -> None:
    judge(text, docname, vocabulary, texts)


@FUZZ
@given(
    page=st.sampled_from(PAGES),
    place=st.floats(0, 1),
    end=st.floats(0, 0.1),
    piece=st.sampled_from(BODY + HEADER) | BODIES,
)
def test_any_edit_of_a_page(
    vocabulary: Vocabulary, texts: Texts, page: Path, place: float, end: float, piece: str
) -> None:
    source = page.read_text('utf-8')
    start = int(place * len(source))
    text = source[:start] + piece + source[start + int(end * len(source)) :]
    judge(text, page.relative_to(LIBRARY).with_suffix('').as_posix(), vocabulary, texts)


@settings(FUZZ, max_examples=max(20, INPUTS // 100))
@given(text=LONG)
def test_the_same_again_and_again(vocabulary: Vocabulary, texts: Texts, text: str) -> None:
    judge(f'# Titel\n\n{text}', 'docs/about/x', vocabulary, texts)
    judge(f'---\n{text[:MAX_CHARACTERS]}\n---\n', 'docs/about/x', vocabulary, texts)
