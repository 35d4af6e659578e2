"""A site with an extension of its own: a view in web, PDF and check, an output written, followed and removed."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

import pytest
from sphinx.cmd.build import main as sphinx_build

import s3ext
from s3ext import api
from s3ext.__main__ import main
from s3ext.commands.watch import is_code
from s3ext.config.site_views import written_modules
from s3ext.core.model import annotations as of_fields
from s3ext.core.views import OwnViewError, ViewKey, blocks
from tests.recipes import steps
from tests.site.sitekit import ROOT, build_clean, build_site, contents, copy_mini, differing, forked, plain, run, text

SOURCE = ROOT / 'tests' / 'roots' / 'extension' / 'handbook_extras.py'
CONF = '\nimport sys\nfrom pathlib import Path\n\nsys.path.insert(0, str(Path(__file__).parent))\n'
PAGE = 'docs/handbook/analys'
USE = '\n:::{reviewed}\n:limit: 2\n:region: alfa\n:::\n'
Edit = Callable[[Path, str, str], None]


@pytest.fixture(autouse=True)
def _forget_the_module() -> Iterator[None]:
    """Each test has a folder of its own, and Python keeps modules by name."""
    path = list(sys.path)
    yield
    sys.path[:] = path
    for name in ('handbook_extras', 'other_extras'):
        sys.modules.pop(name, None)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The mini site with the extension, and its view on a page."""
    root = copy_mini(tmp_path / 'site')
    shutil.copy(SOURCE, root)
    with (root / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(f"{CONF}extensions.append('handbook_extras')\ns3_views = ['handbook_extras']\n")
    add(root, USE)
    return root


def add(root: Path, lines: str, docname: str = PAGE) -> None:
    with (root / f'{docname}.md').open('a', encoding='utf-8') as page:
        page.write(lines)


def check(root: Path) -> tuple[int, str]:
    """What ``s3ext check`` says, in a process of its own."""
    return forked(lambda: main(['check', '--root', str(root)]))


def build(root: Path, *more: str, folder: str = '_build') -> tuple[int, str]:
    """Build the site by ``sphinx-build`` in a process of its own; the exit code and what was said."""
    place = root / folder
    call = ['-W', '-q', '-b', 'html', '-d', str(place / 'd'), *more, str(root), str(place / 'html')]
    code, printed = forked(lambda: sphinx_build(call))
    return code, plain(printed)


# -- the view -------------------------------------------------------------------------------------


def test_the_view_is_on_the_page_and_in_the_pdf(site: Path) -> None:
    page = build_clean(site).page(PAGE)
    assert 'Senast genomgångna: 2' in page.texts('p')
    titles = page.texts('ul.s3-records .s3-record-title')
    assert len(titles) == 2
    build_clean(site, 'typstpdf', s3_pdf=['book'])
    printed = ''.join(file.read_text('utf-8') for file in sorted((site / '_build' / 'typstpdf').rglob('*.typ')))
    assert 'Senast genomgångna: 2' in printed
    assert all(title in printed for title in titles)


def test_the_commands_know_the_view_from_their_start(site: Path) -> None:
    assert run('-m', 's3ext', 'check', '--root', str(site)).returncode == 0
    done = run('-m', 'sphinx', '-W', '-q', '-b', 'html', str(site), str(site / '_build' / 'html'))
    assert (done.returncode, done.stderr) == (0, '')
    assert 'Senast genomgångna: 2' in (site / '_build' / 'html' / f'{PAGE}.html').read_text('utf-8')


def test_the_check_knows_the_view(site: Path) -> None:
    assert check(site)[0] == 0
    conf = site / 'conf.py'
    conf.write_text(conf.read_text('utf-8').replace("s3_views = ['handbook_extras']", ''), 'utf-8')
    code, output = check(site)
    assert code == 1
    assert '[unknown-directive]' in output


def test_check_and_build_refuse_the_same_options(site: Path) -> None:
    add(site, '\n:::{reviewed}\n:limit: många\n:::\n\n:::{reviewed}\n:colour: red\n:::\n\n:::{reviewed} theme\n:::\n')
    output = check(site)[1]
    found = re.findall(r'^(\S+:\d+:\d+): fel\[([a-z-]+)\]: (.*)$', output, re.M)
    assert [code for _, code, _ in found] == ['bad-view', 'bad-directive', 'bad-view']
    assert '"många" är inte ett tal' in found[0][2]
    lines = (site / f'{PAGE}.md').read_text('utf-8').splitlines()
    assert found[0][0] == f'{PAGE}.md:{lines.index(":limit: många") + 1}:9'
    built = build_site(site)
    assert [(f'{path}:{line}:{column}', code) for path, line, column, code in built.faults] == [
        (place, code) for place, code, _ in found
    ]


def test_the_record_that_the_view_is_limited_to_must_be_there(site: Path) -> None:
    add(site, '\n:::{reviewed}\n:region: ingenstans\n:::\n')
    assert 'fel[unknown-record]' in check(site)[1]
    assert [code for *_, code in build_site(site).faults] == ['unknown-record']


def test_pages_with_the_view_follow_the_records(site: Path, edit: Edit) -> None:
    build_clean(site)
    edit(site / 'cases/alfa/ett-fall.md', '# Ett fall', '# Det första fallet')
    built = build_clean(site)
    assert 'Det första fallet' in ' '.join(built.page(PAGE).texts('ul.s3-records .s3-record-title'))
    assert differing(contents(built.out), contents(build_clean(site, folder='_fresh').out)) == []


def test_the_options_of_the_view_can_be_listed(site: Path) -> None:
    add(site, '\n:::{options} reviewed\n:::\n')
    assert ['limit', 'hur många fall som visas'] in [
        [text(cell) for cell in row.select('td, th')] for row in build_clean(site).page(PAGE).all('table tr')
    ]


def test_the_form_knows_the_view(site: Path) -> None:
    script = (build_clean(site).out / 'bidra' / 'formular-data.js').read_text('utf-8')
    spec = json.loads(script.partition('formData=')[2].rstrip().rstrip(';'))
    assert 'reviewed' in spec['text_rules']['directives']


def test_a_changed_module_is_seen_by_the_next_build(site: Path, edit: Edit) -> None:
    assert build(site) == (0, '')
    edit(site / 'handbook_extras.py', 'Senast genomgångna', 'Nyss genomgångna')
    assert build(site) == (0, '')
    assert 'Nyss genomgångna: 2' in (site / '_build' / 'html' / f'{PAGE}.html').read_text('utf-8')


def test_a_module_that_loses_its_view_has_the_unchanged_pages_read_again(site: Path, edit: Edit) -> None:
    assert build(site) == (0, '')
    edit(site / 'handbook_extras.py', "'reviewed': s3ext.View", "'granskade': s3ext.View")
    code, output = build(site)
    assert code != 0
    assert f'{PAGE}.md:' in output and 's3.unknown-directive' in output


def test_a_preview_starts_anew_when_the_module_is_saved() -> None:
    assert all(
        is_code(path.split('/')) for path in ('handbook_extras.py', 'conf.py', 's3ext/commands/build.py', 'locale/a.po')
    )
    assert not any(is_code(path.split('/')) for path in ('index.md', 'docs/a.md', 'docs/a.py', 'README.md'))


def test_a_view_that_fails_is_named(site: Path, edit: Edit) -> None:
    edit(site / 'handbook_extras.py', 'items = [item', "items = {}['scale']\n    items = [item")
    done = run('-m', 's3ext', 'build', 'html', '--root', str(site))
    assert done.returncode == 1
    assert (
        "Handbokens egen vy gick inte att visa: reviewed {'limit': '2'" in done.stderr
        and "KeyError: 'scale'" in done.stderr
    )
    assert 'Traceback' not in done.stderr and '<function' not in done.stderr


def test_a_view_without_options_fails_without_braces() -> None:
    assert str(OwnViewError(ViewKey.make('mine', {}), ValueError('hej'))) == 'mine: ValueError: hej'


WRONG = [
    ("s3_views = ['handbook' + '_extras']", 'skriv inställningen s3_views en gång'),
    ("if True:\n    s3_views = ['handbook_extras']", 'skriv inställningen s3_views en gång'),
    ("s3_views = ['no_such_module']", 'no_such_module'),
    ("s3_views = ['json']", 'har ingen VIEWS'),
    ("s3_views = ['handbook_extras', 'handbook_extras']", 'heter som ett direktiv som redan finns'),
]


@pytest.mark.parametrize(('setting', 'words'), WRONG)
def test_views_that_cannot_be_used_are_one_fault_for_check_and_build(site: Path, setting: str, words: str) -> None:
    conf = site / 'conf.py'
    conf.write_text(conf.read_text('utf-8').replace("s3_views = ['handbook_extras']", setting), 'utf-8')
    code, output = check(site)
    assert code == 1
    assert output.count('fel[') == 1 and 'conf.py:' in output and 'fel[site-views]' in output
    assert words in output
    code, output = build(site)
    assert code != 0
    assert words in output and 'Traceback (most recent' not in output


def test_a_setting_that_the_check_cannot_see_ends_the_build(site: Path) -> None:
    code, output = build(site, '-D', 's3_views=json')
    assert code != 0
    assert 'skriv inställningen s3_views en gång' in output


@pytest.mark.parametrize(
    ('first', 'encoding'), [('', 'utf-8-sig'), ('# -*- coding: latin-1 -*-\n# åäö\n', 'latin-1')], ids=['bom', 'cookie']
)
def test_the_setting_is_read_in_whatever_encoding_python_reads(site: Path, first: str, encoding: str) -> None:
    conf = site / 'conf.py'
    conf.write_bytes((first + conf.read_text('utf-8')).encode(encoding))
    assert written_modules(site) == (('handbook_extras',), [])


def test_a_view_must_not_take_the_name_of_a_directive(site: Path, edit: Edit) -> None:
    edit(site / 'handbook_extras.py', "'reviewed': s3ext.View", "'toctree': s3ext.View")
    code, output = check(site)
    assert code == 1
    assert '"toctree"' in output and 'heter som ett direktiv som redan finns' in output


# -- the output -----------------------------------------------------------------------------------


def test_the_output_follows_the_records_and_goes_with_its_setting(site: Path) -> None:
    built = build_clean(site)
    file = built.out / 'addresses' / 'cases.json'
    assert json.loads(file.read_bytes())['ett-fall'] == 'cases/alfa/ett-fall.html'
    (site / 'cases/orsa/tredje-fall.md').rename(site / 'cases/orsa/nytt-namn.md')
    for path in ('docs/handbook/fardplan', 'docs/pilots/prov'):
        page = site / f'{path}.md'
        page.write_text(page.read_text('utf-8').replace('tredje-fall', 'nytt-namn'), 'utf-8')
    build_clean(site)
    assert 'nytt-namn' in json.loads(file.read_bytes())
    before = file.stat().st_mtime_ns
    for jobs in (1, 2):
        build_clean(site, jobs=jobs)
        assert file.stat().st_mtime_ns == before
    assert differing(contents(built.out), contents(build_clean(site, folder='_fresh').out)) == []
    build_clean(site, extras_addresses=False)
    assert not file.parent.exists()


def test_the_files_of_an_extension_that_left_go(site: Path) -> None:
    assert build(site) == (0, '')
    out = site / '_build' / 'html'
    assert (out / 'addresses' / 'cases.json').is_file()
    conf = site / 'conf.py'
    conf.write_text(conf.read_text('utf-8').replace("extensions.append('handbook_extras')", ''), 'utf-8')
    assert build(site) == (0, '')
    assert not (out / 'addresses').exists()
    assert build(site, folder='_fresh') == (0, '')
    # Sphinx keeps its notes on the settings of before
    assert differing(contents(out), contents(site / '_fresh' / 'html')) == ['.buildinfo.bak']


def test_two_builders_of_one_environment_have_each_their_own(site: Path) -> None:
    for builder in ('html', 'dirhtml', 'html'):
        built = build_clean(site, builder)
        addresses = json.loads((built.out / 'addresses' / 'cases.json').read_bytes())
        assert addresses['ett-fall'] == ('cases/alfa/ett-fall/' if builder == 'dirhtml' else 'cases/alfa/ett-fall.html')


@pytest.mark.parametrize(
    ('old', 'new', 'words'),
    [
        (
            "['addresses/']",
            "['../addresses/', 'nytt.atom', '_images/x.png', 'objects.inv']",
            (
                'får inte skriva till "../addresses/"',
                'där skriver redan "feed"',
                'där skriver redan "attachments"',
                'där ligger det som bygget självt skriver',
            ),
        ),
        ("['addresses/']", "['docs/', 'index.html']", ('där ligger sidan docs/', 'där ligger sidan index')),
        (
            "'addresses/cases.json': json",
            "'addresses/../../cases.json': json",
            ('som inte hör till dess platser (addresses/)',),
        ),
        (
            "'addresses', addresses, ['addresses/']",
            (
                "'more', lambda context: {'more.json': 'text'}, 'more.json')\n"
                "    s3ext.add_output(app, 'most', lambda context: None, 'most.json')\n"
                "    s3ext.add_output(app, 'addresses', lambda context: 1 / 0, 'addresses/'"
            ),
            ("'more.json': str in the place of bytes", 'NoneType in the place of a mapping', 'ZeroDivisionError'),
        ),
        (
            '    return {}\n',
            "    return {}\n    found = {}['scale']\n",
            ('"addresses" (handbook_extras.addresses)', "KeyError: 'scale'"),
        ),
    ],
)
def test_what_an_output_must_not_do_ends_the_build(
    site: Path, edit: Edit, old: str, new: str, words: tuple[str, ...]
) -> None:
    edit(site / 'handbook_extras.py', old, new)
    code, output = build(site)
    assert code != 0
    assert [word for word in words if word not in output] == []
    assert 'Traceback (most recent' not in output and '<function' not in output
    assert not (site / '_build' / 'html' / 's3-search' / 'index.js').exists()
    assert not list(site.parent.rglob('cases.json'))


def test_an_output_says_which_page_and_setting_its_error_is_about(site: Path, edit: Edit) -> None:
    edit(
        site / 'handbook_extras.py',
        "    return {'addresses",
        "    raise s3ext.OutputError('utan år', page='cases/alfa/ett-fall', setting='extras_addresses')\n"
        "    return {'addresses",
    )
    code, output = build(site)
    assert code != 0
    assert 'cases/alfa/ett-fall – extras_addresses – utan år' in output


# -- what is promised -----------------------------------------------------------------------------


def test_the_example_of_the_documentation_is_this_extension() -> None:
    documented = (ROOT / 'EXTENDING.md').read_text('utf-8')
    assert f'```python\n{SOURCE.read_text("utf-8")}```' in documented


def test_the_example_works_word_for_word(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    recipe = steps(ROOT / 'EXTENDING.md', 'An example')
    assert [step.file for step in recipe] == ['handbook_extras.py', 'conf.py', 'docs/registers/index.md']
    for step in recipe:
        step.apply(root)
    assert check(root)[0] == 0
    assert build(root) == (0, '')
    out = root / '_build' / 'html'
    assert 'Senast genomgångna: 2' in (out / 'docs' / 'registers' / 'index.html').read_text('utf-8')
    assert 'ett-fall' in json.loads((out / 'addresses' / 'cases.json').read_bytes())


def test_every_public_name_is_documented_and_can_be_had() -> None:
    documented = (ROOT / 'EXTENDING.md').read_text('utf-8').partition('## The public names')[2]
    tables = documented.partition('What a profile is made of')
    for module, table in ((s3ext, tables[0]), (api, tables[2])):
        assert sorted(re.findall(r'^\| `(\w+)` \|', table, re.M)) == sorted(set(module.__all__) - {'setup'})
        assert all(getattr(module, name) for name in module.__all__)
        with pytest.raises(AttributeError):
            module.no_such_name  # noqa: B018


def test_the_tables_of_public_names_are_whole() -> None:
    """A block or a field that is new has its place there: each class of ``Block``, each field of what views return."""
    documented = (ROOT / 'EXTENDING.md').read_text('utf-8').partition('## The public names')[2]
    rows = dict(re.findall(r'^\| `(\w+)` \| (.*)$', documented, re.M))
    assert set(re.findall(r'`(\w+)`', rows['Block'])) == {block.__name__ for block in get_args(s3ext.Block)}
    returned: dict[str, Any] = {name: value for name, value in vars(blocks).items() if is_dataclass(value)}
    returned = {name: value for name, value in returned.items() if value.__module__ == blocks.__name__}
    for name, described in {'View': s3ext.View, **returned}.items():
        said = set(re.findall(r'`(\w+)`', rows[name]))
        assert [field.name for field in fields(described) if field.name not in said] == [], name


def test_every_annotation_of_fields_says_what_its_arguments_do() -> None:
    for name, value in vars(of_fields).items():
        if is_dataclass(value):
            assert [field.name for field in fields(value) if f'``{field.name}``' not in (value.__doc__ or '')] == [], (
                name
            )
            assert name in api.__all__, name
