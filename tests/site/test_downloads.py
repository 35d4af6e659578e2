"""Links to PDFs on built pages: they follow the list of the folder, from build to build."""

from __future__ import annotations

from pathlib import Path

from s3ext.pdf.manifest import Manifest, ManifestEntry, write_manifest
from tests.site.sitekit import Built, build_clean, contents, copy_mini, differing, pages_written, stamps

CASE = 'cases/alfa/ett-fall'


def put_list(folder: Path, **sizes: int) -> None:
    """A list of PDFs about ``CASE``, by name with their sizes; the files themselves are not looked at."""
    editions = {
        name: ManifestEntry(title='Ett fall', subtitle=name, docname=CASE, pages=2, size=size, digest='')
        for name, size in sizes.items()
    }
    write_manifest(folder, Manifest(editions=editions))


def test_the_page_of_a_pdf_that_changes_is_written_again_and_no_other(tmp_path: Path) -> None:
    site, pdfs = copy_mini(tmp_path / 'site'), tmp_path / 'pdf'
    pdfs.mkdir()

    def build(folder: str = '_build', jobs: int = 1) -> Built:
        sidebars = {'**': ['s3-downloads.html']}
        return build_clean(site, folder=folder, jobs=jobs, s3_pdf_folder=str(pdfs), html_sidebars=sidebars)

    def links(built: Built) -> dict[str, str]:
        found = built.page(CASE).all('.s3-downloads a')
        return {str(link['href']): ' '.join(link.get_text().split()) for link in found}

    put_list(pdfs, utskrift=84_000)
    first = build()
    assert links(first) == {'../../pdf/utskrift.pdf': 'utskrift (PDF, 2 sidor, 84 kB)'}
    before = stamps(first.out)
    put_list(pdfs, utskrift=6_200_000, ledare=999)
    second = build()
    assert links(second) == {
        '../../pdf/ledare.pdf': 'ledare (PDF, 2 sidor, 1 kB)',
        '../../pdf/utskrift.pdf': 'utskrift (PDF, 2 sidor, 6,2 MB)',
    }
    assert pages_written(before, stamps(second.out)) == {CASE}
    for fresh in (build('_fresh'), build('_parallel', jobs=2)):
        changed = differing(contents(second.out), contents(fresh.out))
        assert [path for path in changed if path.endswith('.html')] == []
