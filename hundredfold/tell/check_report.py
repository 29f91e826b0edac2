"""A check in the shape of the contract's JSON, and as the page that can be mailed. Only words and order; no judging."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from hundredfold.plan.blueprint_types import Strand
from hundredfold.prove import explain
from hundredfold.prove.checking import Checked
from hundredfold.prove.claims import PLANNED, Finding
from hundredfold.prove.count import EXCLUDED, PENDING, Standing
from hundredfold.prove.rules import BY_NAME
from hundredfold.reading.sheets import Ledger
from hundredfold.tell.render.faces import CheckPage, FindingFace, Line, StrandFace
from hundredfold.tell.render.words import Language


def why(finding: Finding, language: str = "zh") -> str:
    """One sentence of what a finding rests on."""
    title = BY_NAME[finding.rule].title.say(language)
    said = [explain.lacks(each, language) for each in finding.grounds]
    return f"{title}: {'; '.join(said)}" if language == "en" else f"{title}：{'；'.join(said)}"


def as_json(checked: Checked, ledger: Ledger, *, language: str = "zh") -> dict[str, Any]:
    """The contract's shape, with ``period``, ``notices`` and ``unplaced`` beside it."""
    by_pair = {(each.a, each.b): why(each, language) for each in checked.findings if each.b}
    first, last = checked.claims.period
    return {
        "source": ledger.source,
        "programme": checked.claims.blueprint.code,
        "period": [first.isoformat(), last.isoformat()],
        "rows": len(ledger.rows),
        "skipped": [
            {"row": each.row, "sheet": each.sheet, "why": each.why(language)} for each in ledger.skipped
        ],
        "notices": [each.why(language) for each in ledger.notices],
        "unplaced": list(checked.unplaced),
        "pairs": [
            {
                "a": pair.a,
                "b": pair.b,
                "probability": round(pair.probability, 4),
                "why": by_pair.get((pair.a, pair.b)) or by_pair.get((pair.b, pair.a), ""),
            }
            for pair in checked.pairs
        ],
        "deeds": [list(deed) for deed in checked.deeds],
        "findings": [
            {
                "rule": each.rule,
                "records": [each.a, each.b] if each.b else [each.a],
                "why": why(each, language),
            }
            for each in checked.findings
        ],
        "counts": {
            code: {
                "target": strand.target,
                "counted": strand.numbers["counted"],
                "pending": strand.numbers[PENDING],
                "excluded": strand.numbers[EXCLUDED],
                "deeds": [
                    _deed(each, checked.claims.blueprint.strand(code), language) for each in strand.standings
                ],
            }
            for code, strand in checked.counts.items()
        },
    }


def _deed(standing: Standing, strand: Strand, language: str) -> dict[str, Any]:
    return {
        "id": standing.deed,
        "records": list(standing.records),
        "state": standing.state,
        "title": standing.title,
        "date": standing.day.isoformat() if standing.day else None,
        "units": list(standing.credited),
        "why": explain.sentence(standing, strand, language),
    }


def as_page(checked: Checked, ledger: Ledger, *, made_at: dt.datetime, language: Language) -> CheckPage:
    """The page's content, every sentence said in ``language``."""
    blueprint = checked.claims.blueprint
    first, last = checked.claims.period
    titles = {"zh": "台账核对结果", "en": "What the ledger's check gave"}
    return CheckPage(
        title=titles[language],
        source_name=ledger.source,
        programme_name=blueprint.name.say(language),
        period_text=f"{first.isoformat()} – {last.isoformat()}",
        made_at_text=made_at.strftime("%Y-%m-%d %H:%M"),
        strands=tuple(_face(checked, strand, language) for strand in blueprint.strands),
        findings=tuple(_finding(each, checked, language) for each in checked.findings),
        skipped=tuple(
            (_where(each.sheet, each.row, language), each.why(language)) for each in ledger.skipped
        ),
        notices=tuple(each.why(language) for each in ledger.notices),
    )


def _where(sheet: str, row: int, language: str) -> str:
    place = f"row {row}" if language == "en" else f"第 {row} 行"
    return f"{sheet} · {place}" if sheet else place


def _face(checked: Checked, strand: Strand, language: str) -> StrandFace:
    counted = checked.counts[strand.code]
    lines = tuple(
        _line(each, checked, strand, language) for each in counted.standings if each.state != PLANNED
    )
    numbers: Mapping[str, int] = counted.numbers
    return StrandFace(
        code=strand.code,
        name=strand.short_name.say(language),
        measure=strand.measure.en_many if language == "en" else strand.measure.zh,
        target=counted.target,
        counted=numbers["counted"],
        pending=numbers[PENDING],
        excluded=numbers[EXCLUDED],
        lines=lines,
    )


def _line(standing: Standing, checked: Checked, strand: Strand, language: str) -> Line:
    first = checked.claims.by_id[standing.records[0]]
    return Line(
        id=standing.deed,
        title=standing.title,
        unit=first.unit_name,
        day=standing.day.isoformat() if standing.day else "",
        state=standing.state,  # type: ignore[arg-type]  # states are those of the count
        why=explain.sentence(standing, strand, language),
        told_by=standing.credited,
        records=standing.records,
    )


def _finding(finding: Finding, checked: Checked, language: str) -> FindingFace:
    rule = BY_NAME[finding.rule]
    said = tuple(explain.lacks(each, language) for each in finding.grounds)
    return FindingFace(
        rule_name=rule.title.say(language),
        sentence=rule.sentence.say(language),
        sides=(finding.a, finding.b) if finding.b else (finding.a,),
        grounds=said,
    )
