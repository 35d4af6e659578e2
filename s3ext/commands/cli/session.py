"""What holds for a whole call: the language of the messages, and the site that is worked on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...config.conf_file import CONFIG, ConfError, find_root, read_conf
from ...config.profiles import default_profile, written_profile
from ...core.texts.files import TextFiles
from ...core.texts.messages import Texts, load_texts

if TYPE_CHECKING:
    from ...core.model.kinds import Kinds

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
        """The folder of the site. Raises ``ConfError`` if there is none, or none that can be worked on."""
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
        written_profile(root, records=False)
        return root

    @cached_property
    def kinds(self) -> Kinds:
        """The kinds of pages of the site; outside of one, those where no profile is named. Raises ``ConfError``."""
        try:
            root = self.root
        except ConfError:  # reported by the command, if it needs the site
            return default_profile().kinds
        return written_profile(root).kinds


def begin(arguments: Sequence[str]) -> Session:
    """The session of a call: read before all else, since help and errors already need the language."""
    shared = [click.Option(['--root']), click.Option(['--language']), click.Option(['--traceback'], is_flag=True)]
    settings = {'ignore_unknown_options': True, 'allow_extra_args': True}
    probe = click.Command('s3ext', params=[*shared], context_settings=settings, add_help_option=False)
    found = probe.make_context('s3ext', [*arguments], resilient_parsing=True).params
    root = found['root'] or ''
    files, site_language = _of_site(root)
    wanted = found['language'] if found['language'] in files.languages else site_language or _of_user(files)
    return Session(texts=load_texts(wanted, files), given_root=root, wants_traceback=bool(found['traceback']))


def first_texts() -> Texts:
    """The texts before anybody knows of which site, or in which language."""
    files = default_profile().texts
    return load_texts(files.default, files)


def _folder(given_root: str) -> Path:
    """Where ``--root`` leads; for links that lead round, which ``Path.resolve`` refuses, a folder that is not there."""
    return Path(os.path.realpath(given_root))


def _of_site(given_root: str) -> tuple[TextFiles, str]:
    """The texts of the site's profile and the site's language; outside a site the default profile's, and ''."""
    language = ''
    try:
        root = _folder(given_root) if given_root else find_root(Path.cwd())
        if root:
            language = read_conf(root / CONFIG).language
            return written_profile(root, records=False).texts, language
    except (ConfError, OSError):
        pass  # reported by the command, if it needs the site
    return default_profile().texts, language


def _of_user(files: TextFiles) -> str:
    """The language of the user, if there are texts in it; else the first."""
    user = next(filter(None, (os.environ.get(name) for name in _LOCALE)), '')
    language = user.partition('_')[0].partition('.')[0]
    return language if language in files.languages else files.default
