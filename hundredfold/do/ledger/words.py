"""The ledger's words: the states of a record, the ways to count heads, the sorts of evidence."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a record stands in its unit's own hands. What holds of it is judged elsewhere."""

    PLANNED = "planned", _("Planned")
    REPORTED = "reported", _("Reported")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class HeadCountMethod(TextChoices):
    """How a head count was come by."""

    NONE = "", _("Not stated")
    COUNTED = "counted", _("Counted one by one")
    TICKETS = "tickets", _("By tickets")
    ESTIMATE = "estimate", _("Estimate")
    RANGE = "range", _("Range, lower end")


class EvidenceSort(TextChoices):
    """What sort of file supports a record."""

    PHOTO = "photo", _("Photo")
    DOCUMENT = "document", _("Document")
    PAGE = "page", _("Archived page")


class Level(TextChoices):
    """The level of a press outlet."""

    NONE = "", _("Not known")
    CENTRAL = "central", _("Central")
    REGIONAL = "regional", _("Regional")
    MUNICIPAL = "municipal", _("Municipal")
    COUNTY = "county", _("County")
    UNIT = "unit", _("Unit's own")
    SELF = "self", _("Self-media")


HEAD_COUNT_MOST = 10_000_000


class Refused(ValueError):
    """A record that cannot be told as it stands. ``problems`` is one sentence a field: what and what to do."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


class Conflict(ValueError):
    """The same key came with another content, or the record has moved on since it was read."""
