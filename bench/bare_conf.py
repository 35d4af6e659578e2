"""Bare Sphinx and MyST: the theme ``basic``, and of MyST only what the texts need."""

extensions = ['myst_parser']
include_patterns = ['index.md', 'docs/**', 'cases/**']
language = 'sv'
myst_enable_extensions = ['colon_fence', 'deflist', 'tasklist', 'alert', 'strikethrough', 'gfm_autolink']
html_theme = 'basic'
html_copy_source = False
