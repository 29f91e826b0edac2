"""Spot checks on the pages: draw, sheets, the visit's form, the public's page; without JavaScript."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hundredfold.base import clock
from hundredfold.prove.models import Cell, Draw, Finding, Visit
from tests.people import District
from tests.pictures import picture
from tests.web.office_pages import see, signed_in, status, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def midsummer(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages open on the day of the tests."""
    monkeypatch.setattr(clock, "now", lambda: district.now + dt.timedelta(hours=1))


def told(district: District, many: int, first: int = 1) -> None:
    then = district.now - dt.timedelta(days=2)
    for day in range(first, first + many):
        filed = district.tell(
            title=f"第{day}场讲座", start=dt.date(2026, 5, day), venue=f"{day}号楼", at=then
        )
        district.accept(filed, at=then)


def drawn(client: Client, **said: str):  # type: ignore[no-untyped-def]
    return client.post(
        "/office/spot-checks/", {"size": "3", "as_of": "2026-06-29", "word": "石榴", "strand": "", **said}
    )


def test_the_office_draws_and_the_page_says_how_to_repeat_it(district: District) -> None:
    told(district, 5)
    client = signed_in(district.office)
    assert "Nothing drawn yet" in see(client, "/office/spot-checks/")

    answer = drawn(client)

    made = Draw.objects.get()
    assert answer.headers["Location"] == f"/office/spot-checks/{made.public_id}/"
    page = see(client, answer.headers["Location"])
    assert made.seed in page
    assert "--as-of 2026-06-29 --size 3" in page
    assert page.count("Write down a visit") == 3
    assert "3 of 5" in see(client, "/office/spot-checks/")


@pytest.mark.parametrize(
    "said",
    [
        {"word": ""},
        {"size": "0"},
        {"size": "x"},
        {"as_of": "2026-06-30"},
        {"as_of": "gestern"},
        {"strand": "nothing"},
        {"word": "长" * 61},
    ],
)
def test_what_cannot_be_drawn_comes_back_with_what_was_typed(
    district: District, said: dict[str, str]
) -> None:
    told(district, 2)

    answer = drawn(signed_in(district.office), **said)

    assert answer.status_code == 422
    assert "石榴" in text(answer) or "word" in said
    assert not Draw.objects.exists()


def test_reviewers_see_draws_and_do_not_make_them(district: District) -> None:
    told(district, 2)
    drawn(signed_in(district.office))
    client = signed_in(district.bo)

    assert "Make a draw" not in see(client, "/office/spot-checks/")
    assert drawn(client).status_code == 404
    assert signed_in(district.an).get("/office/spot-checks/").status_code == 404


def test_a_visit_on_a_phone_with_a_photo(district: District) -> None:
    told(district, 1)
    drawn(signed_in(district.office))
    visit = Visit.objects.get()
    client = signed_in(district.bo)
    href = f"/office/visits/{visit.public_id}/"
    assert "2026-06-30" in see(client, href)

    photo = SimpleUploadedFile("门口.jpg", picture(7), "image/jpeg")
    answer = client.post(
        href, {"result": "not_found", "on": "2026-06-30", "note": "门锁着", "head_count": "", "photo": photo}
    )

    assert answer.status_code == 303
    visit.refresh_from_db()
    assert (visit.result, visit.visited_by, visit.visited_for) == (
        "not_found",
        district.bo,
        district.office_unit,
    )
    assert visit.photo is not None
    page = see(client, href)
    assert "门锁着" in page
    assert 'name="result"' not in page
    assert status(client, f"{href}photo/800/") == 200
    assert Finding.objects.filter(rule="spot_check").exists()
    assert "门锁着" in see(client, "/office/spot-checks/")
    assert "not found on the spot" in see(client, f"/office/records/{visit.record.public_id}/")


@pytest.mark.parametrize(
    "said",
    [
        {"result": ""},
        {"result": "gone"},
        {"result": "not_found", "note": ""},
        {"on": "2026-07-01"},
        {"on": "morgen"},
        {"head_count": "-3"},
        {"photo": SimpleUploadedFile("a.pdf", b"%PDF-1.4", "application/pdf")},
    ],
)
def test_half_a_visit_comes_back_with_what_was_typed(district: District, said: dict[str, object]) -> None:
    told(district, 1)
    drawn(signed_in(district.office))
    visit = Visit.objects.get()

    answer = signed_in(district.bo).post(
        f"/office/visits/{visit.public_id}/", {"result": "seen", "on": "2026-06-30", "note": "看过了", **said}
    )

    assert answer.status_code == 422
    assert "看过了" in text(answer) or "note" in said
    visit.refresh_from_db()
    assert visit.result == ""


def test_the_public_reads_that_it_was_seen_and_of_no_appeal(district: District) -> None:
    told(district, 1)
    drawn(signed_in(district.office))
    visit = Visit.objects.get()
    signed_in(district.bo).post(f"/office/visits/{visit.public_id}/", {"result": "seen", "on": "2026-06-30"})
    cell = Cell.objects.get()
    cell.reasons.append({"code": "join_under_appeal", "params": {"since": "2026-06-12", "due": "2026-06-22"}})
    cell.save()

    page = see(Client(headers={"accept-language": "en"}), f"/records/{visit.record.public_id}/")

    assert "seen on the spot on 2026-06-30" in page
    assert "appeal" not in page
    assert "waiting for review" not in page


def test_sheets_have_a_page_for_each(district: District) -> None:
    told(district, 3)
    drawn(signed_in(district.office))

    page = see(signed_in(district.bo), f"/office/spot-checks/{Draw.objects.get().public_id}/sheets/")

    assert page.count('class="panel sheet"') == 3


@pytest.mark.parametrize(
    "href",
    [
        "/office/spot-checks/nothing/",
        "/office/spot-checks/nothing/sheets/",
        "/office/visits/nothing/",
        "/office/visits/nothing/photo/800/",
        "/office/appeals/nothing/",
        "/office/appeals/%00/",
    ],
)
def test_what_is_not_there_is_not_found(district: District, href: str) -> None:
    assert signed_in(district.office).get(href).status_code == 404


def test_the_public_sees_seed_and_numbers_and_no_record(district: District) -> None:
    client = Client(headers={"accept-language": "en"})
    assert "Nothing drawn yet" in see(client, "/spot-checks/")
    told(district, 3)
    drawn(signed_in(district.office), size="2")
    visit = Visit.objects.first()
    assert visit
    signed_in(district.bo).post(
        f"/office/visits/{visit.public_id}/", {"result": "seen", "on": "2026-06-30", "note": "内部的话"}
    )

    page = see(client, "/spot-checks/")

    made = Draw.objects.get()
    for shown in (made.seed, made.candidates_sha256, "石榴", "2 of 3", "2 drawn so far"):
        assert shown in page
    for hidden in (visit.record.title, district.community.name, "内部的话", district.bo.display_name + " "):
        assert hidden not in page
    assert "/spot-checks/" in see(client, "/how/")


@pytest.mark.parametrize("href", ["/office/spot-checks/", "/spot-checks/", "draw", "sheets"])
def test_the_number_of_queries_does_not_grow(district: District, href: str) -> None:
    told(district, 1)
    client = signed_in(district.office)
    drawn(client)
    whole = {"draw": "/office/spot-checks/{}/", "sheets": "/office/spot-checks/{}/sheets/"}.get(href, href)
    first = whole.format(Draw.objects.get().public_id)
    see(client, first)
    with CaptureQueriesContext(connection) as one:
        see(client, first)
    told(district, 4, first=2)
    drawn(client, word="再来")
    drawn(client, word="又来")
    latest = Draw.objects.order_by("-id")[0]
    with CaptureQueriesContext(connection) as many:
        see(client, whole.format(latest.public_id))

    assert len(many) == len(one)
