"""The editions of a site in further languages: their sources, made of the site's own, and a build of each.

The sources of an edition are the pages that somebody has written in the language, in the folder of its code, and the
twins of records (``core.twins``), each under the name that the page has in the site itself. Its work folder is its own:
that of the site lists every file (``reading.caches``), and would find these in it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..config.conf_file import CONFIG, ConfError, read_conf
from ..config.profiles import written_profile
from ..core.digests import digest, digest_of
from ..core.fixed_names import FixedNames
from ..core.gate.files import ContentFiles, look_through
from ..core.model.kinds import id_of
from ..core.page.source import Source, decode
from ..core.problems import Position, Problem, ProblemCode
from ..core.profile import Profile
from ..core.texts.messages import load_texts
from ..core.twins.derive import Edition, Spoken, owner, spoken, twin_of

#: the ending of pages
PAGE = '.md'


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFolders:
    """Where an edition in ``language`` of the site at ``root`` is made: below ``work``."""

    language: str
    root: Path
    work: Path

    @property
    def own(self) -> Path:
        """The pages that somebody has written."""
        return self.root / self.language

    @property
    def source(self) -> Path:
        """All pages of the edition."""
        return self.work / 'source'

    @property
    def built(self) -> Path:
        """The work folder of its builds."""
        return self.work / 'build'


def editions_of(root: Path, output: Path) -> list[EditionFolders]:
    """The editions of the site at *root* that is built in *output*."""
    return [EditionFolders(language=code, root=root, work=output / f'work-{code}') for code in languages(root)]


def languages(root: Path) -> tuple[str, ...]:
    """The further languages of the site at *root*; none if its ``conf.py`` cannot be read, which others report."""
    try:
        return read_conf(root / CONFIG).languages
    except ConfError:
        return ()


def edition_of(root: Path, language: str, profile: Profile) -> Edition:
    """What twins in *language* of pages of the site at *root* are made with."""
    origin = read_conf(root / CONFIG).language or profile.texts.default
    texts = load_texts(language, profile.texts)
    several = {kind: texts[f'{kind}_many'] for kind in profile.kinds.listed}
    headings = {kind: f'{words[:1].upper()}{words[1:]}' for kind, words in several.items()}
    elsewhere = texts['twin_elsewhere']
    return Edition(language=language, origin=origin, kinds=profile.kinds, elsewhere=elsewhere, headings=headings)


def own_files(folders: EditionFolders, names: FixedNames) -> ContentFiles:
    """What somebody has written in the language, and what must not lie there; the paths are those in its folder."""
    if folders.own.is_symlink():
        problem = Problem.at('', Position(line=1), ProblemCode.BAD_FILE, cause='file_link')
        return ContentFiles(paths=frozenset(), problems=(problem,))
    return look_through(folders.own, names)


def faults_in(folders: EditionFolders) -> list[Problem]:
    """What must not lie in the folder of the language, with the paths as people know them: it is not copied."""
    found = own_files(folders, written_profile(folders.root).names).problems
    return [replace(each, path=f'{folders.language}/{each.path}'.rstrip('/')) for each in found if not each.is_note]


def _pages(root: Path, names: FixedNames) -> Iterator[str]:
    """The pages of the site, which have been looked at."""
    for name in names.folders:
        yield from sorted(file.relative_to(root).as_posix() for file in (root / name).rglob(f'*{PAGE}'))


def spoken_pages(root: Path, paths: Sequence[str], edition: Edition) -> dict[str, Spoken | None]:
    """The pages *paths* of the site at *root*; None for those that say too little in the language."""
    texts = ((path, decode((root / path).read_bytes(), path)[0]) for path in paths)
    return {path: spoken(Source.of_file(path, text), edition) for path, text in texts}


def write_sources(folders: EditionFolders, made_by: str) -> str:
    """Write the sources of the edition, those that changed; returns a digest of them, and of which pages lead to it.

    *made_by* is what the site itself is made with: with the same, the twin of a page that has not changed is as it was.
    Raises ``OSError``.
    """
    profile = written_profile(folders.root)
    names, edition = profile.names, edition_of(folders.root, folders.language, profile)
    own = {path: (folders.own / path).read_bytes() for path in sorted(own_files(folders, names).paths)}
    pages = [path for path in _pages(folders.root, names) if path not in own]
    before = _kept(folders.work / 'sources.json', made_by)
    data = {path: digest_of((folders.root / path).read_bytes()) for path in pages}
    changed = [path for path in pages if before.get(path, ('', ''))[0] != data[path]]
    found = spoken_pages(folders.root, changed, edition)
    if any(bool(page) != bool(before.get(path, ('', ''))[1]) for path, page in found.items()) or before.keys() - data:
        # others may lead to a page that has a twin now, or none
        changed = pages
        found = spoken_pages(folders.root, pages, edition)
    lost = {record_of(path, edition) for path in pages if not (found[path] if path in found else before[path][1])}
    lost |= {record_of(path, edition) for path, page in found.items() if page and owner(page, edition.kinds) in lost}
    twins = (twin_of(page, edition, lost) for page in found.values() if page)
    made = {twin.path: twin.text.encode() for twin in twins if twin}
    vocabulary = {names.vocabulary: (folders.root / names.vocabulary).read_bytes()}
    state = {path: (data[path], digest_of(made[path]) if path in made else '') for path in changed}
    state = {path: state.get(path) or before[path] for path in pages}
    kept = {path for path, (_, twin) in state.items() if twin and path not in made}
    _store(folders.source, {**made, **own, **vocabulary}, kept)
    record = {'made_by': made_by, 'pages': state}
    (folders.work / 'sources.json').write_text(json.dumps(record, indent=0, sort_keys=True), 'utf-8')
    written = ((path, digest_of(text), (folders.root / path).is_file()) for path, text in {**own, **vocabulary}.items())
    return digest(sorted((path, twin) for path, (_, twin) in state.items() if twin), sorted(written))


def record_of(path: str, edition: Edition) -> tuple[str, str]:
    """The kind and id of the record in the file *path*."""
    docname = path.removesuffix(PAGE)
    return edition.kinds.type_of(docname), id_of(docname)


def _kept(file: Path, made_by: str) -> Mapping[str, tuple[str, str]]:
    """For each page the digest of the source that its twin was made of, and that of the twin, if it has one.

    Only while the twin lies there as it was made.
    """
    try:
        found = json.loads(file.read_text('utf-8'))
        if found['made_by'] != made_by:
            return {}
        pages = {path: (str(source), str(twin)) for path, (source, twin) in found['pages'].items()}
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    folder = file.parent / 'source'
    return {path: pair for path, pair in pages.items() if not pair[1] or _digest_of_file(folder / path) == pair[1]}


def _digest_of_file(file: Path) -> str:
    try:
        return digest_of(file.read_bytes())
    except OSError:
        return ''


def _store(folder: Path, files: Mapping[str, bytes], kept: set[str]) -> None:
    """Put *files* into *folder*, those that differ; what is neither among them nor *kept* goes. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(folder.rglob('*'), reverse=True):
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
        elif file.relative_to(folder).as_posix() not in {*files, *kept}:
            file.unlink()
    for path, data in files.items():
        file = folder / path
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def remove_others(output: Path, editions: Sequence[EditionFolders]) -> None:
    """Remove the work folders of editions that the site no longer has. Raises ``OSError``."""
    for folder in output.glob('work-??'):
        if folder not in {edition.work for edition in editions}:
            shutil.rmtree(folder)
