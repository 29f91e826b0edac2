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
    "same_deed": {"days_apart": 1, "ask_percent": 60, "sure_percent": 95},
    "same_thing": {"ask_percent": 70, "metres": 50},
    "same_photo": {"same_bits": 8, "scene_bits": 16},
    "photo_burst": {"minutes": 10},
    "photo_far": {"days": 7, "kilometres": 5},
    "press_reprint": {"likeness_percent": 70, "days_apart": 60},
    "copied_summary": {"likeness_percent": 85, "shortest": 40},
    "outside_period": {"grace_days": 0},
    "late_entry": {"days": 30},
    "thin_evidence": {"summary_shortest": 0},
    "implausible_head_count": {"venue_unknown": 3000, "online": 200000, "venues": VENUE_CAPACITY},
    "two_places": {"minutes": 30, "kilometres": 2},
    "lapsed": {"months": 12},
    "bunched": {"days": 14, "share_percent": 40, "fewest": 10},
    "visit_load": {"visits": 3, "days": 7, "visits_in_a_day": 2},
    "dead_link": {"days": 90},
}
