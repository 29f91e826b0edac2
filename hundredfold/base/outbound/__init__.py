"""Asks pages of the public network, safely and politely; it knows no press, no records and no tables."""

from hundredfold.base.outbound.addresses import is_public
from hundredfold.base.outbound.asking import Answer, Hop, ask
from hundredfold.base.outbound.manners import Manners
from hundredfold.base.outbound.refusals import NotFetched

__all__ = ["Answer", "Hop", "Manners", "NotFetched", "ask", "is_public"]
