"""The demo year: the same for the same seed, lively at mid-year, and true about what it planted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache

import pytest

from hundredfold.config.demo.district import units
from hundredfold.config.demo.people import invented_names
from hundredfold.config.demo.shapes import DemoRecord, DemoYear
from hundredfold.config.demo.year import make_year
from hundredfold.do.ledger.checks import require
from hundredfold.do.ledger.facts import Facts
from hundredfold.plan.blueprint import load

STRANDS = [
    "lecturers",
    "teams",
    "performances",
    "talks",
    "exemplars",
    "model_units",
    "landscape",
    "products",
    "press",
]
KINDS = {
    "lecturers": "person",
    "teams": "team",
    "performances": "event",
    "talks": "event",
    "exemplars": "honour",
    "model_units": "honour",
    "landscape": "place",
    "products": "product",
    "press": "article",
}
FORBIDDEN = re.compile("身份证|出生|籍贯|党员证|造假|弄虚|汉族|满族|回族|壮族|藏族|信仰|教徒|宗教")
FORBIDDEN_KEYS = re.compile("ethnic|relig|birth|identity|id_number|phone")


@cache
def demo() -> DemoYear:
    return make_year()


@cache
def by_key() -> dict[str, DemoRecord]:
    return {record.key: record for record in demo().records}


def told(strand: str) -> list[DemoRecord]:
    return [row for row in demo().records if row.strands[0] == strand and row.state == "reported"]


def counted(strand: str) -> int:
    """Deeds that should hold: accepted, not planted as unfit, one per group of tellings."""
    head = {key: group[0] for group in (*demo().truth.same_deeds, *demo().truth.reprints) for key in group}
    unfit = {*demo().truth.outside, *demo().truth.lapsed, *demo().truth.thin}
    fit = [row for row in told(strand) if row.decisions.verdict == "accept" and row.key not in unfit]
    return len({head.get(row.key, row.key) for row in fit})


def test_year_made_twice_is_equal() -> None:
    assert make_year() == make_year()


def test_year_of_another_seed_differs() -> None:
    assert make_year(seed=1).records != demo().records


def test_keys_are_unique() -> None:
    assert len(by_key()) == len(demo().records)


def test_records_are_about_twelve_hundred() -> None:
    assert 1100 <= len(demo().records) <= 1300


@pytest.mark.parametrize(
    ("strand", "low", "high"),
    [
        ("lecturers", 90, 105),
        ("teams", 85, 105),
        ("performances", 105, 135),
        ("talks", 170, 210),
        ("exemplars", 60, 80),
        ("model_units", 55, 70),
        ("landscape", 70, 90),
        ("products", 70, 90),
        ("press", 230, 270),
    ],
)
def test_tellings_of_strand_within_range(strand: str, low: int, high: int) -> None:
    assert low <= len(told(strand)) <= high


@pytest.mark.parametrize("strand", STRANDS)
def test_strand_at_mid_year_is_neither_empty_nor_overfull(strand: str) -> None:
    assert 40 <= counted(strand) <= 110


@pytest.mark.parametrize("strand", STRANDS)
def test_strand_has_its_kind(strand: str) -> None:
    assert {row.kind for row in demo().records if row.strands[0] == strand} == {KINDS[strand]}


@pytest.mark.parametrize("strand", STRANDS)
def test_strand_has_undecided_tellings(strand: str) -> None:
    assert 1 <= sum(row.decisions.verdict == "none" for row in told(strand)) <= 60


def test_units_named_by_records_exist() -> None:
    codes = {row.code for row in units()}
    named = {code for row in demo().records for code in (row.unit_code, *row.co_unit_codes)}

    assert named <= codes
    assert len(named) >= 100


def test_record_never_credits_its_own_unit_twice() -> None:
    assert not [row.key for row in demo().records if row.unit_code in row.co_unit_codes]


def test_planned_records_tell_nothing_yet() -> None:
    planned = [row for row in demo().records if row.state == "planned"]

    assert all(row.told_at is None and row.headcount is None and not row.photos for row in planned)
    assert all(row.start and row.start > demo().today for row in planned)
    assert all(row.decisions.verdict == "none" for row in planned)


def test_reported_records_were_told_by_today_and_decided_after() -> None:
    for row in demo().records:
        if row.state == "planned":
            continue
        assert row.told_at is not None
        assert row.told_at.date() <= demo().today
        assert row.start is None or row.start <= row.told_at.date()
        if row.decisions.at is not None:
            assert row.told_at < row.decisions.at
            assert row.decisions.at.date() <= demo().today


def test_decision_has_a_moment_exactly_when_it_was_made() -> None:
    verdicts = [row.decisions for row in demo().records]

    assert all((verdict.at is None) == (verdict.verdict == "none") for verdict in verdicts)
    assert all(bool(verdict.reason) == (verdict.verdict == "return") for verdict in verdicts)


def test_truth_names_known_keys_only() -> None:
    truth = demo().truth
    groups = [*truth.same_deeds, *truth.reprints, *truth.lookalikes, *truth.reused_photos, *truth.two_places]
    single = [*truth.thin, *truth.late, *truth.outside, *truth.implausible, *truth.lapsed]

    assert {key for group in groups for key in group} | set(single) <= by_key().keys()


def test_groups_of_truth_hold_two_or_more_and_never_share_a_key() -> None:
    for groups in (demo().truth.same_deeds, demo().truth.reprints):
        keys = [key for group in groups for key in group]
        assert min(len(group) for group in groups) >= 2
        assert len(keys) == len(set(keys))


def test_lookalikes_are_not_told_twice() -> None:
    alike = {key for family in demo().truth.lookalikes for key in family}
    same = {key for group in (*demo().truth.same_deeds, *demo().truth.reprints) for key in group}

    assert not alike & same


def test_forty_lookalikes_share_slogans_in_communities_of_their_own() -> None:
    families = [
        family for family in demo().truth.lookalikes if len(family) >= 12 and family[0].startswith("talks-c")
    ]

    assert sum(len(family) for family in families) >= 40
    for family in families:
        assert len({by_key()[key].unit_code for key in family}) == len(family)


def test_at_least_eighty_deeds_are_told_twice_some_three_times() -> None:
    sizes = Counter(len(group) for group in demo().truth.same_deeds)

    assert sum(sizes.values()) >= 80
    assert sizes[3] >= 10


def test_tellings_of_one_event_come_from_different_units_a_day_apart_at_most() -> None:
    for group in demo().truth.same_deeds:
        rows = [by_key()[key] for key in group]
        assert len({row.unit_code for row in rows}) == len(rows)
        if rows[0].kind == "event":
            days = [row.start for row in rows if row.start]
            assert max(abs((day - days[0]).days) for day in days) <= 1


def test_reused_pictures_show_the_same_shot_under_two_deeds() -> None:
    same = {frozenset(group) for group in demo().truth.same_deeds}
    for owner, user in demo().truth.reused_photos:
        first, second = by_key()[owner].photos[0], by_key()[user].photos[0]
        assert (first.scene, first.scene_seed, first.shot) == (second.scene, second.scene_seed, second.shot)
        assert frozenset((owner, user)) not in same


def test_one_shot_is_never_shared_without_being_noted() -> None:
    truth = demo().truth
    allowed = {frozenset(pair) for pair in truth.reused_photos}
    deed = {key: group[0] for group in truth.same_deeds for key in group}
    users: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for row in demo().records:
        for photo in row.photos:
            users[(photo.scene, photo.scene_seed, photo.shot)].add(deed.get(row.key, row.key))

    assert {frozenset(keys) for keys in users.values() if len(keys) > 1} == allowed


def test_reprints_fold_into_twenty_five_to_forty_families() -> None:
    assert 25 <= len(demo().truth.reprints) <= 40


def test_reprints_are_never_before_the_first_publication() -> None:
    for family in demo().truth.reprints:
        days = [by_key()[key].start or date.min for key in family]
        assert days[0] == min(days)


def test_press_texts_hold_both_scripts() -> None:
    assert {row.extras["script"] for row in told("press")} == {"zh-Hans", "zh-Hant"}


def test_thin_records_lack_what_their_kind_needs() -> None:
    for key in demo().truth.thin:
        row = by_key()[key]
        lacks_event = row.kind == "event" and (not row.photos or not row.headcount_method)
        assert lacks_event or (row.kind == "honour" and not row.details["consent"])


def test_late_records_were_told_four_weeks_or_more_after() -> None:
    for key in demo().truth.late:
        row = by_key()[key]
        assert row.told_at is not None
        assert row.start is not None
        assert (row.told_at.date() - row.start).days >= 28


def test_outside_records_lie_in_another_year_and_all_others_within() -> None:
    events = [row for row in demo().records if row.kind == "event" and row.start]
    beyond = {row.key for row in events if row.start and row.start.year != demo().year}

    assert beyond == set(demo().truth.outside)


def test_only_implausible_counts_exceed_their_venue() -> None:
    over = set()
    for row in demo().records:
        capacity = row.extras.get("capacity")
        if isinstance(capacity, int) and row.headcount and row.headcount > 2 * capacity:
            over.add(row.key)

    assert over == set(demo().truth.implausible)


def test_lecturer_is_at_two_places_only_where_planted() -> None:
    deed = {key: group[0] for group in demo().truth.same_deeds for key in group}
    talks: dict[tuple[str, date], set[str]] = defaultdict(set)
    for row in told("talks"):
        if "lecturer" in row.details and row.start and row.key == deed.get(row.key, row.key):
            talks[(str(row.details["lecturer"]), row.start)].add(row.key)
    clashes = {frozenset(keys) for keys in talks.values() if len(keys) > 1}

    assert clashes == {frozenset(pair) for pair in demo().truth.two_places}


def test_lapsed_members_have_a_term_that_ended() -> None:
    for key in demo().truth.lapsed:
        details = by_key()[key].details
        ended = details.get("appointed_until") or details.get("valid_until")
        assert isinstance(ended, str)
        assert date.fromisoformat(ended) < demo().today


def test_joins_were_made_after_every_acceptance_of_the_group() -> None:
    for join in demo().joins:
        moments = [by_key()[key].decisions.at for key in join.keys]
        assert join.keys in demo().truth.same_deeds
        assert all(moment is not None and moment < join.at for moment in moments)


def test_nothing_forbidden_is_told() -> None:
    for row in demo().records:
        words = " ".join([row.title, row.summary, row.venue, *map(str, row.details.values())])
        assert not FORBIDDEN.search(words), row.key
        assert not [key for key in row.details if FORBIDDEN_KEYS.search(key)]


def test_points_lie_within_the_district() -> None:
    for row in demo().records:
        assert (row.lat is None) == (row.lon is None)
        if row.lat is not None and row.lon is not None:
            assert 40.58 < row.lat < 40.74
            assert 109.68 < row.lon < 109.88


def test_ledger_takes_every_record_as_it_is() -> None:
    blueprint = load("nine_hundreds")
    for row in demo().records:
        facts = Facts(
            kind=row.kind,
            state=row.state,
            strands=row.strands,
            unit=row.unit_code,
            title=row.title,
            co_units=row.co_unit_codes,
            start=row.start,
            end=row.end,
            venue=row.venue,
            town=row.town,
            lat=row.lat,
            lon=row.lon,
            head_count=row.headcount,
            head_count_method=row.headcount_method,
            summary=row.summary,
            url=row.url,
            outlet=row.outlet,
            level=row.level,
            details=row.details,
        )

        require(facts, blueprint)


def test_invented_names_are_different_people() -> None:
    assert len(set(invented_names(330, seed=9100))) == 330


def test_more_names_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="only 1600 names"):
        invented_names(1601, seed=1)
