"""Changes to the plan: what each leaves behind, and what it refuses."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from hundredfold.base.models import AuditNote, User
from hundredfold.plan import actions, queries
from hundredfold.plan.actions import PlanError
from hundredfold.plan.blueprint import BlueprintError
from hundredfold.plan.models import Membership, Programme, Unit
from hundredfold.plan.stored_blueprint import fingerprint

AT = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


def test_founding_brings_strands_targets_and_windows(programme: Programme) -> None:
    assert programme.code == "nine_hundreds-2026"
    assert programme.blueprint_sha256 == fingerprint(programme.blueprint_text)
    assert list(programme.strands.values_list("position", "code"))[:2] == [(1, "lecturers"), (2, "teams")]
    assert programme.strands.count() == 9
    assert {target.value for strand in programme.strands.all() for target in strand.targets.all()} == {100}
    windows = programme.windows.order_by("code").values_list("code", flat=True)
    assert list(windows) == ["activity_month", "law_week", "policy_month"]
    assert programme.strands.get(code="talks").plan.need("head_count") is not None
    note = AuditNote.objects.get(action="found_programme")
    assert note.subject == f"plan_programme:{programme.public_id}"


def test_founding_a_quite_different_programme_needs_no_code(office: User) -> None:
    programme = actions.found_programme(by=office, blueprint="reading_year", year=2026, at=AT)

    assert (programme.period_start, programme.period_end) == (dt.date(2026, 4, 23), dt.date(2027, 4, 22))
    assert [strand.measure_zh for strand in queries.strands_in_order(programme)] == [
        "场",
        "名",
        "处",
        "篇",
        "则",
        "家",
    ]
    assert [window.code for window in programme.windows.all()] == ["opening_week", "summer_reading"]


def test_founding_twice_is_refused_and_next_year_takes_over(programme: Programme, office: User) -> None:
    with pytest.raises(PlanError, match="已经设立"):
        actions.found_programme(by=office, blueprint="nine_hundreds", year=2026, at=AT)

    following = actions.found_programme(by=office, blueprint="nine_hundreds", year=2027, at=LATER)

    assert queries.current_programme() == following
    actions.activate_programme(by=office, programme=programme, at=LATER)
    assert queries.current_programme() == programme


def test_founding_by_a_wrong_file_leaves_nothing(office: User, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text("code = 1", encoding="utf-8")

    with pytest.raises(BlueprintError, match=r"wrong\.toml 第 1 行 code"):
        actions.found_programme(by=office, blueprint=file, year=2026, at=AT)
    assert queries.current_programme() is None


def test_nobody_without_the_right_changes_the_plan(programme: Programme, clerk: User) -> None:
    strand = programme.strands.get(code="talks")

    with pytest.raises(PermissionDenied):
        actions.set_target(by=clerk, strand=strand, value=5, from_=dt.date(2026, 7, 1), at=AT)
    with pytest.raises(PermissionDenied):
        actions.add_unit(by=clerk, name="新社区", level="community", at=AT)
    assert not AuditNote.objects.filter(actor=clerk).exists()


def test_target_is_in_force_from_its_day(programme: Programme, office: User) -> None:
    strand = programme.strands.get(code="talks")
    actions.set_target(by=office, strand=strand, value=120, from_=dt.date(2026, 7, 1), at=AT, reason="加量")

    assert queries.target_in_force(strand, dt.date(2026, 6, 30)) == 100
    assert queries.target_in_force(strand, dt.date(2026, 7, 1)) == 120
    assert queries.target_in_force(strand, dt.date(2020, 1, 1)) == 100
    assert queries.targets_in_force(programme, dt.date(2026, 6, 30))["talks"] == 100
    assert queries.targets_in_force(programme, dt.date(2026, 12, 31)) == {
        **dict.fromkeys((s.code for s in programme.strands.all()), 100),
        "talks": 120,
    }


def test_target_set_again_for_a_day_replaces_it_and_notes_what_was(
    programme: Programme, office: User
) -> None:
    strand = programme.strands.get(code="talks")
    actions.set_target(by=office, strand=strand, value=90, from_=programme.period_start, at=LATER)

    assert strand.targets.get().value == 90
    assert AuditNote.objects.get(action="set_target").detail["replaced"] == 100
    with pytest.raises(PlanError):
        actions.set_target(by=office, strand=strand, value=0, from_=programme.period_start, at=LATER)


def test_window_is_set_for_the_year(programme: Programme, office: User) -> None:
    start, end = dt.date(2026, 5, 18), dt.date(2026, 5, 24)
    actions.open_window(
        by=office, programme=programme, code="law_week", start=start, end=end, at=AT, note="通知"
    )

    window = queries.windows_of(programme, 2026).get(code="law_week")
    assert (window.start, window.end, window.note) == (start, end, "通知")
    with pytest.raises(PlanError, match="tea_week"):
        actions.open_window(by=office, programme=programme, code="tea_week", start=start, end=end, at=AT)
    with pytest.raises(PlanError):
        actions.open_window(by=office, programme=programme, code="law_week", start=end, end=start, at=AT)


def test_official_day_is_kept_with_its_source(office: User) -> None:
    day = dt.date(2027, 2, 7)
    actions.set_official_day(by=office, day=day, is_worked=True, source="通知", at=AT)
    actions.set_official_day(by=office, day=day, is_worked=False, source="更正", at=LATER)

    assert queries.official_days() == {day: False}


def test_unit_knows_its_path_and_takes_its_parents_town(tree: dict[str, Unit]) -> None:
    wulan = tree["wulan"]

    assert wulan.path == f"{tree['district'].public_id}/{tree['first'].public_id}/{wulan.public_id}/"
    assert wulan.town == "阿尔丁大街街道"
    assert wulan.is_within(tree["district"])
    assert not tree["district"].is_within(wulan)


def test_unit_of_no_name_unknown_level_or_a_taken_name_is_refused(
    tree: dict[str, Unit], office: User
) -> None:
    for name, level in (("  ", "community"), ("新", "planet"), ("乌兰社区", "community")):
        with pytest.raises(PlanError):
            actions.add_unit(by=office, name=name, level=level, parent=tree["first"], at=AT)


def test_unit_goes_eleven_levels_deep_and_no_further(office: User) -> None:
    unit = None
    for level in range(actions.DEEPEST):
        unit = actions.add_unit(by=office, name=f"第{level}级", level="other", parent=unit, at=AT)

    with pytest.raises(PlanError, match="11"):
        actions.add_unit(by=office, name="再下一级", level="other", parent=unit, at=AT)


def test_closed_unit_leaves_the_active_ones(tree: dict[str, Unit], office: User) -> None:
    actions.close_unit(by=office, unit=tree["wulan"], on=dt.date(2026, 6, 1), at=LATER)

    assert tree["wulan"] in queries.units_active(dt.date(2026, 5, 31))
    assert tree["wulan"] not in queries.units_active(dt.date(2026, 6, 1))
    with pytest.raises(PlanError):
        actions.close_unit(by=office, unit=tree["a1"], on=dt.date(2026, 1, 5), at=LATER)


def test_member_is_added_once_and_ended_once(tree: dict[str, Unit], office: User, clerk: User) -> None:
    unit = tree["wulan"]
    first = actions.add_member(by=office, user=clerk, unit=unit, role="clerk", at=AT)
    again = actions.add_member(by=office, user=clerk, unit=unit, role="clerk", at=LATER)

    assert first == again
    with pytest.raises(PlanError):
        actions.end_membership(by=office, membership=first, at=AT)
    actions.end_membership(by=office, membership=first, at=LATER)
    actions.end_membership(by=office, membership=first, at=LATER + dt.timedelta(days=1))
    assert Membership.objects.get().until == LATER
    assert AuditNote.objects.filter(action="end_membership").count() == 1
    with pytest.raises(PlanError, match="king"):
        actions.add_member(by=office, user=clerk, unit=unit, role="king", at=AT)
