"""Tables of what is told."""

from hundredfold.tell.models.indexed import Indexed

__all__ = ["Indexed"]
