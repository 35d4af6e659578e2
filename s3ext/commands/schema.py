"""``python -m s3ext schema``: write every file that is made from the schema, or say which differ from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..config.profiles import site_texts, written_profile
from ..config.settings import hosting, read_config
from ..core.model.kind_checks import check_texts
from ..core.schema.guide import load_guide
from ..core.schema.guide_checks import check_records
from ..core.schema.outputs import outputs
from ..core.schema.records import records_of
from ..core.texts.messages import Texts, load_texts
from .project import read_content

_BY_KIND = ('schema/*.schema.json', 'schema/new/*.md')


def schema_files(root: Path) -> dict[str, str]:
    """The text of every generated file of the site at *root* by its path, in the site's language."""
    content, config = read_content(root), read_config(root)
    guide = load_guide(config.language, content.profile.texts)
    texts = load_texts(config.language, content.profile.texts)
    pages = frozenset(entry.path for entry in content.entries)
    records = records_of(content.catalog)
    return outputs(guide, texts, content.vocabulary, content.permitted, records, hosting(config), pages)


def write_schema(root: Path, *, only_compare: bool = False, texts: Texts | None = None) -> int:
    """Write what differs and remove what no kind of page makes any more; with *only_compare*, only name it.

    *texts* say so, those of the site itself if there are none. Returns an exit code: 1 if compared files differ, or if
    a kind of page or the texts are not complete.
    """
    texts, profile = texts or site_texts(root), written_profile(root)
    if lacking := check_texts(profile.texts) + check_records(profile.texts, profile.records):
        print('\n'.join(texts.report(set(lacking))))
        return 1
    files = schema_files(root)
    differing = {path: text for path, text in files.items() if _read(root / path) != text}
    left = sorted(path for path in _kept_by_kind(root) if path not in files)
    for path, text in differing.items():
        if not only_compare:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, 'utf-8', newline='\n')  # as git keeps it, on Windows too
        print(texts['schema_differs' if only_compare else 'schema_written'].format(path=path))
    for path in left:
        if not only_compare:
            (root / path).unlink()
        print(texts['schema_left' if only_compare else 'schema_removed'].format(path=path))
    if not differing and not left:
        print(texts['schema_same'])
    return 1 if only_compare and (differing or left) else 0


def _kept_by_kind(root: Path) -> Iterator[str]:
    """The files of which there is one for each kind of page, and that nobody writes by hand."""
    for pattern in _BY_KIND:
        yield from (file.relative_to(root).as_posix() for file in root.glob(pattern))


def _read(file: Path) -> str:
    return file.read_text('utf-8', errors='replace') if file.is_file() else ''
