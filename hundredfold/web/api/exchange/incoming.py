"""From the JSON of a part to facts: only the fields named here can be written, each of its own type.

Whether the facts can stand in the ledger is asked by the ledger's own checks, not here.
"""

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from hundredfold.base.text import clean, one_line
from hundredfold.do.ledger.facts import Facts
from hundredfold.plan.blueprint_types import Blueprint
from hundredfold.plan.models import Unit
from hundredfold.plan.queries import unit_index
from hundredfold.web.api.wrong import Wrong

RECORD_BYTES_MOST = 256 << 10
CO_UNITS_MOST = 50
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What the exchange calls a field, and the ledger's name for it where that differs.
NAMES = {
    "strand": "strands",
    "date": "start",
    "end_date": "end",
    "headcount": "head_count",
    "headcount_method": "head_count_method",
}
_OUTWARD = {inner: outer for outer, inner in NAMES.items()}


class Unreadable(ValueError):
    """A value that is not of its field's type; the message says what is wanted."""


def facts_from(text: str, *, unit: Unit, blueprint: Blueprint) -> Facts:
    """The facts that ``text``, one JSON object, tells in the name of ``unit``.

    Raises Wrong: 400 for what is no JSON object or names a field that cannot be written, 422 for a wrong type.
    """
    said = _object(text)
    unknown = {name: _("This is no field that can be written.") for name in said if name not in READERS}
    if unknown:
        names = ", ".join(one_line(name, most=40) for name in list(unknown)[:5])
        raise Wrong(400, _("These fields cannot be written: %(names)s.") % {"names": names}, _short(unknown))
    values, problems = _values(said)
    if problems:
        raise Wrong(
            422, _("Some fields cannot be read: %(names)s.") % {"names": ", ".join(problems)}, problems
        )
    strand = values.pop("strand", "")
    promised = blueprint.by_code.get(strand)
    kind = values.pop("kind", "") or (promised.kind if promised else "")
    return Facts(
        kind=kind, state="reported", strands=(strand,) if strand else (), unit=unit.public_id, **values
    )


def outward(problems: Mapping[str, str]) -> dict[str, str]:
    """The ledger's problems under the names that the sender used."""
    return {_OUTWARD.get(name, name): sentence for name, sentence in _short(problems).items()}


def _short(problems: Mapping[str, str]) -> dict[str, str]:
    return {one_line(name, most=60): sentence[:300] for name, sentence in list(problems.items())[:50]}


def _object(text: str) -> dict[str, Any]:
    if len(text) > RECORD_BYTES_MOST:
        raise Wrong(413, _("The record is longer than %(most)d characters.") % {"most": RECORD_BYTES_MOST})
    try:
        said = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Wrong(400, _("The part named record is not JSON, or is nested too deep.")) from None
    if not isinstance(said, dict):
        raise Wrong(400, _("The part named record must be one JSON object."))
    return said


def _no_number(name: str) -> float:
    raise ValueError(name)


def _values(said: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {"title": ""}
    problems: dict[str, str] = {}
    for name, value in said.items():
        if value is None:
            continue
        try:
            values[_inner(name)] = READERS[name](value)
        except Unreadable as why:
            problems[name] = str(why)
    return values, problems


def _inner(name: str) -> str:
    return name if name == "strand" else NAMES.get(name, name)


def _line(value: Any) -> str:
    """A text on one line, whole: the ledger says it when it is too long."""
    return re.sub(r"\s+", " ", _text(value))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable(_("This must be a text."))
    return clean(value)


def _day(value: Any) -> dt.date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return dt.date.fromisoformat(value)
    except ValueError:
        raise Unreadable(_("There is no such day.")) from None
    raise Unreadable(_("A day is written like 2026-05-20."))


def _degrees(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable(_("This must be a number of degrees."))
    try:
        degrees = float(value)
    except OverflowError:
        degrees = math.inf
    if not math.isfinite(degrees):
        raise Unreadable(_("This must be a number of degrees."))
    return degrees


def _heads(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable(_("A head count is a whole number."))
    return value


def _units(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Unreadable(_("This must be a list of unit names or ids."))
    if len(value) > CO_UNITS_MOST:
        raise Unreadable(_("%(n)d units are the most.") % {"n": CO_UNITS_MOST})
    if not value:
        return ()
    index = unit_index()
    found: list[str] = []
    for text in value:
        unit = index.units.get(text) or index.named(text[:200])
        if unit is None:
            unknown = {"unit": one_line(text, most=60)}
            raise Unreadable(_("No unit, or more than one, is called %(unit)s.") % unknown)
        found.append(unit.public_id)
    return tuple(dict.fromkeys(found))


def _details(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(_("This must be an object."))
    return {clean(key): _plain(each) for key, each in value.items()}


def _plain(value: Any) -> Any:
    """One answer, or a list of them. Deeper things are no answers, and no number is beyond what a database keeps."""
    if isinstance(value, list):
        return [_one(each) for each in value]
    return _one(value)


def _one(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and abs(value) < 2**53:
        return value
    raise Unreadable(_("An answer is a text, a number, yes or no, or a list of these."))


READERS: Mapping[str, Callable[[Any], Any]] = {
    "strand": _line,
    "kind": _line,
    "title": _line,
    "date": _day,
    "end_date": _day,
    "venue": _line,
    "lat": _degrees,
    "lon": _degrees,
    "co_units": _units,
    "headcount": _heads,
    "headcount_method": _line,
    "summary": _text,
    "details": _details,
}
