"""For which units somebody may tell, and which of them are theirs. Reads memberships and units only."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from hundredfold.plan.access import Visitor, units_of
from hundredfold.plan.models import Unit
from hundredfold.plan.queries import units_active
from hundredfold.plan.words import Role


@dataclass(frozen=True, slots=True)
class Tellers:
    """``own`` are the units that somebody is a clerk of; ``all`` those and every unit below them, existing now."""

    own: tuple[Unit, ...]
    all: tuple[Unit, ...]

    def chosen(self, public_id: str) -> Unit | None:
        """The unit of that id if it is one of these, else the first of their own; None for somebody without a unit."""
        named = (unit for unit in self.all if unit.public_id == public_id)
        return next(named, self.own[0] if self.own else None)


def tellers_of(user: Visitor, *, at: dt.datetime) -> Tellers:
    """The units that ``user`` tells for at that moment. Two queries."""
    own = tuple(units_of(user, at=at, role=Role.CLERK).order_by("path"))
    if not own:
        return Tellers((), ())
    below = Q()
    for unit in own:
        below |= Q(path__startswith=unit.path)
    return Tellers(own, tuple(units_active(at.date()).filter(below).order_by("path")))
