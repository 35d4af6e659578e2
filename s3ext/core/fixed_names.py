"""Names in a site that do not change, as others keep links to them: folders, pages, files, a place on a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedNames:
    """The names of one handbook. Files and folders are relative to the site's root, pages are without their ending.

    ``folders`` hold content, besides the front page; ``vocabulary`` the closed lists, ``words`` what the dictionary
    does not know. ``field_page``, ``help_page`` (each code with itself as anchor) and ``issue_form`` are written by
    ``s3ext schema``; ``allowed_page``, ``contribute``, ``statement`` (of accessibility), ``data_page`` (on the open
    data) and ``news_page`` by authors, if at all.

    What nobody writes: the page of the ``form``, the folder of the ``editor`` in the browser, the ``feed``, the folder
    of the ``feeds`` of single pages, that of the open ``data``, the page with the ``problems`` of a preview. The editor
    puts pictures into the folder ``images``. ``participants_sheet`` is the place on a workshop's page where only what
    is for those who take part is shown, ``templates`` the folder of the files that are made of pages to take something
    from, ``tables`` that of the tables that pages show, ``kits`` that of all that a workshop needs, each in one file,
    ``cards`` that of the pictures beside a shared link.

    Of PDFs ``book`` is all of it; what the others are called begins with ``edition`` and says whether it is a
    ``collection``, or the ``leader``'s or a ``participant``'s. In the book, the page ``summary`` comes first, which
    says in short what the handbook is, then the folder ``front``; the page ``overview``, of all records that lie in
    others' folders, and the folder ``back`` come last.

    ``unprinted`` are pages, and folders with a slash at their end, that the book leaves out: what lists everything else
    again, changes every week or is a tool of the screen.

    ``help`` are more pages about the site itself than those that are known here as such (``is_help``).
    """

    folders: tuple[str, ...] = ('docs',)
    vocabulary: str = 'docs/vocabulary.yaml'
    words: str = 'docs/words.txt'
    images: str = 'docs/images'
    field_page: str = 'docs/contribute/fields.md'
    help_page: str = 'docs/contribute/messages.md'
    issue_form: str = '.github/ISSUE_TEMPLATE/page.yml'
    allowed_page: str = 'docs/contribute/allowed.md'
    contribute: str = 'docs/contribute/index'
    statement: str = 'docs/about/accessibility'
    data_page: str = 'docs/about/open-data'
    news_page: str = ''
    form: str = 'contribute/form'
    editor: str = 'edit'
    feed: str = 'news.atom'
    feeds: str = 'news'
    data: str = 'data'
    problems: str = 'problems'
    participants_sheet: str = 's3-participants-sheet'
    templates: str = 'templates'
    tables: str = 'tables'
    kits: str = 'kits'
    cards: str = 'cards'
    book: str = 's3-handbook'
    edition: str = 's3'
    collection: str = 'collection'
    leader: str = 'leader'
    participant: str = 'participant'
    summary: str = ''
    front: str = 'docs/about'
    overview: str = ''
    back: str = ''
    help: tuple[str, ...] = ()
    unprinted: tuple[str, ...] = ()

    def is_help(self, docname: str) -> bool:
        """Whether the page is about the site itself, such as how to write in it: not of the library's matter."""
        folder, _, name = self.contribute.rpartition('/')
        written = (page.removesuffix('.md') for page in (*self.written_pages, self.allowed_page))
        known = (*written, self.data_page, *self.help)
        inside = name == 'index' and docname.startswith(f'{folder}/')
        return inside or docname in (self.contribute, self.statement, *known)

    @property
    def written_pages(self) -> frozenset[str]:
        """The pages that ``s3ext schema`` writes. Nobody wrote them, so nobody is told what they lack."""
        return frozenset({self.field_page, self.help_page})


#: those of a handbook that says nothing of its own
NAMES = FixedNames()
