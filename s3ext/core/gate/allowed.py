"""What may stand in the body of a page: the lists of directives, roles, targets and sizes, as data.

Everything that is not listed is refused. The handbook's page on what is allowed shows these lists (tested).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from types import MappingProxyType

from ..fixed_names import NAMES, FixedNames
from ..model.kinds import Kinds
from ..page.alt_text import ENGLISH, AltWords
from ..page.amounts import nouns
from ..page.languages import LANGUAGE
from ..profile import Profile
from ..views import View, Views
from .file_kinds import MATERIALS
from .person_rules import EVERYWHERE, PersonRules

#: sizes that no text for readers passes, so that no page can hold up a build
MAX_CHARACTERS = 40_000
MAX_LINE = 5_000
MAX_CODE = 20_000
MAX_CELLS = 1_000
MAX_DIRECTIVE_DEPTH = 4
MAX_ROLE = 200
#: the same for the role whose content is a text of its own
MAX_TEXT_ROLE = 600
#: in blocks that stand so deep the parser drops what they hold (markdown-it, ``maxNesting``)
MAX_BLOCK_DEPTH = 20
#: so many formats may stand in each other, each a step down for all that reads the page
MAX_TAG_DEPTH = 8
#: lists and tables made of other pages; each looks through the records
MAX_VIEWS = 40

_ANY = re.compile(r'\S.{0,299}')
_WORD = re.compile(r'\S{1,100}')
_FLAG = re.compile('')
_DIGIT = re.compile(r'[1-9]')
_COLUMNS = re.compile(r'(?:[1-9]|1[0-2]|auto)(?: (?:[1-9]|1[0-2]|auto)){0,3}')
_WIDTH = re.compile('(?:[1-9][0-9]?|100)%')
_ALIGN = re.compile('left|center|right')
_STYLE = re.compile(r's3-[a-z-]{1,40}')
_PLACE = re.compile(r'(?:[a-z0-9-]+/){0,5}[a-z0-9-]{1,80}')
_PLACE_KIND = re.compile('doc|ref')
_ENTRY = re.compile(r'/?(?:\.\./){0,5}(?:[a-z0-9-]+/){0,5}[a-z0-9-]{1,80}')
_PICTURE = re.compile(r'/?(?:\.\./){0,5}(?:[a-z0-9-]+/){0,5}[a-z0-9-]+\.(?:png|jpg|jpeg|webp|svg)')


class Content(Enum):
    """What may stand between the first and the last line of a directive."""

    NONE = 'none'
    MARKDOWN = 'markdown'
    PAGES = 'pages'


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """The allowed form of one directive.

    ``argument`` is what may follow the name, None if nothing may; ``titled`` says that it is Markdown.
    ``options`` holds the form of each option's value; a ``plain`` one looks for none.
    """

    argument: re.Pattern[str] | None = None
    required: bool = False
    titled: bool = False
    plain: bool = False
    options: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    content: Content = Content.NONE

    @property
    def reads_options(self) -> bool:
        """Whether the directive itself looks for options: boxes do, for some that the site does not use (tested)."""
        return bool(self.options) or (self.content is Content.MARKDOWN and not self.plain)


def view_options(name: str, view: View, kinds: Kinds) -> tuple[str, ...]:
    """Every option of the *view* called *name*, with the facets of the *kinds* where it takes them."""
    own = [*view.options, *(('id',) if view.page or name == 'completeness' else ())]
    return tuple(dict.fromkeys([*own, *(kinds.facet_names if view.facets else ())]))


def holders(kinds: Kinds) -> Mapping[str, tuple[str, ...]]:
    """The directives that the *kinds* bring along, each with those whose pages may hold it.

    They show a field (``InText``), or hold a part of the page.
    """
    about = {kind: cls.about for kind, cls in kinds.by_id.items()}
    found = {
        **{name: tuple(kind for kind in about if name in kinds.in_text[kind]) for name in sorted(kinds.directives)},
        PARTICIPANTS: tuple(kind for kind in about if about[kind].for_participants),
        TEMPLATE: tuple(kind for kind in about if about[kind].to_take),
    }
    return {name: held for name, held in found.items() if held}


def kind_directives(kinds: Kinds) -> Mapping[str, Directive]:
    """What the directives that the *kinds* bring along may hold."""
    part = Directive(content=Content.MARKDOWN, plain=True)
    return {name: part if name in PARTS else Directive() for name in holders(kinds)}


def _picture(content: Content) -> Directive:
    options = {'alt': _ANY, 'width': _WIDTH, 'align': _ALIGN}
    return Directive(argument=_PICTURE, required=True, options=options, content=content)


_BOX = Directive(content=Content.MARKDOWN)
#: the box of what is not known, in the place of sentences that say so one by one
UNKNOWN = 'unknown'
#: on every page, beside the views. What a record prints of itself, and views, check what their options mean.
DIRECTIVES: Mapping[str, Directive] = MappingProxyType(
    {
        **dict.fromkeys(('facts', 'ways'), Directive()),
        **dict.fromkeys(('options', 'fields'), Directive(argument=_WORD, required=True)),
        **dict.fromkeys(('note', 'tip', 'important', 'warning'), _BOX),
        UNKNOWN: Directive(content=Content.MARKDOWN, plain=True),
        'admonition': Directive(argument=_ANY, required=True, titled=True, content=Content.MARKDOWN),
        'figure': _picture(Content.MARKDOWN),
        'image': _picture(Content.NONE),
    }
)
#: what of a page goes on the sheet for those who take part, in handbooks with kinds of pages that hold such
PARTICIPANTS = 'participants'
#: what of a page readers take along as a file, in handbooks with kinds of pages that hold such a part
TEMPLATE = 'template'
PARTS = (PARTICIPANTS, TEMPLATE)
#: on pages called ``index`` too: they lead to other pages
INDEX_DIRECTIVES: Mapping[str, Directive] = MappingProxyType(
    {
        'grid': Directive(
            argument=_COLUMNS,
            options={'gutter': _DIGIT, 'class-container': _STYLE},
            content=Content.MARKDOWN,
        ),
        'grid-item-card': Directive(
            argument=_ANY,
            titled=True,
            options={'link': _PLACE, 'link-type': _PLACE_KIND},
            content=Content.MARKDOWN,
        ),
        'toctree': Directive(options={'hidden': _FLAG, 'maxdepth': _DIGIT, 'titlesonly': _FLAG}, content=Content.PAGES),
    }
)
#: the role of what those who write conclude themselves, and no source says
OURS = 'ours'
#: the role for how long pages take to read
MINUTES = 'minutes'
#: beside those that lead to a record
ROLES = frozenset({'s3:term', 's3:count', f's3:{MINUTES}', 's3:setting', OURS, 'abbr', 'sub', 'sup'})
#: languages of code examples that are coloured, and what people call them; any other is shown as plain text
LANGUAGES = MappingProxyType(
    {
        **{name: name for name in ('bash', 'console', 'css', 'html', 'javascript', 'json', 'markdown', 'python', 'r')},
        **{name: name for name in ('sql', 'toml', 'xml', 'yaml')},
        'sh': 'bash',
        'shell': 'bash',
        'js': 'javascript',
        'md': 'markdown',
        'py': 'python',
        'yml': 'yaml',
    }
)
#: ``> [!NOTE]``, and the box that each kind becomes
ALERTS = MappingProxyType(
    {'note': 'note', 'tip': 'tip', 'important': 'important', 'warning': 'warning', 'caution': 'warning'}
)
#: boxes of other tools, and what they are called here
BOXES = MappingProxyType(
    {
        **{name: name for name in ('note', 'tip', 'important', 'warning')},
        **dict.fromkeys(('info', 'callout', 'abstract', 'quote', 'example', 'seealso', 'testimonial'), 'note'),
        **dict.fromkeys(('hint', 'success', 'check', 'question'), 'tip'),
        **dict.fromkeys(('caution', 'danger', 'error', 'attention', 'alert', 'bug', 'failure'), 'warning'),
    }
)
#: kinds of tokens, all made by Markdown's own syntax; each pair of ``_open`` and ``_close`` by its stem
BLOCKS = frozenset(
    {'paragraph', 'heading', 'bullet_list', 'ordered_list', 'list_item', 'blockquote', 'hr', 'inline', 'code_block'}
    | {'alert', 'alert_title'}
    | {'table', 'thead', 'tbody', 'tr', 'th', 'td', 'dl', 'dt', 'dd'}
    | {'fence', 'colon_fence', 'myst_line_comment', 'myst_target'}
    # reported as a fault of its own: sources stand in the header
    | {'footnote_reference'}
)
INLINES = frozenset(
    {'text', 'softbreak', 'hardbreak', 'code_inline', 'em', 'strong', 's', 'sub', 'sup', 'link', 'image', 'myst_role'}
    | {'footnote_ref', LANGUAGE}
)
#: the languages that words may be in (ISO 639): of the EU, of its neighbours in the north, and of minorities there
SPOKEN = (
    *(
        'bg',
        'cs',
        'da',
        'de',
        'el',
        'en',
        'es',
        'et',
        'fi',
        'fit',
        'fr',
        'ga',
        'hr',
        'hu',
        'is',
        'it',
        'lt',
        'lv',
        'mt',
    ),
    *('nb', 'nl', 'nn', 'no', 'pl', 'pt', 'rmy', 'ro', 'se', 'sk', 'sl', 'sma', 'smj', 'sv', 'uk', 'yi'),
)

ENTRY = _ENTRY
PLACE = _PLACE
PICTURE = _PICTURE
#: a file for download
MATERIAL = re.compile(rf'/?(?:\.\./){{0,5}}(?:[a-z0-9-]+/){{0,5}}[a-z0-9-]+\.(?:{"|".join(MATERIALS)})')
#: an address on the web: no name or password in it, which only serve to deceive
WEB_ADDRESS = re.compile(r'https?://[^\s<>"\\/?#@]+(?:[/?#][^\s<>"\\]*)?', re.IGNORECASE)
#: a subject and a text may be proposed; no line end in the subject, which could begin another field of the letter
MAIL_ADDRESS = re.compile(
    r'mailto:[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,200}'
    r'(?:\?subject=(?:(?!%0[ad])[^\s<>"\\&#?]){1,300}(?:&body=[^\s<>"\\&#?]{1,1000})?)?',
    re.IGNORECASE,
)
#: the number of a function, such as a switchboard
TELEPHONE = re.compile(r'tel:\+?[0-9](?:-?[0-9]){2,15}', re.IGNORECASE)
#: a file of the site, and a heading on it
PAGE = re.compile(r'(?P<path>(?:/|\./)?(?:\.\./){0,5}(?:[a-z0-9-]+/){0,5}[a-z0-9-]+\.md)(?:#[^\s<>"\\]{1,200})?')
ANCHOR = re.compile(r'#[^\s<>"\\]{1,200}')
#: all other HTML is not read; where a tag stands in a text, its writer thought that it would be
HTML = re.compile(
    r'<!--|<(?P<end>/?)(?P<tag>a|abbr|address|article|aside|audio|b|big|blockquote|body|br|button|canvas|caption|center|cite|'
    r'code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|'
    r'header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|math|menu|meta|nav|noscript|object|ol|'
    r'option|p|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|'
    r'table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr)\b[^<>]*>',
    re.IGNORECASE,
)
#: tags that say what Markdown says too, and the tokens that they become; links and pictures have rules of their own
FORMATS = MappingProxyType(
    {
        **dict.fromkeys(('b', 'strong'), 'strong'),
        **dict.fromkeys(('i', 'em', 'cite', 'dfn', 'var'), 'em'),
        **dict.fromkeys(('s', 'del', 'strike'), 's'),
        **dict.fromkeys(('code', 'kbd', 'samp', 'tt'), 'code'),
        'sub': 'sub',
        'sup': 'sup',
    }
)
#: tags that say nothing of the text in them, which is read as Markdown; those of groups may hold many paragraphs
GROUPS = ('div', 'p', 'center', 'aside')
CONTAINERS = (*GROUPS, 'span', 'font')
#: attributes of those, of links and of pictures that change nothing but looks, and are passed over
ATTRIBUTES = (
    *('align', 'border', 'class', 'color', 'dir', 'face', 'height', 'hspace', 'id', 'lang', 'loading', 'markdown'),
    *('name', 'rel', 'size', 'target', 'title', 'valign', 'vspace', 'width'),
)


@dataclass(frozen=True, kw_only=True)  # no slots: they have no place for what is worked out once
class Permitted:
    """What the pages of one site may hold beside what all may: its ``views``, and links to records of its ``kinds``.

    ``names`` are those of its folders and places, ``persons`` and ``alt_words`` what its pages may not hold
    (``Profile``). ``nouns`` are the words before which a number may be a count of records (``core.page.amounts``).
    """

    kinds: Kinds
    views: Views
    names: FixedNames = NAMES
    persons: PersonRules = EVERYWHERE
    alt_words: AltWords = ENGLISH
    nouns: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def by(cls, profile: Profile, views: Views) -> Permitted:
        """What pages of a site with this *profile* and these *views* may hold."""
        return cls(
            kinds=profile.kinds,
            views=views,
            names=profile.names,
            persons=profile.persons,
            alt_words=profile.alt_words,
            nouns=nouns(profile.texts, profile.kinds),
        )

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles, by the names that pages write."""
        return ROLES.union(f's3:{kind}' for kind in self.kinds.listed)

    @cached_property
    def directives(self) -> Mapping[str, Directive]:
        """The directives, by name, that any page may hold."""
        views = {
            name: Directive(argument=_WORD, options=dict.fromkeys(view_options(name, view, self.kinds), _ANY))
            for name, view in self.views.items()
        }
        return {**views, **kind_directives(self.kinds), **DIRECTIVES}

    @cached_property
    def index_directives(self) -> Mapping[str, Directive]:
        """Those that the page of a folder may hold."""
        return {**self.directives, **INDEX_DIRECTIVES}

    @cached_property
    def holders(self) -> Mapping[str, tuple[str, ...]]:
        """As ``holders``."""
        return holders(self.kinds)
