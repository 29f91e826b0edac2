"""The words of judgement: what reviewers answer, and where a deed stands."""

import datetime as dt

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

BY_HAND = "by_hand"  # the rule of a finding that no rule made: a reviewer joined the two by themselves
ASKS_THE_SAME = ("same_deed", "press_reprint")  # rules whose question is whether two records are one deed


class RecordVerdict(TextChoices):
    """What a reviewer says of a record."""

    ACCEPT = "accept", _("Accept")
    RETURN = "return", _("Return")
    NOT_ACCEPTABLE = "not_acceptable", _("Not acceptable")
    REOPEN = "reopen", _("To be decided again")


class FindingVerdict(TextChoices):
    """What a reviewer says of a finding: of two records, or (stands) of one that holds as told."""

    SAME = "same", _("The same")
    DIFFERENT = "different", _("Different")
    STANDS = "stands", _("Holds as told")
    NOT_ACCEPTABLE = "not_acceptable", _("Not acceptable")
    REOPEN = "reopen", _("To be decided again")


class Standings(TextChoices):
    """Where a deed stands in a strand."""

    COUNTED = "counted", _("Counted")
    PENDING = "pending", _("Waiting")
    PLANNED = "planned", _("Planned")
    EXCLUDED = "excluded", _("Not counted")


class Risk(IntegerChoices):
    """How pressing a deed is for the desk, from the open findings that name it."""

    PLAIN = 0, _("Nothing to check")
    INCOMPLETE = 1, _("Something missing or odd")
    POSSIBLE = 2, _("Waits for a finding that may hold")
    LIKELY = 3, _("Waits for a finding that very likely holds")


VERY_LIKELY = 0.9  # calibrated probability from which a finding is called very likely
ON_THE_DESK = ("waiting_for_review", "changed_since_review", "open_finding")  # why a deed waits for reviewers
HOLD_FOR = dt.timedelta(minutes=10)  # how long a record stays in hand without any activity


class Outcome(TextChoices):
    """What became of an appeal."""

    OPEN = "", _("Being looked at")
    UPHELD = "upheld", _("The decision stands")
    GRANTED = "granted", _("Granted")
    WITHDRAWN = "withdrawn", _("Taken back by the unit")


class VisitResult(TextChoices):
    """What a visit on the spot found."""

    SEEN = "seen", _("Seen")
    NOT_FOUND = "not_found", _("Not found")
    DIFFERS = "differs", _("Differs from what was told")


class Undecidable(ValueError):
    """A decision that cannot be taken; its text says why and what to do."""
