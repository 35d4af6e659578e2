"""The addresses and file names of S3-handboken, which have been given out."""

from __future__ import annotations

from ..core.fixed_names import FixedNames

NAMES = FixedNames(
    folders=('docs', 'cases'),
    field_page='docs/contribute/falt.md',
    help_page='docs/contribute/felmeddelanden.md',
    issue_form='.github/ISSUE_TEMPLATE/fall.yml',
    allowed_page='docs/contribute/tillatet.md',
    # where the law on accessible public services wants a statement (13 § lag 2018:1937)
    statement='docs/about/tillganglighet',
    data_page='docs/about/oppna-data',
    news_page='docs/registers/nytt',
    form='bidra/formular',
    editor='redigera',
    feed='nytt.atom',
    feeds='nytt',
    problems='fel',
    participants_sheet='s3-deltagarblad',
    templates='mallar',
    tables='tabeller',
    kits='paket',
    cards='delning',
    book='s3-handboken',
    collection='urval',
    leader='ledare',
    participant='deltagare',
    overview='docs/cases/index',
    back='docs/registers',
    summary='docs/about/pa-en-sida',
    unprinted=(
        'index',
        'docs/contribute/',
        'docs/about/oppna-data',
        'docs/about/tillganglighet',
        'docs/cases/index',
        'docs/registers/belagg',
        'docs/registers/fragor',
        'docs/registers/jamfor',
        'docs/registers/kallor',
        'docs/registers/nytt',
        'docs/registers/redaktionen',
        'docs/registers/vita-flackar',
    ),
    # how the handbook is read, kept and looked after
    help=('docs/about/index', 'docs/about/lasanvisning', 'docs/registers/redaktionen'),
)
