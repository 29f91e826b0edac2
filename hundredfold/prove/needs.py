"""Whether a deed shows what its strand asks. One small question a need; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hundredfold.plan.blueprint_types import Need, Strand
from hundredfold.plan.calendar import add_working_days
from hundredfold.prove.claims import Activity, Claim


@dataclass(frozen=True)
class Question:
    """A deed's tellings, asked about one need on one day."""

    tellings: Sequence[Claim]
    need: Need
    on: dt.date
    period: tuple[dt.date, dt.date]
    activity: Activity

    def any(self, test: Callable[[Claim], object]) -> bool:
        """Whether one of the tellings passes: what one unit shows, it shows for the deed."""
        return any(test(claim) for claim in self.tellings)

    def latest(self, key: str) -> dt.date | None:
        """The latest day that any telling gives in detail ``key``."""
        days = [day for claim in self.tellings if (day := claim.day_of(key))]
        return max(days, default=None)

    def number(self, name: str) -> int:
        """A whole number among the need's parameters."""
        return int(self.need.params[name])


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of the month ``months`` earlier, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, last)
        except ValueError:
            continue
    return dt.date(year, month + 1, 28)


def _photos(q: Question) -> bool:
    return len({photo for claim in q.tellings for photo in claim.photos}) >= q.number("min")


def _notice_ended(q: Question) -> bool:
    for claim in q.tellings:
        first, last = claim.day_of("notice_from"), claim.day_of("notice_to")
        if not first or not last or last >= q.on or claim.details.get("objections_settled") is False:
            continue
        # Both days are days of notice, so five working days end on the fourth working day after the first.
        if last >= add_working_days(first, q.number("working_days") - 1).day:
            return True
    return False


def _term_running(q: Question) -> bool:
    named = [day for claim in q.tellings if (day := claim.day_of("named_on") or claim.start)]
    until = q.latest("valid_until")
    if until:
        return until >= q.on
    return not named or max(named) > months_before(q.on, 12 * q.number("years"))


def _talked(q: Question) -> bool:
    since = months_before(q.on, q.number("months"))
    return q.any(lambda claim: any(since <= day <= q.on for day in q.activity.of_member(claim)))


def _served(q: Question) -> bool:
    first, last = q.period
    days = {
        day for claim in q.tellings for day in q.activity.of_member(claim) if first <= day <= min(last, q.on)
    }
    return len(days) >= q.number("min")


def _appointed(q: Question) -> bool:
    until = q.latest("appointed_until")
    return bool(q.latest("appointed_on")) and (until is None or until >= q.on)


def _standing(q: Question) -> bool:
    return not q.any(
        lambda claim: claim.details.get("standing") is False or claim.detail("condition") == "removed"
    )


def _seen(q: Question) -> bool:
    seen = q.latest("looked_on") or max((claim.start for claim in q.tellings if claim.start), default=None)
    return seen is not None and seen >= months_before(q.on, q.number("months"))


def _has(*keys: str) -> Callable[[Question], bool]:
    return lambda q: q.any(
        lambda claim: any(claim.details.get(key) not in (None, "", False, []) for key in keys)
    )


# What a source must be able to show for the need to be asked of it at all.
_SHOWN_BY: Mapping[str, str] = {
    "photos": "photos",
    "head_count": "head_count",
    "head_count_method": "head_count_method",
    "place_named": "venue",
    "place_on_map": "point",
    "outlet": "outlet",
    "archived_page": "page",
}

_TESTS: Mapping[str, Callable[[Question], bool]] = {
    "photos": _photos,
    "head_count": lambda q: q.any(lambda claim: claim.head_count is not None),
    "head_count_method": lambda q: q.any(lambda claim: claim.head_count_method),
    "place_named": lambda q: q.any(lambda claim: claim.venue),
    "place_on_map": lambda q: q.any(lambda claim: claim.lat is not None),
    "archived_page": lambda q: q.any(lambda claim: claim.pages or claim.photos),
    "outlet": lambda q: q.any(lambda claim: claim.outlet),
    "published": lambda q: (
        q.any(lambda claim: claim.url or claim.outlet) or _has("published_on", "shown_at")(q)
    ),
    "consent": _has("consent"),
    "notice_ended": _notice_ended,
    "on_site_check": _has("site_checked_on"),
    "term_running": _term_running,
    "leader": _has("leader"),
    "service_field": _has("service_field", "field_of_service"),
    "service_in_period": _served,
    "appointment": _appointed,
    "talk_in_last_months": _talked,
    "standing": _standing,
    "seen_in_last_months": _seen,
    "maker": _has("maker"),
}

# Needs that were met once and can stop being met by time alone: the member or thing leaves the hundred.
LAPSING = frozenset({"term_running", "talk_in_last_months", "standing", "seen_in_last_months"})


def unmet(
    tellings: Sequence[Claim],
    strand: Strand,
    *,
    on: dt.date,
    period: tuple[dt.date, dt.date],
    activity: Activity,
) -> list[Need]:
    """The needs of ``strand`` that these tellings of one deed do not show on the day ``on``, in the strand's order.

    A need that none of the sources could show (a ledger file without a photo column) is passed over.
    """
    shown = frozenset().union(*(claim.shows for claim in tellings))
    return [
        need
        for need in strand.needs
        if _SHOWN_BY.get(need.code, "details") in shown
        and not _TESTS[need.code](Question(tellings, need, on, period, activity))
    ]


def lapsed(missing: Sequence[Need], tellings: Sequence[Claim]) -> list[Need]:
    """Those of the unmet needs that the passing of time or a removal unmet: an appointment that ran out is one."""
    was_appointed = any(claim.day_of("appointed_on") for claim in tellings)
    return [
        need for need in missing if need.code in LAPSING or (need.code == "appointment" and was_appointed)
    ]


def known() -> frozenset[str]:
    """The codes of all needs that can be asked."""
    return frozenset(_TESTS)
