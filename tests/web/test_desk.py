"""The desk's pages: who may open what, what they show, how many queries they take."""

import pytest
from django.test import Client

from tests.people import District
from tests.web.desk_telling import moment, send  # noqa: F401 - moment is a fixture

pytestmark = pytest.mark.django_db


def test_desk_anonymous_is_asked_to_sign_in(district: District, client: Client) -> None:
    answer = client.get("/desk/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_home_shows_what_was_told_and_where_it_stands(district: District, client: Client) -> None:
    district.tell(title="邻里普法课")
    client.force_login(district.an)

    page = client.get("/desk/").content.decode()

    assert "邻里普法课" in page
    assert "等待审核" in page


def test_report_makes_a_record_and_shows_its_number(district: District, client: Client) -> None:
    client.force_login(district.an)

    answer = send(client)

    assert answer.status_code == 303, answer.content.decode()
    page = client.get(answer["Location"]).content.decode()
    assert "0001" in page
    assert "k-1" in page
