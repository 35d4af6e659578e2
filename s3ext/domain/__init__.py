"""The domain ``s3``: what each page says, by docname; cross-references to records; the catalogue of them all."""

from __future__ import annotations

from .catalogue import PAGE, QUERY, TERM, S3Domain, s3_domain, setup_domain

__all__ = ['PAGE', 'QUERY', 'TERM', 'S3Domain', 's3_domain', 'setup_domain']
