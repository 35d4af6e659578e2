"""The commands that look at the content and do not build: check, rename, schema, changes, images, export."""

from __future__ import annotations

from pathlib import Path

import click

from ...core.report import FORMATS
from .interface import Argument, Command, Misuse, choice, option
from .session import Session


def check_command(session: Session) -> click.Command:
    """``s3ext check``."""
    texts = session.texts

    def run(paths: tuple[str, ...], format: str, fix: bool, notes: bool | None) -> int:
        from ..garbage import rare_collection

        with rare_collection():  # the imports, too, make many objects that stay
            from ..check import check

            # in CI, whoever reviews reads the notes
            wanted = format == 'github' if notes is None else notes
            return check(session.root, [*paths], texts, format, fix=fix, notes=wanted)

    return Command(
        'check',
        session,
        run,
        [
            Argument('paths', texts['cli_argument_paths'], nargs=-1, metavar=f'[{texts["cli_file_place"]}] …'),
            choice('--format', texts, FORMATS, default='text'),
            option('--fix', texts),
            option('--notes/--no-notes', texts, default=None),
        ],
    )


def rename_command(session: Session) -> click.Command:
    """``s3ext rename``."""
    texts = session.texts

    def run(old: str, new: str, dry_run: bool) -> int:
        from ..garbage import rare_collection

        with rare_collection():
            from ..rename import rename

            return rename(session.root, old, new, texts, dry_run=dry_run)

    return Command(
        'rename',
        session,
        run,
        [
            Argument('old', texts['cli_argument_old'], required=True, metavar=texts['cli_old_place']),
            Argument('new', texts['cli_argument_new'], required=True, metavar=texts['cli_new_place']),
            option('--dry-run', texts),
        ],
    )


def schema_command(session: Session) -> click.Command:
    """``s3ext schema``."""

    def run(compare: bool) -> int:
        from ..schema import write_schema

        return write_schema(session.root, only_compare=compare, texts=session.texts)

    return Command('schema', session, run, [option('--compare', session.texts)])


def changes_command(session: Session) -> click.Command:
    """``s3ext changes``."""
    texts = session.texts

    def run(base: str, preview: str, download: str, pdf: bool) -> int:
        from ..changes import changes, leaflet_names

        root = session.root
        code = changes(root, base, texts, preview, download)
        if code or not pdf:
            return code
        names = leaflet_names(root, base)
        if not names:
            return 0
        from ..build import build

        return build('pdf', root, root / '_build', names, texts=texts)

    return Command(
        'changes',
        session,
        run,
        [
            option('--base', texts, 'cli_branch_place', required=True),
            option('--preview', texts, 'cli_address_place', default=''),
            option('--download', texts, 'cli_address_place', default=''),
            option('--pdf', texts),
        ],
    )


def images_command(session: Session) -> click.Command:
    """``s3ext images``."""
    texts = session.texts

    def run(files: tuple[str, ...]) -> int:
        from ..images import clean_images

        return clean_images(map(Path, files), texts)

    files = Argument(
        'files', texts['cli_argument_images'], nargs=-1, required=True, metavar=f'{texts["cli_file_place"]} …'
    )
    return Command('images', session, run, [files])


def export_command(session: Session) -> click.Command:
    """``s3ext export``."""
    texts = session.texts

    def run(page: str, docx: bool, output: str) -> int:
        if not docx:
            raise Misuse(texts['cli_export_format'])
        from ..garbage import rare_collection

        with rare_collection():
            from ..export import export

            return export(session.root, page, Path(output) if output else None, texts)

    return Command(
        'export',
        session,
        run,
        [
            Argument('page', texts['cli_argument_page'], required=True, metavar=texts['cli_page_place']),
            option('--docx', texts),
            option('--output -o', texts, 'cli_file_place', default=''),
        ],
    )
