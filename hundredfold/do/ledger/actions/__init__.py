"""The one door into the ledger: every write is one of these, by somebody, at a moment, in one transaction."""

from hundredfold.do.ledger.actions.amend import amend_record, withdraw_record
from hundredfold.do.ledger.actions.file import Filed, NewPhoto, file_record
from hundredfold.do.ledger.actions.imports import confirm_import, keep_import, undo_import

__all__ = [
    "Filed",
    "NewPhoto",
    "amend_record",
    "confirm_import",
    "file_record",
    "keep_import",
    "undo_import",
    "withdraw_record",
]
