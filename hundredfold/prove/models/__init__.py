"""Tables of judgement. All point down; none is a fact."""

from hundredfold.prove.models.judging import Decision, Finding
from hundredfold.prove.models.seen import Cursor, PhotoPrint
from hundredfold.prove.models.standing import Cell, Deed, Telling, Total

__all__ = ["Cell", "Cursor", "Decision", "Deed", "Finding", "PhotoPrint", "Telling", "Total"]
