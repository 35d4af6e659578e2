"""The sentences that a whole question is held against: title and summary of a page, and what people say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ..language import Language
from .packing import step_text
from .words import plain, words

#: the lengths of sentences are written with a letter
_LONGEST = 26


def page_sentences(title: str, summary: str, said: Iterable[str], language: Language) -> list[str]:
    """The sentences of a page, each as its keys in order, every key once; a summary's without the stop words.

    The first is the title, be it without a word; each of the others stands once.
    """
    stop = language.stop_keys()
    first = ' '.join(_keys(title, language))
    found = [_keys(text, language) for text in said]
    one_by_one = summary.replace('? ', '. ').replace('! ', '. ').split('. ')
    found += [[key for key in _keys(text, language) if key not in stop] for text in one_by_one]
    return [first, *(keys for keys in dict.fromkeys(map(' '.join, found)) if keys not in ('', first))]


def _keys(text: str, language: Language) -> list[str]:
    return list(dict.fromkeys(language.key(word) for word, _, _ in words(plain(text))))


def sentence_lists(pages: Iterable[Sequence[str]]) -> dict[str, str]:
    """Of each key the packed numbers of the sentences it stands in.

    The title of each of the *pages* has the number of the page: by the first numbers alone is known what titles have a
    word. The others are counted on from there, page by page.
    """
    every = list(pages)
    lists: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, sentence in enumerate([*(first for first, *_ in every), *chain(*(rest for _, *rest in every))]):
        for key in sentence.split():
            lists.setdefault(key, []).append(f'{step_text(number - last.get(key, -1))}A')
            last[key] = number
    return {key: ''.join(found) for key, found in lists.items()}


def sentence_lengths(pages: Iterable[Sequence[str]]) -> Iterator[str]:
    """Of each page a text with a letter for each of its sentences: A for one key, B for two, @ for none."""
    for page in pages:
        yield ''.join(chr(ord('A') + min(_LONGEST, len(sentence.split())) - 1) for sentence in page)
