"""Exemplars and model units: people by consent, units selected in the open, with notice and term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import vocabulary as words
from . import vocabulary_sentences as sentences
from .district import home, unit, units_at
from .events import SITE_TYPES, when_words
from .people import written_by_ear
from .shapes import DemoDecision, DemoPhoto, DemoRecord
from .times import Season, at, judged, stamped, told_after
from .truth import TruthBook

EXEMPLARS = 66
MODEL_UNITS = 58


HOLIDAYS = ((2, 14, 24), (4, 3, 7), (5, 1, 5), (6, 19, 21))
"""Month, first and last day of holidays within which a notice is given more days, in any year."""


def notice_end(first: date) -> date:
    """The last day of a notice from `first`: five working days and one to spare, longer over a holiday."""
    last, left = first, 5
    while left:
        last += timedelta(days=1)
        free = any(last.month == month and start <= last.day <= stop for month, start, stop in HOLIDAYS)
        left -= last.weekday() < 5 and not free
    return last


def _exemplar(season: Season, name: str, place: int) -> DemoRecord:
    dice = season.dice("exemplar", place)
    owner = dice.pick(units_at("community", "school", "subdistrict", "company"))
    published = season.day(dice.pick((1, 2, 3, 4, 4, 5, 5, 6)), dice.between(2, 27))
    merit, (award, level) = dice.pick(list(words.MERITS)), dice.pick(words.AWARDS)
    told_at, point = told_after(season, published, dice), home(owner.code)
    first, second = dice.some(words.ASKED, 2)
    said = {
        "town": owner.town,
        "merit": merit.split("：")[0],
        "host": owner.name,
        "k": dice.between(6, 20),
        "a": first,
        "b": second,
    }
    notice_from = published - timedelta(days=dice.between(10, 20))
    consented = not dice.chance(6)
    return DemoRecord(
        key=f"exemplars-{place + 1:03}",
        unit_code=owner.code,
        strands=("exemplars",),
        kind="honour",
        title=f"{name}：{merit}",
        start=published,
        town=owner.town,
        lat=point[0],
        lon=point[1],
        summary=dice.pick(sentences.EXEMPLAR_SUMMARIES).format(**said),
        photos=(
            stamped(
                DemoPhoto("portrait", dice.below(2**31), 5000 + place * 10),
                published,
                dice,
                hour=11,
                point=point,
            ),
        ),
        level=level,
        details={
            "honouree": name,
            "field_of_merit": words.MERITS[merit],
            "form": "oral_history" if "口述史" in merit else "portrait",
            "notice_from": notice_from.isoformat(),
            "notice_to": notice_end(notice_from).isoformat(),
            "published_on": published.isoformat(),
            "basis": f"{award}评选办法",
            "consent": consented,
        },
        extras={"person_or_unit": "person", "merit": merit, "award": award},
        told_at=told_at,
        decisions=judged(season, told_at, dice),
    )


def exemplars(season: Season, names: tuple[str, ...], truth: TruthBook) -> list[DemoRecord]:
    """`EXEMPLARS` people whose story was published, four of them told by their street too."""
    rows = [_exemplar(season, names[place], place) for place in range(EXEMPLARS)]
    truth.thin += [row.key for row in rows if not row.details["consent"]]
    dice = season.dice("exemplars twice")
    local = [row for row in rows if unit(row.unit_code).level == "community" and row.details["consent"]]
    for row in dice.some(local, 4):
        name = written_by_ear(str(row.details["honouree"]))
        assert row.told_at is not None
        told_at = min(row.told_at + timedelta(days=dice.between(3, 25)), at(season.today, 14, 30))
        twin = replace(
            row,
            key=row.key + "r",
            unit_code=unit(row.unit_code).parent_code,
            title=f"身边榜样 {name}",
            details={**row.details, "honouree": name},
            told_at=told_at,
            decisions=judged(season, told_at, dice),
            photos=tuple(replace(photo, change="resave", lat=None, lon=None) for photo in row.photos),
        )
        rows.append(twin)
        truth.same_deeds.append((row.key, twin.key))
    return rows


def _model_unit(season: Season, code: str, place: int) -> DemoRecord:
    dice = season.dice("model unit", place)
    owner, (award, level) = unit(code), dice.pick(words.UNIT_AWARDS[:2])
    notice_from = season.day(dice.pick((2, 3, 4, 4, 5, 5, 6)), dice.between(2, 24))
    notice_to = notice_end(notice_from)
    named = notice_to + timedelta(days=dice.between(2, 6))
    told_at, point = told_after(season, min(named, season.today), dice), home(code)
    said = {
        "host": owner.name,
        "n": dice.between(86, 98),
        "k": dice.between(3, 9),
        "when": when_words(notice_from),
        "objection": dice.pick(("没有收到异议", "收到一条异议，已答复并公开结果")),
    }
    verdict = judged(season, told_at, dice) if named <= season.today else DemoDecision("none")
    return DemoRecord(
        key=f"model_units-{place + 1:03}",
        unit_code=code,
        strands=("model_units",),
        kind="honour",
        title=f"{award}——{owner.name}",
        start=min(named, season.today),
        town=owner.town,
        lat=point[0],
        lon=point[1],
        summary=dice.pick(sentences.UNIT_SUMMARIES).format(**said),
        photos=(
            stamped(
                DemoPhoto("plaque", dice.below(2**31), place * 10), notice_from, dice, hour=10, point=point
            ),
        ),
        level=level,
        details={
            "honouree": owner.name,
            "site_type": SITE_TYPES[owner.level],
            "level": level,
            "basis": f"{award}评选办法",
            "notice_from": notice_from.isoformat(),
            "notice_to": notice_to.isoformat(),
            "objections_settled": True,
            "site_checked_on": (notice_from - timedelta(days=dice.between(6, 20))).isoformat(),
            "named_on": min(named, season.today).isoformat(),
            "valid_until": date(season.year + 5, notice_from.month, 28).isoformat(),
        },
        extras={"person_or_unit": "unit", "unit_code": code, "award": award},
        told_at=told_at,
        decisions=verdict,
    )


def model_units(season: Season, truth: TruthBook) -> list[DemoRecord]:
    """`MODEL_UNITS` units, two told by their street as well and two whose term ran out."""
    dice = season.dice("model units")
    homes = [row.code for row in units_at("community", "school", "subdistrict", "company")]
    rows = [_model_unit(season, code, place) for place, code in enumerate(dice.some(homes, MODEL_UNITS))]
    local = dice.shuffled([row for row in rows if unit(row.unit_code).level == "community"])
    for row in local[:2]:
        lapsed = {**row.details, "valid_until": season.day(4, 30).isoformat()}
        rows[rows.index(row)] = replace(row, details=lapsed)
        truth.lapsed.append(row.key)
    for row in local[2:4]:
        assert row.told_at is not None
        told_at = min(row.told_at + timedelta(days=dice.between(2, 9)), at(season.today, 9, 40))
        street = unit(row.unit_code).parent_code
        twin = replace(
            row,
            key=row.key + "r",
            unit_code=street,
            title=row.title.replace("——", " "),
            told_at=told_at,
            photos=tuple(replace(photo, change="crop10", lat=None, lon=None) for photo in row.photos),
            decisions=judged(season, told_at, dice),
        )
        rows.append(twin)
        truth.same_deeds.append((row.key, twin.key))
    return rows
