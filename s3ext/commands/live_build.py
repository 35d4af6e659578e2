"""The build behind the live preview: Sphinx stays loaded, with all pages in memory, and builds what was saved.

A new start would first read the environment and copy the site; a saved page is visible in well under a second.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Collection, Iterator, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..config.profiles import site_texts
from ..core.fixed_names import FixedNames
from ..core.problems import Problem
from ..core.texts.messages import Texts
from ..domain import s3_domain
from ..monitor.limits import bounded
from ..web.fault_box import EVENT, unread_paths, users_of_files
from ..writing.two_rounds import OvertakenError, TwoRounds, Viewers
from .failures import none_swallowed, page_of, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one build came to: ``failure`` says why there are no new pages; ``moved`` is docname → new docname.

    If it ``is_overtaken``, the rest of the pages are left to the next build.
    """

    failure: str = ''
    is_overtaken: bool = False
    problems: tuple[Problem, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


class Preview:
    """The site at *root* built into ``output/html``, again and again, with whatever faults it has.

    The builds run in one thread, which should be the main one: there the time of a page is bounded.
    """

    def __init__(self, root: Path, output: Path, names: FixedNames, texts: Texts | None = None) -> None:
        """Build nothing yet."""
        self.root = root
        self.output = output
        self._names = names
        self._texts = texts or site_texts(root)
        self._app: Sphinx | None = None
        self._stack = ExitStack()
        #: what has been saved since the last build that went well, relative to the root
        self._changed: set[str] = set()
        self._unread: list[str] = []
        self._titles: dict[str, str] = {}
        self._problems: tuple[Problem, ...] = ()

    @property
    def site(self) -> Path:
        """The folder with the pages."""
        return self.output / 'html'

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the site as it was last read."""
        return self._problems

    def build(self, changed: Collection[str] = (), viewers: Viewers | None = None) -> Built:
        """Write the pages anew that follow from *changed*, files that were saved: paths relative to the root.

        They are read whatever their times say: an editor may put a file in place that it wrote a while ago. The
        pages that were saved and those that *viewers* want are written first. If the build fails, the next one
        writes all that this one was to write.
        """
        self._changed.update(changed)
        unread = unread_paths(self.root, self._names)
        if unread != self._unread or any(path.endswith(('.yaml', '.yml')) for path in changed):
            self.close()
        self._unread = unread
        try:
            with bounded(self._texts):
                app = self._started()
                with none_swallowed(self._texts, self.site), self._seen_by(viewers, app):
                    app.build()
        except OvertakenError:
            self._changed.clear()  # they have been read
            return Built(is_overtaken=True, problems=self._problems, moved=self._moves(app))
        except Exception as error:
            failure = sentence(error, self._texts, self.site, page_of(self._app))
            self.close()  # what is in memory may be half done
            return Built(failure=failure, problems=self._problems)
        self._changed.clear()
        gc.freeze()  # the trees of all pages live on; to look through them is a good part of each build
        return Built(problems=self._problems, moved=self._moves(app))

    def close(self) -> None:
        """Forget what is in memory."""
        self._app = None
        self._stack.close()

    def _started(self) -> Sphinx:
        if self._app is None:
            self._stack.enter_context(patch_docutils(self.root))
            self._stack.enter_context(docutils_namespace())
            self._app = Sphinx(
                srcdir=self.root,
                confdir=self.root,
                outdir=self.site,
                doctreedir=self.output / 'doctrees',
                buildername='html',
                confoverrides={'s3_preview': True},
                status=None,
                warning=sys.stderr,
            )
            self._app.connect('env-get-outdated', self._outdated)
            self._app.connect(EVENT, self._keep_problems)
        return self._app

    @contextmanager
    def _seen_by(self, viewers: Viewers | None, app: Sphinx) -> Iterator[None]:
        """Let *viewers* get their pages, and the saved ones, during what follows."""
        builder = app.builder
        assert isinstance(builder, TwoRounds)
        if viewers is not None:
            saved = self._saved_pages()
            builder.viewers = replace(viewers, wanted=lambda: saved | viewers.wanted())
        try:
            yield
        finally:
            builder.viewers = None

    def _saved_pages(self) -> Set[str]:
        return {path.removesuffix('.md') for path in self._changed}

    def _outdated(self, app: Sphinx, env: BuildEnvironment, *_: Any) -> list[str]:
        """The pages that were saved, and those that show a file that was."""
        users = users_of_files(env)
        return sorted({*self._saved_pages()}.union(*(users.get(path, ()) for path in self._changed)))

    def _keep_problems(self, app: Sphinx, problems: tuple[Problem, ...]) -> bool:
        self._problems = problems
        return True

    def _moves(self, app: Sphinx) -> tuple[tuple[str, str], ...]:
        """What has moved since the site was last read; a build that is overtaken has read it too."""
        before, self._titles = self._titles, dict(s3_domain(app.env).titles)
        return _moved(before, self._titles)


def _moved(before: dict[str, str], now: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The page that has another place than before, if one went, one came, and both are called the same."""
    gone, come = sorted(before.keys() - now.keys()), sorted(now.keys() - before.keys())
    if len(gone) == len(come) == 1 and before[gone[0]] == now[come[0]]:
        return ((gone[0], come[0]),)
    return ()
