"""Edits that people make to a site, each a small change of files; every one leaves a site to build."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

#: the kinds of edits, by name
Edit = Callable[[Path, random.Random], None]
_BROKEN = '.broken'
_CASE = """---
summary: Fallet {name} kom till under provet och handlar om något annat.
regions: [{region}]
themes: [{theme}]
process: [fardplan]
period: {{from: {year}}}
stage: running
s3_link: namns
reviewed_on: 2026-01-01
sources:
  - {{id: rapport, publisher: Verket, title: Rapport, url: "https://example.org/{name}"}}
---

# {title}

Något gjordes.[^rapport]
"""
_WORDS = ('Ånga', 'Älv', 'Öring', 'Alm', 'Björk', 'Zon', 'Fisk & skaldjur', 'A < B', 'Vatten', '12 vägar', '2 vägar')


def _cases(site: Path) -> list[Path]:
    return sorted(site.glob('cases/*/*.md'))


def _pages(site: Path) -> list[Path]:
    return sorted(file for file in site.glob('docs/*/*.md') if file.stem != 'index') + _cases(site)


def _ids(site: Path, folder: str) -> list[str]:
    return sorted(file.stem for file in (site / 'docs' / folder).glob('*.md') if file.stem != 'index')


def _change(file: Path, pattern: str, text: str) -> None:
    file.write_text(re.sub(pattern, lambda _: text, file.read_text('utf-8'), count=1, flags=re.MULTILINE), 'utf-8')


def add(site: Path, dice: random.Random) -> None:
    """A new case."""
    region = dice.choice(_ids(site, 'regions'))
    name = f'nytt-{dice.randrange(1000)}'
    if any(file.stem == name for file in _pages(site)):
        return
    text = _CASE.format(
        name=name,
        region=region,
        theme=dice.choice(_ids(site, 'themes')),
        year=dice.randrange(2000, 2027),
        title=f'{dice.choice(_WORDS)} {dice.randrange(100)}',
    )
    (site / 'cases' / region).mkdir(exist_ok=True)
    (site / 'cases' / region / f'{name}.md').write_text(text, 'utf-8')


def remove(site: Path, dice: random.Random) -> None:
    """A case added before goes away: nothing else names it."""
    added = [file for file in _cases(site) if file.stem.startswith('nytt-')]
    if added:
        dice.choice(added).unlink()


def retitle(site: Path, dice: random.Random) -> None:
    """A page gets another title."""
    _change(dice.choice(_pages(site)), r'^# .*$', f'# {dice.choice(_WORDS)} {dice.randrange(100)}')


def resummarise(site: Path, dice: random.Random) -> None:
    """A page gets another summary."""
    summary = f'summary: Sammanfattningen skrevs om på rad {dice.randrange(1000)} under provet, så att listor ändras.'
    _change(dice.choice(_pages(site)), r'^summary: .*$', summary)


def retag(site: Path, dice: random.Random) -> None:
    """A case gets other themes."""
    themes = dice.sample(_ids(site, 'themes'), dice.randint(0, 2))
    _change(dice.choice(_cases(site)), r'^themes: .*$', f'themes: [{", ".join(themes)}]')


def retime(site: Path, dice: random.Random) -> None:
    """A case gets another period."""
    start = dice.randrange(2000, 2020)
    period = f'period: {{from: {start}, to: {start + dice.randrange(5)}}}'
    _change(dice.choice(_cases(site)), r'^period: .*$', period)


def rewrite(site: Path, dice: random.Random) -> None:
    """A page gets another sentence, which no list shows."""
    file = dice.choice(_pages(site))
    text = file.read_text('utf-8')
    file.write_text(re.sub(r'^(# .*)$', rf'\1\n\nMening {dice.randrange(1000)}.', text, count=1, flags=re.M), 'utf-8')


def move(site: Path, dice: random.Random) -> None:
    """A case moves to another region."""
    file = dice.choice(_cases(site))
    region = dice.choice(_ids(site, 'regions'))
    target = site / 'cases' / region / file.name
    _change(file, r'^regions: .*$', f'regions: [{region}]')
    target.parent.mkdir(exist_ok=True)
    if target != file:
        file.rename(target)


def rename(site: Path, dice: random.Random) -> None:
    """A theme gets another id, and every page that names it follows."""
    old = dice.choice(_ids(site, 'themes'))
    new = f'{old.partition("-x")[0]}-x{dice.randrange(1000)}'
    if new in _ids(site, 'themes'):
        return
    (site / 'docs' / 'themes' / f'{old}.md').rename(site / 'docs' / 'themes' / f'{new}.md')
    for file in [*site.glob('*.md'), *site.glob('docs/**/*.md'), *_cases(site)]:
        text = file.read_text('utf-8')
        changed = re.sub(rf'(?<![\w-]){re.escape(old)}(?![\w-])', new, text)
        if changed != text:
            file.write_text(changed, 'utf-8')


def relabel(site: Path, dice: random.Random) -> None:
    """A term of the vocabulary gets another label."""
    _change(site / 'docs' / 'vocabulary.yaml', r'(?<=id: finished, sv: )[^,]*', f'Avslutat {dice.randrange(100)}')


def break_or_fix(site: Path, dice: random.Random) -> None:
    """A case loses its stage; or, if one has, it gets it back."""
    broken = site / _BROKEN
    if broken.is_file():
        path, _, text = broken.read_text('utf-8').partition('\n')
        file = site / path
        if file.is_file():
            _change(file, r'^s3_link: ', f'{text}\ns3_link: ')
        broken.unlink()
        return
    file = dice.choice(_cases(site))
    line = re.search(r'^stage: .*$', file.read_text('utf-8'), re.MULTILINE)
    assert line is not None
    broken.write_text(f'{file.relative_to(site).as_posix()}\n{line[0]}', 'utf-8')
    _change(file, r'^stage: .*\n', '')


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (add, remove, retitle, resummarise, retag, retime, rewrite, move, rename, relabel, break_or_fix)
}


def is_broken(site: Path) -> bool:
    """Whether the site has a fault now."""
    return (site / _BROKEN).is_file()
