"""What the public may open. Reads only; everything comes through the gate."""

from hundredfold.web.portal.views.press import press
from hundredfold.web.portal.views.record import event, photo, record
from hundredfold.web.portal.views.search import search
from hundredfold.web.portal.views.spot_checks import spot_checks
from hundredfold.web.portal.views.strand import explain, strand
from hundredfold.web.portal.views.whole import home, how, robots

__all__ = [
    "event",
    "explain",
    "home",
    "how",
    "photo",
    "press",
    "record",
    "robots",
    "search",
    "spot_checks",
    "strand",
]
