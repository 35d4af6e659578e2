"""Click's commands with help and errors in the words of a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import pairwise
from typing import Any

import click

from ...config.version import version
from ...core.problems import plain
from ...core.suggest import nearest
from ...core.texts.messages import Texts
from .session import Session

#: what a command does: it gets the values of its parameters, and returns an exit code
Run = Callable[..., int]


class Misuse(click.UsageError):
    """A wrong call; the message is a whole sentence in the language of the call."""


class OneOf(click.ParamType[str]):
    """A value from a list."""

    name = 'one of'

    def __init__(self, allowed: Sequence[str], texts: Texts) -> None:
        """Allow *allowed*; errors are worded by *texts*."""
        self.allowed, self.texts = allowed, texts

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The *value* itself. Raises ``Misuse``."""
        text = str(value)
        if text in self.allowed:
            return text
        allowed, meant = ', '.join(self.allowed), suggestion(text, self.allowed, self.texts)
        name = _name(param)
        message = self.texts['cli_choice'].format(name=name, value=plain(text), allowed=allowed, suggestion=meant)
        raise Misuse(message, ctx)


class Number(click.ParamType[int]):
    """A whole number."""

    name = 'number'

    def __init__(self, texts: Texts) -> None:
        """Errors are worded by *texts*."""
        self.texts = texts

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Raises ``Misuse``."""
        try:
            return int(value)
        except ValueError as error:
            message = self.texts['cli_number'].format(name=_name(param), value=plain(str(value)))
            raise Misuse(message, ctx) from error


class Argument(click.Argument):
    """What stands without a name in a call, with words about it."""

    def __init__(self, name: str, words: str, **settings: Any) -> None:
        """*words* stand in the help."""
        super().__init__([name], **settings)
        self.words = words


class Command(click.Command):
    """A command whose help and errors are worded by the texts of a session."""

    # what is left over is reported below, in our words
    allow_extra_args = True

    def __init__(self, name: str, session: Session, run: Run | None, params: Iterable[click.Parameter] = ()) -> None:
        """*run* is called with the values of *params*; the text ``command_<name>`` says what it is for."""
        texts = session.texts
        super().__init__(
            name,
            callback=run,
            params=[*params, *_shared(texts)],
            help=_sentence(texts[f'command_{name}']),
            options_metavar=texts['cli_options_place'],
            add_help_option=False,
        )
        self.texts = texts

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments. Raises ``Misuse`` for those that nobody takes."""
        with _placed(ctx):
            self._refuse_names(args)
            super().parse_args(ctx, args)
        if ctx.args:
            raise Misuse(self.texts['cli_extra'].format(value=plain(' '.join(ctx.args))), ctx)
        return ctx.args

    def _refuse_names(self, args: Sequence[str]) -> None:
        """Raise ``Misuse`` where the name of an option stands in the place of a value: click would take it for one."""
        options = [param for param in self.params if isinstance(param, click.Option)]
        names = {name for param in options for name in (*param.opts, *param.secondary_opts)}
        valued = {name for param in options if not param.is_flag for name in param.opts}
        for name, value in pairwise(args):
            if name in valued and value.partition('=')[0] in names:
                raise Misuse(self.texts['cli_needs_value'].format(name=name))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        write_help(self, ctx, formatter, self.texts)


class Group(click.Group):
    """A command that others stand below; *words* say what each is for, so that the help loads none of them."""

    def __init__(
        self, name: str, session: Session, words: Mapping[str, str], params: Iterable[click.Parameter] = ()
    ) -> None:
        """Below it stand the commands named in *words*."""
        texts = session.texts
        super().__init__(
            name,
            callback=self._alone,
            params=[*params, *_shared(texts)],
            help=_sentence(texts[f'command_{name}']),
            options_metavar=texts['cli_options_place'],
            subcommand_metavar=texts['cli_command_place'],
            invoke_without_command=True,
            add_help_option=False,
        )
        self.session, self.texts, self.words = session, texts, words

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        return [*self.words]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments before the command. Raises ``UsageError``."""
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that *args* begin with. Raises ``Misuse``."""
        if args[0] not in self.words:
            meant = suggestion(args[0], self.words, self.texts)
            raise Misuse(self.texts['cli_no_command'].format(value=plain(args[0]), suggestion=meant), ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        write_help(self, ctx, formatter, self.texts)
        if self.words:
            with formatter.section(self.texts['cli_commands']):
                formatter.write_dl([*self.words.items()])
        if ctx.parent is None:
            formatter.write_paragraph()
            formatter.write_text(self.texts['cli_codes'])

    def _alone(self, **_: Any) -> int:
        """Without a command there is nothing to do: show what there is."""
        ctx = click.get_current_context()
        if ctx.invoked_subcommand is not None:
            return 0
        click.echo(ctx.get_help(), err=True)
        return 2


class Program(Group):
    """The program itself: *places* say in which module each command is, as a function of its name with ``_command``."""

    def __init__(self, session: Session, places: Mapping[str, str]) -> None:
        """Load nothing yet."""
        texts = session.texts
        words = {name: texts[f'command_{name}'].partition('\n')[0] for name in places}
        shown = _eager('--version', texts['cli_option_version'], lambda _: f's3ext {version()}')
        super().__init__('s3ext', session, words, [shown])
        self.places = places

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The command, from its module."""
        module = import_module(f'.{self.places[cmd_name]}', __package__)
        made: click.Command = getattr(module, f'{cmd_name}_command')(self.session)
        return made


def option(names: str, texts: Texts, metavar: str = '', **settings: Any) -> click.Option:
    """An option by its *names*; the text ``cli_option_<name>`` is its help. With *metavar*, it takes a value."""
    declared = names.split()
    helped = texts[f'cli_option_{declared[0].partition("/")[0].strip("-").replace("-", "_")}']
    if not metavar:
        return click.Option(declared, is_flag=True, help=helped, **settings)
    return click.Option(declared, help=helped, metavar=texts[metavar], **settings)


def choice(names: str, texts: Texts, allowed: Sequence[str], **settings: Any) -> click.Option:
    """An option whose value is one of *allowed*."""
    made = option(names, texts, 'cli_word_place', type=OneOf(allowed, texts), **settings)
    made.metavar = '|'.join(allowed)
    return made


def explain(error: click.UsageError, texts: Texts) -> str:
    """What was wrong with the call, and where help is, in two lines."""
    hint = texts['cli_hint'].format(command=error.ctx.command_path if error.ctx else 's3ext')
    return f'{_explain(error, texts)}\n{hint}'


def suggestion(word: str, allowed: Iterable[str], texts: Texts) -> str:
    """A question whether the nearest of *allowed* was meant, with a blank before it; '' if none is near."""
    found = nearest(word, allowed)
    return texts['did_you_mean'].format(nearest=found) if found else ''


def write_help(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, texts: Texts) -> None:
    """Write how the *command* is called, what it is for, and its parameters."""
    pieces = ' '.join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=f'{texts["cli_usage"]} ')
    command.format_help_text(ctx, formatter)
    params = command.get_params(ctx)
    arguments = [(str(param.metavar), param.words) for param in params if isinstance(param, Argument)]
    if arguments:
        with formatter.section(texts['cli_arguments']):
            formatter.write_dl(arguments)
    with formatter.section(texts['cli_options']):
        formatter.write_dl([_row(param, texts) for param in params if isinstance(param, click.Option)])


@contextmanager
def _placed(ctx: click.Context) -> Iterator[None]:
    """Give errors the place they come from: the parser does not always."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(param: click.Option, texts: Texts) -> tuple[str, str]:
    names = ', '.join(sorted([*param.opts, *param.secondary_opts], key=len))
    needed = f' {texts["cli_needed"]}' if param.required else ''
    return (f'{names} {param.metavar}' if param.metavar else names), f'{param.help}{needed}'


def _explain(error: click.UsageError, texts: Texts) -> str:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    names = {name: param for param in params for name in (*param.opts, *param.secondary_opts)}
    if isinstance(error, Misuse):
        return error.message
    if isinstance(error, click.NoSuchOption):
        known = [name for name in names if name.startswith('-')]
        meant = suggestion(error.option_name, known, texts)
        return texts['cli_no_option'].format(value=plain(error.option_name), suggestion=meant)
    if isinstance(error, click.MissingParameter):
        return texts['cli_missing'].format(name=_name(error.param))
    if isinstance(error, click.BadOptionUsage):
        found = names.get(error.option_name)
        takes_none = isinstance(found, click.Option) and found.is_flag
        return texts['cli_no_value' if takes_none else 'cli_needs_value'].format(name=error.option_name)
    return texts['cli_wrong']


def _name(param: click.Parameter | None) -> str:
    """What a call names *param*: its longest option, or the place of an argument."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return str(param.metavar).strip('[] …') if param else ''


def _shared(texts: Texts) -> list[click.Parameter]:
    """The options that every command has; ``session.begin`` has read the first three already."""
    return [
        option('--root', texts, 'cli_folder_place', expose_value=False),
        choice('--language', texts, texts.files.languages, expose_value=False),
        option('--traceback', texts, expose_value=False),
        _eager('-h --help', texts['cli_option_help'], lambda ctx: ctx.get_help()),
    ]


def _eager(names: str, words: str, answer: Callable[[click.Context], str]) -> click.Option:
    """An option that is answered at once, whatever else the call says."""

    def reply(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(answer(ctx))
            ctx.exit()

    return click.Option(names.split(), is_flag=True, is_eager=True, expose_value=False, help=words, callback=reply)
