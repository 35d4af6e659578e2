"""Pictures and material on the site: an address of its own for each file.

Sphinx numbers pictures of one name in the order in which pages are read, so that a new page would move another page's
picture. Here an address follows from the path of the file alone; downloads have such addresses in Sphinx already.
"""

from __future__ import annotations

import hashlib
import posixpath
from pathlib import Path
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..config.profiles import language_of, texts_of
from ..core.language import Language
from ..core.texts.messages import Texts

#: folders of a built site, by what Sphinx calls them
IMAGES, DOWNLOADS = '_images', '_downloads'


def setup_attachments(app: Sphinx) -> None:
    """Register the handlers."""
    app.add_post_transform(MaterialLinks)
    app.add_post_transform(PrintedMaterialLinks)
    app.connect('config-inited', _show_what_is_named)
    app.connect('env-updated', _give_addresses, priority=300)


def _show_what_is_named(app: Sphinx, config: Config) -> None:
    """Never let another file take the place of a picture: Sphinx would show map.nb.png where a page says map.png.

    It would not see that such a file comes, either, as the page depends on the one that it names.
    """
    config.figure_language_filename = '{root}{ext}'


def address(path: str) -> str:
    """The name under which the picture *path*, relative to the root, is published: 'karta-1f2e3d4c5b.png'."""
    stem, ending = posixpath.splitext(posixpath.basename(path))
    return f'{stem}-{hashlib.sha256(path.encode("utf-8")).hexdigest()[:10]}{ending}'


def _give_addresses(app: Sphinx, env: BuildEnvironment) -> None:
    """Name every picture by its path, before any page is written."""
    for path, (docnames, _) in list(env.images.items()):
        env.images[path] = (docnames, address(path))


class MaterialLinks(SphinxPostTransform):
    """Say in each link to material what kind of file it is and how large."""

    default_priority = 400
    formats = ('html',)

    def run(self, **kwargs: object) -> None:
        """Put the words where they belong."""
        texts = texts_of(self.config)
        for node in list(self.document.findall(addnodes.download_reference)):
            path, _ = self.env.relfn2path(node['reftarget'], self.env.current_document.docname)
            file = Path(self.env.srcdir) / path
            if 'filename' in node and file.is_file():
                size = _written_size(file.stat().st_size, language_of(self.config))
                self.describe(node, path, size, texts)

    def describe(self, node: addnodes.download_reference, path: str, size: str, texts: Texts) -> None:
        """Put kind and size within the link, so that they are read out with it."""
        ending = path.rpartition('.')[2]
        node['classes'].append('s3-material')
        node += nodes.Text(texts['material_link'].format(kind=ending, size=size))


class PrintedMaterialLinks(MaterialLinks):
    """A file cannot be had from paper: say its name, and lead to it on the web if the site knows its address."""

    formats = ('typst',)

    def describe(self, node: addnodes.download_reference, path: str, size: str, texts: Texts) -> None:
        """Replace the download by its words, and name the file behind them."""
        name = posixpath.basename(path)
        words = nodes.Text(texts['material_printed'].format(name=name, size=size))
        if base := self.config.html_baseurl:
            target = f'{base.rstrip("/")}/{DOWNLOADS}/{quote(node["filename"])}'
            link = nodes.reference('', '', *node.children, refuri=target, internal=False)
            node.replace_self([link, words])
        else:
            node.replace_self([*node.children, words])


def _written_size(size: int, language: Language) -> str:
    """*size* in bytes as people say it: '12 kB', '1,4 MB'."""
    if size < 1_000_000:
        return f'{max(1, round(size / 1_000))} kB'
    return f'{language.tenths(size / 1_000_000)} MB'
