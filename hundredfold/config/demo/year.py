"""A whole demo year from one seed: it puts the strands together and knows none of their words."""

from __future__ import annotations

from datetime import date

from . import campaigns, events, flaws, habits, honours, plans, press, registers, tellings, things
from .district import units
from .people import invented_names
from .shapes import DemoRecord, DemoYear
from .times import Season
from .truth import TruthBook


def _event_records(
    season: Season, truth: TruthBook, lecturers: list[str], teams: list[str]
) -> list[DemoRecord]:
    diary = events.Diary()
    halls = campaigns.shared_halls(season, diary, truth, count=6)
    shows = campaigns.sequels(season, diary, truth, strand="performances", count=4)
    talks = campaigns.campaign_days(season, diary, truth)
    talks += campaigns.sequels(season, diary, truth, strand="talks", count=4)
    shows += events.happenings(season, diary, strand="performances", count=62)
    shows += campaigns.yearly_numbers(season, truth, shows)
    talks += events.happenings(season, diary, strand="talks", count=86)
    talks += [row for row in halls if row.strand == "talks"]
    shows += [row for row in halls if row.strand == "performances"]
    talks = events.with_lecturers(season, talks, lecturers)
    helped = events.with_teams(season, [*shows, *talks], teams)
    shows, talks = helped[: len(shows)], helped[len(shows) :]
    records = []
    for group, deeds, triples in ((shows, 32, 8), (talks, 36, 10)):
        pairs = [(row, events.first_telling(season, row)) for row in group]
        pairs = events.with_talks_inside(season, pairs)
        records += [record for _, record in pairs]
        alike = {key for family in truth.lookalikes for key in family}
        inside = [pair for pair in pairs if pair[0].key not in alike]
        records += tellings.tell_again(season, inside, truth, deeds=deeds, triples=triples)
    return records


def make_year(*, seed: int = 9100, year: int = 2026, today: date = date(2026, 6, 30)) -> DemoYear:
    """The demo year as it stands on the evening of `today`; the same arguments give equal values for ever.

    `today` should lie in the second half of June of `year`: records are told from January to `today`, planned
    ones run to December. Units come parents first;
    records come strand by strand, first tellings before others.
    """
    season, truth = Season(seed, year, today), TruthBook()
    names = invented_names(330, seed=seed)
    told = _event_records(
        season, truth, list(names[: registers.LECTURERS]), registers.team_names(season)[: registers.SERVING]
    )
    told = tellings.reuse_pictures(season, told, truth, count=24)
    told = flaws.plant_flaws(season, told, truth)
    told = flaws.plant_two_places(season, told, truth, count=5)
    told = habits.copied_accounts(season, told, truth) + habits.visits_to_homes(season, truth)
    latest = registers.last_days(told)
    records = registers.lecturers(season, names, truth, latest=latest)
    records += registers.teams(season, names[120:230], truth, latest=latest)
    records += told
    records += honours.exemplars(season, names[230:], truth)
    records += honours.model_units(season, truth)
    records += things.landscape(season, truth)
    records += things.products(season, truth)
    records += press.press(season, truth)
    records += plans.plans(season)
    joins = tellings.joined_by_office(season, truth, {row.key: row for row in records})
    return DemoYear(year, seed, today, units(), tuple(records), joins, truth.sealed())
