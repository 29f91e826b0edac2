"""The review desk without JavaScript: look, answer, decide, clash, take back."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hundredfold.do.ledger.actions import Filed, amend_record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.plan.actions import add_member
from hundredfold.prove.actions import judge_all
from hundredfold.prove.models import Cell, Decision, Finding
from tests.people import District
from tests.pictures import picture
from tests.web.office_pages import see, signed_in, text

pytestmark = pytest.mark.django_db


def _pair(district: District) -> Finding:
    """One talk told by two units under one photo, with the finding between them."""
    photo = picture(901)
    district.tell(photo=photo)
    district.tell(
        by=district.chen, unit=district.outside.public_id, title="邻里普法茶话", head_count=45, photo=photo
    )
    judge_all(district.programme, at=district.now)
    return Finding.objects.get(rule__in=["same_deed", "same_photo"], closed_at__isnull=True)


def _form(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that leads to ``action``."""
    form = page[page.index(f'action="{action}"') :].split("</form>")[0]
    fields = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', form)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def _decide(client: Client, page: str, subject: str, verdict: str, **said: str):  # type: ignore[no-untyped-def]
    action = f"/office/review/{subject}/decide/"
    return client.post(action, {**_form(page, action), "verdict": verdict, **said})


def test_the_queue_puts_what_is_to_be_checked_first(district: District) -> None:
    district.tell(title="早早的一场", start=dt.date(2026, 1, 20))
    finding = _pair(district)
    assert finding.blocked

    page = see(signed_in(district.bo), "/office/review/")

    titles = re.findall(r"<h3>([^<]+)</h3>\s*<p><span class=\"who\">", page)
    assert titles[0] == finding.blocked.title
    assert "早早的一场" in titles


def test_accepting_leads_to_the_next_record(district: District) -> None:
    first = district.tell(title="甲", start=dt.date(2026, 2, 3)).record
    second = district.tell(title="乙", start=dt.date(2026, 3, 3)).record
    client = signed_in(district.bo)

    answer = _decide(client, see(client, "/office/review/"), f"records/{first.public_id}", "accept")

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/office/review/?record={second.public_id}",
    )
    assert Decision.objects.get().verdict == "accept"


def test_returning_needs_a_reason_and_keeps_what_was_chosen(district: District) -> None:
    record = district.tell().record
    client = signed_in(district.bo)
    page = see(client, "/office/review/")

    bare = _decide(client, page, f"records/{record.public_id}", "return")
    said = _decide(
        client, page, f"records/{record.public_id}", "return", suggested="check_date", reason="是 5 月吗？"
    )

    assert bare.status_code == 409
    assert said.status_code == 303
    assert Decision.objects.get().reason.endswith("是 5 月吗？")
    assert len(Decision.objects.get().reason) > len("是 5 月吗？")


def test_both_sides_are_shown_with_what_differs_marked(district: District) -> None:
    finding = _pair(district)
    assert finding.blocked

    page = see(signed_in(district.bo), f"/office/review/?record={finding.blocked.public_id}")

    assert "<mark>会</mark>" in page
    assert "友谊十七社区" in page
    assert "鞍山道街道" in page
    assert 'class="match"' in page


def test_the_same_joins_and_the_deed_can_be_split_again(district: District) -> None:
    finding = _pair(district)
    assert finding.blocked
    client = signed_in(district.bo)
    here = f"/office/review/?record={finding.blocked.public_id}"

    answer = _decide(client, see(client, here), f"findings/{finding.public_id}", "same")

    assert answer.status_code == 303
    assert Cell.objects.count() == 1
    decision = Decision.objects.get(finding=finding)
    whole = see(client, f"/office/records/{finding.blocked.public_id}/")
    assert f"/office/review/decisions/{decision.public_id}/reopen/" in whole

    client.post(f"/office/review/decisions/{decision.public_id}/reopen/", {"back": "record"})

    assert Cell.objects.count() == 2


def test_different_leaves_the_record_in_hand_for_its_own_decision(district: District) -> None:
    finding = _pair(district)
    assert finding.blocked
    client = signed_in(district.bo)
    here = f"/office/review/?record={finding.blocked.public_id}"

    answer = _decide(client, see(client, here), f"findings/{finding.public_id}", "different")

    assert answer.headers["Location"] == here
    assert Cell.objects.filter(has_open_finding=True).count() == 0


def test_a_finding_that_is_not_acceptable_refuses_the_record_that_waits(district: District) -> None:
    finding = _pair(district)
    client = signed_in(district.bo)
    assert finding.blocked
    here = f"/office/review/?record={finding.blocked.public_id}"

    _decide(
        client, see(client, here), f"findings/{finding.public_id}", "not_acceptable", suggested="own_photo"
    )

    assert Cell.objects.get(deed__tellings__record=finding.blocked).state == "excluded"


def test_own_unit_sees_a_sentence_and_a_forced_decision_says_it_too(district: District) -> None:
    record = district.tell().record
    add_member(by=district.admin, user=district.bo, unit=district.community, role="clerk", at=district.now)
    client = signed_in(district.bo)

    page = see(client, "/office/review/")
    forced = client.post(
        f"/office/review/records/{record.public_id}/decide/",
        {"verdict": "accept", "seen": record.position, "record": record.public_id},
    )

    assert 'name="verdict"' not in page
    assert "Your own unit told this (友谊十七社区)" in page
    assert forced.status_code == 409
    assert "友谊十七社区" in text(forced)
    assert not Decision.objects.exists()


def test_a_change_meanwhile_is_said_and_what_was_typed_is_kept(district: District) -> None:
    filed: Filed = district.tell()
    client = signed_in(district.bo)
    page = see(client, "/office/review/")
    changed = facts_of(filed.record)
    amend_record(
        by=district.an,
        record=filed.record,
        facts=district.facts(evidence=changed.evidence, head_count=40),
        seen=filed.record.position,
        at=district.now,
    )

    answer = _decide(client, page, f"records/{filed.record.public_id}", "return", reason="请补照片")

    assert answer.status_code == 409
    assert "changed meanwhile" in text(answer)
    assert "请补照片</textarea>" in text(answer)
    again = _decide(client, text(answer), f"records/{filed.record.public_id}", "return", reason="请补照片")
    assert again.status_code == 303


def test_somebody_else_decided_meanwhile(district: District) -> None:
    filed = district.tell()
    client = signed_in(district.bo)
    page = see(client, "/office/review/")
    district.accept(filed, by=district.office)

    answer = _decide(client, page, f"records/{filed.record.public_id}", "not_acceptable", reason="不清楚")

    assert answer.status_code == 409
    assert "办 decided this meanwhile" in text(answer)
    assert Decision.objects.get().by == district.office


def test_a_decision_can_be_taken_back_from_the_desk(district: District) -> None:
    filed = district.tell()
    decision = district.accept(filed)
    client = signed_in(district.bo)
    assert f"/office/review/decisions/{decision.public_id}/reopen/" in see(client, "/office/review/")

    answer = client.post(f"/office/review/decisions/{decision.public_id}/reopen/")

    assert answer.headers["Location"] == f"/office/review/?record={filed.record.public_id}"
    assert Cell.objects.get().because == "waiting_for_review"


def test_taking_back_twice_is_said_in_a_sentence(district: District) -> None:
    decision = district.accept(district.tell())
    client = signed_in(district.bo)
    href = f"/office/review/decisions/{decision.public_id}/reopen/"
    client.post(href)

    page = text(client.post(href, follow=True))

    assert "superseded already" in page


def test_an_empty_desk_says_so(district: District) -> None:
    page = see(signed_in(district.bo), "/office/review/")

    assert "Nothing waits on the desk" in page


@pytest.mark.parametrize("asked", ["page=0", "page=-1", "page=x", "page=999999999", "page=²"])
def test_a_strange_page_number_gives_a_page(district: District, asked: str) -> None:
    district.tell()

    assert signed_in(district.bo).get(f"/office/review/?{asked}").status_code == 200


def test_a_record_that_is_not_there_is_not_found(district: District) -> None:
    assert signed_in(district.bo).get("/office/review/?record=nothing").status_code == 404


@pytest.mark.parametrize("href", ["/office/review/", "/office/"])
def test_the_number_of_queries_does_not_grow_with_the_records(district: District, href: str) -> None:
    client = signed_in(district.bo)
    photo = picture(77)
    district.tell(photo=photo)
    see(client, href)
    with CaptureQueriesContext(connection) as one:
        see(client, href)
    for place in range(3):
        district.tell(by=district.chen, unit=district.outside.public_id, title=f"另一场{place}", photo=photo)
    judge_all(district.programme, at=district.now)
    with CaptureQueriesContext(connection) as many:
        see(client, href)

    assert len(many) <= len(one) + (
        4 if "review" in href else 0
    )  # comparing reads the other sides, once for all


@pytest.mark.parametrize(
    "said", [{"verdict": "reopen"}, {"verdict": "counted"}, {}, {"verdict": "accept", "seen": "x"}]
)
def test_a_tampered_form_decides_nothing(district: District, said: dict[str, str]) -> None:
    record = district.tell().record
    sent = {"seen": str(record.position), "record": record.public_id, **said}

    answer = signed_in(district.bo).post(f"/office/review/records/{record.public_id}/decide/", sent)

    assert answer.status_code == 409
    assert not Decision.objects.exists()
