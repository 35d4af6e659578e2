"""``s3ext export``: a page as a Word file, for people who approve it or write in it there."""

from __future__ import annotations

import posixpath
import sys
from pathlib import Path
from urllib.parse import quote, urljoin

from ..config.conf_file import CONFIG, ConfFile, read_conf
from ..config.profiles import written_language
from ..core.gate.disk import DiskError, read_file
from ..core.gate.file_kinds import MAX_PICTURE_BYTES
from ..core.gate.tokens import file_of, is_content
from ..core.model.entries import Entry
from ..core.model.labels import Labels
from ..core.model.status import draft_statement
from ..core.office.content import PageDocument, Run
from ..core.office.page_facts import About, printed_source, status_of, what_stands_behind
from ..core.office.page_text import Known, page_text
from ..core.page.source import Source, read_source
from ..core.page.validate import read_header
from ..core.problems import plain
from ..core.texts.messages import Texts, load_texts
from .finding import UnknownPageError, find_page
from .project import Content, read_content
from .whole_files import write_whole

#: what Word shows
_PICTURES = ('.png', '.jpg', '.jpeg')


def export(root: Path, written: str, output: Path | None, texts: Texts) -> int:
    """Write the page *written*, an id or a path, to the file *output*; returns an exit code.

    Without *output* the file is called as the page, in the folder of the call. Never over a file that holds another
    text: somebody may have written in it.
    """
    content = read_content(root)
    try:
        page = find_page(written, content, texts)
    except UnknownPageError as error:
        print(texts[f'export_{error.name}'].format(**error.details), file=sys.stderr)
        return 1
    faults = [problem for problem in content.problems if problem.path == page.path and not problem.is_note]
    if page.record is None or page.docname not in content.facts:
        print(*texts.report(faults), sep='\n')
        print(texts['export_faults'].format(path=page.path), file=sys.stderr)
        return 1
    target = output or Path(f'{page.id}.docx')
    return _write(target, page_bytes(root, page, content), texts)


def _write(target: Path, data: bytes, texts: Texts) -> int:
    """Put *data* into the file *target* and say so; returns an exit code."""
    shown = plain(str(target))
    try:
        if target.exists() and target.read_bytes() != data:
            print(texts['export_taken'].format(path=shown), file=sys.stderr)
            return 1
        write_whole(target, data)
    except OSError as error:
        print(texts['export_failed'].format(path=shown, cause=plain(error.strerror or str(error))), file=sys.stderr)
        return 1
    print(texts['export_done'].format(path=shown))
    return 0


def page_bytes(root: Path, page: Entry, content: Content) -> bytes:
    """The Word file of *page*, whose header is right; equal for equal pages."""
    from ..core.office.page_word import page_file  # the library takes its time

    conf = read_conf(root / CONFIG)
    language = written_language(root, content.profile)
    texts = load_texts(conf.language, content.profile.texts)
    labels = Labels(texts=texts, vocabulary=content.vocabulary, language=language)
    record = page.record
    assert record is not None
    body = read_header(Source.of_file(page.path, read_source(root / page.path, page.path)[0]), content.vocabulary).body
    text = page_text(body.text, _known(root, page, content, labels))
    about = About(record=record, path=page.path, address=_address(page, conf))
    name = conf.project or page.id
    return page_file(
        PageDocument(
            title=text.title or (Run(page.id),),
            parts=text.parts,
            behind=what_stands_behind(about, content.catalog, labels),
            notes=tuple((source.id, printed_source(source, labels)) for source in record.sources),
            running=texts['export_running'].format(
                project=name, status=draft_statement(record, labels) or status_of(record, content.catalog, labels)
            ),
            language=f'{conf.language}-{language.country}' if language.country else conf.language,
            date=record.reviewed_on or record.added_on or '',
        )
    )


def _address(page: Entry, conf: ConfFile) -> str:
    """Where *page* is on the web; '' if nobody knows the address of the site."""
    return urljoin(f'{conf.base_url.rstrip("/")}/', quote(f'{page.docname}.html')) if conf.base_url else ''


def _known(root: Path, page: Entry, content: Content, labels: Labels) -> Known:
    """What the text of *page* does not say itself."""

    def picture(target: str) -> bytes | None:
        path = file_of(target, page.path)
        if posixpath.splitext(path)[1].lower() not in _PICTURES:
            return None
        if not is_content(target, page.path, content.profile.names.folders):
            return None
        try:
            return read_file(root / path, MAX_PICTURE_BYTES)
        except DiskError:
            return None

    def hint(directive: str) -> str:
        if directive not in content.profile.kinds.in_text.get(page.type, {}):
            return ''
        label = labels.texts.sheet_label(type(page.record).__name__, directive)
        return labels.texts['export_hint'].format(label=label)

    return Known(title=lambda target: _title(target, page, content), picture=picture, hint=hint)


def _title(target: str, page: Entry, content: Content) -> str:
    """The words that the site puts in the place of those of a link to *target* that has none."""
    path, _, place = target.partition('#')
    docname = file_of(path, page.path).removesuffix('.md') if path else page.docname
    if not path:
        for item in content.catalog.find(place):
            return item.title
        for name, page_facts in sorted(content.facts.items()):
            for heading in page_facts.headings:
                if place in heading.places or (name == page.docname and heading.slug == place):
                    return heading.text
        return ''
    facts = content.facts.get(docname)
    headings = facts.headings if facts else ()
    named = next((heading.text for heading in headings if place and place in (heading.slug, *heading.places)), '')
    return named or (facts.title if facts else '')
