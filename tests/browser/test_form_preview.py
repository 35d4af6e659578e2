"""The preview of the form: what it shows is what the built page shows, and nothing that a text holds runs in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.corpus import pages
from tests.corpus.test_corpus import HERE, corpus
from tests.site.sitekit import build_clean

from .conftest import Site, Visit
from .test_form import FORM, LAST, TEXT, fill_case, first_text, go

PAGE = '.s3-form-page'
#: what stands in a page: headings, items of lists, cells … as words, and the numbers of notes; without what the site
#: makes of other pages, and what it writes in its own way of fields
OUTLINE = """(place) => {
    const apart = '.headerlink, ul, ol, caption, .s3-remark, .s3-form-picture, [role=doc-noteref]';
    const words = (element) => {
        const copy = element.cloneNode(true);
        for (const gone of copy.querySelectorAll(apart)) gone.remove();
        return copy.textContent.replace(/[\\s\\u00a0☐☑]+/g, '').replaceAll('Anteckning', 'Notera');
    };
    const own = '.s3-results, .s3-points, .s3-relations, .s3-answer, .s3-facts-box, .s3-record, .s3-head-figure';
    const free = (element) => !element.closest(own);
    const all = (selector) => [...place.querySelectorAll(selector)].filter(free).map(words);
    return {
        headings: all('h1, h2, h3:not(.rubric), h4, h5, h6'),
        items: all('li, dt, dd'),
        cells: all('th, td'),
        quotes: all('blockquote'),
        boxes: all('.admonition-title'),
        formats: all('strong, em, s, sub, sup, .admonition-title'),
        notes: [...place.querySelectorAll('section [role=doc-noteref]')].filter(free).map((note) => note.textContent),
        sources: [...place.querySelectorAll('[role=doc-footnote] > p')].map((source) => source.textContent),
    };
}"""
#: draws a text as the preview does, on a page without sources, and gives the outline
DRAW = f"""(text) => {{
    const place = document.createElement('div');
    const page = {{ titleOf: (id) => id, note: () => null, field: () => [] }};
    new S3.FormDrawing(S3.formData, page).draw(text, place);
    return ({OUTLINE})(place);
}}"""


#: the outlines of what the form draws of texts, and of what was built of them
COMPARE = f"""(all) => all.map(([name, text, html]) => {{
    const built = new DOMParser().parseFromString(html, 'text/html').querySelector('[role=main]');
    return [name, ({DRAW})(text), ({OUTLINE})(built)];
}})"""


def opened(page: Page, name: str, text: str) -> None:
    """Open *text* in the form as the file *name*, and go to where its page is shown."""
    page.locator('#s3-form-open').set_input_files({'name': name, 'mimeType': 'text/markdown', 'buffer': text.encode()})
    expect(page.locator('.s3-form-id code').first).to_have_text(name.removesuffix('.md'))
    go(page, LAST)


def outline(page: Page, place: str) -> Any:
    return page.locator(place).evaluate(OUTLINE)


def test_it_shows_what_the_built_page_shows(visit: Visit, site: Site, sources: Path) -> None:
    form, built = visit(FORM), visit('index.html')
    files = [file for file in sorted((sources / 'cases').glob('*/*.md')) if file.stem != 'index']
    assert len(files) > 20
    notes = 0
    for file in files:
        text = file.read_text('utf-8')
        title = re.search('^# (.*)$', text, re.M)
        assert title
        form.goto(site.address(FORM))
        opened(form, file.name, text)
        expect(form.locator(f'{PAGE} h1')).to_contain_text(title[1][:20])
        built.goto(site.address(f'cases/{file.parent.name}/{file.stem}.html'))
        shown = outline(form, PAGE)
        assert shown == outline(built, '.s3-page'), file.stem
        notes += len(shown['notes'])
    assert notes > 200


#: pieces whose words the site has from other pages, or that only it can write
OF_THE_SITE = {'roles-more', 'box-titled', 'links', 'links-root', 'link-term', 'roles', 'heading-named'}
OF_THE_SITE |= {'view', 'view-all', 'view-matrix', 'fields'}
#: tags that only group, indented or empty: of those the form shows more than the site
OTHERWISE = {'html-group-moved', 'html-group-idle'}


def main_of(file: Path) -> str:
    """What a built page says, without styles of its own, which the form's policy forbids to read."""
    main = BeautifulSoup(file.read_text('utf-8'), 'html.parser').select_one('[role=main]')
    assert main
    for element in main.select('[style]'):
        del element['style']
    return str(main)


def test_it_reads_markdown_as_the_site_does(visit: Visit, tmp_path: Path) -> None:
    """Every right form of a text, built as a page of its own and drawn by the form."""
    left_out = {f'{name}-{frame}' for name in OF_THE_SITE | OTHERWISE for frame in pages.FRAMES}
    pieces = {name: text for name, text in pages.made(pages.RIGHT) if name not in left_out}
    root = corpus(tmp_path / 'site', pieces.items(), (), HERE / 'right')
    out = build_clean(root).out
    form = visit(FORM)
    go(form, LAST)
    expect(form.locator(f'{PAGE} h1')).to_be_visible()
    built = {name: main_of(out / 'docs' / 'about' / f'{name}.html') for name in pieces}
    found = form.evaluate(COMPARE, [[name, text, built[name]] for name, text in pieces.items()])
    assert len(found) == len(pieces) > 100
    assert {name: both for name, *both in found if both[0] != both[1]} == {}


HOSTILE = """<script>window.hit = 1</script> <img src=x onerror="window.hit = 1"> <svg onload="window.hit = 1">

<iframe srcdoc="<script>parent.hit = 1</script>"></iframe>

[a](javascript:window.hit=1) [b](JaVaScRiPt:window.hit=1) [c](data:text/html,<script>hit</script>) [d](vbscript:x)
<javascript:window.hit=1> ![e](javascript:window.hit=1) [f](//example.org/) [g](file:///etc/passwd) [h][i]

[i]: javascript:window.hit=1 "title"

<b onclick="window.hit = 1">fet</b> <b>öppen <i>och *stängd</b></i> {ours}`<img src=x onerror=hit>` {script}`hit`

:::{admonition} <img src=x onerror="window.hit = 1">
<style>body { display: none }</style>
:::

:::{raw} html
<script>window.hit = 1</script>
:::

```{eval-rst}
.. raw:: html

   <script>window.hit = 1</script>
```

&lt;script&gt;window.hit = 1&lt;/script&gt; [^<img>] [^__proto__] [^constructor]

| <img src=x onerror=hit> | `|` |
| - | - |
| {{ 7 * 7 }} | <style>* {}</style> |
"""


@pytest.mark.parametrize('from_disk', [False, True])
def test_nothing_that_a_text_holds_runs(visit: Visit, from_disk: bool) -> None:
    page = visit(FORM, from_disk=from_disk)
    fill_case(page)
    # deep nesting, and much of it, holds nothing up
    first_text(page).fill(HOSTILE + '\n' + '> ' * 400 + 'djupt\n\n' + ':::::{note}\n' * 200 + '\n\n' + '*' * 3000)
    go(page, LAST)
    preview = page.locator(PAGE)
    expect(preview).to_contain_text('öppen och *stängd')
    expect(preview.locator('h2').first).to_be_visible()
    assert page.evaluate('window.hit') is None
    names = set(preview.evaluate("(place) => [...place.querySelectorAll('*')].map((one) => one.localName)"))
    assert not names & {'script', 'img', 'svg', 'iframe', 'style', 'object', 'form', 'input', 'base', 'link', 'math'}
    attributes = set(
        preview.evaluate("(place) => [...place.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())")
    )
    assert attributes <= {
        *('class', 'href', 'target', 'rel', 'role', 'aria-level', 'aria-hidden', 'data-page', 'open', 'start'),
    }
    links = preview.locator('a[href]').evaluate_all('(all) => all.map((one) => one.protocol)')
    assert set(links) <= {'http:', 'https:', 'mailto:'}
    # what is no tag of the handbook is shown as it was written
    expect(preview).to_contain_text('<script>window.hit = 1</script>')


def test_it_follows_the_text_and_says_what_comes_later(visit: Visit) -> None:
    page = visit(FORM)
    fill_case(page)
    assert 'markdown-it' not in page.evaluate("performance.getEntriesByType('resource').map((one) => one.name).join()")
    page.locator('.s3-form-preview summary').first.click()
    preview = page.locator(PAGE)
    expect(preview.locator('h1')).to_have_text('Skåne: ”delad” testbädd, för vatten & luft')
    expect(preview.locator('.s3-draft')).to_have_text('Utkast – inte genomgånget av redaktionen.')
    facts = preview.locator('.s3-facts')
    expect(facts.locator('dt', has_text='Region')).to_be_visible()
    for words in ('Skåne', 'Energi och energisystem', '2023–juni 2025', 'Avslutat'):
        expect(facts).to_contain_text(words)
    first_text(page).fill('Ett påstående.\n\n:::{records} case\n:::\n')
    first_text(page).press('Control+Home')
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').first.click()
    expect(preview.locator('section').first).to_contain_text('[1]Ett påstående.')
    expect(preview).to_contain_text('Här kommer en lista ur handboken när sidan byggs.')
    source = preview.locator('.s3-sources')
    expect(source).to_contain_text('Region Skåne: Årsrapport: testbäddar – ”2024”.')
    # in the last step it stands in the text, and comes back to where it was
    go(page, LAST)
    expect(page.locator(f'.s3-form-step {PAGE} h1')).to_be_visible()
    go(page, TEXT)
    expect(page.locator(f'.s3-form-side {PAGE} h1')).to_be_visible()
