"""The records that a filter chooses for an edition of their own: the language of lists, and ``id``."""

from __future__ import annotations

from ..model.catalog import Catalog, Item
from ..model.fields import Kind
from ..model.vocabulary import Vocabulary
from ..suggest import nearest
from ..views import query
from ..views.base import ViewError
from .editions import Filtered, UnknownChoiceError

#: what a filter may also ask for: a list of pages that no field tells from the others
ID = 'id'
#: enough for all pages of a large handbook by name
_LONGEST = 100_000


def filtered(kind: str, text: str, catalog: Catalog, vocabulary: Vocabulary) -> Filtered:
    """The records of *kind* that the filter *text* chooses, in the order of lists.

    Raises ``ViewError`` for a filter that cannot be read, ``UnknownChoiceError`` for one that names what is not there.
    """
    fields = catalog.kinds.fields[kind]
    allowed = (*fields, ID)
    try:
        condition = query.parse(text, allowed, _LONGEST)
    except query.QueryError as error:
        names = ', '.join(sorted(allowed))
        raise ViewError(error.reason, value=error.value, column=str(error.column), allowed=names) from None
    asked = tuple(query.conditions(condition))
    for one in asked:
        _check(kind, one, catalog, vocabulary)

    def fits(item: Item) -> bool:
        return condition.matches(lambda name: (item.id,) if name == ID else fields[name].values(item.record))

    items = tuple(item for item in catalog.of_type(kind) if fits(item))
    return Filtered(text=text, values=tuple(value for one in asked for value in one.values), items=items)


def _check(kind: str, condition: query.Condition, catalog: Catalog, vocabulary: Vocabulary) -> None:
    """Raise for values of the *condition* that no record can have."""
    field = catalog.kinds.fields[kind].get(condition.field)
    if field is None or field.kind is Kind.RECORD:
        of = field.of if field else kind
        for value in condition.values:
            if not catalog.get(of, value):
                known = [item.id for item in catalog.of_type(of)]
                raise UnknownChoiceError(condition.field, value, nearest(value, known) or '')
    elif field.kind is Kind.TERM and field.of not in vocabulary.unsure:
        terms = vocabulary.ids(field.of)
        for value, column in zip(condition.values, condition.columns, strict=True):
            if value not in terms:
                raise ViewError('query_term', value=value, column=str(column), allowed=', '.join(terms))
