"""Words in another language than the page: what says so in nodes, and in HTML."""

from __future__ import annotations

from html import escape

from docutils import nodes

#: what classes begin with that docutils makes an attribute of
_CLASS = 'language-'


def words_in(language: str, text: str) -> nodes.inline:
    """The words *text* in another *language* than the page; docutils makes the class what says so."""
    return nodes.inline(text, text, classes=[f'{_CLASS}{language}'])


def language_of(node: nodes.Element) -> str:
    """The code of the other language that the words in *node* are in; '' for that of the page."""
    names: list[str] = node.get('classes', [])
    found = (name.removeprefix(_CLASS) for name in names if name.startswith(_CLASS))
    return next((code for code in found if code.isascii() and code.isalpha()), '')


def lang_attribute(language: str) -> str:
    """The attribute, with a space before it, that says that words are in *language*; '' for that of the page."""
    return f' lang="{escape(language)}"' if language else ''
