"""Changes to the plan: found a programme, set a target, open a window, add units and members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from hundredfold.base import audit
from hundredfold.base.ids import LENGTH, new_ulid
from hundredfold.base.models import User
from hundredfold.base.text import one_line
from hundredfold.plan import blueprint as blueprints
from hundredfold.plan.access import ensure_may_edit_plan
from hundredfold.plan.calendar import campaign_windows
from hundredfold.plan.models import CampaignWindow, Membership, OfficialDay, Programme, Strand, Target, Unit
from hundredfold.plan.stored_blueprint import fingerprint
from hundredfold.plan.words import Role, UnitLevel

DEEPEST = 11  # levels of units that a path has room for


class PlanError(ValueError):
    """A change to the plan that cannot be made; the message says why, in Chinese and English."""


@transaction.atomic
def found_programme(*, by: User, blueprint: str | Path, year: int, at: dt.datetime) -> Programme:
    """Found the programme of a blueprint (name or file) for the period starting in `year`; make it current.

    Its strands, first targets and campaign windows come with it. BlueprintError names what is wrong with the
    file; PlanError if it was founded for that year before.
    """
    ensure_may_edit_plan(by, at=at)
    text, _ = blueprints.source(blueprint)
    promise = blueprints.load(blueprint)
    start, end = promise.period(year)
    code = f"{promise.code}-{start.year}"
    if Programme.objects.filter(code=code).exists():
        raise PlanError(f"{code} 已经设立。It has been founded already.")
    Programme.objects.filter(is_active=True).update(is_active=False)
    programme = Programme.objects.create(
        public_id=new_ulid(at=at),
        code=code,
        year=start.year,
        blueprint_text=text,
        blueprint_sha256=fingerprint(text),
        period_start=start,
        period_end=end,
        time_zone=promise.time_zone,
        is_active=True,
        founded_at=at,
        founded_by=by,
    )
    _found_strands(programme, promise, by=by, at=at)
    _found_windows(programme, promise)
    _note(by, "found_programme", programme, at=at, code=code, sha256=programme.blueprint_sha256)
    return programme


def _found_strands(programme: Programme, promise: blueprints.Blueprint, *, by: User, at: dt.datetime) -> None:
    for line in promise.strands:
        strand = Strand.objects.create(
            programme=programme,
            code=line.code,
            position=line.position,
            kind=line.kind,
            counts=line.counts,
            name_zh=line.name.zh,
            name_en=line.name.en,
            short_name_zh=line.short_name.zh,
            short_name_en=line.short_name.en,
            measure_zh=line.measure.zh,
            measure_en=line.measure.en,
        )
        Target.objects.create(
            strand=strand, value=line.target, in_force_from=programme.period_start, set_at=at, set_by=by
        )


def _found_windows(programme: Programme, promise: blueprints.Blueprint) -> None:
    """Every window that begins within the period, whichever calendar years it spans."""
    start, end = programme.period_start, programme.period_end
    CampaignWindow.objects.bulk_create(
        CampaignWindow(
            programme=programme,
            code=window.code,
            year=year,
            start=window.start,
            end=window.end,
            note=window.note.zh,
        )
        for year in range(start.year, end.year + 1)
        for window in campaign_windows(promise, year)
        if start <= window.start <= end
    )


@transaction.atomic
def activate_programme(*, by: User, programme: Programme, at: dt.datetime) -> Programme:
    """Make `programme` the current one of this site, in place of any other."""
    ensure_may_edit_plan(by, at=at)
    Programme.objects.filter(is_active=True).exclude(pk=programme.pk).update(is_active=False)
    programme.is_active = True
    programme.save(update_fields=["is_active"])
    _note(by, "activate_programme", programme, at=at)
    return programme


@transaction.atomic
def set_target(
    *, by: User, strand: Strand, value: int, from_: dt.date, at: dt.datetime, reason: str = ""
) -> Target:
    """Let `strand` aim at `value` from that day on; one set for the same day before is replaced."""
    ensure_may_edit_plan(by, at=at)
    if value < 1:
        raise PlanError("目标数须为正整数。A target must be a positive whole number.")
    earlier = (
        Target.objects.filter(strand=strand, in_force_from=from_).values_list("value", flat=True).first()
    )
    target, _ = Target.objects.update_or_create(
        strand=strand,
        in_force_from=from_,
        defaults={"value": value, "reason": one_line(reason, most=200), "set_at": at, "set_by": by},
    )
    audit.note(
        actor=by,
        action="set_target",
        subject=f"plan_strand:{strand.programme.code}/{strand.code}",
        at=at,
        detail={"value": value, "from": from_.isoformat(), "replaced": earlier, "reason": reason},
    )
    return target


@transaction.atomic
def open_window(
    *,
    by: User,
    programme: Programme,
    code: str,
    start: dt.date,
    end: dt.date,
    at: dt.datetime,
    note: str = "",
) -> CampaignWindow:
    """Set when a campaign of the blueprint really is in the year of `start`; replaces what the rule gave."""
    ensure_may_edit_plan(by, at=at)
    if code not in {campaign.code for campaign in programme.blueprint.campaigns}:
        raise PlanError(f"蓝本里没有叫 {code} 的集中活动期。The blueprint has no campaign {code}.")
    if end < start:
        raise PlanError("结束早于开始。It ends before it starts.")
    window, _ = CampaignWindow.objects.update_or_create(
        programme=programme,
        code=code,
        year=start.year,
        defaults={"start": start, "end": end, "note": one_line(note, most=300)},
    )
    _note(by, "open_window", programme, at=at, code=code, start=start.isoformat(), end=end.isoformat())
    return window


@transaction.atomic
def set_official_day(*, by: User, day: dt.date, is_worked: bool, source: str, at: dt.datetime) -> OfficialDay:
    """Enter a day off or a make-up day of the official calendar, with the notice it stands in."""
    ensure_may_edit_plan(by, at=at)
    official, _ = OfficialDay.objects.update_or_create(
        day=day, defaults={"is_worked": is_worked, "source": one_line(source, most=200)}
    )
    audit.note(
        actor=by,
        action="set_official_day",
        subject=f"plan_officialday:{day.isoformat()}",
        at=at,
        detail={"is_worked": is_worked, "source": source},
    )
    return official


@transaction.atomic
def add_unit(
    *,
    by: User,
    name: str,
    level: UnitLevel | str,
    at: dt.datetime,
    parent: Unit | None = None,
    short_name: str = "",
    aliases: Sequence[str] = (),
    parts: Sequence[str] = (),
    town: str = "",
    active_since: dt.date | None = None,
) -> Unit:
    """Add a unit under `parent` (none: at the top); `town` is taken from the parent where it is not given.

    PlanError for an unknown level, an empty name, or a name that is already there under that parent.
    """
    ensure_may_edit_plan(by, at=at)
    name = one_line(name, most=120)
    if not name or level not in UnitLevel.values:
        raise PlanError("单位须有名称和已知的层级。A unit needs a name and a known level.")
    if Unit.objects.filter(parent=parent, name=name).exists():
        raise PlanError(f"同一上级下已有「{name}」。There is one of that name already.")
    public_id = new_ulid(at=at)
    unit = Unit.objects.create(
        public_id=public_id,
        name=name,
        short_name=one_line(short_name, most=60),
        aliases=[one_line(alias, most=120) for alias in aliases],
        level=level,
        parts=list(parts),
        parent=parent,
        path=_path_below(parent, public_id),
        town=town or (parent.town if parent else ""),
        active_since=active_since or at.date(),
    )
    _note(by, "add_unit", unit, at=at, name=name, level=str(level))
    return unit


def _path_below(parent: Unit | None, public_id: str) -> str:
    path = f"{parent.path if parent else ''}{public_id}/"
    if len(path) > DEEPEST * (LENGTH + 1):
        raise PlanError(f"单位最多 {DEEPEST} 级。Units go {DEEPEST} levels deep at most.")
    return path


@transaction.atomic
def close_unit(*, by: User, unit: Unit, on: dt.date, at: dt.datetime) -> Unit:
    """Let a unit end on that day; what it told stays where it is."""
    ensure_may_edit_plan(by, at=at)
    if on <= unit.active_since:
        raise PlanError("停用日须晚于启用日。It must end after it began.")
    unit.active_until = on
    unit.save(update_fields=["active_until"])
    _note(by, "close_unit", unit, at=at, on=on.isoformat())
    return unit


@transaction.atomic
def add_member(*, by: User, user: User, unit: Unit, role: Role | str, at: dt.datetime) -> Membership:
    """Let `user` act for `unit` in `role` from `at` on; the membership that is there, if there is one."""
    ensure_may_edit_plan(by, at=at)
    if role not in Role.values:
        raise PlanError(f"没有叫 {role} 的角色。There is no role {role}.")
    membership, is_new = Membership.objects.get_or_create(
        user=user, unit=unit, role=role, until=None, defaults={"since": at}
    )
    if is_new:
        _note(by, "add_member", unit, at=at, user=user.pk, role=str(role))
    return membership


@transaction.atomic
def end_membership(*, by: User, membership: Membership, at: dt.datetime) -> Membership:
    """Let a membership end at `at`; an ended one stays as it is."""
    ensure_may_edit_plan(by, at=at)
    if membership.until is not None:
        return membership
    if at <= membership.since:
        raise PlanError("结束须晚于开始。It must end after it began.")
    membership.until = at
    membership.save(update_fields=["until"])
    _note(by, "end_membership", membership.unit, at=at, user=membership.user_id, role=membership.role)
    return membership


def _note(by: User, action: str, subject: Programme | Unit, *, at: dt.datetime, **detail: object) -> None:
    table = subject._meta.db_table
    audit.note(actor=by, action=action, subject=f"{table}:{subject.public_id}", at=at, detail=detail)
