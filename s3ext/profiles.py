"""Which profile a site has: the module that its ``conf.py`` names, for commands and builds alike.

Commands run without Sphinx and so without ``conf.py``: they read the setting as it is written there, in quotes. Every
call loads a profile, as its help is in the words of one; what makes kinds and rules must not be loaded with it.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .conf_file import CONFIG, DEFAULT_PROFILE, ConfError, read_conf
from .core.messages import Texts, load_texts
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


def profile_of(config: Config) -> Profile:
    """The profile of the site with the settings *config*; ``config`` has loaded it, or ended the build."""
    profile: Profile = getattr(sys.modules[config.s3_profile], ATTRIBUTE)
    return profile


def default_profile() -> Profile:
    """The profile where there is no site, or none that says which."""
    return load_profile(DEFAULT_PROFILE, Path())


def site_profile(root: Path) -> Profile:
    """The profile of the site at *root*, as its ``conf.py`` is written. Raises ``ProfileError``.

    A site whose ``conf.py`` cannot be read can be checked; whoever builds it hears of that.
    """
    try:
        name = read_conf(root / CONFIG).profile
    except ConfError:
        return default_profile()
    return load_profile(name, root)


def site_texts(root: Path) -> Texts:
    """The texts of the site at *root* in its own language, as its ``conf.py`` is written. Raises ``ProfileError``."""
    files = site_profile(root).texts
    try:
        language = read_conf(root / CONFIG).language
    except ConfError:
        language = ''
    return load_texts(language or files.default, files)


def texts_of(config: Config) -> Texts:
    """The texts of the site with the settings *config*."""
    return load_texts(config.language, profile_of(config).texts)
