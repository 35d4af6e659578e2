"""The codes of the rules that only this handbook has."""

from __future__ import annotations

from s3ext.api import Code


class KlimaCode(Code):
    """What can be wrong beside what the engine finds."""

    FOR_TIDLIG_VIRKNING = 'for-tidlig-virkning'
