"""What the database itself refuses, whoever writes."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from hundredfold.base.models import User
from hundredfold.plan.blueprint_types import COUNTS, KINDS
from hundredfold.plan.models import CampaignWindow, Membership, OfficialDay, Programme, Strand, Target, Unit
from hundredfold.plan.words import ENGLISH, Counts, Kind, Role, UnitLevel, say

AT = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

pytestmark = pytest.mark.django_db


def refused(constraint: str, model: type, /, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(**values)  # type: ignore[attr-defined]


def test_words_are_those_of_the_blueprint_and_have_english() -> None:
    assert tuple(Kind.values) == KINDS
    assert tuple(Counts.values) == COUNTS
    for words in (Kind, Counts, UnitLevel, Role):
        for word in words:
            assert ENGLISH[word]
            assert say(word) == word.label
    assert say(Role.CLERK, "en") == "Clerk"


def test_period_and_window_cannot_run_backwards(programme: Programme, office: User) -> None:
    with pytest.raises(IntegrityError, match="programme_period_runs_forward"), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(period_end=dt.date(2025, 1, 1))
    refused(
        "window_runs_forward",
        CampaignWindow,
        programme=programme,
        code="x",
        year=2026,
        start=dt.date(2026, 5, 2),
        end=dt.date(2026, 5, 1),
    )


def test_only_one_programme_is_active(programme: Programme, office: User) -> None:
    copy = Programme.objects.get(pk=programme.pk)
    copy.pk, copy.public_id, copy.code = None, "0" * 26, "another"

    # the two databases name what was broken differently: by constraint, or by column
    with pytest.raises(IntegrityError, match=r"programme_one_is_active|is_active"), transaction.atomic():
        copy.save()


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [("kind", "meeting", "strand_kind_known"), ("counts", "likes", "strand_counts_known")],
)
def test_strand_takes_known_words_only(programme: Programme, field: str, value: str, name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Strand.objects.filter(programme=programme, code="talks").update(**{field: value})


def test_target_is_positive_and_one_for_a_day(programme: Programme, office: User) -> None:
    strand = programme.strands.get(code="talks")
    rest = {"strand": strand, "set_at": AT, "set_by": office}

    refused("target_is_positive", Target, value=0, in_force_from=dt.date(2026, 2, 1), **rest)
    refused(r"target_one_for_a_day|in_force_from", Target, value=5, in_force_from=dt.date(2026, 1, 1), **rest)


def test_membership_ends_after_it_began_and_is_current_once(tree: dict[str, Unit], clerk: User) -> None:
    rest = {"user": clerk, "unit": tree["wulan"], "role": "clerk"}
    Membership.objects.create(since=AT, until=AT + HOUR, **rest)
    Membership.objects.create(since=AT + HOUR, **rest)

    refused("membership_runs_forward", Membership, since=AT, until=AT, **rest)
    refused(r"membership_one_current|user_id", Membership, since=AT, **rest)
    refused("membership_role_known", Membership, since=AT, **{**rest, "role": "king"})


def test_unit_constraints(tree: dict[str, Unit]) -> None:
    def row(**more: object) -> dict[str, object]:
        since = dt.date(2026, 1, 1)
        return {
            "public_id": "1" * 26,
            "path": "1/",
            "name": "x",
            "level": "other",
            "active_since": since,
            **more,
        }

    refused("unit_level_known", Unit, **row(level="planet"))
    refused("unit_active_runs_forward", Unit, **row(active_until=dt.date(2026, 1, 1)))
    refused(r"unit_name_once_at_top|name", Unit, **row(name="昆都仑区"))
    refused(r"unit_name_once_under_parent|name", Unit, **row(name="乌兰社区", parent=tree["first"]))


def test_unit_with_units_below_cannot_be_deleted(tree: dict[str, Unit]) -> None:
    with pytest.raises(ProtectedError):
        tree["first"].delete()


def test_every_table_says_what_it_is(programme: Programme, tree: dict[str, Unit], clerk: User) -> None:
    strand = programme.strands.get(code="talks")

    assert str(programme) == "nine_hundreds-2026"
    assert str(strand) == "talks"
    assert str(strand.targets.get()) == "100 from 2026-01-01"
    assert str(programme.windows.get(code="law_week")) == "law_week 2026-05-25 to 2026-05-31"
    assert str(tree["wulan"]) == "乌兰社区"
    assert str(OfficialDay(day=dt.date(2027, 2, 7), is_worked=True)) == "2027-02-07 worked"
    assert str(Membership(user=clerk, unit=tree["wulan"], role="clerk")) == "安 clerk 乌兰社区"
