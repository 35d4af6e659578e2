"""The handbook's configuration with s3ext switched off: its directives do nothing, its templates are not used."""

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

extensions = ['myst_parser', 'sphinx_design']
include_patterns = ['index.md', 'docs/**', 'cases/**']
language = 'sv'
myst_enable_extensions = ['colon_fence', 'deflist']
html_theme = 'pydata_sphinx_theme'
html_copy_source = False
html_sidebars: dict[str, list[str]] = {'**': []}
suppress_warnings = ['toc.not_included', 'myst.xref_missing', 'myst.topmatter', 'ref', 'docutils']


class Nothing(Directive):
    """Takes the place of a directive of ours."""

    has_content = True
    optional_arguments = 1
    option_spec = dict.fromkeys(('region', 'theme', 'pilot', 'process', 'group'), str)

    def run(self) -> list[nodes.Node]:
        """Nothing."""
        return []


def setup(app: Sphinx) -> None:
    """Register the stand-ins."""
    for name in ('records', 'results'):
        app.add_directive(name, Nothing)
    for name in ('s3:count', 's3:theme', 's3:region', 's3:pilot', 's3:case', 's3:chapter'):
        app.add_role(name, lambda *arguments, **options: ([], []))
