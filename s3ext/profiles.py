"""Which profile a site has: the module that its ``conf.py`` names, for commands and builds alike.

Commands run without Sphinx and so without ``conf.py``: they read the setting as it is written there, in quotes.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .conf_file import CONFIG, ConfError, read_conf
from .core.language import PLAIN, Language
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


def language_at(root: Path) -> Language:
    """The language of the site at *root*, as far as its ``conf.py`` says it literally.

    The plainest where nobody can tell: the site can be checked all the same, and whoever builds it hears what is wrong.
    """
    try:
        conf = read_conf(root / CONFIG)
        return load_profile(conf.profile, root).language(conf.language)
    except (ConfError, ProfileError):
        return PLAIN


def profile_of(config: Config) -> Profile:
    """The profile of the site with the settings *config*; ``config`` has loaded it, or ended the build."""
    profile: Profile = getattr(sys.modules[config.s3_profile], ATTRIBUTE)
    return profile


def language_of(config: Config) -> Language:
    """The language of the site with the settings *config*, as its profile describes it."""
    return profile_of(config).language(config.language)
