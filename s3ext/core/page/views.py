"""What the options of a view mean on its page, and whether the view can show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..entries import Entry
from ..fields import FACET_OF_PAGE, FIELDS, Kind
from ..kinds import MAIN, RecordType
from ..views import VIEWS, ViewError, Views, check_filter, filtered_records, type_of_option
from ..vocabulary import Vocabulary

#: the value of an option that means "the record whose page this is"
THIS = 'this'
FACETS = sorted({field.name for fields in FIELDS.values() for field in fields.values() if field.is_facet})


def view_options(
    name: str, argument: str, options: Mapping[str, str], entry: Entry, views: Views = VIEWS
) -> dict[str, str]:
    """The options of the view *name* on the page *entry*, with what ``this`` and *argument* mean.

    Raises ``ViewError`` if the page is of no kind that ``this`` could mean.
    """
    view = views[name]
    found = dict(options)
    if argument:
        found['type'] = argument
    if view.page:
        found.setdefault('id', THIS)
    for option in [option for option, value in found.items() if value == THIS]:
        if option == 'id' and entry.type.value in (view.page or entry.type.value):
            found[option] = entry.id
            if not view.page:
                found['type'] = entry.type.value
        elif FACET_OF_PAGE.get(entry.type) == option:
            found[option] = _this(entry, option)
        else:
            raise ViewError('view_this', value=view.page or option)
    if name == 'matrix':
        found['page'] = entry.docname
    return found


def _this(entry: Entry, option: str) -> str:
    """The value of the facet *option* that the page is about; '' if its header cannot be read."""
    if FACET_OF_PAGE[entry.type] == entry.type:
        return entry.id
    if entry.record is None:
        return ''
    if value := entry.record.stands_for(entry.id):
        return value
    raise ViewError('view_this', value=option)


def check_options(name: str, options: dict[str, str], vocabulary: Vocabulary, views: Views = VIEWS) -> None:
    """Complete the *options* of the view *name*. Raises ``ViewError`` for what it cannot show."""
    view = views[name]
    if view.type and options.setdefault('type', view.type) != view.type:
        raise ViewError('view_option', value=options['type'], allowed=view.type)
    kind = type_of_option(options)
    if view.facets:
        for option in options:
            if option in FACETS and not (option in FIELDS[kind] and FIELDS[kind][option].is_facet):
                allowed = ', '.join(sorted(field.name for field in FIELDS[kind].values() if field.is_facet))
                raise ViewError('view_option', value=option, allowed=allowed)
    for option, value in options.items():
        field = FIELDS[kind].get(option)
        if field and field.kind is Kind.TERM and value:
            terms = vocabulary.ids(field.of)
            if value not in terms and field.of not in vocabulary.unsure:
                raise ViewError('view_option', value=value, allowed=', '.join(terms))
    if 'filter' in options:
        check_filter(kind, options['filter'], vocabulary)
    if view.check:
        view.check(options)


def records_of(name: str, options: Mapping[str, str], views: Views = VIEWS) -> Iterator[tuple[str, str, str]]:
    """The records that a view is about or limited to, whether there are such: kind, id, and the option that says so.

    *options* are those of a view that can be shown.
    """
    kind = options.get('type', MAIN.value)
    if 'id' in options:
        yield views[name].page or kind, options['id'], 'id'
    fields = FIELDS.get(RecordType(kind), {})
    for option, value in options.items():
        field = fields.get(option)
        if field and field.kind is Kind.RECORD and value:
            yield field.of, value, option
    for named, value in filtered_records(RecordType(kind), options.get('filter', '')):
        yield named.value, value, 'filter'


def own_options(name: str, views: Views = VIEWS) -> list[str]:
    """The options of the view *name*, facets left out."""
    view = views[name]
    options = [*view.options, *(('id',) if view.page or name == 'completeness' else ())]
    return [option for option in options if option not in FACETS]
