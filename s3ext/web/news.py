"""What is new, on the web: the list, the choice of a later day, and a text to paste."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from ..core.views.blocks import Change, Changes, PasteLine
from ..nodes import refuse, s3_news
from ..writing.outputs import base_url


def setup_news(app: Sphinx) -> None:
    """Register the node; other builders get its blocks alone."""
    refused = (refuse, None)
    app.add_node(s3_news, html=(_open, _close), latex=refused, text=refused, man=refused, texinfo=refused)


def _open(translator: HTML5Translator, node: s3_news) -> None:
    changes: Changes = node['changes']
    data = json.dumps(_data(translator, node), ensure_ascii=False, separators=(',', ':'))
    place = node['ids'][0]
    day = f'value="{changes.since}" min="{changes.since}"'
    translator.body.append(
        f'<div class="s3-news" data-s3-news="{escape(data)}">\n'
        f'<p class="s3-news-since pst-js-only d-print-none"><label for="{place}-since">{escape(changes.since_label)}'
        f'</label><input type="date" id="{place}-since" required {day}/></p>\n'
        '<div class="s3-news-list">\n'
    )


def _close(translator: HTML5Translator, node: s3_news) -> None:
    changes: Changes = node['changes']
    place = node['ids'][0]
    text = '\n'.join(_line(translator, line) for line in changes.lines)
    translator.body.append(
        '</div>\n<div class="s3-news-text d-print-none">\n'
        f'<p><label for="{place}-text">{escape(changes.label)}</label></p>\n'
        # the first line break after the tag is none of the text
        f'<textarea id="{place}-text" readonly="readonly" rows="12">\n{escape(text)}</textarea>\n'
        f'<p><button type="button" class="pst-js-only">{escape(changes.copy)}</button> '
        '<span role="status"></span></p>\n'
        '</div>\n</div>\n'
    )


def _line(translator: HTML5Translator, line: PasteLine) -> str:
    return f'{line.text}: {_address(translator, line.docname)}' if line.docname else line.text


def _address(translator: HTML5Translator, docname: str) -> str:
    """The full address of the page, or the one from the front page where nobody knows where the site is published."""
    return f'{base_url(translator.config)}{translator.builder.get_target_uri(docname)}'


def _data(translator: HTML5Translator, node: s3_news) -> dict[str, Any]:
    """What the script makes the list and the text of, for another day."""
    changes: Changes = node['changes']
    here, groups = node['docname'], list(changes.groups)

    def row(change: Change) -> list[Any]:
        docname = change.row.title.docname
        words = (change.row.title.text, change.row.meta[0], change.kind)
        address = translator.builder.get_relative_uri(here, docname)
        return [*words, address, groups.index(change.group), change.added, change.reviewed]

    return {
        'base': base_url(translator.config),
        'here': translator.builder.get_target_uri(here),
        'groups': groups,
        'changes': [row(change) for change in changes.changes],
        'many': changes.many,
        'level': min(1 + sum(isinstance(above, nodes.section) for above in _ancestors(node)), 6),
        'texts': dict(changes.texts),
    }


def _ancestors(node: nodes.Node) -> list[nodes.Node]:
    found = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found
