from sphinx.application import Sphinx


def setup_pdf(app: Sphinx) -> None:
    """Register the builder."""
