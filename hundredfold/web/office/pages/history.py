"""What a unit changed from one revision of a record to the next, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.kinds import fields_of
from hundredfold.do.ledger.models import Revision
from hundredfold.do.ledger.words import HeadCountMethod, Level, State
from hundredfold.plan.blueprint_types import Blueprint
from hundredfold.plan.queries import units_by_public_id
from hundredfold.web.office import words
from hundredfold.web.office.pages.likeness import Compared, compared


@dataclass(frozen=True, slots=True)
class Change:
    """One revision: who, when, with what note, and what differs from the one before; nothing for the first."""

    who: str
    when: str
    note: str
    is_first: bool
    is_latest: bool
    lines: tuple[Compared, ...]


def changes_of(revisions: Sequence[Revision], blueprint: Blueprint) -> list[Change]:
    """``revisions`` (the newest first) as changes; one query for the names of their units."""
    facts = [Facts.from_json(each.facts) for each in revisions]
    units = {unit for said in facts for unit in (said.unit, *said.co_units)}
    names = {key: unit.name for key, unit in units_by_public_id(units).items()}
    told = [_lines(said, blueprint, names) for said in facts]
    compared_lines = [tuple(_differences(before, after)) for after, before in pairwise(told)] + [()]
    return [
        Change(
            who=revision.by.display_name,
            when=words.moment(revision.at),
            note=_("Taken back with its import") if revision.note == "undo" else revision.note,
            is_first=place == len(revisions) - 1,
            is_latest=place == 0,
            lines=lines,
        )
        for place, (revision, lines) in enumerate(zip(revisions, compared_lines, strict=True))
    ]


def _differences(before: dict[str, str], after: dict[str, str]) -> Iterator[Compared]:
    for label in dict.fromkeys((*before, *after)):
        old, new = before.get(label, ""), after.get(label, "")
        if old != new:
            yield compared(label, old, new)


def _lines(facts: Facts, blueprint: Blueprint, names: dict[str, str]) -> dict[str, str]:
    known = [code for code in facts.strands if code in blueprint.by_code]
    language = words.language()
    lines = {
        _("State"): str(State(facts.state).label),
        _("Title"): facts.title,
        _("Unit"): names.get(facts.unit, ""),
        _("Together with"): words.listed([names.get(unit, "") for unit in facts.co_units]),
        _("Strand"): words.listed([blueprint.strand(code).short_name.say(language) for code in known]),
        _("Day"): words.days(facts.start, facts.end),
        _("Venue"): facts.venue,
        _("Town"): facts.town,
        _("Point on the map"): f"{facts.lat:.5f}, {facts.lon:.5f}" if facts.lat and facts.lon else "",
        _("Head count"): "" if facts.head_count is None else f"{facts.head_count:,}",
        _("How counted"): str(HeadCountMethod(facts.head_count_method).label)
        if facts.head_count_method
        else "",
        _("Outlet"): facts.outlet,
        _("Level"): str(Level(facts.level).label) if facts.level else "",
        _("Link"): facts.url,
        _("Photos and papers"): _evidence(facts),
        _("What was done"): facts.summary,
    }
    labels = {field.key: field.label.say(language) for code in known for field in fields_of(blueprint, code)}
    return {**lines, **{labels.get(key, key): _plain(value) for key, value in facts.details.items()}}


def _evidence(facts: Facts) -> str:
    """The pieces of evidence by the start of their hash: enough to see which came and went."""
    return words.listed([proof.sha256[:8] for proof in facts.evidence])


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return words.listed([_plain(each) for each in value])
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)
