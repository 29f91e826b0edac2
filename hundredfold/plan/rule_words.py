"""The settings of the rules in words, for the page on counting: what each number decides. Knows no rule's working."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hundredfold.plan.blueprint_types import Setting

# By rule and setting; a setting that is a list of days or words has a second pair for when it is empty.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "same_deed.person_ask_percent": (
        "两名成员相同的可能达到 {value}% 才问",
        "asks about two members from a likelihood of {value}% on",
    ),
    "same_deed.thing_ask_percent": (
        "两个景观、产品、典型或队伍等相同的可能达到 {value}% 才问",
        "asks about two teams or things from a likelihood of {value}% on",
    ),
    "photo_burst.minutes": ("相隔不超过 {value} 分钟的照片", "photos no more than {value} minutes apart"),
    "photo_burst.days": ("所报日期相差至少 {value} 天", "under days at least {value} day(s) apart"),
    "photo_burst.kilometres": ("拍摄地点相距不超过 {value} 公里", "taken within {value} km"),
    "photo_far.days": (
        "照片时间与所报日期相差超过 {value} 天",
        "a photo's time more than {value} days from the day told",
    ),
    "photo_far.kilometres": (
        "照片地点与所报地点相距超过 {value} 公里",
        "a photo's place more than {value} km from the place told",
    ),
    "two_places.minutes": ("开始时刻相差不超过 {value} 分钟", "begun no more than {value} minutes apart"),
    "two_places.kilometres": ("相距超过 {value} 公里", "more than {value} km apart"),
    "implausible_head_count.venue_unknown": (
        "场地说不清时，超过 {value} 人次才提",
        "where the venue says nothing, over {value}",
    ),
    "implausible_head_count.online": ("线上活动超过 {value} 人次才提", "online, over {value}"),
    "implausible_head_count.venues": ("各类场地一般能容：{value}", "what venues usually hold: {value}"),
    "copied_summary.letters": ("相同的至少 {value} 字", "at least {value} letters in common"),
    "copied_summary.share_percent": (
        "至少占较短一方的 {value}%",
        "that are at least {value}% of the shorter account",
    ),
    "copied_summary.formula_records": (
        "超过 {value} 条记录都有的写法算套话",
        "a wording in more than {value} records is everybody's",
    ),
    "late_entry.days": ("活动结束 {value} 天以后", "more than {value} days after its end"),
    "dead_link.days": ("连续 {value} 天打不开", "dead for {value} days"),
    "visit_load.per_day": ("一天 {value} 次起", "from {value} visits in a day on"),
    "visit_load.per_week": ("七天内 {value} 次起", "from {value} visits in seven days on"),
    "visit_load.sites": ("从地点名称里认出：{value}", "told by these words in the venue: {value}"),
    "bunched.days": (
        "检查之前或周期末尾的 {value} 天",
        "the {value} days before an inspection or the period's end",
    ),
    "bunched.share_percent": (
        "占该单位这条线的 {value}% 以上",
        "hold at least {value}% of the unit's events of the strand",
    ),
    "bunched.least": ("少于 {value} 场不提", "fewer than {value} events are never remarked on"),
    "bunched.inspections": ("检查的日子：{value}", "inspections: {value}"),
}
NONE = ("蓝本里没有写", "none in the blueprint")


def say(rule: str, key: str, value: Setting, language: str = "zh") -> str:
    """One setting in words. A setting without words of its own is shown by its name, so that nothing is hidden."""
    english = language.split("-")[0] == "en"
    pair = SENTENCES.get(f"{rule}.{key}")
    shown = _shown(value, english=english)
    return pair[english].format(value=shown) if pair else f"{key}: {shown}"


def said(rules: Mapping[str, Mapping[str, Setting]], rule: str, language: str = "zh") -> Iterator[str]:
    """Every setting of one rule in words, in the order in which they are set."""
    for key, value in rules.get(rule, {}).items():
        yield say(rule, key, value, language)


def _shown(value: Setting, *, english: bool) -> str:
    between = ", " if english else "、"
    if isinstance(value, Mapping):
        return between.join(f"{name} {number}" for name, number in value.items() if name.isascii() is english)
    if isinstance(value, tuple):
        return between.join(value) or NONE[english]
    return f"{value:g}" if isinstance(value, float) else str(value)
