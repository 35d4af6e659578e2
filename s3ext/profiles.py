"""Which profile a site has: the module that its ``conf.py`` names, for commands and builds alike.

Commands run without Sphinx and so without ``conf.py``: they read the setting as it is written there, in quotes.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .conf_file import CONFIG, DEFAULT_PROFILE, ConfError, read_conf
from .core.language import PLAIN, Language
from .core.problems import plain
from .core.profile import Profile

if TYPE_CHECKING:
    from sphinx.config import Config

#: what a module that is a profile holds
ATTRIBUTE = 'PROFILE'


class ProfileError(Exception):
    """The module *name* is no profile, for this *cause*."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f'{name}: {cause}')
        self.name, self.cause = name, cause


def load_profile(name: str, root: Path) -> Profile:
    """The profile in the module *name*, which may lie beside ``conf.py`` in *root*. Raises ``ProfileError``."""
    sys.path.insert(0, str(root))
    try:
        module = importlib.import_module(name)
    except Exception as error:  # whatever a site's own code raises
        raise ProfileError(name, f'{type(error).__name__}: {error}') from error
    finally:
        sys.path.remove(str(root))
    profile = getattr(module, ATTRIBUTE, None)
    if not isinstance(profile, Profile):
        raise ProfileError(name, ATTRIBUTE)
    return profile


def written_profile(root: Path) -> Profile:
    """The profile of the site at *root* as its ``conf.py`` names it, without running that.

    Raises ``ConfError`` if it cannot be loaded.
    """
    file = root / CONFIG
    try:
        name = read_conf(file).profile
    except ConfError:  # a site without such a file can be checked; whoever builds hears of it
        name = DEFAULT_PROFILE
    try:
        return load_profile(name, root)
    except ProfileError as error:
        lines = file.read_text('utf-8').split('\n')
        line = next((number for number, text in enumerate(lines, 1) if text.startswith('s3_profile')), 1)
        cause = str(error) if name else 'not written in quotes'
        raise ConfError('conf_failed', file, line=str(line), cause=plain(f's3_profile: {cause}')) from error


def written_language(root: Path, profile: Profile) -> Language:
    """The language of the site at *root* as its ``conf.py`` says it literally, the plainest where nobody can tell."""
    try:
        return profile.language(read_conf(root / CONFIG).language)
    except ConfError:
        return PLAIN


def vocabulary_of(config: Config) -> str:
    """The file with the closed lists, relative to the site's root: by the settings *config*, else by its profile."""
    return config.s3_vocabulary or profile_of(config).names.vocabulary


def profile_of(config: Config) -> Profile:
    """The profile of the site with the settings *config*; ``config`` has loaded it, or ended the build."""
    profile: Profile = getattr(sys.modules[config.s3_profile], ATTRIBUTE)
    return profile


def language_of(config: Config) -> Language:
    """The language of the site with the settings *config*, as its profile describes it."""
    return profile_of(config).language(config.language)
