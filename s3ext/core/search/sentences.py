"""The sentences that a whole question is held against: title and summary of a page, and what people say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..language import Language
from .packing import step_text
from .words import plain, words

#: the lengths of sentences are written with a letter
_LONGEST = 26


def page_sentences(title: str, summary: str, said: Iterable[str], language: Language) -> list[str]:
    """The sentences of a page, each as its keys in order, every key once; a summary's without the stop words."""
    stop = language.stop_keys()
    found = [_keys(text, language) for text in (title, *said)]
    one_by_one = summary.replace('? ', '. ').replace('! ', '. ').split('. ')
    found += [[key for key in _keys(text, language) if key not in stop] for text in one_by_one]
    return list(dict.fromkeys(' '.join(keys) for keys in found if keys))


def _keys(text: str, language: Language) -> list[str]:
    return list(dict.fromkeys(language.key(word) for word, _, _ in words(plain(text))))


def sentence_lists(pages: Iterable[Iterable[str]]) -> dict[str, str]:
    """Of each key the packed numbers of the sentences it stands in, counted through all *pages*."""
    lists: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, sentence in enumerate(sentence for page in pages for sentence in page):
        for key in sentence.split(' '):
            lists.setdefault(key, []).append(f'{step_text(number - last.get(key, -1))}A')
            last[key] = number
    return {key: ''.join(found) for key, found in lists.items()}


def sentence_lengths(pages: Iterable[Iterable[str]]) -> Iterator[str]:
    """Of each page a text with a letter for each of its sentences: A for one key, B for two."""
    for page in pages:
        yield ''.join(chr(ord('A') + min(_LONGEST, sentence.count(' ') + 1) - 1) for sentence in page)
