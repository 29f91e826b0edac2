"""Press pages: stories of our own in invented outlets, and their reprints re-headlined,
shortened or in traditional script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from opencc import OpenCC

from . import vocabulary as words
from . import vocabulary_sentences as sentences
from .dice import Dice
from .district import OFFICE, ROOT, STREETS, sites, unit, units_at
from .events import when_words
from .people import SURNAMES
from .shapes import DemoPhoto, DemoRecord
from .times import Season, judged, told_after
from .truth import TruthBook

STORIES = 108
FAMILIES = 34
REPRINTS = 140

OUTLETS = (
    ("北疆民声报", "central", "beijiang-minsheng.example", True),
    ("团结画刊网", "central", "tuanjie-huakan.example", False),
    ("草原晨报", "regional", "caoyuan-chenbao.example", True),
    ("黄河几字弯网", "regional", "jiziwan.example", False),
    ("鹿城早报", "municipal", "lucheng-zaobao.example", True),
    ("鹿城新闻网", "municipal", "lucheng-xinwen.example", False),
    ("钢城晚报", "municipal", "gangcheng-wanbao.example", True),
    ("鹿城云", "municipal", "lucheng-yun.example", False),
    ("昆河融媒", "county", "kunhe-rongmei.example", False),
    ("石榴里公众号", "self", "shiliuli.example", False),
)
"""Name, level, address, whether it is printed. Invented,
so that no real paper is credited with what it never ran."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story as first published: its headline, paragraphs and where it plays."""

    key: str
    theme: str
    title: str
    paragraphs: tuple[str, ...]
    town: str
    teller: str
    day: date


@cache
def _script() -> OpenCC:
    return OpenCC("s2t")


def traditional(text: str) -> str:
    """The text in traditional script."""
    return str(_script().convert(text))


def _said(dice: Dice, *, theme: str, town: str, day: date) -> dict[str, object]:
    first, second = dice.some(words.ASKED, 2)
    near = [site for site in sites() if site.town == town and site.scene != "hall"]
    host = dice.pick(
        [row for row in units_at("community", "school") if row.town == town] or units_at("community")
    )
    return {
        "when": when_words(day),
        "venue": dice.pick(near).name,
        "town": town,
        "theme": theme,
        "host": host.name,
        "weather": dice.pick(words.WEATHERS),
        "a": first,
        "b": second,
        "who": "老" + dice.pick(SURNAMES),
        "n": dice.between(12, 96) * 10,
        "m": dice.between(21, 190),
        "k": dice.between(3, 19),
    }


def written(season: Season, key: str, *, theme: str, town: str, day: date) -> tuple[str, tuple[str, ...]]:
    """Headline and three or four paragraphs of a story,
    every sentence with figures and names of its own."""
    dice = season.dice("story", key)
    said = _said(dice, theme=theme, town=town, day=day)
    paragraphs = [dice.pick(sentences.PRESS_LEADS)]
    body = dice.some(sentences.PRESS_BODIES, dice.between(6, 9))
    cut = dice.between(2, 4)
    paragraphs += ["".join(body[:cut]), "".join(body[cut:]), dice.pick(sentences.PRESS_ENDINGS)]
    filled = []
    for paragraph in paragraphs:
        fresh = _said(dice, theme=theme, town=town, day=day)
        filled.append(paragraph.format(**{**fresh, "host": said["host"], "who": said["who"]}))
    return dice.pick(sentences.PRESS_HEADLINES).format(**said), tuple(filled)


def stories(season: Season) -> list[Story]:
    """`STORIES` stories, no two with the same theme in the same town."""
    dice, found = season.dice("stories"), []
    towns = [row[1] for row in STREETS]
    themes = sentences.PRESS_THEMES
    for place in range(STORIES):
        theme, town = themes[place % len(themes)], towns[(place * 7 + place // len(themes)) % len(towns)]
        day = date(season.year, dice.pick((1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6)), dice.between(1, 27))
        key = f"press-{place + 1:03}"
        title, paragraphs = written(season, key, theme=theme, town=town, day=day)
        own = [row.code for row in units_at("community", "subdistrict", "school") if row.town == town]
        teller = dice.pick([OFFICE, f"{ROOT}-T03", *own])
        found.append(Story(key, theme, title, paragraphs, town, teller, day))
    return found


def _page(
    season: Season, story: Story, outlet: tuple[str, str, str, bool], *, key: str, day: date
) -> DemoRecord:
    dice = season.dice("page", key)
    name, level, domain, printed = outlet
    told_at: datetime = told_after(season, day, dice)
    number = str(dice.between(1, 12)) if printed else ""
    photo = DemoPhoto("clipping", dice.below(2**31), dice.below(90) * 10)
    return DemoRecord(
        key=key,
        unit_code=story.teller,
        strands=("press",),
        kind="article",
        title=story.title,
        start=day,
        town=story.town,
        summary=story.paragraphs[0],
        photos=(photo,) if printed and dice.chance(75) else (),
        url=f"https://{domain}/{day:%Y/%m%d}/{dice.between(10_000, 99_999)}.html",
        outlet=name,
        level=level,
        page=number,
        details={
            "text": "\n".join(story.paragraphs),
            "page_no": number,
            "byline": "本报记者" if printed else "",
        },
        extras={"script": "zh-Hans", "is_printed": printed},
        told_at=told_at,
        decisions=judged(season, told_at, dice),
    )


def _shortened(text: str, dice: Dice) -> str:
    parts = [part for part in text.replace("\n", "").split("。") if part]
    kept = parts[: max(3, len(parts) * dice.between(50, 75) // 100)]
    return "。".join(kept) + "。"


def _changed_text(text: str, how: str, dice: Dice, *, source: str) -> str:
    if how == "shortened":
        return _shortened(text, dice)
    if how == "traditional":
        return traditional(text)
    if how == "framed":
        return f"来源：{source}\n{text}\n责任编辑：{dice.pick(SURNAMES)}编"
    return text


def reprint(season: Season, story: Story, first: DemoRecord, *, place: int) -> DemoRecord:
    """The story as another outlet ran it, zero to four days later."""
    dice = season.dice("reprint", story.key, place)
    outlet = dice.pick([row for row in OUTLETS if row[0] != first.outlet])
    assert first.start is not None
    day = min(first.start + timedelta(days=dice.between(0, 4)), season.today)
    page = _page(season, story, outlet, key=f"{story.key}{'bcdefghijkl'[place]}", day=day)
    how = ("same", "retitled", "shortened", "traditional", "framed")[dice.below(5)]
    text = _changed_text(str(first.details["text"]), how, dice, source=first.outlet)
    title = story.title
    if how in ("retitled", "shortened"):
        title = dice.pick(sentences.PRESS_RETITLES).format(theme=story.theme, town=story.town)
    if how == "traditional":
        title = traditional(title)
    teller = dice.pick([story.teller, OFFICE, f"{ROOT}-T03", *[row.code for row in units_at("department")]])
    script = "zh-Hant" if how == "traditional" else "zh-Hans"
    return replace(
        page,
        unit_code=teller,
        title=title,
        summary=text.split("\n")[0][:120],
        details={**page.details, "text": text},
        extras={**page.extras, "script": script},
    )


def _series(season: Season, rows: list[DemoRecord], truth: TruthBook) -> None:
    """Make two-part series of three neighbouring pairs: one headline, （上） and （下）, two texts."""
    for place in (3, 20, 41):
        upper, lower = rows[place], rows[place + 1]
        title = f"{unit(upper.unit_code).short_name}蹲点日记"
        rows[place] = replace(upper, title=f"{title}（上）")
        rows[place + 1] = replace(lower, title=f"{title}（下）", outlet=upper.outlet, level=upper.level)
        truth.lookalikes.append((upper.key, lower.key))


def press(season: Season, truth: TruthBook) -> list[DemoRecord]:
    """About 250 pages of `STORIES` stories; `FAMILIES` of them were reprinted, one to ten times."""
    dice = season.dice("press")
    told = stories(season)
    weights = (4, 5, 5, 6, 6, 7, 8, 8, 3, 2)
    papers = [outlet for outlet, weight in zip(OUTLETS, weights, strict=True) for _ in range(weight)]
    rows = [_page(season, story, dice.pick(papers), key=story.key, day=story.day) for story in told]
    _series(season, rows, truth)
    used = {key for group in truth.lookalikes for key in group}
    chosen = dice.some([place for place in range(STORIES) if told[place].key not in used], FAMILIES)
    counts = dict.fromkeys(chosen, 1)
    for _ in range(REPRINTS - FAMILIES):
        open_places = [place for place in chosen if counts[place] < 10]
        counts[dice.pick(open_places)] += 1
    for place in chosen:
        first = rows[place]
        family = [reprint(season, told[place], first, place=turn) for turn in range(counts[place])]
        rows += family
        truth.reprints.append((first.key, *(row.key for row in family)))
    return rows
