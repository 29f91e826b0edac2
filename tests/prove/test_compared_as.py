"""What a claim is compared as: a ledger's strand is not always the kind of what its row tells."""

import datetime as dt
from dataclasses import replace

import pytest

from hundredfold.prove.claims import Claim
from hundredfold.prove.rules.same_deed import compared_as

TOLD = Claim(
    id="A",
    number=1,
    position=1,
    kind="team",
    state="reported",
    strands=("teams",),
    title="青松社区开展清雪活动",
    unit="u",
    start=dt.date(2026, 1, 5),
    venue="青松社区小广场",
    head_count=30,
)


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [
        ("team", "青松社区开展清雪活动", "event"),
        ("team", "青松社区理论学习会", "event"),
        ("team", "青松社区红石榴志愿服务队", "team"),
        ("team", "青松书画协会", "team"),
        ("team", "Green Pine volunteers", "team"),
        ("person", "常青", "person"),
        ("person", "常青老师到青松社区宣讲民法典", "event"),
        ("place", "同心广场", "event"),
        ("article", "青松社区开展清雪活动", "article"),
    ],
)
def test_a_row_that_tells_when_where_and_how_many_is_an_event_unless_it_bears_a_name(
    kind: str, title: str, expected: str
) -> None:
    assert compared_as(replace(TOLD, kind=kind, title=title)) == expected


def test_a_row_that_says_little_is_of_its_strands_kind() -> None:
    assert compared_as(replace(TOLD, venue="", head_count=None)) == "team"
    assert compared_as(replace(TOLD, kind="place", head_count=None)) == "place"
