"""Reads of the plan: what is promised now, what was in force on a day, which unit a text names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hundredfold.plan.models import CampaignWindow, OfficialDay, Programme, Strand, Target, Unit
from hundredfold.plan.unit_names import NamedUnit, NameIndex
from hundredfold.plan.words import UnitLevel
from hundredfold.reading.named_units import UnitNames, units_named


def current_programme() -> Programme | None:
    """The programme that runs on this site; None before one is founded."""
    return Programme.objects.filter(is_active=True).first()


def programme_by_code(code: str) -> Programme | None:
    """The programme of that code, running or past."""
    return Programme.objects.filter(code=code).first()


def strands_in_order(programme: Programme) -> QuerySet[Strand]:
    """The strands of a programme as its blueprint orders them, the programme with them."""
    return Strand.objects.filter(programme=programme).select_related("programme").order_by("position")


def target_in_force(strand: Strand, on: dt.date) -> int:
    """What `strand` aimed at on that day; before its first target, the first one."""
    begun = strand.targets.filter(in_force_from__lte=on).order_by("-in_force_from").first()
    target = begun or strand.targets.order_by("in_force_from").first()
    return target.value if target else 0


def targets_in_force(programme: Programme, on: dt.date) -> dict[str, int]:
    """`target_in_force` of every strand of a programme by its code, in one query."""
    values: dict[str, int] = {}
    rows = Target.objects.filter(strand__programme=programme).order_by("strand__position", "in_force_from")
    for code, value, since in rows.values_list("strand__code", "value", "in_force_from"):
        if code not in values or since <= on:
            values[code] = value
    return values


def windows_of(programme: Programme, year: int | None = None) -> QuerySet[CampaignWindow]:
    """Campaign windows of a programme, of one year or all, by first day."""
    windows = CampaignWindow.objects.filter(programme=programme)
    return windows if year is None else windows.filter(year=year)


def official_days() -> dict[dt.date, bool]:
    """Days the site has entered itself (True: worked), as `calendar.is_working_day` takes them."""
    return dict(OfficialDay.objects.values_list("day", "is_worked"))


def units_active(on: dt.date) -> QuerySet[Unit]:
    """Units that exist on that day, in the order of the tree."""
    return Unit.objects.filter(Q(active_until__isnull=True) | Q(active_until__gt=on), active_since__lte=on)


def units_by_public_id(public_ids: Iterable[str]) -> dict[str, Unit]:
    """The units of these public ids; unknown ids are simply absent."""
    return {unit.public_id: unit for unit in Unit.objects.filter(public_id__in=set(public_ids))}


def subtree_of(unit: Unit) -> QuerySet[Unit]:
    """The unit and everything below it, in the order of the tree."""
    return Unit.objects.filter(path__startswith=unit.path)


@dataclass(frozen=True, slots=True)
class UnitIndex:
    """All units, found by name as people write it. Build once for many look-ups."""

    units: dict[str, Unit]
    names: NameIndex

    def named(self, text: str) -> Unit | None:
        """The one unit that `text` names; None if none or several fit."""
        key = self.names.find(text)
        return self.units[key] if key else None

    def candidates(self, text: str) -> list[Unit]:
        """Every unit that `text` may name."""
        return [self.units[key] for key in self.names.candidates(text)]

    def nearest(self, text: str, n: int = 3) -> list[Unit]:
        """Units whose names look most like `text`."""
        return [self.units[key] for key in self.names.nearest(text, n)]


def unit_index(on: dt.date | None = None) -> UnitIndex:
    """An index over all units, or over those that exist on a day; one query."""
    units = {unit.public_id: unit for unit in (Unit.objects.all() if on is None else units_active(on))}
    keys: dict[int | None, str] = {unit.pk: unit.public_id for unit in units.values()}
    named = [
        NamedUnit(
            key=unit.public_id,
            names=unit.names,
            parent=keys.get(unit.parent_id),
            is_district=unit.level == UnitLevel.DISTRICT,
        )
        for unit in units.values()
    ]
    programme = current_programme()
    district = programme.blueprint.district if programme else None
    words = (district.name.zh, district.name.en, *district.aliases) if district else ()
    return UnitIndex(units, NameIndex(named, words))


def unit_named(text: str) -> Unit | None:
    """The one unit that `text` names, by any of its names or aliases however written; for one look-up."""
    return unit_index().named(text)


def units_in(text: str) -> list[str]:
    """The names of the register's units that ``text`` names in whatever writing, in its order. One query."""
    rows = list(Unit.objects.values("public_id", "name", "short_name", "aliases", "parent__name", "level"))
    names = {row["public_id"]: row["name"] for row in rows}
    districts = [name for row in rows if row["level"] == "district" for name in _every_name(row)]
    units = [
        UnitNames(row["public_id"], _every_name(row), tuple(filter(None, [row["parent__name"]])))
        for row in rows
    ]
    return [names[each.keys[0]] for each in units_named(text, units, districts=districts)]


def _every_name(row: Mapping[str, object]) -> tuple[str, ...]:
    aliases = row["aliases"] if isinstance(row["aliases"], list) else []
    return tuple(str(each) for each in (row["name"], row["short_name"], *aliases) if each)
