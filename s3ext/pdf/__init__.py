"""Documents as tagged PDFs: pages are written as Typst code and set by the ``typst`` package.

Knows docutils and Sphinx, and nothing of what the pages are about: an extension that answers the event
``typstpdf-plan`` hands over the editions and what stands on their covers (see ``plan.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_pdf(app: Sphinx) -> None:
    """Register the builder ``typstpdf``, its event and its node."""
    # here, not above: child processes set PDFs without Sphinx
    from .builder import PLAN_EVENT, STAGE_EVENT, TypstPdfBuilder

    app.add_event(PLAN_EVENT)
    app.add_event(STAGE_EVENT)
    app.add_builder(TypstPdfBuilder)
