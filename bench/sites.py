"""The same site four times: as it is, with s3ext switched off, as bare Sphinx, and as MkDocs Material."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from .generate import Pages, case_id, write_cases
from .texts import write_plain

ROOT = Path(__file__).parents[1]
_HERE = Path(__file__).parent
_CONTENT = ('index.md', 'docs', 'cases', 'locale', 'conf.py', 'pyproject.toml', 's3ext')
_MKDOCS = """\
site_name: S3-handboken
site_url: https://exempel.se/
docs_dir: content
site_dir: _out
theme: {name: material, language: sv}
plugins: [search, tags]
markdown_extensions: [admonition, footnotes]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One copy of the site: the command that builds it, what that leaves behind, and the page that is edited."""

    name: str
    folder: Path
    command: tuple[str | Path, ...]
    output: str
    edited: Path
    #: whether an unchanged page is left as it is
    incremental: bool = True

    def clean(self) -> None:
        """Remove what earlier builds left."""
        shutil.rmtree(self.folder / self.output, ignore_errors=True)


def make_sites(folder: Path, count: int, python: str, mkdocs: Path | None) -> list[Site]:
    """Write the sites with *count* generated cases besides the handbook's own; ours comes first."""
    ours, plain, bare = (folder / name for name in ('ours', 'plain', 'bare'))
    copy_handbook(ours)
    write_cases(ours, count, Pages.of(ours))
    edited = _edited(ours, count)
    write_plain(ours, plain, mkdocs=False)
    shutil.copytree(plain, bare)
    shutil.copytree(ours / 'locale', plain / 'locale')
    shutil.copytree(ours / 'docs' / 'images', plain / 'docs' / 'images', dirs_exist_ok=True)
    shutil.copy(ours / 'conf.py', plain / 'handbook_conf.py')
    shutil.copy(_HERE / 'plain_conf.py', plain / 'conf.py')
    shutil.copy(_HERE / 'bare_conf.py', bare / 'conf.py')
    sphinx = (python, '-m', 'sphinx', '-q', '-b', 'html', '-d', '_out/doctrees', '.', '_out/html')
    sites = [
        Site(
            name='ours',
            folder=ours,
            command=(python, '-m', 's3ext', 'build', 'html'),
            output='_build',
            edited=ours / edited,
        ),
        Site(name='plain', folder=plain, command=sphinx, output='_out', edited=plain / edited),
        Site(name='bare', folder=bare, command=sphinx, output='_out', edited=bare / edited),
    ]
    if mkdocs:
        material = folder / 'mkdocs'
        write_plain(ours, material / 'content', mkdocs=True)
        shutil.copytree(ours / 'docs' / 'images', material / 'content' / 'docs' / 'images')
        (material / 'mkdocs.yml').write_text(_MKDOCS, 'utf-8')
        (material / 'content' / 'tags.md').write_text('# Etiketter\n\n<!-- material/tags -->\n', 'utf-8')
        edited_page = material / 'content' / edited
        command = (mkdocs, 'build', '-q')
        sites.append(
            Site(name='mkdocs', folder=material, command=command, output='_out', edited=edited_page, incremental=False)
        )
    return sites


def pages(site: Site) -> int:
    """How many pages *site* has."""
    return sum(1 for _ in site.folder.glob('docs/**/*.md')) + sum(1 for _ in site.folder.glob('cases/**/*.md')) + 1


def copy_handbook(target: Path) -> None:
    target.mkdir()
    for name in _CONTENT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns('__pycache__'))
        else:
            shutil.copy(source, target / name)
    with (target / 'conf.py').open('a', encoding='utf-8') as file:
        file.write('\n# others build one language\ns3_languages = {}\n')


def _edited(site: Path, count: int) -> Path:
    """The case that is edited between builds: the middle one of the generated, or the first of the handbook's own."""
    name = f'{case_id(count // 2)}.md' if count else '*.md'
    return min(site.glob(f'cases/*/{name}')).relative_to(site)
