"""Who calls: the account that a bearer token speaks for. Cookies count for nothing here."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from hundredfold.base import clock, tokens
from hundredfold.base.models import User


class Bearer(HttpBearer):
    """``Authorization: Bearer TOKEN``."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """The account, or None for a token that is unknown, revoked or of a closed account."""
        return tokens.user_of(token.strip(), at=clock.now()) if token else None
