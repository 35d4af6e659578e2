"""Digests of values and of bytes, by which builds see what is the same as before."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence

#: so many characters tell one of hundreds from the others
_SHORT = 4
#: and so many any two
_LONG = 24


def digest(*parts: object) -> str:
    """A short digest of plain values; equal for equal values in every process."""
    return digest_of(repr(parts).encode())


def digest_of(data: bytes) -> str:
    """A short digest of *data*."""
    return hashlib.sha256(data).hexdigest()[:16]


def short_names(texts: Sequence[str]) -> list[str]:
    """For each of *texts* a name by what it says, wherever it stands: of letters and digits, as short as can be.

    A text that is the same as one before is numbered.
    """
    whole = {text: base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:_LONG] for text in texts}
    shared = Counter(name[:_SHORT] for name in whole.values())
    found: list[str] = []
    seen: Counter[str] = Counter()
    for text in texts:
        short = whole[text][:_SHORT]
        name = short if shared[short] == 1 else whole[text]
        seen[text] += 1
        found.append(f'{name}-{seen[text]}' if seen[text] > 1 else name)
    return found
