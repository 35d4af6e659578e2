"""The tables as CSV for spreadsheets, once in each language of the handbook: heads and terms of lists in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.labels import Labels, source_words
from ..office.csv_file import csv_text
from ..schema.spec import FieldKind
from .export import Export
from .tables import Cell, Column, Table, at, has_claims

#: between the values of a list in one cell
BETWEEN = ' | '
#: what is in the file of claims, in order: the text with each head is ``data_`` and the name
CLAIMS = ('kind', 'record', 'title', 'position', 'place', 'claim', 'evidence', 'sources', 'addresses')
#: what is said of each column in the file of columns
COLUMNS = ('table', 'column', 'head', 'type', 'refers', 'about')


def csv_files(export: Export) -> dict[str, str]:
    """The text of each file by its path: ``en/case.csv``."""
    found = {}
    for code, labels in export.languages.items():
        for table in (each for top in export.tables for each in top.all() if not each.links):
            found[f'{code}/{table.name}.csv'] = csv_text(heads(table, labels), _rows(table, export, labels))
        if has_claims(labels.kinds):
            found[f'{code}/claims.csv'] = csv_text(_words(CLAIMS, labels), _claims(export, labels))
        found[f'{code}/columns.csv'] = csv_text(_words(COLUMNS, labels), _columns(export, labels))
    return found


def _words(names: tuple[str, ...], labels: Labels) -> list[str]:
    return [labels.texts[f'data_{name}'] for name in names]


def heads(table: Table, labels: Labels) -> list[str]:
    """What stands over the columns of *table* in its file, none twice: a spreadsheet would not tell them apart."""
    found: list[str] = []
    for column in _in_file(table):
        words = head(column, labels)
        found.append(words if words not in found else f'{words} ({column.name})')
    return found


def head(column: Column, labels: Labels) -> str:
    """What *column* is called, in words."""
    if not column.path:
        return labels.texts[f'data_{column.name}']
    words = ': '.join(labels.texts.fields[field.owner][field.name]['label'] for field in column.path)
    return labels.texts['data_count'].format(what=words) if column.counts else words


def _in_file(table: Table) -> Iterator[Column]:
    """The columns of the file: those of the table, and each list of mere values as one before its number."""
    yield from table.keys
    lists = {each.path: each.columns[0] for each in table.lists if each.links}
    for column in table.columns:
        if column.counts and column.path in lists:
            yield Column(name=column.name.removesuffix('_count'), path=column.path)
        yield column


def _rows(table: Table, export: Export, labels: Labels) -> Iterator[list[str]]:
    columns = [(column, _words_of(column, labels)) for column in _in_file(table) if column.path]
    for row in export.rows[table.name]:
        found = iter(row.cells)
        said = [_written(cell) for cell in row.own]
        for column, words in columns:
            if column.counts or not column.path[-1].many:
                cell = next(found)
                said.append(words.get(cell) or _written(cell))
            else:
                values = at(row.about, column.path) or ()
                said.append(BETWEEN.join(words.get(value) or _written(value) for value in values))
        yield said


def _words_of(column: Column, labels: Labels) -> dict[Cell, str]:
    """What the terms are called that may stand in *column*; nothing for other columns."""
    field = column.field
    if field is None or field.kind is not FieldKind.CHOICE:
        return {}
    return {name: labels.term(field.choices, name) for name in labels.vocabulary.ids(field.choices)}


def _written(value: Cell) -> str:
    return '' if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _claims(export: Export, labels: Labels) -> Iterator[list[str]]:
    for claim in export.claims:
        yield [
            claim.item.type,
            claim.item.id,
            claim.item.title,
            str(claim.position),
            claim.place,
            claim.claim,
            labels.term(claim.graded.choices, claim.evidence),
            BETWEEN.join(map(source_words, claim.sources)),
            BETWEEN.join(source.url for source in claim.sources if source.url),
        ]


def _columns(export: Export, labels: Labels) -> Iterator[list[str]]:
    """What each column of the tables is, those of lists of mere values too."""
    for table in (each for top in export.tables for each in top.all()):
        for column in (*table.keys, *table.columns):
            field = column.field
            words = labels.texts.fields[field.owner][field.name] if field else {}
            kind = 'integer' if column.is_number else field.kind.value if field else 'text'
            refers = (field.target or field.choices) if field else ''
            yield [table.name, column.name, head(column, labels), kind, refers, words.get('hint', '')]
