"""A page whose body comes from a document: its header stays as it is, and gets the sources that are new."""

from __future__ import annotations

from ..core.importing.markdown import as_words
from ..core.importing.notes import FoundSource
from ..core.importing.page import ImportedPage
from ..core.model.header import Header
from ..core.page.parts import FENCE
from ..core.schema.writing import scalar

_SOURCES = 'sources:'


class BodyError(ValueError):
    """A page whose header cannot be read line by line."""


def known_sources(record: Header | None) -> tuple[FoundSource, ...]:
    """The sources that a page has."""
    sources = record.sources if record is not None else ()
    return tuple(FoundSource(id=source.id, title=source.title, url=source.url or '') for source in sources)


def with_body(text: str, page: ImportedPage) -> str:
    """The page *text* with the body of *page*, and its sources beside those that are there.

    Raises ``BodyError`` if the header has no end, or its sources stand in brackets.
    """
    lines = text.replace('\r\n', '\n').split('\n')
    if lines[0].rstrip() != FENCE or FENCE not in (rest := [line.rstrip() for line in lines[1:]]):
        raise BodyError
    end = rest.index(FENCE) + 1
    header = _with_sources(lines[1:end], page.sources)
    old = next((line for line in lines[end + 1 :] if line.startswith('# ')), '')
    title = f'# {as_words(page.title)}' if page.title else old
    return '\n'.join([FENCE, *header, FENCE, '', title, '', *_body(page)]) + '\n'


def _body(page: ImportedPage) -> list[str]:
    lines: list[str] = []
    for section in page.sections:
        heading = [f'## {section.heading}', ''] if section.heading else []
        lines += [*([''] if lines else []), *heading, section.markdown]
    return lines


def _with_sources(header: list[str], sources: tuple[FoundSource, ...]) -> list[str]:
    if not sources:
        return header
    start = next((n for n, line in enumerate(header) if line.startswith(_SOURCES)), None)
    if start is None:
        return [*header, _SOURCES, *(line for source in sources for line in _lines(source))]
    if header[start].removeprefix(_SOURCES).partition('#')[0].strip():
        raise BodyError
    end = start + 1
    while end < len(header) and (header[end].startswith((' ', '-')) or not header[end].strip()):
        end += 1
    while not header[end - 1].strip():
        end -= 1
    indent = header[start + 1][: len(header[start + 1]) - len(header[start + 1].lstrip())] if end > start + 1 else '  '
    return [*header[:end], *(line for source in sources for line in _lines(source, indent)), *header[end:]]


def _lines(source: FoundSource, indent: str = '  ') -> list[str]:
    url = [f'{indent}  url: {scalar(source.url)}'] if source.url else []
    title = scalar(source.title) if source.title else ''
    return [
        f'{indent}- id: {source.id}',
        f'{indent}  publisher:',
        f'{indent}  title: {title}'.rstrip(),
        *url,
    ]
