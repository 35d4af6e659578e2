"""The few settings of the extension; everything else lives in the vocabulary file and in the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.tags import Tags

from ..core.hosting import HOSTS, Hosting
from ..core.problems import plain
from ..core.site_address import AddressFault, repository_fault, site_fault
from ..core.texts.messages import Texts, load_texts
from .conf_file import CONFIG, DEFAULT_PROFILE, ConfError, failed_at, read_conf
from .profiles import default_profile, load_profile, profile_of, texts_of, vocabulary_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value in ``conf.py``: its default, what must be rebuilt when it changes, and what it is for."""

    default: Any
    rebuild: Literal['', 'env', 'html']
    help: str


SETTINGS = {
    's3_profile': Setting(
        default=DEFAULT_PROFILE,
        rebuild='env',
        help='The module with the profile of the handbook, written here as a plain name in quotes.',
    ),
    's3_vocabulary': Setting(
        default='',
        rebuild='env',
        help='The file with the closed lists, from the folder of conf.py; else the one that the profile names.',
    ),
    's3_views': Setting(
        default=[],
        rebuild='env',
        help='Modules with views of the site itself, written here as plain names in quotes: the check reads them too.',
    ),
    's3_page_seconds': Setting(
        default=60,
        rebuild='',
        help='How long a page may take to be read or written before the build ends with its name.',
    ),
    's3_preview': Setting(
        default=False,
        rebuild='html',
        help='Whether a site with faults is written all the same, each page with its faults. Not for publishing.',
    ),
    's3_public': Setting(
        default=False,
        rebuild='',
        help='Whether the site is for the public: the build ends unless address, publisher and contact are filled in.',
    ),
    's3_report': Setting(
        default='text',
        rebuild='',
        help="How a build reports what nobody foresaw: 'text', or 'github' for annotations on the page of a change.",
    ),
    's3_menu': Setting(
        default=[],
        rebuild='html',
        help='The main menu: (docname, label) pairs, in order; those after the seventh open below a word of their own.',
    ),
    's3_languages': Setting(
        default={},
        rebuild='html',
        help='Further languages of the site: by the code of each, which is written here in quotes, the settings that '
        'differ in its edition.',
    ),
    's3_original': Setting(
        default='',
        rebuild='env',
        help='Set by our commands when they build an edition in a further language: the language of the site itself.',
    ),
    's3_publisher': Setting(default='', rebuild='env', help='The authority that answers for the site.'),
    's3_publisher_contact': Setting(
        default='',
        rebuild='env',
        help='Where readers reach the publisher, mailto: or https:.',
    ),
    's3_supervisor': Setting(
        default='', rebuild='env', help='The authority that supervises the accessibility of public web sites.'
    ),
    's3_supervisor_url': Setting(default='', rebuild='env', help='Where one complains to the supervisor, https:.'),
    's3_pdf': Setting(
        default=['book'],
        rebuild='',
        help="The PDFs to make: ['book'], ['all'], names of files, or choices: ['theme=water', 'title=Text'], also of "
        "what fits a filter: ['filter=theme = water', 'type=case'].",
    ),
    's3_pdf_folder': Setting(
        default='',
        rebuild='',
        help='The folder of PDFs that pages on the web link to; without it they link to none.',
    ),
    's3_pdf_most_pages': Setting(
        default=1000,
        rebuild='',
        help='A handbook of more pages is printed as one volume for each record that holds others.',
    ),
    's3_repository': Setting(
        default='',
        rebuild='html',
        help='The web address of the repository. Without it, links to the host lead to the page on how to contribute.',
    ),
    's3_host': Setting(default='github', rebuild='html', help=f'The kind of host: {", ".join(HOSTS)}.'),
    's3_branch': Setting(default='main', rebuild='html', help='The branch that changes are made against.'),
    's3_mailbox': Setting(
        default='',
        rebuild='html',
        help='A functional e-mail address for those who send their text. Never a person.',
    ),
    's3_editor': Setting(
        default=False,
        rebuild='html',
        help='Whether the site gets an editor in the browser, which needs the repository and a sign-in at its host.',
    ),
}
#: what a site for the public must say of itself; Sphinx has the first
PUBLIC = ('html_baseurl', 's3_publisher', 's3_publisher_contact')
#: addresses with rules of their own, and an example of each
_ADDRESSES = {
    'html_baseurl': (site_fault, 'https://www.example.org/handbook/'),
    's3_repository': (repository_fault, 'https://github.com/organisation/handbook'),
}
#: a code of ISO 639-1, which is the name of a folder
_CODE = re.compile('[a-z]{2}')
_SCHEMES = {'s3_publisher_contact': ('mailto:', 'https://'), 's3_supervisor_url': ('https://',)}


def setup_settings(app: Sphinx) -> None:
    """Register the settings and their check."""
    for name, setting in SETTINGS.items():
        app.add_config_value(name, setting.default, setting.rebuild, types=frozenset({type(setting.default)}))
    app.connect('config-inited', _set_for_language, priority=390)
    app.connect('config-inited', _check, priority=400)
    app.connect('config-inited', _leave_headings_to_us)


def _set_for_language(app: Sphinx, config: Config) -> None:
    """Give the edition in a further language the settings that differ in it, and its own address."""
    if not config.s3_original:
        return
    for name, value in config.s3_languages.get(config.language, {}).items():
        config[name] = {**config[name], **value} if isinstance(value, dict) else value
    if config.html_baseurl:
        config.html_baseurl = f'{config.html_baseurl.rstrip("/")}/{config.language}/'


def _leave_headings_to_us(app: Sphinx, config: Config) -> None:
    """MyST's warning of a heading that leaves out a level: we report it as a fault, in the site's language."""
    config.suppress_warnings = [*config.suppress_warnings, 'myst.header', 'toc.not_included']


def hosting(config: Config) -> Hosting:
    """Where the sources are kept, by the settings in *config*."""
    return Hosting(
        repository=config.s3_repository,
        host=config.s3_host,
        branch=config.s3_branch,
        mailbox=config.s3_mailbox,
        issue_form=profile_of(config).names.issue_form,
    )


def read_config(root: Path) -> Config:
    """The settings of the site at *root*, for commands that do not build it.

    Raises ``ConfError`` if ``conf.py`` stops, and ``ConfigError`` if Sphinx cannot use it.
    """
    try:
        config = Config.read(root, overrides={}, tags=Tags())
    except ConfigError as error:
        if error.__cause__ is None:
            raise
        raise failed_at(error.__cause__) from error
    for name, setting in SETTINGS.items():
        config.add(name, setting.default, setting.rebuild, {type(setting.default)})
    return config


def _load_profile(confdir: Path, config: Config) -> None:
    """Load the profile, for ``profile_of``. Raises ``ConfigError`` if it is no profile, or not what commands read."""
    file = confdir / CONFIG
    try:
        if file.is_file() and read_conf(file).profile != config.s3_profile:  # what commands would read
            raise ConfError('profile_written', file)
        load_profile(config.s3_profile, confdir)
    except ConfError as error:
        texts = load_texts(config.language, default_profile().texts)
        raise ConfigError(error.sentence(texts)) from None


def _check(app: Sphinx, config: Config) -> None:
    """Raise ``ConfigError`` for settings that cannot be used."""
    _load_profile(Path(app.confdir), config)
    for entry in config.s3_menu:
        if len(entry) != 2 or not all(isinstance(part, str) for part in entry):
            raise ConfigError(f's3_menu: {entry!r} is not a (docname, label) pair')
    for code, settings in config.s3_languages.items():
        if not _CODE.fullmatch(str(code)) or (code == config.language and not config.s3_original):
            raise ConfigError(f's3_languages: {code!r} is not the code of another language, such as en')
        if not isinstance(settings, dict):
            raise ConfigError(f's3_languages: the settings of {code!r} are no dictionary')
    for name, schemes in _SCHEMES.items():
        if config[name] and not config[name].startswith(schemes):
            raise ConfigError(f'{name}: {config[name]!r} does not begin with {" or ".join(schemes)}')
    if not (app.srcdir / vocabulary_of(config)).is_file():
        texts = texts_of(config)
        raise ConfigError(texts['vocabulary_file_missing'].format(path=plain(vocabulary_of(config))))
    if config.s3_host not in HOSTS:
        raise ConfigError(f's3_host: {config.s3_host!r} is none of {", ".join(HOSTS)}')
    _check_addresses(config)
    if config.s3_editor and not config.s3_repository:
        raise ConfigError('s3_editor: the editor needs s3_repository')


def _check_addresses(config: Config) -> None:
    """Raise ``ConfigError`` that names every address that cannot be used, and what a site for the public lacks."""
    texts = texts_of(config)
    faults = [
        _sentence(name, config[name], fault, example, texts)
        for name, (fault_in, example) in _ADDRESSES.items()
        if config[name] and (fault := fault_in(config[name]))
    ]
    if config.s3_public and (lacking := [texts[f'public_{name}'] for name in PUBLIC if not config[name]]):
        faults.append(texts['public_lacks'].format(settings='\n'.join(lacking)))
    if faults:
        raise ConfigError('\n'.join(faults))


def _sentence(name: str, value: str, fault: AddressFault, example: str, texts: Texts) -> str:
    """What is wrong with the address *value* of the setting *name*, and what may have been meant."""
    nearest = texts['address_nearest'].format(nearest=fault.nearest)
    remedy = nearest if fault.nearest else texts['address_example'].format(example=example)
    return texts['address_wrong'].format(setting=name, value=plain(value), cause=texts[fault.cause], remedy=remedy)
