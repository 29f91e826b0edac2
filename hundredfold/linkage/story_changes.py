"""What stands otherwise where two stories use the same words: slips of a scan, or another day, place, round, number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from hundredfold.linkage.story_facts import Fact
from hundredfold.linkage.story_marks import Marks, alike_titles
from hundredfold.linkage.story_passages import BRIDGE, Gap, Shared

PLACE_ENDS = "路街道村镇乡局委办联馆站区旗市县校园"
TELLING = frozenset("一二三四五六七八九十东西南北上下前后老新大小甲乙丙丁")
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪"
    "戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
)
SPEAKS = re.compile("说|表示|介绍|告诉|今年|激动|高兴|道")
HUMAN = re.compile("(?:居民|书记|志愿者|负责人|老人|同志|主任|教师|老师|队长|记者|市民|村民|牧民)$")
SLIPS, NEAR = 4, 6  # so many slips, and so many days apart: a day that differs by a stroke is a slip too
REPLACED, FEW_FACTS, UNLIKE = (
    0.1,
    4,
    3,
)  # a mould filled otherwise: so much of it, and hardly a fact that agrees
STAMPS = ("year", "ordinal", "day")
MOSTLY = 0.7  # of either in common: the days and rounds beside tell of the same, or of another
ALIKE = 0.5
LATE = 75  # days after which a print again has to agree in its facts
YEARLY = 300  # days: as far apart as one year's round and the next
SWAPS, AGREEING = 3, 2
FEW_SAME = 4  # times as many figures that agree: then other words are an editor's
OTHER_FIGURES = 3  # figures that stand otherwise: no slips any more
MANY_SLIPS = 8  # in a text with so many, a slip may look like another name


@dataclass(slots=True)
class Changes:
    """How often what kind of thing stands otherwise, and how many facts stand the same."""

    facts: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    strokes: int = 0  # changed facts that differ in one character only
    slips: int = 0
    swaps: int = 0
    names: int = 0


def differ(a: Marks, b: Marks, found: Shared) -> bool:
    """Whether the two tell different things in like words: another day, ordinal, place or set of figures."""
    changes = changes_of(a, b, found)
    forgiven = changes.slips >= SLIPS and _days_apart(a, b) in range(NEAR)
    if (
        changes.names > changes.slips // MANY_SLIPS
        or _is_retold(changes)
        or _a_year_apart(a, b)
        or _other_titles(a, b)
    ):
        return True
    if _days_apart(a, b) > LATE and (sum(changes.same.values()) < AGREEING or changes.facts):
        return True
    if sum(changes.same.values()) < FEW_FACTS and _is_refilled(found):
        return True
    dated = sum(changes.facts[kind] for kind in STAMPS)
    if dated and not (forgiven and changes.strokes and 3 * dated <= sum(changes.same.values())):
        return True
    if (min(found.of_a, found.of_b) >= MOSTLY or changes.slips < SLIPS) and _other_stamps(a, b, found):
        return True
    return changes.slips < SLIPS and _other_places(a, b)


def _is_retold(changes: Changes) -> bool:
    """Mostly other figures, or other words in many places while hardly a figure agrees or some do not."""
    other, same = changes.facts["figure"], changes.same["figure"]
    worded = changes.swaps > 1 + changes.slips // MANY_SLIPS and same <= FEW_SAME * other
    if other >= OTHER_FIGURES or other > same // 2 or (worded and other):
        return True
    agreeing = sum(changes.same.values())
    if agreeing == 0:
        return changes.swaps > changes.slips // MANY_SLIPS
    return changes.swaps >= SWAPS and agreeing < AGREEING


def changes_of(a: Marks, b: Marks, found: Shared) -> Changes:
    """All that stands otherwise inside the passages both share."""
    changes = Changes()
    touched: set[int] = set()
    for passage in found.passages:
        for gap in passage.gaps:
            ours = [fact for fact in a.facts if _meets(fact, gap.a_from, gap.a_to)]
            theirs = [fact for fact in b.facts if _meets(fact, gap.b_from, gap.b_to)]
            touched.update(fact.start for fact in ours)
            if not _facts_changed(changes, ours, theirs):
                _words_changed(changes, a, b, gap=gap)
    spans = [(each.a_from, each.a_to) for each in found.passages]
    for fact in a.facts:
        if fact.start not in touched and any(s <= fact.start and fact.end <= e for s, e in spans):
            changes.same[fact.kind] += 1
    return changes


def _meets(fact: Fact, start: int, end: int) -> bool:
    return (fact.start < end and start < fact.end) or (start == end and fact.start < start < fact.end)


def _facts_changed(changes: Changes, ours: list[Fact], theirs: list[Fact]) -> bool:
    """Counts facts that stand for other facts; whether there were any."""
    for one, other in zip(ours, theirs, strict=False):
        if one.value == other.value or (
            one.kind == other.kind == "day" and _is_that_day(one.value, other.value)
        ):
            changes.same[one.kind] += 1
            continue
        if one.kind != other.kind:  # a day of which one character was misread is two figures
            changes.slips += 1
            continue
        changes.facts[one.kind] += 1
        changes.strokes += _is_stroke(one.value, other.value)
    return bool(ours and theirs)


def _is_stroke(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(x != y for x, y in zip(one, other, strict=True)) == 1
    return abs(len(one) - len(other)) == 1 and (one.endswith(other[1:]) or other.endswith(one[1:]))


def _words_changed(changes: Changes, a: Marks, b: Marks, *, gap: Gap) -> None:
    for ours, theirs, at in _pieces(a.letters, b.letters, gap):
        if min(len(ours), len(theirs)) == 0:
            changes.slips += 1
            continue
        end = at + len(ours)
        one, other = a.letters[max(0, end - 2) : end], a.letters[max(0, end - 2) : at] + theirs
        is_site = one in a.sites and other[-2:] in b.sites
        if max(len(ours), len(theirs)) == 1:
            is_other = is_site and ours in TELLING and theirs in TELLING
            changes.names += is_other
            changes.slips += not is_other
        elif is_site or _is_name(
            ours, theirs, before=a.letters[max(0, at - 3) : at], after=a.letters[end : end + 2]
        ):
            changes.names += 1
        elif min(len(ours), len(theirs)) < 2:
            changes.slips += 1
        else:
            changes.swaps += 1


def _pieces(a: str, b: str, gap: Gap) -> Iterator[tuple[str, str, int]]:
    """The stretches of a gap that have no letter in common place; each with where it begins in the first."""
    ours, theirs = a[gap.a_from : gap.a_to], b[gap.b_from : gap.b_to]
    if len(ours) != len(theirs):
        start = 0
        while start < min(len(ours), len(theirs)) and ours[start] == theirs[start]:
            start += 1
        end = 0
        while end < min(len(ours), len(theirs)) - start and ours[-1 - end] == theirs[-1 - end]:
            end += 1
        yield ours[start : len(ours) - end], theirs[start : len(theirs) - end], gap.a_from + start
        return
    start = 0
    for place in range(len(ours) + 1):
        if place == len(ours) or ours[place] == theirs[place]:
            if place > start:
                yield ours[start:place], theirs[start:place], gap.a_from + start
            start = place + 1


def _is_name(ours: str, theirs: str, *, before: str, after: str) -> bool:
    """Of a place or an office by what ends it, of a person by the surname and by who speaks."""
    if set(ours) & set(theirs):
        return False
    if min(len(ours), len(theirs)) < 2:
        return False
    if ours[-1] in PLACE_ENDS and theirs[-1] in PLACE_ENDS:
        return True
    if ours[0] in SURNAMES and theirs[0] in SURNAMES and max(len(ours), len(theirs)) <= 4:
        return HUMAN.search(before) is not None or SPEAKS.match(after) is not None
    return False


def _other_places(a: Marks, b: Marks) -> bool:
    """Both name places, and no two of them have a character in common."""
    ours, theirs = set("".join(a.places)), set("".join(b.places))
    return bool(ours) and bool(theirs) and not ours & theirs


def _is_refilled(found: Shared) -> bool:
    """Whether either tells something alone, and quite other letters stand between passages that follow one another."""
    if min(found.of_a, found.of_b) < ALIKE or max(found.of_a, found.of_b) > 1 - REPLACED / 2:
        return False
    return _replaced(found) >= REPLACED * min(len(found.a), len(found.b))


def _replaced(found: Shared) -> int:
    """Letters that stand for quite other ones between two passages that follow one another in both."""
    count = 0
    for before, after in pairwise(found.passages):
        ours = found.a[before.a_to : after.a_from]
        theirs = found.b[before.b_to : after.b_from] if after.b_from > before.b_to else ""
        least = min(len(ours), len(theirs))
        if least > BRIDGE and max(len(ours), len(theirs)) < UNLIKE * least:
            alike = sum((Counter(ours) & Counter(theirs)).values())
            count += least if alike < ALIKE * least else 0
    return count


def _other_stamps(a: Marks, b: Marks, found: Shared) -> bool:
    """Outside what both share, each names days or rounds, and none is the same. Years there are often others'."""
    ours = _beyond(a, [(each.a_from, each.a_to) for each in found.passages])
    theirs = _beyond(b, [(each.b_from, each.b_to) for each in found.passages])
    for kind in ("ordinal", "day"):
        one, other = ([fact.value for fact in facts if fact.kind == kind] for facts in (ours, theirs))
        if one and other and not any(_is_same(x, y, kind=kind) for x in one for y in other):
            return True
    return False


def _beyond(marks: Marks, spans: list[tuple[int, int]]) -> list[Fact]:
    return [fact for fact in marks.facts if not any(s <= fact.start and fact.end <= e for s, e in spans)]


def _is_same(one: str, other: str, *, kind: str) -> bool:
    return one == other or (kind == "day" and _is_that_day(one, other))


def _is_that_day(one: str, other: str) -> bool:
    """The same day of the month, and of the month too unless a mark before it has eaten a digit or all of it."""
    (month, _, day), (other_month, _, other_day) = one.rpartition("月"), other.rpartition("月")
    return day == other_day and (month.endswith(other_month) or other_month.endswith(month))


def _days_apart(a: Marks, b: Marks) -> int:
    """-1 where one has no day."""
    return abs((a.day - b.day).days) if a.day and b.day else -1


def _a_year_apart(a: Marks, b: Marks) -> bool:
    """Printed a year or more apart, and no year of printing in the text says that both tell of the same."""
    if a.day is None or b.day is None or _days_apart(a, b) < YEARLY:
        return False
    return not a.values("year") & b.values("year") & {str(a.day.year), str(b.day.year)}


def _other_titles(a: Marks, b: Marks) -> bool:
    """Titles in the same words with another year, round or number in them."""
    if not alike_titles(a, b) or a.is_part or b.is_part:
        return False
    ours, theirs = ({fact.value for fact in each.title_facts} for each in (a, b))
    return bool(ours and theirs and not ours & theirs)
