"""The words of the glossary on its page: in alphabetical order, on the web under letters that one can jump to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby

from docutils import nodes

from ..core.model.labels import Labels
from ..core.model.parts import GlossaryTerm
from ..core.model.sheet import Foreign, plain_text
from ..core.texts.files import ENGLISH
from ..core.views.long_list import FEW, NO_LETTER, place_of
from ..nodes import s3_back, s3_letter, s3_letters
from ..render import words_in
from .fact_sheet import footnote_references

#: the place of the links to the letters
_LETTERS = 'letters'


def glossary_list(terms: Collection[GlossaryTerm], labels: Labels, document: nodes.document) -> list[nodes.Node]:
    """The terms, each a place that links can lead to. Many of them stand under letters, below links to these.

    The letters are no sections: the list of sections beside the page would say the same as that above the words. They
    are for the web alone, as a PDF has an index, and one that is not the whole handbook has few of the words.
    """
    language = labels.language
    by_id = {term.id: term for term in terms}
    ordered = sorted(terms, key=lambda term: (language.sort_key(_called(term, labels)), term.id))
    if len(ordered) < FEW:
        return [_listing(ordered, by_id, labels, document)]
    found: list[nodes.Node] = []
    letters: list[tuple[str, str]] = []
    for letter, words in groupby(ordered, lambda term: language.initial(_called(term, labels)) or NO_LETTER):
        place = f'letter-{place_of(letter)}'
        letters.append((letter, place))
        back = s3_back(refid=_LETTERS, words=labels.texts['list_back'])
        found += [s3_letter(letter=letter, place=place), _listing(words, by_id, labels, document), back]
    return [s3_letters(letters=tuple(letters), words=labels.texts['glossary_letters'], ids=[_LETTERS]), *found]


def _listing(
    terms: Iterable[GlossaryTerm], by_id: Mapping[str, GlossaryTerm], labels: Labels, document: nodes.document
) -> nodes.definition_list:
    listing = nodes.definition_list(classes=['s3-terms'])
    for term in terms:
        ids = [f'term-{known}' for known in (term.id, *term.former_ids)]
        name = nodes.term('', '', _node(labels.headword(term)), ids=ids)
        listing += nodes.definition_list_item('', name, _definition(term, by_id, labels, document))
    return listing


def _called(term: GlossaryTerm, labels: Labels) -> str:
    return plain_text(labels.headword(term))


def _node(words: str | Foreign) -> nodes.Node:
    return nodes.Text(words) if isinstance(words, str) else words_in(words.language, words.text)


def _definition(
    term: GlossaryTerm, by_id: Mapping[str, GlossaryTerm], labels: Labels, document: nodes.document
) -> nodes.definition:
    """What a term means, what it is called otherwise, and which others to see."""
    texts = labels.texts
    meaning = nodes.paragraph('', '', _node(labels.verbatim(term.definition)))
    meaning += footnote_references(term.source, document)
    definition = nodes.definition('', meaning)
    if other_names := _other_names(term, labels):
        definition += nodes.paragraph('', '', *other_names, classes=['s3-record-meta'])
    seen = [by_id[other] for other in term.see_also if other in by_id]
    if seen:
        also = nodes.paragraph('', f'{texts["glossary_see"]}: ')
        for number, other in enumerate(seen):
            also += [nodes.Text(', ')] if number else []
            also += nodes.reference('', '', _node(labels.headword(other)), refid=f'term-{other.id}', internal=True)
        definition += also
    return definition


def _other_names(term: GlossaryTerm, labels: Labels) -> list[nodes.Node]:
    """What the term is called in the other language, if that is another word, and for short; in sentences."""
    found: list[nodes.Node] = []
    texts, called = labels.texts, labels.headword(term)
    other = labels.verbatim(term.term) if isinstance(called, str) and labels.origin else Foreign(term.term_en, ENGLISH)
    if plain_text(other).casefold() != plain_text(called).casefold():
        before, _, after = texts['glossary_origin' if labels.origin else 'glossary_en'].partition('{term}')
        found += [nodes.Text(before), _node(other), nodes.Text(after)]
    if term.short:
        words = ', '.join(term.short)
        before, _, after = texts.sentence('glossary_short', words=words).partition(words)
        found += [nodes.Text(f'{" " if found else ""}{before}'), _node(labels.verbatim(words)), nodes.Text(after)]
    return found
