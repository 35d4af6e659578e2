"""The reference for developers: writes REFERENCE.md, the table of handlers in ARCHITECTURE.md, and rules for nginx.

All are made from the code, by asking a Sphinx application what it has registered; a test compares. Run it after a
change of a setting, directive, role, transform, handler or of the policy of pages: ``python tools/write_reference.py``.
"""

from __future__ import annotations

import inspect
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from docutils.transforms import Transform
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # it is run as a file

from s3ext.config.settings import SETTINGS  # noqa: E402
from s3ext.core.gate.allowed import DIRECTIVES, INDEX_DIRECTIVES, Content, Directive, Permitted  # noqa: E402
from s3ext.core.publish.host_files import nginx  # noqa: E402
from s3ext.core.texts.messages import load_texts  # noqa: E402
from s3ext.core.views import VIEWS as OF_THE_ENGINE  # noqa: E402
from s3ext.handbook import PROFILE  # noqa: E402
from s3ext.web.csp import POLICY  # noqa: E402
from s3ext.writing.outputs import EVENT  # noqa: E402

VIEWS = {**OF_THE_ENGINE, **PROFILE.views}
REFERENCE, ARCHITECTURE = ROOT / 'REFERENCE.md', ROOT / 'ARCHITECTURE.md'
NGINX = ROOT / 'deploy' / 'nginx-headers.conf'
#: the events of a build in the order in which Sphinx emits them, and what it is doing then
PHASES = {
    'config-inited': 'start',
    'builder-inited': 'start',
    'env-get-outdated': 'before reading',
    'env-before-read-docs': 'before reading',
    'source-read': 'reading, per page',
    'doctree-read': 'reading, per page',
    'env-updated': 'all read',
    's3-problems': 'all read',
    's3-template-files': 'all read',
    'write-started': 'before writing',
    'typstpdf-plan': 'PDF, before writing',
    'doctree-resolved': 'writing, per page',
    'html-page-context': 'writing, per page',
    'html-collect-pages': 'pages written',
    'build-finished': 'end',
}
_MARKS = ('<!-- event handlers: written by tools/write_reference.py -->', '<!-- end of event handlers -->')
_CONTENT = {Content.NONE: '', Content.MARKDOWN: 'Markdown', Content.PAGES: 'pages'}


@contextmanager
def application(**settings: object) -> Iterator[Sphinx]:
    """An application of a site with nothing but a front page, before anything is read."""
    with tempfile.TemporaryDirectory() as place, docutils_namespace():
        root = Path(place)
        (root / 'conf.py').write_text("extensions = ['myst_parser', 's3ext']\n", 'utf-8')
        (root / 'index.md').write_text('# Start\n', 'utf-8')
        (root / 'docs').mkdir()
        shutil.copy(ROOT / 'docs' / 'vocabulary.yaml', root / 'docs')
        yield Sphinx(
            root, root, root / 'out', root / 'trees', 'html', confoverrides=settings, status=None, freshenv=True
        )


def handlers(app: Sphinx) -> list[tuple[str, int, str, str]]:
    """Our handlers: event, priority, name and what it does; in the order in which they are called."""
    found = []
    for event, listeners in app.events.listeners.items():
        for listener in sorted(listeners, key=lambda listener: (listener.priority, listener.id)):
            module, name = listener.handler.__module__, listener.handler.__qualname__
            if module.split('.')[0] == 's3ext' and event != EVENT:
                place = f'{module.removeprefix("s3ext.")}.{name}'
                found.append((event, listener.priority, place, summary(listener.handler)))
    return sorted(found, key=lambda handler: list(PHASES).index(handler[0]))


def summary(thing: Callable[..., object]) -> str:
    """The first sentence of the documentation of *thing*. Raises ``ValueError`` if there is none."""
    text = inspect.getdoc(thing)
    if not text:
        raise ValueError(f'{thing.__module__}.{thing.__qualname__} has no docstring')
    first = ' '.join(text.split('\n\n')[0].split()).replace('``', '`').replace('|', '\\|')
    return re.split(r'(?<=[a-z)`])\. ', first)[0].removesuffix('.')


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table."""
    head = list(head)
    return [f'| {" | ".join(row)} |' for row in (head, ['---'] * len(head), *rows)]


def handler_table() -> str:
    """The table of event handlers, those of a preview among them."""
    with application() as app:
        always = handlers(app)
    with application(s3_preview=True) as app:
        every = handlers(app)
    rows = []
    for event, priority, name, does in every:
        preview = '' if (event, priority, name, does) in always else ' (preview)'
        rows.append((PHASES[event], f'`{event}`', str(priority), f'`{name}`{preview}', does))
    return '\n'.join(table(('phase', 'event', 'priority', 'handler', 'does'), rows))


def _code(value: object) -> str:
    return f'`{value!r}`'


def _rebuild(value: str) -> str:
    return {'env': 'reads all pages', 'html': 'writes all pages', '': 'nothing'}[value]


def setting_table() -> list[str]:
    """Every setting with its default and its help text."""
    rows = (
        (f'`{name}`', _code(setting.default), _rebuild(setting.rebuild), setting.help)
        for name, setting in SETTINGS.items()
    )
    return table(('setting', 'default', 'a change', 'meaning'), rows)


def directive_tables() -> Iterator[str]:
    """The views with their options, and all other directives that content may use."""
    yield from ('### Views', '')
    texts = load_texts('en', PROFILE.texts)
    rows: list[tuple[str, ...]] = []
    for name, view in VIEWS.items():
        options = [f'`{option}`' for option in view.options] + ['any facet'] * view.facets
        rows.append((f'`{name}`', ', '.join(options), view.page, summary(view.build)))
    yield from table(('directive', 'options', 'without `id` on the page of a', 'shows'), rows)
    yield from ('', '### Options of views', '')
    options = sorted({option for view in VIEWS.values() for option in view.options} - {''})
    meanings = ((f'`{name}`', texts.interface.get(f'option_{name}', texts['option_facet'])) for name in options)
    yield from table(('option', 'meaning'), meanings)
    yield from ('', '### Other directives', '')
    yield 'Kinds of pages bring along one for each field that stands in the text (`InText`), called as the field.'
    yield 'Two hold Markdown: `participants` on pages of kinds that are `for_participants`, `template` on pages of'
    yield from ('those that are `to_take`.', '')
    others = {name: rule for name, rule in DIRECTIVES.items() if name not in VIEWS}
    yield from table(
        ('directive', 'argument', 'options', 'content', 'on'),
        [*_rules(others, 'every page'), *_rules(INDEX_DIRECTIVES, 'pages called `index`')],
    )


def _rules(rules: Mapping[str, Directive], where: str) -> Iterator[tuple[str, ...]]:
    for name, rule in rules.items():
        argument = '' if rule.argument is None else ('required' if rule.required else 'optional')
        yield f'`{name}`', argument, ', '.join(f'`{option}`' for option in rule.options), _CONTENT[rule.content], where


def output_table() -> list[str]:
    """Every output with its places."""
    with application() as app:
        outputs = app.emit(EVENT)
    rows = (
        (
            output.name,
            ', '.join(f'`{place}`' for place in output.places),
            f'`{_place(output.make)}`',
            summary(output.make),
        )
        for output in outputs
    )
    return table(('output', 'places', 'function', 'makes'), rows)


def transform_table() -> list[str]:
    """Our transforms, which run in the order of their priorities among those of docutils and Sphinx."""
    with application() as app:
        found: list[tuple[str, type[Transform]]] = [
            *(('reading', transform) for transform in app.registry.get_transforms()),
            *(('writing', transform) for transform in app.registry.get_post_transforms()),
        ]
    ours = [(phase, made) for phase, made in found if made.__module__.split('.')[0] == 's3ext']
    ours.sort(key=lambda pair: (pair[0], pair[1].default_priority or 0))
    return table(
        ('phase', 'priority', 'transform', 'does'),
        ((phase, str(made.default_priority), f'`{_place(made)}`', summary(made)) for phase, made in ours),
    )


def _place(made: Callable[..., object]) -> str:
    return f'{made.__module__.removeprefix("s3ext.")}.{made.__qualname__}'


def reference() -> str:
    """The text of REFERENCE.md."""
    lines = [
        '# Reference for developers',
        '',
        'Written by `python tools/write_reference.py` from the code; a test compares. The fields of headers are in',
        '[docs/contribute/falt.md](docs/contribute/falt.md), what can be wrong with content in',
        '[docs/contribute/felmeddelanden.md](docs/contribute/felmeddelanden.md): both are Swedish, and made by',
        '`python -m s3ext schema`. The handlers of events are in [ARCHITECTURE.md](ARCHITECTURE.md), the names for',
        'extensions of a site in [EXTENDING.md](EXTENDING.md).',
        '',
        '## Settings',
        '',
        'In `conf.py`. The third column says what the next build does with unchanged pages when the setting changes.',
        '',
        *setting_table(),
        '',
        '## Directives',
        '',
        'What stands between `:::` lines of a page. Nothing else does anything in content (`core/gate/allowed.py`).',
        '',
        *directive_tables(),
        '',
        '## Roles',
        '',
        ', '.join(f'`{role}`' for role in sorted(Permitted(kinds=PROFILE.kinds, views=VIEWS).roles)) + '.',
        '',
        '## Outputs',
        '',
        'What is written beside the pages of the web site, in this order.',
        '',
        *output_table(),
        '',
        '## Transforms',
        '',
        *transform_table(),
    ]
    return '\n'.join(lines) + '\n'


def architecture(text: str) -> str:
    """The *text* of ARCHITECTURE.md with the table of event handlers as it is now."""
    before, rest = text.split(_MARKS[0])
    return f'{before}{_MARKS[0]}\n\n{handler_table()}\n\n{_MARKS[1]}{rest.split(_MARKS[1])[1]}'


def nginx_headers() -> str:
    """The text of deploy/nginx-headers.conf."""
    return nginx(POLICY)


if __name__ == '__main__':
    NGINX.parent.mkdir(exist_ok=True)
    NGINX.write_text(nginx_headers(), 'utf-8')
    REFERENCE.write_text(reference(), 'utf-8')
    ARCHITECTURE.write_text(architecture(ARCHITECTURE.read_text('utf-8')), 'utf-8')
