"""Faults of a page that its text alone shows, beside what the gate refuses: alternative texts, heads, views, places."""

from __future__ import annotations

from collections.abc import Iterator

from ..allowed import PICTURE
from ..alt_text import ALT_EMPTY, check_alt
from ..entries import Entry
from ..fields import FIELDS
from ..kinds import LISTED_TYPES, RECORD_CLASSES
from ..problems import Mark, Problem, ProblemCode
from ..profile import Profile
from ..suggest import nearest
from ..views import VIEWS, ViewError, Views
from ..vocabulary import Vocabulary
from .facts import DirectiveUse, Image, PageFacts, RoleUse
from .reserved import is_reserved
from .views import check_options, view_options

#: what ``{s3:setting}`` can print
SETTINGS = ('publisher', 'contact', 'supervisor')
#: what the roles can say that name no record
_ALLOWED = {'s3:count': tuple(kind.value for kind in LISTED_TYPES), 's3:setting': SETTINGS}
#: the kinds whose pages hold a sheet for those who take part
_WORKSHOPS = tuple(kind for kind, cls in RECORD_CLASSES.items() if cls.about.for_participants)
_NO_FACTS = frozenset(kind for kind, cls in RECORD_CLASSES.items() if not cls.about.has_sheet)


def check_facts(
    facts: PageFacts, entry: Entry, vocabulary: Vocabulary, profile: Profile, views: Views = VIEWS
) -> list[Problem]:
    """The faults of the page *entry*, whose body says *facts*; the site has this *profile* and these *views*."""
    path = entry.path
    problems = [
        _of_alt(path, image, cause)
        for image in facts.images
        if PICTURE.fullmatch(image.source) and (cause := check_alt(image.alt, image.source, profile.alt_words))
    ]
    problems += [
        Problem.at(path, table.mark, ProblemCode.TABLE_HEADER, value=table.first_words)
        for table in facts.tables
        if not table.has_head
    ]
    for use in facts.directives:
        if use.valid and (error := _error_of(use, entry, vocabulary, views)):
            problems.append(_refused(path, mark_of(use, error), error, 'view_directive'))
    for role in facts.roles:
        if error := _error_of_role(role):
            problems.append(_refused(path, role.mark, error, 'view_role'))
    return problems + list(_check_places(facts, entry, profile.names.sheet))


def _of_alt(path: str, image: Image, cause: str) -> Problem:
    """A fault if nothing can be read aloud in the place of the picture; a note if what is read says nothing of it."""
    if cause == ALT_EMPTY:
        return Problem.at(path, image.mark, ProblemCode.IMAGE_ALT, value=image.source)
    return Problem.at(path, image.mark, ProblemCode.POOR_ALT, value=image.alt, cause=cause)


def mark_of(use: DirectiveUse, error: ViewError) -> Mark:
    """The place of the option that *error* is about, or that of the directive."""
    value = error.details.get('value', '')
    if 'option' in error.details:
        return next((mark for name, _, mark in use.options if name == error.details['option']), use.mark)
    if 'column' in error.details:
        return next((mark for name, _, mark in use.options if name == 'filter'), use.mark)
    return next((mark for name, written, mark in use.options if value and value in (name, written)), use.mark)


def _refused(path: str, mark: Mark, error: ViewError, what: str) -> Problem:
    details = error.details
    guess = nearest(details.get('value', ''), details.get('allowed', '').split(', ')) or ''
    return Problem.at(path, mark, ProblemCode.BAD_VIEW, what=what, cause=error.cause, nearest=guess, **details)


def _error_of(use: DirectiveUse, entry: Entry, vocabulary: Vocabulary, views: Views) -> ViewError | None:
    """Why the directive cannot be shown on the page, if it cannot."""
    if use.name in views:
        try:
            options = {name: value for name, value, _ in use.options}
            check_options(use.name, view_options(use.name, use.argument, options, entry, views), vocabulary, views)
        except ViewError as error:
            return error
    elif use.name in ('participants', 'agenda') and entry.type not in _WORKSHOPS:
        return ViewError('view_page', kind=_WORKSHOPS[0])
    elif use.name == 'participants' and not use.has_content:
        return ViewError('view_empty')
    elif use.name == 'facts' and entry.type in _NO_FACTS:
        return ViewError('view_facts')
    elif use.name == 'fields' and use.argument not in {kind.value for kind in FIELDS}:
        return ViewError('view_option', value=use.argument, allowed=', '.join(kind.value for kind in FIELDS))
    elif use.name == 'options' and use.argument not in views:
        return ViewError('view_option', value=use.argument, allowed=', '.join(views))
    return None


def _error_of_role(role: RoleUse) -> ViewError | None:
    allowed = _ALLOWED.get(role.name)
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
