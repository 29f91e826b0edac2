"""Performances and talks as their first unit tells them;
it knows sites and words, not who else will tell the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from . import vocabulary as words
from . import vocabulary_sentences as sentences
from .dice import Dice
from .district import BUREAUS, OFFICE, ROOT, Site, sites, unit, units_at
from .shapes import DemoPhoto, DemoRecord
from .times import Season, judged, stamped, told_after

SITE_TYPES = {
    "community": "community",
    "school": "school",
    "subdistrict": "township",
    "company": "company",
    "team": "office",
}
"""The programme's site type of a unit that owns a site; bureaus are offices."""

MONTH_WEIGHTS = (1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 6, 6, 6)
"""Months drawn from: a lively spring, a busier May and June."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened, before anybody tells it."""

    key: str
    strand: str
    theme: str
    form: str
    host: str
    site: Site
    day: date
    hour: int
    count: int
    lecturer: str = ""
    teams: tuple[str, ...] = ()
    title: str = ""


def when_words(day: date) -> str:
    """The day as people write it in running text."""
    return f"{day.month}月{day.day}日"


def filling(happening: Happening, dice: Dice) -> dict[str, object]:
    """Words for every placeholder of the event sentences."""
    first, second = dice.some(words.ASKED if happening.strand == "talks" else words.TOOLS, 2)
    return {
        "when": when_words(happening.day),
        "host": unit(happening.host).name,
        "venue": happening.site.name,
        "form": happening.form,
        "theme": happening.theme,
        "count": happening.count,
        "weather": dice.pick(words.WEATHERS),
        "gift": dice.pick(words.GIFTS),
        "liked": dice.pick(words.LIKED),
        "a": first,
        "b": second,
        "n": dice.between(3, 24) * 10,
        "k": dice.between(4, 12),
        "j": dice.between(2, 4),
        "m": dice.between(8, 22) * 5,
    }


def account(happening: Happening, dice: Dice) -> str:
    """A one-paragraph account: an opening and two different middles."""
    talks = happening.strand == "talks"
    openings = sentences.TALK_OPENINGS if talks else sentences.SHOW_OPENINGS
    middles = sentences.TALK_MIDDLES if talks else sentences.SHOW_MIDDLES
    said = filling(happening, dice)
    return "".join(line.format(**said) for line in [dice.pick(openings), *dice.some(middles, 2)])


def _place_name(site: Site) -> str:
    owner = unit(site.unit_code)
    return owner.name if owner.level in ("community", "school") else site.name


def titled(happening: Happening, dice: Dice) -> str:
    """A title as the host writes it; a planted title stays as it is."""
    if happening.title:
        return happening.title
    host = unit(happening.host)
    return dice.pick(
        (
            f"“{happening.theme}”{happening.form}",
            f"{host.name}开展“{happening.theme}”{happening.form}",
            f"“{happening.theme}”主题{happening.form}走进{_place_name(happening.site)}",
            f"{host.short_name}“{happening.theme}”{happening.form}在{happening.site.name}举行",
        )
    )


def pictures_of(happening: Happening, dice: Dice, *, most: int = 2) -> tuple[DemoPhoto, ...]:
    """One or two shots of the happening, taken while it went on."""
    base = dice.below(200_000) * 10
    scene = {"hall": "stage", "square": "square"} if happening.strand == "performances" else {}
    look = scene.get(happening.site.scene, happening.site.scene)
    shots = 1 if most < 2 or dice.chance(62) else 2
    return tuple(
        stamped(
            DemoPhoto(look, happening.site.scene_seed, base + place),
            happening.day,
            dice,
            hour=happening.hour,
            point=(happening.site.lat, happening.site.lon),
        )
        for place in range(shots)
    )


def details_of(happening: Happening, dice: Dice) -> dict[str, object]:
    """The ledger's fields of an event: when in the day, in what form, with which lecturer,
    team or troupe."""
    found: dict[str, object] = {
        "start_time": f"{happening.hour:02}:00",
        "site_type": SITE_TYPES.get(unit(happening.site.unit_code).level, "office"),
    }
    if dice.chance(34):
        found["feedback"] = dice.pick(("good", "good", "good", "good", "fair", "poor"))
    if happening.strand == "talks":
        found["topic"] = happening.theme
        found["form"] = words.FORM_CODES.get(happening.form, "talk")
        found["audience"] = [dice.pick(("residents", "residents", "seniors", "pupils", "workers"))]
    else:
        found["troupe"] = dice.some(words.TROUPES, dice.between(1, 2))
        found["programme_list"] = "、".join(dice.some(words.TOOLS, dice.between(4, 7)))
    if happening.lecturer:
        found["lecturer"] = [happening.lecturer]
    if happening.teams:
        found["team"] = list(happening.teams)
    return found


def first_telling(season: Season, happening: Happening) -> DemoRecord:
    """The host's own complete record of what happened, with the office's word if it came."""
    dice = season.dice("telling", happening.key)
    told_at = told_after(season, happening.day, dice)
    owner = happening.site.unit_code
    return DemoRecord(
        key=happening.key,
        unit_code=happening.host,
        co_unit_codes=(owner,) if owner not in (happening.host, OFFICE) else (),
        strands=(happening.strand,),
        kind="event",
        title=titled(happening, dice),
        start=happening.day,
        venue=happening.site.name,
        town=happening.site.town,
        lat=happening.site.lat,
        lon=happening.site.lon,
        headcount=happening.count,
        headcount_method=dice.pick(words.METHODS),
        summary=account(happening, dice),
        photos=pictures_of(happening, dice),
        details=details_of(happening, dice),
        extras={"form": happening.form, "capacity": happening.site.capacity},
        told_at=told_at,
        decisions=judged(season, told_at, dice),
    )


def with_talks_inside(
    season: Season, pairs: list[tuple[Happening, DemoRecord]], *, count: int = 4
) -> list[tuple[Happening, DemoRecord]]:
    """The pairs with a talk of its own in `count` shows,
    which then serve both strands and are told once."""
    dice = season.dice("talks inside")
    shows = [row.key for row, _ in pairs if row.strand == "performances" and not row.title]
    chosen = set(dice.some(shows, count))
    found = []
    for happening, record in pairs:
        if happening.key in chosen:
            topic = {**record.details, "talk_topic": dice.pick(words.TALK_THEMES[:20])}
            record = replace(record, strands=("performances", "talks"), details=topic)
        found.append((happening, record))
    return found


def crowd(site: Site, dice: Dice) -> int:
    """A head count the site holds: 35 to 92 per cent of it."""
    return max(12, site.capacity * dice.between(35, 92) // 100)


def some_day(season: Season, dice: Dice) -> date:
    """A day of January to June up to yesterday, weekends a little likelier."""
    month = dice.pick(MONTH_WEIGHTS)
    day = date(season.year, month, dice.between(1, 28))
    if day.weekday() in (0, 1) and dice.chance(45):
        day += timedelta(days=4)
    return min(day, season.today - timedelta(days=1))


def in_season(day: date, theme: str) -> date:
    """The day itself, or the same day of the nearest month the theme belongs to."""
    months = words.SEASONS.get(theme, ())
    if not months or day.month in months:
        return day
    return day.replace(month=min(months, key=lambda month: abs(month - day.month)), day=min(day.day, 28))


class Diary:
    """Keeps strangers apart: no two happenings share a site and day,
    or a theme and town within nine days."""

    def __init__(self) -> None:
        """Start with an empty year."""
        self._sites: set[tuple[str, date]] = set()
        self._themes: dict[tuple[str, str], list[date]] = {}

    def admits(self, site: Site, day: date, *, theme: str) -> bool:
        """Whether this would stand apart; when it does, it is written in."""
        days = self._themes.setdefault((theme, site.town), [])
        if (site.name, day) in self._sites or any(abs((day - other).days) < 9 for other in days):
            return False
        self._sites.add((site.name, day))
        days.append(day)
        return True


def _host_for(site: Site, dice: Dice) -> str:
    if site.unit_code == OFFICE or site.name == "钢城体育馆" or dice.chance(12):
        return f"{ROOT}-J{dice.between(1, len(BUREAUS)):02}"
    return site.unit_code


def _site_for(strand: str, dice: Dice) -> Site:
    wanted = ("hall", "square", "stage") if strand == "performances" else ("hall", "classroom", "reading")
    places = sites()
    if strand == "performances" and dice.chance(35):
        return dice.pick(places[:8])
    return dice.pick([site for site in places[8:] if site.scene in wanted])


def happenings(season: Season, diary: Diary, *, strand: str, count: int) -> list[Happening]:
    """`count` different happenings of a strand, each clearly apart from every other."""
    dice = season.dice("happenings", strand)
    themes = words.SHOW_THEMES if strand == "performances" else words.TALK_THEMES
    forms = words.SHOW_FORMS if strand == "performances" else words.TALK_FORMS
    found: list[Happening] = []
    while len(found) < count:
        site, day = _site_for(strand, dice), some_day(season, dice)
        theme = themes[len(found) % len(themes)]
        day = in_season(day, theme)
        if not diary.admits(site, day, theme=theme):
            continue
        hour = dice.pick((10, 15, 19)) if strand == "performances" else dice.pick((9, 10, 14, 15, 16))
        key = f"{strand}-{len(found) + 1:03}"
        found.append(
            Happening(
                key,
                strand,
                theme,
                dice.pick(forms),
                _host_for(site, dice),
                site,
                day,
                hour,
                crowd(site, dice),
            )
        )
    return found


def with_lecturers(season: Season, talks: list[Happening], names: list[str]) -> list[Happening]:
    """The talks with lecturers named in four of five, nobody twice on one day."""
    dice = season.dice("lecturers of talks")
    order, busy = dice.shuffled(names), set[tuple[str, date]]()
    turn, found = 0, []
    for talk in talks:
        name = order[turn % len(order)]
        if dice.chance(82) and (name, talk.day) not in busy:
            busy.add((name, talk.day))
            turn += 1
            found.append(replace(talk, lecturer=name))
        else:
            found.append(talk)
    return found


def with_teams(season: Season, rows: list[Happening], names: list[str]) -> list[Happening]:
    """The happenings with one helping team, or two, in each that has no lecturer;
    every team has its turn."""
    dice = season.dice("teams of events")
    order, turn, found = dice.shuffled(names), 0, []
    for row in rows:
        count = 0 if row.lecturer else dice.pick((1, 1, 1, 2))
        helping = tuple(order[(turn + step) % len(order)] for step in range(count))
        turn += count
        found.append(replace(row, teams=helping))
    return found


def busiest_sites() -> list[Site]:
    """Sites large enough for two different deeds on one day."""
    return [site for site in sites() if site.scene == "hall" and site.capacity >= 150]


def communities() -> list[str]:
    """Codes of every community and village, in tree order."""
    return [row.code for row in units_at("community")]
