"""Every rule that a blueprint file must keep, as a table of shapes. Knows keys, not what is built of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from hundredfold.plan.blueprint_links import check_links
from hundredfold.plan.blueprint_problems import Problem
from hundredfold.plan.blueprint_shapes import (
    Check,
    Report,
    choice,
    code,
    code_mapping,
    date,
    flag,
    listed,
    number,
    positive,
    shown,
    table,
    text,
    time_zone,
    words,
)
from hundredfold.plan.blueprint_types import ALSO_EFFECTS, COUNTS, DETAIL_TYPES, KINDS, PRESS_UNITS, month_day
from hundredfold.plan.festivals import FESTIVALS
from hundredfold.plan.needs import NEEDS
from hundredfold.plan.never_asked import is_never_asked
from hundredfold.plan.rule_settings import DAYS, RULES

Table = Mapping[str, object]
Path = tuple[str | int, ...]
LONGEST_APPEAL = 250  # working days: about a year


def check(raw: Table, file: str, lines: Mapping[Path, int]) -> list[Problem]:
    """Everything wrong with `raw` (as `tomllib` read it), in order of lines; empty if it can be built."""
    report = Report(file, lines, languages(raw))
    BLUEPRINT(raw, (), report)
    if not report.problems:
        check_links(raw, report)
    return sorted(report.problems, key=lambda problem: problem.line)


def languages(raw: Table) -> tuple[str, ...]:
    """The language tags the file declares, Chinese and English at least."""
    declared = raw.get("languages")
    extra = declared if isinstance(declared, list) else []
    return tuple(dict.fromkeys(("zh", "en", *(tag for tag in extra if isinstance(tag, str)))))


def _needs(value: object, path: Path, report: Report) -> None:
    if not isinstance(value, Mapping):
        report.add(path, "not_table", value=shown(value))
        return
    for name, asked in value.items():
        here = (*path, name)
        if name not in NEEDS:
            report.unknown(here, NEEDS)
        elif isinstance(asked, Mapping):
            table({}, dict.fromkeys(NEEDS[name].params, positive))(asked, here, report)
        elif asked is not True:
            report.add(here, "not_choice", choices="true, {…}", value=shown(asked))


def _details(value: object, path: Path, report: Report) -> None:
    code_mapping(DETAIL)(value, path, report)
    for key, detail in value.items() if isinstance(value, Mapping) else ():
        if is_never_asked(key):
            report.add((*path, key), "forbidden")
        if not isinstance(detail, Mapping):
            continue
        label = detail.get("label")
        said = label.values() if isinstance(label, Mapping) else ()
        if any(isinstance(name, str) and is_never_asked(name) for name in said):
            report.add((*path, key, "label"), "forbidden")
        if (detail.get("type") == "choice") != bool(detail.get("choices")):
            report.add((*path, key), "no_choices")


def _period(value: object, path: Path, report: Report) -> None:
    before = len(report.problems)
    table({"start": text, "end": text})(value, path, report)
    if len(report.problems) > before or not isinstance(value, Mapping):
        return
    start, end = str(value["start"]), str(value["end"])
    yearly = {len(start), len(end)} == {len("01-01")}
    days = [_day(edge) for edge in (start, end)]
    if None in days or not (yearly or {len(start), len(end)} == {len("2026-01-01")}):
        report.add(path, "not_period", value=f"{shown(start)}, {shown(end)}")
    elif not yearly and end < start:
        report.add((*path, "end"), "period_backwards")


def _day(edge: str) -> object:
    """The day of an ISO date or a month-day, None if it is neither; 2000 lets 29 February pass."""
    try:
        return month_day(edge, 2000) if len(edge) == len("01-01") else dt.date.fromisoformat(edge)
    except ValueError:
        return None


def _edge(value: object, path: Path, report: Report) -> None:
    if not isinstance(value, str) or _day(value) is None:
        report.add(path, "not_period", value=shown(value))


def _campaign(value: object, path: Path, report: Report) -> None:
    rules: dict[str, Check] = {"month": _month, "week": _week, "days": _days}
    table({"name": words}, {"note": words, **rules})(value, path, report)
    if isinstance(value, Mapping) and sum(rule in value for rule in rules) != 1:
        report.add(path, "not_window")


def _month(value: object, path: Path, report: Report) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 12:
        report.add(path, "not_choice", choices="1–12", value=shown(value))


def _week(value: object, path: Path, report: Report) -> None:
    parts = value.split(" of ") if isinstance(value, str) else []
    if len(parts) != 2 or parts[0] not in ("first", "last") or parts[1] not in map(str, range(1, 13)):
        report.add(path, "not_week", value=shown(value))


def _days(value: object, path: Path, report: Report) -> None:
    edges = value if isinstance(value, list) else []
    if len(edges) != 2 or any(
        not isinstance(edge, str) or len(edge) != 5 or _day(edge) is None for edge in edges
    ):
        report.add(path, "not_period", value=shown(value))


def _rules(value: object, path: Path, report: Report) -> None:
    shapes: dict[str, Check] = {
        name: table({}, {key: _setting(key, default) for key, default in settings.items()})
        for name, settings in RULES.items()
    }
    table({}, shapes)(value, path, report)


def _working_days(value: object, path: Path, report: Report) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LONGEST_APPEAL:
        report.add(path, "not_choice", choices=f"1–{LONGEST_APPEAL}", value=shown(value))


def _setting(key: str, default: object) -> Callable[[object, Path, Report], None]:
    if isinstance(default, tuple):
        return listed(_edge if key in DAYS else text)
    return _capacities if isinstance(default, Mapping) else number


def _capacities(value: object, path: Path, report: Report) -> None:
    if not isinstance(value, Mapping):
        report.add(path, "not_table", value=shown(value))
        return
    for name, size in value.items():
        positive(size, (*path, name), report)


def _aliases(value: object, path: Path, report: Report) -> None:
    listed(text)(value, path, report)


DETAIL = table(
    {"type": choice(DETAIL_TYPES), "label": words, "why": words},
    {"required": flag, "many": flag, "choices": code_mapping(words)},
)
STRAND = table(
    {
        "kind": choice(KINDS),
        "counts": choice(COUNTS),
        "name": words,
        "measure": table({"zh": text, "en": text}, {"en_many": text}),
        "target": positive,
        "counting_rule": table({"one": words}, {"not_counted": listed(words)}),
    },
    {
        "short_name": words,
        "full_name": words,
        "needs": _needs,
        "details": _details,
        "aliases": _aliases,
    },
)
ALSO = table(
    {"first": code, "second": code, "allowed": flag, "why": words},
    {"effect": choice(ALSO_EFFECTS), "asks": listed(code)},
)
BLUEPRINT = table(
    {
        "code": code,
        "name": words,
        "description": words,
        "time_zone": time_zone,
        "period": _period,
        "strands": code_mapping(STRAND, least=1),
    },
    {
        "languages": listed(text),
        "press_unit": choice(PRESS_UNITS),
        "kinds": table({}, dict.fromkeys(KINDS, table({"details": _details}))),
        "also": listed(ALSO),
        "site_types": code_mapping(table({"name": words}, {"since": date, "until": date})),
        "campaigns": code_mapping(_campaign),
        "festivals": listed(choice(tuple(FESTIVALS))),
        "principles": code_mapping(table({"name": words, "definition": words})),
        "unit_types": code_mapping(table({"name": words})),
        "rules": _rules,
        "appeals": table({}, dict.fromkeys(("within", "answered_within"), _working_days)),
        "district": table({"code": text, "name": words}, {"aliases": _aliases}),
    },
)
