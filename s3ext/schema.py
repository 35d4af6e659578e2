"""``python -m s3ext schema``: write every file that is made from the schema, or say which differ from it."""

from __future__ import annotations

from pathlib import Path

from .config import hosting, read_config
from .content import read_content
from .core.kind_checks import check_kinds
from .core.messages import LANGUAGES, load_texts
from .core.schema.guide import load_guide
from .core.schema.guide_checks import check_guide
from .core.schema.outputs import NEW, outputs
from .core.schema.records import records_of

LANGUAGE = 'sv'


def schema_files(root: Path) -> dict[str, str]:
    """The text of every generated file of the site at *root* by its path."""
    content = read_content(root)
    guide, texts = load_guide(LANGUAGE), load_texts(LANGUAGE)
    return outputs(guide, texts, content.vocabulary, records_of(content.catalog), hosting(read_config(root)))


def write_schema(root: Path, *, only_compare: bool = False) -> int:
    """Write what differs; with *only_compare*, only name it.

    Returns an exit code: 1 if compared files differ, or a kind of page is not complete.
    """
    texts = load_texts(LANGUAGE)
    lacking = [problem for language in LANGUAGES for problem in check_kinds(load_texts(language))]
    lacking += [problem for language in LANGUAGES for problem in check_guide(load_guide(language), NEW)]
    if lacking:
        print('\n'.join(texts.report(lacking)))
        return 1
    differing = {path: text for path, text in schema_files(root).items() if _read(root / path) != text}
    for path, text in differing.items():
        if not only_compare:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, 'utf-8')
        print(texts['schema_differs' if only_compare else 'schema_written'].format(path=path))
    if not differing:
        print(texts['schema_same'])
    return 1 if only_compare and differing else 0


def _read(file: Path) -> str:
    return file.read_text('utf-8') if file.is_file() else ''
