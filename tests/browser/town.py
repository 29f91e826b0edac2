"""The small district that the browser visits: something in every strand, and a prepared person for every role."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hundredfold.base.models import User
from hundredfold.do.ledger.actions import file_record
from hundredfold.do.ledger.models import Record
from hundredfold.plan.actions import add_member
from hundredfold.plan.words import Role
from hundredfold.prove.actions import judge_all
from hundredfold.web.common.entry import demo_username
from tests.people import District, make_district
from tests.pictures import picture

NAMES = {
    "clerk": "石小录",
    "reviewer": "石小审",
    "office": "石小办",
    "auditor": "石小查",
    "administrator": "石小管",
}
SAME = 901  # the picture under which two units told of one talk
_OF_KIND: dict[str, dict[str, Any]] = {
    "person": {"details": {"appointed_on": "2026-02-01", "consent": True}},
    "team": {"details": {"leader": "老马", "flagged_on": "2026-03-05"}},
    "event": {
        "start": dt.date(2026, 5, 6),
        "venue": "文化馆",
        "head_count": 60,
        "head_count_method": "counted",
    },
    "honour": {"details": {"honouree": "老李", "named_on": "2026-04-01", "consent": True}},
    "place": {"venue": "赛罕路口袋公园", "town": "友谊大街街道", "lat": 40.64, "lon": 109.84},
    "product": {"summary": "一套石榴书签。"},
    "article": {"start": dt.date(2026, 4, 8), "outlet": "包头日报", "level": "municipal"},
}


@dataclass(frozen=True)
class Town:
    """The district, and the two records that tell of one talk."""

    district: District
    first: Record
    again: Record


def make_town() -> Town:
    """Fills the database: counted, waiting and planned in every strand that can have them, and one double telling."""
    district = make_district()
    _prepare_people(district)
    for strand in district.programme.blueprint.strands:
        for place in range(2):
            filed = district.tell(**_facts(strand.code, strand.kind, place))
            if place:
                district.accept(filed)
    for place in range(3):
        day = dt.date(2026, 5, 11 + place)
        district.accept(
            district.tell(title=f"普法第{place + 3}讲", start=day, venue=f"第{place + 3}居民小组")
        )
    _plan(district, "文化广场纳凉晚会", dt.date(2026, 7, 3))
    first = district.tell(photo=picture(SAME), start=dt.date(2026, 5, 28), venue="昆河社区大院").record
    again = district.tell(
        by=district.chen,
        unit=district.outside.public_id,
        title="邻里普法茶话",
        start=dt.date(2026, 5, 28),
        venue="昆河社区大院",
        head_count=45,
        photo=picture(SAME),
    ).record
    judge_all(district.programme, at=district.now)
    return Town(district, first, again)


def _facts(code: str, kind: str, place: int) -> dict[str, Any]:
    said = {"kind": kind, "strands": (code,), "title": f"{code} 第{place + 1}例", **_UNSAID, **_OF_KIND[kind]}
    if said["start"]:
        said["start"] += dt.timedelta(days=9 * place)
        said["venue"] = f"{code}之家"
    return said


_UNSAID: dict[str, Any] = {"start": None, "venue": "", "head_count": None, "head_count_method": ""}


def _plan(district: District, title: str, day: dt.date) -> None:
    facts = district.facts(
        state="planned",
        strands=("performances",),
        title=title,
        start=day,
        head_count=None,
        head_count_method="",
    )
    file_record(
        by=district.an, programme=district.programme, facts=facts, photos=[], key=title, at=district.now
    )


def _prepare_people(district: District) -> None:
    for role in Role.values:
        user = User.objects.create_user(demo_username(role), display_name=NAMES[role])
        unit = district.community if role == Role.CLERK else district.office_unit
        add_member(
            by=district.admin, user=user, unit=unit, role=role, at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
        )
