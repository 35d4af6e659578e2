"""The optional editor in the browser at ``redigera/``: Sveltia CMS with a configuration made from the schema.

Off unless ``s3_editor`` is set. It talks to the host of the repository and to nobody else, which its page
sees to with a policy of its own. It is no part of the site's pages, search or menus.
"""

from __future__ import annotations

import html
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from .config import hosting
from .core.hosting import Hosting
from .core.schema.cms import cms_config
from .core.schema.guide import load_guide
from .core.schema.records import records_of
from .domain import s3_domain
from .rebuild import WEB

FOLDER = 'redigera'
_VENDORED = Path(__file__).parent / 'vendor' / 'sveltia-cms'
#: where a host answers programs, if that is another place than its pages
_SERVICES = {'github': ('https://api.github.com', 'https://raw.githubusercontent.com')}
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{title}</title>
    <link href="config.yml" type="text/yaml" rel="cms-config-url">
  </head>
  <body>
    <script src="sveltia-cms.js"></script>
  </body>
</html>
"""


def setup_editor(app: Sphinx) -> None:
    """Register the handler."""
    app.connect('build-finished', _write)


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Write the editor if it is wanted, after a build that went well; else see that none is left."""
    builder = app.builder
    if exception is not None or builder.name not in WEB or not isinstance(builder, StandaloneHTMLBuilder):
        return
    folder = app.outdir / FOLDER
    if not app.config.s3_editor:
        shutil.rmtree(folder, ignore_errors=True)
        return
    shutil.copytree(_VENDORED, folder, dirs_exist_ok=True)
    domain = s3_domain(app.env)
    where = hosting(app.config)
    guide = load_guide(app.config.language)
    config = cms_config(guide, domain.vocabulary, records_of(domain.catalog), where)
    (folder / 'config.yml').write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), 'utf-8')
    page = _PAGE.format(
        language=guide.language, policy=html.escape(policy(where)), title=html.escape(guide.text['cms_title'])
    )
    (folder / 'index.html').write_text(page, 'utf-8')


def policy(where: Hosting) -> str:
    """What the editor's page may load: its own files, and the host of the repository. It writes its own styles."""
    place = urlsplit(where.repository)
    host = ' '.join((f'{place.scheme}://{place.netloc}', *_SERVICES.get(where.host, ())))
    return '; '.join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob: {host}",
            f"connect-src 'self' blob: data: {host}",
            "font-src 'self' data:",
            "form-action 'none'",
            "base-uri 'none'",
        )
    )
