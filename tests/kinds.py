"""The profile of S3-handboken as the tests hand it to the engine: kinds, views, and what pages may hold."""

from __future__ import annotations

from types import MappingProxyType

from s3ext.core.gate.allowed import Permitted
from s3ext.core.views import VIEWS as OF_THE_ENGINE
from s3ext.core.views import Views
from s3ext.handbook import PROFILE

KINDS = PROFILE.kinds
VIEWS: Views = MappingProxyType({**OF_THE_ENGINE, **PROFILE.views})
PERMITTED = Permitted.by(PROFILE, VIEWS)
