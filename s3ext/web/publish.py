"""What lies beside the pages for those who publish them and for programs: maps, rules for hosts, folders that lead on.

No extension for it: sphinx-sitemap lists the pages that a build has written, so after an edit one page.
"""

from __future__ import annotations

import json

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.osutil import relative_uri

from ..config.clock import today
from ..config.profiles import profile_of
from ..config.version import version
from ..core.outputs import Files
from ..core.publish import host_files
from ..core.publish.addresses import full_address
from ..core.publish.folders import INDEX, Ways, bare_folders
from ..core.redirects import redirect_page
from ..domain import s3_domain
from ..writing.downloads import FOLDER as PDFS
from ..writing.outputs import OutputContext, add_output
from .csp import POLICY

#: what GitHub asks for before it publishes folders that begin with an underscore
_NO_JEKYLL = '.nojekyll'
_HOST_FILES = ('sitemap.xml', 'robots.txt', host_files.SECURITY, '_headers', '.htaccess', 'version.json')


def setup_publish(app: Sphinx) -> None:
    """Register the output, which looks at what all others have made."""
    add_output(app, 'publish', _files, (_NO_JEKYLL, *_HOST_FILES), _shared)


def _files(context: OutputContext) -> Files:
    """The files for hosts and programs, and a page that leads on in each folder without one."""
    return {**_for_hosts(context), **_folders(context)}


def _shared(config: Config) -> list[str]:
    """The folders where pages, other outputs or PDFs lie."""
    names = profile_of(config).names
    made = (names.templates, names.tables, names.kits, names.data, names.feeds, names.cards, PDFS)
    return [*names.folders, *filter(None, (*made, names.form.rpartition('/')[0]))]


def policy_of(config: Config) -> str:
    """The policy that a host may state for all pages: none with the editor, whose page needs one of its own."""
    return '' if config.s3_editor else POLICY


def _for_hosts(context: OutputContext) -> Files:
    """The files for hosts and programs, if the site says where it is published."""
    config, base = context.config, context.base_url
    if config.s3_original:  # hosts and programs look in the folder of the site alone; it names this map
        return {'sitemap.xml': _sitemap(context)} if base else {}
    if not base:
        return {_NO_JEKYLL: b''}
    contact, policy = config.s3_publisher_contact, policy_of(config)
    texts = {
        'robots.txt': host_files.robots(base, config.s3_languages),
        '_headers': host_files.netlify(policy),
        '.htaccess': host_files.apache(policy, base),
        'version.json': json.dumps({'name': config.project, 'version': version(), 'built': today()}) + '\n',
    }
    if contact:
        languages = ', '.join(dict.fromkeys((config.language, 'en')))
        texts[host_files.SECURITY] = host_files.security(contact, today(), languages, base)
    return {
        _NO_JEKYLL: b'',
        'sitemap.xml': _sitemap(context),
        **{path: text.encode() for path, text in texts.items()},
    }


def _sitemap(context: OutputContext) -> bytes:
    """All pages and that of the form; not what only says where something is or was: search, errors, old addresses."""
    entries = s3_domain(context.env).entries

    def changed(docname: str) -> str:
        record = entries[docname].record if docname in entries else None
        return max(record.added_on or '', record.reviewed_on or '') if record else ''

    withdrawn = {name for name, entry in entries.items() if entry.withdrawal}
    form = () if context.config.s3_original else (profile_of(context.config).names.form,)
    docnames = {*context.env.found_docs, *form} - withdrawn
    pages = ((full_address(context.base_url, context.url_for(name)), changed(name)) for name in sorted(docnames))
    return host_files.sitemap(pages)


def _folders(context: OutputContext) -> Files:
    """For each folder without a page one that leads on."""
    config, catalog, texts = context.config, context.site.catalog, context.site.labels.texts
    names, docnames = profile_of(config).names, context.env.found_docs
    form = () if config.s3_original else (names.form,)
    files = {context.file_for(name) for name in (*docnames, *form)} | context.made
    if config.s3_pdf_folder:  # it is put beside the pages when they are published
        files.add(f'{PDFS}/{names.book}.pdf')
    ways, titles = Ways(catalog, names, docnames, config.root_doc), s3_domain(context.env).titles
    words = (texts['folder_title'], texts['folder_text'])
    shared = _shared(config)
    found = {}
    for folder in bare_folders(files):
        if folder.split('/')[0] not in {place.split('/')[0] for place in shared}:
            continue
        docname = ways.target(folder)
        here, there = f'{folder}/{INDEX}', context.url_for(docname)
        address = relative_uri(here, there)
        canonical = full_address(context.base_url, there) if context.base_url else address
        page = redirect_page(address, canonical, titles[docname], config.project, config.language, words)
        found[here] = page.encode()
    return found
