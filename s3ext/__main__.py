"""``python -m s3ext``: check the content in a second, build the site or the PDF, preview it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .core.catalog import Catalog, check_entries
from .core.files import check_files, unreadable_paths
from .core.gate import check_page
from .core.messages import LANGUAGES, Texts, load_texts
from .core.problems import Problem
from .core.source import decode
from .core.validate import Entry, validate
from .core.vocabulary import parse

#: where content lives, relative to the site's root
CONTENT = ('index.md', 'docs/**/*.md', 'cases/**/*.md')
VOCABULARY = 'docs/vocabulary.yaml'


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0 without faults, 1 with faults, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    if options.command == 'images':
        from .images import clean_images

        return clean_images(options.files)
    root: Path = options.root.resolve()
    if options.command == 'check':
        return _check(root, options.files, load_texts(options.language))
    # here, not above: the check needs neither Sphinx nor the preview server
    if options.command == 'serve':
        from .serve import serve

        return serve(root, root / '_build', options.port)
    if options.command == 'linkcheck':
        from .linkcheck import linkcheck

        return linkcheck(root, root / '_build' / 'work')
    from .build import build

    return build(options.output, root, root / '_build')


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog='s3ext', description='Kontrollera och bygg handboken.')
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument('--root', type=Path, default=Path(), help='mappen med conf.py, docs/ och cases/')
    commands = parser.add_subparsers(dest='command', required=True)
    check = commands.add_parser('check', parents=[common], help='kontrollera huvuden, källor och hänvisningar')
    check.add_argument('files', nargs='*', metavar='FIL', help='visa bara fel i dessa filer (annars i alla)')
    check.add_argument('--language', choices=LANGUAGES, default='sv', help='språk för meddelandena')
    build = commands.add_parser('build', parents=[common], help='bygg webbplatsen eller pdf:en till _build/')
    build.add_argument('output', choices=('html', 'pdf'))
    commands.add_parser('linkcheck', parents=[common], help='pröva källornas webbadresser (behöver internet)')
    images = commands.add_parser('images', help='ta bort plats, namn och annat som bilder bär på')
    images.add_argument('files', nargs='+', type=Path, metavar='BILD')
    serve = commands.add_parser('serve', parents=[common], help='förhandsvisa och bygg om när en fil sparas')
    serve.add_argument('--port', type=int, default=8000)
    return parser


def _check(root: Path, names: list[str], texts: Texts) -> int:
    wanted = set()
    for name in names:
        file = Path(name).resolve()
        if not file.is_file() or not file.is_relative_to(root):
            print(texts['no_such_file'].format(path=name), file=sys.stderr)
            return 2
        wanted.add(file.relative_to(root).as_posix())
    problems, pages = check_content(root)
    shown = [problem for problem in problems if not wanted or problem.path in wanted]
    for line in texts.report(shown):
        print(line)
    if shown:
        print(texts.count('faults', len(shown)), file=sys.stderr)
        return 1
    print(texts['all_good'].format(pages=texts.count('pages', len(wanted) or pages)))
    return 0


def check_content(root: Path) -> tuple[list[Problem], int]:
    """Every fault in the content under *root*, sorted, and the number of pages read."""
    text, problems = decode((root / VOCABULARY).read_bytes(), VOCABULARY)
    vocabulary, faults = parse(text, VOCABULARY)
    problems += faults
    files = check_files(root)
    problems += files
    closed = unreadable_paths(files)
    entries: list[Entry] = []
    for file in sorted({file for pattern in CONTENT for file in root.glob(pattern)}):
        path = file.relative_to(root).as_posix()
        if any(path == place or path.startswith(f'{place}/') for place in closed):
            continue
        text, unreadable = decode(file.read_bytes(), path)
        entry, page, faults = validate(text, path.removesuffix('.md'), path, vocabulary)
        entries.append(entry)
        problems += unreadable + faults + check_page(page, path)
    problems += check_entries(entries, Catalog(entries, {}))
    return sorted(problems), len(entries)


if __name__ == '__main__':
    sys.exit(main())
