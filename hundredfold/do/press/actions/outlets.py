"""A site's own outlets: put on the list, placed otherwise, taken off. Pages not yet told follow at once."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from hundredfold.base import audit, ids
from hundredfold.base.models import User
from hundredfold.base.text import one_line
from hundredfold.do.ledger.words import Level
from hundredfold.do.press import own_outlets, remarks
from hundredfold.do.press.filling import settle
from hundredfold.do.press.models import OwnOutlet, Page
from hundredfold.do.press.words import NotDone, PageState
from hundredfold.plan import access as plan_access
from hundredfold.plan.models import Programme


def keep_outlet(
    *, by: User, programme: Programme, name: str, level: str, aliases: str = "", at: dt.datetime
) -> OwnOutlet:
    """Puts an outlet on the site's own list, or changes the one of that name; read pages that name it follow.

    Raises NotDone by field: outlet_missing, bad_level.
    """
    _require(by, at)
    said = one_line(name, most=100)
    if not own_outlets.plain(said):
        raise NotDone("outlet_missing", field="name")
    if not level or level not in Level.values:
        raise NotDone("bad_level", field="level")
    with transaction.atomic():
        outlet, _is_new = OwnOutlet.objects.update_or_create(
            programme=programme,
            name=said,
            defaults={
                "aliases": one_line(aliases, most=300),
                "level": level,
                "added_at": at,
                "added_by": by,
            },
            create_defaults={
                "public_id": ids.new_ulid(at=at),
                "aliases": one_line(aliases, most=300),
                "level": level,
                "added_at": at,
                "added_by": by,
            },
        )
        moved = _follow(programme)
        detail = {"level": level, "pages": moved}
        audit.note(actor=by, action="keep_outlet", subject=f"outlet:{outlet.public_id}", at=at, detail=detail)
    return outlet


def drop_outlet(*, by: User, outlet: OwnOutlet, at: dt.datetime) -> None:
    """Takes an outlet off the site's own list. What was read by it stays; new pages are placed by the other tables."""
    _require(by, at)
    with transaction.atomic():
        audit.note(
            actor=by,
            action="drop_outlet",
            subject=f"outlet:{outlet.public_id}",
            at=at,
            detail={"name": outlet.name, "level": outlet.level},
        )
        outlet.delete()


def _require(by: User, at: dt.datetime) -> None:
    if not plan_access.may_edit_plan(by, at=at):
        raise PermissionDenied(_("Only the programme office keeps the list of outlets."))


def _follow(programme: Programme) -> int:
    """Places the read pages that nobody has told yet anew. Returns how many changed."""
    known, moved = own_outlets.own_outlets(programme.pk), 0
    for page in Page.objects.select_for_update().filter(programme=programme, state=PageState.READ):
        if own_outlets.place(page, known):
            settle(page)
            page.remarks = remarks.remarks_on(page, programme.blueprint)
            page.save(update_fields=["as_read", "title", "outlet", "level", "published", "remarks"])
            moved += 1
    return moved
