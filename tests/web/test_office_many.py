"""Taking in hand, narrowing and answering many at once, without JavaScript."""

import datetime as dt
import re

import pytest
from django.test import Client

from hundredfold.do.ledger.models import Record
from hundredfold.prove.actions import settle, take_in_hand
from hundredfold.prove.models import Cell, Decision, Finding, Hold
from hundredfold.web.office.pages.likeness import compared
from hundredfold.web.office.pages.places import place_map
from tests.people import District
from tests.web.office_pages import see, signed_in, text

pytestmark = pytest.mark.django_db


def told(district: District, title: str, **said: object) -> Record:
    return district.tell(title=title, start=dt.date(2026, 6, 20), **said).record


def found(district: District, a: Record, b: Record) -> Finding:
    finding = Finding.objects.create(
        public_id=f"{Finding.objects.count():026d}",
        rule="same_deed",
        a=a,
        b=b,
        blocked=b,
        score=0.95,
        found_at=district.now,
    )
    settle(district.programme, {a.pk, b.pk}, at=district.now)
    return finding


def boxes(page: str) -> list[str]:
    return re.findall(r'name="chosen" value="([^"]+)"', page)


def post(client: Client, href: str, **said: object) -> str:
    return text(client.post(href, said, follow=True))


def test_opening_by_get_holds_nothing_and_the_button_does(district: District) -> None:
    record = told(district, "一场")
    client = signed_in(district.bo)
    see(client, "/office/review/")
    assert not Hold.objects.exists()

    page = post(client, f"/office/review/records/{record.public_id}/hold/")
    assert "In your hand until" in page
    assert Hold.objects.get().by == district.bo

    post(client, f"/office/review/records/{record.public_id}/put-down/")
    assert not Hold.objects.exists()


def test_others_pass_by_what_is_in_hand_and_cannot_answer_it(district: District) -> None:
    first, second = told(district, "甲场"), told(district, "乙场")
    client, other = signed_in(district.bo), signed_in(district.office)
    client.post(f"/office/review/records/{first.public_id}/hold/")

    queue = see(other, "/office/review/")
    assert "博 has it" in queue
    assert f"records/{second.public_id}/decide/" in queue
    held = see(other, f"/office/review/?record={first.public_id}")
    assert 'name="verdict"' not in held
    href, script = f"/office/review/records/{first.public_id}/hold/", {"X-Requested-With": "desk"}
    assert other.post(href, headers=script).status_code == 409
    assert client.post(href, headers=script).status_code == 204


def test_auditors_hold_nothing(district: District) -> None:
    record = told(district, "一场")

    answer = signed_in(district.auditor).post(f"/office/review/records/{record.public_id}/hold/")

    assert answer.status_code == 404


def test_the_queue_keeps_its_filters_through_an_answer(district: District) -> None:
    told(district, "讲座"), told(district, "演出", strands=("performances",))
    client = signed_in(district.bo)
    page = see(client, "/office/review/?strand=performances&age=x&rule=nothing")

    assert "演出" in page
    assert "讲座" not in page
    assert 'name="only" value="strand=performances"' in page
    assert "No unit is called 无此单位" in see(client, "/office/review/?unit=无此单位")


def test_plain_ones_are_accepted_together_and_what_is_left_is_explained(district: District) -> None:
    good, plain, asked, held = (told(district, title) for title in "好平疑办")
    client = signed_in(district.bo)
    chosen = boxes(see(client, "/office/review/plain/?all=1"))
    assert len(chosen) == 4
    found(district, plain, asked)
    take_in_hand(by=district.office, record=held, at=dt.datetime.now(dt.UTC))

    page = post(client, "/office/review/plain/accept/", chosen=chosen)

    assert Decision.objects.get().record == good
    assert "<b>1</b>" in page
    assert "<b>3</b>" in page
    assert "something to check on it now" in page
    assert "办 has this in hand" in page


def test_many_alike_findings_get_one_answer(district: District) -> None:
    records = [told(district, f"第{place}场") for place in range(4)]
    found(district, records[0], records[1])
    found(district, records[2], records[3])
    client = signed_in(district.bo)
    chosen = boxes(see(client, "/office/review/alike/?rule=same_deed"))

    refused = post(client, "/office/review/alike/answer/", chosen=chosen, verdict="not_acceptable", rule="x")
    page = post(client, "/office/review/alike/answer/", chosen=chosen, verdict="different", rule="same_deed")

    assert "needs a reason of its own" in refused
    assert "<b>2</b>" in page
    assert not Cell.objects.filter(has_open_finding=True).exists()


@pytest.mark.parametrize("chosen", [[], ["nothing"], ["a:b"], ["x:" + "9" * 40], ["\0:1"]])
def test_strange_choices_answer_nothing(district: District, chosen: list[str]) -> None:
    told(district, "一场")
    client = signed_in(district.bo)

    assert "Nothing was chosen" in post(client, "/office/review/plain/accept/", chosen=chosen)
    assert "Nothing was chosen" in post(client, "/office/review/alike/answer/", chosen=chosen)
    assert "Nothing was answered just now" in see(client, "/office/review/answered/")
    assert not Decision.objects.exists()


def test_both_places_are_drawn_where_both_are_known(district: District) -> None:
    here, there = {"lat": 40.64, "lon": 109.84}, {"lat": 40.65, "lon": 109.84}
    first, second = told(district, "东", **here), told(district, "西", **there)
    found(district, first, second)

    page = see(signed_in(district.bo), f"/office/review/?record={second.public_id}")

    assert 'class="place-map"' in page
    assert "1,112 m between the two points" in page
    assert "the same day" in page
    assert "the same unit" in page


@pytest.mark.parametrize("north", [0.0, 0.00001, 0.5, 40.0])
def test_a_drawing_stays_within_its_frame(north: float) -> None:
    drawn = place_map((10.0, 100.0), (10.0 + north, 100.0 + north), names=("1", "2"), metres=9, said="")

    spots = [float(each) for spot in (drawn.left, drawn.right) for each in (spot.x, spot.text_y, spot.y)]
    assert all(0 <= each <= 320 for each in spots)
    assert float(drawn.scale_x) <= 110


def test_words_and_numbers_differ_as_a_whole_and_characters_one_by_one() -> None:
    line = compared("", "普法茶话会42人 hall", "普法茶话43人 hell")

    assert [piece.text for piece in line.left if piece.differs] == ["会42", "hall"]
    assert [piece.text for piece in line.right if piece.differs] == ["43", "hell"]
