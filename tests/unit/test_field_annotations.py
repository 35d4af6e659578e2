"""What is read off a class: a field says once what lists, the fact sheet, forms and completeness do with it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import pytest
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from s3ext.core.model.annotations import Filter, Ref, Sheet, Unprinted, Wanted
from s3ext.core.model.declared import computed, declared, groups
from s3ext.core.model.fact_sheet import record_facts
from s3ext.core.model.fields import Kind as Holds
from s3ext.core.model.fields import filter_fields
from s3ext.core.model.header import Header
from s3ext.core.model.kind import Kind
from s3ext.core.model.kinds import Kinds
from s3ext.core.model.labels import Labels
from s3ext.core.model.sheet import Foreign, Note, RecordLink, Values, Words
from s3ext.core.model.values import STRICT, FullDate, InList, Names, PositiveInt, Slug, Slugs, Sources, Text
from s3ext.core.model.vocabulary import Term, Vocabulary
from s3ext.core.schema.spec import FieldKind, fields_of
from tests.kinds import KINDS
from tests.texts import load_texts

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Part:
    """A part of a tool, that says its own line."""

    maker: Annotated[Slug, Ref('region'), Filter('maker')]
    hidden: Annotated[Text, Unprinted('nobody needs to see it')] = 'x'

    def sheet_values(self, words: Words) -> Values:
        """The maker as a link."""
        return [[RecordLink('region', self.maker)]]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Care:
    """A group whose fields have lines of their own."""

    daily: Annotated[Text, Sheet(2)] | None = None
    yearly: Annotated[Text, Sheet(1, cited=True)] | None = None
    source: Sources = ('bok',)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Tool(Header):
    """A kind that the handbook does not have."""

    about: ClassVar[Kind] = Kind(id='tool', folder='docs/tools')

    scale: Annotated[str, InList('scale'), Filter(), Sheet(3)]
    bought: Annotated[FullDate, Filter('since'), Sheet(1)]
    weight: Annotated[PositiveInt, Filter()] = 1
    names: Annotated[Names, Wanted(late=True), Sheet(4, each=True, quoted=True)] = ()
    shown: Annotated[Slugs, Ref('theme'), Filter('theme'), Wanted(), Sheet(2, empty='not_stated')] = ()
    parts: Annotated[tuple[Part, ...], Filter(), Sheet(5)] = ()
    care: Annotated[Care, Wanted(), Sheet(6)] | None = None
    title_en: Annotated[Text, Sheet(7, english=True)] | None = None

    @property
    def heavy(self) -> Annotated[tuple[str, ...], Filter()]:
        """Something computed."""
        return ('yes',) if self.weight > 9 else ()


TOOLS = Kinds((Tool,))
WORDS: Mapping[str, str] = {'shown': 'Visas för'}


@pytest.fixture
def words() -> Labels:
    """The words for a tool and its parts."""
    texts = load_texts('sv')
    fields: dict[str, dict[str, dict[str, str]]] = {
        cls.__name__: {field.name: {'label': WORDS.get(field.name, field.name)} for field in declared(cls)}
        for cls in (Tool, Part, Care)
    }
    known = dataclasses.replace(texts, fields=texts.fields | fields)
    scale = (Term(id='big', labels={'sv': 'Stor', 'en': 'Big'}),)
    return Labels(texts=known, vocabulary=Vocabulary(kinds=TOOLS, lists={'scale': scale}))


def tool(**fields: Any) -> Tool:
    """A tool of the *fields* and the least that it must have."""
    header = {'scale': 'big', 'bought': '2025-03-04', **fields}
    lists = Vocabulary(kinds=TOOLS, lists={'scale': (Term(id='big', labels={'sv': 'Stor', 'en': 'Big'}),)})
    made: Tool = TypeAdapter(Tool).validate_python(header, context=lists)
    return made


def test_the_fields_are_those_of_the_class_with_all_that_is_said_of_each() -> None:
    found = {field.attribute: field for field in declared(Tool)}
    assert [field.attribute for field in declared(Header)] == list(found)[: len(declared(Header))]
    assert (found['scale'].required, found['scale'].many, found['scale'].owner) == (True, False, 'Tool')
    assert (found['shown'].many, found['shown'].find(Ref)) == (True, Ref('theme'))
    assert (found['sources'].owner, found['care'].part, found['scale'].part) == ('Header', Care, None)
    assert list(groups(Tool))[-2:] == [Part, Care]
    assert next(field.attribute for field in computed(Tool)) == 'heavy'


def test_lists_can_be_filtered_by_what_the_fields_offer() -> None:
    found = {field.name: field for field in filter_fields(Tool, 'editors')}
    own = [name for name in found if name not in {field.name for field in filter_fields(Header, 'editors')}]
    assert own == ['scale', 'since', 'weight', 'theme', 'maker', 'heavy']
    assert [(found[name].kind, found[name].of) for name in own] == [
        (Holds.TERM, 'scale'),
        (Holds.DATE, ''),
        (Holds.NUMBER, ''),
        (Holds.RECORD, 'theme'),
        (Holds.RECORD, 'region'),
        (Holds.TEXT, ''),
    ]
    assert (found['maker'].owner, found['maker'].field) == ('Part', 'maker')
    record = tool(weight='12', shown=['a', 'b'], parts=[{'maker': 'x'}, {'maker': 'y'}, {'maker': 'x'}])
    values = {name: found[name].values(record) for name in own}
    assert values == {
        'scale': ('big',),
        'since': ('2025-03-04',),
        'weight': ('12',),
        'theme': ('a', 'b'),
        'maker': ('x', 'y'),
        'heavy': ('yes',),
    }
    assert found['maker'].values(tool()) == found['theme'].values(tool()) == ()


def test_what_is_wanted_late_comes_last() -> None:
    assert TOOLS.wanted['tool'] == ('shown', 'care', 'names')


def test_the_sheet_has_the_lines_of_the_class_in_their_places(words: Labels) -> None:
    record = tool(
        shown=['a', 'b'],
        names=['N'],
        parts=[{'maker': 'x'}],
        care={'daily': 'D', 'yearly': 'Y', 'source': ['bok']},
        title_en='T',
        reviewed_on='2026-01-02',
    )
    assert [(fact.name, fact.values) for fact in record_facts(record, words)] == [
        ('bought', (('4 mars 2025',),)),
        ('Visas för', ((RecordLink('theme', 'a'), ', ', RecordLink('theme', 'b')),)),
        ('scale', (('Stor',),)),
        ('names', (('”N”',),)),
        ('parts', ((RecordLink('region', 'x'),),)),
        ('yearly', (('Y', Note('bok')),)),
        ('daily', (('D',),)),
        ('title_en', ((Foreign('T', 'en'),),)),
        ('Genomgånget av redaktionen', (('2 januari 2026',),)),
    ]


def test_a_sheet_leaves_out_what_is_not_said_unless_that_has_words(words: Labels) -> None:
    facts = record_facts(tool(), words)
    assert [fact.name for fact in facts[:-1]] == ['bought', 'scale', 'Genomgånget av redaktionen']
    # what nobody says stands together, last
    assert (facts[-1].name, facts[-1].values) == ('Framgår inte av källorna', (('Visas för',),))


def test_forms_know_what_a_field_can_hold() -> None:
    found = {field.name: field for field in fields_of('tool', TOOLS)}
    assert (found['scale'].kind, found['scale'].choices) == (FieldKind.CHOICE, 'scale')
    assert (found['shown'].kind, found['shown'].target, found['shown'].many) == (FieldKind.REFERENCE, 'theme', True)
    assert (found['weight'].kind, found['bought'].kind) == (FieldKind.NUMBER, FieldKind.DATE)
    [maker, hidden] = found['parts'].fields
    assert (maker.kind, maker.target, hidden.unprinted) == (FieldKind.REFERENCE, 'region', 'nobody needs to see it')


def test_a_handbook_without_organisations_takes_authors_from_the_list() -> None:
    field = next(field for field in fields_of('tool', TOOLS) if field.name == 'written_by')
    assert (field.kind, field.target, field.choices) == (FieldKind.CHOICE, '', 'author')
    assert TOOLS.references == {}
    assert KINDS.references['written_by'] == 'region'
