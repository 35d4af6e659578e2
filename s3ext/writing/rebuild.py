"""Which pages an edit reaches: faults out first, then a fingerprint of all that each page shows of the others.

Sphinx writes a page again when its own source changed. A page here also shows other pages' titles,
summaries and periods. The fingerprints of the last build lie in the output folder, not in the
environment: several builders share one environment, and each must know its own last build.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging

from ..config.builders import is_web
from ..config.clock import today
from ..config.profiles import profile_of, texts_for_authors
from ..core.digests import digest
from ..core.gate.files import check_files
from ..core.model.catalog import Item
from ..core.model.due import check_due, contact
from ..core.model.entries import Entry
from ..core.page.source import decode
from ..core.page.targets import root_missing
from ..core.page.uses import ANY, DOC, Use
from ..core.problems import Problem, ProblemCode
from ..core.report import most_important, rest
from ..core.texts.messages import Texts
from ..core.views.navigation import data_page, navigation, statement
from ..domain import TERM, S3Domain, s3_domain
from ..reading.twins import twins_of
from .downloads import downloads
from .outputs import base_url, remove_file

logger = logging.getLogger(__name__)

STATE_FILE = '.s3-state.json'


class _State(NamedTuple):
    """What the last build of an output folder was made of: all that pages show each other, and the fingerprints."""

    site: str
    pages: dict[str, str]


class ContentError(SphinxError):
    """Pages with faults: nothing is written, the last good output stays."""

    category = 'S3'


def setup_rebuild(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect('config-inited', _check_files, priority=420)  # Sphinx looks for pages right after
    app.connect('env-before-read-docs', _check_encoding)
    app.connect('env-updated', _report_problems, priority=400)
    app.connect('env-updated', _stale_pages)
    app.connect('build-finished', _save_state)


def _report_problems(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every fault of the site, on every build, and end the build before anything is written.

    A preview shows them on its pages instead (``fault_box``), also those of the two below.
    """
    if app.config.s3_preview:
        return
    domain = s3_domain(env)
    problems = domain.problems()
    domain.refused = not all(problem.is_note for problem in problems)
    _end_if(_as_written(problems, app), texts_for_authors(app.config))
    _report_due(domain)


def _report_due(domain: S3Domain) -> None:
    """Say in a line how many reviews are due and contacts run out, if any: ``check --notes`` names them."""
    due = check_due(domain.entries.values(), today())
    if due:
        texts, reviews = domain.labels.texts, sum(problem.code is ProblemCode.REVIEW_DUE for problem in due)
        numbers = {
            'reviews': texts.count('due_review', reviews),
            'contacts': texts.count('due_contact', len(due) - reviews),
        }
        logger.info('%s', texts['due_summary'].format(**numbers))


def _check_files(app: Sphinx, config: Config) -> None:
    """Report files that must not lie among the content, before Sphinx looks for pages and follows links."""
    if config.s3_preview:
        return
    problems = check_files(Path(app.srcdir), profile_of(config).names)
    if not (Path(app.srcdir) / f'{config.root_doc}.md').exists():
        problems.append(root_missing())
    _end_if(_as_written(problems, app), texts_for_authors(config))


def _check_encoding(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Report the pages that are not UTF-8, which Sphinx cannot even start to read."""
    if app.config.s3_preview:
        return
    paths = [env.doc2path(docname, base=False).as_posix() for docname in docnames]
    problems = [problem for path in paths for problem in decode((app.srcdir / path).read_bytes(), path)[1]]
    _end_if(_as_written(problems, app), texts_for_authors(app.config))


def _as_written(problems: list[Problem], app: Sphinx) -> list[Problem]:
    """The *problems* with the paths of the files that people edit: an edition is read from copies, and from twins."""
    config = app.config
    if not config.s3_original:
        return problems

    def is_own(problem: Problem) -> bool:
        return not (app.srcdir / problem.path).exists() or Path(app.confdir, config.language, problem.path).is_file()

    return [
        replace(problem, path=f'{config.language}/{problem.path}') if is_own(problem) else problem
        for problem in problems
    ]


def _end_if(problems: list[Problem], texts: Texts) -> None:
    """Report *problems*, and end the build if there are faults among them."""
    log_problems(problems, texts)
    faults = [problem for problem in problems if not problem.is_note]
    if faults:
        raise ContentError(f'{texts.count("faults", len(faults))}. {texts["nothing_written"]}')


def log_problems(problems: Sequence[Problem], texts: Texts) -> None:
    """Hand the *problems* to Sphinx's log with their places: faults as warnings. Very many are counted only."""
    shown, left_out = most_important(problems)
    for problem in shown:
        log = logger.info if problem.is_note else logger.warning
        log('%s', texts.message(problem), location=problem.location, type='s3', subtype=problem.code.value)
    for line in rest(left_out, texts):
        logger.info('%s', line)


def _stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages that show something else of other pages than in the last build of this output folder."""
    before, domain = _load(app.outdir), s3_domain(env)
    if before.site == _site_digest(domain):
        # no page shows anything new to another, as after most edits of a text: only its own words can have moved
        others = {docname: found.partition('-')[0] for docname, found in before.pages.items()}
        domain.digests = _with_own(others, domain)
    return [docname for docname, found in fingerprints(domain).items() if before.pages.get(docname) != found]


def _site_digest(domain: S3Domain) -> str:
    """A digest of all that ``fingerprints`` follow from."""
    relations = sorted(domain.env.collect_relations().items())
    shown = sorted(domain.shown.items())
    files = sorted(downloads(domain).items())
    twins = sorted((docname, twins_of(docname, domain)) for docname in domain.entries)
    return digest(shown, relations, files, twins, domain.vocabulary, _made_with(domain), today())


def _made_with(domain: S3Domain) -> tuple[object, ...]:
    """What another builder may have read all pages with already: our code, and what surrounds the content."""
    return sorted(domain.env.version.items()), domain.env.config.s3_surroundings


def _with_own(others: Mapping[str, str], domain: S3Domain) -> dict[str, str]:
    """The fingerprint of each page: what it shows of *others*, then its links to the glossary and its sources."""
    terms, sources = domain.terms, domain.data['sources']
    return {
        docname: f'{found}-{digest(terms.get(docname, ("", ()))[1], sources.get(docname))}'
        for docname, found in others.items()
    }


def fingerprints(domain: S3Domain) -> dict[str, str]:
    """For each page a digest of its views, its links' targets and titles, its surroundings, and all labels."""
    if domain.digests is None:
        domain.digests = _fingerprints(domain)
    return domain.digests


def _fingerprints(domain: S3Domain) -> dict[str, str]:
    titles = domain.titles
    made_with = _made_with(domain)
    relations = domain.env.collect_relations()  # the theme names the pages before and after in the toctree
    names = profile_of(domain.env.config).names
    around = statement(domain.entries, names), data_page(domain.entries, names)
    files, day = downloads(domain), today()
    base, root = base_url(domain.env.config), domain.env.config.root_doc
    views = {key: digest(domain.printed(key)) for key in {key for keys in domain.views.values() for key in keys}}
    others = {
        docname: digest(
            [views[key] for key in domain.views.get(docname, ())],
            _links(domain.uses.get(docname, ()), domain, titles),
            navigation(docname, domain.catalog, titles, names),
            [(name, titles.get(name or '')) for name in relations.get(docname, ())],
            domain.vocabulary,
            files.get(docname, ()),
            _has_ended(domain.entries[docname], day),
            made_with,
            around,
            day if docname == root else '',  # the front page says when the site was built
            base and _about(domain.entries[docname], domain),
            twins_of(docname, domain),
        )
        for docname in sorted(domain.entries)
    }
    return _with_own(others, domain)


def _about(entry: Entry, domain: S3Domain) -> tuple[tuple[str, str | None], ...]:
    """What the page tells programs of others (``web.head``): the titles of what its header names."""
    items = (domain.catalog.get(reference.type, reference.id) for reference in entry.references)
    return tuple((item.docname, item.title) for item in items if item)


def _has_ended(entry: Entry, day: str) -> bool:
    """Whether the page says on this *day* that whom it says to ask is no longer known to be right."""
    ask = contact(entry.record) if entry.record else None
    return ask is not None and ask.valid_until < day


def _save_state(app: Sphinx, exception: Exception | None) -> None:
    """Remember what was written, and remove the pages that are gone."""
    builder = app.builder
    if exception is not None or not is_web(builder):
        return
    domain = s3_domain(app.env)
    now = _State(site=_site_digest(domain), pages=fingerprints(domain))
    for docname in _load(app.outdir).pages.keys() - now.pages.keys():
        remove_file(Path(builder.get_output_path(docname)), Path(app.outdir))
    _store(now, app.outdir)


def forget(outdir: Path, docnames: Set[str]) -> None:
    """Remember of the pages *docnames* only that they lie in *outdir*: the next build writes them, or removes them."""
    _store(_State(site='', pages=_load(outdir).pages | dict.fromkeys(docnames, '')), outdir)


def _store(state: _State, outdir: Path) -> None:
    text = json.dumps(state._asdict(), indent=0, sort_keys=True) + '\n'
    (outdir / STATE_FILE).write_text(text, 'utf-8')


def _load(outdir: Path) -> _State:
    """The state after the last build; an empty one if there was no build or its file cannot be read."""
    try:
        return _State(**json.loads((outdir / STATE_FILE).read_text('utf-8')))
    except (OSError, ValueError, TypeError):
        return _State(site='', pages={})


def _links(uses: Iterable[Use], domain: S3Domain, titles: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """For each of *uses* its target, the page it leads to, what is remarked of it and, if it is printed, its title."""
    return [
        (use.target, docname, _remark(domain.catalog.at(docname), domain), '' if use.explicit else title)
        for use in uses
        for docname, title in _destinations(use, domain, titles)
    ]


def _remark(item: Item | None, domain: S3Domain) -> str:
    return item.record.short_remark(domain.labels) if item else ''


def _destinations(use: Use, domain: S3Domain, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pages that *use* leads to, each with the title of the page or of the heading on it."""
    if use.kind == DOC:
        docname, _, anchor = use.target.partition('#')
        return [(docname, domain.place(docname, anchor)[1] if anchor else titles.get(docname, ''))]
    if use.kind == TERM:
        glossary, term = domain.catalog.glossary, domain.catalog.term(use.target)
        return [(glossary.docname, term.term)] if glossary and term else []
    found = [(item.docname, item.title) for item in domain.targets(use.kind, use.target)]
    labels = domain.env.domains.standard_domain.labels
    if not found and use.kind == ANY and use.target in labels:
        docname, _, title = labels[use.target]
        return [(docname, title)]
    return found
