"""The demo's programme, units and accounts: one for each role that a visitor may enter as, and the units' clerks."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction

from hundredfold.base.models import User
from hundredfold.config.demo.shapes import DemoYear
from hundredfold.plan.actions import add_member, add_unit, found_programme
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.words import Role, UnitLevel

# Which unit's people a visitor enters as. Their accounts have no password: only the demo's own door opens them.
OFFICE, CLERKS_UNIT = "150203-X00", "150203005-01"

# A pair may be told by two units that review themselves; a third desk then decides.
OTHER_DESKS = {"150203-J01": "审核员 远山", "150203-J12": "审核员 长河"}


@dataclass
class Staff:
    """Who acts in the demo."""

    programme: Programme
    since: dt.datetime
    units: dict[str, Unit]
    codes: dict[int, str]
    clerks: dict[str, User]
    reviewers: dict[str, User]
    paths: dict[str, str] = field(default_factory=dict)

    def clerk_of(self, unit_code: str) -> User:
        """The unit's own clerk."""
        return self.clerks[unit_code]

    def reviewer_for(self, *unit_codes: str) -> User:
        """A reviewer who belongs to none of these units."""
        return next(user for code, user in self.reviewers.items() if code not in unit_codes)


@transaction.atomic
def make_staff(year: DemoYear) -> Staff:
    """Founds the programme with all units, a clerk for each, two reviewers, and the accounts a visitor may enter as."""
    since = dt.datetime(year.year, 1, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    admin = _account("demo-administrator", "管理员 石榴")
    admin.is_superuser = True
    admin.save(update_fields=["is_superuser"])
    programme = found_programme(by=admin, blueprint="nine_hundreds", year=year.year, at=since)
    units: dict[str, Unit] = {}
    for each in year.units:
        units[each.code] = add_unit(
            by=admin,
            name=each.name,
            level=each.level if each.level in UnitLevel.values else UnitLevel.DEPARTMENT,
            parent=units.get(each.parent_code),
            short_name=each.short_name,
            aliases=each.aliases,
            town=each.town,
            active_since=since.date(),
            at=since,
        )
    clerks = {code: _account(f"clerk-{code}", f"{unit.name} 填报员") for code, unit in units.items()}
    entries = [
        ("clerk", "填报员 小禾", CLERKS_UNIT, Role.CLERK),
        ("reviewer", "审核员 常青", OFFICE, Role.REVIEWER),
        ("office", "项目办 向阳", OFFICE, Role.OFFICE),
        ("auditor", "审计员 明镜", OFFICE, Role.AUDITOR),
    ]
    people = {role: _account(f"demo-{role}", shown) for role, shown, _unit, _role in entries}
    others = {code: _account(f"reviewer-{code}", shown) for code, shown in OTHER_DESKS.items()}
    for code, user in clerks.items():
        add_member(by=admin, user=user, unit=units[code], role=Role.CLERK, at=since)
    for role, _shown, code, membership in entries:
        add_member(by=admin, user=people[role], unit=units[code], role=membership, at=since)
    for code, user in others.items():
        add_member(by=admin, user=user, unit=units[code], role=Role.REVIEWER, at=since)
    add_member(by=admin, user=admin, unit=units[OFFICE], role=Role.ADMINISTRATOR, at=since)
    return Staff(
        programme=programme,
        since=since,
        units=units,
        codes={unit.pk: code for code, unit in units.items()},
        clerks=clerks,
        reviewers={OFFICE: people["reviewer"], **others},
    )


def _account(username: str, shown: str) -> User:
    user = User(username=username, display_name=shown)
    user.set_unusable_password()
    user.save()
    return user
