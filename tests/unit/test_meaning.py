"""Text that nobody meant and text that got lost: each kind with its place, and what must never be taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.core.model.outlines import placeholders
from s3ext.core.page.body import read_body
from s3ext.core.page.fixes import apply
from s3ext.core.page.leftovers import RULES
from s3ext.core.page.markdown import markdown
from s3ext.core.page.source import Source
from s3ext.core.problems import NOTES, Code, Problem, ProblemCode
from tests.costs import times
from tests.kinds import KINDS, PERMITTED
from tests.library import LIBRARY, ROOT
from tests.texts import FILES as TEXTS
from tests.texts import LANGUAGES, load_outlines

FILES = [(LIBRARY, file) for file in LIBRARY.rglob('*.md')]
FILES += [(ROOT, file) for file in (ROOT / 'docs' / 'contribute').rglob('*.md')]
PAGE = 'cases/alfa/fall.md'
C = ProblemCode


def problems(text: str) -> list[Problem]:
    return sorted(read_body(Source.of_file(PAGE, text), markdown(), PERMITTED, placeholders(TEXTS)).problems)


def found(text: str) -> list[tuple[int, int, Code, str]]:
    return [(p.line, p.column, p.code, dict(p.details).get('cause', '')) for p in problems(text)]


#: text of a page, and the only problem in it: line, column, code and cause
SLIPS: list[tuple[str, int, int, ProblemCode, str]] = [
    # what other tools left behind
    ('Se {{< ruta >}} här.', 1, 4, C.LEFTOVER, 'left_template'),
    ('Se {{% ruta %}} här.', 1, 4, C.LEFTOVER, 'left_template'),
    ('Hej {{ namn }}.', 1, 5, C.LEFTOVER, 'left_template'),
    ('- {% include ruta.html %}', 1, 3, C.LEFTOVER, 'left_template'),
    ('| a |\n| - |\n| {{x}} |', 3, 3, C.LEFTOVER, 'left_template'),
    ('> citat {% x %}', 1, 9, C.LEFTOVER, 'left_template'),
    (':::{note}\nSe {{ x }}.\n:::', 2, 4, C.LEFTOVER, 'left_template'),
    ('# Rubrik {{ x }}', 1, 10, C.LEFTOVER, 'left_template'),
    ('[caption id="a"]', 1, 1, C.LEFTOVER, 'left_shortcode'),
    ('Text [/caption]', 1, 6, C.LEFTOVER, 'left_shortcode'),
    ('Se [[Annan sida]].', 1, 4, C.LEFTOVER, 'left_inserted'),
    ('![[bild.png]]', 1, 1, C.LEFTOVER, 'left_inserted'),
    ('[TOC]', 1, 1, C.LEFTOVER, 'left_contents'),
    ('## Målet {#Mål}', 1, 10, C.LEFTOVER, 'left_place'),
    ('Text {.viktig}', 1, 6, C.LEFTOVER, 'left_class'),
    ('{: .viktig}', 1, 1, C.LEFTOVER, 'left_class'),
    ('Ett [ord](#a){target="_blank"} till', 1, 14, C.LEFTOVER, 'left_attributes'),
    ('![Karta](karta.png){width=50%}', 1, 20, C.LEFTOVER, 'left_attributes'),
    ('Ett [ord]{onclick=a lang=en} till', 1, 10, C.LEFTOVER, 'left_attributes'),
    ('Ett [](#a){lang=en} till', 1, 11, C.LEFTOVER, 'left_attributes'),
    ('{.callout #id title="x"}', 1, 1, C.LEFTOVER, 'left_attributes'),
    ('\\newpage', 1, 1, C.LEFTOVER, 'left_tex'),
    ('Se \\cite{a}.', 1, 4, C.LEFTOVER, 'left_tex'),
    ('Ytan $x_1 + y$ växer.', 1, 6, C.LEFTOVER, 'left_tex'),
    ('Enligt [@andersson2020].', 1, 8, C.LEFTOVER, 'left_citation'),
    ('Se :ref:`malet`.', 1, 4, C.LEFTOVER, 'left_role'),
    ('!!! note\n', 1, 1, C.LEFTOVER, 'left_box'),
    ('/// note\nText\n///', 1, 1, C.LEFTOVER, 'left_box'),
    ('.. note::\n', 1, 1, C.LEFTOVER, 'left_box'),
    ('Text\n\n<<<<<<< HEAD\n\nText', 3, 1, C.MERGE_MARK, 'left_merge'),
    ('Text\n=======\n', 2, 1, C.MERGE_MARK, 'left_merge'),
    ('Text\n\n>>>>>>> gren', 3, 1, C.MERGE_MARK, 'left_merge'),
    # what almost took
    ('##Rubrik', 1, 1, C.NEAR_MISS, 'near_heading'),
    ('Text\n##Rubrik med fler ord', 2, 1, C.NEAR_MISS, 'near_heading'),
    ('####### Djup', 1, 1, C.NEAR_MISS, 'near_heading_deep'),
    ('== Rubrik ==', 1, 1, C.NEAR_MISS, 'near_heading_wiki'),
    ('Se [a] (https://example.org/r).', 1, 4, C.NEAR_MISS, 'near_link_space'),
    ('Se (a)[https://example.org/b].', 1, 4, C.NEAR_MISS, 'near_link_turned'),
    ('Se [a](https://example.org/två ord).', 1, 6, C.NEAR_MISS, 'near_address'),
    ('Se [a][finns inte].', 1, 6, C.NEAR_MISS, 'near_reference'),
    ('Det är **viktigt **att.', 1, 8, C.NEAR_MISS, 'near_strong_space'),
    ('Det är ** viktigt** att.', 1, 8, C.NEAR_MISS, 'near_strong_space'),
    ('Det är **bra** men **inte **här.', 1, 20, C.NEAR_MISS, 'near_strong_space'),
    ('[a](https://example.org/) och [**b**](två ord)', 1, 37, C.NEAR_MISS, 'near_address'),
    ('[[a]](#a) och [[b]]', 1, 15, C.LEFTOVER, 'left_inserted'),
    ('&amp; `kod` och {{ x }}', 1, 17, C.LEFTOVER, 'left_template'),
    ('| a \\| b | c {{ x }} |\n| - | - |', 1, 14, C.LEFTOVER, 'left_template'),
    ('Nya ==texter== här.', 1, 5, C.NEAR_MISS, 'near_mark'),
    ('Text.^[En not.]', 1, 6, C.NEAR_MISS, 'near_inline_note'),
    ('Text.^[Se https://example.org/ där.]', 1, 6, C.NEAR_MISS, 'near_inline_note'),
    ('Text.[^a, b]', 1, 6, C.NEAR_MISS, 'near_notes'),
    ('> [!NOTE] Text', 1, 3, C.NEAR_MISS, 'near_alert'),
    ('> [!HINT]\n> Text', 1, 3, C.NEAR_MISS, 'near_alert'),
    ('# Rubrik', 1, 3, C.PLACEHOLDER, ''),
    ('• ett', 1, 1, C.NEAR_MISS, 'near_bullet'),
    ('Vi gjorde:\n•\tett', 2, 1, C.NEAR_MISS, 'near_bullet'),
    ('–\tett', 1, 1, C.NEAR_MISS, 'near_bullet'),
    ('- [] ett', 1, 3, C.NEAR_MISS, 'near_task'),
    ('-[x] ett', 1, 1, C.NEAR_MISS, 'near_task'),
    ('[ ] ett', 1, 1, C.NEAR_MISS, 'near_task'),
    ('> - [ ]ett', 1, 5, C.NEAR_MISS, 'near_task'),
    ('Text\n\n##', 3, 1, C.NEAR_MISS, 'near_heading_empty'),
    ('- ### ', 1, 3, C.NEAR_MISS, 'near_heading_empty'),
    ('| a | b |\n| c | d |', 1, 1, C.NEAR_MISS, 'near_table'),
    ('| a | b |\n| - |\n| c | d |', 1, 1, C.NEAR_MISS, 'near_table'),
    ('Ett [ord]{lang=engelska} till', 1, 10, C.NEAR_MISS, 'near_language'),
    ('Ett [ord]{lang=xx} till', 1, 10, C.NEAR_MISS, 'near_language'),
    ('- Ett [ord]{lang=en onclick=alert(1)}', 1, 12, C.NEAR_MISS, 'near_language'),
    ('Ett [ord]{lang="en" style="color:red"}', 1, 10, C.NEAR_MISS, 'near_language'),
    (':::note\nText\n:::', 1, 1, C.NEAR_MISS, 'near_box'),
    ('::: tip\nText\n:::', 1, 1, C.NEAR_MISS, 'near_box'),
    ('::: {.callout-warning}\nText\n:::', 1, 1, C.NEAR_MISS, 'near_box'),
    ('```{.python}\nx\n```', 1, 1, C.NEAR_MISS, 'near_code'),
    (':::{records} case\n:filter: ”stage = finished”\n:::', 2, 10, C.NEAR_MISS, 'near_quotes'),
    # what was opened
    ('Text.[^rapport och mer', 1, 6, C.UNCLOSED, 'open_note'),
    ('Text.[^ rapport]', 1, 6, C.UNCLOSED, 'open_note'),
    ('Det är **viktigt att', 1, 8, C.UNCLOSED, 'open_strong'),
    ('Skriv `kod här', 1, 7, C.UNCLOSED, 'open_code'),
    (':::{note}\nText\n\nMer text', 1, 1, C.UNCLOSED, 'open_box'),
    ('::::{note}\nText\n:::', 1, 1, C.UNCLOSED, 'open_box'),
    (':::{participants}\nText\n\n:::{note}\nText\n:::\n\nMer\n\n:::', 4, 1, C.UNCLOSED, 'open_colons'),
    ('Text\n\n:::\n', 3, 1, C.UNCLOSED, 'open_nothing'),
    ('```\nkod\n\nText', 1, 1, C.UNCLOSED, 'open_fence'),
    ('```\nkod\n``` och mer\n', 1, 1, C.UNCLOSED, 'open_fence'),
    ('- punkt\n\n  ```\n  kod', 3, 3, C.UNCLOSED, 'open_fence'),
    # what would vanish
    ('Det var 5\n% av alla.', 2, 1, C.SWALLOWED, 'swallowed_comment'),
    ('| a | b |\n| - | - |\n| c | d | e |', 3, 11, C.SWALLOWED, 'swallowed_cell'),
    ('Summan är\n(a)=\n', 2, 1, C.SWALLOWED, 'swallowed_place'),
    ('[x][a]\n\n[a]: #b\n[a]: #c', 4, 1, C.SWALLOWED, 'swallowed_twice'),
    ('[OBS]: mötet', 1, 1, C.SWALLOWED, 'swallowed_reference'),
    # what somebody should look at
    ('Hurra :tada: nu', 1, 7, C.ODD_TEXT, 'odd_emoji'),
    ('Bra :+1:', 1, 5, C.ODD_TEXT, 'odd_emoji'),
    ('Vi gjorde:\n\na) ett\nb) två', 3, 1, C.ODD_TEXT, 'odd_letters'),
    ('> i. ett\n> ii. två', 1, 3, C.ODD_TEXT, 'odd_letters'),
    ('Ett &nbps; ord', 1, 5, C.ODD_TEXT, 'odd_entity'),
    ('TODO: skriv mer', 1, 1, C.ODD_TEXT, 'odd_todo'),
    ('Lorem ipsum dolor', 1, 1, C.ODD_TEXT, 'odd_todo'),
    ('H~2~O', 1, 2, C.ODD_TEXT, 'odd_lowered'),
    ('”https://example.org/a”', 1, 2, C.ODD_TEXT, 'odd_address'),
    ('#Rubrik', 1, 1, C.ODD_TEXT, 'odd_hash'),
    ('#Økonomi', 1, 1, C.ODD_TEXT, 'odd_hash'),
    ('1.ett', 1, 1, C.ODD_TEXT, 'odd_tight'),
    ('| a | b |\n| - | - |\n| c |', 3, 1, C.ODD_TEXT, 'odd_row'),
    ('Text före\n---\n', 2, 1, C.ODD_TEXT, 'odd_underline'),
    ('Hälsning\n--\nNamn', 2, 1, C.ODD_TEXT, 'odd_underline'),
    ('Text\n\n    Det här är vanlig text som skjutits in.', 3, 5, C.ODD_TEXT, 'odd_code'),
    ('[a]: https://example.org/', 1, 1, C.ODD_TEXT, 'odd_reference'),
    # characters that deceive
    ('En &#x202E;vändning', 1, 4, C.BAD_CHARACTER, 'char_direction'),
    ('# p&#1072;ypal', 1, 4, C.BAD_CHARACTER, 'char_lookalike'),
    ('[a](https://p&#1072;ypal.example/)', 1, 14, C.BAD_CHARACTER, 'char_lookalike'),
    ('av&shy;stava', 1, 3, C.BAD_CHARACTER, 'char_hidden'),
    ('f&#xFFFD;retag', 1, 2, C.BAD_CHARACTER, 'char_lost'),
    ('f&#0;retag', 1, 2, C.BAD_CHARACTER, 'char_lost'),
    ('f&#x110000;retag', 1, 2, C.BAD_CHARACTER, 'char_lost'),
    ('f&#xDC00;retag', 1, 2, C.BAD_CHARACTER, 'char_lost'),
    ('tio &#128; mer', 1, 5, C.BAD_CHARACTER, 'char_hidden'),
    ('tio&#1;', 1, 4, C.BAD_CHARACTER, 'char_hidden'),
]


@pytest.mark.parametrize(('text', 'line', 'column', 'code', 'cause'), SLIPS)
def test_one_slip_is_reported_once_in_its_place(
    text: str, line: int, column: int, code: ProblemCode, cause: str
) -> None:
    assert [part for part in found(text) if part[2] is not C.BAD_LINK] == [(line, column, code, cause)]


def test_every_rule_has_a_slip() -> None:
    assert {rule.cause for rule in RULES} <= {cause for *_, cause in SLIPS}


#: what people write and mean
PROSE = [
    'Det var 5 % av alla, 1.5 och 3,5 %, den 1.5 och kl. 10:30. Kvoten a:b är 3:1.',
    'Filen ligger i `C:\\mapp` eller C:\\mapp och \\\\server\\delad.',
    'Det kostade $5 i USA och $10 i Kanada, 5 kr här. 3 < 4 och 5 > 4, FoU & co, AT&T; så är det.',
    'Belopp i kronor*\n\n*Uppgift saknas för 2020.',
    'Belopp** i tusental\n\n** Preliminärt.',
    '- ett\n- två – med tankstreck\n\n– Vi har lärt oss mycket, säger hen.',
    'Se [1] och [2], [sic], (se not) och [x] i bilagan [a].',
    'Namn: ______ Datum: ______',
    'Kursen heter S3 #1. Ämnet #klimat följs.',
    '`{{ x }}`, `[[a]]`, `**`, `[text] (url)`, ``a ` b`` och \\[\\[a\\]\\] \\*\\*x \\`',
    '```\n##Rubrik {{ x }} <<<<<<< [[a]] **\n% x\n| a | b |\n| c | d |\n```',
    '> [!NOTE]\n> Text',
    'a/b, och/eller, 24/7, e-post: namn@example.org, (c) 2020, § 4, 20–30, A–Ö',
    '% en kommentar\n\nText\n\n% en till\n% på två rader',
    'Text\n\n---\n\nText',
    '[en länk][a] och [till][b]\n\n[a]: https://example.org/\n[b]: ../beta/annat.md',
    ':::{note}\nText\n:::\n\n::::{admonition} Rubrik\n:::{tip}\nRåd\n:::\n::::',
    '- punkt\n\n  :::{note}\n  text\n  :::\n\n> ```\n> kod\n> ```',
    'a) ett\n\nb) två\n\n1) ett\n2) två',
    '- [x] ett\n- [ ] två\n- [tre](#a)\n- [fyra][a]\n\n[a]: #a',
    '[https://example.org/a](https://example.org/a) och [www.example.org](https://www.example.org/)',
    'Skriv \\<b> och &lt;b&gt; så.',
    'E-postens ämne: "Re: hej". Tid: 08.00-16.30. Storlek: 5x5 m. x_1 och y^2.',
    '| a | b |\n| - | - |\n| 1 \\| 2 | `x \\| y` |\n| 3<br>4 | |',
    'En [quadruple *helix*]{lang=en} och [der [Link](#a)]{lang="de"}, `[x]{lang=xx}` och \\[x]{lang=en}',
    'Vi säger ”så här” och (så [här](#a)). Fotnot.[^rapport][^1]',
    '{sub}`2`, {s3:term}`ord`, {abbr}`S3 (smart specialisering)`',
    'Ordet slutar på -are\noch -het.',
    'Term\n: Förklaring: så är det',
    'Arbete kostar 100 $ per timme och 200 $ per dag.',
    'Text\n<!-- kom\nihåg -->\nText\n\n## Målet {#malet}',
    '    x = f(y)\n    <iframe src="x">',
]


@pytest.mark.parametrize('text', PROSE)
def test_what_is_meant_is_left_alone(text: str) -> None:
    assert found(text) == []


#: what ``--fix`` makes of a body
FIXES = [
    ('> [!NOTE] Text\n> mer', '> [!NOTE]\n> Text\n> mer'),
    ('##Rubrik två', '## Rubrik två'),
    ('Se [a] (https://example.org/r) och (b)[./c.md].', 'Se [a](https://example.org/r) och [b](./c.md).'),
    ('• ett\n• två', '- ett\n- två'),
    ('-ett\n-två', '- ett\n- två'),
    ('1)ett\n2)två', '1) ett\n2) två'),
    ('- []ett\n- [x]två', '- [ ] ett\n- [x] två'),
    ('-[] ett\n-[x] två', '- [ ] ett\n- [x] två'),
    (':::note\nText\n:::', ':::{note}\nText\n:::'),
    ('::: danger\nText\n:::', ':::{warning}\nText\n:::'),
    (':::note Egen rubrik\nText\n:::', ':::{admonition} Egen rubrik\nText\n:::'),
    ('> :::tip\n> Text\n> :::', '> :::{tip}\n> Text\n> :::'),
    ('Det är **viktigt **att.', 'Det är **viktigt** att.'),
    ('Text.[^a, b]', 'Text.[^a][^b]'),
    ('av&shy;stava', 'avstava'),
    ('av&#1;stava', 'avstava'),
    ('Text {.viktig} här', 'Text här'),
    (':::{records} case\n:filter: ”stage = finished”\n:::', ':::{records} case\n:filter: "stage = finished"\n:::'),
]


@pytest.mark.parametrize(('text', 'fixed'), FIXES)
def test_what_has_one_safe_remedy_is_fixed(text: str, fixed: str) -> None:
    result = apply(text, problems(text))
    assert result == fixed
    assert found(result) == []


def test_a_number_that_meant_a_dash_to_old_programs_stays() -> None:
    assert apply('tio &#150; mer', problems('tio &#150; mer')) == 'tio &#150; mer'


def test_the_sentences_of_the_skeletons_are_no_text() -> None:
    for language in LANGUAGES:
        outlines = load_outlines(language)
        for kind in KINDS.by_id:
            for heading, text in outlines.outline(kind):
                if not text.startswith(':::'):
                    page = f'## {heading}\n\n{text}[^kalla]\n'
                    assert [part[:3] for part in found(page)] == [(3, 1, C.PLACEHOLDER)]


def test_the_handbook_itself_holds_none() -> None:
    for root, file in FILES:
        text = file.read_text('utf-8')
        end = text.find('\n---\n', 3) + 5 if text.startswith('---\n') else 0
        body = '\n' * text.count('\n', 0, end) + text[end:]
        path = file.relative_to(root).as_posix()
        assert read_body(Source.of_file(path, body), markdown(), PERMITTED, placeholders(TEXTS)).problems == []


def test_notes_do_not_end_the_build() -> None:
    assert {C.ODD_TEXT, C.LEFTOVER} <= NOTES
    assert not {C.MERGE_MARK, C.NEAR_MISS, C.UNCLOSED, C.SWALLOWED, C.PLACEHOLDER} & NOTES


@pytest.mark.slow
@pytest.mark.parametrize(
    'text',
    [
        '`' * 5000,
        '[' * 5000,
        '**' * 2500,
        '{{' * 2500,
        '\\(' * 2500,
        '$a ' * 1600,
        '[^' * 2500,
        '<b>' * 1600,
        ':a' * 2500,
        '| ' * 2500 + '\n' + '|-' * 2500,
        '](' * 2500,
        '{.a ' * 1200,
        '[a ' * 1600,
        '==a ' * 1200,
        '&a' * 2500,
    ],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    plain = 'Ett vanligt stycke med text.\n\n' * (5000 // 31)
    # the parser's rule for footnotes looks at the rest of the paragraph from each '[^': 200 times, and bounded
    limit = 600 if '[^' in text else 80
    assert times(lambda: problems(text), lambda: problems(plain), limit) < limit


def test_the_command_fixes_a_page_and_says_what_is_left(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = mini_site / 'docs' / 'themes' / 'varme.md'
    before = file.read_text('utf-8').rstrip('\n')
    file.write_text(
        f'{before}\n\n##Rubrik två\n\nSe [a] (https://example.org/r).\n\n-ett\n-två\n\n{{{{ x }}}}\n', 'utf-8'
    )
    assert main(['check', '--root', str(mini_site), '--fix', str(file)]) == 0
    after = '\n\n## Rubrik två\n\nSe [a](https://example.org/r).\n\n- ett\n- två\n\n{{ x }}\n'
    assert file.read_text('utf-8') == before + after
    reported = [line for line in capsys.readouterr().out.split('\n') if ': påpekande[' in line and 'varme.md' in line]
    assert len(reported) == 1
    assert f'docs/themes/varme.md:{(before + after).count(chr(10))}:1: påpekande[leftover]' in reported[0]
