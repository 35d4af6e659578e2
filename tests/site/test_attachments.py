"""Pictures and material on built sites: addresses of their own, nothing published that no page shows."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pikepdf
import pytest

from s3ext.__main__ import main
from s3ext.commands.build import build
from s3ext.reading.attachments import address
from tests.site.sitekit import Built, build_clean, build_site, case_text, contents, copy_mini, differing, run
from tests.unit.file_samples import office, pdf, raster, svg

CASES = 'cases/alfa'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site to build."""
    return copy_mini(tmp_path / 'site')


def put(root: Path, path: str, data: bytes) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def add_page(root: Path, name: str, body: str) -> Path:
    file = root / CASES / f'{name}.md'
    file.write_text(case_text(f'Sidan {name}', body=body), 'utf-8')
    return file


def add_picture(root: Path, name: str, width: int) -> Path:
    """A page with a picture in a folder of its own: all pictures are called karta.png."""
    add_page(root, f'bild-{name}', f'![Karta {name}]({name}/karta.png)')
    return put(root, f'{CASES}/{name}/karta.png', raster('png', width, 10))


def folders(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob('*') if path.is_dir()}


def shown(built: Built, docname: str) -> bytes:
    """The picture that a page of the web shows."""
    page = built.page(docname)
    picture = page.one('img')
    return (page.file.parent / str(picture['src'])).resolve().read_bytes()


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_a_picture_keeps_its_address_whatever_pages_there_are(site: Path, builder: str) -> None:
    own = {name: add_picture(site, name, width).read_bytes() for name, width in (('bb', 30), ('cc', 40))}
    before = build_clean(site, builder)
    for name, data in own.items():
        assert shown(before, f'{CASES}/bild-{name}') == data
    pages = {name: before.page(f'{CASES}/bild-{name}').one('img')['src'] for name in own}
    own['aa'] = add_picture(site, 'aa', 50).read_bytes()
    after = build_clean(site, builder)
    for name, data in own.items():
        assert shown(after, f'{CASES}/bild-{name}') == data
    for name, source in pages.items():
        assert after.page(f'{CASES}/bild-{name}').one('img')['src'] == source
    fresh = build_clean(site, builder, folder='_fresh')
    parallel = build_clean(site, builder, folder='_parallel', jobs=2)
    ours = ('_images/', 'cases/')
    for other in (fresh, parallel):
        changed = differing(contents(after.out), contents(other.out))
        assert [path for path in changed if path.startswith(ours)] == []


def test_pictures_of_one_name_are_printed_each_in_its_place(site: Path) -> None:
    for name, width in (('aa', 30), ('bb', 40)):
        add_picture(site, name, width)
    put(site, f'{CASES}/foto.webp', raster('webp', 50, 10))
    put(site, f'{CASES}/bild.svg', svg())
    add_page(site, 'fler', '![Ett foto](foto.webp)\n\n![En bild](bild.svg)')
    built = build_clean(site, 'typstpdf')
    [file] = built.out.glob('*.pdf')
    with pikepdf.open(file) as made:
        widths = {int(item.Width) for page in made.pages for item in page.get_images().values()}
    assert {30, 40, 50} <= widths


def test_a_picture_that_goes_does_not_stay_published(site: Path) -> None:
    """Not in the folder of the builder, and not in what is published from it."""
    file = add_picture(site, 'aa', 30)
    name = address(f'{CASES}/aa/karta.png')
    output = site / '_out'
    assert build('html', site, output) == 0
    published = output / 'html' / '_images' / name
    assert published.read_bytes() == file.read_bytes()
    file.unlink()
    add_page(site, 'bild-aa', 'Ingen bild.')
    assert build('html', site, output) == 0
    assert not published.exists()
    assert not list((output / 'work').rglob('karta-*.png'))


def test_a_picture_that_changes_changes_on_the_site_whatever_its_time(site: Path) -> None:
    """A file put in place with an older time, as by cp -p or rsync, is another picture all the same."""
    file = add_picture(site, 'aa', 30)
    output = site / '_out'
    assert build('html', site, output) == 0
    times = file.stat()
    file.write_bytes(raster('png', 31, 10))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns - 10**9))
    assert build('html', site, output) == 0
    published = output / 'html' / '_images' / address(f'{CASES}/aa/karta.png')
    assert published.read_bytes() == file.read_bytes()


def test_a_page_that_goes_takes_its_pictures_and_material_along(site: Path) -> None:
    add_picture(site, 'aa', 30)
    put(site, f'{CASES}/mall.docx', office('docx'))
    add_page(site, 'med-mall', '[Mallen](mall.docx)')
    assert {path.partition('/')[0] for path in contents(build_clean(site).out)} >= {'_images', '_downloads'}
    for name in ('bild-aa', 'med-mall'):
        (site / CASES / f'{name}.md').unlink()
    after = contents(build_clean(site).out)
    assert not [path for path in after if path.startswith(('_images/', '_downloads/'))]


def test_a_picture_that_is_lost_or_strange_in_the_output_is_put_right(site: Path) -> None:
    """Though no page is written: whoever builds with Sphinx alone has no list of what the last build left."""
    file = add_picture(site, 'aa', 30)
    folder = build_clean(site).out / '_images'
    copy = folder / address(f'{CASES}/aa/karta.png')
    (folder / 'under').mkdir()
    (folder / 'under' / 'gammal.png').write_bytes(b'x')
    for damage in (copy.unlink, lambda: copy.write_bytes(b'x')):
        damage()
        build_clean(site)
        assert [path for path in folder.rglob('*') if path.is_file()] == [copy]
        assert copy.read_bytes() == file.read_bytes()
        assert not (folder / 'under').exists()


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_what_goes_leaves_no_empty_folder(site: Path, builder: str) -> None:
    page = site / 'cases' / 'orsa' / 'nytt.md'
    put(site, 'cases/orsa/bild/karta.png', raster('png', 30, 10))
    put(site, 'cases/orsa/mall.docx', office('docx'))
    page.write_text(case_text('Nytt', regions='orsa', body='![Karta](bild/karta.png)\n\n[Mallen](mall.docx)'), 'utf-8')
    before = folders(build_clean(site, builder).out)
    page.unlink()
    after = folders(build_clean(site, builder).out)
    assert after == folders(build_clean(site, builder, folder='_fresh').out) < before


# -- material -----------------------------------------------------------------------------------------


def test_material_can_be_downloaded(site: Path) -> None:
    files = {'mall.docx': office('docx'), 'underlag.ods': office('ods'), 'bild.pdf': pdf(), 'tal.csv': b'a;b\n1;2\n'}
    for name, data in files.items():
        put(site, f'docs/workshops/{name}', data)
    add_page(site, 'mallar', '\n'.join(f'- [Filen](../../docs/workshops/{name})' for name in files))
    built = build_clean(site)
    page = built.page(f'{CASES}/mallar')
    links = page.all('a.s3-material')
    assert len(links) == len(files)
    for link, (name, data) in zip(links, files.items(), strict=True):
        size = max(1, round(len(data) / 1000))
        assert link.get_text() == f'Filen ({name.rpartition(".")[2]}, {size} kB)'
        assert link.has_attr('download')
        assert page.target(link).read_bytes() == data
        assert page.target(link).name == name
    before = [str(link['href']) for link in links]
    put(site, f'{CASES}/mall.docx', office('docx'))
    add_page(site, 'annan-mall', '[Mallen](mall.docx)')
    after = build_clean(site)
    assert [str(link['href']) for link in after.page(f'{CASES}/mallar').all('a.s3-material')] == before
    fresh = build_clean(site, folder='_fresh')
    assert [path for path in differing(contents(after.out), contents(fresh.out)) if path.startswith('_down')] == []


@pytest.mark.parametrize(('base', 'linked'), [('', False), ('https://example.org/handbok/', True)])
def test_material_is_named_in_print(site: Path, base: str, linked: bool) -> None:
    put(site, f'{CASES}/mall.docx', office('docx'))
    add_page(site, 'med-mall', '[Mallen](mall.docx)')
    built = build_clean(site, 'typstpdf', html_baseurl=base)
    code = '\n'.join(file.read_text('utf-8') for file in (built.out / 'typst' / 'pages').rglob('med-mall*.typ'))
    assert '(filen mall.docx, 1 kB, finns på webbplatsen)' in code
    assert ('https://example.org/handbok/_downloads/' in code) == linked


#: a page of each kind
EACH_KIND = (
    *('cases/alfa/ett-fall', 'docs/handbook/fardplan', 'docs/methods/matning', 'docs/obstacles/underlag'),
    *('docs/pilots/prov', 'docs/regions/alfa', 'docs/themes/vatten', 'docs/workshops/verkstad', 'docs/registers/index'),
)


def folder_of(docname: str) -> str:
    return docname.rpartition('/')[0]


def test_a_page_of_any_kind_can_have_material(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for docname in EACH_KIND:
        put(site, f'{folder_of(docname)}/mall.docx', office('docx'))
        with (site / f'{docname}.md').open('a', encoding='utf-8') as file:
            file.write('\n[Mallen](mall.docx)\n')
    assert main(['check', '--root', str(site)]) == 0, capsys.readouterr().out
    built = build_clean(site)
    for docname in EACH_KIND:
        link = built.page(docname).one('a.s3-material')
        assert link.get_text() == 'Mallen (docx, 1 kB)'
        wanted = site / folder_of(docname) / 'mall.docx'
        assert built.page(docname).target(link).read_bytes() == wanted.read_bytes()
    pages = (build_clean(site, 'typstpdf').out / 'typst' / 'pages').rglob('*.typ')
    told = [file for file in pages if '(filen mall.docx, 1 kB, finns på webbplatsen)' in file.read_text('utf-8')]
    assert len({file.stem.partition('.')[0] for file in told}) >= len(EACH_KIND)


@pytest.mark.parametrize(
    ('data', 'words'),
    [
        (b'PK\x03\x04', 'filen är skadad eller inte av det slag som namnet säger'),
        (office('docx', {'docProps/app.xml': '<x><Company>Region Alfa</Company></x>'}), 'python -m s3ext images'),
        (office('docx', {'word/x.xml': '<x xmlns:w="w"><w:ins w:author="Anna"/></x>'}), 'Godkänn ändringarna'),
    ],
)
def test_neither_check_nor_build_lets_wrong_material_pass(
    site: Path, data: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(site, 'docs/themes/mall.docx', data)
    with (site / 'docs/themes/vatten.md').open('a', encoding='utf-8') as file:
        file.write('\n[Mallen](mall.docx)\n')
    assert main(['check', '--root', str(site)]) == 1
    assert words in capsys.readouterr().out
    assert build('html', site, site / '_out') == 1
    assert not (site / '_out' / 'html').exists()


def test_changed_material_is_published_anew(site: Path) -> None:
    file = put(site, f'{CASES}/mall.docx', office('docx'))
    add_page(site, 'med-mall', '[Mallen](mall.docx)')
    output = site / '_out'
    assert build('html', site, output) == 0
    file.write_bytes(office('docx', {'word/ny.xml': '<x/>'}))
    assert build('html', site, output) == 0
    [published] = (output / 'html' / '_downloads').rglob('mall.docx')
    assert published.read_bytes() == file.read_bytes()


def test_material_of_another_content_is_published_whatever_size_and_time_say(site: Path) -> None:
    """In a process that lives on, too, which has compared the files before."""
    file = put(site, f'{CASES}/tal.csv', b'a;b\n1;2\n')
    add_page(site, 'med-tal', '[Talen](tal.csv)')
    build_clean(site)
    [published] = (build_clean(site).out / '_downloads').rglob('tal.csv')
    times = file.stat()
    file.write_bytes(b'a;b\n1;3\n')
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    build_clean(site)
    assert published.read_bytes() == file.read_bytes()


# -- faults -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('name', 'data'),
    [
        ('a.png', raster('png')[:-30]),
        ('a.jpg', raster('jpg')[:-30]),
        ('a.svg', svg('<g id="a"><use href="#a"/></g>')),
        ('a.docx', office('docx', {'word/vbaProject.bin': b'x'})),
        ('IMG_1.JPG', raster('jpg')),
        ('karta.sv.png', raster('png')),
        ('a.md.txt', b''),
    ],
)
@pytest.mark.parametrize('builder', ['html', 'typstpdf'])
def test_check_and_build_refuse_the_same_files(site: Path, builder: str, name: str, data: bytes) -> None:
    put(site, f'{CASES}/{name}', data)
    done = run('-m', 's3ext', 'check', '--root', str(site))
    assert done.returncode == 1
    assert done.stdout.startswith(f'{CASES}/{name}:1:1: fel[bad-file]: ')
    with pytest.raises(Exception, match='fel'):
        build_site(site, builder)


def test_what_programs_leave_stops_no_build_and_is_not_published(site: Path) -> None:
    for name in ('Thumbs.db', '~$mall.docx', 'sida.md~', '.DS_Store'):
        put(site, f'{CASES}/{name}', b'hemligt')
    built = build_clean(site)
    assert not any(b'hemligt' in data for data in contents(built.out).values())
    shutil.rmtree(built.out)
