"""Two records that a reviewer wants to join though no rule asked: the number typed, and both before they are joined."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger import queries as ledger_queries
from hundredfold.do.ledger.models import Record
from hundredfold.prove.intake import public_id_of
from hundredfold.web.office.access import Seat
from hundredfold.web.office.pages.honesty import Side, side_of

MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class JoinPage:
    """Both sides and the number as typed; ``problem`` says in a sentence why they cannot be joined."""

    left: Side
    right: Side | None
    number: str
    problem: str
    join_href: str


def join_page(seat: Seat, record: Record, number: str, *, problem: str = "") -> JoinPage:
    """The page before two are joined. ``problem`` is what the action said, if it refused."""
    other = other_record(seat, number)
    unknown = _("There is no record of the number %(number)s.") % {"number": number[:20]} if number else ""
    own = _("This is the number of this very record. Give that of the other one.")
    found = problem or ("" if other else unknown) or (own if other == record else "")
    return JoinPage(
        left=side_of(record),
        right=side_of(other) if other and other != record else None,
        number=number[:20],
        problem=found,
        join_href=reverse("office:join", args=[record.public_id]),
    )


def other_record(seat: Seat, number: str) -> Record | None:
    """The record of the seat's programme with the number as somebody typed it; None if there is none."""
    digits = number.strip().lstrip("#№").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        return None
    public_id = public_id_of(seat.programme, int(digits))
    return ledger_queries.record_in_full(public_id) if public_id else None
