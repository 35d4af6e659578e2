"""The choices that the stored forms offer, kept beside them: what they were written from.

Records of few pages and closed lists are content. A page more must not make a stored file wrong, so the forms are
compared with these choices, and these choices with the content: the first difference is a fault of ours, the second a
note.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from ..model.catalog import Catalog
from ..model.kinds import Kinds
from ..model.vocabulary import Term, Vocabulary, label_languages
from ..problems import Position, Problem, ProblemCode
from .records import Records, fixed, records_of

CHOICES = 'schema/choices.json'


def choices_text(vocabulary: Vocabulary, records: Records) -> str:
    """The stored form of all choices, one a line, so that two additions can be merged."""
    lists = {name: [[term.id, *term.labels.values()] for term in terms] for name, terms in vocabulary.lists.items()}
    kinds = {kind: [list(pair) for pair in pairs] for kind, pairs in fixed(records, vocabulary.kinds).items()}
    return json.dumps({'lists': lists, 'records': kinds}, ensure_ascii=False, indent=1) + '\n'


def read_choices(text: str, kinds: Kinds, languages: Sequence[str]) -> tuple[Vocabulary, Records]:
    """The choices in *text* for *kinds*, as ``choices_text`` writes them with labels in *languages*.

    Raises ``ValueError`` for any other text.
    """
    try:
        data = json.loads(text)
        lists = {
            name: tuple(_term(*term, languages=languages) for term in terms) for name, terms in data['lists'].items()
        }
        records = {kind: tuple((pair[0], pair[1]) for pair in pairs) for kind, pairs in data['records'].items()}
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise ValueError(CHOICES) from error
    return Vocabulary(kinds=kinds, lists=lists), records


def _term(term_id: str, *labels: str, languages: Sequence[str]) -> Term:
    known = label_languages(languages)
    if not len(languages) <= len(labels) <= len(known):
        raise ValueError(CHOICES)
    return Term(id=term_id, labels=dict(zip(known, labels, strict=False)))


def check_choices(
    text: str, vocabulary: Vocabulary, catalog: Catalog, vocabulary_path: str, languages: Sequence[str]
) -> list[Problem]:
    """Notes on what the stored choices in *text* lack or have too much of, at the page or list that says otherwise."""
    stored_lists, stored = read_choices(text, vocabulary.kinds, languages)
    problems = []
    for kind, pairs in fixed(records_of(catalog), catalog.kinds).items():
        known = dict(stored.get(kind, ()))
        paths = {item.id: f'{item.docname}.md' for item in catalog.of_type(kind)}
        changed = [record_id for record_id, title in pairs if known.get(record_id) != title]
        problems += [_note(paths[record_id], record_id) for record_id in changed]
        problems += [_note(vocabulary_path, record_id) for record_id in known.keys() - paths.keys()]
    problems += [_note(vocabulary_path, name) for name in _changed(vocabulary.lists, stored_lists.lists)]
    return sorted(problems)


def _changed(now: Mapping[str, object], stored: Mapping[str, object]) -> Iterator[str]:
    yield from (name for name in sorted(now.keys() | stored.keys()) if now.get(name) != stored.get(name))


def _note(path: str, value: str) -> Problem:
    return Problem.at(path, Position(line=1), ProblemCode.OLD_CHOICES, cause='choices_old', value=value)
