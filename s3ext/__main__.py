"""``python -m s3ext``: start a page, check the content in a second, build, preview."""

from __future__ import annotations

import argparse
import gc
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .core.messages import LANGUAGES, load_texts
from .core.report import FORMATS
from .garbage import rare_collection

#: what a PDF can be chosen by
_CHOICES = {
    'region': 'regionen med sina piloter och fall',
    'theme': 'temat med sina piloter och fall',
    'pilot': 'piloten och dess fall',
    'process': 'kapitlet om en del av processen, med hinder, workshoppar och metoder',
    'workshop': 'workshoppen och fallen den använder',
    'case': 'fallet',
}
_OUTPUTS = 'site är webbplatsen med alla pdf:er, preview en förhandsvisning som skrivs även när något är fel'


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0 without faults, 1 with faults, 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        # a console of another code page than the text, or a redirection on Windows: what it lacks is shown as \\u…
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors='backslashreplace')
    written = sys.argv[1:] if arguments is None else arguments
    options = _parser(with_new='new' in written).parse_args(written)
    # what a command needs is imported here, not above: the check is quick without Sphinx, forms and the preview server
    if options.command == 'images':
        from .images import clean_images

        return clean_images(options.files)
    root: Path = options.root.resolve()
    if options.command == 'check':
        # in CI, whoever reviews reads the notes
        notes = options.format == 'github' if options.notes is None else options.notes
        with rare_collection():  # the imports, too, make many objects that stay
            from .check import check

            texts = load_texts(options.language)
            return check(root, options.paths, texts, options.format, fix=options.fix, notes=notes)
    if options.command == 'new':
        from .new import new

        return new(root, options)
    if options.command == 'schema':
        from .schema import write_schema

        return write_schema(root, only_compare=options.compare)
    if options.command == 'changes':
        return _changes(root, options)
    if options.command == 'serve':
        try:
            from .serve import serve
        except ModuleNotFoundError as error:
            if error.name not in ('starlette', 'uvicorn', 'watchfiles'):
                raise
            print(load_texts('sv')['preview_packages'], file=sys.stderr)
            return 2
        return serve(root, root / '_build', options.port)
    if options.command == 'linkcheck':
        from .linkcheck import linkcheck

        return linkcheck(root, root / '_build' / 'work')
    from .build import build

    if options.command == 'pdf':
        return build('pdf', root, root / '_build', _choices(options))
    return build(options.output, root, root / '_build', report=options.format)


def _changes(root: Path, options: argparse.Namespace) -> int:
    from .changes import changes, sheet_names

    texts = load_texts('sv')
    code = changes(root, options.base, texts, options.preview, options.download)
    if code or not options.sheets:
        return code
    names = sheet_names(root, options.base)
    if not names:
        return 0
    from .build import build

    return build('pdf', root, root / '_build', names)


def _parser(*, with_new: bool) -> argparse.ArgumentParser:
    """The parser of the command line, which describes the many options of ``new`` only *with_new*."""
    parser = argparse.ArgumentParser(prog='s3ext', description='Kontrollera och bygg handboken.')
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument('--root', type=Path, default=Path(), help='mappen med conf.py, docs/ och cases/')
    commands = parser.add_subparsers(dest='command', required=True)
    checked = commands.add_parser('check', parents=[common], help='kontrollera huvuden, källor och hänvisningar')
    checked.add_argument('paths', nargs='*', metavar='PATH', help='visa bara fel i de här filerna och mapparna')
    checked.add_argument('--format', choices=FORMATS, default='text', help='för människor, GitHub eller program')
    checked.add_argument('--fix', action='store_true', help='rätta det som har en säker rättelse, och visa vad')
    checked.add_argument(
        '--notes',
        action=argparse.BooleanOptionalAction,
        help='säg också vad en redaktör bör se på, till exempel nya ord (några sekunder; i CI av sig själv)',
    )
    checked.add_argument('--language', choices=LANGUAGES, default='sv', help='språk för meddelandena')
    build = commands.add_parser('build', parents=[common], help='bygg webbplatsen eller handbokens pdf till _build/')
    build.add_argument('output', choices=('html', 'pdf', 'site', 'preview'), help=_OUTPUTS)
    build.add_argument('--format', choices=('text', 'github'), default='text', help='för människor eller GitHub')
    _add_pdf(commands, common)
    _add_new(commands, common, whole=with_new)
    schema = commands.add_parser('schema', parents=[common], help='skriv filerna som görs ur schemat')
    schema.add_argument('--compare', action='store_true', help='säg bara vilka som inte stämmer')
    changes = commands.add_parser('changes', parents=[common], help='visa vilka sidor som är ändrade sedan en gren')
    changes.add_argument('--base', required=True, metavar='GREN', help='grenen eller versionen att jämföra med')
    changes.add_argument('--preview', default='', metavar='ADRESS', help='var förhandsvisningen ligger')
    changes.add_argument('--download', default='', metavar='ADRESS', help='var förhandsvisningen kan laddas ner')
    changes.add_argument('--sheets', action='store_true', help='bygg de ändrade fallen som pdf till _build/pdf')
    commands.add_parser('linkcheck', parents=[common], help='pröva källornas webbadresser (behöver internet)')
    images = commands.add_parser('images', help='ta bort plats, namn och annat som bilder och filer bär på')
    images.add_argument('files', nargs='+', type=Path, metavar='FIL')
    serve = commands.add_parser('serve', parents=[common], help='förhandsvisa och bygg om när en fil sparas')
    serve.add_argument('--port', type=int, default=8000)
    return parser


def _add_pdf(commands: Any, common: argparse.ArgumentParser) -> None:
    pdf = commands.add_parser(
        'pdf',
        parents=[common],
        help='bygg en pdf av hela handboken, alla utgåvor eller ett eget urval till _build/pdf/',
        description='Utan val blir det hela handboken. Flera val läggs ihop till en pdf, i den ordning de står.',
    )
    pdf.add_argument('--all', action='store_true', help='alla utgåvor')
    for choice, what in _CHOICES.items():
        pdf.add_argument(f'--{choice}', dest='choices', action='append', type=_choice(choice), metavar='ID', help=what)
    pdf.add_argument('--title', default='', help='urvalets rubrik på omslaget')


def _add_new(commands: Any, common: argparse.ArgumentParser, *, whole: bool) -> None:
    command = commands.add_parser('new', help='börja på en ny sida: svara på några frågor')
    if whole:
        from .new import add_new

        add_new(command, common)


def _choice(name: str) -> Callable[[str], str]:
    """A reader of the values of an option: ``name=value``, so that all options keep their common order."""
    return lambda value: f'{name}={value}'


def _choices(options: argparse.Namespace) -> list[str]:
    """What the PDF is to hold, as the setting ``s3_pdf`` says it."""
    if options.all:
        return ['all']
    if not options.choices:
        return ['book']
    return [*options.choices, *([f'title={options.title}'] if options.title else [])]


if __name__ == '__main__':
    code = main()
    # at its end Python looks through all objects for garbage once more: a second after a build of a thousand pages
    gc.freeze()
    sys.exit(code)
