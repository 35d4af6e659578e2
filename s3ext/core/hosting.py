"""Where the sources of a site are kept, and the addresses where somebody can change them.

The address patterns are those of the hosts' own documentation: GitHub "Using query parameters to create
a new file" and "… an issue", GitLab "Web Editor", Forgejo's routes for its editor; files that are no text are
added where each host takes uploads.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

#: the longest address that a host is given; with a longer one the text has to be pasted
MAX_ADDRESS = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """Address patterns of one kind of host, below the repository's own address."""

    edit: str
    new: str
    upload: str
    name: str
    text: str = ''
    issue: str
    form: str = ''


_HOSTS = {
    'github': _Patterns(
        edit='edit/{branch}/{path}',
        new='new/{branch}/{folder}',
        upload='upload/{branch}/{folder}',
        name='filename',
        text='value',
        issue='issues/new',
        form='template',
    ),
    'gitlab': _Patterns(
        edit='-/edit/{branch}/{path}',
        new='-/new/{branch}/{folder}',
        upload='-/tree/{branch}/{folder}',  # files are added from the page of the folder
        name='file_name',
        issue='-/issues/new',
    ),
    'forgejo': _Patterns(
        edit='_edit/{branch}/{path}',
        new='_new/{branch}/{folder}',
        upload='_upload/{branch}/{folder}',
        name='filename',
        issue='issues/new/choose',
    ),
}
HOSTS = tuple(_HOSTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """Where the sources are: web address (empty if there is none yet), kind of host, branch; and a mailbox.

    ``issue_form`` is the file of the form in which a page is suggested, where the host has such.
    """

    repository: str = ''
    host: str = 'github'
    branch: str = 'main'
    mailbox: str = ''
    issue_form: str = ''

    def edit(self, path: str) -> str:
        """The address where the file *path* is edited; empty without a repository."""
        return self._address(_HOSTS[self.host].edit, path=quote(path))

    def new(self, folder: str, name: str, text: str = '') -> str:
        """The address where the file *name* is added to *folder*, with *text* in it if the host can and it fits."""
        patterns = _HOSTS[self.host]
        address = self._address(patterns.new, folder=quote(folder))
        if not address:
            return ''
        named = f'{address}?{urlencode({patterns.name: name}, quote_via=quote)}'
        filled = f'{named}&{urlencode({patterns.text: text}, quote_via=quote)}' if patterns.text and text else named
        return filled if len(filled) <= MAX_ADDRESS else named

    def issue(self) -> str:
        """The address where a page is suggested in a form of the host."""
        patterns = _HOSTS[self.host]
        address, form = self._address(patterns.issue), self.issue_form.rpartition('/')[2]
        return f'{address}?{patterns.form}={quote(form)}' if address and form and patterns.form else address

    def parameters(self) -> dict[str, str]:
        """What the web form needs to make the same addresses as ``new``, and where a host takes files of any kind."""
        patterns = _HOSTS[self.host]
        return {
            'new': self._address(patterns.new, folder='{folder}'),
            'upload': self._address(patterns.upload, folder='{folder}'),
            'name': patterns.name,
            'text': patterns.text,
        }

    def _address(self, pattern: str, **parts: str) -> str:
        if not self.repository:
            return ''
        return f'{self.repository.rstrip("/")}/{pattern.format(branch=quote(self.branch), **parts)}'
