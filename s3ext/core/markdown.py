"""Markdown as the site reads it: MyST's own parts with the site's settings, so that a check sees what a build sees."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import make_fence_rule
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from .page.positions import with_positions

#: what ``conf.py`` must say (tested): MyST's extensions, and the parts of Markdown that are switched off
EXTENSIONS = ('colon_fence', 'deflist')
DISABLED = ('html_block', 'html_inline')


@cache
def markdown() -> MarkdownIt:
    """A parser that gives the tokens of MyST's (``myst_parser.parsers.mdit``), without MyST and docutils.

    They also say where they stand, as those that the build makes with ``page.positions`` do.
    """
    parser = (
        MarkdownIt('commonmark')
        .enable('table')
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    )
    colons = make_fence_rule(markers=(':',), token_type='colon_fence', exact_match=False)
    interrupts: RuleOptionsType = {'alt': ['paragraph', 'reference', 'blockquote', 'list', 'footnote_def']}
    parser.block.ruler.before('fence', 'colon_fence', colons, interrupts)
    return with_positions(parser.use(deflist_plugin).disable(list(DISABLED)))
