"""Which profile a site has: the module that its ``conf.py`` names, for commands and builds alike.

Commands run without Sphinx and so without ``conf.py``: they read the setting as it is written there, in quotes. Every
call loads a profile, as its help is in the words of one; many need no records, whose classes take their time.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.language import Language
from ..core.problems import plain
from ..core.profile import Profile, Records
from ..core.texts.messages import Texts, load_texts
from .conf_file import CONFIG, DEFAULT_PROFILE, ConfError, read_conf
from .own_modules import importing_from

if TYPE_CHECKING:
    from sphinx.config import Config

#: what a module that is a profile holds
ATTRIBUTE = 'PROFILE'
#: the folder that holds this package
_PACKAGES = Path(__file__).parents[2]


def load_profile(name: str, root: Path, *, records: bool = True) -> Profile:
    """The profile in the module *name*, which may lie beside ``conf.py`` in *root*, with its records if *records*.

    Raises ``ConfError`` if it cannot be loaded.
    """
    try:
        with importing_from(root):
            profile = getattr(importlib.import_module(name), ATTRIBUTE, None)
            if isinstance(profile, Profile) and (not records or isinstance(profile.records, Records)):
                return profile
    except Exception as error:  # whatever a site's own code raises
        cause = plain(f'{type(error).__name__}: {error}')
        raise ConfError('profile_failed', root / CONFIG, name=plain(name), cause=cause) from error
    raise ConfError('profile_none', root / CONFIG, name=plain(name))


def written_profile(root: Path, *, records: bool = True) -> Profile:
    """The profile of the site at *root* as its ``conf.py`` names it, without running that. Raises ``ConfError``."""
    file = root / CONFIG
    # a site without such a file can be checked
    name = read_conf(file).profile if file.is_file() else DEFAULT_PROFILE
    if not name:
        raise ConfError('profile_written', file)
    return load_profile(name, root, records=records)


def default_profile() -> Profile:
    """The profile where there is no site, or none that says which."""
    # not from where somebody stands: there may be other modules of the same names, or nothing any more
    return load_profile(DEFAULT_PROFILE, _PACKAGES, records=False)


def site_texts(root: Path) -> Texts:
    """The texts of the site at *root* in its own language; of one that cannot be loaded, those of the default profile.

    Whoever builds or checks it hears why.
    """
    try:
        files, language = written_profile(root, records=False).texts, read_conf(root / CONFIG).language
    except ConfError:
        files, language = default_profile().texts, ''
    return load_texts(language or files.default, files)


def written_language(root: Path, profile: Profile) -> Language:
    """The language of the site at *root* as its ``conf.py`` says it literally, that of the *profile* without it."""
    try:
        code = read_conf(root / CONFIG).language
    except ConfError:  # a site without such a file can be checked
        code = ''
    return profile.language(code or profile.texts.default)


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


def texts_for_authors(config: Config) -> Texts:
    """The texts in the language of the site itself, whatever the language of the edition that is built."""
    return load_texts(config.s3_original or config.language, profile_of(config).texts)


def texts_of(config: Config) -> Texts:
    """The texts of the site with the settings *config*."""
    return load_texts(config.language, profile_of(config).texts)
