"""Tables of the ground floor."""

from hundredfold.base.models.audit import AuditNote
from hundredfold.base.models.file import StoredFile
from hundredfold.base.models.sequence import Sequence
from hundredfold.base.models.token import Token
from hundredfold.base.models.user import User

__all__ = ["AuditNote", "Sequence", "StoredFile", "Token", "User"]
