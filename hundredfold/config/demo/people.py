"""Invented names for the demo's people: no name is anybody's,
and nothing but the name is made up about them."""

from __future__ import annotations

from .dice import Dice

SURNAMES = [
    "柏",
    "苗",
    "简",
    "晏",
    "芦",
    "岳",
    "阮",
    "蒲",
    "舒",
    "路",
    "乔",
    "温",
    "冉",
    "祝",
    "骆",
    "仲",
    "尚",
    "邬",
    "霍",
    "卓",
    "项",
    "蓝",
    "麦",
    "云",
    "池",
    "谷",
    "明",
    "牧",
    "时",
    "宁",
    "乐",
    "杭",
    "房",
    "凌",
    "韶",
    "穆",
    "鲍",
    "戚",
    "鄢",
    "庄",
]

GIVEN = [
    "知远",
    "清禾",
    "沐川",
    "予安",
    "书同",
    "望舒",
    "亦青",
    "景行",
    "嘉树",
    "若谷",
    "思齐",
    "闻溪",
    "映雪",
    "承露",
    "怀瑾",
    "采薇",
    "守拙",
    "允中",
    "向晚",
    "初晴",
    "半夏",
    "长庚",
    "春和",
    "行简",
    "星野",
    "归舟",
    "听雨",
    "小满",
    "立夏",
    "白露",
    "新柳",
    "远山",
    "平川",
    "朝晖",
    "晚晴",
    "谷雨",
    "松月",
    "竹声",
    "问渠",
    "在田",
]

NEAR_SOUNDS = {"清禾": "清和", "嘉树": "佳树", "知远": "志远", "思齐": "思琪", "书同": "舒同", "景行": "景形"}
"""Given names and how a second clerk may write them down by ear."""


def invented_names(count: int, *, seed: int) -> tuple[str, ...]:
    """`count` different full names, the same for the same seed. Raises ValueError beyond the 1,600
    there are."""
    every = [surname + given for surname in SURNAMES for given in GIVEN]
    if count > len(every):
        raise ValueError(f"only {len(every)} names can be made, not {count}")
    return tuple(Dice(seed, "people").some(every, count))


def written_by_ear(name: str) -> str:
    """The same name as a second clerk may have heard it; the name itself when it leaves no doubt."""
    surname, given = name[:1], name[1:]
    return surname + NEAR_SOUNDS.get(given, given)
