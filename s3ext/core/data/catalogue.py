"""What catalogues of data read: the data set described as DCAT-AP-SE 3.0.1 and as schema.org does.

https://docs.dataportal.se/dcat/3.0.1/sv/ and https://schema.org/Dataset. Both name everything by full addresses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from .export import LICENCE, Export
from .json_files import RECORDS
from .sqlite_file import DATABASE
from .tables import has_claims

#: the names of the files
DCAT, SCHEMA_ORG = 'dcat.rdf', 'dataset.jsonld'
_NAMES = {
    'rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
    'dcat': 'http://www.w3.org/ns/dcat#',
    'dcterms': 'http://purl.org/dc/terms/',
    'foaf': 'http://xmlns.com/foaf/0.1/',
    'vcard': 'http://www.w3.org/2006/vcard/ns#',
}
_DAY = 'http://www.w3.org/2001/XMLSchema#date'
_LANGUAGE = 'http://publications.europa.eu/resource/authority/language/{}'
_PUBLIC = 'http://publications.europa.eu/resource/authority/access-right/PUBLIC'
_MAIL = 'mailto:'


class Distribution(NamedTuple):
    """One file with the data: its path in the folder of the data, its media type, and its language, '' for all."""

    path: str
    media: str
    language: str = ''


def distributions(export: Export) -> Iterator[Distribution]:
    """The files that hold the whole, then a table for each kind of record in each language."""
    yield Distribution(RECORDS, 'application/json')
    yield Distribution(DATABASE, 'application/vnd.sqlite3')
    for code in export.languages:
        for table in export.tables:
            yield Distribution(f'{code}/{table.name}.csv', 'text/csv', code)
        if has_claims(export.catalog.kinds):
            yield Distribution(f'{code}/claims.csv', 'text/csv', code)


def dcat(export: Export, folder: str, page: str) -> str:
    """The catalogue with the data set in the *folder*, described on *page*, both by full address, as RDF/XML.

    It asks for a publisher. A contact is one by mail, as the profile wants it.
    """
    root = ElementTree.Element('rdf:RDF', {f'xmlns:{prefix}': address for prefix, address in _NAMES.items()})
    publisher, dataset = f'{export.base}#publisher', f'{folder}{RECORDS}#dataset'
    catalogue = _thing(root, 'dcat:Catalog', f'{folder}{DCAT}')
    _texts(catalogue, 'dcterms:title', 'data_catalogue', export)
    _texts(catalogue, 'dcterms:description', 'data_description', export)
    _leads(catalogue, 'dcterms:publisher', publisher)
    _leads(catalogue, 'dcterms:license', LICENCE)
    _leads(catalogue, 'foaf:homepage', export.base)
    _modified(catalogue, export)
    _leads(catalogue, 'dcat:dataset', dataset)
    ElementTree.SubElement(_thing(root, 'foaf:Agent', publisher), 'foaf:name').text = export.publisher
    _dataset(_thing(root, 'dcat:Dataset', dataset), export, folder, page)
    if export.contact.startswith(_MAIL):
        contact = _thing(root, 'vcard:Organization', f'{export.base}#contact')
        ElementTree.SubElement(contact, 'vcard:fn').text = export.publisher
        _leads(contact, 'vcard:hasEmail', export.contact)
    for one in distributions(export):
        part = _thing(root, 'dcat:Distribution', f'{folder}{one.path}')
        ElementTree.SubElement(part, 'dcterms:title').text = one.path
        _leads(part, 'dcat:accessURL', f'{folder}{one.path}')
        _leads(part, 'dcat:downloadURL', f'{folder}{one.path}')
        ElementTree.SubElement(part, 'dcterms:format').text = one.media
        _leads(part, 'dcterms:license', LICENCE)
        if one.language:
            _leads(part, 'dcterms:language', _language(one.language, export))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _dataset(about: ElementTree.Element, export: Export, folder: str, page: str) -> None:
    _texts(about, 'dcterms:title', 'data_dataset', export)
    _texts(about, 'dcterms:description', 'data_description', export)
    for code, labels in export.languages.items():
        for word in labels.texts['data_keywords'].split(', '):
            ElementTree.SubElement(about, 'dcat:keyword', {'xml:lang': code}).text = word
    _leads(about, 'dcterms:publisher', f'{export.base}#publisher')
    if export.contact.startswith(_MAIL):
        _leads(about, 'dcat:contactPoint', f'{export.base}#contact')
    _leads(about, 'dcat:landingPage', page)
    _leads(about, 'dcterms:accessRights', _PUBLIC)
    _leads(about, 'dcterms:language', _language(export.labels.texts.language, export))
    _modified(about, export)
    for one in distributions(export):
        _leads(about, 'dcat:distribution', f'{folder}{one.path}')


def _thing(root: ElementTree.Element, kind: str, address: str) -> ElementTree.Element:
    return ElementTree.SubElement(root, kind, {'rdf:about': address})


def _leads(about: ElementTree.Element, name: str, address: str) -> None:
    ElementTree.SubElement(about, name, {'rdf:resource': address})


def _texts(about: ElementTree.Element, name: str, text: str, export: Export) -> None:
    """The *text* in each language."""
    for code, labels in export.languages.items():
        words = labels.texts[text].format(title=export.title)
        ElementTree.SubElement(about, name, {'xml:lang': code}).text = words


def _modified(about: ElementTree.Element, export: Export) -> None:
    if export.updated:
        ElementTree.SubElement(about, 'dcterms:modified', {'rdf:datatype': _DAY}).text = export.updated


def _language(code: str, export: Export) -> str:
    return _LANGUAGE.format(export.languages[code].texts['data_authority_language'])


def schema_org(export: Export, folder: str, page: str) -> str:
    """The data set in the *folder*, described on *page*, both by full address, as JSON-LD; a page may hold it too."""
    texts = export.labels.texts
    publisher = {'publisher': {'@type': 'Organization', 'name': export.publisher}} if export.publisher else {}
    found = {
        '@context': 'https://schema.org/',
        '@type': 'Dataset',
        '@id': f'{folder}{RECORDS}#dataset',
        'name': texts['data_dataset'].format(title=export.title),
        'description': texts['data_description'].format(title=export.title),
        'url': page,
        'license': LICENCE,
        'isAccessibleForFree': True,
        'inLanguage': texts.language,
        'keywords': texts['data_keywords'].split(', '),
        **publisher,
        **({'dateModified': export.updated} if export.updated else {}),
        'distribution': [
            {'@type': 'DataDownload', 'contentUrl': f'{folder}{one.path}', 'encodingFormat': one.media}
            for one in distributions(export)
        ],
    }
    text = json.dumps(found, ensure_ascii=False, indent=1)
    # nothing in it ends a script or is a line break to one
    for sign in '<>&\u2028\u2029':
        text = text.replace(sign, f'\\u{ord(sign):04x}')
    return f'{text}\n'
