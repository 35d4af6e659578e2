"""The register of sources, against the headers read with plain YAML."""

from __future__ import annotations

from collections import defaultdict

import yaml

from s3ext.core.model.catalog import Catalog
from s3ext.core.model.labels import Labels
from s3ext.core.model.vocabulary import parse
from s3ext.core.page.validate import validate
from s3ext.core.views import Site
from s3ext.core.views.blocks import Heading, Items, Link, Web
from s3ext.core.views.registers import sources
from s3ext.handbook.language import SWEDISH
from tests.kinds import KINDS, VIEWS
from tests.library import LIBRARY, VOCABULARY
from tests.texts import LANGUAGES, load_texts


def site() -> Site:
    vocabulary, _ = parse(VOCABULARY.read_text('utf-8'), 'vocabulary.yaml', KINDS, LANGUAGES)
    entries = []
    for file in sorted(LIBRARY.glob('cases/*/*.md')):
        path = file.relative_to(LIBRARY).as_posix()
        entries.append(validate(file.read_text('utf-8'), path.removesuffix('.md'), path, vocabulary)[0])
    labels = Labels(texts=load_texts('sv'), vocabulary=vocabulary, language=SWEDISH)
    return Site(catalog=Catalog(entries, {}, KINDS, SWEDISH), labels=labels, today='2026-11-24', views=VIEWS)


def test_every_address_stands_once_with_the_pages_that_use_it() -> None:
    expected = defaultdict(set)
    for file in LIBRARY.glob('cases/*/*.md'):
        header = yaml.load(file.read_text('utf-8').split('\n---\n')[0], yaml.BaseLoader)
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
