"""The sentences for why a story seems to tell of a deed, in both languages. Knows codes only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SENTENCES: dict[str, tuple[str, str]] = {
    "unit_named": ("报道写到这个单位：{unit}", "the story names the unit: {unit}"),
    "unit_alike": ("报道写到的单位像是：{unit}", "the story names a unit that seems to be {unit}"),
    "venue_named": ("报道写到这个地点：{venue}", "the story names the venue: {venue}"),
    "venue_alike": ("报道写到的地点像是：{venue}", "the story names a place that seems to be {venue}"),
    "title_alike": ("报道里有这个标题的主要词语：{title}", "the story has most words of the title: {title}"),
    "title_whole": ("报道里有完整的标题：{title}", "the story has the whole title: {title}"),
    "topic_same": ("内容主题相同", "the same subject"),
    "day_named": ("报道写到这一天：{day}", "the story names the day: {day}"),
    "soon_after": ("活动后 {days} 天刊发", "published {days} days after it"),
    "heads_named": ("报道里的人数一致：{n}", "the story gives the same head count: {n}"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason, a code with its values."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def say(code: str, params: Mapping[str, str | int], language: str = "zh") -> str:
    """The sentence of a ground in ``zh`` or ``en``. Raises KeyError for a code that is not ours."""
    chinese, english = SENTENCES[code]
    return (chinese if language.startswith("zh") else english).format(**params)
