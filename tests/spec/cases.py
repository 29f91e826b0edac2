"""Reads the tables of this folder and runs them through the pure middle: no database, no clock, no web."""

from __future__ import annotations

import datetime as dt
import io
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from hundredfold.linkage.prints import Print, fingerprint
from hundredfold.plan.blueprint import load
from hundredfold.plan.blueprint_types import Blueprint, Need, Strand, Words
from hundredfold.plan.needs import NEEDS
from hundredfold.prove import explain
from hundredfold.prove.claims import Activity, Appealed, Claim, Claims, Finding, Ground, Verdict, Visited
from hundredfold.prove.count import Evidenced, Standing, count
from hundredfold.prove.needs import unmet
from hundredfold.prove.rules import BY_NAME
from hundredfold.prove.shots import Shot
from tests.pictures import picture

FOLDER = Path(__file__).parent
COUNTS = ("review", "period", "joins", "lapse", "press_unit")
PERIOD = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
DAY = dt.date(2026, 6, 30)
TOLD = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)

# What every record of a table shows unless its line says otherwise, so that a line shows only what matters.
COMPLETE: Mapping[str, Mapping[str, Any]] = {
    "event": {
        "start": dt.date(2026, 5, 20),
        "venue": "党群服务中心",
        "head_count": 42,
        "head_count_method": "counted",
    },
    "article": {"start": dt.date(2026, 5, 21), "outlet": "包头日报", "pages": ("page.html",)},
    "person": {"details": {"appointed_on": "2026-01-05", "consent": True}},
    "team": {"details": {"leader": "安", "field_of_service": ["care"]}},
    "honour": {"start": dt.date(2026, 3, 2)},
    "place": {"start": dt.date(2026, 3, 2), "lat": 40.65, "lon": 109.83},
    "product": {"start": dt.date(2026, 3, 2), "details": {"maker": "安", "consent": True}},
}


@dataclass(frozen=True)
class Case:
    """One table's line: what was told, decided and found, and what must come of it."""

    file: str
    name: Words
    raw: Mapping[str, Any]

    @property
    def claims(self) -> Claims:
        """The records as the rules and the count see them."""
        blueprint = self.blueprint
        items = [_claim(number, line, blueprint) for number, line in enumerate(self.raw.get("told", ()), 1)]
        return Claims(
            items=items,
            blueprint=blueprint,
            period=PERIOD,
            as_of=self.raw.get("as_of", DAY),
            prints={name: _print(seed) for name, seed in self.raw.get("pictures", {}).items()},
            visits={line["record"]: _visited(line) for line in self.raw.get("visited", ())},
            shots={name: Shot(**line) for name, line in self.raw.get("shots", {}).items()},
        )

    @property
    def blueprint(self) -> Blueprint:
        """The programme the line is held against, with the settings of rules that the line gives."""
        blueprint = load(self.raw.get("programme", "nine_hundreds"))
        given = {rule: _values(settings) for rule, settings in self.raw.get("rules", {}).items()}
        rules = {rule: {**blueprint.rules[rule], **settings} for rule, settings in given.items()}
        return replace(blueprint, rules={**blueprint.rules, **rules}) if rules else blueprint

    @property
    def evidenced(self) -> Evidenced:
        """What was decided and found beside what was told."""
        return Evidenced(
            verdicts={line["record"]: _verdict(line) for line in self.raw.get("decided", ())},
            same=[(pair[0], pair[1]) for pair in self.raw.get("joined", ())],
            open_findings=[
                Finding(rule=line["rule"], a=line["a"], b=line.get("b", ""), blocks=(line["waits"],))
                for line in self.raw.get("open", ())
            ],
            appeals=[
                Appealed(tuple(line["records"]), line["code"], _said_values(line))
                for line in self.raw.get("appealed", ())
            ],
        )

    def standings(self) -> list[tuple[Strand, Standing]]:
        """Where every deed stands, strand by strand."""
        counted = count(self.claims, self.evidenced)
        return [
            (self.blueprint.strand(code), standing)
            for code, each in counted.items()
            for standing in each.standings
        ]

    def findings(self) -> list[Finding]:
        """What the rule of this file finds."""
        return sorted(BY_NAME[self.file].find(self.claims), key=lambda found: (found.a, found.b))


@dataclass(frozen=True)
class NeedCase:
    """One need, with a record that meets it and one that does not."""

    code: str
    kind: str
    met: Mapping[str, Any]
    not_met: Mapping[str, Any]

    @property
    def need(self) -> Need:
        """The need with its usual numbers."""
        return Need(self.code, dict(NEEDS[self.code].params))

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Whether a record with these facts, and these only, meets the need."""
        facts = dict(facts)
        days = facts.pop("active_on", ())
        claim = Claim(id="A", kind=self.kind, state="reported", strands=("s",), title="安", **_values(facts))
        activity = Activity({(self.kind, "安"): list(days)})
        strand = replace(load("nine_hundreds").strands[0], code="s", needs=(self.need,))
        return not unmet([claim], strand, on=DAY, period=PERIOD, activity=activity)


@cache
def table(name: str) -> Mapping[str, Any]:
    """One file of this folder."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def cases(name: str) -> list[Case]:
    """The lines of one file."""
    return [Case(name, Words(line["zh"], line["en"]), line) for line in table(name)["case"]]


def need_cases() -> Iterator[NeedCase]:
    """Every need's line."""
    for line in table("needs")["case"]:
        yield NeedCase(line["need"], line["kind"], line["met"], line["not_met"])


def said(grounds: Sequence[Ground], language: str) -> str:
    """The grounds of a finding as one phrase."""
    return ("; " if language == "en" else "；").join(explain.ground(each, language) for each in grounds)


def _claim(number: int, line: Mapping[str, Any], blueprint: Blueprint) -> Claim:
    line = dict(line)
    strand = blueprint.strand(line.pop("strand", "talks"))
    also = line.pop("also", [])
    usual = dict(COMPLETE[strand.kind])
    if strand.need("photos") and "photos" not in line:
        usual["photos"] = (f"{line['id']}.jpg",)
    for key in line.pop("lacks", ()):
        usual.pop(key, None)
    details = {**usual.pop("details", {}), **line.pop("details", {})}
    unit = line.pop("unit", "友谊十七社区")
    facts = {
        "state": "reported",
        "title": "邻里普法茶话会",
        "told_at": TOLD + dt.timedelta(days=number),
        **usual,
        **line,
    }
    return Claim(
        kind=strand.kind,
        strands=(strand.code, *also),
        number=number,
        position=facts.pop("position", number),
        unit=unit,
        unit_name=unit,
        details=details,
        **_values(facts),
    )


def _values(facts: Mapping[str, Any]) -> dict[str, Any]:
    """TOML's arrays as the tuples that a claim holds, outside its details."""
    return {
        key: tuple(value) if isinstance(value, list) and key != "details" else value
        for key, value in facts.items()
    }


def _visited(line: Mapping[str, Any]) -> Visited:
    return Visited(line["result"], line["day"], line.get("head_count"), line.get("note", ""))


def _said_values(line: Mapping[str, Any]) -> dict[str, str]:
    """What an appeal's sentence says: its days and its reason."""
    return {key: str(value) for key, value in line.items() if key not in {"records", "code"}}


def _verdict(line: Mapping[str, Any]) -> Verdict:
    at = dt.datetime.combine(line["day"], dt.time(3), tzinfo=dt.UTC)
    return Verdict(code=line["said"], position=line.get("position", 99), at=at, reason=line.get("reason", ""))


@cache
def _print(seed: int) -> Print:
    return fingerprint(np.asarray(Image.open(io.BytesIO(picture(seed))).convert("RGB")))
