"""Names of files: which are plain, which a better name is, and which files programs leave without being asked."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = re.compile(r'[a-z0-9]+(?:-[a-z0-9]+)*')
_LONGEST = 100
#: names that Windows keeps for devices, whatever the ending (Microsoft, Naming Files, Paths, and Namespaces)
RESERVED = frozenset(
    {'con', 'prn', 'aux', 'nul', *(f'{port}{number}' for port in ('com', 'lpt') for number in range(10))}
)
#: what Windows, macOS and Synology put into folders
_SYSTEM = frozenset({'thumbs.db', 'ehthumbs.db', 'desktop.ini', 'icon\r', '__macosx', '@eadir', '$recycle.bin'})
#: endings and beginnings of what programs keep beside a file that is open, or as it was before
_LEFT_ENDINGS = ('~', '.bak', '.tmp', '.temp', '.swp', '.swo', '.orig', '.rej', '.part', '.crdownload', '#')
_LEFT_BEGINNINGS = ('.', '~$', '~wrl', '#')
#: endings that mean a kind that the site knows by another
_OTHER_ENDINGS = {'jpe': 'jpg', 'jfif': 'jpg', 'markdown': 'md', 'mdown': 'md', 'mkd': 'md', 'mdx': 'md'}


def is_left_over(name: str) -> bool:
    """Whether a program or the system made the file or folder *name* for itself; hidden ones are among them."""
    low = name.lower()
    return low in _SYSTEM or low.startswith(_LEFT_BEGINNINGS) or low.endswith(_LEFT_ENDINGS)


def is_plain(stem: str) -> bool:
    """Whether *stem* may name a page, a picture or a folder."""
    return bool(_PLAIN.fullmatch(stem)) and len(stem) <= _LONGEST


def is_reserved(stem: str) -> bool:
    """Whether Windows cannot hold a file or folder called *stem*."""
    return stem.partition('.')[0].lower().rstrip(' ') in RESERVED


def better(stem: str) -> str:
    """*stem* as a plain name, or '' if nothing is left of it: 'Two words' becomes 'two-words'."""
    bare = unicodedata.normalize('NFKD', stem.lower()).encode('ascii', 'ignore').decode('ascii')
    name = re.sub(r'[^a-z0-9]+', '-', bare).strip('-')[:_LONGEST].strip('-')
    return f'{name}-1' if is_reserved(name) else name


def split(name: str) -> tuple[str, str]:
    """The name of a file and its ending in small letters as the site writes it; '' for a file without ending."""
    stem, dot, ending = name.rpartition('.')
    if not dot:
        return name, ''
    ending = ending.lower()
    # editors that hide endings add one: Notepad makes page.md into page.md.txt
    if ending == 'txt' and stem.lower().endswith(('.md', '.markdown')):
        stem, _, ending = stem.rpartition('.')
        ending = ending.lower()
    return stem, _OTHER_ENDINGS.get(ending, ending)
