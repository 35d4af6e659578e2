"""Folders, pages and files whose names do not change."""

from __future__ import annotations

from s3ext.api import FixedNames

NAMES = FixedNames(
    folders=('tiltak', 'kommuner', 'farer', 'veiledere', 'om'),
    vocabulary='om/lister.yaml',
    words='om/ord.txt',
    images='om/bilder',
    field_page='om/felt.md',
    help_page='om/meldinger.md',
    issue_form='.github/ISSUE_TEMPLATE/tiltak.yml',
    allowed_page='om/tillatt.md',
    contribute='om/bidra',
    statement='om/tilgjengelighet',
    data_page='om/data',
    form='bidra/skjema',
    editor='rediger',
    feed='nytt.atom',
    feeds='nytt',
    problems='feil',
    participants_sheet='deltakerark',
    cards='deling',
    book='klimahandboka',
    edition='klima',
    collection='utvalg',
    leader='leder',
    participant='deltaker',
    front='om',
    overview='tiltak/index',
    back='',
)
