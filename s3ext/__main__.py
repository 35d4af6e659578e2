"""``python -m s3ext check [FILE …]``: check the content in a second, without building the site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .core.catalog import Catalog, check_entries
from .core.messages import LANGUAGES, load_texts
from .core.problems import Problem
from .core.validate import Entry, validate
from .core.vocabulary import parse

#: where content lives, relative to the site's root
CONTENT = ('index.md', 'docs/**/*.md', 'cases/**/*.md')
VOCABULARY = 'docs/vocabulary.yaml'


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0 without faults, 1 with faults, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog='s3ext', description='Kontrollera handbokens sidor.')
    commands = parser.add_subparsers(dest='command', required=True)
    check = commands.add_parser('check', help='kontrollera sidornas huvuden, källor och hänvisningar')
    check.add_argument('files', nargs='*', metavar='FIL', help='visa bara fel i dessa filer (annars i alla)')
    check.add_argument('--root', type=Path, default=Path(), help='mappen med docs/ och cases/')
    check.add_argument('--language', choices=LANGUAGES, default='sv', help='språk för meddelandena')
    options = parser.parse_args(arguments)
    texts = load_texts(options.language)
    root: Path = options.root.resolve()
    wanted = set()
    for name in options.files:
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
    vocabulary, problems = parse((root / VOCABULARY).read_text('utf-8'), VOCABULARY)
    entries: list[Entry] = []
    for file in sorted({file for pattern in CONTENT for file in root.glob(pattern)}):
        path = file.relative_to(root).as_posix()
        entry, _, faults = validate(file.read_text('utf-8'), path.removesuffix('.md'), path, vocabulary)
        entries.append(entry)
        problems += faults
    problems += check_entries(entries, Catalog(entries, {}))
    return sorted(problems), len(entries)


if __name__ == '__main__':
    sys.exit(main())
