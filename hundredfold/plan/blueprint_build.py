"""From a checked table to the frozen parts of a blueprint, defaults filled in. Checks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hundredfold.plan.blueprint_types import (
    Also,
    AppealDays,
    Blueprint,
    Campaign,
    Choice,
    CountingRule,
    Detail,
    District,
    Measure,
    Need,
    Principle,
    Setting,
    SiteType,
    Strand,
    UnitType,
    Words,
)
from hundredfold.plan.needs import NEEDS
from hundredfold.plan.rule_settings import RULES

Table = Mapping[str, Any]


def build(raw: Table, languages: tuple[str, ...]) -> Blueprint:
    """The blueprint of `raw`, which `blueprint_check.check` found nothing wrong with."""
    kinds = raw.get("kinds", {})
    return Blueprint(
        code=raw["code"],
        name=_words(raw["name"]),
        description=_words(raw["description"]),
        languages=languages,
        time_zone=raw["time_zone"],
        period_start=raw["period"]["start"],
        period_end=raw["period"]["end"],
        press_unit=raw.get("press_unit", "story"),
        strands=tuple(
            _strand(code, position, strand)
            for position, (code, strand) in enumerate(raw["strands"].items(), 1)
        ),
        kind_details={kind: _details(table["details"]) for kind, table in kinds.items()},
        also=tuple(_also(rule) for rule in raw.get("also", [])),
        site_types=tuple(_site_type(code, site) for code, site in raw.get("site_types", {}).items()),
        campaigns=tuple(_campaign(code, campaign) for code, campaign in raw.get("campaigns", {}).items()),
        festivals=tuple(raw.get("festivals", ())),
        principles=tuple(
            Principle(code, _words(principle["name"]), _words(principle["definition"]))
            for code, principle in raw.get("principles", {}).items()
        ),
        unit_types=tuple(
            UnitType(code, _words(unit["name"])) for code, unit in raw.get("unit_types", {}).items()
        ),
        rules=_rules(raw.get("rules", {})),
        district=_district(raw["district"]) if "district" in raw else None,
        appeals=AppealDays(**raw.get("appeals", {})),
    )


def _words(table: Table) -> Words:
    return Words(
        table["zh"], table["en"], {tag: text for tag, text in table.items() if tag not in ("zh", "en")}
    )


def _strand(code: str, position: int, table: Table) -> Strand:
    needs = tuple(_need(need, asked) for need, asked in table.get("needs", {}).items())
    photos = next((need for need in needs if need.code == "photos"), None)
    name = _words(table["name"])
    short_name = _words(table["short_name"]) if "short_name" in table else name
    measure, rule = table["measure"], table["counting_rule"]
    return Strand(
        code=code,
        position=position,
        kind=table["kind"],
        counts=table["counts"],
        name=name,
        short_name=short_name,
        full_name=_words(table["full_name"]) if "full_name" in table else name,
        measure=Measure(measure["zh"], measure["en"], measure.get("en_many", f"{measure['en']}s")),
        target=table["target"],
        counting_rule=CountingRule(_words(rule["one"]), tuple(map(_words, rule.get("not_counted", [])))),
        needs=needs,
        details=_details(table.get("details", {})),
        aliases=tuple(table.get("aliases", ())),
        photos_enough=int(photos.params["enough"]) if photos else 1,
    )


def _need(code: str, asked: bool | Table) -> Need:
    given: dict[str, int] = dict(asked) if isinstance(asked, Mapping) else {}
    params = {**NEEDS[code].params, **given}
    if code == "photos" and "enough" not in given:
        params["enough"] = params["min"]
    return Need(code, params)


def _details(table: Table) -> tuple[Detail, ...]:
    return tuple(
        Detail(
            key=key,
            type=detail["type"],
            label=_words(detail["label"]),
            why=_words(detail["why"]),
            required=detail.get("required", False),
            choices=tuple(Choice(code, _words(name)) for code, name in detail.get("choices", {}).items()),
            many=detail.get("many", False),
        )
        for key, detail in table.items()
    )


def _also(table: Table) -> Also:
    return Also(
        first=table["first"],
        second=table["second"],
        allowed=table["allowed"],
        effect=table.get("effect", "counts"),
        asks=tuple(table.get("asks", ())),
        why=_words(table["why"]),
    )


def _site_type(code: str, table: Table) -> SiteType:
    return SiteType(code, _words(table["name"]), table.get("since"), table.get("until"))


def _campaign(code: str, table: Table) -> Campaign:
    days = table.get("days")
    return Campaign(
        code=code,
        name=_words(table["name"]),
        note=_words(table.get("note", {"zh": "", "en": ""})),
        month=table.get("month"),
        week=table.get("week"),
        days=(days[0], days[1]) if days else None,
    )


def _rules(table: Table) -> dict[str, dict[str, Setting]]:
    """Every rule with every number: the file's own over the defaults; venues are added to, lists replaced."""
    merged: dict[str, dict[str, Setting]] = {}
    for rule, defaults in RULES.items():
        given = table.get(rule, {})
        merged[rule] = {
            key: {**default, **given.get(key, {})}
            if isinstance(default, Mapping)
            else _plain(given.get(key, default))
            for key, default in defaults.items()
        }
    return merged


def _plain(value: Any) -> Setting:
    return tuple(value) if isinstance(value, list) else value


def _district(table: Table) -> District:
    return District(table["code"], _words(table["name"]), tuple(table.get("aliases", ())))
