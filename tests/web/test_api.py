"""The exchange as units' systems use it: handed in once, receipted, read back whole."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hundredfold.base import files, tokens
from hundredfold.base.models import Token
from hundredfold.do.ledger.models import Record
from hundredfold.plan.actions import end_membership
from hundredfold.plan.models import Membership
from tests.people import NOW, District
from tests.web.exchange_calls import RECORDS, TALK, Machine, machine_of, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thirtieth_of_june() -> Iterator[None]:
    """The clock of every call stands at the moment of the tests' district."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def an(district: District) -> Machine:
    """The system of An's community."""
    return machine_of(district.an, district)


def test_record_is_receipted(an: Machine, district: District) -> None:
    one, other = picture(1), picture(2)

    answer = an.post(TALK, one, other)

    told = Record.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "id": told.public_id,
        "number": 1,
        "key": "k-1",
        "photos": [hashlib.sha256(each).hexdigest() for each in (one, other)],
        "received_at": "2026-06-30T02:00:00Z",
        "position": 1,
    }
    assert (told.unit, told.told_by, told.kind) == (district.community, district.an, "event")


def test_same_again_gives_the_same_receipt(an: Machine) -> None:
    first = an.post(TALK, picture(1))

    again = an.post(TALK, picture(1))

    assert (again.status_code, again.json()) == (200, first.json())
    assert Record.objects.count() == 1


@pytest.mark.parametrize("what", ["words", "photo"])
def test_other_body_under_the_same_key_is_refused(an: Machine, what: str) -> None:
    an.post(TALK, picture(1))

    answer = an.post(
        {**TALK, "headcount": 43} if what == "words" else TALK, picture(1 if what == "words" else 2)
    )

    assert answer.status_code == 409
    assert set(answer.json()) == {"error", "fields"}
    assert Record.objects.count() == 1


def test_key_of_another_account_is_its_own(an: Machine, district: District) -> None:
    an.post(TALK, picture(1))

    answer = machine_of(district.chen, district).post({**TALK, "title": "另一件"}, picture(1))

    assert answer.status_code == 201
    assert Record.objects.count() == 2


def test_every_field_comes_back(an: Machine, district: District) -> None:
    said = {
        **TALK,
        "kind": "event",
        "end_date": "2026-05-21",
        "lat": 40.65,
        "lon": 109.84,
        "co_units": ["鞍山道街道", district.street.public_id],
        "headcount_method": "counted",
        "summary": "第一行\n第二行 ᠮᠣᠩᠭᠣᠯ",
        "details": {"lecturer": ["王老师"], "start_time": "09:30"},
    }
    photo = picture(3)
    receipt = an.post(said, photo).json()

    shown = an.get(f"{RECORDS}/{receipt['id']}").json()

    assert {name: shown[name] for name in said if name != "co_units"} == {
        name: value for name, value in said.items() if name != "co_units"
    }
    assert set(shown["co_units"]) == {district.outside.public_id, district.street.public_id}
    assert shown["photos"] == [
        {"sha256": hashlib.sha256(photo).hexdigest(), "media_type": "image/jpeg", "bytes": len(photo)}
    ]
    assert shown["unit"] == {"id": district.community.public_id, "name": "友谊十七社区"}


def test_original_comes_back_byte_for_byte(an: Machine) -> None:
    photo = picture(4)
    receipt = an.post(TALK, photo).json()

    answer = an.get(f"{RECORDS}/{receipt['id']}/photos/{receipt['photos'][0]}")

    assert b"".join(answer.streaming_content) == photo
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_pages_lead_through_all_records_once(an: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hundredfold.web.api.exchange.reading_back.PAGE", 2)
    told = [an.post({**TALK, "title": f"第 {n} 讲"}, key=f"k-{n}").json()["id"] for n in range(5)]
    seen: list[str] = []
    cursor: str | None = ""

    while cursor is not None:
        page = an.get(RECORDS, cursor=cursor).json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next"]

    assert seen == told


def test_page_asks_as_often_for_three_records_as_for_one(an: Machine) -> None:
    counts = []
    for n in (1, 2, 3):
        an.post({**TALK, "title": f"第 {n} 讲", "co_units": ["鞍山道街道"]}, picture(n), key=f"k-{n}")
        with CaptureQueriesContext(connection) as asked:
            an.get(RECORDS)
        counts.append(len(asked))

    assert counts[0] == counts[2]


def test_what_others_told_is_not_there(an: Machine, district: District) -> None:
    receipt = an.post(TALK, picture(1)).json()
    chen = machine_of(district.chen, district)

    answers = [
        chen.get(f"{RECORDS}/{receipt['id']}"),
        chen.get(f"{RECORDS}/{receipt['id']}/photos/{receipt['photos'][0]}"),
    ]

    assert [each.status_code for each in answers] == [404, 404]
    assert chen.get(RECORDS).json() == {"items": [], "next": None}


def test_reader_of_all_sees_but_cannot_tell(an: Machine, district: District) -> None:
    an.post(TALK, picture(1))
    auditor = machine_of(district.auditor, district)

    answer = auditor.post(TALK, picture(2))

    assert answer.status_code == 403
    assert len(auditor.get(RECORDS).json()["items"]) == 1


def test_photo_of_one_record_is_not_reached_through_another(an: Machine, district: District) -> None:
    receipt = an.post(TALK, picture(1)).json()
    other = machine_of(district.chen, district)
    own = other.post({**TALK, "title": "另一件"}, picture(2)).json()

    answer = other.get(f"{RECORDS}/{own['id']}/photos/{receipt['photos'][0]}")

    assert answer.status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic YTpi", "Bearer \x00é"])
def test_without_a_working_token_nothing_is_told(given: str, district: District) -> None:
    for path in (RECORDS, f"{RECORDS}/x", f"{RECORDS}/x/photos/y"):
        answer = Client().get(path, headers={"authorization": given} if given else {})

        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer.json()["error"]


def test_signed_in_browser_is_no_token(district: District) -> None:
    browser = Client()
    browser.force_login(district.an, backend="django.contrib.auth.backends.ModelBackend")

    assert browser.get(RECORDS).status_code == 401


def test_token_ends_with_revocation_account_and_membership(an: Machine, district: District) -> None:
    street = machine_of(district.chen, district)
    end_membership(by=district.admin, membership=Membership.objects.get(user=district.chen), at=NOW)
    tokens.revoke_all(by=district.admin, user=district.an, at=NOW)

    assert an.get(RECORDS).status_code == 401
    assert street.post(TALK).status_code == 403
    district.chen.is_active = False
    district.chen.save()
    assert street.get(RECORDS).status_code == 401


def test_only_the_hash_of_a_token_is_kept(an: Machine) -> None:
    an.get(RECORDS)

    kept = Token.objects.get()

    assert kept.sha256 == hashlib.sha256(an.key.encode()).hexdigest()
    assert kept.last_used_at == NOW
    assert an.key not in json.dumps(list(Token.objects.values()), default=str)


def test_description_is_openapi_3_1(district: District) -> None:
    described = Client().get("/api/v1/openapi.json").json()

    assert described["openapi"].startswith("3.1.")
    assert set(described["paths"]) == {
        "/api/v1/records",
        "/api/v1/records/{record_id}",
        "/api/v1/records/{record_id}/photos/{sha256}",
        "/api/v1/strands",
    }
    assert "multipart/form-data" in described["paths"]["/api/v1/records"]["post"]["requestBody"]["content"]
    assert Client().get("/api/v1/docs").status_code == 404


def test_strands_are_read_without_a_token(district: District) -> None:
    district.accept(district.tell())

    shown = Client().get("/api/v1/strands").json()

    talks = next(each for each in shown["items"] if each["code"] == "talks")
    assert len(shown["items"]) == 9
    assert (talks["target"], talks["counted"]) == (100, 1)


def test_health_is_told(db: None, settings: object, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    before = Client().get("/healthz")
    beat = tmp_path / "worker-alive"
    beat.touch()
    os.utime(beat, (NOW.timestamp() - 59, NOW.timestamp() - 59))

    answer = Client().get("/healthz")
    os.utime(beat, (NOW.timestamp() - 61, NOW.timestamp() - 61))

    assert before.json() == {"database": "ok", "evidence": "ok", "worker": "not seen"}
    assert answer.json() == {"database": "ok", "evidence": "ok", "worker": "ok"}
    assert Client().get("/healthz").json()["worker"] == "not seen"
    assert (before.status_code, answer.status_code) == (200, 200)


def test_health_fails_with_the_evidence_store(db: None, settings: object, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.EVIDENCE_ROOT = tmp_path / "file" / "evidence"  # type: ignore[attr-defined]

    answer = Client().get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["evidence"] == "failed"


def test_full_disk_is_said_and_nothing_is_taken(an: Machine, settings: object) -> None:
    settings.FREE_SPACE_KEPT = 1 << 60  # type: ignore[attr-defined]

    answer = an.post(TALK, picture(1))

    assert answer.status_code == 507
    assert answer.json()["error"]
    assert Record.objects.count() == 0
    assert list(files.root().glob("*")) == []
