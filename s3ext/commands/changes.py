"""``python -m s3ext changes``: the pages that a contribution changes, with links into a preview of the site.

For whoever reviews: on a host that shows a summary of a run, the list stands there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from ..config.profiles import written_profile
from ..core.gate.changes import Change, outside, parse_changes
from ..core.gate.contribution import Area
from ..core.model.kinds import id_of
from ..core.problems import plain
from ..core.report import SUMMARY, escape_markdown
from ..core.texts.messages import Texts
from .editions import languages
from .project import read_content


class NoBaseError(ValueError):
    """git cannot say what changed since the base: there is no git, no repository, or no such branch or version."""


def changes(root: Path, base: str, texts: Texts, preview: str = '', download: str = '') -> int:
    """Print what changed at *root* since the branch left *base*; returns an exit code, 2 if git does not know *base*.

    *preview* is the address of a preview's front page's folder, *download* that of one that has to be unpacked.
    """
    try:
        found = changed_files(root, base)
    except NoBaseError:
        print(texts['changes_no_base'].format(base=plain(base)), file=sys.stderr)
        return 2
    titles = {docname: facts.title for docname, facts in read_content(root).facts.items()}
    print('\n'.join(_lines(found, titles, texts)))
    if page := os.environ.get(SUMMARY):
        with Path(page).open('a', encoding='utf-8') as file:
            file.write(markdown_summary(found, titles, texts, preview, download))
    return 0


def leaflet_names(root: Path, base: str) -> list[str]:
    """The PDFs of the cases that changed since *base*, by the names of their files. Raises ``NoBaseError``."""
    docnames = [change.docname for change in changed_files(root, base) if change.docname]
    profile = written_profile(root)
    kinds, names = profile.kinds, profile.names
    edition = kinds.about(kinds.main).edition
    return [f'{names.edition}-{edition}-{id_of(name)}' for name in docnames if kinds.type_of(name) == kinds.main]


def changed_files(root: Path, base: str) -> tuple[Change, ...]:
    """What git says changed in the folder *root* since the current branch left *base*. Raises ``NoBaseError``."""
    command = ['git', 'diff', '--name-status', '-z', '--find-renames', '--relative']
    try:
        result = subprocess.run(
            [*command, '--end-of-options', f'{base}...HEAD'], cwd=root, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoBaseError(base) from error
    folders = (*written_profile(root, records=False).names.folders, *languages(root))
    return parse_changes(result.stdout.decode('utf-8', 'replace'), folders)


def markdown_summary(
    found: Sequence[Change], titles: dict[str, str], texts: Texts, preview: str = '', download: str = ''
) -> str:
    """The list of *found* as Markdown; nothing that people wrote becomes markup or leads elsewhere."""
    lines = [f'### {texts["changes_pages"]}', '']
    if download:
        lines += [f'[{texts["changes_download"]}]({download}) {texts["changes_unpack"]}', '']
    rows = [_row(change, titles, texts, preview) for change in found if change.area is Area.CONTENT]
    heads = (texts['changes_what'], texts['changes_page'], texts['changes_file'])
    lines += [f'| {" | ".join(heads)} |', '|---|---|---|', *rows] if rows else [texts['changes_none']]
    if product := outside(found):
        lines += ['', f'### {texts["changes_product"]}', '', texts['changes_product_help'], '']
        lines += [f'- {escape_markdown(_product(change, texts))}' for change in product]
    return '\n'.join(lines) + '\n\n'


def _row(change: Change, titles: dict[str, str], texts: Texts, preview: str) -> str:
    title = escape_markdown(plain(titles.get(change.docname, '')))
    if change.docname and preview:
        title = f'[{title}]({preview.rstrip("/")}/{quote(change.docname)}.html)'
    elif change.docname:
        title = f'{title} ({escape_markdown(change.docname)}.html)'
    return f'| {texts[change.status]} | {title} | {escape_markdown(plain(change.path))} |'


def _product(change: Change, texts: Texts) -> str:
    return f'{plain(change.path)} ({texts[f"area_{change.area}"]})'


def _lines(found: Sequence[Change], titles: dict[str, str], texts: Texts) -> list[str]:
    """The list for a terminal or log; each line begins with our own word, so that no file name can be a command."""
    lines = [
        f'{texts[change.status]}: {plain(change.path)}'
        + (f' ({plain(titles[change.docname])})' if change.docname in titles else '')
        for change in found
        if change.area is Area.CONTENT
    ]
    lines += [f'{texts["changes_product"]}: {_product(change, texts)}' for change in outside(found)]
    return lines or [texts['changes_none']]
