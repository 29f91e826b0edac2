"""Who may open the office's pages, and what the board shows."""

import re

import pytest
from django.test import Client

from tests.people import District
from tests.pictures import picture
from tests.web.office_pages import see, signed_in, status

pytestmark = pytest.mark.django_db


def _addresses(district: District) -> dict[str, str]:
    filed = district.tell()
    sha256 = filed.record.evidence.get().file.sha256
    return {
        "board": "/office/",
        "review": "/office/review/",
        "record": f"/office/records/{filed.record.public_id}/",
        "strand": f"/office/strands/{district.facts().strands[0]}/",
        "imports": "/office/imports/",
        "photo": f"/office/photos/{sha256}/320/",
        "original": f"/office/photos/{sha256}/original/",
    }


@pytest.mark.parametrize("name", ["bo", "office", "auditor", "admin"])
def test_every_page_opens_for_those_who_read_the_desk(district: District, name: str) -> None:
    client = signed_in(getattr(district, name))

    answers = {page: status(client, href) for page, href in _addresses(district).items()}

    assert answers == dict.fromkeys(answers, 200)


@pytest.mark.parametrize("name", ["an", "chen"])
def test_no_page_opens_for_clerks(district: District, name: str) -> None:
    client = signed_in(getattr(district, name))

    answers = {page: status(client, href) for page, href in _addresses(district).items()}

    assert answers == dict.fromkeys(answers, 404)


def test_every_page_asks_a_stranger_to_sign_in(district: District) -> None:
    answers = {page: Client().get(href) for page, href in _addresses(district).items()}

    assert {answer.status_code for answer in answers.values()} == {302}
    assert all("/account/login/" in answer.headers["Location"] for answer in answers.values())


@pytest.mark.parametrize("name", ["auditor", "admin"])
def test_those_who_only_read_see_no_button_that_decides(district: District, name: str) -> None:
    district.tell()

    page = see(signed_in(getattr(district, name)), "/office/review/")

    assert 'name="verdict"' not in page


@pytest.mark.parametrize("name", ["an", "chen", "auditor", "admin"])
def test_a_forced_decision_is_not_found_for_those_who_do_not_decide(district: District, name: str) -> None:
    record = district.tell().record
    client = signed_in(getattr(district, name))

    answer = client.post(
        f"/office/review/records/{record.public_id}/decide/", {"verdict": "accept", "seen": record.position}
    )

    assert answer.status_code == 404


def test_an_original_comes_as_a_file_to_save(district: District) -> None:
    photo = picture(90)
    sha256 = district.tell(photo=photo).record.evidence.get().file.sha256

    answer = signed_in(district.bo).get(f"/office/photos/{sha256}/original/")

    assert b"".join(answer.streaming_content) == photo  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{sha256[:16]}.jpg"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_photo_comes_as_a_fresh_picture_of_the_size_asked(district: District) -> None:
    sha256 = district.tell().record.evidence.get().file.sha256
    client = signed_in(district.bo)

    answer = client.get(f"/office/photos/{sha256}/320/")

    assert answer.headers["Content-Type"] == "image/webp"
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"  # type: ignore[attr-defined]
    assert status(client, f"/office/photos/{sha256}/333/") == 404
    assert status(client, f"/office/photos/{'0' * 64}/320/") == 404


def test_the_board_of_an_empty_programme_shows_every_strand(district: District) -> None:
    page = see(signed_in(district.office), "/office/")

    assert len(re.findall(r'<article class="strand" ', page)) == 9
    assert "友谊十七社区" in page


def test_each_number_of_the_board_is_the_length_of_its_list(district: District) -> None:
    district.accept(district.tell(title="第一场"))
    district.tell(title="第二场")
    district.tell(title="第三场")
    client = signed_in(district.office)

    page = see(client, "/office/")

    links = re.findall(r'<a href="(/office/strands/[a-z_-]+/\?state=\w+)">(?:<b>)?(\d+)', page)
    lengths = {href: len(re.findall(r'<td class="first">', see(client, href))) for href, number in links}
    assert {href: int(number) for href, number in links} == lengths
    assert sorted(length for length in lengths.values() if length) == [1, 2]


def test_a_unit_that_told_something_leaves_the_guide(district: District) -> None:
    district.tell()

    page = see(signed_in(district.office), "/office/")

    assert "<li>友谊十七社区</li>" not in page
    assert "<li>鞍山道街道</li>" in page


def test_another_programme_has_its_own_board(reading_district: District) -> None:
    page = see(signed_in(reading_district.office), "/office/")

    strands = reading_district.programme.blueprint.strands
    assert len(re.findall(r'<article class="strand" ', page)) == len(strands)
