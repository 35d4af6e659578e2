"""``open-data``: the files of the open data, and what stands in the columns of their tables."""

from __future__ import annotations

from ..data.csv_files import head
from ..data.json_files import RECORDS, SCHEMA
from ..data.sqlite_file import DATABASE
from ..data.tables import Column, Table, has_claims, tables_of
from .base import Options, Site
from .blocks import Block, Fold, Heading, Inline
from .blocks import Table as Grid
from .file_link import FileLink

Cells = tuple[tuple[Inline, ...], ...]


def open_data(options: Options, site: Site) -> tuple[Block, ...]:
    """The files, each with what it holds and a link; then by kind the columns, with the words over them."""
    texts = site.labels.texts
    whole = (RECORDS, 'data_file_json'), (DATABASE, 'data_file_sqlite'), (SCHEMA, 'data_file_schema')
    files: list[Cells] = [((_file(path, path, site),), (texts[words],)) for path, words in whole]
    tables = [each for top in tables_of(site.kinds) for each in top.all() if not each.links]
    csv = [_csv('claims', texts['data_file_claims'], site)] if has_claims(site.kinds) else []
    csv.append(_csv('columns', texts['data_file_columns'], site))
    csv += [_csv(table.name, _what(table, site), site) for table in tables]
    names = ((texts['data_file'],), (texts['data_holds'],))
    blocks: list[Block] = [
        Grid(caption=texts['data_files'], head=names, rows=tuple(files)),
        Grid(caption=texts['data_tables'], head=(*names, ('CSV',)), rows=tuple(csv)),
    ]
    for top in tables_of(site.kinds):
        blocks.append(Heading(text=texts[top.kind]))
        for table in (each for each in top.all() if not each.links):
            title = texts['data_columns'].format(name=table.name)
            blocks.append(Fold(title=title, blocks=(_columns(title, table, site),)))
    return tuple(blocks)


def _what(table: Table, site: Site) -> str:
    """What the rows of *table* are: a kind of page, or one of its lists."""
    texts = site.labels.texts
    return ': '.join((texts[table.kind], *(texts.fields[field.owner][field.name]['label'] for field in table.path)))


def _csv(name: str, words: str, site: Site) -> Cells:
    """The file in each language of the handbook."""
    links: list[Inline] = []
    for code in site.labels.texts.files.languages:
        links += [*([' '] if links else []), _file(f'{code}/{name}.csv', code, site)]
    return (name,), (words,), tuple(links)


def _file(path: str, words: str, site: Site) -> FileLink:
    # an edition in a further language has no data of its own: it lies in a folder of the site
    above = '../' if site.labels.origin else ''
    return FileLink(text=words, path=f'{above}{site.names.data}/{path}')


def _columns(title: str, table: Table, site: Site) -> Grid:
    texts = site.labels.texts
    names = ('column', 'head', 'refers', 'about')
    rows = tuple(_row(column, table, site) for column in table.columns)
    return Grid(caption=title, head=tuple((texts[f'data_{name}'],) for name in names), rows=rows)


def _row(column: Column, table: Table, site: Site) -> Cells:
    """The name of *column*, its head, what it refers to, what it is for; of a number of things their table."""
    field = column.path[-1] if column.path else None
    words = site.labels.texts.fields[field.owner][field.name] if field else {}
    refers = (field.target or field.choices) if field else ''
    inner = next((each.name for each in table.lists if column.counts and each.path == column.path), refers)
    return (column.name,), (head(column, site.labels),), (inner,), (words.get('hint', ''),)
