"""The people of the tests: An records, Bo reviews, Chen is outside; and the small district they live in."""

import datetime as dt
import itertools
from dataclasses import dataclass, field

from hundredfold.base.models import User
from hundredfold.do.ledger.actions import Filed, NewPhoto, file_record
from hundredfold.do.ledger.facts import Facts
from hundredfold.plan.actions import add_member, add_unit, found_programme
from hundredfold.plan.models import Programme, Unit
from hundredfold.prove.actions import decide_record, judge_record
from hundredfold.prove.models import Decision

NOW = dt.datetime(2026, 6, 30, 2, 0, tzinfo=dt.UTC)  # ten in the morning in Baotou
_KEYS = itertools.count(1)


@dataclass
class District:
    """A programme, its units and its people. ``told`` tells a complete talk unless asked for something else."""

    programme: Programme
    district: Unit
    office_unit: Unit
    street: Unit
    community: Unit
    outside: Unit
    an: User
    bo: User
    chen: User
    office: User
    auditor: User
    admin: User
    now: dt.datetime = field(default=NOW)

    def facts(self, **changes: object) -> Facts:
        """Facts of a talk that shows all its strand asks but the photo."""
        strand = (
            self.programme.blueprint.strands[3] if self.programme.blueprint.code == "nine_hundreds" else None
        )
        said: dict[str, object] = {
            "kind": "event",
            "state": "reported",
            "strands": (strand.code if strand else self.programme.blueprint.strands[0].code,),
            "unit": self.community.public_id,
            "title": "邻里普法茶话会",
            "start": dt.date(2026, 5, 20),
            "venue": "党群服务中心",
            "head_count": 42,
            "head_count_method": "counted",
            **changes,
        }
        return Facts(**said)  # type: ignore[arg-type]

    def tell(
        self,
        *,
        by: User | None = None,
        photo: bytes | None = None,
        at: dt.datetime | None = None,
        **changes: object,
    ) -> Filed:
        """Tells one record with one photo, and looks at it once."""
        from tests.pictures import picture

        photos = [NewPhoto([photo if photo is not None else picture(next(_KEYS))], name="现场.jpg")]
        filed = file_record(
            by=by or self.an,
            programme=self.programme,
            facts=self.facts(**changes),
            photos=photos,
            key=f"key-{next(_KEYS)}",
            at=at or self.now,
        )
        judge_record(filed.record, at=at or self.now)
        return filed

    def accept(self, filed: Filed, *, by: User | None = None, at: dt.datetime | None = None) -> Decision:
        """Bo accepts what was told, as it stands."""
        filed.record.refresh_from_db()
        return decide_record(
            by=by or self.bo,
            record=filed.record,
            verdict="accept",
            seen=filed.record.position,
            at=at or self.now,
        )


def make_district(blueprint: str = "nine_hundreds", year: int = 2026) -> District:
    """Founds the programme and its five units and six people, all through the same doors as the product."""
    since = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    admin = User.objects.create_user(
        "admin", password="a-long-word", display_name="管理员", is_superuser=True
    )
    programme = found_programme(by=admin, blueprint=blueprint, year=year, at=since)
    top = add_unit(by=admin, name="昆都仑区", level="district", aliases=["昆区"], at=since)
    office_unit = add_unit(by=admin, name="区项目办公室", level="department", parent=top, at=since)
    street = add_unit(
        by=admin, name="友谊大街街道", level="subdistrict", parent=top, town="友谊大街街道", at=since
    )
    community = add_unit(by=admin, name="友谊十七社区", level="community", parent=street, at=since)
    outside = add_unit(
        by=admin, name="鞍山道街道", level="subdistrict", parent=top, town="鞍山道街道", at=since
    )
    people = {}
    for name, shown, unit, role in [
        ("an", "安", community, "clerk"),
        ("bo", "博", office_unit, "reviewer"),
        ("chen", "晨", outside, "clerk"),
        ("office", "办", office_unit, "office"),
        ("auditor", "审", office_unit, "auditor"),
        ("administrator", "管", office_unit, "administrator"),
    ]:
        user = User.objects.create_user(name, password="a-long-word", display_name=shown)
        add_member(by=admin, user=user, unit=unit, role=role, at=since)
        people[name] = user
    return District(
        programme=programme,
        district=top,
        office_unit=office_unit,
        street=street,
        community=community,
        outside=outside,
        an=people["an"],
        bo=people["bo"],
        chen=people["chen"],
        office=people["office"],
        auditor=people["auditor"],
        admin=people["administrator"],
    )
