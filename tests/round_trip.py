"""Whether two texts are the same page: by what Markdown makes of them, wherever their lines are broken."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from s3ext.core.page.markdown import markdown

#: what a document has another form for than Markdown has
_SCRIPTS = ('sub', 'sup')


def said(text: str) -> list[tuple[str, ...]]:
    """What *text* says, piece by piece: lines may break elsewhere, and lists be more or less spread out."""
    return list(_joined(_said(markdown().parse(text, {}))))


def _said(tokens: list[Token]) -> Iterator[tuple[str, ...]]:
    for token in tokens:
        if token.type == 'inline':
            yield from _inline(token.children or [])
        elif token.type in ('fence', 'colon_fence', 'code_block', 'myst_line_comment', 'myst_target'):
            # what stands behind a fence, or on its last line, is not looked at
            yield (token.type, token.info, token.content.rstrip())
        else:
            yield (token.type, token.tag, str(token.attrGet('start') or ''), str(token.meta.get('label', '')))


def _inline(children: list[Token]) -> Iterator[tuple[str, ...]]:
    for token in children:
        kind = token.type.rpartition('_')[0]
        if token.type == 'softbreak':
            yield ('text', ' ')
        elif token.type == 'myst_role' and token.meta.get('name') in _SCRIPTS:
            yield (f'{token.meta["name"]}_open',)
            yield ('text', token.content)
            yield (f'{token.meta["name"]}_close',)
        elif kind in _SCRIPTS:
            yield (token.type,)
        else:
            attributes = (str(value) for name, value in sorted(token.attrs.items()) if name != 'alt')
            name = str(token.meta.get('name', token.meta.get('label', '')))
            yield (token.type, token.content, name, *attributes) if token.type != 'text' else ('text', token.content)


def _joined(pieces: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """*pieces* with neighbouring texts as one."""
    words = ''
    for piece in pieces:
        if piece[0] == 'text':
            words += piece[1]
            continue
        if words.strip():
            yield ('text', ' '.join(words.replace('\N{NO-BREAK SPACE}', ' ').split()))
        words = ''
        yield piece
    if words.strip():
        yield ('text', ' '.join(words.split()))
