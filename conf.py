"""Sphinx configuration of S3-handboken. The content is in index.md, docs/ and cases/; the product is in s3ext/."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = 'S3-handboken'
author = 'S3-handbokens redaktion'
project_copyright = 'S3-handbokens redaktion'
language = 'sv'
# absolute: Sphinx looks for the scripts' catalogue from the folder it was started in
locale_dirs = [str(Path(__file__).parent / 'locale')]

extensions = ['myst_parser', 'sphinx_design', 's3ext']
# Only content is read: README, tests and virtual environments are not pages.
include_patterns = ['index.md', 'docs/**', 'cases/**']
exclude_patterns = ['**/.*', '.*', '_build', 'tests', 'bench', 's3ext', 'locale', 'schema']  # not even looked through

# the first seven stand in a row, the others under "Mer"
s3_menu = [
    ('docs/handbook/index', 'Processen'),
    ('docs/themes/index', 'Teman'),
    ('docs/pilots/index', 'Piloter'),
    ('docs/regions/index', 'Regioner'),
    ('docs/obstacles/index', 'Hinder'),
    ('docs/workshops/index', 'Workshoppar'),
    ('docs/cases/index', 'Alla fall'),
    ('docs/methods/index', 'Metoder'),
    ('docs/templates/index', 'Mallar'),
    ('docs/glossary', 'Ordlista'),
    ('docs/registers/index', 'Register'),
    ('docs/contribute/index', 'Bidra'),
    ('docs/about/index', 'Om'),
]

# -- further languages: pages in the folder of the code, and the settings that differ there -----------------------
s3_languages = {
    'en': {
        'project': 'The S3 Handbook',
        'html_title': 'The S3 Handbook',
        'author': 'The editors of the S3 Handbook',
        'project_copyright': 'The editors of the S3 Handbook',
        's3_publisher': 'The editors of the S3 Handbook',
        's3_menu': [
            ('docs/about/s3-in-sweden', 'S3 in Sweden'),
            ('docs/themes/index', 'Themes'),
            ('docs/pilots/index', 'Pilots'),
            ('docs/regions/index', 'Regions'),
            ('docs/obstacles/index', 'Obstacles'),
            ('docs/workshops/index', 'Workshops'),
            ('docs/cases/index', 'All cases'),
            ('docs/handbook/index', 'The process'),
            ('docs/methods/index', 'Methods'),
            ('docs/templates/index', 'Templates'),
            ('docs/registers/index', 'Registers'),
            ('docs/about/index', 'About'),
        ],
        'html_theme_options': {
            'logo': {'text': 'The S3 Handbook', 'alt_text': ''},
            'search_bar_text': 'Search',
            'icon_links_label': 'Links',
            'header_dropdown_text': 'More',
        },
    },
}

# -- who answers for the site: check before it is published (docs/about/tillganglighet.md shows it) ---
# where the site will stand, a sub folder too: 'https://www.example.org/s3/' (docs/contribute/publicera.md)
html_baseurl = ''
s3_publisher = 'S3-handbokens redaktion'
# where readers report faults: 'mailto:…' or 'https://…'
s3_publisher_contact = ''
# the supervision may move to another authority
s3_supervisor = 'Myndigheten för digital förvaltning (Digg)'
s3_supervisor_url = 'https://www.digg.se/tdosanmalan'

# -- where the sources are kept: the only place that names it (after a change: python -m s3ext schema) ----------
s3_repository = ''  # https://…; empty until the repository has a public address
s3_host = 'github'  # or gitlab, forgejo
s3_branch = 'main'
s3_mailbox = ''  # a functional address for those who send their text by e-mail
s3_editor = False  # True: an editor in the browser at redigera/

# -- Markdown: content comes from many hands, so no raw HTML and nothing that runs ----------
myst_enable_extensions = ['colon_fence', 'deflist', 'tasklist', 'alert', 'strikethrough', 'gfm_autolink']
myst_disable_syntax = ['html_block', 'html_inline']
myst_heading_anchors = 3
# the extension orders the footnotes itself and gives them a heading
myst_footnote_sort = False
myst_footnote_transition = False
smartquotes_action = 'q'

# -- web ------------------------------------------------------------------------------------
html_theme = 'pydata_sphinx_theme'
html_title = project
html_favicon = 's3ext/web/static/favicon.svg'
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_last_updated_fmt = None
html_permalinks_icon = '#'
html_context = {'default_mode': 'auto'}
html_theme_options = {
    'logo': {'text': project, 'alt_text': ''},
    'navbar_start': ['navbar-logo.html'],
    'navbar_center': ['s3-menu.html'],
    'navbar_persistent': ['s3-search.html'],
    'navbar_end': ['s3-twins.html', 'theme-switcher.html'],
    'navbar_align': 'left',
    'primary_sidebar_end': [],
    # set for each page by s3ext/web/page_context.py, whatever stands here; empty, so that the theme does not draw
    # its own first
    'secondary_sidebar_items': [],
    'article_header_start': ['s3-breadcrumbs.html', 's3-downloads.html', 's3-own.html'],
    'article_footer_items': ['s3-neighbours.html', 's3-contribute.html'],
    'footer_start': ['s3-footer.html'],
    'footer_end': [],
    'show_prev_next': False,
    'disable_search': True,
    'back_to_top_button': False,
    # addresses stay whole; the theme would look at every link of the site
    'shorten_urls': False,
    # never empty: the theme need not draw them once more to see that
    'templates_skip_empty_check': [
        'navbar-logo.html',
        's3-menu.html',
        'theme-switcher.html',
        's3-footer.html',
        's3-chapters.html',
        # the theme's own choice
        'sidebar-nav-bs.html',
        'navbar-nav.html',
    ],
    'search_bar_text': 'Sök i handboken',
    'icon_links_label': 'Länkar',
    'header_dropdown_text': 'Mer',
    'show_toc_level': 1,
    'pygments_light_style': 'a11y-high-contrast-light',
    'pygments_dark_style': 'a11y-high-contrast-dark',
}
html_sidebars = {
    'index': [],
    'search': [],
    'docs/handbook/**': ['s3-chapters.html'],
    'docs/[!h]*/**': [],
    'docs/glossary': [],
    'cases/**': [],
}
