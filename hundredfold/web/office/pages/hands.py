"""Whose records these are and in whose hands they lie: what keeps this reviewer from deciding on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from hundredfold.do.ledger.models import Record
from hundredfold.plan.models import Unit
from hundredfold.prove import queue
from hundredfold.prove.models import Hold
from hundredfold.web.office.access import Seat


@dataclass(frozen=True, slots=True)
class Hands:
    """The units credited by each record's deed (by primary key), and who holds which record (by public id)."""

    seat: Seat
    credited: Mapping[int, list[Unit]]
    holds: Mapping[str, Hold]

    def own_unit(self, *records: Record) -> str:
        """The name of a unit of this reviewer's own that deciding on these would touch; empty if there is none."""
        units = [unit for record in records for unit in self.credited.get(record.pk, [record.unit])]
        own = self.seat.own_unit_among(units)
        return own.name if own else ""

    def other_hand(self, *records: Record) -> str:
        """Who else has one of these in hand, and until when; empty if nobody."""
        for record in records:
            hold = self.holds.get(record.public_id)
            if hold and hold.by_id != self.seat.user.pk:
                return _("%(who)s, until %(until)s") % {"who": hold.by.display_name, "until": _clock(hold)}
        return ""

    def mine_until(self, record: Record) -> str:
        """Until when this reviewer has the record in hand; empty if they have not."""
        hold = self.holds.get(record.public_id)
        return _clock(hold) if hold and hold.by_id == self.seat.user.pk else ""


def hands_of(seat: Seat, records: Iterable[Record]) -> Hands:
    """For all of ``records`` at once: four queries."""
    asked = list(records)
    return Hands(
        seat=seat,
        credited=queue.credited_units({record.pk for record in asked}),
        holds=queue.holds_on({record.public_id for record in asked}, at=seat.at),
    )


def _clock(hold: Hold) -> str:
    return timezone.localtime(hold.until).strftime("%H:%M")
