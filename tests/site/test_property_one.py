"""After any edit an incremental build equals a fresh one: serial, parallel, web and PDF source. Half one of two.

Two files, so that two processes share the work.
"""

from __future__ import annotations

from hypothesis import given, seed

from tests.site.sequences import EDIT_LISTS, RUN, leaves_what_a_fresh_build_makes


@RUN
@seed(1)
@given(edits=EDIT_LISTS)
def test_any_edit_leaves_what_a_fresh_build_makes(edits: list[tuple[str, int]]) -> None:
    leaves_what_a_fresh_build_makes(edits)
