"""The texts of the handbook, for tests: what the engine is handed by the profile."""

from __future__ import annotations

from s3ext.core.model import outlines
from s3ext.core.model.outlines import Outlines
from s3ext.core.schema import guide
from s3ext.core.schema.guide import Guide
from s3ext.core.texts import messages
from s3ext.core.texts.messages import Texts
from s3ext.handbook import PROFILE

FILES = PROFILE.texts
LANGUAGES = FILES.languages


def load_texts(language: str) -> Texts:
    """What is said in *language*."""
    return messages.load_texts(language, FILES)


def load_guide(language: str) -> Guide:
    """What is said of fields in *language*."""
    return guide.load_guide(language, FILES)


def load_outlines(language: str) -> Outlines:
    """What new pages begin with in *language*."""
    return outlines.load_outlines(language, FILES)
