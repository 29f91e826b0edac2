"""Who may make an account: nobody by themselves. Accounts come from the office."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ByInviteOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Closes open sign-up; everything else is as allauth has it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a unit's people are added by the office."""
        return False
