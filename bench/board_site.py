"""Fills a site for the board's bench by plain SQL; no part of the product writes like this."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from bench.board import MOMENT

CHUNK = 20_000
STATES = ("counted", "pending", "planned", "excluded")
SHARES = (62, 22, 6, 10)


def found(*, units: int) -> None:
    """The Nine Hundreds, ``units`` units, an office and a reviewer in it."""
    from django.db import transaction

    from hundredfold.base import clock
    from hundredfold.base.models import User
    from hundredfold.config.founding import found_site
    from hundredfold.plan.actions import add_member, add_unit
    from hundredfold.plan.models import Unit

    made = found_site(blueprint="nine_hundreds", year=2026, district="")
    admin, top, at = User.objects.get(username=made.username), Unit.objects.get(), clock.now()
    with transaction.atomic():
        office = add_unit(by=admin, name="区项目办公室", level="department", parent=top, at=at)
        for number in range(units):
            add_unit(by=admin, name=f"第{number + 1}社区", level="community", parent=top, at=at)
        user = User.objects.create_user("office", password="a-long-word", display_name="办")
        add_member(by=admin, user=user, unit=office, role="office", at=at)


def fill(*, records: int, seed: int) -> None:
    """``records`` records, each a deed and a cell; totals summed once at the end."""
    from django.db import connection, transaction

    site = _Site(random.Random(seed))
    with transaction.atomic():
        for first in range(1, records + 1, CHUNK):
            site.write(range(first, min(first + CHUNK, records + 1)))
        site.write_totals()
        with connection.cursor() as cursor:
            for name in ("record", "revision"):
                cursor.execute("DELETE FROM base_sequence WHERE name = %s", [name])
                cursor.execute("INSERT INTO base_sequence (name, last) VALUES (%s, %s)", [name, records])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class _Site:
    """What the rows share, and the totals they add up to."""

    def __init__(self, dice: random.Random) -> None:
        from hundredfold.base.models import User
        from hundredfold.plan.models import Programme, Strand, Unit

        self.dice = dice
        self.programme = Programme.objects.get()
        self.strands = [(each.pk, each.code, each.kind) for each in Strand.objects.order_by("position")]
        self.units = list(Unit.objects.filter(level="community").values_list("pk", "public_id"))
        self.user = User.objects.get(username="admin")
        self.office_unit = Unit.objects.get(level="department").pk
        self.totals: Counter[tuple[int, int | None, str]] = Counter()

    def write(self, numbers: Iterable[int]) -> None:
        """One stretch of records with everything that hangs on them."""
        rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _COLUMNS}
        for number in numbers:
            self._row(number, rows)
        for name, values in rows.items():
            _insert(name, values)

    def _row(self, number: int, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        unit, unit_id = self.dice.choice(self.units)
        strand, code, kind = self.dice.choice(self.strands)
        state = self.dice.choices(STATES, SHARES)[0]
        day = (date(2026, 1, 1) + timedelta(days=self.dice.randrange(180))).isoformat()
        key, title = f"01BENCH{number:019d}", f"第{number}次{code}活动"
        told = "planned" if state == "planned" else "reported"
        facts = {
            "kind": kind,
            "state": told,
            "strands": [code],
            "unit": unit_id,
            "title": title,
            "start": day,
        }
        facts |= {"venue": "活动室", "head_count": 42, "head_count_method": "counted"}
        rows["ledger_record"].append(
            (
                *(number, key, number, self.programme.pk, unit, kind, told, title, day, "活动室", "", 42),
                *("counted", "", "", "", "", "{}", number, MOMENT, self.user.pk),
            )
        )  # fmt: skip
        rows["ledger_revision"].append((number, number, number, json.dumps(facts), "", MOMENT, self.user.pk))
        rows["ledger_filing"].append((number, number, strand))
        rows["prove_deed"].append((number, key))
        rows["prove_telling"].append((number, number, number))
        code_of = {"counted": "accepted", "pending": "waiting_for_review", "planned": "planned"}
        because = code_of.get(state, "withdrawn")
        params = {"day": "2026-06-30"} if because == "accepted" else {}
        reasons = json.dumps([{"code": because, "params": params}])
        told_by, ids = json.dumps([unit_id]), json.dumps([key])
        rows["prove_cell"].append(
            (
                number,
                strand,
                number,
                state,
                because,
                reasons,
                told_by,
                ids,
                title,
                unit,
                day,
                False,
                _risk(state, because),
            )
        )
        if state == "counted":
            rows["prove_decision"].append(
                (number, key, number, "accept", number, "", self.user.pk, self.office_unit, unit, MOMENT)
            )
        self.totals[strand, None, state] += 1
        self.totals[strand, unit, state] += 1

    def write_totals(self) -> None:
        """The sums of everything written."""
        _insert("prove_total", [(*key, number) for key, number in self.totals.items()])


def _risk(state: str, because: str) -> int | None:
    return 0 if state == "pending" and because in ("waiting_for_review", "changed_since_review") else None


_COLUMNS: dict[str, str] = {
    "ledger_record": "id public_id number programme_id unit_id kind state title start venue town head_count "
    "head_count_method summary url outlet level details position told_at told_by_id",
    "ledger_revision": "id position record_id facts note at by_id",
    "ledger_filing": "id record_id strand_id",
    "prove_deed": "id public_id",
    "prove_telling": "id deed_id record_id",
    "prove_cell": "id strand_id deed_id state because reasons credited records title unit_id day has_open_finding "
    "risk",
    "prove_decision": "id public_id record_id verdict position reason by_id by_unit_id record_unit_id at",
}


def _insert(table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    from django.db import connection

    if not rows:
        return
    names = _COLUMNS.get(table, "strand_id unit_id state number").split()
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', list(rows))
