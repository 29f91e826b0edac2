"""The count and its reasons as plain values: for machines, for the terminal, for a look back at any day."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from hundredfold.base import clock
from hundredfold.base.env import BadSetting
from hundredfold.plan.blueprint_types import Strand
from hundredfold.plan.models import Programme, Unit
from hundredfold.prove import explain as words
from hundredfold.prove.count import STATES, Standing, StrandCount
from hundredfold.prove.intake import local_day, public_id_of
from hundredfold.prove.queries import count_at


def as_json(
    programme: Programme, *, until: dt.datetime | None = None, language: str = "zh"
) -> dict[str, Any]:
    """Every strand's count as known at ``until`` (none: now), each number with its list."""
    at = clock.now()
    names = dict(Unit.objects.values_list("public_id", "name"))
    counts = count_at(programme, at=at, until=until)
    return {
        "programme": programme.code,
        "as_of": local_day(programme, until or at).isoformat(),
        "counts": {
            code: _strand(programme.blueprint.strand(code), counted, names, language)
            for code, counted in counts.items()
        },
    }


def _strand(strand: Strand, counted: StrandCount, names: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "name": strand.short_name.say(language),
        "target": counted.target,
        **{state: counted.numbers[state] for state in STATES},
        "deeds": [_deed(each, strand, names, language) for each in counted.standings],
    }


def _deed(standing: Standing, strand: Strand, names: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "id": standing.deed,
        "records": list(standing.records),
        "state": standing.state,
        "title": standing.title,
        "date": standing.day.isoformat() if standing.day else None,
        "units": [names.get(unit, unit) for unit in standing.credited],
        "why": words.sentence(standing, strand, language),
    }


def explain(
    programme: Programme, what: str, *, until: dt.datetime | None = None, language: str = "zh"
) -> dict[str, Any]:
    """Why a strand's number is what it is, or where one record stands and why.

    ``what`` is a strand's code, a record's public id or its number. BadSetting if it is none of these.
    """
    report = as_json(programme, until=until, language=language)
    if what in report["counts"]:
        strand = report["counts"][what]
        return {
            "strand": what,
            **strand,
            "sentences": list(_strand_sentences(strand, programme, what, language)),
        }
    found = _record(report, _public_id(programme, what))
    if not found:
        raise BadSetting(
            f"{what} 既不是条线，也不是记录。条线有：{' '.join(report['counts'])}。 / "
            f"{what} is neither a strand nor a record. The strands: {' '.join(report['counts'])}."
        )
    return {"record": what, "standings": found, "sentences": [each["why"] for each in found]}


def _strand_sentences(
    strand: dict[str, Any], programme: Programme, code: str, language: str
) -> Iterator[str]:
    rule = programme.blueprint.strand(code).counting_rule
    yield rule.one.say(language)
    numbers = [f"{words.state(state, language)} {strand[state]}" for state in STATES]
    yield f"{strand['name']}: {' · '.join(numbers)} / {strand['target']}"
    for deed in strand["deeds"]:
        yield f"{deed['date'] or '—'}  {deed['title']}: {deed['why']}"


def _public_id(programme: Programme, what: str) -> str:
    return public_id_of(programme, int(what)) if what.isdecimal() and len(what) < 12 else what


def _record(report: dict[str, Any], public_id: str) -> list[dict[str, Any]]:
    return [
        {"strand": code, **deed}
        for code, strand in report["counts"].items()
        for deed in strand["deeds"]
        if public_id in deed["records"]
    ]
