"""The few settings of the extension; everything else lives in the vocabulary file and in the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value in ``conf.py``: its default, what must be rebuilt when it changes, and what it is for."""

    default: Any
    rebuild: Literal['', 'env', 'html']
    help: str


SETTINGS = {
    's3_vocabulary': Setting(
        default='docs/vocabulary.yaml',
        rebuild='env',
        help='The file with the closed lists, relative to the folder of conf.py.',
    ),
    's3_menu': Setting(
        default=[],
        rebuild='html',
        help='The main menu: (docname, label) pairs, in order.',
    ),
    's3_pdf': Setting(
        default=['book'],
        rebuild='',
        help="The PDFs to make: ['book'], ['all'], names of files, or choices: ['region=varmland', 'title=Text'].",
    ),
    's3_pdf_folder': Setting(
        default='',
        rebuild='',
        help='The folder of PDFs that pages on the web link to; without it they link to none.',
    ),
    's3_pdf_most_pages': Setting(
        default=1000,
        rebuild='',
        help='A handbook of more pages is printed as one volume for each region.',
    ),
}


def setup_config(app: Sphinx) -> None:
    """Register the settings and their check."""
    for name, setting in SETTINGS.items():
        app.add_config_value(name, setting.default, setting.rebuild, types=frozenset({type(setting.default)}))
    app.connect('config-inited', _check, priority=400)
    app.connect('config-inited', _leave_headings_to_us)


def _leave_headings_to_us(app: Sphinx, config: Config) -> None:
    """MyST's warning of a heading that leaves out a level: we report it as a fault, in the site's language."""
    config.suppress_warnings = [*config.suppress_warnings, 'myst.header']


def _check(app: Sphinx, config: Config) -> None:
    """Raise ``ConfigError`` for a menu that cannot be drawn or a vocabulary that does not exist."""
    for entry in config.s3_menu:
        if len(entry) != 2 or not all(isinstance(part, str) for part in entry):
            raise ConfigError(f's3_menu: {entry!r} is not a (docname, label) pair')
    if not (app.srcdir / config.s3_vocabulary).is_file():
        raise ConfigError(f's3_vocabulary: there is no file {config.s3_vocabulary!r} in the folder of conf.py')
