"""The form and the check agree on texts: what the form looks for is a fault, or a note, in both or in neither."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import expect

from s3ext.commands.project import read_content
from s3ext.core.problems import NOTES, Code, ProblemCode
from tests.corpus import pages, test_corpus
from tests.library import copy_library
from tests.unit.test_meaning import FIXES, PROSE, SLIPS
from tests.unit.test_tags import CONTAINERS, FAULTS, FORMATS

from .conftest import Visit
from .test_form import FORM, NONE, fill_case, first_text

C = ProblemCode
#: what the form looks for in a text as the check does
SAME = frozenset(
    {C.BAD_CHARACTER, C.UNKNOWN_DIRECTIVE, C.UNKNOWN_ROLE, C.RAW_HTML, C.TOO_MUCH, C.UNCLOSED, C.TITLE_REPEATED}
    | {C.FOOTNOTE_IN_BODY, C.UNKNOWN_SOURCE}
)
#: how a note begins in the form, and what the form says of one
NOTE, ONE_NOTE = 'Påpekande: ', 'Formuläret har 1 påpekande. Det hindrar inte att filen lämnas in.'
#: what it finds in part
IN_PART = frozenset({C.LEFTOVER, C.NEAR_MISS})
#: puts each text into the field, as somebody who pastes it, and reads what the form says of it
FILL = """([area, texts]) => texts.map((text) => {
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
    const reported = [...document.querySelectorAll('#s3-form-left a')];
    return {
        written: document.querySelector('#s3-file-case').value,
        status: document.querySelector('.s3-form-status').textContent,
        here: reported.filter((link) => link.hash === `#${area.id}`).map((link) => link.textContent),
        noted: area.getAttribute('aria-invalid') !== 'true',
        elsewhere: reported.filter((link) => link.hash !== `#${area.id}`).map((link) => link.textContent),
    };
})"""


class Answer(NamedTuple):
    """What form and check say of one text: the form's status, its message, the code of that, and the check's codes.

    ``is_note`` says whether the form marks the field as right.
    """

    status: str
    message: str
    is_note: bool
    reported: ProblemCode | None
    found: frozenset[Code]


def right() -> dict[str, str]:
    """Texts without a slip, by name; links and pictures of theirs may lead nowhere."""
    found = {
        f'right-{name}-{frame}': f'Ord före.\n\n{pages.framed(piece, frame)}\n\nOrd efter.'
        for name, piece in pages.RIGHT.items()
        for frame in pages.FRAMES
        if frame == 'alone' or name not in pages.ONLY_ALONE
    }
    found |= {f'file-{file.stem}': body(file.read_text('utf-8')) for file in test_corpus.HERE.glob('right/**/*.md')}
    found |= {f'prose-{number}': text for number, text in enumerate(PROSE)}
    tags = [*(text for text, _ in FORMATS), *(text for text, _, _ in CONTAINERS)]
    tags = [text for text in tags if '\\' not in text and '# ' not in text]
    return found | {f'tag-{number}': text for number, text in enumerate(tags)}


def faulty() -> dict[str, str]:
    """Texts with a slip, by name."""
    found = {
        f'faulty-{name}-{frame}': f'Ord före.\n\n{pages.framed(piece, frame)}\n\nOrd efter.'
        for name, piece in {**pages.FAULTY, **pages.NOTED}.items()
        for frame in pages.FRAMES
    }
    found |= {name: body(text) for name, text in pages.several()}
    found |= {f'file-{file.stem}': body(file.read_text('utf-8')) for file in test_corpus.HERE.glob('faulty/**/*.md')}
    found |= {f'slip-{number}': slip[0] for number, slip in enumerate(SLIPS)}
    found |= {f'tag-fault-{number}': text for number, (text, _) in enumerate(FAULTS)}
    found |= {f'fix-{number}': text for number, (text, _) in enumerate(FIXES)}
    return found | {'long': 'Ord ' * 1300, 'letter': 'Se р\u0430ypal.', 'hidden': '`\ue000`'}


def body(text: str) -> str:
    """The page *text* without its title."""
    return re.sub('^# .*$', '', text, count=1, flags=re.M)


def code_of(message: str, texts: Mapping[str, str]) -> ProblemCode | None:
    """The code whose text, one of *texts*, became *message*."""
    for code in (*SAME, *IN_PART):
        parts = re.split(r'\{\w+\}', texts[code].replace('{{', '{').replace('}}', '}'))
        if re.fullmatch('.*'.join(map(re.escape, parts)), message, re.DOTALL):
            return code
    return None


def checked(texts: Sequence[str], folder: Path) -> list[frozenset[Code]]:
    """The codes of the faults, and of what the form notes too, that the check finds in each of the cases *texts*."""
    library = copy_library(folder)
    for number, text in enumerate(texts):
        (library / 'cases' / 'skane' / f'prov-{number}.md').write_text(text, 'utf-8')
    found = defaultdict(set)
    for problem in read_content(library).problems:
        if not problem.is_note or problem.code in IN_PART:
            found[problem.path].add(problem.code)
    return [frozenset(found[f'cases/skane/prov-{number}.md']) for number in range(len(texts))]


def test_form_and_check_agree_on_texts(visit: Visit, tmp_path: Path) -> None:
    page = visit(FORM)
    fill_case(page)
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').last.click()
    expect(page.locator('.s3-form-status')).to_have_text(NONE)
    texts = {**right(), **faulty()}
    filled = page.evaluate(FILL, [first_text(page).element_handle(), list(texts.values())])
    found = checked([answer['written'] for answer in filled], tmp_path / 'library')
    templates = page.evaluate('S3.formData.problems')
    answers = {}
    for name, answer, codes in zip(texts, filled, found, strict=True):
        assert answer['elsewhere'] == [], name
        message = ''.join(found.removeprefix('Vad var frågan?: ') for found in answer['here'])
        code = code_of(message.removeprefix(NOTE), templates)
        assert message.startswith(NOTE) == (code in NOTES), name
        answers[name] = Answer(answer['status'], message, answer['noted'], code, codes)
    # a text without a slip is no fault in the form; some cite sources that this case lacks
    assert {name: answers[name] for name in right() if answers[name].reported not in (None, C.UNKNOWN_SOURCE)} == {}
    # what the form refuses is what the check refuses
    assert {
        name: answer for name, answer in answers.items() if answer.message and answer.reported not in answer.found
    } == {}
    # what the form knows and the check refuses, the form refuses too
    assert [name for name, answer in answers.items() if answer.found & SAME and not answer.message] == []
    # a note is shown and the field is right all the same
    assert {
        name: answer for name, answer in answers.items() if answer.is_note != (answer.reported in {None, *NOTES})
    } == {}
    # all that a form without faults says is that it has not looked at everything
    assert {answer.status for answer in answers.values() if not answer.message} == {NONE}
    assert {answer.status for answer in answers.values() if answer.reported in NOTES} == {f'{NONE} {ONE_NOTE}'}
    assert 'prövas först när filen lämnas in' in NONE
    # none of this for want of texts
    assert {answer.reported for answer in answers.values()} == SAME | IN_PART | {None}
    assert sum(bool(answer.found) for answer in answers.values()) > 500
