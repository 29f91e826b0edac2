"""Lecturers and volunteer teams: the members that count, those that lapsed,
those registered twice under near names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import vocabulary as words
from . import vocabulary_sentences as sentences
from .district import home, unit, units_at
from .events import when_words
from .people import written_by_ear
from .shapes import DemoPhoto, DemoRecord
from .times import Season, at, judged, stamped, told_after
from .truth import TruthBook

LECTURERS = 94
TEAMS = 92
SERVING = 87
"""Teams that served at some event; the others have a flag and no service yet."""


def last_days(records: list[DemoRecord]) -> dict[str, date]:
    """The latest day on which each named lecturer or team took part in a told event."""
    latest: dict[str, date] = {}
    for record in records:
        for role in ("lecturer", "team"):
            names = record.details.get(role, ())
            for name in names if isinstance(names, list) else ():
                if record.start is not None:
                    latest[name] = max(latest.get(name, record.start), record.start)
    return latest


def _lecturer(season: Season, name: str, place: int, latest: dict[str, date]) -> DemoRecord:
    dice = season.dice("lecturer", place)
    home_unit = dice.pick(units_at("community", "school", "department", "subdistrict", "team"))
    appointed = date(season.year - 1, dice.between(3, 12), dice.between(1, 28))
    registered = season.day(dice.pick((1, 1, 2, 2, 3, 3, 4, 5, 6)), dice.between(4, 28))
    told_at = told_after(season, registered, dice)
    topics = tuple(dice.some(words.TOPICS, dice.between(1, 3)))
    point = home(home_unit.code)
    face = DemoPhoto("portrait", dice.below(2**31), place * 10)
    return DemoRecord(
        key=f"lecturers-{place + 1:03}",
        unit_code=home_unit.code,
        strands=("lecturers",),
        kind="person",
        title=name,
        start=appointed,
        town=home_unit.town,
        lat=point[0],
        lon=point[1],
        summary=f"{home_unit.name}推荐，常讲{'、'.join(topics)}。",
        photos=(stamped(face, registered, dice, hour=10, point=point),),
        details={
            "topics": list(topics),
            "languages": list(dice.pick(words.LANGUAGES)),
            "audiences": dice.some(words.AUDIENCES, 2),
            "appointed_on": appointed.isoformat(),
            "appointed_until": appointed.replace(year=appointed.year + 2).isoformat(),
            "consent": True,
        },
        extras={"last_talk_on": latest.get(name)},
        told_at=told_at,
        decisions=judged(season, told_at, dice),
    )


def lecturers(
    season: Season, names: tuple[str, ...], truth: TruthBook, *, latest: dict[str, date]
) -> list[DemoRecord]:
    """The corps: `LECTURERS` people, three of them registered twice, five whose letter ran out."""
    rows = [_lecturer(season, name, place, latest) for place, name in enumerate(names[:LECTURERS])]
    dice = season.dice("corps")
    lapsing = dice.some([row for row in rows if row.title not in latest], 5)
    for row in lapsing or dice.some(rows, 5):
        appointed = date(season.year - 2, dice.between(1, 5), dice.between(1, 28))
        term = {
            "appointed_on": appointed.isoformat(),
            "appointed_until": appointed.replace(year=season.year).isoformat(),
        }
        rows[rows.index(row)] = replace(row, start=appointed, details={**row.details, **term})
        truth.lapsed.append(row.key)
    known = set(truth.lapsed)
    for row in dice.some([row for row in rows if row.key not in known], 3):
        rows.append(_registered_twice(season, row))
        truth.same_deeds.append((row.key, rows[-1].key))
    return rows


def _registered_twice(season: Season, row: DemoRecord) -> DemoRecord:
    dice = season.dice("twice", row.key)
    other = dice.pick(
        [found for found in units_at("department", "subdistrict") if found.code != row.unit_code]
    )
    assert row.told_at is not None
    told_at = min(row.told_at + timedelta(days=dice.between(20, 60)), at(season.today, 15, 0))
    name = written_by_ear(row.title)
    photos = tuple(replace(photo, change="resize", taken_at=None, lat=None, lon=None) for photo in row.photos)
    return replace(
        row,
        key=row.key + "r",
        unit_code=other.code,
        title=name,
        town=other.town,
        lat=None,
        lon=None,
        photos=photos,
        summary=f"{other.name}推荐的宣讲员。",
        told_at=told_at,
        decisions=judged(season, told_at, dice),
    )


def team_names(season: Season) -> list[str]:
    """The names of all teams, each its unit's own."""
    dice = season.dice("team names")
    homes = dice.shuffled(units_at("community", "school", "department", "subdistrict", "company"))
    return [
        f"{homes[place % len(homes)].short_name}“{words.TEAM_WORDS[place % len(words.TEAM_WORDS)]}”志愿服务队"
        for place in range(TEAMS)
    ]


def _team(season: Season, name: str, place: int, *, leader: str, latest: dict[str, date]) -> DemoRecord:
    dice = season.dice("team", place)
    owner = next(
        row
        for row in units_at("community", "school", "department", "subdistrict", "company")
        if name.startswith(row.short_name + "“")
    )
    flagged = season.day(dice.pick((1, 1, 2, 2, 3, 3, 4, 5, 6)), dice.between(3, 28))
    told_at = told_after(season, flagged, dice)
    field, point = dice.pick(list(words.FIELDS)), home(owner.code)
    said = {
        "field": field,
        "k": dice.between(2, 6),
        "venue": owner.name,
        "host": owner.name,
        "when": when_words(flagged),
    }
    return DemoRecord(
        key=f"teams-{place + 1:03}",
        unit_code=owner.code,
        strands=("teams",),
        kind="team",
        title=name,
        start=flagged,
        town=owner.town,
        lat=point[0],
        lon=point[1],
        summary=dice.pick(sentences.FIELD_SUMMARIES).format(**said),
        photos=(
            stamped(DemoPhoto("team", dice.below(2**31), place * 10), flagged, dice, hour=10, point=point),
        ),
        details={
            "leader": leader,
            "field_of_service": [words.FIELDS[field]],
            "flagged_on": flagged.isoformat(),
            "size_band": dice.pick(("under_10", "from_10", "from_10", "from_30")),
        },
        extras={"field": field, "last_service_on": latest.get(name)},
        told_at=told_at,
        decisions=judged(season, told_at, dice),
    )


def teams(
    season: Season, leaders: tuple[str, ...], truth: TruthBook, *, latest: dict[str, date]
) -> list[DemoRecord]:
    """`TEAMS` teams, three of which their street registered again under another name."""
    rows = [
        _team(season, name, place, leader=leaders[place], latest=latest)
        for place, name in enumerate(team_names(season))
    ]
    dice = season.dice("teams twice")
    local = [row for row in rows if unit(row.unit_code).level == "community"]
    for row in dice.some(local, 3):
        street = unit(unit(row.unit_code).parent_code)
        assert row.told_at is not None
        told_at = min(row.told_at + timedelta(days=dice.between(5, 40)), at(season.today, 16, 0))
        name = row.title.replace("志愿服务队", "志愿者队伍").replace("“", "").replace("”", "")
        twin = replace(
            row,
            key=row.key + "r",
            unit_code=street.code,
            title=name,
            told_at=told_at,
            photos=tuple(replace(photo, change="crop5", lat=None, lon=None) for photo in row.photos),
            decisions=judged(season, told_at, dice),
        )
        rows.append(twin)
        truth.same_deeds.append((row.key, twin.key))
    return rows
