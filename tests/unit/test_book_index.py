"""The index of a book: entries of many pages by kind, and words that are another name for a term."""

from __future__ import annotations

from s3ext.pdf.book_index import index_data, labels_of, term_uses
from s3ext.pdf.plan import Edition, IndexEntry, IndexGroup, Place, Term
from s3ext.pdf.writer import WrittenPage

TEXTS = {'pdf_terms': 'Ord', 'pdf_see': 'se {term}'}
CASES = tuple(f'cases/{number}' for number in range(6))


def page(docname: str, **terms: dict[str, int]) -> WrittenPage:
    return WrittenPage(
        code='', name=docname, title='', columns=2, places={docname: docname}, links=frozenset(), terms=terms
    )


def edition(*docnames: str, group: IndexGroup | None = None, running: bool = True) -> Edition:
    places = tuple(Place(docname=name, depth=0 if name.endswith('index') else 1) for name in docnames)
    return Edition(name='bok', title='Boken', places=places, index=(group,) if group else (), running=running)


def test_an_entry_of_many_pages_says_what_they_are() -> None:
    entry = IndexEntry(
        text='Energi', docnames=('energi', *CASES, 'pilot'),
        parts=(IndexEntry(text='fall', docnames=CASES), IndexEntry(text='piloter', docnames=('pilot', 'utanför'))),
    )  # fmt: skip
    book = edition('energi', *CASES, 'pilot', group=IndexGroup(title='Teman', entries=(entry,)))
    pages = {place.docname: page(place.docname) for place in book.places}
    (group,) = found = index_data(book, pages, {}, (), '', TEXTS)
    assert group['entries'] == [
        {
            'text': 'Energi', 'see': '', 'labels': ['energi'],
            'parts': [{'text': 'fall', 'labels': [*CASES]}, {'text': 'piloter', 'labels': ['pilot']}],
        }
    ]  # fmt: skip
    assert labels_of(found) == {'energi', *CASES, 'pilot'}


def test_an_entry_of_few_pages_is_plain() -> None:
    entry = IndexEntry(
        text='Energi', docnames=('energi', 'cases/1'), parts=(IndexEntry(text='fall', docnames=('cases/1',)),)
    )
    book = edition('energi', 'cases/1', group=IndexGroup(title='Teman', entries=(entry,)))
    (group,) = index_data(book, {name: page(name) for name in ('energi', 'cases/1')}, {}, (), '', TEXTS)
    assert group['entries'] == [{'text': 'Energi', 'see': '', 'labels': ['energi', 'cases/1'], 'parts': []}]


def test_another_word_for_a_term_leads_to_it_in_its_place_of_the_alphabet() -> None:
    term = Term(
        id='rus', text='utvecklingsstrategi', name='ord::rus', order=((2, 0, 'u'),), others=((((1, 0, 'r'),), 'RUS'),)
    )
    pages = {'energi': page('energi', rus={'energi': 2}), 'ord': page('ord')}
    book = edition('energi', 'ord')
    used = term_uses(book, pages, 'ord')
    (group,) = index_data(book, pages, used, (term,), 'ord', TEXTS)
    assert [(row['text'], row['see'], row['labels']) for row in group['entries']] == [
        ('RUS', 'se utvecklingsstrategi', []),
        ('utvecklingsstrategi', '', ['ord::rus', 'energi']),
    ]


def test_what_opens_a_part_of_a_book_explains_no_words() -> None:
    pages = {'docs/index': page('docs/index', ord={'docs/index': 1})}
    assert term_uses(edition('docs/index'), pages, '') == {}
    assert term_uses(edition('docs/index', running=False), pages, '') == {'ord': {'docs/index': 1}}
