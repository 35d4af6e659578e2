project = 'Prov'
language = 'sv'
extensions = ['myst_parser', 's3ext']
include_patterns = ['index.md', 'docs/**', 'cases/**']
exclude_patterns = ['_*']  # what is built is not even looked through
myst_enable_extensions = ['colon_fence', 'deflist', 'tasklist', 'alert', 'strikethrough', 'gfm_autolink']
myst_footnote_sort = False
myst_footnote_transition = False
html_theme = 'basic'
html_copy_source = False
# the surroundings of a page, which the handbook shows in the places of its theme
html_sidebars = {'**': ['s3-breadcrumbs.html', 's3-neighbours.html', 's3-chapters.html']}
s3_menu = [('docs/themes/index', 'Teman')]
