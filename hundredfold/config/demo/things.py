"""Landscape pieces and cultural products:
what stands on the map, what was designed, and what was entered twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from . import vocabulary as words
from . import vocabulary_sentences as sentences
from .district import home, unit, units, units_at
from .events import when_words
from .shapes import DemoPhoto, DemoRecord
from .times import Season, at, judged, stamped, told_after
from .truth import TruthBook

PIECES = 74
PRODUCTS = 75

KNOWN_PIECES = (
    ("乌兰计三村民族团结主题绘画墙", "mural", "外墙涂料", "150203102-01", "卜尔汉图镇乌兰计三村"),
    ("乌兰社区红石榴广场", "square", "石材", "150203006-01", "阿尔丁街道乌兰社区"),
    ("“56个民族一家亲”民俗知识展示墙", "wall", "铝板", "150203008-01", "鞍山街道团十社区"),
)
"""The sites the programme's own article names:
title, form, material, unit, place as it is written there."""


def _piece(season: Season, place: int) -> DemoRecord:
    dice = season.dice("piece", place)
    name, form, material = words.PIECES[place % len(words.PIECES)]
    owner = dice.pick(units_at("community", "school", "subdistrict"))
    title, venue = (
        f"{owner.short_name}{name}",
        f"{owner.town}{owner.name}".replace(owner.town * 2, owner.town),
    )
    if place < len(KNOWN_PIECES):
        title, form, material, code, venue = KNOWN_PIECES[place]
        owner = unit(code)
    looked = season.day(dice.pick((2, 3, 3, 4, 4, 5, 5, 6, 6)), dice.between(2, 28))
    told_at = told_after(season, looked, dice)
    lat, lon = home(owner.code)
    lat, lon = round(lat + dice.between(-90, 90) / 1e5, 6), round(lon + dice.between(-120, 120) / 1e5, 6)
    shots = 2 if dice.chance(30) else 1
    scene_seed = dice.below(2**31)
    photos = tuple(
        stamped(DemoPhoto(form, scene_seed, place * 10 + step * 4), looked, dice, hour=15, point=(lat, lon))
        for step in range(shots)
    )
    said = {
        "venue": venue,
        "material": material,
        "host": owner.name,
        "when": when_words(looked),
        "k": dice.between(3, 28),
    }
    return DemoRecord(
        key=f"landscape-{place + 1:03}",
        unit_code=owner.code,
        strands=("landscape",),
        kind="place",
        title=title,
        start=looked,
        venue=venue,
        town=owner.town,
        lat=lat,
        lon=lon,
        summary=dice.pick(sentences.PIECE_SUMMARIES).format(**said),
        photos=photos,
        details={
            "form": form,
            "material": material,
            "maker": dice.pick(("居民与美术教师", "石榴里文创工作室", "区文化馆", "钢城四中美术组")),
            "year": season.year - dice.between(0, 4),
            "caretaker": owner.name,
            "looked_on": looked.isoformat(),
            "standing": True,
        },
        told_at=told_at,
        decisions=judged(season, told_at, dice),
    )


def landscape(season: Season, truth: TruthBook) -> list[DemoRecord]:
    """`PIECES` pieces; five are told by the street under a second name, two stand within another piece."""
    rows = [_piece(season, place) for place in range(PIECES)]
    dice = season.dice("pieces twice")
    square = rows[1]
    inside = [row for row in rows[3:] if row.details["form"] == "sculpture"][:2]
    for row in inside:
        near = replace(
            row,
            unit_code=square.unit_code,
            town=square.town,
            venue=square.venue,
            lat=square.lat,
            lon=square.lon,
            title=f"红石榴广场{row.title[len(unit(row.unit_code).short_name) :]}",
        )
        rows[rows.index(row)] = near
    truth.lookalikes.append((square.key, *(row.key for row in inside)))
    kept = {square.key, *(row.key for row in inside)}
    local = [row for row in rows if unit(row.unit_code).level == "community" and row.key not in kept]
    for row in dice.some(local, 5):
        twin = _second_name(season, row)
        rows.append(twin)
        truth.same_deeds.append((row.key, twin.key))
    return rows


def _second_name(season: Season, row: DemoRecord) -> DemoRecord:
    dice = season.dice("second name", row.key)
    street = unit(unit(row.unit_code).parent_code)
    assert row.told_at is not None
    assert row.lat is not None
    assert row.lon is not None
    told_at = min(row.told_at + timedelta(days=dice.between(4, 30)), at(season.today, 10, 10))
    photo = row.photos[0]
    again = (
        replace(photo, shot=photo.shot + 2, taken_at=None)
        if dice.chance(40)
        else replace(photo, change="crop10")
    )
    name = row.title.removeprefix(unit(row.unit_code).short_name)
    return replace(
        row,
        key=row.key + "r",
        unit_code=street.code,
        title=f"{street.short_name}{name.replace('墙', '文化墙')}",
        venue=f"{street.short_name}{unit(row.unit_code).short_name}",
        lat=round(row.lat + 0.00012, 6),
        lon=round(row.lon - 0.00009, 6),
        photos=(replace(again, lat=None, lon=None),),
        told_at=told_at,
        decisions=judged(season, told_at, dice),
    )


def _product(season: Season, place: int) -> DemoRecord:
    dice = season.dice("product", place)
    craft, form, material = words.CRAFTS[place % len(words.CRAFTS)]
    design = words.DESIGNS[(place // len(words.CRAFTS) + place) % len(words.DESIGNS)]
    owner = dice.pick([row for row in units() if row.level in ("community", "school", "company", "team")])
    maker = dice.pick(
        ("石榴里文创工作室", f"{owner.short_name}手工小组", "区文化馆非遗课堂", f"{owner.short_name}居民")
    )
    shown = season.day(dice.pick((1, 2, 3, 4, 5, 5, 6, 6)), dice.between(3, 27))
    told_at = told_after(season, shown, dice)
    series = "昆小团" if "昆小团" in design else ""
    said = {
        "design": design,
        "material": material,
        "venue": owner.name,
        "maker": maker,
        "n": dice.between(2, 30) * 10,
        "form": craft,
    }
    return DemoRecord(
        key=f"products-{place + 1:03}",
        unit_code=owner.code,
        strands=("products",),
        kind="product",
        title=f"“{design}”{craft}",
        start=shown,
        town=owner.town,
        summary=dice.pick(sentences.PRODUCT_SUMMARIES).format(**said),
        photos=(DemoPhoto(form, dice.below(2**31), place * 10),),
        details={
            "form": words.PRODUCT_FORMS.get(form, "other"),
            "design": design,
            "series": series,
            "maker": maker,
            "material": material,
            "rights_holder": maker,
            "shown_at": owner.name,
            "consent": True,
        },
        extras={"craft": craft},
        told_at=told_at,
        decisions=judged(season, told_at, dice),
    )


def products(season: Season, truth: TruthBook) -> list[DemoRecord]:
    """`PRODUCTS` designs; five are entered again by the workshop or street,
    and one design in many forms looks alike."""
    rows = [_product(season, place) for place in range(PRODUCTS)]
    family = [row.key for row in rows if row.details["series"] == "昆小团"]
    truth.lookalikes.append(tuple(family))
    dice = season.dice("products twice")
    plain = [row for row in rows if row.key not in family]
    workshop = next(row.code for row in units() if row.short_name == "石榴里工作室")
    for row in dice.some([row for row in plain if row.unit_code != workshop], 5):
        assert row.told_at is not None
        told_at = min(row.told_at + timedelta(days=dice.between(3, 30)), at(season.today, 11, 50))
        twin = replace(
            row,
            key=row.key + "r",
            unit_code=workshop,
            title=f"{row.extras['craft']}《{row.details['design']}》",
            photos=tuple(replace(photo, change=dice.pick(("resave", "crop5"))) for photo in row.photos),
            told_at=told_at,
            decisions=judged(season, told_at, dice),
        )
        rows.append(twin)
        truth.same_deeds.append((row.key, twin.key))
    return rows
