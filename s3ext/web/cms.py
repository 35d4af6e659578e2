"""The optional editor in the browser, in a folder of its own: Sveltia CMS with a configuration made from the schema.

Off unless ``s3_editor`` is set. It talks to the host of the repository and to nobody else, which its page
sees to with a policy of its own. It is no part of the site's pages, search or menus.
"""

from __future__ import annotations

import html
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from sphinx.application import Sphinx

from ..config.profiles import profile_of
from ..config.settings import hosting
from ..core.hosting import Hosting
from ..core.outputs import Files
from ..core.schema.cms import cms_config
from ..core.schema.guide import load_guide
from ..core.schema.records import records_of
from ..writing.outputs import OutputContext, add_output

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


def setup_cms(app: Sphinx) -> None:
    """Register the output."""
    add_output(app, 'editor', _files, lambda config: [f'{profile_of(config).names.editor}/'])


def _files(context: OutputContext) -> Files:
    """The editor with its configuration and its page, if it is wanted."""
    if not context.config.s3_editor or context.config.s3_original:
        return {}
    names = profile_of(context.config).names
    folder = names.editor
    vendored = [file for file in sorted(_VENDORED.rglob('*')) if file.is_file()]
    files = {f'{folder}/{file.relative_to(_VENDORED).as_posix()}': file.read_bytes() for file in vendored}
    where, guide = hosting(context.config), load_guide(context.config.language, profile_of(context.config).texts)
    config = cms_config(guide, context.site.labels.vocabulary, records_of(context.site.catalog), where, names.images)
    page = _PAGE.format(
        language=guide.language, policy=html.escape(policy(where)), title=html.escape(guide.text['cms_title'])
    )
    return files | {
        f'{folder}/config.yml': yaml.safe_dump(config, allow_unicode=True, sort_keys=False).encode(),
        f'{folder}/index.html': page.encode(),
    }


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
