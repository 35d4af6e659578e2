"""The kinds of pages of S3-handboken: a module for each.

The modules of the kinds have annotations that are objects (no ``from __future__ import annotations``): as texts they
would be compiled anew for each class that inherits them, which takes a fifth of the time that loading the kinds does.
"""

from __future__ import annotations

from ...core.model.kinds import FAR, Kinds
from .case import Case
from .chapter import Chapter
from .glossary import Glossary
from .method import Method
from .obstacle import Obstacle
from .pilot import Pilot
from .region import Region
from .template import Template
from .theme import Theme
from .workshop import Workshop

#: words that titles in English have and those in Swedish do not
_ENGLISH = (
    *('the', 'of', 'and', 'with', 'from', 'through', 'towards', 'how', 'what', 'which', 'are', 'its', 'our'),
    *('specialisation', 'specialization', 'strategies'),
)
#: in the order in which kinds are named
KINDS = Kinds(
    (
        Case,
        Pilot,
        Region,
        Theme,
        Obstacle,
        Method,
        Workshop,
        Template,
        Chapter,
        Glossary,
    ),
    editors='redaktionen',
    # the programme periods of the EU's regional policy
    periods=((0, 2013), (2014, 2020), (2021, 2027), (2028, FAR)),
    titles=('title', 'titel', 'rubrik'),
    foreign=(('en', _ENGLISH),),
)
