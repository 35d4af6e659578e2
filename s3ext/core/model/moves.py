"""Addresses that pages had before, and pages that were withdrawn: where readers of an old address are led."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..problems import Position, Problem, ProblemCode
from ..suggest import nearest
from .entries import Entry, Named
from .kinds import id_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Where pages are that moved: by the ``docname`` that they had, and by kind and id. ``pages`` are all by docname.

    Nobody knows where an id leads that two pages had: it is in none of the tables.
    """

    pages: Mapping[str, Entry]
    docnames: Mapping[str, Entry]
    ids: Mapping[tuple[str, str], Entry]
    withdrawn: Mapping[tuple[str, str], Entry]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Moves:
        """What *entries* say of it."""
        pages = {entry.docname: entry for entry in entries}
        docnames: dict[str, Entry] = {}
        ids: dict[tuple[str, str], list[Entry]] = {}
        for _, entry in sorted(pages.items()):
            for former in entry.former:
                docname = former.docname(entry.folder)
                if docname not in pages:
                    docnames.setdefault(docname, entry)
                kind = entry.withdrawal.kind if entry.withdrawal else entry.type
                ids.setdefault((kind, id_of(docname)), []).append(entry)
        withdrawn = {(e.withdrawal.kind, e.id): e for _, e in sorted(pages.items()) if e.withdrawal}
        led = {key: found[0] for key, found in ids.items() if len({entry.docname for entry in found}) == 1}
        return cls(pages=pages, docnames=docnames, ids=led, withdrawn=withdrawn)

    def record(self, kinds: Collection[str], record_id: str) -> Entry | None:
        """The page that now stands for the record of one of *kinds* that was called *record_id*, or was withdrawn."""
        found = (self.ids.get((kind, record_id)) or self.withdrawn.get((kind, record_id)) for kind in kinds)
        return next(filter(None, found), None)

    def page(self, docname: str) -> Entry | None:
        """The page that was at *docname*, or is there and withdrawn."""
        entry = self.docnames.get(docname) or self.pages.get(docname)
        return entry if entry and (entry.withdrawal or entry.docname != docname) else None

    def instead(self, named: Named, entry: Entry) -> Entry | None:
        """The page that the withdrawn *entry* means by *named*: one at that address, or the record with that id."""
        found = self.pages.get(named.docname(entry.folder))
        if found is None and '/' not in named.written:
            found = next((page for _, page in sorted(self.pages.items()) if page.id == named.written), None)
        return found


def gone(path: str, mark: Position, written: str, entry: Entry, new: str, /, **details: str) -> Problem:
    """That at *mark* of *path* stands what *entry* was called, or what it is withdrawn from.

    *new* is what should stand there in the place of *written*: the new id or address. *details* may hold the remedy.
    """
    if entry.withdrawal is None:
        return Problem.at(path, mark, ProblemCode.MOVED_PAGE, value=written, nearest=new, **details)
    named = ', '.join(found.written for found in entry.withdrawal.instead)
    cause = 'withdrawn_instead' if named else 'withdrawn_alone'
    return Problem.at(path, mark, ProblemCode.WITHDRAWN_PAGE, value=written, cause=cause, instead=named)


def check_moves(entries: Sequence[Entry], moves: Moves, folders: Collection[str]) -> list[Problem]:
    """Old addresses that are in use, that two pages had, or that lie outside *folders*; pages to read instead."""
    problems: list[Problem] = []
    claimed: dict[str, tuple[Entry, Named]] = {}
    rings = _rings(entries, moves)
    for entry in entries:
        for former in entry.former:
            docname = former.docname(entry.folder)
            first, named = claimed.setdefault(docname, (entry, former))
            if docname in moves.pages:
                ring = rings.get((entry.docname, docname))
                if ring is not None:
                    problems += [_former(entry, former, 'former_ring', ring=' → '.join(ring))] if ring else []
                else:
                    cause = 'former_own' if docname == entry.docname else 'former_used'
                    problems.append(_former(entry, former, cause, other=moves.pages[docname].path))
            elif docname.partition('/')[0] not in folders:
                problems.append(_former(entry, former, 'former_outside', allowed=', '.join(f'{f}/' for f in folders)))
            elif named is not former:
                problems.append(_former(entry, former, 'former_twice', other=first.path))
        problems += _check_instead(entry, moves)
    return problems


def _former(entry: Entry, former: Named, cause: str, **details: str) -> Problem:
    return Problem.at(entry.path, former.mark, ProblemCode.FORMER_ID, value=former.written, cause=cause, **details)


def _rings(entries: Sequence[Entry], moves: Moves) -> dict[tuple[str, str], list[str]]:
    """By page and the old address that it claims, if that is a page which leads back: the ring, once for each."""
    leads = {
        entry.docname: [found for former in entry.former if (found := former.docname(entry.folder)) in moves.pages]
        for entry in entries
    }
    rings: dict[tuple[str, str], list[str]] = {}
    for start in sorted(leads):
        path = _way_back(start, leads)
        steps = list(pairwise(path))
        if path and not any(step in rings for step in steps):
            rings |= {step: [] for step in steps}
            rings[steps[0]] = path
    return rings


def _way_back(start: str, leads: Mapping[str, Sequence[str]]) -> list[str]:
    """The shortest way from *start* by way of at least one other page back to it; empty if there is none."""
    ways = [[start]]
    seen = {start}
    for way in ways:
        for to in leads.get(way[-1], ()):
            if to == start and len(way) > 1:
                return [*way, start]
            if to not in seen:
                seen.add(to)
                ways.append([*way, to])
    return []


def _check_instead(entry: Entry, moves: Moves) -> Iterator[Problem]:
    """What the withdrawn page *entry* leads to must be there, and not withdrawn itself."""
    for named in entry.withdrawal.instead if entry.withdrawal else ():
        found = moves.instead(named, entry)
        docname = named.docname(entry.folder)
        if found is None:
            renamed = (e for (_, name), e in moves.ids.items() if name == named.written)
            moved = moves.page(docname) or next(renamed, None)
            if moved is not None:
                new = moved.docname if '/' in named.written else moved.id
                yield gone(entry.path, named.mark, named.written, moved, new)
                continue
            known = [page.docname if '/' in named.written else page.id for page in moves.pages.values()]
            guess = nearest(named.written, sorted(known)) or ''
            details = {'value': named.written, 'nearest': guess}
            yield Problem.at(entry.path, named.mark, ProblemCode.UNKNOWN_TARGET, **details)
        elif found.withdrawal is not None:
            cause = 'instead_own' if found is entry else 'instead_withdrawn'
            others = ', '.join(other.written for other in found.withdrawal.instead if found is not entry)
            details = {'value': named.written, 'cause': cause, 'other': others or '–'}
            yield Problem.at(entry.path, named.mark, ProblemCode.BAD_INSTEAD, **details)
