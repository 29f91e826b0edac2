"""Writes the audit log, in the same transaction as the act it tells of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hundredfold.base.models import AuditNote, User


def note(
    *, actor: User, action: str, subject: str, at: datetime, detail: Mapping[str, Any] | None = None
) -> None:
    """Notes that ``actor`` did ``action`` to ``subject`` (``table:public-id``) at ``at``."""
    AuditNote.objects.create(at=at, actor=actor, action=action, subject=subject, detail=dict(detail or {}))
