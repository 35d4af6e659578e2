"""What S3-handboken holds: its kinds, the rules across its records, and the views that know them."""

from __future__ import annotations

from ..core.profile import Records
from .codes import HandbookCode
from .kinds import KINDS
from .likeness import alike_regions
from .rules import check_borders, check_county_codes
from .views import VIEWS

RECORDS = Records(
    kinds=KINDS,
    rules=(check_county_codes, check_borders),
    codes=tuple(HandbookCode),
    views=VIEWS,
    alike=alike_regions,
)
