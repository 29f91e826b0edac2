"""What lies between two records: days, units, heads, metres; each in words, and both places as a drawing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hundredfold.do.ledger.models import Record
from hundredfold.prove.contradicted import distance_km
from hundredfold.web.office import words
from hundredfold.web.office.pages.places import PlaceMap, place_map
from hundredfold.web.office.pages.told import head_count

FAR = 10_000  # metres from which a distance is said in kilometres


@dataclass(frozen=True, slots=True)
class Between:
    """Label and text of each thing compared, and the drawing where both places are known."""

    lines: tuple[tuple[str, str], ...]
    places: PlaceMap | None


def between(a: Record, b: Record) -> Between:
    """What lies between two records as read by ``ledger.queries``: asks the database nothing more."""
    here, there = _point(a), _point(b)
    metres = round(distance_km(here, there) * 1000) if here and there else None
    names = (f"{a.number:04d}", f"{b.number:04d}")
    return Between(
        lines=tuple(_lines(a, b, metres)),
        places=place_map(here, there, names=names, metres=metres, said=distance(metres))
        if here and there and metres is not None
        else None,
    )


def _lines(a: Record, b: Record, metres: int | None) -> Iterator[tuple[str, str]]:
    yield _("Days"), days_between(a, b)
    yield _("Units"), relation(a, b)
    heads = heads_between(a, b)
    if heads:
        yield _("Head count"), heads
    yield _("Places"), _places(a, b, metres)
    yield _("Told"), _told(a, b)


def days_between(a: Record, b: Record) -> str:
    """How many days lie between two records, which may each last several."""
    if not a.start or not b.start:
        return _("at least one has no day")
    gap = max((b.start - (a.end or a.start)).days, (a.start - (b.end or b.start)).days)
    if gap <= 0:
        is_one_day = (a.start, a.end or a.start) == (b.start, b.end or b.start)
        return _("the same day") if is_one_day else _("their days overlap")
    return ngettext("%(n)d day apart", "%(n)d days apart", gap) % {"n": gap}


def relation(a: Record, b: Record) -> str:
    """What the two units are to each other in the tree, and whether one names the other as taking part."""
    mine, theirs = a.unit, b.unit
    if mine.pk == theirs.pk:
        return _("the same unit")
    if theirs.is_within(mine):
        said = _("%(above)s stands above %(below)s") % {"above": mine.name, "below": theirs.name}
    elif mine.is_within(theirs):
        said = _("%(above)s stands above %(below)s") % {"above": theirs.name, "below": mine.name}
    elif mine.parent_id and mine.parent_id == theirs.parent_id:
        said = _("two units under the same one")
    else:
        said = _("unrelated units")
    named = theirs.pk in {each.unit_id for each in a.co_units.all()} or mine.pk in {
        each.unit_id for each in b.co_units.all()
    }
    return _("%(said)s; one names the other as taking part") % {"said": said} if named else said


def heads_between(a: Record, b: Record) -> str:
    """Both head counts with how they were made, and how far apart they are; empty where neither says one."""
    if a.head_count is None and b.head_count is None:
        return ""
    if a.head_count is None or b.head_count is None:
        return _("only one says")
    mine = head_count(a.head_count, a.get_head_count_method_display())
    theirs = head_count(b.head_count, b.get_head_count_method_display())
    gap = abs(a.head_count - b.head_count)
    if not gap:
        return _("%(a)s on both sides") % {"a": mine}
    return _("%(a)s and %(b)s: %(n)s apart") % {"a": mine, "b": theirs, "n": f"{gap:,}"}


def distance(metres: int | None) -> str:
    """A distance as people say it."""
    if metres is None:
        return ""
    return f"{metres / 1000:,.0f} km" if metres >= FAR else f"{metres:,} m"


def _places(a: Record, b: Record, metres: int | None) -> str:
    if metres is not None:
        return _("%(metres)s between the two points") % {"metres": distance(metres)}
    if _point(a) or _point(b):
        return _("only one has a point on the map")
    return _("neither has a point on the map")


def _told(a: Record, b: Record) -> str:
    first, second = sorted((a, b), key=lambda record: (record.told_at, record.number))
    gap = (second.told_at - first.told_at).days
    said = {"first": f"{first.number:04d}", "when": words.day(first.told_at.date()), "n": gap}
    if not gap:
        return _("%(first)s first, within a day") % said
    return ngettext("%(first)s first, by %(n)d day", "%(first)s first, by %(n)d days", gap) % said


def _point(record: Record) -> tuple[float, float] | None:
    if record.lat is None or record.lon is None:
        return None
    return float(record.lat), float(record.lon)
