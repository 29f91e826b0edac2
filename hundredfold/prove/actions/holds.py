"""Taking a record in hand at the desk and putting it down, so that two reviewers never work on one."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hundredfold.base.models import User
from hundredfold.prove import access, intake
from hundredfold.prove.models import Hold
from hundredfold.prove.queue import is_on_the_desk
from hundredfold.prove.words import HOLD_FOR, Undecidable

if TYPE_CHECKING:
    from hundredfold.do.ledger.models import Record


def take_in_hand(*, by: User, record: "Record", at: dt.datetime) -> Hold:
    """Holds ``record`` for its reviewer until ten minutes after ``at``, and puts down what they held before.

    Asked again it is renewed. Raises Undecidable, saying who, while somebody else holds it; if it does not wait on the
    desk; and as ``decide_record`` for a unit of the reviewer's own.
    """
    require_in_no_other_hand({record.pk}, by=by, at=at)  # before anything is locked: most clashes end here
    if not is_on_the_desk(record):
        raise Undecidable(_("This does not wait on the desk any more. Take another one."))
    access.deciding_unit(by, intake.credited_units([record.pk])[record.pk], at=at)
    kept = {"by": by, "since": at, "until": at + HOLD_FOR}
    with transaction.atomic():
        Hold.objects.filter(by=by).exclude(record=record).delete()
        if not Hold.objects.filter(record=record).filter(Q(by=by) | Q(until__lte=at)).update(**kept):
            # Not tried and caught: an error from the database leaves a cursor behind for another thread to clean up.
            Hold.objects.bulk_create([Hold(record=record, **kept)], ignore_conflicts=True)
        require_in_no_other_hand({record.pk}, by=by, at=at)
        return Hold.objects.get(record=record, by=by)


def put_down(*, by: User, record: "Record | None" = None) -> int:
    """Puts ``record`` down, or all that ``by`` holds. What somebody else holds stays theirs. Returns how many."""
    held = Hold.objects.filter(by=by)
    number, _by_table = (held.filter(record=record) if record else held).delete()
    return number


def require_in_no_other_hand(records: Collection[int], *, by: User, at: dt.datetime) -> None:
    """Raises Undecidable, saying who and until when, if somebody else holds one of ``records`` (primary keys)."""
    other = Hold.objects.filter(record__in=records, until__gt=at).exclude(by=by).select_related("by").first()
    if other is None:
        return
    until = timezone.localtime(other.until).strftime("%H:%M")
    raise Undecidable(
        _("%(who)s has this in hand, until %(until)s at most. Take another one meanwhile.")
        % {"who": other.by.display_name, "until": until}
    )
