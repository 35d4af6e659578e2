"""The preview (setting ``s3_preview``): a site with faults is written all the same, and each page shows its own.

A build for publishing ends at the first sight of a fault (``rebuild``). Here what must not be read is left out, the
rest is written, and a page of its own lists everything.
"""

from __future__ import annotations

import codecs
import json
from collections import defaultdict
from collections.abc import Iterator
from glob import escape
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from ..config.profiles import profile_of, texts_of
from ..core.digests import digest
from ..core.fixed_names import FixedNames
from ..core.gate.file_kinds import MATERIALS, PICTURES
from ..core.gate.files import check_files
from ..core.outputs import Files
from ..core.page.frontmatter import FENCE, split
from ..core.page.source import Source, decode
from ..core.problems import Problem
from ..core.texts.messages import Texts
from ..domain import s3_domain
from ..writing.outputs import OutputContext, add_output
from ..writing.rebuild import log_problems

#: emitted with the application and the sorted problems of the site, on every build of a preview; who answers with
#: True has reported them, and they are not logged
EVENT = 's3-problems'
STATE_FILE = '.s3-preview.json'
#: what only a preview needs beside its pages
FILES = Path(__file__).parent / 'preview_static'
_STATIC = tuple(f'_static/{file.name}' for file in sorted(FILES.iterdir()))
_ENCODING = 's3-utf-8-replace'


class Shown(NamedTuple):
    """A problem as a box shows it; ``docname`` and ``help`` are '' where the site has no such page."""

    docname: str
    location: str
    label: str
    message: str
    note: bool
    code: str
    help: str


def setup_fault_box(app: Sphinx) -> None:
    """Register all of it, to be at rest without the setting."""
    app.add_event(EVENT)
    boxes = _Boxes()
    app.connect('config-inited', boxes.start, priority=420)  # Sphinx looks for pages right after
    add_output(app, 'preview', boxes.files, _places)


def _names(config: Config) -> FixedNames:
    """The names of pages and folders that the profile gives."""
    return profile_of(config).names


def _places(config: Config) -> tuple[str, ...]:
    """What a preview writes beside its pages: the page that the profile names, and what boxes need."""
    page = _names(config).problems
    return (STATE_FILE, f'{page}.html', f'{page}/', *_STATIC)


def unread_paths(root: Path, names: FixedNames) -> list[str]:
    """The pages and folders of the site at *root* that must not even be read, sorted."""
    paths = {problem.path for problem in check_files(root, names)}
    return sorted(
        path for path in paths if path.endswith('.md') or (root / path).is_symlink() or (root / path).is_dir()
    )


def _read_any_encoding(app: Sphinx) -> None:
    """Read pages that are not UTF-8 as far as that goes."""
    codecs.register(_lenient)
    app.env.settings['input_encoding'] = _ENCODING


def _lenient(name: str) -> codecs.CodecInfo | None:
    """UTF-8 with or without a mark in front, whatever else stands in it: for ``codecs.register``."""
    if name.replace('_', '-') != _ENCODING:
        return None
    strict = codecs.lookup('utf-8-sig')
    assert strict.incrementaldecoder is not None
    decoder = strict.incrementaldecoder
    return codecs.CodecInfo(
        strict.encode, strict.decode, incrementaldecoder=lambda errors='replace': decoder('replace'), name=_ENCODING
    )


def _save_what_is_there(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep a fault that a build for publishing finds before it reads anything, and the body of a page whose header
    nobody can tell from it."""
    path = app.env.doc2path(docname, base=False).as_posix()
    text, problems = decode((app.srcdir / path).read_bytes(), path)
    for problem in problems:
        s3_domain(app.env).note_problem(docname, problem)
    if split(Source(docname=docname, path=path, text=text))[1]:
        source[0] = _body(text.split('\n'))


def _body(lines: list[str]) -> str:
    """The *lines* of a page below a header that is not closed, or is not first; the others are blank.

    Where the header has no end, the body begins at the first heading between blank lines: a line of the header can
    begin like a heading, and none stands so free.
    """
    fences = [number for number, line in enumerate(lines) if line.strip() == FENCE]
    padded = [*lines, '']
    free = (
        number
        for number in range(1, len(lines))
        if lines[number].startswith('# ') and not padded[number - 1].strip() and not padded[number + 1].strip()
    )
    start = fences[1] + 1 if len(fences) > 1 else next(free, fences[0] + 1)
    return '\n' * start + '\n'.join(lines[start:])


class _Boxes:
    """What is wrong with the site, found once in each build, and the boxes that say so."""

    def __init__(self) -> None:
        self._problems: tuple[Problem, ...] = ()
        self._by_page: dict[str, list[Problem]] = {}
        self._refused: frozenset[str] = frozenset()

    def start(self, app: Sphinx, config: Config) -> None:
        """Register the handlers, with the setting."""
        if not config.s3_preview:
            return
        config.exclude_patterns = [
            *config.exclude_patterns,
            *map(escape, unread_paths(Path(app.srcdir), _names(config))),
        ]
        config.html_static_path = [*config.html_static_path, str(FILES)]
        app.add_css_file('s3-preview.css', priority=910)
        app.connect('builder-inited', _read_any_encoding)
        app.connect('source-read', _save_what_is_there, priority=600)  # after ``collect`` has stored the page
        app.connect('env-updated', self.on_updated, priority=400)
        app.connect('doctree-resolved', self.on_resolved)
        app.connect('html-page-context', self.on_page, priority=800)  # before ``csp`` looks at the page
        app.connect('html-collect-pages', self.pages)

    def on_updated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Gather and log the problems; returns the pages whose box is another than in the last build."""
        files = check_files(Path(app.srcdir), _names(app.config))
        self._refused = frozenset(problem.path for problem in files)
        for material in [file for file in env.dlfiles if not self._may_show(Path(file).as_posix(), env)]:
            del env.dlfiles[material]
        for image in [file for file in env.images if not self._may_show(file, env)]:
            del env.images[image]
        domain = s3_domain(env)
        self._problems = tuple(sorted({*files, *domain.problems()}))
        domain.refused = not all(problem.is_note for problem in self._problems)
        self._by_page = _by_page(self._problems, env)
        if not app.emit_firstresult(EVENT, self._problems):
            log_problems(self._problems, texts_of(app.config))
        before, now = _load(app.outdir), self._state(env)
        return [docname for docname in env.all_docs if before.get(docname) != now.get(docname)]

    def files(self, context: OutputContext) -> Files:
        """Which box each page shows, for the next build; without the setting not even what a preview has written."""
        if not context.config.s3_preview:
            return {}
        state = json.dumps(self._state(context.env), indent=0, sort_keys=True) + '\n'
        return {
            STATE_FILE: state.encode(),
            context.file_for(_names(context.config).problems): None,
            **dict.fromkeys(_STATIC),
        }

    def _state(self, env: BuildEnvironment) -> dict[str, str]:
        """For each page with a box a digest of it, by docname."""
        state = {docname: digest(problems) for docname, problems in self._by_page.items()}
        if self._problems:
            root = env.config.root_doc
            state[root] = digest(state.get(root, ''), texts_of(env.config).totals(self._problems))
        return state

    def _may_show(self, path: str, env: BuildEnvironment) -> bool:
        """Whether *path* is an image or material without faults among the content; Sphinx has followed links."""
        return (
            path.startswith(tuple(f'{folder}/' for folder in _names(env.config).folders))
            and path.endswith(tuple(f'.{kind}' for kind in (*PICTURES, *MATERIALS)))
            and path not in self._refused
            and (env.srcdir / path).is_file()
        )

    def on_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Say where an image stands that has faults or is not there, and do not publish it."""
        for image in list(doctree.findall(nodes.image)):
            path = image['uri']
            if not self._may_show(path, app.env):
                words = texts_of(app.config)['preview_image']
                here: nodes.Element = nodes.inline('', words, classes=['s3-fault-image'])
                if not isinstance(image.parent, nodes.TextElement):
                    here = nodes.paragraph('', '', here)
                image.replace_self(here)

    def on_page(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """Put the box above the page's own text; that of the front page leads to the list."""
        problems = self._by_page.get(pagename, [])
        is_front = pagename == app.config.root_doc and bool(self._problems)
        if doctree is None or not (problems or is_front) or not isinstance(app.builder, StandaloneHTMLBuilder):
            return
        texts = texts_of(app.config)
        box = {
            's3_shown': [_shown(problem, app.env, texts) for problem in problems],
            's3_faults_here': _totals_here(problems, texts),
            's3_faults_total': texts.totals(self._problems) if is_front else '',
            's3_list': _names(app.config).problems,
        }
        html = app.builder.templates.render('s3-fault-box.html', {**context, **box, 's3_texts': texts.interface})
        context['body'] = html + context.get('body', '')

    def pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """The page that lists all faults, by file."""
        texts = texts_of(app.config)
        groups = [
            (path, [_shown(problem, app.env, texts) for problem in found])
            for path, found in groupby(self._problems, key=lambda problem: problem.path)
        ]
        context = {'title': texts['preview_list'], 's3_groups': groups, 's3_total': texts.totals(self._problems)}
        yield _names(app.config).problems, context, 's3-faults.html'


def _by_page(problems: tuple[Problem, ...], env: BuildEnvironment) -> dict[str, list[Problem]]:
    """The problems that each page shows: those of its file, and of the images in it."""
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    users = users_of_files(env)
    for problem in problems:
        docname = problem.path.removesuffix('.md')
        pages = [docname] if docname in env.all_docs else users.get(problem.path, [])
        for page in pages:
            found[page].append(problem)
    return dict(found)


def users_of_files(env: BuildEnvironment) -> dict[str, list[str]]:
    """The pages that each file shows in, such as an image, by path relative to the site's root."""
    users: defaultdict[str, list[str]] = defaultdict(list)
    for docname, files in sorted(env.dependencies.items()):
        for file in files:
            path = Path(env.srcdir, file)
            if path.is_relative_to(env.srcdir):
                users[path.relative_to(env.srcdir).as_posix()].append(docname)
    return users


def _shown(problem: Problem, env: BuildEnvironment, texts: Texts) -> Shown:
    docname = problem.path.removesuffix('.md')
    help_page = _names(env.config).help_page.removesuffix('.md')
    return Shown(
        docname=docname if docname in env.all_docs else '',
        location=problem.location,
        label=texts['note' if problem.is_note else 'error'],
        message=texts.message(problem),
        note=problem.is_note,
        code=problem.code.value,
        help=help_page if help_page in env.all_docs else '',
    )


def _totals_here(problems: list[Problem], texts: Texts) -> str:
    """How many faults and notes the page has: '2 faults on this page', '1 note on this page'."""
    notes = sum(problem.is_note for problem in problems)
    numbers = {'preview_faults': len(problems) - notes, 'notes': notes}
    found = ', '.join(texts.count(name, number) for name, number in numbers.items() if number)
    return texts['preview_here'].format(found=found) if found else ''


def _load(outdir: Path) -> dict[str, str]:
    """The boxes after the last build; none if there was no build or its file cannot be read."""
    try:
        found = json.loads((outdir / STATE_FILE).read_text('utf-8'))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
