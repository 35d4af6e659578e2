"""The program ``s3ext`` as its users meet it: a real process, its words, its exit codes, and no traceback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.commands.cli.program import COMMANDS
from tests.texts import LANGUAGES, load_texts

ROOT = Path(__file__).parents[2]
SUBCOMMANDS = [['new', kind] for kind in ('case', 'workshop', 'pilot', 'obstacle')]
#: what command-line libraries say when nobody gave them other words
ENGLISH = re.compile(
    r'usage|options|arguments|required|error|command|missing|show this|invalid|default|try |no such|did you mean', re.I
)


def s3ext(
    *arguments: str, cwd: Path, code: int = 0, language: str = '', **environment: str
) -> subprocess.CompletedProcess[str]:
    """One call in a process of its own, at *cwd*, which must end with *code* and without a traceback."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(('LC_', 'LANG', 'S3_'))}
    done = subprocess.run(
        [sys.executable, '-m', 's3ext', *arguments],
        cwd=cwd,
        env={**kept, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1', 'COLUMNS': '80', 'LANG': language, **environment},
        capture_output=True,
        text=True,
        encoding='utf-8',
        stdin=subprocess.DEVNULL,
    )
    assert 'Traceback' not in done.stdout + done.stderr or 'S3_TRACEBACK' in environment or '--traceback' in arguments
    assert done.returncode == code, done.stdout + done.stderr
    return done


Call = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def within(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """The same as ``s3ext`` in the process of the tests: for the further calls of a test that starts it once."""

    def call(*arguments: str, cwd: Path, code: int = 0, language: str = '') -> subprocess.CompletedProcess[str]:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(('LC_', 'LANG', 'S3_'))]:
                patch.delenv(name)
            for name, value in {'COLUMNS': '80', 'LANG': language}.items():
                patch.setenv(name, value)
            patch.chdir(cwd)
            found = main(list(arguments))
        printed = capsys.readouterr()
        assert 'Traceback' not in printed.out + printed.err
        assert found == code, printed.out + printed.err
        return subprocess.CompletedProcess(arguments, found, printed.out, printed.err)

    return call


def test_the_version_stands_in_one_place(tmp_path: Path) -> None:
    number = s3ext('--version', cwd=tmp_path).stdout.removeprefix('s3ext ').strip()
    assert re.fullmatch(r'\d+\.\d+\.\d+', number)
    files = [ROOT / name for name in ('pyproject.toml', 'publiccode.yml', 'README.md', 's3ext/__init__.py')]
    assert [file.name for file in files if number in file.read_text('utf-8')] == ['pyproject.toml']
    project = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))
    assert project['project']['version'] == number
    assert project['project']['scripts'] == {'s3ext': 's3ext.__main__:program'}


@pytest.mark.parametrize('command', [[], *([name] for name in COMMANDS), *SUBCOMMANDS], ids=' '.join)
def test_the_whole_help_is_swedish(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, '--language', 'sv', '--help']) == 0
    swedish = capsys.readouterr().out
    # the names of our own options and commands are English
    words = re.sub(r'--?[a-z-]+|^  \w+ ', '', swedish, flags=re.M)
    assert not ENGLISH.findall(words), words
    assert main([*command, '--language', 'en', '-h']) == 0
    english = capsys.readouterr().out
    assert re.findall('--[a-z-]+', english) == re.findall('--[a-z-]+', swedish)
    assert not re.search('[åäö]', english.lower())


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize(
    ('arguments', 'name', 'details'),
    [
        (['chek'], 'cli_no_command', {'value': 'chek', 'suggestion': 'check'}),
        (['qwerty'], 'cli_no_command', {'value': 'qwerty', 'suggestion': ''}),
        (['check', '--nots'], 'cli_no_option', {'value': '--nots', 'suggestion': '--notes'}),
        (['--rot', '.'], 'cli_no_option', {'value': '--rot', 'suggestion': '--root'}),
        (['new', 'kase'], 'cli_no_command', {'value': 'kase', 'suggestion': 'case'}),
        (['check', '--fix=1'], 'cli_no_value', {'name': '--fix'}),
        (['pdf', '--region'], 'cli_needs_value', {'name': '--region'}),
        (['pdf', '--region', '--title=x'], 'cli_needs_value', {'name': '--region'}),
        (['build', 'html', 'x y'], 'cli_extra', {'value': 'x y'}),
        (['serve', '--port', 'ett'], 'cli_number', {'name': '--port', 'value': 'ett'}),
        (['changes'], 'cli_missing', {'name': '--base'}),
    ],
)
def test_a_wrong_call_is_explained(
    arguments: list[str], name: str, details: dict[str, str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = load_texts(language)
    if 'suggestion' in details:
        nearest = details['suggestion']
        details = {**details, 'suggestion': texts['did_you_mean'].format(nearest=nearest) if nearest else ''}
    assert main([*arguments, '--language', language]) == 2
    first, hint = capsys.readouterr().err.splitlines()
    assert first == texts[name].format(**details)
    assert hint.endswith('--help')


def test_the_nearest_value_is_offered(tmp_path: Path) -> None:
    output = s3ext('build', 'htlm', cwd=tmp_path, code=2).stderr
    assert 'kan inte vara "htlm". Menade du "html"? Här finns: html, pdf, site, preview, kits.' in output


@pytest.mark.parametrize(
    ('arguments', 'expected'),
    [
        ([], ['book']),
        (['--all'], ['all']),
        (
            ['--region', 'a', '--theme=b', '--title', '- region', '--region', 'c', '--language', 'sv'],
            ['region=a', 'theme=b', 'region=c', 'title=- region'],
        ),
    ],
)
def test_a_pdf_holds_what_is_chosen_in_the_order_of_the_call(
    arguments: list[str], expected: list[str], mini_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []

    def build(name: str, root: Path, output: Path, choices: list[str], **_: object) -> int:
        calls.append(choices)
        return 0

    monkeypatch.setattr('s3ext.commands.build.build', build)
    assert main(['pdf', '--root', str(mini_site), *arguments]) == 0
    assert calls == [expected]


@pytest.mark.parametrize(
    ('arguments', 'expected'),
    [
        (['--title', 'X'], '--title är rubriken på ett urval. Välj också vad som ska ingå, med något av --region,'),
        (['--all', '--theme', 'x'], 'Med --all byggs alla utgåvor. Ta bort --all, eller ta bort --theme.'),
        (['--title=X', '--case=x', '--all'], 'Ta bort --all, eller ta bort --case, --title.'),
    ],
)
def test_no_choice_of_a_pdf_goes_unheeded(
    arguments: list[str], expected: str, mini_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(['pdf', '--root', str(mini_site), *arguments]) == 2
    assert expected in capsys.readouterr().err
    assert not (mini_site / '_build').exists()


def test_the_help_of_a_new_page_is_two_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['new', 'case', '--language', 'sv', '--help']) == 0
    output = ' '.join(capsys.readouterr().out.split())
    assert 'Fallbeskrivningar. Börja på en ny sida: svara på några frågor.' in output


def test_the_help_loads_nothing_of_the_work() -> None:
    program = 'import sys; from s3ext.__main__ import main; main(["--help"]); print(*sys.modules, file=sys.stderr)'
    done = subprocess.run(
        [sys.executable, '-c', program], cwd=ROOT, capture_output=True, text=True, encoding='utf-8', check=True
    )
    loaded = {name.partition('.')[0] for name in done.stderr.split()}
    assert 'click' in loaded
    assert loaded & {'pydantic', 'yaml', 'markdown_it', 'sphinx', 'PIL', 'pikepdf'} == set()


def test_no_command_shows_the_help(tmp_path: Path) -> None:
    done = s3ext(cwd=tmp_path, code=2)
    assert 'Kommandon:' in done.stderr
    assert done.stdout == ''


@pytest.mark.slow
def test_the_language_is_the_sites_before_the_users(
    mini_site: Path, tmp_path: Path, edit: Callable[[Path, str, str], None], within: Call
) -> None:
    outside = tmp_path / 'annanstans'
    outside.mkdir()
    swedish, english = 'Så skriver du:', 'How to write:'
    assert s3ext('--help', cwd=outside).stdout.startswith(swedish)
    assert s3ext('--help', cwd=outside, language='C.UTF-8').stdout.startswith(swedish)
    assert within('--help', cwd=outside, language='en_GB.UTF-8').stdout.startswith(english)
    assert within('--help', cwd=mini_site, language='en_GB.UTF-8').stdout.startswith(swedish)
    edit(mini_site / 'conf.py', "language = 'sv'", "language = 'en'")
    assert within('--help', cwd=mini_site / 'docs').stdout.startswith(english)
    assert within('--help', '--root', str(mini_site), cwd=outside).stdout.startswith(english)
    assert within('--help', '--language', 'sv', cwd=mini_site).stdout.startswith(swedish)
    assert within('check', cwd=mini_site).stdout.startswith('No faults in ')


@pytest.mark.slow
def test_the_site_is_found_from_any_folder_in_it(mini_site: Path, tmp_path: Path, within: Call) -> None:
    expected = s3ext('check', cwd=mini_site).stdout
    assert expected.startswith('Inga fel i ')
    inner = mini_site / 'cases' / 'alfa'
    # another program's conf.py is no site
    (inner / 'conf.py').write_text("extensions = ['annat']\n", 'utf-8')
    assert within('check', '--no-notes', cwd=inner, code=1).stderr.count('conf.py') == 0
    (inner / 'conf.py').unlink()
    assert within('check', cwd=inner).stdout == expected
    assert within('check', 'ett-fall.md', cwd=inner).stdout == 'Inga fel i 1 sida.\n'
    other = tmp_path / 'annan'
    other.mkdir()
    (other / 'conf.py').write_text("extensions = ['s3ext']\nlanguage = 'sv'\n", 'utf-8')
    assert 'docs/vocabulary.yaml' in within('check', '--root', str(other), cwd=inner, code=1).stdout


@pytest.mark.slow
def test_where_there_is_no_site_it_says_so(tmp_path: Path, within: Call) -> None:
    for arguments in (['check'], ['build', 'html'], ['schema'], ['pdf'], ['linkcheck'], ['serve'], ['new', 'case']):
        output = within(*arguments, cwd=tmp_path, code=2).stderr
        assert output.startswith('Varken i den här mappen eller i någon ovanför finns en conf.py')
        assert output.rstrip().endswith('s3ext init MAPP.')
    assert within('check', '--root', 'borta', cwd=tmp_path, code=2).stderr.startswith('Mappen borta finns inte.')
    assert within('check', '--root', '.', cwd=tmp_path, code=2).stderr.startswith('I . finns ingen conf.py.')


@pytest.mark.skipif(os.name != 'posix', reason='links of POSIX')
def test_links_that_lead_round_are_no_folder(tmp_path: Path, within: Call) -> None:
    (tmp_path / 'a').symlink_to('b')
    (tmp_path / 'b').symlink_to('a')
    for arguments in (['check'], ['--help']):
        code = 0 if arguments == ['--help'] else 2
        done = within(*arguments, '--root', str(tmp_path / 'a'), cwd=tmp_path, code=code)
        assert done.stderr.count('\n') == (1 if code else 0)
        assert not code or 'finns inte. Ange mappen med conf.py efter --root.' in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name != 'posix', reason='others keep a folder that is in use')
def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / 'borta'
    gone.mkdir()
    program = 'import os, sys; os.rmdir(os.getcwd()); from s3ext.__main__ import main; sys.exit(main(["check"]))'
    done = subprocess.run(
        [sys.executable, '-c', program],
        cwd=gone,
        env={**os.environ, 'PYTHONPATH': str(ROOT)},
        capture_output=True,
        text=True,
        encoding='utf-8',
    )
    assert done.returncode == 1
    assert 'finns inte, eller försvann' in done.stderr
    assert 'Traceback' not in done.stderr


@pytest.mark.slow
def test_a_conf_that_is_no_python(mini_site: Path, within: Call) -> None:
    (mini_site / 'conf.py').write_text("language = 'sv'\nextensions = ['s3ext'\n", 'utf-8')
    expected = "conf.py går inte att läsa som Python, vid rad 2 ('[' was never closed). Rätta raden och försök igen.\n"
    assert s3ext('build', 'html', cwd=mini_site, code=2).stderr == expected
    for command in (['check'], ['schema'], ['build', 'html']):
        assert within(*command, cwd=mini_site, code=2).stderr == expected, command


@pytest.mark.slow
@pytest.mark.parametrize('command', [['schema'], ['build', 'html'], ['pdf']], ids=' '.join)
def test_a_conf_that_stops(command: list[str], mini_site: Path) -> None:
    with (mini_site / 'conf.py').open('a', encoding='utf-8') as file:
        file.write('\nsaknas()\n')
    line = len((mini_site / 'conf.py').read_text('utf-8').splitlines())
    output = s3ext(*command, cwd=mini_site, code=1 if command != ['schema'] else 2).stderr
    assert f'conf.py stannar vid rad {line} (NameError: name ' in output


@pytest.mark.skipif(os.name != 'posix', reason='links and permissions of POSIX')
def test_a_conf_that_cannot_be_read(mini_site: Path, within: Call) -> None:
    if os.geteuid() == 0:  # the superuser may read everything that is there
        (mini_site / 'conf.py').unlink()
        (mini_site / 'conf.py').symlink_to('conf.py')
    else:
        (mini_site / 'conf.py').chmod(0)
    output = within('check', '--root', '.', cwd=mini_site, code=2).stderr
    assert output.startswith('conf.py går inte att läsa (')
    assert output.endswith('Ge dig själv rätt att läsa filen, och försök igen.\n')


@pytest.mark.slow
def test_a_folder_in_the_place_of_a_file(mini_site: Path) -> None:
    """An error of the system that no command foresaw."""
    (mini_site / 'schema').write_text('en fil\n', 'utf-8')
    output = s3ext('schema', cwd=mini_site, code=1).stderr
    assert output.startswith('Datorn stoppade arbetet vid schema')
    assert 'Traceback' in s3ext('schema', '--traceback', cwd=mini_site, code=1).stderr
    assert 'Traceback' in s3ext('--traceback', 'schema', cwd=mini_site, code=1).stderr
    assert 'Traceback' in s3ext('schema', cwd=mini_site, code=1, S3_TRACEBACK='1').stderr


def test_the_wish_for_tracebacks_ends_with_the_call(mini_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv('S3_TRACEBACK', raising=False)
    assert main(['check', '--root', str(mini_site), '--traceback']) == 0
    assert 'S3_TRACEBACK' not in os.environ


@pytest.mark.slow
@pytest.mark.skipif(os.name != 'posix', reason='a pipe of a shell')
def test_a_reader_that_goes_away_is_no_error(mini_site: Path) -> None:
    (mini_site / 'index.md').write_text('text\n' * 50_000, 'utf-8')
    command = f'"{sys.executable}" -m s3ext check --format json --root "{mini_site}" | head -c 1'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, encoding='utf-8')
    assert 'Error' not in done.stderr
    assert done.stdout == '{'


@pytest.mark.slow
@pytest.mark.skipif(os.name != 'posix', reason='signals')
def test_interrupting_ends_with_one_sentence(mini_site: Path) -> None:
    program = 'import os, signal, sys; from s3ext.__main__ import main; import s3ext.commands.check as c; '
    program += 'c.read_content = lambda root: os.kill(os.getpid(), signal.SIGINT); sys.exit(main(sys.argv[1:]))'
    done = subprocess.run(
        [sys.executable, '-c', program, 'check', '--root', str(mini_site)],
        cwd=ROOT, capture_output=True, text=True, encoding='utf-8', preexec_fn=_heed_interrupts,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, '\nAvbrutet.\n')


@pytest.mark.skipif(os.name != 'posix', reason='signals')
def test_interrupting_before_the_language_is_known(tmp_path: Path) -> None:
    program = 'import os, signal, sys; from s3ext.__main__ import main; import s3ext.commands.cli.session as s; '
    program += 's.find_root = lambda start: os.kill(os.getpid(), signal.SIGINT); sys.exit(main(["check"]))'
    done = subprocess.run(
        [sys.executable, '-c', program],
        cwd=tmp_path, env={**os.environ, 'PYTHONPATH': str(ROOT)}, capture_output=True, text=True, encoding='utf-8',
        preexec_fn=_heed_interrupts,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, '\nAvbrutet.\n')


@pytest.mark.slow
@pytest.mark.parametrize(
    ('language', 'expected'), [('sv', 'Filen docs/vocabulary.yaml'), ('en', 'There is no file docs/')]
)
def test_a_site_without_lists_is_reported_in_its_language(language: str, expected: str, mini_site: Path) -> None:
    (mini_site / 'docs' / 'vocabulary.yaml').unlink()
    with (mini_site / 'conf.py').open('a', encoding='utf-8') as file:
        file.write(f'\nlanguage = {language!r}\n')
    assert expected in s3ext('build', 'html', cwd=mini_site, code=1).stderr


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
