"""Reasons a reviewer often gives, by rule, in the words the unit will read. Neutral: what is missing, what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUGGESTED: Mapping[str, Promise] = {
    "add_photo": _("Please add a photo that shows the event itself."),
    "check_date": _("Please check the date and correct it if it is wrong."),
    "check_heads": _("Please check the head count and say how it was made."),
    "name_venue": _("Please name the venue more exactly."),
    "own_photo": _("This photo stands under another record too. Please put in one of this event."),
    "told_before": _("This was told in another record already; please do not tell it twice."),
    "which_lecturer": _("Please check the lecturer's name and the time of the talk."),
    "reprint": _("This is a reprint of a story that was told already; it is kept as reach."),
    "wrong_strand": _("This belongs in another strand. Please choose it and send again."),
    "say_more": _("Please say in two sentences what was done and for whom."),
    "add_consent": _("Please add the person's consent, or leave the name out."),
    "no_longer": _("Please say whether it still stands, with a recent photo."),
}

_FOR: Mapping[str, tuple[str, ...]] = {
    "same_deed": ("told_before", "check_date", "name_venue"),
    "same_photo": ("own_photo", "told_before"),
    "press_reprint": ("reprint",),
    "two_places": ("which_lecturer", "check_date"),
    "implausible_head_count": ("check_heads", "name_venue"),
    "outside_period": ("check_date",),
    "thin_evidence": ("add_photo", "check_heads", "name_venue", "add_consent"),
    "lapsed": ("no_longer",),
}
_FOR_RECORD = (
    "add_photo",
    "say_more",
    "check_date",
    "check_heads",
    "name_venue",
    "wrong_strand",
    "add_consent",
)


def suggestions(rule: str) -> list[tuple[str, Promise]]:
    """Codes and sentences fitting for a finding of ``rule``, or for a record where it is empty."""
    return [(code, SUGGESTED[code]) for code in (_FOR.get(rule, _FOR_RECORD) if rule else _FOR_RECORD)]
