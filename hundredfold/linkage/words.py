"""The sentences for grounds, in both languages. Neutral in tone; knows codes only."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: dict[str, tuple[str, str]] = {
    "exact_copy": ("两条记录内容相同, 由同一单位填报", "the two records say the same, told by one unit"),
    "shared_photo": ("用了同一张照片", "they show the same photo"),
    "same_day": ("同一天 ({day})", "on the same day ({day})"),
    "days_overlap": ("日期有重叠: {a} / {b}", "their dates overlap: {a} / {b}"),
    "days_apart": ("日期相差 {days} 天: {a} / {b}", "dates {days} days apart: {a} / {b}"),
    "day_month_swapped": ("日和月可能写反: {a} / {b}", "day and month may be swapped: {a} / {b}"),
    "date_missing": ("至少一条没有日期", "at least one has no date"),
    "venue_same": ("地点相同: {venue}", "the same venue: {venue}"),
    "venue_alias": ("地点写法不同, 指同一处: {a} / {b}", "one place written in two ways: {a} / {b}"),
    "venue_differs": ("地点不同: {a} / {b}", "different venues: {a} / {b}"),
    "title_same": ("标题相同: {title}", "the same title: {title}"),
    "title_same_without_slogan": (
        "标题去掉口号后相同: {a} / {b}",
        "the same title once the slogan is left out: {a} / {b}",
    ),
    "title_alike": ("标题相近: {a} / {b}", "similar titles: {a} / {b}"),
    "title_differs": ("标题不同: {a} / {b}", "different titles: {a} / {b}"),
    "unit_same": ("由同一单位填报: {unit}", "told by one unit: {unit}"),
    "unit_named": ("一方的记录里写到另一方: {a} / {b}", "one record names the other's unit: {a} / {b}"),
    "unit_above": ("上下级单位: {a} / {b}", "one unit stands above the other: {a} / {b}"),
    "third_unit_shared": ("都写到同一个合办单位", "both name the same third unit"),
    "heads_same": ("人数相同 {count}", "the same head count, {count}"),
    "heads_near": ("人数相近: {a} / {b}", "head counts close: {a} / {b}"),
    "heads_differ": ("人数不同: {a} / {b}", "head counts differ: {a} / {b}"),
    "ordinal_same": ("场次序号相同", "the same place in the series"),
    "ordinal_differs": ("序号不同: {a} / {b}", "different places in the series: {a} / {b}"),
    "session_differs": ("时段不同 (上午、下午或晚上)", "different parts of the day"),
    "topic_same": ("内容主题相同", "the same subject"),
    "topic_differs": ("内容主题不同", "different subjects"),
    "account_alike": ("简介有相近的内容", "the accounts have content in common"),
    "account_copied": ("简介大段相同", "long passages of the accounts are the same"),
    "figures_shared": ("简介里的数字一致", "the accounts give the same figures"),
}


def say(code: str, params: Mapping[str, str | int], language: str = "zh") -> str:
    """The sentence of a ground in `zh` or `en`. Raises KeyError for a code that is not ours."""
    chinese, english = SENTENCES[code]
    return (chinese if language.startswith("zh") else english).format(**params)
