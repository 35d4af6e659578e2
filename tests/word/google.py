"""What a Google document exports: docx with its own habits, and a zipped page with pictures beside it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from docx.enum.style import WD_STYLE_TYPE

from .docx_parts import add_notes, blank, link, png, refer, saved

_STAMP = (2026, 3, 1, 9, 0, 0)


def zipped(files: Mapping[str, str | bytes], stored: str = '') -> bytes:
    """A zip file of *files*; that which is called *stored* is not packed, and stands first."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            kind = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _STAMP), content, kind)
    return made.getvalue()


def _exported() -> bytes:
    """Every run says its size and colour, paragraphs have the style "normal", a link stands on what is blue."""
    document = blank()
    document.styles.add_style('normal0', WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph('Tjänster för besöksnäringen', style='Title')
    for heading, words in (
        ('Vad var frågan? ', 'Små företag hade var sitt bokningssystem.'),
        ('Vad kom ut av det', 'Åtta företag delar ett.'),
    ):
        document.add_paragraph('')
        document.add_paragraph(heading, style='Heading 2')
        paragraph = document.add_paragraph(style='normal0')
        run: Any = paragraph.add_run(words)
        run.font.name = 'Arial'
        refer(paragraph, 1)
        paragraph.add_run(' ')
        link(paragraph, 'Läs mer', 'https://www.google.com/url?q=https://www.example.org/bokning&sa=D&source=editors')
    add_notes(document, {1: ' Företagarna, Ett system, https://www.example.org/bokning'})
    return saved(document)


_PAGE = """<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">
<style type="text/css">@import url(https://themes.googleusercontent.com/fonts/css?kit=x);
.lst-kix_a-0>li:before{content:"\\0025cf  "}ol{margin:0}.c0{font-weight:700}.c1{font-style:italic}
.c2{color:#1155cc;text-decoration:underline}.c3{margin-left:36pt}.title{font-size:26pt}</style></head>
<body class="c9 doc-content"><div><p class="c4"><span>Arbetsmaterial</span></p></div>
<p class="c4 title" id="h.1"><span class="c5">Musik och spel i länet</span></p>
<h2 class="c6" id="h.2"><span>Bakgrund</span></h2>
<p class="c4"><span>Spelföretagen växte </span><span class="c0">snabbt</span><span> men sökte </span>
<span class="c1">lokaler</span><span>.</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p>
<ul class="c7 lst-kix_a-0 start"><li class="c3"><span>Tre lokaler</span></li></ul>
<ul class="c7 lst-kix_a-1 start"><li class="c3"><span>en i centrum</span></li></ul>
<ul class="c7 lst-kix_a-0"><li class="c3"><span>Ett möte i månaden</span></li></ul>
<h2 class="c6" id="h.3"><span>Resultat</span></h2>
<p class="c4"><span class="c2"><a class="c8"
href="https://www.google.com/url?q=https://www.example.org/spel%3Fa%3D1&amp;sa=D&amp;usg=x">Sidan</a></span>
<span>&nbsp;räknar upp dem.</span></p>
<p class="c4"><span style="overflow: hidden; width: 240px"><img alt="Karta över tre lokaler i centrum"
src="images/image1.png" style="width: 240px"></span></p>
<table class="c11"><tr class="c12"><td class="c13" colspan="1" rowspan="1"><p class="c4"><span>Lokal</span></p></td>
<td class="c13" colspan="1" rowspan="1"><p class="c4"><span>Platser</span></p></td></tr>
<tr class="c12"><td class="c13" colspan="1" rowspan="1"><p class="c4"><span>Norr</span></p></td>
<td class="c13" colspan="1" rowspan="1"><p class="c4"><span>14</span></p></td></tr></table>
<script>document.title = "inget av detta körs"</script>
<hr class="c14"><div><p class="c15"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Spelföreningen,
Lokaler 2025, </span><span class="c2"><a class="c8"
href="https://www.google.com/url?q=https://www.example.org/lokaler&amp;sa=D">https://www.example.org/lokaler</a></span></p>
</div></body></html>"""


def _page() -> bytes:
    """ "Webbsida (.html, zippad)", with a note and a picture."""
    return zipped({'Musikochspelilnet.html': _PAGE, 'images/image1.png': png(shade=77)})


DOCUMENTS: dict[str, Callable[[], bytes]] = {'google-dokument.docx': _exported, 'google-webbsida.zip': _page}
