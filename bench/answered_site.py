"""A labelled ledger told to a site, and reviewers who answer what the same-deed rule asks about it.

The site's database is the one Django is set up with. Answers go through the same door as a reviewer's click.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from hundredfold.base.models import User
from hundredfold.do.ledger.actions import confirm_import, keep_import
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import Record
from hundredfold.linkage.rows import Row
from hundredfold.plan.actions import add_member, add_unit
from hundredfold.plan.models import Programme, Unit
from hundredfold.prove.actions import decide_finding, judge_all
from hundredfold.prove.models import Finding

STRANDS = {"performances": "performances", "文艺汇演": "performances"}
Truth = Callable[[str, str], bool]


def tell(
    rows: Sequence[Row], deeds: Sequence[int], *, programme: Programme, by: User, at: dt.datetime
) -> dict[str, int]:
    """Tells the rows as one import and looks at them all. Returns the true deed of each record by public id."""
    units = _units([row.unit for row in rows], by=by, at=at)
    told = [
        (_facts(row, units, programme), deed)
        for row, deed in zip(rows, deeds, strict=True)
        if row.unit and row.title
    ]
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()
    batch = keep_import(
        by=by,
        programme=programme,
        source_name="labelled.csv",
        source_sha256=digest,
        results=[facts for facts, _ in told],
        at=at,
    )
    confirm_import(by=by, batch=batch, at=at)
    records = (
        Record.objects.filter(programme=programme).order_by("number").values_list("public_id", flat=True)
    )
    judge_all(programme, at=at)
    return dict(zip(records, (deed for _, deed in told), strict=True))


def reviewer(*, by: User, at: dt.datetime) -> User:
    """Somebody of a unit of their own who reviews."""
    top = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    office = add_unit(by=by, name="核对组", level="department", parent=top, at=at)
    user = User.objects.create_user("reviews", password="a-long-word", display_name="核")
    add_member(by=by, user=user, unit=office, role="reviewer", at=at)
    return user


def answer(number: int, *, by: User, at: dt.datetime, same: Truth, seed: int = 1, slips: float = 0.0) -> int:
    """Answers up to `number` open questions in random order; a share of `slips` wrongly. Returns how many."""
    asked = list(
        Finding.objects.filter(rule="same_deed", closed_at__isnull=True, settled_by__isnull=True)
        .select_related("a__programme", "b")
        .order_by("id")
    )
    draw = np.random.default_rng(seed)
    chosen = [asked[at_] for at_ in draw.permutation(len(asked)).tolist()[:number]]
    for finding in chosen:
        assert finding.b is not None
        said = same(finding.a.public_id, finding.b.public_id) != bool(draw.random() < slips)
        decide_finding(by=by, finding=finding, verdict="same" if said else "different", at=at)
    return len(chosen)


def truth_of(deeds: Mapping[str, int]) -> Truth:
    """What a careful reviewer says of two records."""
    return lambda a, b: deeds[a] == deeds[b]


def _units(names: Sequence[str], *, by: User, at: dt.datetime) -> dict[str, str]:
    top = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    return {
        name: add_unit(by=by, name=name, level="other", parent=top, at=at).public_id
        for name in dict.fromkeys(names)
        if name
    }


def _facts(row: Row, units: Mapping[str, str], programme: Programme) -> Facts:
    year = programme.period_start.year - (row.start.year if row.start else programme.period_start.year)
    return Facts(
        kind="event",
        state="reported",
        strands=(STRANDS.get(row.strand, "talks"),),
        unit=units[row.unit],
        title=row.title,
        co_units=tuple(
            dict.fromkeys(units[name] for name in row.co_units if name in units and name != row.unit)
        ),
        start=_moved(row.start, year),
        end=_moved(row.end, year) if row.start and row.end and row.end > row.start else None,
        venue=row.venue[:200],
        town=row.town[:80],
        lat=row.lat if row.lon is not None else None,
        lon=row.lon if row.lat is not None else None,
        head_count=row.headcount,
        head_count_method="counted" if row.headcount else "",
        summary=row.summary,
    )


def _moved(day: dt.date | None, years: int) -> dt.date | None:
    """The day so many whole weeks later that its year is the programme's, weekdays kept."""
    return day + dt.timedelta(weeks=52 * years) if day else None
