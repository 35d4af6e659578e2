"""How running text is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from docutils import nodes

from .escape import call, join, seen, string
from .writer import Handler, PageWriter

#: the only addresses that become links; others, such as javascript:, are printed as text
_SCHEMES = {'http', 'https', 'mailto', 'tel'}
#: text with a look of its own: class, and the function in the template
_LOOKS = MappingProxyType({'s3-ours-mark': 's3.ours', 's3-remark': 's3.remark'})
_LANGUAGE = re.compile(r'language-([a-z]{2,3})')
#: class of the text of a link that covers a whole card and shows nothing itself
HIDDEN_LINK = 'sd-hide-link-text'


def children(writer: PageWriter, node: nodes.Element) -> str:
    """The text inside *node*, in the language that a class such as ``language-en`` names."""
    body = writer.inline(node.children) if node.children else ''
    classes: list[str] = node.get('classes', [])
    if body and (look := next((_LOOKS[name] for name in classes if name in _LOOKS), '')):
        return call(look, body)
    language = next((match[1] for name in classes if (match := _LANGUAGE.fullmatch(name))), '')
    # without the country of the handbook: nobody speaks English as in Sweden
    return call('text', body, lang=string(language), region='none') if body and language else body


def nothing(_writer: PageWriter, _node: nodes.Element) -> str:
    """Nothing is printed."""
    return ''


def wrapped(function: str) -> Handler:
    """A handler that sets the text inside a node with the Typst *function*."""

    def handler(writer: PageWriter, node: nodes.Element) -> str:
        return call(function, children(writer, node) or '[]')

    return handler


def literal(_writer: PageWriter, node: nodes.Element) -> str:
    """Code in running text."""
    return call('raw', seen(' '.join(node.astext().split())))


def raw(_writer: PageWriter, node: nodes.Element) -> str:
    """Content for another format is not for us, but a line break has no other form."""
    text = node.astext().strip()
    if node.get('format') != 'html':
        return ''
    return 'linebreak()' if text in {'<br>', '<br />', '<br/>'} else ''


def reference(writer: PageWriter, node: nodes.Element) -> str:
    """A link. In a heading, which is itself a link in the contents, only its text."""
    if HIDDEN_LINK in node['classes']:
        return ''
    return link(writer, node, children(writer, node))


def link(writer: PageWriter, node: nodes.Element, body: str) -> str:
    """*body* as a link to where the reference *node* leads."""
    address = node.get('refuri', '')
    name = writer.link_name(node)
    if not body:
        # an address without words is better than a link that nobody can see
        body = seen(address)
    if writer.in_title or writer.unlinked:
        return body
    if name:
        return call(_link_function(writer, node, name), string(name), body)
    if not _safe(address):
        return body
    away = call('s3.away', string(address), body)
    host = _host(address) if writer.in_sources else ''
    return join([away, call('s3.host', string(host))]) if host and host not in node.astext() else away


def _link_function(writer: PageWriter, node: nodes.Element, name: str) -> str:
    """How a link inside the handbook is printed: with the page it leads to, unless that is this one or it is narrow."""
    if 's3-term' in node['classes']:
        # words of the glossary are many: they lead there but look like the text around them
        return 's3.go'
    return 's3.to' if writer.narrow or name.partition('::')[0] == writer.docname else 's3.see'


def _host(address: str) -> str:
    """Whose site *address* is on, as people write it; empty for none."""
    return (urlsplit(address).hostname or '').removeprefix('www.')


def _safe(address: str) -> bool:
    try:
        return urlsplit(address).scheme in _SCHEMES
    except ValueError:
        return False


def footnote_reference(writer: PageWriter, node: nodes.Element) -> str:
    """The number of a source, raised, as a link to it."""
    mark = string(f'[{node.astext()}]')
    if 'refid' in node:
        mark = call('s3.cited', string(writer.name(node['refid'])), string(node.astext()))
    if 'refid' in node and not (writer.in_title or writer.unlinked):
        mark = call('s3.go', string(writer.link_name(node) or ''), mark)
    return call('s3.mark', mark)


def math(_writer: PageWriter, node: nodes.Element) -> str:
    """A formula as it is written; setting it would need a package from the network."""
    return call('raw', seen(node.astext()))


def task(_writer: PageWriter, node: nodes.Element) -> str:
    """The box of an item in a task list."""
    return call('s3.task', 'true' if node['done'] else 'false', string(node['words']))


def mark(writer: PageWriter, node: nodes.Element) -> str:
    """The words of a mark after its steps."""
    body = children(writer, node)
    return body if node['step'] is None else call('s3.grade', str(node['step']), str(node['of']), body)


def line(writer: PageWriter, node: nodes.Element) -> str:
    """A line of a line block."""
    return join([children(writer, node), 'linebreak()'])


_PLAIN = (
    'inline generated abbreviation acronym problematic pending_xref download_reference citation_reference '
    'sd_badge classifier attribution s3_clock'
)
_SILENT = (
    'target index comment meta substitution_definition system_message pending sd_icon fontawesome tabular_col_spec'
)

HANDLERS: Mapping[str, Callable[[PageWriter, nodes.Element], str]] = MappingProxyType(
    {
        **dict.fromkeys(_PLAIN.split(), children),
        **dict.fromkeys(_SILENT.split(), nothing),
        'emphasis': wrapped('emph'),
        'title_reference': wrapped('emph'),
        'strong': wrapped('strong'),
        's3_deleted': wrapped('strike'),
        's3_task': task,
        's3_mark': mark,
        'subscript': wrapped('sub'),
        'superscript': wrapped('super'),
        'literal': literal,
        'math': math,
        'raw': raw,
        'reference': reference,
        'footnote_reference': footnote_reference,
        'line': line,
    }
)
