"""Faults of a page that its text alone shows, beside what the gate refuses: alternative texts, heads, views, places."""

from __future__ import annotations

from collections.abc import Iterator

from ..gate.allowed import PARTS, PICTURE, TEMPLATE, Permitted
from ..model.entries import Entry
from ..model.kinds import Kinds
from ..model.vocabulary import Vocabulary
from ..problems import Position, Problem, ProblemCode
from ..suggest import nearest
from ..views import ViewError
from .alt_text import ALT_EMPTY, check_alt
from .facts import DirectiveUse, Image, PageFacts, RoleUse
from .reserved import is_reserved
from .views import check_options, view_options

#: what ``{s3:setting}`` can print
SETTINGS = ('publisher', 'contact', 'supervisor')


def check_facts(facts: PageFacts, entry: Entry, vocabulary: Vocabulary, permitted: Permitted) -> list[Problem]:
    """The faults of the page *entry*, whose body says *facts*; *permitted* is what pages of the site may hold."""
    path = entry.path
    problems = [
        _of_alt(path, image, cause)
        for image in facts.images
        if PICTURE.fullmatch(image.source) and (cause := check_alt(image.alt, image.source, permitted.alt_words))
    ]
    problems += [
        Problem.at(path, table.mark, ProblemCode.TABLE_HEADER, value=table.first_words)
        for table in facts.tables
        if not table.has_head
    ]
    for use in facts.directives:
        if use.valid and (error := _error_of(use, entry, vocabulary, permitted)):
            problems.append(_refused(path, mark_of(use, error), error, 'view_directive'))
    for role in facts.roles:
        if error := _error_of_role(role, permitted.kinds):
            problems.append(_refused(path, role.mark, error, 'view_role'))
    problems += _check_template(facts, entry, permitted.kinds)
    return problems + list(_check_places(facts, entry, permitted.names.participants_sheet))


def _check_template(facts: PageFacts, entry: Entry, kinds: Kinds) -> Iterator[Problem]:
    """A page to take something from has one part for that."""
    if not kinds.about(entry.type).to_take or not facts.headings or facts.is_twin:
        return
    uses = [use for use in facts.directives if use.name == TEMPLATE]
    if len(uses) != 1:
        cause, mark = ('template_twice', uses[1].mark) if uses else ('template_none', facts.headings[0].mark)
        yield Problem.at(entry.path, mark, ProblemCode.TEMPLATE_PART, cause=cause)


def _of_alt(path: str, image: Image, cause: str) -> Problem:
    """A fault if nothing can be read aloud in the place of the picture; a note if what is read says nothing of it."""
    if cause == ALT_EMPTY:
        return Problem.at(path, image.mark, ProblemCode.IMAGE_ALT, value=image.source)
    return Problem.at(path, image.mark, ProblemCode.POOR_ALT, value=image.alt, cause=cause)


def mark_of(use: DirectiveUse, error: ViewError) -> Position:
    """The place of the option that *error* is about, or that of the directive."""
    value = error.details.get('value', '')
    if 'option' in error.details:
        return next((mark for name, _, mark in use.options if name == error.details['option']), use.mark)
    if 'column' in error.details:
        return next((mark for name, _, mark in use.options if name == 'filter'), use.mark)
    return next((mark for name, written, mark in use.options if value and value in (name, written)), use.mark)


def _refused(path: str, mark: Position, error: ViewError, what: str) -> Problem:
    details = error.details
    guess = nearest(details.get('value', ''), details.get('allowed', '').split(', ')) or ''
    return Problem.at(path, mark, ProblemCode.BAD_VIEW, what=what, cause=error.cause, nearest=guess, **details)


def _error_of(use: DirectiveUse, entry: Entry, vocabulary: Vocabulary, permitted: Permitted) -> ViewError | None:
    """Why the directive cannot be shown on the page, if it cannot."""
    kinds, views = permitted.kinds, permitted.views
    if use.parent == TEMPLATE:
        return ViewError('view_in_template')
    if use.name in views:
        try:
            options = {name: value for name, value, _ in use.options}
            options = view_options(use.name, use.argument, options, entry, permitted)
            check_options(use.name, options, vocabulary, permitted)
        except ViewError as error:
            return error
    elif entry.type not in (holders := permitted.holders.get(use.name, (entry.type,))):
        return ViewError('view_page', kind=holders[0])
    elif use.name in PARTS and not use.has_content:
        return ViewError('view_empty')
    elif use.name == 'facts' and not kinds.about(entry.type).has_sheet:
        return ViewError('view_facts')
    elif use.name == 'fields' and use.argument not in kinds.listed:
        return ViewError('view_option', value=use.argument, allowed=', '.join(kinds.listed))
    elif use.name == 'options' and use.argument not in views:
        return ViewError('view_option', value=use.argument, allowed=', '.join(views))
    return None


def _error_of_role(role: RoleUse, kinds: Kinds) -> ViewError | None:
    # what the roles can say that name no record
    allowed = {'s3:count': kinds.listed, 's3:setting': SETTINGS}.get(role.name)
    if allowed is None:
        return None
    if role.name == 's3:count' and role.where == 'heading':  # menus show headings before anything is counted
        return ViewError('view_heading')
    if role.content in allowed:
        return None
    return ViewError('view_option', value=role.content, allowed=', '.join(allowed))


def _check_places(facts: PageFacts, entry: Entry, sheet: str) -> Iterator[Problem]:
    """Places that the page or its surroundings use for something else."""
    cited = {note.label for note in facts.notes}
    if entry.record is not None:
        cited |= {source.id for source in entry.record.sources}
    seen: dict[str, int] = {}
    for name, mark in facts.places:
        first = seen.setdefault(name, mark.line)
        others = [heading for heading in facts.headings if heading.slug == name and name not in heading.places]
        if is_reserved(name, sheet):
            yield Problem.at(entry.path, mark, ProblemCode.RESERVED_PLACE, value=name)
        elif first != mark.line:
            yield Problem.at(entry.path, mark, ProblemCode.DUPLICATE_PLACE, value=name, other=f'{entry.path}:{first}')
        elif others or name in cited:
            line = others[0].mark.line if others else 1
            yield Problem.at(entry.path, mark, ProblemCode.DUPLICATE_PLACE, value=name, other=f'{entry.path}:{line}')
