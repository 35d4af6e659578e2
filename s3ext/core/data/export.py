"""All that is exported of a site, as values that files are made of: records, closed lists, what is known how well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ..model.catalog import Catalog, Item
from ..model.claim_places import claim_places
from ..model.fields import Field as Facet
from ..model.fields import Kind as FacetKind
from ..model.header import Header
from ..model.labels import Labels
from ..model.parts import Source
from ..model.status import draft_statement
from ..model.vocabulary import label_languages
from ..schema.spec import Field, FieldKind
from ..texts.messages import load_texts
from .tables import Cell, Table, cells, graded_lists, kind_fields, rows, tables_of, value_of

#: the licence of the data: https://creativecommons.org/publicdomain/zero/1.0/
LICENCE = 'http://creativecommons.org/publicdomain/zero/1.0/'


class Claim(NamedTuple):
    """Something that came out of a record, in the words ``claim``; how it is known, a term of the field ``graded``; who
    says so. ``place`` is where on the record's page it stands, whatever comes before it."""

    item: Item
    graded: Field
    position: int
    place: str
    claim: str
    evidence: str
    sources: tuple[Source, ...]


class Row(NamedTuple):
    """What stands in a row before the fields, then the ``cells`` of these; ``about`` is the record or the group."""

    own: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    about: Any


@dataclass(frozen=True, kw_only=True)  # no slots: they have no place for what is worked out once
class Export:
    """What is exported of a site: it is called ``title`` and lies at ``base`` with a slash, '' if nobody knows.

    ``url_for`` gives the address of a page from the front page. ``publisher`` and ``contact`` (mailto: or https:) may
    be empty.
    """

    catalog: Catalog
    labels: Labels
    title: str
    base: str
    url_for: Callable[[str], str]
    publisher: str = ''
    contact: str = ''

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The table of each kind."""
        return tables_of(self.catalog.kinds)

    @cached_property
    def items(self) -> dict[str, tuple[Item, ...]]:
        """The records of each kind by their ids, which stay where titles change."""
        catalog = self.catalog
        found = {kind: catalog.of_type(kind) for kind in self.catalog.kinds.listed}
        for table in self.tables:
            found.setdefault(table.kind, tuple(item for item in catalog.documents if item.type == table.kind))
        return {table.kind: tuple(sorted(found[table.kind], key=lambda item: item.id)) for table in self.tables}

    @cached_property
    def languages(self) -> dict[str, Labels]:
        """The words of each language of the handbook, its first first."""
        labels = self.labels
        files = labels.texts.files
        return {
            code: Labels(texts=load_texts(code, files), vocabulary=labels.vocabulary, language=labels.language)
            for code in files.languages
        }

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """The rows of each table by its name."""
        found: dict[str, list[Row]] = {each.name: [] for table in self.tables for each in table.all()}
        for table in self.tables:
            for item in self.items[table.kind]:
                found[table.name].append(Row(self.own(item), tuple(cells(table, item.record)), item.record))
                for each, keys, thing in rows(table, (item.id,), item.record):
                    found[each.name].append(Row(keys, tuple(cells(each, thing)), thing))
        return found

    @property
    def label_languages(self) -> tuple[str, ...]:
        """The languages in which terms of closed lists can have labels."""
        return label_languages(self.labels.texts.files.languages)

    @cached_property
    def updated(self) -> str:
        """The last day that a record names, ``YYYY-MM-DD``; '' if none does. No build has a day of its own."""
        records = [item.record for found in self.items.values() for item in found]
        return max((day for record in records for day in (record.added_on, record.reviewed_on) if day), default='')

    def own(self, item: Item) -> tuple[Cell, ...]:
        """What stands of *item* before its fields (``tables.OWN``): no address where nobody knows that of the site."""
        page, labels = self.url_for(item.docname), self.labels
        notices = filter(None, (draft_statement(item.record, labels), item.record.remark(labels)))
        return item.id, item.title, page, f'{self.base}{page}' if self.base else None, ' '.join(notices) or None

    def term(self, name: str, term_id: str, language: str) -> str | None:
        """The label of a term in *language*, None if it has none."""
        terms = self.labels.vocabulary.lists[name]
        return next((term.labels.get(language) for term in terms if term.id == term_id), None)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every thing that records say together with how well it is known."""
        return tuple(claim for table in self.tables for claim in self._claims(table))

    def _claims(self, table: Table) -> Iterator[Claim]:
        for listed, graded in graded_lists(table, self.catalog.kinds):
            fields = listed.path[-1].fields
            text = next(field for field in fields if field.kind is FieldKind.TEXT)
            cited = next((field for field in fields if field.kind is FieldKind.SOURCE), None)
            records = {item.id: item for item in self.items[table.kind]}
            said: dict[str, list[str]] = {}
            for keys, _, one in self.rows[listed.name]:
                said.setdefault(str(keys[0]), []).append(value_of(one, text))
            places = {name: iter(claim_places(texts)) for name, texts in said.items()}
            for keys, _, one in self.rows[listed.name]:
                item, place = records[str(keys[0])], next(places[str(keys[0])])
                sources = {source.id: source for source in item.record.sources}
                named = (value_of(one, cited) if cited else None) or ()
                by = tuple(sources[name] for name in named if name in sources)
                position, words, known = int(keys[1] or 0), value_of(one, text), value_of(one, graded)
                yield Claim(item, graded, position, place, words, known, by)

    def facets(self) -> Iterator[tuple[str, str, str, str, tuple[str | None, ...]]]:
        """What records are listed by: facet, value, kind, id, and the value in words, in each of the languages."""
        for kind in self.catalog.kinds.listed:
            for field in self.catalog.kinds.fields[kind].values():
                for item in self.items[kind] if field.is_facet else ():
                    for value in field.values(item.record):
                        yield field.name, value, kind, item.id, self._value_words(field, value)

    def _value_words(self, field: Facet, value: str) -> tuple[str | None, ...]:
        """The term *value* in each language; of a record its title, or its field ``label_`` and the language."""
        if field.kind is FacetKind.TERM:
            return tuple(self.term(field.of, value, code) for code in self.label_languages)
        found = self.catalog.get(field.of, value)
        title = found.title if found else value
        record = found.record if found else None
        return tuple(getattr(record, f'label_{code}', None) or title for code in self.label_languages)

    @cached_property
    def _fields(self) -> dict[str, tuple[Field, ...]]:
        return {table.kind: kind_fields(table.kind, self.catalog.kinds) for table in self.tables}

    def plain(self, item: Item) -> dict[str, Any]:
        """The record as plain values: what every kind has, then its fields."""
        own = dict(zip(('id', 'title', 'page', 'url', 'notice'), self.own(item), strict=True))
        return own | _plain(item.record, self._fields[item.type])


def _plain(thing: Header | Any, fields: tuple[Field, ...]) -> dict[str, Any]:
    return {field.name: _value(value_of(thing, field), field) for field in fields}


def _value(value: Any, field: Field) -> Any:
    if value is None:
        return None
    if field.kind is not FieldKind.GROUP:
        return list(value) if field.many else value
    return [_plain(one, field.fields) for one in value] if field.many else _plain(value, field.fields)
