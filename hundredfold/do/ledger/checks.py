"""What the ledger asks of facts before it takes them: that they can be true at all. Never whether they count."""

import datetime as dt
import math
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.kinds import fields_of
from hundredfold.do.ledger.words import HEAD_COUNT_MOST, HeadCountMethod, Level, Refused, State
from hundredfold.plan.blueprint_types import Blueprint, Detail

_EARLIEST, _LATEST = dt.date(1900, 1, 1), dt.date(2200, 1, 1)
# Eighteen digits with a plausible date inside, or fifteen: what an identity number looks like, wherever it stands.
_IDENTITY = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_STATES, _METHODS, _LEVELS = (frozenset(words.values) for words in (State, HeadCountMethod, Level))
_LENGTHS = {"venue": 200, "town": 80, "url": 1000, "outlet": 100, "summary": 20_000}


def without_identity_numbers(text: str) -> str:
    """``text`` with whatever looks like an identity number taken out: for what others wrote and nobody retypes."""
    return _IDENTITY.sub("…", text)


def require(facts: Facts, blueprint: Blueprint) -> None:
    """Raises Refused with one sentence a field if these facts cannot stand in the ledger."""
    problems: dict[str, str] = {}
    for name, sentence in _problems(facts, blueprint):
        problems.setdefault(name, sentence)
    if problems:
        raise Refused(problems)


def _problems(facts: Facts, blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    yield from _title_and_words(facts)
    yield from _known_words(facts)
    yield from _strands(facts, blueprint)
    yield from _dates(facts)
    yield from _numbers(facts)
    yield from _details(facts, blueprint)


def _title_and_words(facts: Facts) -> Iterator[tuple[str, str]]:
    if not facts.title:
        yield "title", _("The title is empty. Say in a few words what was done.")
    elif len(facts.title) > 300:
        yield "title", _("The title has %(n)d characters; 300 is the most.") % {"n": len(facts.title)}
    for name, most in _LENGTHS.items():
        if len(getattr(facts, name)) > most:
            yield name, _("This is longer than %(n)d characters. Please shorten it.") % {"n": most}
    if facts.url and not re.match(r"https?://[^\s/]+", facts.url):
        yield "url", _("A link starts with http:// or https://.")
    for name in ("title", "summary", "venue"):
        if _IDENTITY.search(getattr(facts, name)):
            yield (
                name,
                _("This looks like an identity number. Take it out: the ledger keeps deeds, not people."),
            )


def _strands(facts: Facts, blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    if not facts.strands:
        yield "strands", _("Choose what this is told in.")
    unknown = [code for code in facts.strands if code not in blueprint.by_code]
    if unknown:
        yield "strands", _("%(code)s is no strand of this programme.") % {"code": unknown[0]}
        return
    first, *others = facts.strands or ("",)
    for other in others:
        if not blueprint.may_also_count(first, other):
            names = {"a": blueprint.strand(first).name.zh, "b": blueprint.strand(other).name.zh}
            yield (
                "strands",
                _("One record cannot be told in both %(a)s and %(b)s by this programme's rules.") % names,
            )
    if first and blueprint.strand(first).kind != facts.kind:
        yield "kind", _("The kind does not fit the strand.")


def _dates(facts: Facts) -> Iterator[tuple[str, str]]:
    for name in ("start", "end"):
        day = getattr(facts, name)
        if day and not _EARLIEST <= day <= _LATEST:
            yield name, _("%(day)s lies outside any programme. Check the year.") % {"day": day}
    if facts.end and not facts.start:
        yield "start", _("There is a last day but no first day.")
    if facts.start and facts.end and facts.end < facts.start:
        yield "end", _("The last day lies before the first day.")


def _known_words(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.state not in _STATES:
        yield "state", _("This state is not known.")
    if facts.head_count_method not in _METHODS:
        yield "head_count_method", _("This way of counting heads is not known.")
    if facts.level not in _LEVELS:
        yield "level", _("This level is not known.")


def _numbers(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.head_count is not None and not 0 <= facts.head_count <= HEAD_COUNT_MOST:
        yield "head_count", _("A head count is a whole number from 0 to %(n)d.") % {"n": HEAD_COUNT_MOST}
    if (facts.lat is None) != (facts.lon is None):
        yield "lat", _("A point needs both latitude and longitude.")
    elif facts.lat is not None and facts.lon is not None and not _on_earth(facts.lat, facts.lon):
        yield "lat", _("This point is not on the earth: latitude -90 to 90, longitude -180 to 180.")


def _on_earth(lat: float, lon: float) -> bool:
    return math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180


def _details(facts: Facts, blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    if not facts.details:
        return
    known = (code for code in facts.strands if code in blueprint.by_code)
    fields = {field.key: field for code in known for field in fields_of(blueprint, code)}
    for key, value in facts.details.items():
        if key not in fields:
            yield f"details.{key}", _("%(key)s is no field of this strand.") % {"key": key}
        elif not _fits(value, fields[key]):
            yield (
                f"details.{key}",
                _("%(label)s cannot be %(value)s.")
                % {
                    "label": fields[key].label.zh,
                    "value": repr(value)[:60],
                },
            )


def _fits(value: Any, field: Detail) -> bool:
    if field.many:
        return isinstance(value, list) and len(value) <= 50 and all(_one_fits(each, field) for each in value)
    return _one_fits(value, field)


def _one_fits(value: Any, field: Detail) -> bool:
    match field.type:
        case "yes_no":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        case "choice":
            return isinstance(value, str) and value in {choice.code for choice in field.choices}
        case "date":
            return isinstance(value, str) and _is_day(value)
        case "link":
            return isinstance(value, str) and len(value) <= 1000 and bool(re.match(r"https?://", value))
    return isinstance(value, str) and len(value) <= 20_000 and not _IDENTITY.search(value)


def _is_day(text: str) -> bool:
    try:
        return _EARLIEST <= dt.date.fromisoformat(text) <= _LATEST
    except ValueError:
        return False
