"""What all views share: their keys, what they may look at, and how records read in a list."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from ..drawing.areas import AreaMap
from ..fixed_names import NAMES, FixedNames
from ..model.catalog import Catalog, Item
from ..model.fields import Field, Kind
from ..model.kinds import Kinds
from ..model.labels import Labels
from ..model.status import author_marks, marks
from ..model.vocabulary import Vocabulary
from . import query
from .blocks import Block, Inline, Link, Row

Options = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ViewKey:
    """A view on a page: its kind and options, sorted. Travels in document trees as text."""

    kind: str
    options: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return json.dumps([self.kind, dict(self.options)], ensure_ascii=False, sort_keys=True)

    @classmethod
    def make(cls, kind: str, options: Options) -> ViewKey:
        """The key of the view *kind* with *options*, whose empty values are left out."""
        return cls(kind=kind, options=tuple(sorted((name, value) for name, value in options.items() if value)))

    @classmethod
    def parse(cls, text: str) -> ViewKey:
        """The key that ``str`` wrote as *text*."""
        kind, options = json.loads(text)
        return cls.make(kind, options)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view: what it shows, the options it takes besides facets, and how its options are checked.

    ``page`` names the kind of page that the view is about when no ``id`` is given, ``type`` the kind of
    records it shows when it cannot show others. ``check`` raises ``ViewError``, and so does ``fits``
    for options that the kinds of the handbook do not have. ``meanings`` says what options of a
    site's own view are for, where the directive ``options`` lists them. ``finder`` says that readers
    choose among what it shows, ``files`` that it shows a ``TableFile``, ``here`` that it is told
    the page it stands on, as the option ``page``. What is not for the ``book`` leads readers on from a
    page to others, which the book has its index for. One with ``once`` shows records as a list and then once more, and
    leaves that out when it is told the option ``once``, as editions tell it.
    """

    build: Callable[[Options, Site], tuple[Block, ...]]
    options: tuple[str, ...] = ()
    check: Callable[[Options], None] | None = None
    fits: Callable[[Options, Kinds], None] | None = None
    facets: bool = False
    page: str = ''
    type: str = ''
    finder: bool = False
    files: bool = False
    here: bool = False
    book: bool = True
    once: bool = False
    meanings: Mapping[str, str] = field(default_factory=dict)


#: views by the name of their directive
Views = Mapping[str, View]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a view may look at: the records, the words for values, and the day that counts as today.

    ``views`` are those that its pages may show, its own besides the product's; ``map`` is the profile's, if it has one.
    ``finders`` are the pages with the catalogue of each kind, ``form`` is that of the form for the main kind, '' if
    there is none; ``names`` are those of folders and pages; ``words`` says how many there are to read on each page.
    """

    catalog: Catalog
    labels: Labels
    today: str
    views: Views = field(default_factory=dict)
    map: AreaMap | None = None
    finders: Mapping[str, str] = field(default_factory=dict)
    form: str = ''
    names: FixedNames = NAMES
    words: Mapping[str, int] = field(default_factory=dict)

    @property
    def kinds(self) -> Kinds:
        """The kinds of the records."""
        return self.catalog.kinds


class Value(NamedTuple):
    """A value of a field as lists show it: its id, what it is called, and the page that stands for it, if any."""

    id: str
    label: str
    page: Item | None = None


class ViewError(ValueError):
    """Options that a view cannot show; ``cause`` names the interface text, ``details`` fills it."""

    def __init__(self, cause: str, **details: str) -> None:
        super().__init__(cause)
        self.cause = cause
        self.details = details

    @classmethod
    def saying(cls, words: str, option: str) -> ViewError:
        """An error in words of a site's own, about the option called *option*."""
        return cls('view_own', value=words, option=option)


def link(item: Item, text: str = '') -> Link:
    """A link to *item*, with its title unless *text* is given."""
    return Link(text=text or item.title, docname=item.docname)


def mention(item: Item, site: Site) -> tuple[Inline, ...]:
    """A link to *item* in running text or a cell, and that it is a draft, or what is remarked of it."""
    remark = item.record.short_remark(site.labels)
    draft = (f' {site.labels.texts["draft_mention"]}',) if item.record.is_draft else ()
    return (link(item), *draft, *((f' ({remark})',) if remark else ()))


def field_of(kind: str, name: str, kinds: Kinds, *, facet: bool = False) -> Field:
    """The field *name* of records of *kind*. Raises ``ViewError`` if there is none (or it is no facet)."""
    fields = kinds.fields[kind]
    found = fields.get(name)
    if found is None or (facet and not found.is_facet):
        allowed = sorted(field.name for field in fields.values() if field.is_facet or not facet)
        raise ViewError('view_option', value=name, allowed=', '.join(allowed))
    return found


def type_of_option(options: Options, kinds: Kinds) -> str:
    """The kind of records that the option ``type`` names. Raises ``ViewError``."""
    name = options.get('type', kinds.main)
    if name not in kinds.listed:
        raise ViewError('view_option', value=name, allowed=', '.join(kinds.listed))
    return name


def parse_filter(kind: str, text: str, kinds: Kinds) -> query.Query:
    """The filter *text* for records of *kind*. Raises ``ViewError``."""
    try:
        return query.parse(text, tuple(kinds.fields[kind]))
    except query.QueryError as error:
        allowed = ', '.join(sorted(kinds.fields[kind]))
        raise ViewError(error.reason, value=error.value, column=str(error.column), allowed=allowed) from None


def check_filter(kind: str, text: str, vocabulary: Vocabulary) -> None:
    """Raise ``ViewError`` for a filter that cannot be read, or asks for what no closed list has."""
    kinds = vocabulary.kinds
    for condition in query.conditions(parse_filter(kind, text, kinds)):
        field = kinds.fields[kind][condition.field]
        if field.kind is not Kind.TERM or field.of in vocabulary.unsure:
            continue
        terms = vocabulary.ids(field.of)
        for value, column in zip(condition.values, condition.columns, strict=True):
            if value not in terms:
                raise ViewError('query_term', value=value, column=str(column), allowed=', '.join(terms))


def filtered_records(kind: str, text: str, kinds: Kinds) -> Iterator[tuple[str, str]]:
    """The records that the filter *text*, which can be read, names: kind and id, whether there are such or not."""
    for condition in query.conditions(parse_filter(kind, text, kinds)):
        field = kinds.fields[kind][condition.field]
        if field.kind is Kind.RECORD:
            yield from ((field.of, value) for value in condition.values)


def selected(options: Options, site: Site) -> list[Item]:
    """The records that the options ``type``, ``filter`` and the facets choose, in catalogue order."""
    kind = type_of_option(options, site.kinds)
    fields = site.kinds.fields[kind]
    where = [(name, value) for name, value in options.items() if name in fields and fields[name].is_facet]
    condition = parse_filter(kind, options.get('filter', ''), site.kinds)

    def fits(item: Item) -> bool:
        return condition.matches(lambda name: fields[name].values(item.record))

    return [item for item in site.catalog.select(kind, where) if fits(item)]


def form_query(kind: str, values: Iterable[tuple[Field, str]], site: Site) -> str:
    """The query that fills in *values* in the form for records of *kind*; '' if no form asks for them."""
    pairs = [(field.path, value) for field, value in values]
    asked = kind == site.kinds.main and all(path[0] in site.kinds.names[kind] for path, _ in pairs)
    return urlencode([('.'.join(path), value) for path, value in pairs]) if site.form and asked else ''


def value_of(field: Field, value_id: str, site: Site) -> Value:
    """The value *value_id* of *field*: a record by its title, a term by its label, a date in words."""
    if field.kind is Kind.RECORD:
        item = site.catalog.get(field.of, value_id)
        return Value(value_id, item.title if item else value_id, item)
    if field.kind is Kind.TERM:
        return Value(value_id, site.labels.term(field.of, value_id), site.catalog.page_of(field.of, value_id))
    return Value(value_id, site.labels.date(value_id) if field.kind is Kind.DATE else value_id)


def value_order(field: Field, value: Value, site: Site) -> tuple[int, object]:
    """A key that sorts values of *field*: terms as in their list, records by title, the rest by value."""
    if field.kind is Kind.TERM:
        return site.labels.vocabulary.ids(field.of).index(value.id), ''
    return 0, site.labels.language.sort_key(value.label)


def in_order(field: Field, ids: Iterable[str], site: Site) -> list[Value]:
    """The values *ids* of *field*, in their own order."""
    return sorted((value_of(field, each, site) for each in ids), key=lambda value: value_order(field, value, site))


def value_items(field: Field, items: Iterable[Item], site: Site) -> list[tuple[Value, list[Item]]]:
    """*items* under each value of *field*, in its order; those that lack one come last, under a value without an id."""
    found: dict[str, list[Item]] = {}
    for item in items:
        for value_id in field.values(item.record) or ('',):
            found.setdefault(value_id, []).append(item)
    missing = found.pop('', None)
    rows = [(value, found[value.id]) for value in in_order(field, found, site)]
    return [*rows, (Value('', site.labels.texts['without_group']), missing)] if missing else rows


def owners(item: Item, site: Site) -> list[Item]:
    """The organisations that *item* belongs to, those that have a page."""
    kinds, catalog = site.kinds, site.catalog
    if item.type == kinds.organisations:
        return [item]
    field = kinds.fields.get(item.type, {}).get(kinds.facets.get(kinds.organisations, ''))
    ids = field.values(item.record) if field else ()
    return [one for each in ids if (one := catalog.get(kinds.organisations, each))]


def by_owner(items: Iterable[Item], site: Site) -> list[tuple[str, list[Item]]]:
    """*items* by the one organisation that each belongs to, in order; then those of several, then the others."""
    texts = site.labels.texts
    found: dict[tuple[int, str], list[Item]] = {}
    for item in items:
        of = owners(item, site)
        place, name = (0, of[0].id) if len(of) == 1 else (1 if of else 2, '')
        found.setdefault((place, name), []).append(item)
    ordered = [(one.title, found.get((0, one.id))) for one in site.catalog.of_type(site.kinds.organisations)]
    ordered += [(texts['owner_several'], found.get((1, ''))), (texts['owner_others'], found.get((2, '')))]
    return [(title, listed) for title, listed in ordered if listed]


def title_row(item: Item, site: Site) -> Row:
    """*item* as a title in a list, and that it is a draft, or what is remarked of it."""
    return Row(title=link(item), meta=marks(item.record, site.labels))


def row(item: Item, site: Site, text: str | None = None) -> Row:
    """*item* as a line in a list; *text* takes the place of its summary."""
    summary = item.record.summary or ''
    return Row(title=link(item), meta=tuple(meta(item, site)), text=summary if text is None else text)


def meta(item: Item, site: Site) -> Iterator[str]:
    """The short facts that tell one record from its neighbours in a list; that it is a draft, or a remark, is first."""
    yield from marks(item.record, site.labels)
    yield from _facts(item, site)
    yield from author_marks(item.record, site.catalog, site.labels)


def _facts(item: Item, site: Site) -> Iterator[str]:
    yield from item.record.line(site.labels, lambda kind, ids: titles(kind, ids, site))
    if item.record.about.counts:
        yield from _counts(item, site)


def _counts(item: Item, site: Site) -> Iterator[str]:
    """How many records of other kinds belong to the page of *item*."""
    value = item.record.stands_for(item.id)
    facet = site.kinds.facets[item.type]
    if not value:
        return
    counted = site.kinds.in_order(lambda kind: kind.counted)
    for kind in counted:
        if facet in site.kinds.fields[kind]:
            number = len(site.catalog.select(kind, [(facet, value)]))
            if number or kind == counted[-1]:
                yield site.labels.texts.count(kind, number)


def titles(kind: str, ids: Iterable[str], site: Site) -> list[str]:
    """The titles of the records of *kind* called *ids*; an id without a page stands for itself."""
    found = ((record_id, site.catalog.get(kind, record_id)) for record_id in ids)
    return [item.title if item else record_id for record_id, item in found]
