"""Tables of the plan."""

from hundredfold.plan.models.days import CampaignWindow, OfficialDay
from hundredfold.plan.models.programme import Programme, Strand, Target
from hundredfold.plan.models.unit import Membership, Unit

__all__ = ["CampaignWindow", "Membership", "OfficialDay", "Programme", "Strand", "Target", "Unit"]
