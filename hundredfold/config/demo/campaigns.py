"""Campaign days, sequels, two deeds in one hall, last year's numbers:
what looks alike and is not the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import vocabulary as words
from .dice import Dice
from .district import Site, sites_of, unit
from .events import Diary, Happening, busiest_sites, communities, crowd
from .times import Season
from .truth import TruthBook

CAMPAIGNS = (
    (
        words.DRAGON_BOAT,
        "节日活动",
        (6, 19),
        1,
        17,
        ("“{slogan}”", "{unit}“{slogan}”主题活动", "{slogan}——{unit}端午活动"),
    ),
    (
        words.VOLUNTEER_DAY,
        "便民集市",
        (3, 5),
        1,
        12,
        ("“{slogan}”便民集市", "{unit}“{slogan}”学雷锋日活动", "{slogan}"),
    ),
    (
        words.LAW_WEEK,
        "普法宣传",
        (5, 26),
        3,
        13,
        ("“{slogan}”普法进社区", "{unit}法治宣传周“{slogan}”", "{slogan}——走进{unit}"),
    ),
)
"""Slogan, form, first day, days it lasts, how many communities hold one of their own,
how each entitles it."""


def _own_site(code: str, dice: Dice, *, form: str) -> Site:
    wanted = ("stall", "square") if form == "便民集市" else ("classroom", "square", "reading")
    return dice.pick([site for site in sites_of(code) if site.scene in wanted])


def campaign_days(season: Season, diary: Diary, truth: TruthBook) -> list[Happening]:
    """Forty-two happenings under three slogans, each in a community of its own;
    each family is noted as look-alike."""
    found: list[Happening] = []
    for slogan, form, (month, day), days, count, patterns in CAMPAIGNS:
        dice, family = season.dice("campaign", slogan), []
        for code in dice.some(communities(), count):
            site = _own_site(code, dice, form=form)
            when = season.day(month, day) + timedelta(days=dice.below(days))
            diary.admits(site, when, theme=f"{slogan}{code}")
            title = dice.pick(patterns).format(slogan=slogan, unit=unit(code).name)
            happening = Happening(
                f"talks-c{len(found) + 1:02}",
                "talks",
                slogan,
                form,
                code,
                site,
                when,
                dice.pick((9, 10, 15)),
                crowd(site, dice),
                title=title,
            )
            family.append(happening.key)
            found.append(happening)
        truth.lookalikes.append(tuple(family))
    return found


def sequels(season: Season, diary: Diary, truth: TruthBook, *, strand: str, count: int) -> list[Happening]:
    """`count` pairs 第三场/第四场 of one host at one site, a day or a week apart;
    each pair is noted as look-alike."""
    dice, found = season.dice("sequels", strand), []
    every = words.SHOW_THEMES if strand == "performances" else words.TALK_THEMES
    themes = [theme for theme in every if theme not in words.SEASONS]
    form = "专场演出" if strand == "performances" else "宣讲"
    codes = dice.some(communities(), count)
    for place, code in enumerate(codes):
        site = dice.pick([own for own in sites_of(code) if own.scene in ("square", "classroom")])
        theme = dice.pick(themes)
        number = dice.between(0, 4)
        first = season.day(dice.pick((3, 4, 5)), dice.between(2, 20))
        gap = dice.pick((1, 7))
        pair = []
        for step in (0, 1):
            day = first + timedelta(days=gap * step)
            diary.admits(site, day, theme=f"{theme}{code}{step}")
            title = f"“{theme}”{form}（{words.ORDINALS[number + step]}）"
            pair.append(
                Happening(
                    f"{strand}-s{place + 1}{'ab'[step]}",
                    strand,
                    theme,
                    form,
                    code,
                    site,
                    day,
                    15,
                    crowd(site, dice),
                    title=title,
                )
            )
        truth.lookalikes.append((pair[0].key, pair[1].key))
        found += pair
    return found


def shared_halls(season: Season, diary: Diary, truth: TruthBook, *, count: int) -> list[Happening]:
    """`count` pairs of a morning talk and an evening show in one hall on one day;
    each pair is noted as look-alike."""
    dice, found = season.dice("halls"), []
    for place, site in enumerate(dice.some(busiest_sites(), count)):
        day = season.day(dice.between(2, 5), dice.between(3, 27))
        talk_theme, show_theme = dice.pick(words.TALK_THEMES[:24]), dice.pick(words.SHOW_THEMES[5:9])
        diary.admits(site, day, theme=talk_theme)
        talk = Happening(
            f"talks-h{place + 1}",
            "talks",
            talk_theme,
            "讲座",
            site.unit_code,
            site,
            day,
            9,
            crowd(site, dice),
        )
        show = Happening(
            f"performances-h{place + 1}",
            "performances",
            show_theme,
            "专场演出",
            site.unit_code,
            site,
            day,
            19,
            crowd(site, dice),
        )
        truth.lookalikes.append((talk.key, show.key))
        found += [talk, show]
    return found


def yearly_numbers(season: Season, truth: TruthBook, happenings: list[Happening]) -> list[Happening]:
    """Last year's 第五届 told again this year beside the 第六届 of four hosts:
    outside the period and not the same."""
    dice, found = season.dice("yearly"), []
    shows = [
        row
        for row in happenings
        if row.strand == "performances" and row.day.month in (4, 5) and row.title == ""
    ]
    for place, this_year in enumerate(dice.some(shows, 4)):
        named = replace(this_year, title=f"第六届“{this_year.theme}”{this_year.form}")
        day = date(season.year - 1, named.day.month, max(1, named.day.day - 1))
        before = replace(
            named,
            key=f"performances-y{place + 1}",
            day=day,
            count=crowd(named.site, dice),
            title=named.title.replace("第六届", "第五届"),
        )
        happenings[happenings.index(this_year)] = named
        truth.lookalikes.append((named.key, before.key))
        truth.outside.append(before.key)
        found.append(before)
    return found
