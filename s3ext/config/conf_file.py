"""A site's ``conf.py`` as a file: where it is, its language, and what is wrong with it, without running it.

Running it needs Sphinx, which takes longer than the whole check.
"""

from __future__ import annotations

import ast
import traceback
from dataclasses import dataclass
from pathlib import Path

from ..core.problems import plain
from ..core.system_errors import shown_path
from ..core.texts.messages import Texts

CONFIG = 'conf.py'
#: as ``extensions`` names it
EXTENSION = 's3ext'
#: the profile of a site that names none
DEFAULT_PROFILE = 's3ext.handbook'
#: Sphinx's own, where ``conf.py`` says nothing
_DEFAULT_LANGUAGE = 'en'


class ConfError(Exception):
    """There is no ``conf.py`` to work with, or it cannot be used: ``name`` of the text that says so, with details."""

    def __init__(self, text: str, path: Path | str, **details: str) -> None:
        super().__init__(text)
        self.name = text
        self.details = {'path': plain(shown_path(path)), **details}

    def sentence(self, texts: Texts) -> str:
        """What is wrong and what to do, in the language of *texts*."""
        return texts[self.name].format(**self.details)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfFile:
    """What a ``conf.py`` says literally: its ``language``, '' if it is computed; whether it names the extension.

    ``profile`` is the module of its profile (``profiles``), '' if it is computed. ``languages`` are the further ones of
    the site: the keys of ``s3_languages`` that stand there in quotes.
    """

    language: str
    profile: str
    languages: tuple[str, ...]
    names_extension: bool
    project: str
    base_url: str


def read_conf(file: Path) -> ConfFile:
    """Read *file* without running it. Raises ``ConfError``."""
    try:
        tree = ast.parse(file.read_bytes())
    except FileNotFoundError as error:
        raise ConfError('conf_missing', file.parent) from error
    except OSError as error:
        raise ConfError('conf_unreadable', file, cause=error.strerror or str(error)) from error
    except SyntaxError as error:
        raise _syntax(error, file) from error
    except ValueError as error:  # characters that no Python file may hold
        raise ConfError('conf_syntax', file, line='1', cause=plain(str(error))) from error
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return ConfFile(
        language=_text(tree, 'language', _DEFAULT_LANGUAGE),
        profile=_text(tree, 's3_profile', DEFAULT_PROFILE),
        languages=_keys(tree, 's3_languages'),
        names_extension=EXTENSION in texts,
        project=_text(tree, 'project', ''),
        base_url=_text(tree, 'html_baseurl', ''),
    )


def find_root(start: Path) -> Path | None:
    """The nearest folder, *start* or one above it, whose ``conf.py`` names the extension; None if there is none."""
    for folder in (start, *start.parents):
        file = folder / CONFIG
        if not file.is_file():
            continue
        try:
            found = read_conf(file).names_extension
        except ConfError:
            found = _mentions(file)
        if found:
            return folder
    return None


def failed_at(error: BaseException) -> ConfError:
    """What stopped a ``conf.py`` that was run: *error*, with the line that it came from."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).name == CONFIG]
    if isinstance(error, SyntaxError) and not frames:
        return _syntax(error, Path(error.filename or CONFIG))
    path, line = (frames[-1].filename, frames[-1].lineno) if frames else (CONFIG, 1)
    cause = plain(f'{type(error).__name__}: {error}')
    return ConfError('conf_failed', path, line=str(line), cause=cause)


def _syntax(error: SyntaxError, file: Path) -> ConfError:
    return ConfError('conf_syntax', file, line=str(error.lineno or 1), cause=plain(error.msg))


def _mentions(file: Path) -> bool:
    """Whether *file*, which is no right Python, may be the one: it names the extension, or nobody can see."""
    try:
        return EXTENSION.encode() in file.read_bytes()
    except OSError:
        return True


def _keys(tree: ast.Module, name: str) -> tuple[str, ...]:
    """The texts that are keys of the dictionary which the last assignment to *name* gives it."""
    values = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in node.targets)
    ]
    keys = values[-1].keys if values and isinstance(values[-1], ast.Dict) else []
    return tuple(key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def _text(tree: ast.Module, name: str, default: str) -> str:
    """The text that the last assignment to *name* gives it: *default* without one, '' for what is computed."""
    found = default
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            value = node.value.value if isinstance(node.value, ast.Constant) else ''
            found = value if isinstance(value, str) else ''
    return found
