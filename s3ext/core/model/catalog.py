"""All records of the site, immutable and sorted, with indexes; and the checks that need them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from ..language import PLAIN, Language
from ..problems import Position, Problem, ProblemCode
from ..suggest import nearest
from .approval import check_days
from .entries import Entry
from .header import Header
from .kinds import Kinds
from .moves import Moves, gone
from .parts import GlossaryTerm

#: so many cycles of one kind are reported
_MOST_CYCLES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One record of the catalogue, with the title of its page."""

    type: str
    id: str
    docname: str
    title: str
    record: Header


#: a rule across records: what is wrong with all pages together, which come in the order of their names
Rule = Callable[[Sequence[Entry]], Iterable[Problem]]


class Catalog:
    """The records of a site, in the order of their titles within each kind. Never changed once built."""

    def __init__(
        self, entries: Collection[Entry], titles: Mapping[str, str], kinds: Kinds, language: Language = PLAIN
    ) -> None:
        """Index the valid *entries* of *kinds*; *titles* maps docname to the title as plain text, in *language*."""
        self.kinds = kinds
        self.language = language
        pages = [
            Item(type=e.type, id=e.id, docname=e.docname, title=titles.get(e.docname, e.id), record=e.record)
            for e in entries
            if e.record is not None
        ]
        pages.sort(key=lambda item: (item.type, language.sort_key(item.title), item.id, item.docname))
        items = [page for page in pages if page.type in kinds.listed]
        #: the glossary and the plain pages: nothing lists them, but they are reviewed as records are
        self.documents = tuple(page for page in pages if page.type not in kinds.listed and not page.record.withdrawn)
        self._pages = {page.docname: page for page in pages}
        self.glossary = next((e for e in entries if e.record and e.record.defines), None)
        terms = self.glossary.record.defines if self.glossary and self.glossary.record else ()
        self._terms = tuple(sorted(terms, key=lambda term: (language.sort_key(term.term), term.id)))
        # an id used twice is a fault; the first of them counts
        self._term_by_id = {term.id: term for term in reversed(self._terms)}
        by_type: defaultdict[str, list[Item]] = defaultdict(list)
        by_facet: defaultdict[tuple[str, str, str], list[Item]] = defaultdict(list)
        self._by_id: dict[tuple[str, str], Item] = {}
        self._by_docname: dict[str, Item] = {}
        for item in items:
            by_type[item.type].append(item)
            self._by_id.setdefault((item.type, item.id), item)
            self._by_docname[item.docname] = item
            for field in kinds.fields[item.type].values():
                if field.is_facet:
                    for value in field.values(item.record):
                        by_facet[item.type, field.name, value].append(item)
        for found in by_type.values():
            if any(item.record.place is not None for item in found):
                found.sort(key=lambda item: (item.record.place or 0, item.id))
        self._by_type = {kind: tuple(found) for kind, found in by_type.items()}
        self._by_facet = {key: tuple(found) for key, found in by_facet.items()}
        self._neighbours = {
            docname: pair for kind in kinds.within for docname, pair in self._neighbours_of(kind).items()
        }
        self._places = {
            (kind, item.id): place for kind, found in self._by_type.items() for place, item in enumerate(found)
        }

    def of_type(self, kind: str) -> tuple[Item, ...]:
        """All records of *kind*: chapters in reading order, the others by title."""
        return self._by_type.get(kind, ())

    def select(self, kind: str, where: Iterable[tuple[str, str]] = ()) -> tuple[Item, ...]:
        """The records of *kind* that have every (facet, value) in *where*, in the order of ``of_type``."""
        conditions = tuple(where)
        if not conditions:
            return self.of_type(kind)
        first, *rest = (self._by_facet.get((kind, facet, value), ()) for facet, value in conditions)
        if not rest:
            return first
        others = [{item.docname for item in found} for found in rest]
        return tuple(item for item in first if all(item.docname in found for found in others))

    def get(self, kind: str, record_id: str) -> Item | None:
        """The record of *kind* called *record_id*, if there is one."""
        return self._by_id.get((kind, record_id))

    def find(self, record_id: str) -> tuple[Item, ...]:
        """The records of any kind called *record_id*."""
        return tuple(found for kind in self.kinds.listed if (found := self.get(kind, record_id)))

    def place(self, kind: str, record_id: str) -> int:
        """Where in ``of_type`` the record of *kind* called *record_id* stands. Raises ``KeyError`` if there is none."""
        return self._places[kind, record_id]

    def at(self, docname: str) -> Item | None:
        """The record whose page is *docname*, if it is one."""
        return self._by_docname.get(docname)

    def page(self, docname: str) -> Item | None:
        """The page *docname*, be it a record, the glossary or a plain page, if its header is right."""
        return self._pages.get(docname)

    def neighbours(self, docname: str) -> tuple[Item | None, Item | None]:
        """The records before and after that at *docname*, among those with its owner. Raises ``KeyError``."""
        return self._neighbours[docname]

    def page_of(self, name: str, term_id: str) -> Item | None:
        """The page that stands for the term *term_id* of the closed list *name*, if there is one."""
        kind = self.kinds.paged_lists.get(name, '')
        return next((item for item in self.of_type(kind) if item.record.stands_for(item.id) == term_id), None)

    def term(self, term_id: str) -> GlossaryTerm | None:
        """The term of the glossary called *term_id*, if there is one."""
        return self._term_by_id.get(term_id)

    def former_term(self, term_id: str) -> GlossaryTerm | None:
        """The term of the glossary that was called *term_id* before, if there is one."""
        return next((term for term in self._terms if term_id in term.former_ids), None)

    def terms(self) -> tuple[GlossaryTerm, ...]:
        """The terms of the glossary in alphabetical order."""
        return self._terms

    def nearest(self, record_id: str, kinds: Iterable[str] | None = None) -> str:
        """The existing id most like *record_id* among *kinds*, or all, or an empty text."""
        among = self.kinds.listed if kinds is None else kinds
        return nearest(record_id, [item.id for kind in among for item in self.of_type(kind)]) or ''

    def owner_of(self, item: Item) -> str:
        """The id of the record whose folder and neighbours *item* has, of a kind within another; '' if it has none."""
        return next(iter(self.kinds.values(item.type, self.kinds.within[item.type], item.record)), '')

    def _neighbours_of(self, kind: str) -> dict[str, tuple[Item | None, Item | None]]:
        """By docname what stands before and after each record of *kind*, among those with the same owner."""
        by_owner: defaultdict[str, list[Item]] = defaultdict(list)
        for item in self.of_type(kind):
            by_owner[self.owner_of(item)].append(item)
        return {
            item.docname: (before, after)
            for together in by_owner.values()
            for before, item, after in zip([None, *together], together, [*together[1:], None], strict=False)
        }


def check_entries(entries: Iterable[Entry], catalog: Catalog, today: str, rules: Iterable[Rule] = ()) -> list[Problem]:
    """Faults that no file shows alone: unknown references, ids used twice, terms with two pages, days after *today*.

    Then what the *rules* of the handbook say.

    Whether a day (``YYYY-MM-DD``) lies ahead changes while its page stays the same, so it is asked anew each time.
    """
    problems: list[Problem] = []
    first_path: dict[str, str] = {}
    term_path: dict[tuple[str, str], str] = {}
    ordered = sorted(entries, key=lambda entry: entry.docname)
    # a page with faults of its own is in no catalogue, but the references to it are right
    known = {(entry.type, entry.id) for entry in ordered}
    moves = Moves.of(ordered)
    for entry in ordered:
        problems += check_days(entry, today)
        for reference in entry.references:
            if (reference.type, reference.id) == (entry.type, entry.id) and not reference.beside:
                problems.append(Problem.at(entry.path, reference.mark, ProblemCode.SELF_REFERENCE, value=entry.id))
            if (reference.type, reference.id) in known:
                continue
            if page := moves.record([reference.type], reference.id):
                problems.append(gone(entry.path, reference.mark, reference.id, page, page.id))
            else:
                details = {
                    'kind': reference.type,
                    'value': reference.id,
                    'nearest': catalog.nearest(reference.id, [reference.type])
                    or nearest(reference.id, reference.beside)
                    or '',
                }
                problems.append(Problem.at(entry.path, reference.mark, ProblemCode.UNKNOWN_RECORD, **details))
        if entry.type not in catalog.kinds.listed:
            continue
        other = first_path.setdefault(entry.id, entry.path)
        if other != entry.path:
            details = {'value': entry.id, 'other': other}
            problems.append(Problem.at(entry.path, Position(line=1), ProblemCode.DUPLICATE_ID, **details))
        value = entry.record.stands_for('') if entry.record else ''
        if value:  # the page stands for a term, and only one can
            other = term_path.setdefault((entry.type, value), entry.path)
            if other != entry.path:
                details = {'value': value, 'other': other}
                problems.append(Problem.at(entry.path, Position(line=1), ProblemCode.TERM_TAKEN, **details))
    problems += _check_cycles(ordered, catalog.kinds)
    return problems + [problem for rule in rules for problem in rule(ordered)]


def _check_cycles(entries: Sequence[Entry], kinds: Kinds) -> list[Problem]:
    """Themes that are broader than each other and cases that build on each other, by way of any number of others."""
    problems = []
    for kind in kinds.listed:
        found = {entry.id: entry for entry in entries if entry.type == kind and entry.record}
        leads = {record_id: _others(entry) for record_id, entry in found.items()}
        for _ in range(_MOST_CYCLES):
            try:
                TopologicalSorter(leads).prepare()
            except CycleError as error:
                # each leads to the one before it
                cycle: list[str] = list(reversed(error.args[1][1:]))
            else:
                break
            start = cycle.index(min(cycle))
            cycle = [*cycle[start:], *cycle[:start]]
            entry, to = found[cycle[0]], cycle[1]
            mark = next(reference.mark for reference in entry.references if reference.id == to)
            details = {'value': to, 'ring': ' → '.join([*cycle, cycle[0]])}
            problems.append(Problem.at(entry.path, mark, ProblemCode.REFERENCE_RING, **details))
            leads[cycle[0]].remove(to)
    return problems


def _others(entry: Entry) -> list[str]:
    """What the record of *entry* is a part of or builds on, but for itself, which is reported elsewhere."""
    return [to for to in entry.record.leads_to() if to != entry.id] if entry.record else []
