"""What a drawing consists of: a few shapes, words and groups, without colours and sizes of type.

Coordinates are in units of the drawing, y downwards. In a drawing that stretches, x and widths are hundredths of its
width instead. A shape has a ``look`` by its name in ``looks.py``; how that looks is the style sheet's on the web, and
fixed in the PDF.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A shape given as path data."""

    path: str
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle with its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A circle with its middle."""

    x: float
    y: float
    radius: float
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A straight line from one point to another."""

    start: tuple[float, float]
    end: tuple[float, float]
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of text at the point where its base line begins; ``anchor`` is 'start', 'middle' or 'end'."""

    x: float
    y: float
    text: str
    look: str
    anchor: str = 'middle'


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Shapes that belong together; what they are is its ``title``, and ``page`` the page that they lead to.

    What is ``hidden`` is said elsewhere in the drawing; it lets the pointer through to what lies below.
    """

    parts: tuple[Shape, ...]
    title: str = ''
    page: str = ''
    hidden: bool = False
    current: bool = False


Shape = Outline | Box | Disc | Stroke | Words | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing of a ``size`` (width, height). Beside it stands the same content as a text or table.

    One without a ``title`` says nothing that the text right beside it does not say. ``look`` names what it is a drawing
    of. One that stretches is as wide as there is room, and as high as its size says.
    """

    size: tuple[float, float]
    parts: tuple[Shape, ...]
    title: str = ''
    description: str = ''
    look: str = ''
    stretches: bool = False

    def __str__(self) -> str:
        """What it shows, for trees that people read; ``repr`` has every shape."""
        return f'{self.look}: {self.title} {self.description}'.strip()

    @property
    def words(self) -> str:
        """Title and description as one text."""
        return f'{self.title}. {self.description}' if self.title and self.description else self.title
