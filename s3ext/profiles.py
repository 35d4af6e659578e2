"""Which profile a site has: the module that its ``conf.py`` names, for commands and builds alike.

Commands run without Sphinx and so without ``conf.py``: they read the setting as it is written there, in quotes.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .conf_file import CONFIG, DEFAULT_PROFILE, ConfError, read_conf
from .core.problems import plain
from .core.profile import Profile, Records

if TYPE_CHECKING:
    from sphinx.config import Config

#: what a module that is a profile holds
ATTRIBUTE = 'PROFILE'


def load_profile(name: str, root: Path) -> Profile:
    """The profile in the module *name*, which may lie beside ``conf.py`` in *root*, with its records.

    Raises ``ConfError`` if it cannot be loaded.
    """
    sys.path.insert(0, str(root))
    try:
        profile = getattr(importlib.import_module(name), ATTRIBUTE, None)
        if isinstance(profile, Profile) and isinstance(profile.records, Records):
            return profile
    except Exception as error:  # whatever a site's own code raises
        cause = plain(f'{type(error).__name__}: {error}')
        raise ConfError('profile_failed', root / CONFIG, name=plain(name), cause=cause) from error
    finally:
        sys.path.remove(str(root))
    raise ConfError('profile_none', root / CONFIG, name=plain(name))


def written_profile(root: Path) -> Profile:
    """The profile of the site at *root* as its ``conf.py`` names it, without running that. Raises ``ConfError``."""
    file = root / CONFIG
    # a site without such a file can be checked
    name = read_conf(file).profile if file.is_file() else DEFAULT_PROFILE
    if not name:
        raise ConfError('profile_written', file)
    return load_profile(name, root)


def profile_of(config: Config) -> Profile:
    """The profile of the site with the settings *config*; ``config`` has loaded it, or ended the build."""
    profile: Profile = getattr(sys.modules[config.s3_profile], ATTRIBUTE)
    return profile
