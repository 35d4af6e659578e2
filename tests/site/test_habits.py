"""Everyday Markdown on the web: what people are used to works, and says to everybody what it shows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdf
import pytest
from PIL import Image

from s3ext.pdf.tagging import elements
from tests.pdfkit import text_of
from tests.site.sitekit import Built, Page, build_clean, case_text, copy_mini, text

BODY = """\
Arbetet är ~~planerat~~ genomfört ⚠️. Läs https://example.org/a (”och https://example.org/b”). Skriv till
[oss](mailto:utveckling@example.org?subject=Nytt%20fall) eller ring [växeln](tel:+46-8-00).

- [ ] Boka lokal
- [x] Bjud *in*

> [!NOTE]
> Tänk på detta.

> [!TIP]
> Ett råd.

> [!IMPORTANT]
> Mötet flyttas.

> [!WARNING]
> Se upp.

> [!CAUTION]
> Se upp mer.

| Mål | Läge |
| --- | --- |
| Ett<br>och två | ~~Öppet~~ |

Se [temana](../../docs/themes/) och [fallet](./ett-fall.md).

<div class="ruta" markdown="1">

Det är <b>fet *och kursiv*</b>, H<sub>2</sub>O och <kbd>Ctrl</kbd>.

<p align="center">
  <a href="https://example.org/c"><img src="../../docs/punkt.png" alt="En grå punkt" width="50"></a>
</p>

<span id="tom"></span>

</div>

```mermaid
graph TD; A-->B
```

```json
{ nästan json
```
"""


@pytest.fixture(scope='module')
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    root = copy_mini(tmp_path_factory.mktemp('vanor') / 'site')
    write(root)
    yield build_clean(root)


def write(root: Path) -> None:
    """Add to the site at *root* a case of everyday Markdown."""
    source = case_text('Vanorna', body=BODY)
    numbered = source.replace('id: rapport', "id: '1'").replace('[^rapport]', '[^1]')
    (root / 'cases' / 'alfa' / 'vanor.md').write_text(numbered, 'utf-8')
    (root / 'docs' / 'punkt.png').write_bytes(picture())


def picture() -> bytes:
    """A grey picture."""
    made = io.BytesIO()
    Image.new('L', (9, 9), 128).save(made, 'PNG')
    return made.getvalue()


@pytest.fixture
def page(built: Built) -> Page:
    return built.page('cases/alfa/vanor')


def test_a_task_list_shows_boxes_that_say_what_they_are_and_are_no_controls(page: Page) -> None:
    boxes = page.all('li.task-list-item [role="img"]')
    assert [(box['aria-label'], 's3-task-done' in box['class']) for box in boxes] == [
        ('Att göra', False),
        ('Klart', True),
    ]
    assert page.texts('li.task-list-item') == ['Boka lokal', 'Bjud in']
    assert page.all('article input, .body input') == []


def test_alerts_are_the_boxes_of_the_handbook(page: Page) -> None:
    boxes = [next(kind for kind in box['class'] if kind != 'admonition') for box in page.all('.admonition')]
    assert boxes == ['note', 'tip', 'important', 'warning', 'warning']
    assert not any('[!' in words for words in page.texts('.admonition'))


def test_struck_and_broken_text(page: Page) -> None:
    assert page.texts('s') == ['planerat', 'Öppet']
    (cell,) = [cell for cell in page.all('td') if 'och två' in cell.get_text()]
    assert cell.find('br') is not None
    assert '<br' not in cell.get_text()


def test_tags_are_what_markdown_has_for_them_and_containers_are_nothing(page: Page) -> None:
    (words,) = [part for part in page.all('p') if part.get_text().startswith('Det är fet')]
    assert str(words) == (
        '<p>Det är <strong>fet <em>och kursiv</em></strong>, H<sub>2</sub>O och '
        '<code class="docutils literal notranslate"><span class="pre">Ctrl</span></code>.</p>'
    )
    (image,) = page.all('p > a > img')
    assert (image['alt'], image.parent and image.parent['href']) == ('En grå punkt', 'https://example.org/c')
    assert set(image.attrs) <= {'alt', 'src'}
    assert [part for part in page.all('p') if not part.get_text().strip() and not part.find('img')] == []
    assert page.all('.ruta, #tom, center, [markdown], [align]') == []


def test_links_lead_where_their_writer_meant(page: Page) -> None:
    links = {text(link): str(link['href']) for link in page.all('a.reference')}
    assert links['https://example.org/a'] == 'https://example.org/a'
    assert links['https://example.org/b'] == 'https://example.org/b'
    assert links['oss'] == 'mailto:utveckling%40example.org?subject=Nytt%20fall'
    assert links['växeln'] == 'tel:+46-8-00'
    assert links['temana'].endswith('docs/themes/index.html')
    assert links['fallet'] == 'ett-fall.html'


def test_a_source_may_be_called_by_a_number(page: Page) -> None:
    (note,) = {str(note['href']) for note in page.all('a[role=doc-noteref]')}
    assert page.texts('a[role=doc-noteref]') == ['[1]']
    assert page.texts('[role=doc-footnote] > span:first-child') == ['[1]']
    assert page.one(note)


def test_code_of_any_language_is_shown_as_it_is(page: Page) -> None:
    assert [words.strip() for words in page.texts('pre')] == ['graph TD; A-->B', '{ nästan json']


def test_the_pdf_shows_the_same(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    write(root)
    built = build_clean(root, 'typstpdf')
    (file,) = built.out.glob('*.pdf')
    words = ' '.join(text_of(pypdf.PdfReader(file)).split())
    for phrase in (
        'Boka lokal',
        'Bjud in',
        'Tänk på detta.',
        'Se upp mer.',
        'Ett och två',
        'fet och kursiv',
        'H2O',
        'graph TD; A-->B',
    ):
        assert phrase in words
    assert not any(left in words for left in ('[ ]', '[x]', '[!', '~~', '<', '• Boka'))
    with pikepdf.open(file) as document:
        pictures = [str(figure.get('/Alt')) for figure in elements(document, '/Figure')]
    assert [words for words in pictures if words in ('Att göra', 'Klart')] == ['Att göra', 'Klart']
    assert 'En grå punkt' in pictures
