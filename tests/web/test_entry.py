"""One click into the demonstration; nowhere else."""

from typing import Any

import pytest
from django.test import Client

from hundredfold.base.models import User
from hundredfold.plan.actions import add_member
from hundredfold.plan.words import Role
from tests.people import District
from tests.web.desk_telling import moment  # noqa: F401 - a fixture for every test here

pytestmark = pytest.mark.django_db


def prepared(district: District, role: str) -> User:
    """The demonstration's user of ``role``."""
    user = User.objects.create_user(f"demo-{role}", display_name=f"{role} 石榴")
    unit = district.community if role == Role.CLERK else district.office_unit
    add_member(by=district.admin, user=user, unit=unit, role=role, at=district.now.replace(month=1))
    return user


def test_enter_signs_in_the_prepared_clerk(district: District, client: Client, settings: Any) -> None:
    settings.DEMO = True
    user = prepared(district, "clerk")

    answer = client.post("/enter/clerk/")

    assert (answer.status_code, answer["Location"]) == (303, "/desk/")
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("role", ["reviewer", "office", "auditor", "administrator"])
def test_enter_leads_the_office_to_its_room(
    district: District, client: Client, settings: Any, role: str
) -> None:
    settings.DEMO = True
    prepared(district, role)

    answer = client.post(f"/enter/{role}/")

    assert answer.status_code == 303
    assert answer["Location"].startswith("/office/")


def test_enter_is_not_there_outside_a_demonstration(district: District, client: Client) -> None:
    prepared(district, "clerk")

    assert client.get("/enter/").status_code == 404
    assert client.post("/enter/clerk/").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("role", ["superuser", "clerk", "%00", "demo-clerk"])
def test_enter_refuses_a_role_nobody_prepared(
    district: District, client: Client, settings: Any, role: str
) -> None:
    settings.DEMO = True

    assert client.post(f"/enter/{role}/").status_code == 404


def test_enter_needs_a_post(district: District, client: Client, settings: Any) -> None:
    settings.DEMO = True
    prepared(district, "clerk")

    assert client.get("/enter/clerk/").status_code == 405


def test_ways_has_a_card_for_each_prepared_role(district: District, client: Client, settings: Any) -> None:
    settings.DEMO = True
    for role in ("clerk", "reviewer"):
        prepared(district, role)

    page = client.get("/enter/").content.decode()

    assert page.count("<form") - page.count('class="switch"') - page.count('role="search"') == 2
    assert "clerk 石榴" in page


def test_onward_asks_the_anonymous_to_sign_in(client: Client) -> None:
    assert client.get("/enter/onward/")["Location"].startswith("/account/login/")
