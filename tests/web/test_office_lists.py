"""The list of a strand, the record's own page, and the pure parts beneath them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hundredfold.do.ledger.actions import amend_record, withdraw_record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.web.office.forecast import Forecast, forecast
from hundredfold.web.office.importing import file_name
from hundredfold.web.office.pages.likeness import Piece, compared
from tests.people import District
from tests.web.office_pages import see, signed_in

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def _strand(district: District) -> str:
    return f"/office/strands/{district.facts().strands[0]}/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"甲", "乙", "丙"}),
        ("state=counted", {"甲"}),
        ("state=pending", {"乙", "丙"}),
        ("reason=waiting_for_review", {"乙", "丙"}),
        ("text=乙", {"乙"}),
        ("unit=友谊17社区", set()),
        ("unit=友谊十七社区", {"甲", "乙"}),
        ("unit=鞍山道街道&state=pending", {"丙"}),
        ("check=1", set()),
        ("state=nonsense&page=x", {"甲", "乙", "丙"}),
        ("page=9", set()),
    ],
)
def test_a_list_is_narrowed_as_asked(district: District, asked: str, shown: set[str]) -> None:
    district.accept(district.tell(title="甲"))
    district.tell(title="乙")
    district.tell(title="丙", by=district.chen, unit=district.outside.public_id)

    page = see(signed_in(district.office), f"{_strand(district)}?{asked}")

    assert {title for title in "甲乙丙" if f">{title}</a>" in page} == shown


@pytest.mark.django_db
def test_an_unknown_unit_in_the_filter_is_answered_with_what_is_near(district: District) -> None:
    page = see(signed_in(district.office), f"{_strand(district)}?unit=友谊十八社区")

    assert "Perhaps: 友谊十七社区" in page


@pytest.mark.django_db
def test_a_strand_nobody_promised_is_not_found(district: District) -> None:
    assert signed_in(district.office).get("/office/strands/nothing/").status_code == 404


@pytest.mark.django_db
def test_a_long_list_is_paged_across_its_states(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hundredfold.web.office.pages.strand.ON_A_PAGE", 2)
    for title in "甲乙丙":
        district.accept(district.tell(title=title))
    for title in "丁戊":
        district.tell(title=title)
    client = signed_in(district.office)

    pages = [see(client, f"{_strand(district)}?page={n}") for n in (1, 2, 3)]

    seen = [[title for title in "甲乙丙丁戊" if f">{title}</a>" in page] for page in pages]
    assert seen == [["甲", "乙"], ["丙", "丁"], ["戊"]]
    assert "3–4 of 5" in pages[1]
    assert 'rel="next"' not in pages[2]


@pytest.mark.django_db
def test_the_queries_of_a_list_do_not_grow_with_its_rows(district: District) -> None:
    client = signed_in(district.office)
    district.tell()
    see(client, _strand(district))
    with CaptureQueriesContext(connection) as one:
        see(client, _strand(district))
    district.tell()
    district.tell()
    with CaptureQueriesContext(connection) as three:
        see(client, _strand(district))

    assert len(three) == len(one)


@pytest.mark.django_db
def test_a_record_shows_what_was_changed_and_decided(district: District) -> None:
    filed = district.tell()
    kept = facts_of(filed.record).evidence
    amend_record(
        by=district.an,
        record=filed.record,
        facts=district.facts(evidence=kept, venue="社区会议室"),
        seen=filed.record.position,
        at=district.now,
    )
    district.accept(filed)

    page = see(signed_in(district.auditor), f"/office/records/{filed.record.public_id}/")

    assert "<dt>Venue</dt>" in page
    assert "<mark>党群服务中心</mark>" in page
    assert "Accepted · 博" in page


@pytest.mark.django_db
def test_the_queries_of_a_record_do_not_grow_with_its_revisions(district: District) -> None:
    filed = district.tell()
    client = signed_in(district.office)
    here = f"/office/records/{filed.record.public_id}/"
    see(client, here)
    with CaptureQueriesContext(connection) as one:
        see(client, here)
    for place in range(3):
        filed.record.refresh_from_db()
        facts = district.facts(evidence=facts_of(filed.record).evidence, head_count=50 + place)
        amend_record(
            by=district.an, record=filed.record, facts=facts, seen=filed.record.position, at=district.now
        )
        district.accept(filed)
    with CaptureQueriesContext(connection) as three:
        see(client, here)

    assert len(three) == len(one)


@pytest.mark.django_db
def test_a_withdrawn_record_can_still_be_read(district: District) -> None:
    filed = district.tell()
    withdraw_record(by=district.an, record=filed.record, reason="报错了", at=district.now)

    page = see(signed_in(district.office), f"/office/records/{filed.record.public_id}/")

    assert "报错了" in page


@pytest.mark.parametrize(
    ("counted", "today", "expected"),
    [
        (50, dt.date(2026, 7, 1), Forecast(87, 114)),
        (50, dt.date(2026, 1, 20), None),
        (4, dt.date(2026, 7, 1), None),
        (50, dt.date(2026, 12, 31), None),
        (50, dt.date(2027, 2, 1), None),
        (100, dt.date(2026, 12, 30), Forecast(100, 101)),
    ],
)
def test_a_forecast_goes_on_at_the_pace_so_far(
    counted: int, today: dt.date, expected: Forecast | None
) -> None:
    assert forecast(counted, first=FIRST, last=LAST, today=today) == expected


def test_two_texts_are_marked_where_they_differ() -> None:
    line = compared("", "端午粽香一家亲", "端午浓情一家亲")

    assert line.left == (Piece("端午"), Piece("粽香", True), Piece("一家亲"))
    assert line.right == (Piece("端午"), Piece("浓情", True), Piece("一家亲"))


@pytest.mark.parametrize(("left", "right"), [("", "甲"), ("甲", ""), ("完全不同", "另外一回事情")])
def test_texts_with_little_in_common_differ_as_a_whole(left: str, right: str) -> None:
    line = compared("", left, right)

    assert all(piece.differs for piece in (*line.left, *line.right))


def test_equal_texts_are_not_marked() -> None:
    assert not compared("", "同", "同").differs


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\报表\\台账.xlsx", "台账.xlsx"),
        ("../../x.csv", "x.csv"),
        ("", "sheet"),
        ("长" * 99 + ".xlsx", "长" * 60 + ".xlsx"),
    ],
)
def test_an_uploads_name_is_made_fit_for_a_folder(given: str, kept: str) -> None:
    assert file_name(given) == kept
