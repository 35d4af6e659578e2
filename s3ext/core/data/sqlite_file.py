"""The tables as a SQLite database: keys, a table for each closed list, a view for each thing that pages are listed by.

The bytes follow from the records and the version of SQLite alone: the file is written in memory, in one order, and then
packed (https://www.sqlite.org/fileformat.html says what it holds; no day and no name of a machine).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from ..model.labels import source_words
from ..schema.spec import FieldKind
from .csv_files import BETWEEN, head
from .export import LICENCE, Export
from .tables import LIST, Cell, Column, Table, has_claims

#: the name of the file
DATABASE = 'data.sqlite'
#: whatever SQLite was built with
_SETTINGS = ('page_size = 4096', 'encoding = "UTF-8"', 'auto_vacuum = NONE', 'application_id = 0', 'user_version = 1')


def database(export: Export) -> bytes:
    """The database of *export* as bytes."""
    with closing(sqlite3.connect(':memory:', isolation_level=None)) as file:
        for setting in _SETTINGS:
            file.execute(f'PRAGMA {setting}')
        file.execute('BEGIN')
        for statement, values in _content(export):
            if values is None:
                file.execute(statement)
            else:
                file.executemany(statement, values)
        file.execute('COMMIT')
        file.execute('VACUUM')
        return file.serialize()


def _content(export: Export) -> Iterator[tuple[str, Iterable[tuple[Cell, ...]] | None]]:
    """The statements in order, each with the rows that it is for, or None."""
    yield from _about(export)
    yield from _lists(export)
    tables = [each for top in export.tables for each in top.all()]
    for table in tables:
        yield _create(table, export), None
        rows = ((*row.own, *row.cells) for row in export.rows[table.name])
        yield _insert(table.name, len(table.keys) + len(table.columns)), rows
    yield from _columns(tables, export)
    if has_claims(export.catalog.kinds):
        yield from _claims(export)
    yield from _facets(export)


def _about(export: Export) -> Iterator[tuple[str, Iterable[tuple[Cell, ...]] | None]]:
    """What the whole is: one row for each thing that is said of it."""
    known = {
        'title': export.title,
        'language': export.labels.texts.language,
        'licence': LICENCE,
        'publisher': export.publisher,
        'address': export.base,
        'updated': export.updated,
    }
    yield 'CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)', None
    yield _insert('about', 2), [(name, value or None) for name, value in known.items()]


def _lists(export: Export) -> Iterator[tuple[str, Iterable[tuple[Cell, ...]] | None]]:
    languages = export.label_languages
    labels = ''.join(f', {_name(f"label_{code}")} TEXT' for code in languages)
    for name, terms in sorted(export.labels.vocabulary.lists.items()):
        table = LIST.format(name)
        yield f'CREATE TABLE {_name(table)} (id TEXT PRIMARY KEY, position INTEGER NOT NULL{labels})', None
        rows = [(term.id, place, *map(term.labels.get, languages)) for place, term in enumerate(terms, 1)]
        yield _insert(table, 2 + len(languages)), rows


def _create(table: Table, export: Export) -> str:
    parts = [_defined(column, is_key=True) for column in table.keys]
    parts += [_defined(column) for column in table.columns]
    parts.append(f'PRIMARY KEY ({_names(table.keys)})')
    if table.path:
        above = next(each for top in export.tables for each in top.all() if table in each.lists)
        own = table.keys[: len(above.keys)]
        parts.append(f'FOREIGN KEY ({_names(own)}) REFERENCES {_name(above.name)} ({_names(above.keys)})')
    parts += filter(None, (_reference(column, table, export) for column in table.columns))
    if _is_sources(table):
        parts.append('UNIQUE (record, id)')
    return f'CREATE TABLE {_name(table.name)} ({", ".join(parts)})'


def _defined(column: Column, *, is_key: bool = False) -> str:
    must = ' NOT NULL' if is_key or (column.name == 'title' and not column.path) else ''
    return f'{_name(column.name)} {"INTEGER" if column.is_number else "TEXT"}{must}'


def _reference(column: Column, table: Table, export: Export) -> str:
    """The key elsewhere that the values of *column* are: a record, a term, or a source of the same record."""
    field = column.field
    if field is None:
        return ''
    if field.kind is FieldKind.REFERENCE and field.target in export.items and not field.choices:
        return f'FOREIGN KEY ({_name(column.name)}) REFERENCES {_name(field.target)} (id)'
    if field.kind is FieldKind.CHOICE:
        return f'FOREIGN KEY ({_name(column.name)}) REFERENCES {_name(LIST.format(field.choices))} (id)'
    top = next(each for each in export.tables if each.kind == table.kind)
    if field.kind is FieldKind.SOURCE and (sources := next(filter(_is_sources, top.lists), None)):
        return f'FOREIGN KEY (record, {_name(column.name)}) REFERENCES {_name(sources.name)} (record, id)'
    return ''


def _is_sources(table: Table) -> bool:
    """Whether it holds the sources of records, which other fields name by their ids."""
    return len(table.path) == 1 and table.path[0].name == 'sources'


def _columns(tables: Iterable[Table], export: Export) -> Iterator[tuple[str, Iterable[tuple[Cell, ...]] | None]]:
    """What each column is called in the languages of the handbook."""
    heads = ''.join(f', {_name(f"head_{code}")} TEXT' for code in export.languages)
    key = 'PRIMARY KEY ("table", "column")'
    yield f'CREATE TABLE columns ("table" TEXT NOT NULL, "column" TEXT NOT NULL{heads}, {key})', None
    yield (
        _insert('columns', 2 + len(export.languages)),
        (
            (table.name, column.name, *(head(column, labels) for labels in export.languages.values()))
            for table in tables
            for column in (*table.keys, *table.columns)
        ),
    )


def _claims(export: Export) -> Iterator[tuple[str, Iterable[tuple[Cell, ...]] | None]]:
    """What is known how well: a row for each result, with its sources in words."""
    languages = export.label_languages
    labels = ''.join(f', {_name(f"evidence_{code}")} TEXT' for code in languages)
    places = 'kind TEXT NOT NULL, record TEXT NOT NULL, position INTEGER NOT NULL'
    said = f'title TEXT, place TEXT NOT NULL, claim TEXT NOT NULL, evidence TEXT NOT NULL{labels}'
    yield (
        f'CREATE TABLE claims ({places}, {said}, sources TEXT, addresses TEXT, PRIMARY KEY (kind, record, position))',
        None,
    )
    yield (
        _insert('claims', 9 + len(languages)),
        (
            (
                *(claim.item.type, claim.item.id, claim.position, claim.item.title),
                *(claim.place, claim.claim, claim.evidence),
                *(export.term(claim.graded.choices, claim.evidence, code) for code in languages),
                BETWEEN.join(map(source_words, claim.sources)) or None,
                BETWEEN.join(source.url for source in claim.sources if source.url) or None,
            )
            for claim in export.claims
        ),
    )


def _facets(export: Export) -> Iterator[tuple[str, Iterable[tuple[Cell, ...]] | None]]:
    """All records in one view, and one more for each thing that they are listed by."""
    shared = ', '.join(map(_name, ('id', 'title', 'page', 'url', 'summary', 'added_on', 'reviewed_on', 'notice')))
    each = (f"SELECT '{table.kind}' AS kind, {shared} FROM {_name(table.name)}" for table in export.tables)
    yield f'CREATE VIEW record AS {" UNION ALL ".join(each)}', None
    languages = export.label_languages
    labels = [f'label_{code}' for code in languages]
    defined = ', '.join(f'{_name(name)} TEXT' for name in ('facet', 'value', *labels, 'kind', 'record'))
    yield f'CREATE TABLE facet ({defined}, PRIMARY KEY (facet, kind, record, value)) WITHOUT ROWID', None
    yield (
        _insert('facet', 4 + len(languages)),
        ((name, value, *words, kind, record) for name, value, kind, record, words in export.facets()),
    )
    columns = ', '.join(f'facet.{_name(name)}' for name in labels)
    for name in export.catalog.kinds.facet_names:
        yield (
            (
                f'CREATE VIEW {_name(f"by_{name}")} AS SELECT facet.value AS {_name(name)}, {columns}, facet.kind, '
                'record.id, record.title, record.page, record.url FROM facet '
                f"JOIN record ON record.kind = facet.kind AND record.id = facet.record WHERE facet.facet = '{name}'"
            ),
            None,
        )


def _insert(table: str, columns: int) -> str:
    return f'INSERT INTO {_name(table)} VALUES ({", ".join("?" * columns)})'


def _names(columns: Iterable[Column]) -> str:
    return ', '.join(_name(column.name) for column in columns)


def _name(name: str) -> str:
    """*name* as SQL writes it, be it a word of its own or not."""
    return '"' + name.replace('"', '""') + '"'
