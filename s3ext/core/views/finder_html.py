"""A list to choose from as HTML: what stands around its rows, and what a script has to know of each.

The places of the choices are there before any script runs, so that nothing moves when it does. Without script they are
not shown. The search page has the same frame (``web/templates/search.html``).
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from .blocks import Findable, Finder

CLOSE_FINDER = '</div>\n</div>\n'


def open_finder(finder: Finder, place: str, *, columns: bool = False) -> str:
    """All that stands before the rows of *finder*, or before its *columns*; the ids in it begin with *place*."""
    texts = {name: escape(text) for name, text in finder.texts}
    return (
        f'<div class="s3-finder" id="{place}" data-s3-finder="{escape(_data(finder, columns=columns))}">\n'
        f'<noscript><p class="s3-finder-note">{texts["without_script"]}</p></noscript>\n'
        f'<div class="s3-finder-head pst-js-only" role="search" aria-label="{texts["find"]}">\n'
        f'<p><label for="{place}-q">{texts["find"]}</label>'
        f'<input type="search" id="{place}-q" name="q" autocomplete="off" spellcheck="false"/></p>\n'
        f'{_sorting(texts, place) if finder.is_dated else ""}'
        '</div>\n'
        f'{_bar(texts, escape(finder.count), place)}'
        '<div class="s3-finder-columns">\n'
        f'<div class="s3-finder-choices pst-js-only" id="{place}-choices" role="form" '
        f'aria-label="{texts["filter"]}"></div>\n'
    )


def finder_row(found: Findable, place: str = '') -> str:
    """The tag of a row, to which links to *place* lead."""
    values = ';'.join(','.join(map(str, places)) for places in found.values)
    start, end = (str(year or '') for year in found.years)
    years = f' data-s3-years="{start}-{end}"' if start or end else ''
    words = f' data-s3-words="{escape(found.words)}"' if found.words else ''
    name = f' id="{escape(place)}"' if place else ''
    return f'<li{name} data-s3-values="{values}"{years}{words}>'


def lang_attribute(language: str) -> str:
    """The attribute, with a space before it, that says that words are in *language*; '' for that of the page."""
    return f' lang="{escape(language)}"' if language else ''


def _data(finder: Finder, *, columns: bool) -> str:
    """The facets and texts for the script, and what it has to know of *columns*; rows say that themselves."""
    facets = [{'name': facet.name, 'label': facet.label, 'values': facet.values} for facet in finder.facets]
    data: dict[str, Any] = {'facets': facets, 'texts': dict(finder.texts), 'count': finder.count}
    if finder.command:
        data['command'] = finder.command
    if columns:
        data['columns'] = [found.values for found in finder.found]
    return json.dumps(data, ensure_ascii=False, separators=(',', ':'))


def _sorting(texts: dict[str, str], place: str) -> str:
    orders = (('', texts['sort_title']), ('newest', texts['sort_newest']), ('oldest', texts['sort_oldest']))
    options = ''.join(f'<option value="{value}">{text}</option>' for value, text in orders)
    label = f'<label for="{place}-sort">{texts["sort"]}</label>'
    return f'<p>{label}<select id="{place}-sort" name="sort">{options}</select></p>\n'


def _bar(texts: dict[str, str], count: str, place: str) -> str:
    """What stays in sight: how many are shown, what is chosen, and on narrow screens the way to the choices."""
    return (
        '<div class="s3-finder-bar">\n'
        f'<p class="s3-count">{count}</p>\n'
        f'<button type="button" class="s3-finder-toggle pst-js-only" aria-expanded="false" '
        f'aria-controls="{place}-choices">{texts["toggle"]}</button>\n'
        '</div>\n'
    )
