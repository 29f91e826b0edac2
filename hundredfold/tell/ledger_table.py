"""The whole ledger as one table: every record with where it stands and why. Only lays out; judges nothing."""

import datetime as dt

from hundredfold.base import clock
from hundredfold.plan.models import Programme
from hundredfold.prove import explain, intake
from hundredfold.prove.queries import count_at
from hundredfold.tell.render.tables import Table

HEADINGS = {
    "zh": ("编号", "条线", "标题", "日期", "结束日期", "单位", "协办单位", "街镇", "地点", "人次", "简介", "链接",
           "媒体", "层级", "状态", "理由"),
    "en": ("id", "strand", "title", "date", "end_date", "unit", "co_units", "town", "venue", "headcount", "summary",
           "url", "outlet", "level", "state", "why"),
}  # fmt: skip


def whole(programme: Programme, *, until: dt.datetime | None, language: str) -> Table:
    """Every record as known at ``until`` (none: now), one row a strand it is told in."""
    at = clock.now()
    counts = count_at(programme, at=at, until=until)
    standing_of = {
        (record, code): standing
        for code, counted in counts.items()
        for standing in counted.standings
        for record in standing.records
    }
    rows = []
    for claim in intake.claims(programme, at=at, until=until).items:
        for code in claim.strands:
            strand = programme.blueprint.strand(code)
            standing = standing_of.get((claim.id, code))
            state = explain.state(standing.state, language) if standing else ""
            why = explain.sentence(standing, strand, language) if standing else ""
            rows.append(
                (
                    f"{claim.number:04d}",
                    strand.short_name.say(language),
                    claim.title,
                    claim.start,
                    claim.end,
                    claim.unit_name,
                    "；".join(claim.co_unit_names),
                    claim.town,
                    claim.venue,
                    claim.head_count,
                    claim.summary,
                    claim.url,
                    claim.outlet,
                    claim.level,
                    state,
                    why,
                )
            )
    return Table(HEADINGS[language], tuple(rows))
