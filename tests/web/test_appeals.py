"""Appeals on the pages: the unit's button and clock, the office's list and answer, without JavaScript."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hundredfold.base import clock
from hundredfold.do.ledger.models import Record
from hundredfold.prove.actions import decide_record, file_appeal
from hundredfold.prove.models import Appeal, Cell, Decision
from tests.people import District
from tests.web.office_pages import see, signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def midsummer(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages open on the day of the tests."""
    monkeypatch.setattr(clock, "now", lambda: district.now + dt.timedelta(hours=1))


def refused(district: District, title: str = "邻里普法茶话会", day: int = 20) -> tuple[Record, Decision]:
    record = district.tell(title=title, start=dt.date(2026, 5, day), venue=f"{day}号楼").record
    said = {"verdict": "not_acceptable", "reason": "像是例会", "seen": record.position}
    return record, decide_record(by=district.bo, record=record, at=district.now, **said)


def appealed(district: District, decision: Decision, at: dt.datetime | None = None) -> Appeal:
    return file_appeal(
        by=district.an, decision=decision, unit=district.community, text="有居民参加", at=at or district.now
    )


def test_a_clerk_appeals_from_the_records_page(district: District) -> None:
    record, decision = refused(district)
    client = signed_in(district.an)
    href = f"/desk/records/{record.public_id}/appeal/{decision.public_id}/"

    page = see(client, f"/desk/records/{record.public_id}/")
    form = see(client, href)
    answer = client.post(href, {"text": "有二十位居民参加"})

    assert href in page
    assert "10 working days left, until 2026-07-14" in page
    assert "像是例会" in form
    assert answer.status_code == 303
    after = see(client, f"/desk/records/{record.public_id}/")
    assert "有二十位居民参加" in after
    assert "5 working days left, until 2026-07-07" in after
    assert href not in after
    assert "有二十位居民参加" not in see(client, "/desk/")
    assert "5 working days left" in see(client, "/desk/")


def test_an_empty_text_is_asked_for_and_a_long_one_is_kept(district: District) -> None:
    record, decision = refused(district)
    client = signed_in(district.an)
    href = f"/desk/records/{record.public_id}/appeal/{decision.public_id}/"

    empty = client.post(href, {"text": "  "})
    long = client.post(href, {"text": "长" * 2001})

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "长" * 2001 in text(long)
    assert not Appeal.objects.exists()


def test_a_late_appeal_is_one_sentence_and_what_was_typed_stays(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, decision = refused(district)
    monkeypatch.setattr(clock, "now", lambda: district.now + dt.timedelta(days=30))
    client = signed_in(district.an)
    href = f"/desk/records/{record.public_id}/appeal/{decision.public_id}/"

    answer = client.post(href, {"text": "晚了几天"})

    assert answer.status_code == 422
    assert "The 10 working days to appeal are over: the last one was 2026-07-14." in text(answer)
    assert "晚了几天</textarea>" in text(answer)
    assert "ended on 2026-07-14" in see(client, f"/desk/records/{record.public_id}/")
    assert href not in see(client, f"/desk/records/{record.public_id}/")


@pytest.mark.parametrize("who", ["chen", "office", "bo"])
def test_others_cannot_appeal(district: District, who: str) -> None:
    record, decision = refused(district)
    href = f"/desk/records/{record.public_id}/appeal/{decision.public_id}/"

    client = signed_in(getattr(district, who))

    assert client.get(href).status_code == 404
    assert client.post(href, {"text": "我们认为应计入"}).status_code == 404


def test_a_decision_that_is_not_there_cannot_be_appealed_against(district: District) -> None:
    record, _decision = refused(district)

    assert signed_in(district.an).get(f"/desk/records/{record.public_id}/appeal/nothing/").status_code == 404
    assert signed_in(district.an).post("/desk/appeals/nothing/withdraw/").status_code == 404


def test_a_clerk_takes_an_appeal_back(district: District) -> None:
    record, decision = refused(district)
    made = appealed(district, decision)
    client = signed_in(district.an)
    href = f"/desk/appeals/{made.public_id}/withdraw/"
    assert href in see(client, f"/desk/records/{record.public_id}/")

    answer = client.post(href, follow=True)

    assert "the decision stands as it did" in text(answer)
    assert "Taken back by the unit" in text(answer)
    assert "closed already" in text(client.post(href, follow=True))
    assert signed_in(district.chen).post(href).status_code == 404


def test_the_office_lists_by_due_day_and_says_overdue_in_words(district: District) -> None:
    appealed(district, refused(district, "甲场", 4)[1], district.now - dt.timedelta(hours=1))
    Appeal.objects.update(due=dt.date(2026, 6, 26))
    appealed(district, refused(district, "乙场", 5)[1])

    page = see(signed_in(district.office), "/office/appeals/")

    assert page.index("甲场") < page.index("乙场")
    assert "overdue by 2 working days, was due on 2026-06-26" in page
    assert "1 answer is overdue." in page


def test_an_empty_list_says_so(district: District) -> None:
    assert "No appeal waits" in see(signed_in(district.auditor), "/office/appeals/")


def _answer(client: Client, made: Appeal, **said: str):  # type: ignore[no-untyped-def]
    return client.post(f"/office/appeals/{made.public_id}/answer/", said)


def test_another_reviewer_grants_and_it_counts(district: District) -> None:
    record, decision = refused(district)
    made = appealed(district, decision)
    client = signed_in(district.office)

    page = see(client, f"/office/appeals/{made.public_id}/")
    answer = _answer(client, made, outcome="granted", answer="签到表可见", seen=str(record.position))

    assert "像是例会" in page
    assert "有居民参加" in page
    assert answer.status_code == 303
    assert Cell.objects.get().state == "counted"
    told = see(signed_in(district.an), f"/desk/records/{record.public_id}/")
    assert "签到表可见" in told
    assert "Granted" in told
    assert "Granted" in see(client, "/office/appeals/")


def test_who_decided_sees_why_and_is_refused_by_force(district: District) -> None:
    record, decision = refused(district)
    made = appealed(district, decision)
    client = signed_in(district.bo)

    page = see(client, f"/office/appeals/{made.public_id}/")
    forced = _answer(client, made, outcome="upheld", answer="不变", seen=str(record.position))

    assert "You decided this yourself" in page
    assert 'name="outcome"' not in page
    assert forced.status_code == 422
    assert "You decided this yourself" in text(forced)


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": "granted", "answer": ""},
        {"outcome": "withdrawn", "answer": "好"},
        {"answer": "好"},
        {"outcome": "granted", "answer": "好", "seen": "x"},
        {"outcome": "granted", "answer": "好", "seen": "0"},
        {"outcome": "upheld", "answer": "长" * 501},
    ],
)
def test_half_an_answer_is_kept_and_nothing_decided(district: District, said: dict[str, str]) -> None:
    _record, decision = refused(district)
    made = appealed(district, decision)

    answer = _answer(signed_in(district.office), made, **said)

    assert answer.status_code == 422
    assert f"{said['answer']}</textarea>" in text(answer)
    made.refresh_from_db()
    assert made.outcome == ""


def test_an_auditor_reads_and_answers_nothing(district: District) -> None:
    _record, decision = refused(district)
    made = appealed(district, decision)
    client = signed_in(district.auditor)

    assert 'name="outcome"' not in see(client, f"/office/appeals/{made.public_id}/")
    assert _answer(client, made, outcome="upheld", answer="不变").status_code == 404
    assert signed_in(district.an).get("/office/appeals/").status_code == 404


@pytest.mark.parametrize("who_and_href", [("office", "/office/appeals/"), ("an", "/desk/")])
def test_the_number_of_queries_does_not_grow_with_the_appeals(
    district: District, who_and_href: tuple[str, str]
) -> None:
    who, href = who_and_href
    client = signed_in(getattr(district, who))
    appealed(district, refused(district, "第一场", 1)[1])
    see(client, href)
    with CaptureQueriesContext(connection) as one:
        see(client, href)
    for day in range(2, 5):
        appealed(district, refused(district, f"第{day}场", day)[1])
    with CaptureQueriesContext(connection) as many:
        see(client, href)

    assert len(many) == len(one)
