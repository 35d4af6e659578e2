"""A handbook with a profile of its own, in Norwegian: nothing in it is of the one that the engine was made for."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = 'Klimahåndboka'
author = 'Redaksjonen i Klimahåndboka'
project_copyright = author
language = 'nb'
locale_dirs = [str(Path(__file__).parent / 'locale')]
extensions = ['myst_parser', 's3ext']
s3_profile = 'klima'
s3_vocabulary = 'om/lister.yaml'
s3_menu = [('tiltak/index', 'Tiltak'), ('kommuner/index', 'Kommuner'), ('farer/index', 'Farer')]
include_patterns = ['index.md', 'tiltak/**', 'kommuner/**', 'farer/**', 'veiledere/**', 'om/**']
myst_enable_extensions = ['colon_fence', 'deflist', 'tasklist', 'alert', 'strikethrough', 'gfm_autolink']
myst_disable_syntax = ['html_block', 'html_inline']
myst_footnote_sort = False
myst_footnote_transition = False
html_theme = 'pydata_sphinx_theme'
html_title = project
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_theme_options = {
    'logo': {'text': project, 'alt_text': ''},
    'navbar_start': ['navbar-logo.html'],
    'navbar_center': ['s3-menu.html'],
    'navbar_persistent': ['s3-search.html'],
    'navbar_end': ['theme-switcher.html'],
    'primary_sidebar_end': [],
    'secondary_sidebar_items': [],
    'article_header_start': ['s3-breadcrumbs.html', 's3-downloads.html'],
    'article_footer_items': ['s3-neighbours.html', 's3-contribute.html'],
    'footer_start': ['s3-footer.html'],
    'footer_end': [],
    'show_prev_next': False,
    'disable_search': True,
    'back_to_top_button': False,
    'shorten_urls': False,
    'search_bar_text': 'Søk i håndboka',
    'icon_links_label': 'Lenker',
    'header_dropdown_text': 'Mer',
}
html_sidebars = {'index': [], 'search': [], '[!v]*/**': [], 'veiledere/**': ['s3-chapters.html']}
