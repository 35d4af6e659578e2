"""Sources on the page as the reader sees them: with and without an address, with pages, and parts of other sources."""

from __future__ import annotations

from pathlib import Path

from tests.site.sitekit import build_clean, build_site, case_text, copy_mini

MORE = """\
  - {id: sidan, part_of: rapport, pages: 12–14}
  - {id: intervju, publisher: Region Alfa, title: Intervju med ledaren, held_by: diariet}
  - {id: papper, publisher: Region Orsa, title: Ett tryckt blad}
"""


def test_sources_are_printed_whole(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    source = case_text('Källorna', body='Mer.[^sidan] Och.[^intervju] Sist.[^papper]')
    source = source.replace(', year: 2022}\n', f', year: 2022}}\n{MORE}')
    (root / 'cases' / 'alfa' / 'kallorna.md').write_text(source, 'utf-8')
    page = build_clean(root).page('cases/alfa/kallorna')  # a note on the last one does not end the build
    printed = [text.partition(' ')[2] if text[:1].isdigit() else text for text in page.texts('.s3-sources p')]
    assert printed == [
        'Region Alfa: En rapport, 2022.',
        'Region Alfa: En rapport, 2022, s. 12–14.',
        'Region Alfa: Intervju med ledaren. Finns hos: diariet.',
        'Region Orsa: Ett tryckt blad.',
    ]
    assert [link['href'] for link in page.all('.s3-sources p a.external')] == ['https://example.org/rapport'] * 2


def test_a_build_writes_out_the_first_of_very_many_faults(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    source = case_text('Felen', body='\n\n'.join(f'Text.[^saknas{n}]' for n in range(300)))
    (root / 'cases' / 'alfa' / 'felen.md').write_text(source, 'utf-8')
    built = build_site(root)
    assert len(built.faults) == 50
    assert '300 fel' in built.error
