"""The commands that build: build, pdf, serve, linkcheck."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from .interface import Argument, Command, Misuse, Number, OneOf, choice, option
from .session import Session

_OUTPUTS = ('html', 'pdf', 'site', 'preview', 'kits')
_KITS = 'kits'
#: what ``serve`` needs beside the rest: pyproject.toml has them as the extra "preview"
_PREVIEW_PACKAGES = ('starlette', 'uvicorn', 'watchfiles')


def build_command(session: Session) -> click.Command:
    """``s3ext build``."""
    texts = session.texts

    def run(output: str, format: str) -> int:
        from ..build import build

        root = session.root
        if output != _KITS:
            return build(output, root, root / '_build', report=format, texts=texts)
        from ..kits import kit_choices

        choices = kit_choices(root)
        if not choices:
            print(texts['kits_none'], file=sys.stderr)
            return 1
        return build(output, root, root / '_build', choices, format, texts)

    return Command(
        'build',
        session,
        run,
        [
            Argument('output', texts['cli_argument_output'], metavar='|'.join(_OUTPUTS), type=OneOf(_OUTPUTS, texts)),
            choice('--format', texts, ('text', 'github'), default='text'),
        ],
    )


def pdf_command(session: Session) -> click.Command:
    """``s3ext pdf``."""
    from ...core.print.editions import edition_choices  # loads the classes of records

    texts = session.texts
    choices = tuple(edition_choices(session.kinds))

    def run(all: bool, title: str, filter: str | None, type: str | None, chosen: Sequence[str], **_: object) -> int:
        from ..build import build

        root = session.root
        filtered = [f'type={type or session.kinds.main}', f'filter={filter}'] if filter is not None else []
        wanted = _chosen([*chosen, *filtered], title, whole=all)
        return build('pdf', root, root / '_build', wanted, texts=texts)

    params = [
        option('--all', texts),
        *(option(f'--{name}', texts, 'cli_id_place', multiple=True) for name in choices),
        option('--filter', texts, 'cli_filter_place', default=None),
        option('--type', texts, 'cli_word_place', type=OneOf(session.kinds.listed, texts), default=None),
        option('--title', texts, 'cli_text_place', default=''),
    ]
    return _Pdf('pdf', session, run, params)


def serve_command(session: Session) -> click.Command:
    """``s3ext serve``."""
    texts = session.texts

    def run(port: int) -> int:
        root = session.root
        try:
            from ..serve import serve
        except ModuleNotFoundError as error:
            if error.name not in _PREVIEW_PACKAGES:
                raise
            print(texts['preview_packages'].format(packages=' '.join(_PREVIEW_PACKAGES)), file=sys.stderr)
            return 2
        return serve(root, root / '_build', port, texts)

    return Command(
        'serve', session, run, [option('--port', texts, 'cli_number_place', type=Number(texts), default=8000)]
    )


def linkcheck_command(session: Session) -> click.Command:
    """``s3ext linkcheck``."""

    def run() -> int:
        from ..linkcheck import linkcheck

        root = session.root
        return linkcheck(root, root / '_build' / 'work', session.texts)

    return Command('linkcheck', session, run)


class _Pdf(Command):
    """Keeps the order in which the choices stand in the call, which is their order in the PDF."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments. Raises ``Misuse``."""
        given = [*args]  # the list is used up
        rest = super().parse_args(ctx, args)
        ctx.params['chosen'] = list(_ordered(given, self.params))
        self._refuse_unheeded(ctx)
        return rest

    def _refuse_unheeded(self, ctx: click.Context) -> None:
        """Raise ``Misuse`` for options that would have no effect beside the others, or without them."""
        choices = [param for param in self.params if _is_choice(param)]
        chosen = [param.opts[0] for param in choices if param.name and ctx.params[param.name]]
        chosen += [name for name in ('--filter',) if ctx.params['filter'] is not None]
        titled = [f'--{name}' for name in ('title', 'type') if ctx.params[name]]
        if ctx.params['all'] and (chosen or titled):
            raise Misuse(self.texts['cli_all_alone'].format(names=', '.join(chosen + titled)), ctx)
        if ctx.params['type'] and ctx.params['filter'] is None:
            raise Misuse(self.texts['cli_type_alone'], ctx)
        if titled and not chosen:
            names = ', '.join([*(param.opts[0] for param in choices), '--filter'])
            raise Misuse(self.texts['cli_title_alone'].format(names=names), ctx)


def _is_choice(param: click.Parameter) -> bool:
    """Whether *param* chooses records: those can be given several times."""
    return isinstance(param, click.Option) and param.multiple


def _ordered(given: list[str], params: Sequence[click.Parameter]) -> list[str]:
    """The choices among the arguments *given*, as the setting ``s3_pdf`` says them: 'theme=water'."""
    valued = {name for param in params if isinstance(param, click.Option) and not param.is_flag for name in param.opts}
    choices = {name for param in params if _is_choice(param) for name in param.opts}
    found, waiting = [], iter(given)
    for word in waiting:
        name, joined, value = word.partition('=')
        if name in valued:
            value = value if joined else next(waiting)
            if name in choices:
                found.append(f'{name.removeprefix("--")}={value}')
    return found


def _chosen(choices: Sequence[str], title: str, *, whole: bool) -> list[str]:
    """What the PDF is to hold, as the setting ``s3_pdf`` says it."""
    if whole:
        return ['all']
    if not choices:
        return ['book']
    return [*choices, *([f'title={title}'] if title else [])]
