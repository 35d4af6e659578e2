"""All files of the open data by their paths in its folder."""

from __future__ import annotations

from .catalogue import DCAT, SCHEMA_ORG, dcat, schema_org
from .csv_files import csv_files
from .export import Export
from .json_files import RECORDS, SCHEMA, records_text, schema_text
from .sqlite_file import DATABASE, database


def data_files(export: Export, folder: str, page: str) -> dict[str, bytes]:
    """The files of *export*; *folder* is the full address of theirs, *page* that of the page that describes them.

    Catalogues of data are only told of them where both are known, and DCAT-AP only where a publisher is.
    """
    texts = {RECORDS: records_text(export), SCHEMA: schema_text(export), **csv_files(export)}
    if export.base:
        texts[SCHEMA_ORG] = schema_org(export, folder, page)
    if export.base and export.publisher:
        texts[DCAT] = dcat(export, folder, page)
    return {DATABASE: database(export)} | {path: text.encode() for path, text in texts.items()}
