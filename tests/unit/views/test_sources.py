"""The register of sources, against the headers read with plain YAML."""

from __future__ import annotations

from collections import defaultdict

import pytest
import yaml

from s3ext.core.model.catalog import Catalog
from s3ext.core.model.entries import Entry
from s3ext.core.model.labels import Labels
from s3ext.core.model.vocabulary import parse
from s3ext.core.page.validate import validate
from s3ext.core.views import Site, ViewError
from s3ext.core.views.blocks import Back, Heading, Items, Jumps, Link, Web
from s3ext.core.views.registers import check_also, sources
from s3ext.handbook.language import SWEDISH
from tests.kinds import KINDS, VIEWS
from tests.library import LIBRARY, VOCABULARY
from tests.texts import LANGUAGES, load_texts

VOCABULARY_OF_LIBRARY, _ = parse(VOCABULARY.read_text('utf-8'), 'vocabulary.yaml', KINDS, LANGUAGES)


def entries_of(pattern: str) -> list[Entry]:
    found = []
    for file in sorted(LIBRARY.glob(pattern)):
        path = file.relative_to(LIBRARY).as_posix()
        text = file.read_text('utf-8')
        found.append(validate(text, path.removesuffix('.md'), path, VOCABULARY_OF_LIBRARY)[0])
    return found


def site_of(entries: list[Entry]) -> Site:
    labels = Labels(texts=load_texts('sv'), vocabulary=VOCABULARY_OF_LIBRARY, language=SWEDISH)
    return Site(catalog=Catalog(entries, {}, KINDS, SWEDISH), labels=labels, today='2026-11-24', views=VIEWS)


def site() -> Site:
    return site_of(entries_of('cases/*/*.md'))


def test_every_address_stands_once_with_the_pages_that_use_it() -> None:
    expected = defaultdict(set)
    for file in LIBRARY.glob('cases/*/*.md'):
        header = yaml.load(file.read_text('utf-8').split('\n---\n')[0], yaml.CBaseLoader)
        if 'skane' in header['regions']:
            for source in header['sources']:
                expected[source['url']].add(file.relative_to(LIBRARY).as_posix().removesuffix('.md'))
    blocks = sources({'type': 'case', 'region': 'skane'}, site())
    found = defaultdict(set)
    for block in blocks:
        for line in block.items if isinstance(block, Items) else ():
            address = line[0]
            assert isinstance(address, Web)
            assert address.url not in found
            found[address.url] = {part.docname for part in line if isinstance(part, Link)}
    assert expected
    assert found == expected


def test_publishers_stand_in_swedish_order() -> None:
    heads = [block.text for block in sources({'type': 'case'}, site()) if isinstance(block, Heading)]
    assert len(heads) == len(set(heads)) > 20
    late = [position for position, head in enumerate(heads) if head[0] in 'ÅÄÖ']
    assert late == list(range(len(heads) - len(late), len(heads)))
    assert heads.index('Region Skåne') < heads.index('Region Örebro län')


def test_many_publishers_have_links_to_their_letters() -> None:
    blocks = sources({'type': 'case'}, site())
    [jumps] = [block for block in blocks if isinstance(block, Jumps)]
    headings = [block for block in blocks if isinstance(block, Heading)]
    firsts = {heading.anchor: heading for heading in headings if heading.anchor}
    # one heading of each letter has a place: the first
    seen = dict.fromkeys(SWEDISH.initial(heading.text) or '0–9' for heading in headings)
    assert (
        [name for name, _ in jumps.parts]
        == list(seen)
        == [SWEDISH.initial(heading.text) or '0–9' for heading in firsts.values()]
    )
    assert [anchor for _, anchor in jumps.parts] == list(firsts)
    for name in seen:
        same = [heading for heading in headings if (SWEDISH.initial(heading.text) or '0–9') == name]
        assert [bool(heading.anchor) for heading in same] == [True] + [False] * (len(same) - 1)
    assert sum(isinstance(block, Back) for block in blocks) == len(seen)
    assert not [block for block in sources({'type': 'case', 'region': 'skane'}, site()) if isinstance(block, Jumps)]


def test_other_kinds_stand_in_the_same_list() -> None:
    """Each publisher has one heading, and a source that both kinds use stands once."""
    entries = [*entries_of('cases/*/*.md'), *entries_of('docs/pilots/[!i]*.md')]
    both, alone = (sources({'type': 'case', **more}, site_of(entries)) for more in ({'also': 'pilot'}, {}))
    heads = [block.text for block in both if isinstance(block, Heading)]
    assert len(heads) == len(set(heads)) > len([block for block in alone if isinstance(block, Heading)])
    lines = [line for block in both if isinstance(block, Items) for line in block.items]
    addresses = [part.url for line in lines for part in line if isinstance(part, Web)]
    assert len(addresses) == len(set(addresses))
    docnames = {part.docname for line in lines for part in line if isinstance(part, Link)}
    assert {name.partition('/')[0] for name in docnames} == {'cases', 'docs'}
    with pytest.raises(ViewError, match='view_option'):
        check_also({'also': 'pilot, annat'}, KINDS)
