"""Tables of the ledger."""

from hundredfold.do.ledger.models.evidence import Evidence
from hundredfold.do.ledger.models.imports import ImportBatch
from hundredfold.do.ledger.models.receipt import Receipt
from hundredfold.do.ledger.models.record import CoUnit, Filing, Record, TellsOf
from hundredfold.do.ledger.models.revision import Revision

__all__ = ["CoUnit", "Evidence", "Filing", "ImportBatch", "Receipt", "Record", "Revision", "TellsOf"]
