"""Keys for other systems: made here, shown once, known again by their hash. Asks nothing of what they may do."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from hundredfold.base import audit
from hundredfold.base.models import Token, User

MARK = "hf_"  # lets a key that leaked into a file or a log be found by searching
_NOTED_EVERY = timedelta(minutes=1)  # last use is told to the minute: a write for each read would be too dear


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token and its key in clear, this once."""

    token: Token
    key: str


@transaction.atomic
def issue(*, by: User, user: User, name: str, at: datetime) -> Issued:
    """A new key for ``user``: 256 random bits."""
    key = MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(user=user, name=name[:80], sha256=hash_of(key), created_at=at, created_by=by)
    audit.note(
        actor=by, action="issue_token", subject=f"token:{token.pk}", at=at, detail={"for": user.username}
    )
    return Issued(token, key)


@transaction.atomic
def revoke_all(*, by: User, user: User, at: datetime) -> int:
    """Ends every key of ``user`` at once. Returns how many worked until now."""
    working = list(Token.objects.filter(user=user, revoked_at__isnull=True).values_list("pk", flat=True))
    Token.objects.filter(pk__in=working).update(revoked_at=at, revoked_by=by)
    for pk in working:
        audit.note(actor=by, action="revoke_token", subject=f"token:{pk}", at=at)
    return len(working)


def user_of(key: str, *, at: datetime) -> User | None:
    """The account that ``key`` speaks for; None if it is unknown or revoked, or the account is closed."""
    token = (
        Token.objects.select_related("user")
        .filter(sha256=hash_of(key), revoked_at__isnull=True, user__is_active=True)
        .first()
    )
    if token is None:
        return None
    if token.last_used_at is None or token.last_used_at < at - _NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=at)
    return token.user


def hash_of(key: str) -> str:
    """What is kept of a key. A key of 256 random bits needs no salt and no slow hash."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
