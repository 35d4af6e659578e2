"""The handbook's pages without what only s3ext understands, so that other tools build the same texts.

What a page prints of its header (results, sources) moves into its text, links to records become links to files,
and our directives go. Nothing is left out that a reader of the prose would miss; the lists of records are.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

_FENCE = re.compile(r'(:{3,}|`{3,})(?:\{([\w:-]+)\} ?(.*))?')
_LINK = re.compile(r'\[([^\]]*)\]\(#([a-z0-9-]+)\)')
_PAGE_LINK = re.compile(r'\[\]\(([^)#:]+\.md)\)')
_ROLE = re.compile(r'\{s3:\w+\}`([^`]*)`')
_CITED = re.compile(r'\[\^([\w-]+)\]')
_TITLE = re.compile(r'^# (.+)$', re.MULTILINE)
_ADMONITIONS = ('note', 'tip', 'important', 'warning', 'admonition')
#: moved into the text
_PRINTED = ('results', 'sources')


def write_plain(source: Path, target: Path, *, mkdocs: bool) -> None:
    """Write every page under *source* to *target*, as MyST or (*mkdocs*) as MkDocs Material reads it."""
    files = sorted(source.glob('docs/**/*.md')) + sorted(source.glob('cases/**/*.md')) + [source / 'index.md']
    titles = {}
    for file in files:
        found = _TITLE.search(file.read_text('utf-8'))
        titles[file.relative_to(source).as_posix()] = found[1] if found else file.stem
    by_id = {Path(path).stem: path for path in titles if not path.endswith('index.md')}
    for path in titles:
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_page((source / path).read_text('utf-8'), path, by_id, titles, mkdocs=mkdocs), 'utf-8')


def _page(text: str, path: str, by_id: dict[str, str], titles: dict[str, str], *, mkdocs: bool) -> str:
    header, body = _split(text)
    body = '\n'.join(_blocks(body.split('\n'), header, mkdocs=mkdocs))
    folder = posixpath.dirname(path)

    def to_file(match: re.Match[str]) -> str:
        target = by_id.get(match[2])
        return (
            f'[{match[1] or titles[target]}]({posixpath.relpath(target, folder)})' if target else match[1] or match[2]
        )

    def with_title(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, match[1]))
        return f'[{titles.get(target, target)}]({match[1]})'

    body = _ROLE.sub(r'\1', _PAGE_LINK.sub(with_title, _LINK.sub(to_file, body)))
    cited = dict.fromkeys(_CITED.findall(body))
    sources = {source['id']: source for source in header.get('sources', ())}
    notes = [f'[^{name}]: {_source(sources[name])}' for name in cited if name in sources]
    return '\n\n'.join((_front(header, mkdocs=mkdocs) + body.strip(), *notes)) + '\n'


def _split(text: str) -> tuple[dict[str, Any], str]:
    if not text.startswith('---\n'):
        return {}, text
    header, _, body = text.removeprefix('---\n').partition('\n---\n')
    return yaml.load(header, Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader)), body


def _front(header: dict[str, Any], *, mkdocs: bool) -> str:
    """The header that is left: for MkDocs Material the tags, which take the place of our lists."""
    if mkdocs:
        kept: dict[str, Any] = {'tags': [*header.get('regions', ()), *header.get('themes', ())]}
    else:
        kept = {name: value for name, value in header.items() if name not in _PRINTED}
    if not any(kept.values()):
        return ''
    return f'---\n{yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)}---\n\n'


def _blocks(lines: Iterable[str], header: dict[str, Any], *, mkdocs: bool) -> Iterator[str]:
    """The lines of a body: admonitions stay, results are printed, other directives leave their text."""
    kept = _ADMONITIONS if mkdocs else (*_ADMONITIONS, 'toctree')
    dropped = ('toctree',) if mkdocs else ()
    open_blocks: list[str] = []
    for line in lines:
        fence = _FENCE.fullmatch(line)
        kind = open_blocks[-1] if open_blocks else ''
        if fence and fence[2]:
            open_blocks.append(fence[2])
            if fence[2] == 'results':
                yield from _results(header)
            elif fence[2] in kept:
                yield f'!!! {fence[2]}' if mkdocs else line
        elif fence and open_blocks:
            open_blocks.pop()
            if kind in kept and not mkdocs:
                yield line
        elif kind in kept:
            yield f'    {line}' if mkdocs else line
        elif not kind or not (kind in dropped or line.startswith(':')):
            yield line


def _results(header: dict[str, Any]) -> Iterator[str]:
    for result in header.get('results', ()):
        notes = ''.join(f'[^{name}]' for name in result['source'])
        yield f'- {result["claim"]}{notes} ({result["evidence"]})'


def _source(source: dict[str, Any]) -> str:
    year = f', {source["year"]}' if 'year' in source else ''
    return f'{source["publisher"]}: [{source["title"]}]({source["url"]}){year}.'
