"""Which page somebody means who calls a command: by its id, its docname, or the path of its file."""

from __future__ import annotations

from ..core.model.entries import Entry
from ..core.problems import plain
from ..core.suggest import nearest
from ..core.texts.messages import Texts
from .project import Content


class UnknownPageError(Exception):
    """No page, or several: ``name`` is 'unknown' or 'several', with details for the text that says it."""

    def __init__(self, name: str, **details: str) -> None:
        super().__init__(name)
        self.name = name
        self.details = {key: plain(value) for key, value in details.items()}


def find_page(written: str, content: Content, texts: Texts) -> Entry:
    """The page that *written*, an id or a path, names. Raises ``UnknownPageError``."""
    name = written.removeprefix('./').removesuffix('.md')
    found = [entry for entry in content.entries if name in (entry.docname, entry.id)]
    exact = [entry for entry in found if entry.docname == name] or found
    if not exact:
        guess = nearest(name, sorted(entry.docname if '/' in name else entry.id for entry in content.entries))
        meant = texts['did_you_mean'].format(nearest=guess) if guess else ''
        raise UnknownPageError('unknown', value=written, suggestion=meant)
    if len(exact) > 1:
        raise UnknownPageError('several', value=written, pages=', '.join(entry.path for entry in exact))
    return exact[0]
