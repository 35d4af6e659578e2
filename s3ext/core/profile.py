"""What makes a handbook of the engine: all that is of one field, one country or one language, as one value.

A site's ``conf.py`` names it with ``s3_profile``: a module with a ``PROFILE``. The engine asks it, and knows none by
name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .drawing.areas import AreaMap
from .fixed_names import NAMES, FixedNames
from .gate.person_rules import EVERYWHERE, PersonRules
from .language import Language, chosen
from .page.alt_text import ENGLISH, AltWords
from .problems import Code, ProblemCode
from .starter import Starter
from .texts.files import TextFiles

if TYPE_CHECKING:
    from .model.catalog import Rule
    from .model.kinds import Kinds
    from .views import Site, View
    from .views.own_record import Alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What a handbook holds: the ``kinds`` of its pages.

    ``rules`` look at all records together; those of one header are in its class. ``codes`` are those of the problems
    that they report beside the engine's. ``views`` come beside those that every handbook has, by the name of their
    directive. ``alike`` says which records of the organisations are like which, so that readers can choose one as their
    own. Raises ``ValueError`` for a code that the engine has.
    """

    kinds: Kinds
    rules: tuple[Rule, ...] = ()
    codes: tuple[Code, ...] = ()
    views: Mapping[str, View] = field(default_factory=dict)
    alike: Callable[[Site], Alike] | None = None

    def __post_init__(self) -> None:
        if taken := {code.value for code in self.codes} & {code.value for code in ProblemCode}:
            raise ValueError(f'codes of the engine: {", ".join(sorted(taken))}')


@dataclass(frozen=True, kw_only=True)  # no slots: they have no place for what is loaded once
class Profile:
    """One handbook's own part.

    ``module`` is where it comes from, for messages and digests; ``texts`` says where its texts lie, and in which
    languages. ``load`` gives the records: it imports their classes, which takes as long as the rest of a short command
    does, and many commands need none.

    ``languages``: those that it describes, by their codes; ``language`` gives the plainest for any other.
    ``persons``: what personal data looks like in the country; ``alt_words``: words of the language that say nothing of
    a picture. Each is optional: without it the engine knows what holds everywhere. Without a ``map`` there is none.
    """

    module: str
    texts: TextFiles
    load: Callable[[], Records]
    languages: Mapping[str, Language] = field(default_factory=dict)
    persons: PersonRules = EVERYWHERE
    alt_words: AltWords = ENGLISH
    map: AreaMap | None = None
    names: FixedNames = NAMES
    starter: Starter | None = None

    def language(self, code: str) -> Language:
        """The language of a site whose ``language`` is *code*."""
        return chosen(self.languages, code)

    @cached_property
    def records(self) -> Records:
        """The kinds of pages with their rules and views."""
        return self.load()

    @property
    def kinds(self) -> Kinds:
        """The kinds of pages."""
        return self.records.kinds

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes of its own rules."""
        return self.records.codes

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules across records."""
        return self.records.rules

    @property
    def views(self) -> Mapping[str, View]:
        """The views that know the kinds."""
        return self.records.views
