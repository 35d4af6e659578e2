"""Roles for what an author cannot know: ``s3:count``, a number of records, and ``s3:setting``, a name from conf.py.

``s3:minutes`` says how long pages take to read.

And ``ours`` for what no source says: a conclusion of those who write, marked as theirs.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from ..config.profiles import profile_of, texts_of
from ..core.gate.allowed import MINUTES, OURS
from ..core.views import ViewKey
from ..domain import S3Domain
from ..nodes import s3_count


class CountRole(SphinxRole):
    """``{s3:count}`case``` prints the number of cases; an unknown kind is a problem of the page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """A placeholder, filled when the page is written."""
        if self.text not in profile_of(self.config).kinds.listed:
            return [], []
        return [s3_count(key=str(ViewKey.make('count', {'type': self.text})))], []


class MinutesRole(SphinxRole):
    """``{s3:minutes}`some-page other-page``` prints how long they take to read; an unknown one is a problem."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """A placeholder, filled when the page is written."""
        return [s3_count(key=str(ViewKey.make('minutes', {'pages': ' '.join(self.text.split())})))], []


#: what ``s3:setting`` can print, and the setting that holds the address it leads to
_SETTINGS = {
    'publisher': ('s3_publisher', ''),
    'contact': ('s3_publisher_contact', 's3_publisher_contact'),
    'supervisor': ('s3_supervisor', 's3_supervisor_url'),
}


def address_words(address: str) -> str:
    """What readers see of an *address*."""
    return address.removeprefix('mailto:').removeprefix('https://')


class SettingRole(SphinxRole):
    """``{s3:setting}`publisher``` prints who publishes the site; an unknown name is a problem of the page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The name, as a link where it leads somewhere; if there is none, words that say so."""
        if self.text not in _SETTINGS:
            return [], []
        name, address = (self.config[setting] if setting else '' for setting in _SETTINGS[self.text])
        if not name:
            return [nodes.inline('', texts_of(self.config)['setting_none'])], []
        text = address_words(name)
        return [nodes.reference('', text, refuri=address, internal=False) if address else nodes.inline('', text)], []


class OursRole(SphinxRole):
    """``{ours}`What we conclude``` prints a mark before the text, so that nobody takes it for what a source says."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The mark and the text, in one span."""
        mark = nodes.inline('', texts_of(self.config)['ours_mark'], classes=['s3-ours-mark'])
        return [nodes.inline('', '', mark, nodes.Text(f' {self.text}'), classes=['s3-ours'])], []


def setup_roles(app: Sphinx) -> None:
    """Register the roles. Here and not in the domain, which the roles need to note problems."""
    app.add_role_to_domain(S3Domain.name, 'count', CountRole())
    app.add_role_to_domain(S3Domain.name, 'setting', SettingRole())
    app.add_role_to_domain(S3Domain.name, MINUTES, MinutesRole())
    app.add_role(OURS, OursRole())
