"""From a page to the ledger: the deeds a story tells of are found by their signs, and only those."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hundredfold.linkage.told_of import StoryTold
from hundredfold.plan.queries import units_in
from hundredfold.prove import told_of
from hundredfold.prove.actions import sign
from hundredfold.prove.told_of import TellsOf
from tests.people import District

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 18)
STORY = StoryTold(
    title="邻里情深话端午",
    text=(
        "6月18日，友谊17社区在阿尔丁广场举办“粽叶飘香”端午文艺汇演，300余名居民到场观看。\n"
        "演出在欢快的歌舞中开场，各族群众欢聚一堂。“这样的活动越多越好。”居民王阿姨说。"
    ),
    published=dt.date(2026, 6, 19),
)


def tell(district: District, **changes: object) -> str:
    said: dict[str, object] = {
        "strands": ("performances",),
        "title": "“粽叶飘香”端午文艺汇演",
        "start": DAY,
        "venue": "阿尔丁广场",
        "head_count": 310,
        "summary": "社区居民自编自演，歌舞迎端午。",
        **changes,
    }
    return district.tell(**said).record.public_id


def ledger(district: District) -> str:
    """A told gala among talks of the same unit and a gala of another; signed. The public id of the first."""
    gala = tell(district)
    tell(district, by=district.chen, unit=district.outside.public_id, venue="鞍山道文化广场", head_count=120)
    for step in range(5):
        day = dt.date(2026, 6, 10 + step)
        tell(district, strands=("talks",), title=f"普法讲座第{step + 1}讲", start=day, venue="党群服务中心")
    sign.sign_new(district.programme, at=district.now)
    return gala


def asked(district: District, story: StoryTold = STORY, **changes: object) -> list[TellsOf]:
    by = changes.pop("by", district.bo)
    return told_of.tells_of(district.programme, story, by=by, at=district.now)  # type: ignore[arg-type]


def test_the_deed_told_of_is_found_with_grounds_in_words(district: District) -> None:
    gala = ledger(district)

    found = asked(district)

    assert [each.record for each in found] == [gala]
    assert found[0].score >= 0.5
    codes = {ground.code for ground in found[0].grounds}
    assert {"unit_named", "venue_named", "day_named"} <= codes
    assert all(told_of.said(ground, language) for ground in found[0].grounds for language in ("zh", "en"))


def test_a_general_article_of_the_campaign_is_linked_to_none(district: District) -> None:
    ledger(district)
    story = StoryTold(
        "“粽叶飘香”主题活动遍地开花",
        "端午期间，全区四十个社区举办“粽叶飘香”端午文艺汇演，惠及群众8万余人次。各族群众交往交流交融。",
        dt.date(2026, 6, 20),
    )

    assert asked(district, story) == []


def test_a_policy_piece_is_linked_to_none(district: District) -> None:
    ledger(district)
    story = StoryTold("市委召开专题会议", "会议强调，要压实责任，确保各项任务落地见效。", DAY)

    assert asked(district, story) == []


def test_an_empty_story_and_an_empty_ledger_give_none(district: District) -> None:
    assert asked(district) == []
    assert asked(district, StoryTold("", "", None)) == []


def test_who_may_not_read_a_units_records_is_shown_none_of_them(district: District) -> None:
    ledger(district)

    assert asked(district, by=district.chen) == []


def test_a_round_up_is_linked_to_each_deed_it_names(district: District) -> None:
    gala = ledger(district)
    other = tell(
        district, by=district.chen, unit=district.outside.public_id, title="重阳敬老义诊", head_count=60,
        start=dt.date(2026, 6, 17), venue="鞍山道养老服务中心", strands=("talks",),
    )  # fmt: skip
    sign.sign_new(district.programme, at=district.now)
    story = StoryTold(
        "一周动态",
        "6月18日，友谊十七社区在阿尔丁广场举办“粽叶飘香”端午文艺汇演，310名居民观看。\n"
        "6月17日，鞍山道街道在鞍山道养老服务中心开展重阳敬老义诊，60名老人受益。",
        dt.date(2026, 6, 20),
    )

    assert {each.record for each in asked(district, story)} == {gala, other}


def test_queries_are_as_many_with_one_deed_as_with_seven(district: District) -> None:
    tell(district)
    sign.sign_new(district.programme, at=district.now)
    asked(district)
    with CaptureQueriesContext(connection) as one:
        asked(district)
    ledger(district)
    asked(district)

    with CaptureQueriesContext(connection) as seven:
        asked(district)

    assert len(seven) <= len(one) + 1


def test_units_named_are_those_of_the_register(district: District) -> None:
    found = units_in("昆区友谊17社区与鞍山街道联办")

    assert found == ["昆都仑区", "友谊十七社区", "鞍山道街道"]
