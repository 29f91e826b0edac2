"""One public event as an iCalendar text (RFC 5545). It knows only what the gate let through."""

import datetime as dt
from zoneinfo import ZoneInfo

from hundredfold.tell.public import PublicRecord

LINE_MOST = 75  # octets of a line before it is folded


def event(record: PublicRecord, *, time_zone: str, address: str, host: str, at: dt.datetime) -> str:
    """A calendar with one event: on its clock time if it has one, else for whole days. Needs ``record.start``."""
    assert record.start is not None
    where = " ".join(part for part in (record.town, record.venue) if part)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hundredfold//Public events//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        f"UID:{record.public_id}@{host.split(':')[0]}",
        f"DTSTAMP:{_moment(at)}",
        *_span(record.start, record.end or record.start, record.start_time, ZoneInfo(time_zone)),
        f"SUMMARY:{_text(record.title)}",
        *([f"LOCATION:{_text(where)}"] if where else []),
        *(
            [f"GEO:{record.lat:.6f};{record.lon:.6f}"]
            if record.lat is not None and record.lon is not None
            else []
        ),
        f"DESCRIPTION:{_text('、'.join(record.units))}",
        f"URL:{address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) for line in lines)


def _span(first: dt.date, last: dt.date, start_time: str, zone: ZoneInfo) -> list[str]:
    if start_time and first == last:
        begins = dt.datetime.combine(first, dt.time.fromisoformat(start_time), tzinfo=zone)
        return [f"DTSTART:{_moment(begins)}", "DURATION:PT1H30M"]
    after = last + dt.timedelta(days=1)  # a calendar's last day is the one after
    return [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]


def _moment(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most ``LINE_MOST`` octets, none of them cut inside a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_MOST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"
