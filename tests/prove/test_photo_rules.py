"""What photos say of when and where reaches the rules on a site and in the check of a ledger file."""

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from hundredfold.config.cli import app
from hundredfold.do.ledger.actions import amend_record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.linkage.prints import VERSION
from hundredfold.prove import near
from hundredfold.prove.actions import judge_all, judge_new, look_at_photos
from hundredfold.prove.actions.judge import judge_by_night
from hundredfold.prove.models import Finding, PhotoPrint
from tests.people import District
from tests.pictures import picture


def taken(seed: int, clock: str, *, maker: str = "a maker", offset: str = "+08:00") -> bytes:
    """A picture of its own with a camera's clock in it."""
    exif = Image.Exif()
    exif[0x010F] = maker
    block = exif.get_ifd(0x8769)
    block[0x9003] = clock
    if offset:
        block[0x9011] = offset
    out = io.BytesIO()
    Image.open(io.BytesIO(picture(seed, size=(640, 480)))).save(out, "JPEG", exif=exif, quality=90)
    return out.getvalue()


def open_on(district: District, rule: str) -> list[tuple[int, int | None, int | None]]:
    rows = Finding.objects.filter(rule=rule, closed_at__isnull=True)
    return [
        (row.a.number, row.b.number if row.b else None, row.blocked.number if row.blocked else None)
        for row in rows
    ]


def test_a_burst_under_two_days_is_found_and_closed_when_the_day_is_corrected(district: District) -> None:
    district.tell(photo=taken(301, "2026:05:20 09:30:00"))
    later = district.tell(
        title="睦邻座谈会",
        venue="社区院内",
        start=dt.date(2026, 6, 3),
        photo=taken(302, "2026:05:20 09:36:00", offset=""),
    )

    look_at_photos(at=district.now)
    judge_new(district.programme, at=district.now)
    assert open_on(district, "photo_burst") == [(1, 2, 2)]

    facts = replace(facts_of(later.record), start=dt.date(2026, 5, 20), venue="社区院内")
    amend_record(
        by=district.an, record=later.record, facts=facts, seen=later.record.position, at=district.now
    )
    judge_new(district.programme, at=district.now)
    assert open_on(district, "photo_burst") == []


def test_a_burst_is_found_where_there_are_too_many_photos_to_compare_each(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "FEW_PHOTOS", 0)
    district.tell(photo=taken(311, "2026:05:20 09:30:00"))
    look_at_photos(at=district.now)
    judge_new(district.programme, at=district.now)
    district.tell(
        title="睦邻座谈会",
        venue="社区院内",
        start=dt.date(2026, 9, 3),
        photo=taken(312, "2026:05:20 09:39:00"),
    )

    look_at_photos(at=district.now)
    judge_new(district.programme, at=district.now)

    assert open_on(district, "photo_burst") == [(1, 2, 2)]


def test_a_photo_of_another_month_is_remarked_on_at_night_and_holds_nothing_up(district: District) -> None:
    district.tell(photo=taken(303, "2026:02:11 09:30:00"))
    district.tell(title="睦邻座谈会", photo=picture(304))

    look_at_photos(at=district.now)
    judge_new(district.programme, at=district.now)
    judge_by_night(district.programme, at=district.now)
    judge_all(district.programme, at=district.now)

    assert open_on(district, "photo_far") == [(1, None, None)]
    grounds = Finding.objects.get(rule="photo_far").grounds
    assert [(each["code"], each["params"]["days"]) for each in grounds] == [("photo_time_far", 98)]


def test_prints_of_another_version_are_made_again_and_break_nothing_meanwhile(district: District) -> None:
    district.tell(photo=taken(305, "2026:05:20 09:30:00"))
    look_at_photos(at=district.now)
    PhotoPrint.objects.update(version=VERSION - 1, fingerprint=b"HFP\x01")

    judge_all(district.programme, at=district.now)

    assert look_at_photos(at=district.now) == 1
    assert [kept.clock for kept in PhotoPrint.objects.all()] == ["2026-05-20T09:30:00"]


def test_one_photo_twice_in_one_record_is_no_matter(district: District) -> None:
    shot = taken(306, "2026:05:20 09:30:00")
    filed = district.tell(photo=shot)
    look_at_photos(at=district.now)
    judge_new(district.programme, at=district.now)

    assert filed.record.number == 1
    assert open_on(district, "same_photo") == open_on(district, "photo_burst") == []


def test_check_reads_clocks_from_the_folder_of_photos(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "a.jpg").write_bytes(taken(307, "2026:05:20 09:30:00"))
    (photos / "b.jpg").write_bytes(taken(308, "2026:05:20 09:33:00"))
    (photos / "c.jpg").write_bytes(taken(309, "2025:11:02 10:00:00", maker="another"))
    rows = [
        ("宣传教育", "邻里普法茶话会", "友谊十七社区", "2026-05-20", "a.jpg"),
        ("宣传教育", "睦邻座谈会", "友谊十七社区", "2026-06-03", "b.jpg;b.jpg"),
        ("宣传教育", "消防演练", "友谊十八社区", "2026-04-09", "c.jpg"),
    ]
    with (tmp_path / "ledger.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("条线", "标题", "单位", "日期", "照片"), *rows])

    told = CliRunner().invoke(
        app,
        ["check", str(tmp_path / "ledger.csv"), "--photos", str(photos), "--json", "-", "--language", "zh"],
    )

    findings = [each for each in json.loads(told.stdout)["findings"] if each["rule"].startswith("photo_")]
    assert [(each["rule"], each["records"]) for each in findings] == [
        ("photo_burst", ["R2", "R3"]),
        ("photo_far", ["R3"]),
        ("photo_far", ["R4"]),
    ]
    assert "相隔约 3 分钟" in findings[0]["why"]
    assert "相差 158 天" in findings[2]["why"]
