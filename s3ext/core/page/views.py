"""What the options of a view mean on its page, and whether the view can show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..gate.allowed import Permitted
from ..model.entries import Entry
from ..model.fields import Kind
from ..model.kinds import Kinds
from ..model.vocabulary import Vocabulary
from ..views import ViewError, check_filter, filtered_records, type_of_option

#: the value of an option that means "the record whose page this is"
THIS = 'this'


def view_options(
    name: str, argument: str, options: Mapping[str, str], entry: Entry, permitted: Permitted
) -> dict[str, str]:
    """The options of the view *name* on the page *entry*, with what ``this`` and *argument* mean.

    Raises ``ViewError`` if the page is of no kind that ``this`` could mean.
    """
    view = permitted.views[name]
    found = dict(options)
    if argument:
        found['type'] = argument
    if view.page:
        found.setdefault('id', THIS)
    for option in [option for option, value in found.items() if value == THIS]:
        if option == 'id' and entry.type in (view.page or entry.type):
            found[option] = entry.id
            if not view.page:
                found['type'] = entry.type
        elif permitted.kinds.facets.get(entry.type) == option:
            found[option] = _this(entry, option, permitted.kinds)
        else:
            raise ViewError('view_this', value=view.page or option)
    if view.here:
        found['page'] = entry.docname
    return found


def _this(entry: Entry, option: str, kinds: Kinds) -> str:
    """The value of the facet *option* that the page is about; '' if its header cannot be read."""
    if kinds.facets[entry.type] == entry.type:
        return entry.id
    if entry.record is None:
        return ''
    if value := entry.record.stands_for(entry.id):
        return value
    raise ViewError('view_this', value=option)


def check_options(name: str, options: dict[str, str], vocabulary: Vocabulary, permitted: Permitted) -> None:
    """Complete the *options* of the view *name*. Raises ``ViewError`` for what it cannot show."""
    view, kinds = permitted.views[name], permitted.kinds
    if view.type and options.setdefault('type', view.type) != view.type:
        raise ViewError('view_option', value=options['type'], allowed=view.type)
    kind = type_of_option(options, kinds)
    fields = kinds.fields[kind]
    if view.facets:
        for option in options:
            if option in kinds.facet_names and not (option in fields and fields[option].is_facet):
                allowed = ', '.join(sorted(field.name for field in fields.values() if field.is_facet))
                raise ViewError('view_option', value=option, allowed=allowed)
    for option, value in options.items():
        field = fields.get(option)
        if field and field.kind is Kind.TERM and value:
            terms = vocabulary.ids(field.of)
            if value not in terms and field.of not in vocabulary.unsure:
                raise ViewError('view_option', value=value, allowed=', '.join(terms))
    if 'filter' in options:
        check_filter(kind, options['filter'], vocabulary)
    if view.check:
        view.check(options)
    if view.fits:
        view.fits(options, kinds)


def records_of(name: str, options: Mapping[str, str], permitted: Permitted) -> Iterator[tuple[str, str, str]]:
    """The records that a view is about or limited to, whether there are such: kind, id, and the option that says so.

    *options* are those of a view that can be shown.
    """
    kinds = permitted.kinds
    kind = options.get('type', kinds.main)
    if 'id' in options:
        yield permitted.views[name].page or kind, options['id'], 'id'
    fields = kinds.fields.get(kind, {})
    for option, value in options.items():
        field = fields.get(option)
        if field and field.kind is Kind.RECORD and value:
            yield field.of, value, option
    for named, value in filtered_records(kind, options.get('filter', ''), kinds):
        yield named, value, 'filter'


def own_options(name: str, permitted: Permitted) -> list[str]:
    """The options of the view *name*, facets left out."""
    view = permitted.views[name]
    options = [*view.options, *(('id',) if view.page or name == 'completeness' else ())]
    return [option for option in options if option not in permitted.kinds.facet_names]
