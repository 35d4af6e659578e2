"""Documents of LibreOffice: written part by part, as its own program does."""

from __future__ import annotations

from collections.abc import Callable

from .docx_parts import png
from .google import zipped

_SPACES = ' '.join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        'office': 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
        'style': 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
        'text': 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
        'table': 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
        'draw': 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0',
        'fo': 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
        'xlink': 'http://www.w3.org/1999/xlink',
        'svg': 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
        'dc': 'http://purl.org/dc/elements/1.1/',
    }.items()
)
_STYLES = """
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T3" style:family="text">
<style:text-properties style:text-position="sub 58%"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Quotations"/>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
<text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>
"""
_BODY = """
<text:p text:style-name="P1">Innovation i skogen</text:p>
<text:table-of-content text:name="Innehåll"><text:index-body>
<text:p>Vad var frågan?<text:tab/>1</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1">Vad var frågan?</text:h>
<text:p>Skogen <text:span text:style-name="T1">växte</text:span>,<text:s text:c="2"/>men
<text:span text:style-name="T2">industrin</text:span> flyttade. CO<text:span text:style-name="T3">2</text:span>
band den.<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>Skogsstyrelsen, Skogen i siffror, <text:a
xlink:href="https://www.example.org/skog">https://www.example.org/skog</text:a></text:p></text:note-body>
</text:note></text:p>
<text:list text:style-name="L1"><text:list-item><text:p>Första punkten</text:p>
<text:list><text:list-item><text:p>ett steg in</text:p></text:list-item></text:list></text:list-item>
<text:list-item><text:p>Andra punkten</text:p></text:list-item></text:list>
<text:h text:outline-level="1">Vad kom ut av det?</text:h>
<text:p>Läs <text:a xlink:href="https://www.example.org/mer">mer om det</text:a>.<text:line-break/>
På en ny rad.</text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
<table:table-header-rows><table:table-row><table:table-cell><text:p>År</text:p></table:table-cell>
<table:table-cell><text:p>Plantor</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>2024</text:p></table:table-cell>
<table:table-cell><text:p>100</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>200</text:p></table:table-cell></table:table-row>
</table:table>
<text:p text:style-name="P2">Skogen är till för alla.</text:p>
<text:p><draw:frame draw:name="Bild1"><draw:image xlink:href="Pictures/1.png"/>
<svg:desc>En gran i snö</svg:desc></draw:frame></text:p>
<text:list text:style-name="L2"><text:list-item><text:p>Plantera</text:p></text:list-item>
<text:list-item><text:p>Vänta</text:p></text:list-item></text:list>
"""


def package(body: str, changes: str = '') -> bytes:
    """An odt file with *body*, and tracked *changes* before it."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3">'
        f'<office:automatic-styles>{_STYLES}</office:automatic-styles>'
        f'<office:body><office:text>{changes}{body}</office:text></office:body></office:document-content>'
    )
    listed = ''.join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (
            ('/', 'application/vnd.oasis.opendocument.text'),
            ('content.xml', 'text/xml'),
            ('Pictures/1.png', 'image/png'),
        )
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3"'
        f' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{listed}</manifest:manifest>'
    )
    files: dict[str, str | bytes] = {
        'mimetype': 'application/vnd.oasis.opendocument.text',
        'content.xml': content,
        'Pictures/1.png': png(shade=10),
        'META-INF/manifest.xml': manifest,
    }
    return zipped(files, 'mimetype')


def _plain() -> bytes:
    """All that such a document may hold that a page may hold too."""
    return package(_BODY)


_CHANGES = """<text:tracked-changes><text:changed-region text:id="ct1"><text:insertion><office:change-info>
<dc:creator>Karin Exempelsson</dc:creator><dc:date>2026-03-04T10:00:00</dc:date></office:change-info></text:insertion>
</text:changed-region></text:tracked-changes>"""
_CHANGED = """<text:h text:outline-level="1">Vad var frågan?</text:h><text:p>Skogen <text:change-start
text:change-id="ct1"/>växte<text:change-end text:change-id="ct1"/> fort.<office:annotation>
<dc:creator>Karin Exempelsson</dc:creator><text:p>Hur fort?</text:p></office:annotation></text:p>"""


def _changed() -> bytes:
    """A tracked change and a comment."""
    return package(_CHANGED, _CHANGES)


DOCUMENTS: dict[str, Callable[[], bytes]] = {'skog.odt': _plain}
STOPPED: dict[str, Callable[[], bytes]] = {'andringar.odt': _changed}
