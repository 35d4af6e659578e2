"""What holds for a whole call: the language of what is said, and the site that is worked on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..conf_file import CONFIG, DEFAULT_PROFILE, ConfError, find_root, read_conf
from ..core.messages import LANGUAGES, Texts, load_texts

if TYPE_CHECKING:
    from ..core.model.kinds import Kinds

DEFAULT = 'sv'
#: where systems keep the language of the user, the strongest first (POSIX, "Environment Variables")
_LOCALE = ('LC_ALL', 'LC_MESSAGES', 'LANG')


@dataclass(kw_only=True)
class Session:
    """One call of the program: ``given_root`` is what stands after ``--root``, '' without it."""

    texts: Texts
    given_root: str
    wants_traceback: bool

    @cached_property
    def root(self) -> Path:
        """The folder of the site. Raises ``ConfError`` if there is none, or if its ``conf.py`` cannot be read."""
        if self.given_root:
            root = _folder(self.given_root)
            if not root.is_dir():
                raise ConfError('root_missing', root)
        else:
            start = Path.cwd()
            found = find_root(start)
            if found is None:
                raise ConfError('conf_nowhere', start)
            root = found
        read_conf(root / CONFIG)
        return root

    @cached_property
    def kinds(self) -> Kinds:
        """The kinds of pages of the site; outside of one, those where no profile is named. Raises ``ConfError``."""
        from ..profiles import load_profile, written_profile  # loads the classes, which most commands do by themselves

        try:
            root = self.root
        except ConfError:  # reported by the command, if it needs the site
            return load_profile(DEFAULT_PROFILE, Path.cwd()).kinds
        return written_profile(root).kinds


def begin(arguments: Sequence[str]) -> Session:
    """The session of a call: read before all else, since help and errors already need the language."""
    shared = [click.Option(['--root']), click.Option(['--language']), click.Option(['--traceback'], is_flag=True)]
    settings = {'ignore_unknown_options': True, 'allow_extra_args': True}
    probe = click.Command('s3ext', params=[*shared], context_settings=settings, add_help_option=False)
    found = probe.make_context('s3ext', [*arguments], resilient_parsing=True).params
    root = found['root'] or ''
    language = found['language'] if found['language'] in LANGUAGES else _language(root)
    return Session(texts=load_texts(language), given_root=root, wants_traceback=bool(found['traceback']))


def _folder(given_root: str) -> Path:
    """Where ``--root`` leads; for links that lead round, which ``Path.resolve`` refuses, a folder that is not there."""
    return Path(os.path.realpath(given_root))


def _language(given_root: str) -> str:
    """The site's language; outside a site, that of the user; where nobody says, Swedish."""
    try:
        root = _folder(given_root) if given_root else find_root(Path.cwd())
        if root and (language := read_conf(root / CONFIG).language):
            return language
    except (ConfError, OSError):
        pass  # reported by the command, if it needs the site
    user = next(filter(None, (os.environ.get(name) for name in _LOCALE)), '')
    return 'en' if user.partition('_')[0].partition('.')[0] == 'en' else DEFAULT
