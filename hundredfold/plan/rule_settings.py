"""Numbers that a blueprint may give to the rules of verification, with defaults. Knows no rule's working."""

from __future__ import annotations

from collections.abc import Mapping

Number = int | float
RuleSetting = Number | Mapping[str, int] | tuple[str, ...]

# how many a sort of venue can hold at all, by a word in its name; the longest word found decides
VENUE_CAPACITY: Mapping[str, int] = {
    "体育场": 30000, "体育馆": 6000, "广场": 5000, "公园": 5000, "步行街": 5000, "操场": 3000,
    "影剧院": 1500, "剧院": 1500, "剧场": 1200, "大礼堂": 1500, "礼堂": 800, "报告厅": 500,
    "影院": 400, "大厅": 400, "文化馆": 500, "图书馆": 400, "食堂": 300, "院内": 300,
    "小区": 1000, "多功能厅": 200, "活动中心": 300, "文化站": 200, "实践站": 150,
    "党群服务中心": 200, "会议室": 120, "教室": 80, "活动室": 80, "阅览室": 60, "书屋": 50,
    "工作室": 40, "办公室": 30, "家中": 20,
    "stadium": 30000, "square": 5000, "park": 5000, "playground": 3000, "theatre": 1500, "auditorium": 800,
    "lecture hall": 500, "library": 400, "canteen": 300, "meeting room": 120, "classroom": 80, "office": 30,
}  # fmt: skip

# a home where people are cared for is named by one of these words
CARE_HOMES = (
    "敬老院", "养老院", "养老中心", "养老服务中心", "养老公寓", "老年公寓", "福利院", "光荣院", "颐养院",
    "护理院", "康养中心", "养老", "日间照料", "特殊教育学校", "care home", "nursing home", "welfare home",
)  # fmt: skip

DAYS = frozenset({"inspections"})  # settings that are lists of days: 12-31 every year, 2026-12-31 in one

RULES: Mapping[str, Mapping[str, RuleSetting]] = {
    # from which likelihood a reviewer is asked whether two members, or two things, are one
    "same_deed": {"person_ask_percent": 50, "thing_ask_percent": 70},
    "implausible_head_count": {"venue_unknown": 3000, "online": 200000, "venues": VENUE_CAPACITY},
    "two_places": {"minutes": 30, "kilometres": 2},
    # photos taken within so many minutes, and so near one another, under events at least so many days apart
    "photo_burst": {"minutes": 10, "days": 1, "kilometres": 0.3},
    # a photo whose own time or place is further than this from what is told is remarked on
    "photo_far": {"days": 3, "kilometres": 5},
    # an account is a copy from so many letters in common that make so large a share of it; a wording that stands in
    # more accounts than formula_records is everybody's
    "copied_summary": {"letters": 50, "share_percent": 50, "formula_records": 8},
    # so large a share of a unit's events of a strand within so many days before an inspection (month-day) or the end
    # of the period is remarked on, from so many events on
    "bunched": {"days": 14, "share_percent": 60, "least": 6, "inspections": ()},
    "visit_load": {"per_day": 3, "per_week": 5, "sites": CARE_HOMES},
    "late_entry": {"days": 30},
    "dead_link": {"days": 3},
}
