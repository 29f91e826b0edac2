"""Is it one of these? The sure twin comes first, strangers never, and names only to those who may read them."""

import datetime as dt

from hundredfold.linkage.rows import Row
from hundredfold.prove.actions import sign
from hundredfold.prove.likely import Likely
from hundredfold.prove.queries import likely_same
from tests.people import District

DRAFT = Row(
    id="",
    title="“粽叶飘香”端午文艺汇演（与友谊十七社区合办）",
    start=dt.date(2026, 6, 19),
    unit="鞍山道街道",
    co_units=("友谊十七社区",),
    venue="阿尔丁广场",
    headcount=300,
    summary="社区与街道在阿尔丁广场合办端午演出",
)


def told(district: District) -> str:
    filed = district.tell(
        title="端午惠民文艺演出",
        summary="社区与街道在阿尔丁广场合办端午演出",
        start=dt.date(2026, 6, 19),
        venue="阿尔丁广场",
        head_count=300,
    )
    for step in range(6):
        district.tell(title=f"普法讲座第{step}讲", start=dt.date(2026, 2, 1 + step), head_count=20 + step)
    sign.sign_new(district.programme, at=district.now)
    return filed.record.public_id


def asked(district: District, **changes: object) -> list[Likely]:
    by = changes.pop("by", district.an)
    return likely_same(district.programme, DRAFT, by=by, at=district.now, **changes)  # type: ignore[arg-type]


def test_the_other_telling_comes_with_its_grounds(district: District) -> None:
    record = told(district)

    found = asked(district)

    assert [each.record for each in found] == [record]
    assert found[0].probability > 0.5
    assert "venue_same" in {ground.code for ground in found[0].grounds}


def test_names_are_kept_from_those_who_may_not_read_them(district: District) -> None:
    record = told(district)

    (hidden,) = asked(district, by=district.chen)

    assert (hidden.record, hidden.title, hidden.unit, hidden.grounds) == ("", "", "", ())
    assert hidden.day == dt.date(2026, 6, 19)
    assert asked(district, by=district.bo)[0].record == record


def test_nothing_likely_gives_nothing(district: District) -> None:
    assert asked(district) == []
    record = told(district)

    assert asked(district, but=record) == []
    stranger = Row(id="", title="象棋比赛", start=dt.date(2026, 4, 4), unit="别处")
    assert likely_same(district.programme, stranger, by=district.an, at=district.now) == []
    assert likely_same(district.programme, Row(id="", title=" "), by=district.an, at=district.now) == []
    story = Row(id="", kind="article", title=DRAFT.title)
    assert likely_same(district.programme, story, by=district.an, at=district.now) == []
