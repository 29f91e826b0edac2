"""Numbers that a blueprint may give to the rules of verification, with defaults. Knows no rule's working."""

from __future__ import annotations

from collections.abc import Mapping

Number = int | float
RuleSetting = Number | Mapping[str, int]

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

RULES: Mapping[str, Mapping[str, RuleSetting]] = {
    # from which likelihood a reviewer is asked whether two members, or two things, are one
    "same_deed": {"person_ask_percent": 50, "thing_ask_percent": 70},
    "implausible_head_count": {"venue_unknown": 3000, "online": 200000, "venues": VENUE_CAPACITY},
    "two_places": {"minutes": 30, "kilometres": 2},
    # photos taken within so many minutes, and so near one another, under events at least so many days apart
    "photo_burst": {"minutes": 10, "days": 1, "kilometres": 0.3},
    # a photo whose own time or place is further than this from what is told is remarked on
    "photo_far": {"days": 3, "kilometres": 5},
}
