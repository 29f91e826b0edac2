"""Tables of judgement. All point down; none is a fact."""

from hundredfold.prove.models.appeals import Appeal
from hundredfold.prove.models.holds import Concern, Hold
from hundredfold.prove.models.judging import Decision, Finding
from hundredfold.prove.models.learned import LearnedModel
from hundredfold.prove.models.links import LinkLook
from hundredfold.prove.models.seen import Cursor, PhotoPrint
from hundredfold.prove.models.signs import Sign, Signed, TallyPart
from hundredfold.prove.models.spot_checks import Draw, Visit
from hundredfold.prove.models.standing import Cell, Deed, Telling, Total

__all__ = [
    "Appeal",
    "Cell",
    "Concern",
    "Cursor",
    "Decision",
    "Deed",
    "Draw",
    "Finding",
    "Hold",
    "LearnedModel",
    "LinkLook",
    "PhotoPrint",
    "Sign",
    "Signed",
    "TallyPart",
    "Telling",
    "Total",
    "Visit",
]
