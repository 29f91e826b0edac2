"""Who may act for which unit: by membership, at a moment."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from hundredfold.base.models import User
from hundredfold.plan import access, actions
from hundredfold.plan.models import Unit

AT = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(seconds=60)

pytestmark = pytest.mark.django_db


def test_clerk_acts_for_own_unit_and_those_below(tree: dict[str, Unit], office: User, clerk: User) -> None:
    actions.add_member(by=office, user=clerk, unit=tree["first"], role="clerk", at=AT)

    assert access.may_act_for(clerk, tree["first"], at=AT)
    assert access.may_act_for(clerk, tree["wulan"], at=AT)
    assert not access.may_act_for(clerk, tree["district"], at=AT)
    assert not access.may_act_for(clerk, tree["tuanshi"], at=AT)
    assert list(access.units_of(clerk, at=AT)) == [tree["first"]]
    assert list(access.units_of(clerk, at=AT, role="reviewer")) == []
    assert not access.may_edit_plan(clerk, at=AT)
    assert not access.may_read_all(clerk, at=AT)


def test_ended_membership_gives_nothing_from_its_end_on(
    tree: dict[str, Unit], office: User, clerk: User
) -> None:
    membership = actions.add_member(by=office, user=clerk, unit=tree["first"], role="clerk", at=AT)
    actions.end_membership(by=office, membership=membership, at=LATER)

    assert access.roles_of(clerk, at=AT) == {"clerk"}
    assert access.roles_of(clerk, at=LATER) == frozenset()
    assert not access.may_act_for(clerk, tree["first"], at=LATER)


@pytest.mark.parametrize(
    ("role", "edits", "reads"),
    [
        ("clerk", False, False),
        ("reviewer", False, True),
        ("office", True, True),
        ("auditor", False, True),
        ("administrator", True, True),
    ],
)
def test_role_decides_what_may_be_done(
    tree: dict[str, Unit], office: User, clerk: User, role: str, edits: bool, reads: bool
) -> None:
    actions.add_member(by=office, user=clerk, unit=tree["district"], role=role, at=AT)

    assert access.may_edit_plan(clerk, at=AT) is edits
    assert access.may_read_all(clerk, at=AT) is reads
    assert access.may_act_for(clerk, tree["wulan"], at=AT) is (role == "clerk")


def test_own_and_related_units_are_known_for_recusal(
    tree: dict[str, Unit], office: User, clerk: User
) -> None:
    actions.add_member(by=office, user=clerk, unit=tree["first"], role="reviewer", at=AT)

    assert access.is_own_unit(clerk, tree["first"], at=AT)
    assert not access.is_own_unit(clerk, tree["wulan"], at=AT)
    assert access.is_related_unit(clerk, tree["wulan"], at=AT)
    assert access.is_related_unit(clerk, tree["district"], at=AT)
    assert not access.is_related_unit(clerk, tree["second"], at=AT)


def test_visitor_and_closed_account_may_nothing(tree: dict[str, Unit], office: User, clerk: User) -> None:
    actions.add_member(by=office, user=clerk, unit=tree["first"], role="office", at=AT)
    clerk.is_active = False

    for nobody in (AnonymousUser(), clerk):
        assert access.roles_of(nobody, at=AT) == frozenset()
        assert not access.may_edit_plan(nobody, at=AT)
        assert not access.may_act_for(nobody, tree["first"], at=AT)
