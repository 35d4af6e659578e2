"""A document of Word (docx) as HTML: by mammoth, from parts that have been looked through before."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from .document import Pictures, ReadDocument
from .error import ImportRefusedError, UnfinishedError
from .package import open_package, part_of, read_xml
from .report import Remark, shown
from .word_changes import find_unfinished

_MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
_TYPES = '[Content_Types].xml'
_PICTURES = ('png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp', 'tif', 'tiff', 'emf', 'wmf', 'svg')
#: what no page needs a larger one of
_MOST_PICTURE = 20_000_000
#: elements whose content a page cannot hold, or holds in another form: group and code of the remark
_REMARKED = {
    'txbxContent': ('changed', 'text_box'),
    'oMath': ('left_out', 'formula'),
    'chart': ('left_out', 'diagram'),
    'relIds': ('left_out', 'diagram'),
    'vanish': ('changed', 'hidden_text'),
}
#: how the styles of Word become tags; the form's script has the same
STYLES = '\n'.join(
    (
        "p[style-name='Title'] => h1.title:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
        "p[style-name='Intense Quote'] => blockquote > p:fresh",
        "p[style-name='Quotations'] => blockquote > p:fresh",
        "p[style-name='S3 Markdown'] => p.s3-markdown:fresh",
        "r[style-name='S3 Markdown Text'] => span.s3-markdown",
        "r[style-name='S3 Left Out'] => !",
        "p[style-name^='TOC '] => p.contents:fresh",
        "p[style-name^='Contents '] => p.contents:fresh",
        "p[style-name^='toc '] => p.contents:fresh",
        "p[style-name='List Bullet'] => ul > li:fresh",
        "p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh",
        "p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh",
        "p[style-name='List Number'] => ol > li:fresh",
        "p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh",
        "p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh",
        "p[style-name='List Continue'] => ul|ol > li > p:fresh",
        "p[style-name='List Continue 2'] => ul|ol > li > ul|ol > li > p:fresh",
        "p[style-name='List Continue 3'] => ul|ol > li > ul|ol > li > ul|ol > li > p:fresh",
        'u => u',
    )
)


def read_word(data: bytes) -> ReadDocument:
    """What the docx file *data* says. Raises ``ImportRefusedError`` and ``UnfinishedError``."""
    archive = open_package(data, 'docx')
    _check_kind(archive)
    parts, remarks = _looked_through(archive)
    if places := find_unfinished(parts):
        raise UnfinishedError(places)
    pictures = Pictures()
    html = _html(_packed(archive, parts), pictures)
    return ReadDocument(html=html, pictures=pictures.by_name, remarks=remarks)


def _check_kind(archive: zipfile.ZipFile) -> None:
    types: set[str] = set()
    listed = part_of(archive, _TYPES)
    if not listed:
        raise ImportRefusedError('import_other')
    read_xml(listed, lambda _, attributes: types.add(attributes.get('ContentType', '')))
    if any('macroEnabled' in name for name in types):
        raise ImportRefusedError('import_macros')
    if _MAIN not in types:
        raise ImportRefusedError('import_other')


def _looked_through(archive: zipfile.ZipFile) -> tuple[dict[str, bytes], list[Remark]]:
    """The parts of text of *archive*, each read once, and what of them no page can hold."""
    parts: dict[str, bytes] = {}
    remarks: list[Remark] = []
    for name in archive.namelist():
        if name.rpartition('.')[2].lower() not in ('xml', 'rels') or not archive.getinfo(name).file_size:
            continue
        parts[name] = part_of(archive, name)
        found = _remarks_of(name, parts[name])
        remarks += [remark for remark in found if remark not in remarks]
    return parts, remarks


def _remarks_of(name: str, data: bytes) -> list[Remark]:
    found: list[Remark] = []
    words: list[str] = []
    is_words = False
    is_text = posixpath.dirname(name) == 'word' and not name.endswith(('styles.xml', 'numbering.xml'))

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_words
        local = tag.rpartition(' ')[2]
        is_words = local == 't'
        if is_text and local in _REMARKED:
            found.append(Remark(*_REMARKED[local]))
        kind = attributes.get('Type', '')
        if local == 'Relationship' and kind.endswith('/image') and attributes.get('TargetMode') == 'External':
            found.append(Remark('left_out', 'picture_outside'))

    def characters(text: str) -> None:
        if is_words:
            words.append(text)

    read_xml(data, start, characters=characters)
    said = ' '.join(''.join(words).split())
    if posixpath.basename(name).startswith(('header', 'footer')) and not said.isdecimal() and said:
        found.append(Remark('left_out', 'header_footer', shown(said)))
    return found


def _packed(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    """A docx file of the *parts* that have been looked through, and the pictures: nothing else is read."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, 'w') as clean:
        for name, data in parts.items():
            clean.writestr(name, data)
        for part in archive.infolist():
            is_picture = part.filename.rpartition('.')[2].lower() in _PICTURES
            if is_picture and not part.is_dir() and part.file_size <= _MOST_PICTURE:
                clean.writestr(part.filename, part_of(archive, part.filename, _MOST_PICTURE))
    return made.getvalue()


def _html(data: bytes, pictures: Pictures) -> str:
    import mammoth  # a fifth of a second, which other commands need not wait

    def picture(image: Any) -> dict[str, str]:
        with image.open() as file:
            return {'src': pictures.add(file.read(), str(image.content_type).rpartition('/')[2].rpartition('-')[2])}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(picture),
        )
    # the library looks at nothing before it uses it: a part that is missing or odd ends in any error
    except Exception:
        raise ImportRefusedError('import_broken') from None
    return str(result.value)
