"""Short names of texts, which places on pages are called by: each is its text's own."""

from __future__ import annotations

from s3ext.core.digests import short_names


def test_a_name_is_its_text_s_wherever_it_stands() -> None:
    texts = [f'text {number}' for number in range(300)]
    names = short_names(texts)
    assert len(set(names)) == len(names)
    assert short_names(['another', *reversed(texts)])[1:] == names[::-1]
    assert sum(len(name) == 4 for name in names) > 290


def test_texts_that_share_a_short_name_get_longer_ones() -> None:
    seen: dict[str, str] = {}
    number = 0
    while (name := short_names([f'text {number}'])[0]) not in seen:
        seen[name] = f'text {number}'
        number += 1
    one, other = short_names([seen[name], f'text {number}'])
    assert one != other and {one[:4], other[:4]} == {name} and len(one) == len(other) == 24


def test_the_same_text_again_is_numbered() -> None:
    [name] = short_names(['text'])
    assert short_names(['text', 'other', 'text', 'text'])[::2] == [name, f'{name}-2']
    assert short_names(['text'] * 3) == [name, f'{name}-2', f'{name}-3']
