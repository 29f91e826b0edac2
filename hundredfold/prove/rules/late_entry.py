"""An event told long after it happened: a remark, since memory fades; nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claims, Finding, Ground
from hundredfold.prove.rules.rule import Rule, settings_of


def find(claims: Claims) -> Iterator[Finding]:
    """One remark for each event of the period told more than the given days after its last day.

    What came with a file of earlier years' or months' work was told when it was written there: no remark.
    """
    days = settings_of(claims, RULE.name)["days"]
    zone = ZoneInfo(claims.blueprint.time_zone)
    first, last = claims.period
    for claim in claims.told:
        day = claim.end or claim.start
        if claim.kind != "event" or day is None or claim.told_at is None or claim.is_imported:
            continue
        after = (claim.told_at.astimezone(zone).date() - day).days
        if after > days and first <= day <= last:
            params = {"n": after, "day": day.isoformat(), "most": days}
            yield Finding(rule=RULE.name, a=claim.id, grounds=(Ground("late_entry", params),))


RULE = Rule(
    name="late_entry",
    title=Words("补报较晚", "Told late"),
    sentence=Words(
        "活动过后很久才填报的，提醒核对日期与人次，不影响计入；开始使用时整批导入的不算晚。",
        "What is told long after it happened is remarked on, so that day and head count are checked; it counts all "
        "the same. A ledger imported as a whole is not late.",
    ),
    find=find,
    is_remark=True,
)
