"""A unit's system is given a token: by name or id, for one unit, without a way to sign in."""

import pytest

from hundredfold.base import clock, tokens
from hundredfold.base.env import BadSetting
from hundredfold.base.models import User
from hundredfold.config.tokens import issue_for_unit
from hundredfold.plan.access import units_of
from tests.people import NOW, District


@pytest.mark.parametrize("by_id", [False, True])
def test_token_speaks_for_its_unit_only(district: District, by_id: bool) -> None:
    text = district.community.public_id if by_id else "友谊十七社区居委会"

    given = issue_for_unit(text, name="x", renew=False, by="admin")

    user = tokens.user_of(given.key, at=NOW)
    assert user is not None
    assert list(units_of(user, at=clock.now())) == [district.community]
    assert not user.has_usable_password()


def test_second_token_is_of_the_same_account(district: District) -> None:
    keys = [
        issue_for_unit("友谊十七社区", name="x", renew=renew, by="admin").key
        for renew in (False, False, True)
    ]

    known = [tokens.user_of(key, at=NOW) for key in keys]

    assert [each is not None for each in known] == [False, False, True]
    assert User.objects.filter(username__startswith="exchange-").count() == 1


@pytest.mark.parametrize(("unit", "by"), [("无人知晓", "admin"), ("友谊十七社区", "nobody")])
def test_unknown_unit_or_operator_is_said(district: District, unit: str, by: str) -> None:
    with pytest.raises(BadSetting):
        issue_for_unit(unit, name="x", renew=False, by=by)
