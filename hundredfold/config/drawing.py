"""A spot check drawn from this site's ledger, for the terminal: nothing is written down."""

import datetime as dt
from typing import Any

from hundredfold.base import clock
from hundredfold.base.env import BadSetting
from hundredfold.do.ledger.queries import records_by_public_id
from hundredfold.plan.models import Programme, Strand
from hundredfold.plan.queries import current_programme
from hundredfold.prove import draw, spot_checks
from hundredfold.prove.intake import local_day


def drawn(
    *, seed: str, word: str, as_of: dt.date | None, size: int, strand: str, language: str
) -> dict[str, Any]:
    """The draw of that seed, or of that word, as JSON values. Raises BadSetting, with a sentence."""
    at = clock.now()
    programme = current_programme()
    if programme is None:
        raise BadSetting(
            "还没有项目，先运行 hundredfold found。/ No programme yet: run `hundredfold found` first."
        )
    today = local_day(programme, at)
    day = as_of or today - dt.timedelta(days=1)
    if day >= today:
        raise BadSetting(f"--as-of {day}：请选已经过完的一天。/ Choose a day that is over.")
    if not 1 <= size <= draw.SIZE_MOST:
        raise BadSetting(f"--size {size}：请在 1 到 {draw.SIZE_MOST} 之间。/ Between 1 and {draw.SIZE_MOST}.")
    urn = spot_checks.urn(programme, _strand(programme, strand), as_of=day, at=at)
    used = seed or urn.seed(programme, day, word)
    return {
        "seed": used,
        "as_of": day.isoformat(),
        "strand": strand,
        "position": urn.position,
        "candidates": len(urn.lots),
        "candidates_sha256": draw.fingerprint(urn.lots),
        "drawn": _shown(draw.draw(urn.lots, seed=used, size=size), language),
    }


def _strand(programme: Programme, code: str) -> Strand | None:
    if not code:
        return None
    found = Strand.objects.select_related("programme").filter(programme=programme, code=code).first()
    if found is None:
        known = " ".join(programme.blueprint.by_code)
        raise BadSetting(f"--strand {code}：没有这条线。/ There is no such strand. {known}")
    return found


def _shown(lots: list[draw.Lot], language: str) -> list[dict[str, Any]]:
    records = records_by_public_id([each.record for each in lots])
    return [
        {
            "record": each.record,
            "number": f"{records[each.record].number:04d}",
            "title": records[each.record].title,
            "unit": records[each.record].unit.name,
            "weight": each.weight,
            "grounds": [draw.say(code, language) for code in each.grounds],
        }
        for each in lots
    ]
