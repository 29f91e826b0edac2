"""A second maker of press stories, unlike the first: versions, look-alikes and damage written before any tuning."""

# ruff: noqa: E501 - banks of words are easier read whole
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bench import press_stories_b_words as words
from bench.press_kit import Kit, damage, turn
from bench.press_pages import LISTS

NTH = "二三四五六七八九"


@dataclass(frozen=True)
class Line:
    """One line of the file to fold, and its truth: the family it belongs to; None where that is open."""

    id: str
    family: str | None
    title: str
    text: str
    published: str | None
    outlet: str | None
    kind: str


@dataclass(frozen=True)
class Report:
    """A report with what it was made of."""

    title: str
    lines: tuple[str, ...]
    day: date
    facts: dict[str, str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Maker:
    """Writes by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.told: list[Line] = []

    def who(self) -> str:
        given = self.dice.choice(words.GIVEN)
        return given if len(given) == 3 else self.dice.choice(words.SURNAMES) + given

    def facts(self, day: date) -> dict[str, str]:
        dice, number = self.dice, self.dice.randint
        place, place2 = dice.sample(words.PLACES, 2)
        unit, unit2 = dice.sample(words.UNITS, 2)
        return {
            "day": f"{day.month}月{day.day}日", "year": str(day.year), "year2": str(number(1978, 2018)), "who": self.who(), "who2": self.who(),
            "place": place, "place2": place2, "site": dice.choice(words.SITES), "unit": unit, "unit2": unit2, "head": dice.choice(words.HEADS),
            "trade": dice.choice(words.TRADES), "thing": dice.choice(words.THINGS), "feeling": dice.choice(words.FEELINGS),
            "adv": dice.choice(words.ADVERBS), "nth": dice.choice(NTH), "n1": str(number(60, 2400)), "n2": str(number(2, 9)),
            "n3": str(number(5, 40)), "n4": str(number(30, 400)), "n5": str(number(12, 260)), "n6": str(number(800, 9000)),
            "n7": str(number(1, 12)), "fest": dice.choice(words.FESTIVALS), "sky": dice.choice(words.SKIES),
        }  # fmt: skip

    def day(self) -> date:
        return date(2024, 2, 1) + timedelta(days=self.dice.randrange(300))

    def report(self) -> Report:
        day = self.day()
        facts = self.facts(day)
        kept = {key: facts[key] for key in ("day", "year", "place", "site", "head", "unit", "nth", "n1")}
        dice = self.dice
        chosen = [
            dice.choice(words.LEADS),
            *dice.sample(words.BODIES, dice.randint(3, 12)),
            dice.choice(words.ENDS),
        ]
        lines = [line.format(**(self.facts(day) | kept)) for line in chosen]
        if dice.random() < 0.35:
            lines.insert(dice.randrange(1, len(lines) + 1), dice.choice(words.BOILERPLATES))
        title = dice.choice(words.HEADLINES).format(**facts)
        return Report(title, tuple(lines), day + timedelta(days=dice.randrange(3)), facts)

    def put(self, family: str | None, report: Report, kind: str, *, shift: int = 0) -> None:
        """Add it as a line; some lines lack the day or the outlet."""
        dice = self.dice
        day = (report.day + timedelta(days=shift)).isoformat() if dice.random() < 0.8 else None
        outlet = (
            dice.choice(("包头日报", "内蒙古日报", "人民网", "昆区融媒", "街坊那些事"))
            if dice.random() < 0.5
            else None
        )
        text = report.text
        self.told.append(Line(f"n{len(self.told)}", family, report.title, text, day, outlet, kind))

    def version(self, report: Report) -> tuple[str, Report]:
        """A version of one kind or another."""
        kind = self.dice.choice(list(VERSIONS))
        return kind, VERSIONS[kind](report, self.dice)


def _headed(report: Report, dice: Random) -> Report:
    return replace(report, title=dice.choice(words.OTHER_HEADLINES))


def _third(report: Report, dice: Random) -> Report:
    kept = max(1, -(-len(report.lines) // 3))
    return _headed(replace(report, lines=report.lines[:kept]), dice)


def _two_thirds(report: Report, dice: Random) -> Report:
    return replace(report, lines=report.lines[: max(2, 2 * len(report.lines) // 3)])


def _cut(report: Report, dice: Random) -> Report:
    """Every second sentence of the middle struck out by an editor short of space."""
    middle = [line for line in report.lines[1:-1] if dice.random() < 0.6]
    return replace(report, lines=(report.lines[0], *middle, report.lines[-1]))


def _digest(report: Report, dice: Random) -> Report:
    lead = report.lines[0].replace("本报讯", "").removeprefix("（记者").split("）", 1)[-1]
    return _headed(
        replace(
            report,
            lines=(f"据{dice.choice(('包头日报', '北方新报', '央广网'))}报道，{lead}", *report.lines[1:2]),
        ),
        dice,
    )


def _framed(report: Report, dice: Random) -> Report:
    before = dice.choice(
        (
            "编者按：基层是一座富矿。从今天起，本网陆续转发各地媒体刊登的好稿件，与读者共飨，也欢迎各通讯员踊跃投稿。",
            "点击上方蓝字关注我们，每天为您推送身边的新鲜事、暖心事。阅读本文大约需要三分钟，先收藏再慢慢看。",
        )
    )
    after = dice.choice(
        (
            "声明：本文转载自网络，版权归原作者所有，如有侵权请联系后台删除。觉得不错请点赞、在看、分享给更多的朋友。",
            "（来源：包头日报 编辑：小石榴 校对：阿木 审核：老周）扫描下方二维码，加入读者交流群，获取更多资讯。",
        )
    )
    return replace(report, lines=(before, *report.lines, after))


def _shuffled(report: Report, dice: Random) -> Report:
    middle = list(report.lines[1:])
    dice.shuffle(middle)
    return replace(report, lines=(report.lines[0], *middle))


def _paywall(report: Report, dice: Random) -> Report:
    whole = report.text
    kept = whole[: max(120, int(len(whole) * dice.uniform(0.35, 0.6)))]
    return replace(
        report, lines=(f"{kept}……", "剩余内容需登录后阅读，开通会员即可畅读全文，新用户首月立减五元。")
    )


def _spun(report: Report, dice: Random) -> Report:
    text = report.text
    for old, new in words.SPUN:
        text = text.replace(old, new)
    return _headed(replace(report, lines=tuple(text.split("\n"))), dice)


def _plain(report: Report, dice: Random) -> Report:
    return report


VERSIONS: dict[str, Callable[[Report, Random], Report]] = {
    "reprint": _plain, "headed": _headed, "third": _third, "two thirds": _two_thirds, "cut": _cut, "digest": _digest, "framed": _framed,
    "shuffled": _shuffled, "paywall": _paywall, "spun": _spun,
}  # fmt: skip


def _last_year(report: Report, dice: Random) -> Report:
    """The same words a year before; other figures, or the same but for the year and the round."""
    before = report.day.replace(year=report.day.year - 1, day=min(28, report.day.day))
    facts = report.facts
    text = report.text.replace(f"{facts['year']}年", f"{int(facts['year']) - 1}年")
    text = text.replace(f"第{facts['nth']}届", f"第{_previous(facts['nth'])}届")
    other = before.day - 4 if before.day > 4 else before.day + 7
    text = text.replace(facts["day"], f"{before.month}月{other}日")
    if dice.random() < 0.5:
        text = re.sub(
            r"(?<![\d月年])\d{2,4}(?=[名人件份次])",
            lambda found: str(int(found[0]) + dice.randint(3, 30)),
            text,
        )
    return replace(report, lines=tuple(text.split("\n")), day=before)


def _previous(nth: str) -> str:
    return "一" if nth == NTH[0] else NTH[NTH.index(nth) - 1]


def _slips(text: str, dice: Random, *, share: float) -> str:
    """As a scan of a newspaper is read: characters taken for others, lines broken in the column, some lost."""
    seen = []
    for place, char in enumerate(text):
        if char in words.CONFUSED and dice.random() < 12 * share:
            char = words.CONFUSED[char]
        elif "\u4e00" <= char <= "\u9fff" and dice.random() < share:
            char = dice.choice(("", "口", "■", "一", chr(ord(char) + dice.randint(1, 9))))
        seen.append(char)
        if place % 17 == 16:
            seen.append(dice.choice(("\n", "\n", "-\n", " \n")))
    return "".join(seen)


def harmed(line: Line, dice: Random) -> Line:
    """The line as a site or a scan would show it."""
    harm = dice.choice(("none", "none", "turned", "kit", "kit", "scan"))
    if harm == "none":
        return line
    if harm == "turned":
        return replace(line, title=turn(line.title), text=turn(line.text))
    if harm == "scan":
        share = dice.choice((0.005, 0.01, 0.02, 0.035))
        return replace(line, text=_slips(line.text, dice, share=share))
    kit = Kit(
        dice.choice(LISTS),
        marks=dice.choice(("，。！？", "，。！？、：；")),
        lost=dice.choice(("?", "\ufffd")),
    )
    return replace(line, title=damage(line.title, kit), text=damage(line.text, kit))


def _alone(maker: Maker, name: str) -> None:
    """Look-alikes by form alone: each its own family."""
    dice = maker.dice
    kind, form = dice.choice((
        ("festival", words.FESTIVAL), ("festival", words.FESTIVAL), ("weather", words.WEATHER), ("notice", words.NOTICE), ("column", words.COLUMN),
    ))  # fmt: skip
    fest, day = dice.choice(words.FESTIVALS), maker.day()
    for number in range(dice.randint(2, 4)):
        told = day if kind == "festival" else day + timedelta(days=7 * number)
        facts = maker.facts(told) | {"fest": fest, "n3": str(10 + 3 * number + dice.randrange(3))}
        title = {
            "festival": f"{facts['place']}社区开展“我们的节日·{fest}”活动",
            "weather": "天气预报",
            "notice": "停水通知",
            "column": "编者的话",
        }[kind]
        maker.put(
            f"{name}.{number}", Report(title, tuple(form.format(**facts).split("\n")), told, facts), kind
        )


def _in_other_words(maker: Maker, report: Report, name: str) -> None:
    """Another outlet's own report, or a report that follows up: the facts of the first, words of its own."""
    dice = maker.dice
    kind, bank = dice.choice((("own", words.OWN_REPORTS), ("follow-up", words.FOLLOW_UPS)))
    lines = [line.format(**report.facts) for line in bank]
    if dice.random() < 0.5:
        lines.insert(2, dice.choice(report.lines[1:]))
    if dice.random() < 0.4:
        lines.insert(3, dice.choice(words.BOILERPLATES))
    shift = 0 if kind == "own" else 21
    maker.put(
        f"{name}{kind}",
        replace(report, title=f"{report.facts['head']}观察", lines=tuple(lines)),
        kind,
        shift=shift,
    )


def _parts(maker: Maker, report: Report, name: str) -> None:
    half = len(report.lines) // 2
    for mark, lines in (("（上）", report.lines[:half]), ("（下）", report.lines[half:])):
        maker.put(name, replace(report, title=report.title + mark, lines=lines), "part")


def _merged(maker: Maker, report: Report, other: Report, name: str) -> None:
    """Two stories in one page under the first one's title, the first one first."""
    maker.put(name, replace(report, lines=(*report.lines, other.title, *other.lines)), "merged", shift=1)


def _round_up(maker: Maker, reports: list[Report]) -> None:
    """The first lines of several: no story of theirs."""
    lines = (
        "本周基层动态",
        *(f"●{each.title}。{each.lines[0]}" for each in reports),
        "（本栏目由通讯员综合整理）",
    )
    maker.put(
        f"round{len(maker.told)}",
        Report("一周基层动态", lines, max(each.day for each in reports), {}),
        "round-up",
    )


def lines_of(families: int, *, seed: int, harm: bool = True) -> list[Line]:
    """So many families with their versions and look-alikes, shuffled, as lines of a file to fold."""
    maker = Maker(seed)
    dice = maker.dice
    reports: list[Report] = []
    for number in range(families):
        name, report = f"b{number}", maker.report()
        maker.put(name, report, "original")
        for _ in range(dice.choice((0, 1, 1, 2, 3, 5))):
            kind, version = maker.version(report)
            maker.put(name, version, kind, shift=dice.randrange(6))
        _beside(maker, report, reports, name=name)
        reports.append(report)
        if number % 15 == 14:
            _round_up(maker, reports[-5:])
    told = [harmed(line, dice) if harm else line for line in maker.told]
    dice.shuffle(told)
    return told


def _beside(maker: Maker, report: Report, before: list[Report], *, name: str) -> None:
    """What else is printed about: parts, a page of two stories, and the look-alikes."""
    dice = maker.dice
    if len(report.lines) >= 6 and dice.random() < 0.08:
        _parts(maker, report, name)
    if before and dice.random() < 0.12:
        _merged(maker, report, before[-1], name)
    if report.facts["day"] in report.text and dice.random() < 0.15:
        maker.put(f"{name}y", _last_year(report, dice), "last year")
    if dice.random() < 0.15:
        _in_other_words(maker, report, name)
    if dice.random() < 0.12:
        _alone(maker, f"{name}t")
