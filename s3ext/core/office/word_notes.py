"""Footnotes of a text document (ECMA-376 part 1, 17.11), which the library reads and writes not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from .content import Paragraph

_REFERENCE, _TEXT = 'Footnote Reference', 'Footnote Text'
#: the lines between the text and its notes, which every document must have
_EMPTY = (
    f'<w:footnotes {nsdecls("w", "r")}>'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    '</w:footnotes>'
)


class Notes:
    """The footnotes of *docx*: of *texts* by their ids, those that are referred to, each time anew."""

    def __init__(self, docx: DocxDocument, texts: Mapping[str, Paragraph]) -> None:
        self._docx, self._texts = docx, texts
        self._part: XmlPart | None = None
        self._count = 0

    def reference(self, name: str) -> Any:
        """The run that refers to a new note with the text called *name*; None if there is no such text."""
        text = self._texts.get(name)
        if text is None:
            return None
        if self._part is None:
            self._part = self._begin()
        self._count += 1
        self._part.element.append(self._note(text, self._part))
        run = OxmlElement('w:r')
        run.append(_properties(self._docx.styles[_REFERENCE].style_id))
        reference = OxmlElement('w:footnoteReference')
        reference.set(qn('w:id'), str(self._count))
        run.append(reference)
        return run

    def _begin(self) -> XmlPart:
        docx = self._docx
        reference: Any = docx.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER)
        reference.font.superscript = True
        text: Any = docx.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
        text.base_style = docx.styles['Normal']
        text.font.size = Pt(9)
        package = docx.part.package
        assert package is not None
        part = XmlPart(PackURI('/word/footnotes.xml'), CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_EMPTY), package)
        docx.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        return part

    def _note(self, text: Paragraph, part: XmlPart) -> Any:
        note, paragraph, mark = (OxmlElement(name) for name in ('w:footnote', 'w:p', 'w:r'))
        note.set(qn('w:id'), str(self._count))
        properties, style = OxmlElement('w:pPr'), OxmlElement('w:pStyle')
        style.set(qn('w:val'), str(self._docx.styles[_TEXT].style_id))
        properties.append(style)
        mark.append(_properties(self._docx.styles[_REFERENCE].style_id))
        mark.append(OxmlElement('w:footnoteRef'))
        paragraph.extend((properties, mark, _run(' ')))
        for run in text.runs:
            made = _run(run.text)
            if run.url:
                link = OxmlElement('w:hyperlink')
                link.set(qn('r:id'), part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
                link.append(made)
                made = link
            paragraph.append(made)
        note.append(paragraph)
        return note


def _properties(style: str | None) -> Any:
    properties, named = OxmlElement('w:rPr'), OxmlElement('w:rStyle')
    named.set(qn('w:val'), str(style))
    properties.append(named)
    return properties


def _run(words: str) -> Any:
    run, text = OxmlElement('w:r'), OxmlElement('w:t')
    text.text = words
    text.set(qn('xml:space'), 'preserve')
    run.append(text)
    return run
