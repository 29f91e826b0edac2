"""The same happening as a second unit tells it: other title, venue wording, a day off, a shared picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from . import vocabulary as words
from .dice import Dice
from .district import BUREAUS, ROOT, unit
from .events import Happening, account
from .shapes import DemoDecision, DemoJoin, DemoPhoto, DemoRecord
from .times import Season, at, judged, sent_back, stamped, told_after
from .truth import TruthBook

BUREAU_OF = {"school": "J01", "talks": "J03", "performances": "J02", "team": "J02", "company": "J11"}


def other_tellers(happening: Happening, dice: Dice) -> list[str]:
    """Units that may tell the same: the site's owner, its street, the bureau in charge; never the host."""
    owner = unit(happening.site.unit_code)
    street = owner.parent_code if owner.level == "community" else ""
    bureau = BUREAU_OF.get(owner.level, BUREAU_OF[happening.strand])
    tellers = [street, owner.code if owner.level != "office" else "", f"{ROOT}-{bureau}"]
    if dice.chance(30):
        tellers.append(f"{ROOT}-J{dice.between(1, len(BUREAUS)):02}")
    return list(dict.fromkeys(code for code in tellers if code and code != happening.host))


def retitled(happening: Happening, teller: str, dice: Dice) -> str:
    """The title as another unit writes it: as a deed of its own, by the place, or the slogan cut short."""
    me, host, site = unit(teller), unit(happening.host), happening.site
    theme, form = happening.theme, happening.form
    near = {
        "文艺汇演": "文艺演出",
        "专场演出": "演出",
        "宣讲": "宣讲活动",
        "讲座": "专题讲座",
        "展演": "展示演出",
    }.get(form, form)
    short_theme = theme.split(" ")[0] if " " in theme else theme
    patterns = (
        f"{me.short_name}联合{host.short_name}开展“{short_theme}”{near}",
        f"{short_theme}{near}在{site.other_names[0]}举行",
        f"{me.name}组织“{theme}”{form}",
        f"“{theme}”{near}（{site.town or me.short_name}）",
        f"{host.short_name}{near}：{theme}",
    )
    chosen = [title for title in patterns if title != happening.title]
    return dice.pick(chosen)


def _other_photos(happening: Happening, first: DemoRecord, dice: Dice) -> tuple[DemoPhoto, ...]:
    if not first.photos:
        return ()
    shared = first.photos[0]
    throw = dice.below(100)
    if throw < 38:
        other = replace(shared, shot=shared.shot + dice.between(3, 8))
        point = (happening.site.lat, happening.site.lon)
        return (stamped(other, happening.day, dice, hour=happening.hour, point=point),)
    if throw < 68:
        return (replace(shared, change=dice.pick(("resave", "resize")), taken_at=None, lat=None, lon=None),)
    return (replace(shared, change=dice.pick(("crop5", "crop10", "banner")), lat=None, lon=None),)


def _near_count(count: int, dice: Dice) -> int:
    throw = dice.below(3)
    if throw == 0:
        return count
    if throw == 1:
        return max(10, round(count, -1))
    return max(10, count + dice.between(-count // 12 - 1, count // 12 + 1))


def retold(season: Season, happening: Happening, first: DemoRecord, *, teller: str, place: int) -> DemoRecord:
    """The telling of `happening` by `teller`, as its telling number `place` (1 is the first retelling)."""
    dice = season.dice("retold", happening.key, place)
    told_at = told_after(season, happening.day + timedelta(days=1), dice)
    shift = dice.pick((0, 0, 0, 1, -1))
    day = min(happening.day + timedelta(days=shift), told_at.date())
    venue = dice.pick((*happening.site.other_names, happening.site.name))
    says = account(happening, dice)
    if dice.chance(25):
        says = first.summary.split("。")[0] + "。"
    says = says.replace(happening.site.name, venue)
    return replace(
        first,
        key=f"{happening.key}{'rtw'[place - 1]}",
        unit_code=teller,
        co_unit_codes=(happening.host,) if dice.chance(45) else (),
        title=retitled(happening, teller, dice),
        start=day,
        venue=venue,
        lat=first.lat if dice.chance(60) else None,
        lon=None,
        headcount=_near_count(happening.count, dice),
        headcount_method=dice.pick(words.METHODS),
        summary=says,
        photos=_other_photos(happening, first, dice),
        told_at=told_at,
        decisions=judged(season, told_at, dice),
    )


def tell_again(
    season: Season, pairs: list[tuple[Happening, DemoRecord]], truth: TruthBook, *, deeds: int, triples: int
) -> list[DemoRecord]:
    """Second and third tellings of `deeds` happenings,
    noted as same deeds. `pairs` must hold enough of them."""
    dice, found, done = season.dice("again", pairs[0][0].strand), [], 0
    for happening, first in dice.shuffled(pairs):
        tellers = other_tellers(happening, season.dice("tellers", happening.key))
        if not tellers or done == deeds:
            continue
        wanted = 2 if done < triples and len(tellers) > 1 else 1
        group = [first.key]
        for place, teller in enumerate(tellers[:wanted], start=1):
            record = retold(season, happening, first, teller=teller, place=place)
            record = replace(record, lon=first.lon if record.lat is not None else None)
            found.append(record)
            group.append(record.key)
        truth.same_deeds.append(tuple(group))
        done += 1
    return found


def joined_by_office(season: Season, truth: TruthBook, told: dict[str, DemoRecord]) -> tuple[DemoJoin, ...]:
    """The joinings made before June's last weeks: of four old groups the office has settled three."""
    found = []
    for group in truth.same_deeds:
        dice = season.dice("joined", group[0])
        verdicts = [told[key].decisions for key in group]
        moments = [verdict.at for verdict in verdicts if verdict.verdict == "accept" and verdict.at]
        if len(moments) < len(group) or not dice.chance(78):
            continue
        when = max(moments) + timedelta(hours=dice.between(1, 30))
        if when.date() <= season.today:
            found.append(DemoJoin(group, when))
    return tuple(found)


def reuse_pictures(
    season: Season, records: list[DemoRecord], truth: TruthBook, *, count: int
) -> list[DemoRecord]:
    """`records` with the pictures of `count` of them replaced by another deed's,
    changed as files get changed."""
    dice = season.dice("reused")
    planted = {key for group in truth.same_deeds for key in group} | set(truth.outside)
    fit = [row for row in records if row.photos and row.key not in planted and row.kind == "event"]
    order = dice.shuffled(fit)
    changes = ("", "resave", "resize", "crop5", "crop10", "mirror", "banner", "grey")
    changed: dict[str, DemoRecord] = {}
    for place in range(count):
        owner, user = order[2 * place], order[2 * place + 1]
        if owner.start is not None and user.start is not None and owner.start > user.start:
            owner, user = user, owner
        photo = replace(owner.photos[0], change=changes[place % len(changes)])
        if photo.change in ("resize", "banner", "grey"):
            photo = replace(photo, taken_at=None, lat=None, lon=None)
        truth.reused_photos.append((owner.key, user.key))
        verdict = DemoDecision("none")
        if place % 3 and user.told_at is not None:
            verdict = sent_back(season, user.told_at, "photo_used_elsewhere", dice=dice)
        changed[user.key] = replace(user, photos=(photo,), decisions=verdict)
    return [changed.get(row.key, row) for row in records]


def last_year_told(season: Season, record: DemoRecord) -> datetime:
    """When last year's event was told: this year, some days after its anniversary."""
    day = record.start or date(season.year, 5, 1)
    return at(season.day(day.month, min(28, day.day + 3)), 11, 20)
