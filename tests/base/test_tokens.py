"""Tokens: shown once, known by their hash, ended at once."""

import datetime as dt

import pytest

from hundredfold.base import tokens
from hundredfold.base.models import AuditNote, Token, User
from tests.people import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    """Somebody who hands tokens out."""
    return User.objects.create_user("admin", display_name="管理员")


def test_key_is_known_again_and_random(admin: User) -> None:
    one, other = (tokens.issue(by=admin, user=admin, name="x", at=NOW) for _ in range(2))

    assert one.key != other.key
    assert len(one.key) == len(tokens.MARK) + 43  # 256 bits in base 64
    assert tokens.user_of(one.key, at=NOW) == admin
    assert tokens.user_of(one.key + "x", at=NOW) is None
    assert tokens.user_of("\ud800", at=NOW) is None


def test_revoking_ends_every_key(admin: User) -> None:
    keys = [tokens.issue(by=admin, user=admin, name="x", at=NOW).key for _ in range(2)]

    ended = tokens.revoke_all(by=admin, user=admin, at=NOW)

    assert ended == 2
    assert [tokens.user_of(key, at=NOW) for key in keys] == [None, None]
    assert tokens.revoke_all(by=admin, user=admin, at=NOW) == 0
    assert AuditNote.objects.filter(action="revoke_token").count() == 2


def test_last_use_is_told_to_the_minute(admin: User) -> None:
    key = tokens.issue(by=admin, user=admin, name="x", at=NOW).key

    for seconds in (0, 30, 61):
        tokens.user_of(key, at=NOW + dt.timedelta(seconds=seconds))

    assert Token.objects.get().last_used_at == NOW + dt.timedelta(seconds=61)
