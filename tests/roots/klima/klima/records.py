"""What the handbook holds: its kinds of pages, the rules across them, and the views that know them."""

from __future__ import annotations

from s3ext.api import Records

from .codes import KlimaCode
from .kinds import KINDS
from .rules import check_numbers
from .views import VIEWS

RECORDS = Records(kinds=KINDS, rules=(check_numbers,), codes=tuple(KlimaCode), views=VIEWS)
