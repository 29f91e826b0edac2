"""What keys of a blueprint say of each other: aliases, rules, bounds. Runs once each key alone is sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hundredfold.plan.blueprint_shapes import Report, shown
from hundredfold.plan.headings import folded
from hundredfold.plan.needs import NEEDS

# what a kind can be counted as: the others would have no record to count
COUNTS_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "person": ("members",),
    "team": ("members",),
    "event": ("events",),
    "honour": ("things",),
    "place": ("things",),
    "product": ("things",),
    "article": ("stories",),
}


# how long a text may be that lists and tables show
LONGEST: Mapping[str, int] = {"name": 120, "short_name": 120, "measure": 20, "note": 300}


def check_links(raw: Mapping[str, Any], report: Report) -> None:
    """Report every strand, rule and bound of `raw` that contradicts another."""
    seen: dict[str, str] = {}
    for code, strand in raw["strands"].items():
        _kind(code, strand, report)
        _bounds(code, strand, report)
        _lengths(("strands", code), strand, report)
        for path, alias in _aliases(code, strand):
            owner = seen.setdefault(folded(alias), code)
            if owner != code:
                report.add(path, "alias_twice", value=shown(alias), strand=owner)
    for position, rule in enumerate(raw.get("also", [])):
        _also(position, rule, raw, report)
    for code, campaign in raw.get("campaigns", {}).items():
        _lengths(("campaigns", code), campaign, report)
    for code, site in raw.get("site_types", {}).items():
        if "since" in site and "until" in site and site["until"] < site["since"]:
            report.add(("site_types", code, "until"), "period_backwards")


def _kind(code: str, strand: Mapping[str, Any], report: Report) -> None:
    kind, allowed = strand["kind"], COUNTS_OF_KIND[strand["kind"]]
    if strand["counts"] not in allowed:
        report.add(("strands", code, "counts"), "counts_unfit", kind=kind, choices=", ".join(allowed))
    for need in strand.get("needs", {}):
        if kind not in NEEDS[need].kinds:
            report.add(("strands", code, "needs", need), "need_unfit", kind=kind, value=need)


def _bounds(code: str, strand: Mapping[str, Any], report: Report) -> None:
    asked = strand.get("needs", {}).get("photos")
    if not isinstance(asked, Mapping):
        return
    bounds = {**NEEDS["photos"].params, "enough": max(1, asked.get("min", 1)), **asked}
    for low, high in (("min", "enough"), ("enough", "max")):
        if bounds[low] > bounds[high]:
            report.add(("strands", code, "needs", "photos"), "too_few", other=high, bound=bounds[high])


def _lengths(path: tuple[str | int, ...], table: Mapping[str, Any], report: Report) -> None:
    for part, limit in LONGEST.items():
        for language, text in table.get(part, {}).items():
            if len(text) > limit:
                report.add((*path, part, language), "too_long", limit=limit)


def _aliases(code: str, strand: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for part in ("name", "short_name", "full_name"):
        for language in ("zh", "en"):
            if part in strand:
                yield ("strands", code, part, language), strand[part][language]
    for position, alias in enumerate(strand.get("aliases", [])):
        yield ("strands", code, "aliases", position), alias


def _also(position: int, rule: Mapping[str, Any], raw: Mapping[str, Any], report: Report) -> None:
    strands = raw["strands"]
    for end in ("first", "second"):
        if rule[end] not in strands:
            report.add(("also", position, end), "no_strand", value=shown(rule[end]))
            return
    strand = strands[rule["first"]]
    fields = {*strand.get("details", {}), *raw.get("kinds", {}).get(strand["kind"], {}).get("details", {})}
    for place, asked in enumerate(rule.get("asks", [])):
        if asked not in fields:
            report.add(
                ("also", position, "asks", place), "no_detail", strand=rule["first"], value=shown(asked)
            )
