"""From the rows of a ledger file to facts: which strand a row names, which unit, and what is wrong with it."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hundredfold.do.ledger import checks
from hundredfold.do.ledger.facts import Facts, Proof
from hundredfold.do.ledger.words import Refused, State
from hundredfold.plan.blueprint_types import Blueprint
from hundredfold.reading.sheets import LedgerRow, Skipped


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was not taken: where it stands, and one sentence with what to do."""

    row: int
    sheet: str
    why: str

    def to_json(self) -> dict[str, Any]:
        """As it is kept with its import."""
        return dataclasses.asdict(self)


@dataclass(frozen=True)
class RowReader:
    """Turns rows into facts of one programme.

    ``unit_named`` gives the public id of a unit by the name people write, or None; ``photo_named`` the kept proof
    of a photo's file name, or None; ``today`` decides whether a row without evidence is still a plan.
    """

    blueprint: Blueprint
    unit_named: Callable[[str], str | None]
    photo_named: Callable[[str], Proof | None]
    today: dt.date

    def read(
        self, rows: Iterable[LedgerRow], *, skipped: Sequence[Skipped] = ()
    ) -> Iterator[Facts | Problem]:
        """One result a row, in their order; after them a problem for each row that gave no record at all.

        ``rows`` may still be coming in: ``skipped`` is looked at when they have ended.
        """
        seen: dict[tuple[Any, ...], int] = {}
        for row in rows:
            try:
                facts = self._facts(row)
                checks.require(facts, self.blueprint)
            except Refused as refused:
                yield Problem(row.number, row.sheet, str(refused))
                continue
            twin = _twin_key(facts)
            if twin in seen and not row.id:
                yield Problem(
                    row.number,
                    row.sheet,
                    _("This row says the same as row %(n)d; it was left out.") % {"n": seen[twin]},
                )
                continue
            seen[twin] = row.number
            yield facts
        for each in skipped:
            yield Problem(each.row, each.sheet, each.why(_language()))

    def _facts(self, row: LedgerRow) -> Facts:
        strand = self._strand(row.strand)
        if strand is None:
            raise Refused({"strand": self._strand_sentence(row.strand)})
        unit = self.unit_named(row.unit) if row.unit else None
        if unit is None:
            raise Refused({"unit": self._unit_sentence(row.unit)})
        kind = self.blueprint.strand(strand).kind
        planned = bool(row.start and row.start > self.today and not row.photos and row.headcount is None)
        return Facts(
            kind=kind,
            state=State.PLANNED if planned else State.REPORTED,
            strands=(strand,),
            unit=unit,
            title=row.title,
            co_units=tuple(dict.fromkeys(found for name in row.co_units if (found := self.unit_named(name)))),
            start=row.start,
            end=row.end if row.end != row.start else None,
            venue=row.venue[:200],
            town=row.town[:80],
            head_count=row.headcount,
            head_count_method=row.headcount_method,
            summary=row.summary,
            url=row.url,
            outlet=row.outlet[:100],
            level=row.level,
            evidence=tuple(
                {proof.sha256: proof for name in row.photos if (proof := self.photo_named(name))}.values()
            ),
        )

    def _strand(self, text: str) -> str | None:
        """The strand that a cell names; each writing is looked up once."""
        if text not in self._named:
            self._named[text] = self.blueprint.strand_for(text) if text else None
        return self._named[text]

    @cached_property
    def _named(self) -> dict[str, str | None]:
        return {}

    def _strand_sentence(self, text: str) -> str:
        if not text:
            return _("No strand is named. Add a column 条线 (strand), or name the sheet after it.")
        return _("%(text)s names no strand of this programme. Its strands: %(all)s.") % {
            "text": text[:40],
            "all": "、".join(strand.short_name.zh for strand in self.blueprint.strands),
        }

    def _unit_sentence(self, text: str) -> str:
        if not text:
            return _("No unit is named. Add a column 单位 (unit).")
        return _("Nobody knows the unit %(text)s. Add it to the units, or correct its name.") % {
            "text": text[:60]
        }


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


def _twin_key(facts: Facts) -> tuple[Any, ...]:
    return (
        facts.unit,
        facts.strands,
        facts.title,
        facts.start,
        facts.end,
        facts.venue,
        facts.head_count,
        facts.url,
    )
