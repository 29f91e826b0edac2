"""The words of judgement: what reviewers answer, and where a deed stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class Undecidable(ValueError):
    """A decision that cannot be taken; its text says why and what to do."""
