"""How well the checker does here: each rule by its answers, what was missed, what was asked in vain, which model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger.models import Record
from hundredfold.prove import deed_model, explain, honesty
from hundredfold.prove.claims import Ground
from hundredfold.prove.honesty import Share, Tally
from hundredfold.prove.models import Finding, LearnedModel
from hundredfold.prove.rules import BY_NAME
from hundredfold.prove.words import ASKS_THE_SAME, BY_HAND, VisitResult
from hundredfold.web.office import words
from hundredfold.web.office.access import Seat

LISTED = 20  # a page of either list
VERSIONS_SHOWN = 20
GROUNDS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class ShareView:
    """A share in words: ``88 %``, of how many, and from where to where it may really lie."""

    percent: str
    counts: str
    interval: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule by its answers."""

    title: str
    sentence: str
    right: int
    in_vain: int
    missed: str
    waiting: int
    gone: int
    precision: ShareView | None
    recall: ShareView | None


@dataclass(frozen=True, slots=True)
class Side:
    """A record of a listed pair, with the way to it."""

    number: str
    title: str
    unit: str
    day: str
    href: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing missed, or asked in vain: which records, what the checker had thought and why, what was answered."""

    rule: str
    left: Side
    right: Side | None
    thought: str
    grounds: tuple[str, ...]
    answered: str


@dataclass(frozen=True, slots=True)
class Paged:
    """A page of a list: how many there are in all, and the ways to the pages around it."""

    rows: tuple[Listed, ...]
    number: int
    page_text: str
    previous_href: str
    next_href: str


@dataclass(frozen=True, slots=True)
class Held:
    """A model on the answers kept aside."""

    precision: str
    recall: str
    f1: str
    log_loss: str


@dataclass(frozen=True, slots=True)
class Version:
    """A model learned here: when, by whom, from how many answers, and how it stood against the one before."""

    made: str
    by: str
    taught: int
    kept: int
    before: Held
    after: Held
    is_in_force: bool
    until: str


@dataclass(frozen=True, slots=True)
class HonestyPage:
    """The whole page. ``is_empty`` while nobody has answered anything."""

    as_of: str
    is_empty: bool
    rows: tuple[RuleRow, ...]
    quiet: tuple[str, ...]
    visited: str
    missed: Paged
    in_vain: Paged
    model: str
    unfit: str
    sure_from: str
    asked_from: str
    versions: tuple[Version, ...]


def honesty_page(seat: Seat, asked_for: Mapping[str, str]) -> HonestyPage:
    """Everything as of now; the number of queries does not grow with what was answered.

    ``asked_for`` may hold the page of either list as ``missed`` and ``vain``; what is no number is passed over.
    """
    pages = {name: _page_number(asked_for.get(name, "")) for name in ("missed", "vain")}
    tallies = honesty.tallies(seat.programme)
    asked = [each for each in tallies if each.right or each.in_vain or each.missed]
    vain = honesty.asked_in_vain(seat.programme)[_from(pages["vain"]) : _from(pages["vain"] + 1)]
    held = deed_model.in_force(seat.programme)
    language = words.language()
    return HonestyPage(
        as_of=words.moment(seat.at),
        is_empty=not asked,
        rows=tuple(_row(each, language) for each in asked),
        quiet=tuple(BY_NAME[each.rule].title.say(language) for each in tallies if each not in asked),
        visited=_visited(seat),
        missed=_paged(
            _missed(seat, pages["missed"]), sum(each.missed or 0 for each in tallies), pages, "missed"
        ),
        in_vain=_paged(list(vain), sum(each.in_vain for each in tallies), pages, "vain"),
        model=_model_sentence(held),
        unfit=held.unfit,
        sure_from=_percent(held.model.join),
        asked_from=_percent(held.model.ask),
        versions=tuple(map(_version, honesty.versions(seat.programme, most=VERSIONS_SHOWN))),
    )


def _page_number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _from(page: int) -> int:
    return (page - 1) * LISTED


def _missed(seat: Seat, page: int) -> list[Finding]:
    reach = _from(page + 1)
    found = chain.from_iterable(honesty.missed_by(seat.programme, rule)[:reach] for rule in ASKS_THE_SAME)
    return sorted(found, key=lambda each: each.settled_by_id or 0, reverse=True)[_from(page) : reach]


def _paged(found: Sequence[Finding], number: int, pages: Mapping[str, int], name: str) -> Paged:
    start = _from(pages[name])
    return Paged(
        rows=tuple(map(_listed, found)),
        number=number,
        page_text=f"{start + 1:,}–{start + len(found):,} / {number:,}" if found else "",
        previous_href=_page_href(pages, name, -1) if start else "",
        next_href=_page_href(pages, name, 1) if start + len(found) < number and found else "",
    )


def _page_href(pages: Mapping[str, int], name: str, step: int) -> str:
    there = {**pages, name: pages[name] + step}
    return f"{reverse('office:honesty')}?{urlencode(there)}#{name}"


def _row(tally: Tally, language: str) -> RuleRow:
    rule = BY_NAME[tally.rule]
    return RuleRow(
        title=rule.title.say(language),
        sentence=rule.sentence.say(language),
        right=tally.right,
        in_vain=tally.in_vain,
        missed="—" if tally.missed is None else f"{tally.missed}",
        waiting=tally.waiting,
        gone=tally.gone,
        precision=_share(tally.precision),
        recall=_share(tally.recall) if tally.missed else None,
    )


def _share(share: Share | None) -> ShareView | None:
    if share is None or not share.whole:
        return None
    low, high = share.interval
    return ShareView(
        percent=_percent(share.value),
        counts=_("%(part)d of %(whole)d") % {"part": share.part, "whole": share.whole},
        interval=f"{_percent(low)} – {_percent(high)}",
    )


def _percent(value: float) -> str:
    return f"{round(100 * value)}%"


def _listed(finding: Finding) -> Listed:
    rule = BY_NAME.get(finding.rule)
    language = words.language()
    grounds = [Ground(each["code"], each.get("params", {})) for each in finding.grounds[:GROUNDS_SHOWN]]
    return Listed(
        rule=rule.title.say(language) if rule else _("Joined by hand"),
        left=side_of(finding.a),
        right=side_of(finding.b) if finding.b else None,
        thought=_thought(finding),
        grounds=tuple(explain.lacks(each, language) for each in grounds),
        answered=words.verdict(finding.settled_by.verdict) if finding.settled_by else "",
    )


def _thought(finding: Finding) -> str:
    """How likely the checker held the two for one; nothing where it does not say."""
    if finding.rule == BY_HAND and finding.score <= 0:
        return _("The checker saw nothing in common worth comparing.")
    if finding.rule in {BY_HAND, "same_deed"}:
        return _("The checker held it %(percent)s likely that the two are one.") % {
            "percent": _percent(finding.score)
        }
    return ""


def side_of(record: Record) -> Side:
    """A record as one side of a pair; asks the database nothing if its unit is read."""
    return Side(
        number=f"{record.number:04d}",
        title=record.title,
        unit=record.unit.name,
        day=words.days(record.start, record.end),
        href=reverse("office:record", args=[record.public_id]),
    )


def _visited(seat: Seat) -> str:
    """What drawn visits found, in one sentence; empty while nobody went."""
    found = honesty.visits(seat.programme)
    whole = sum(found.values())
    if not whole:
        return ""
    otherwise = whole - found.get(VisitResult.SEEN, 0)
    low, high = Share(otherwise, whole).interval
    return _(
        "Of %(whole)d drawn records visited on the spot, %(otherwise)d were not found or differ: in the whole ledger "
        "between %(low)s and %(high)s."
    ) % {"whole": whole, "otherwise": otherwise, "low": _percent(low), "high": _percent(high)}


def _model_sentence(held: deed_model.InForce) -> str:
    if held.version is None or held.unfit:
        return _("The model that came with the software is in use; nothing was learned here yet.")
    return _("A model learned from %(n)d answers of this site is in use, since %(when)s.") % {
        "n": len(held.version.taught),
        "when": words.moment(held.version.made_at),
    }


def _version(version: LearnedModel) -> Version:
    return Version(
        made=words.moment(version.made_at),
        by=version.made_by.display_name,
        taught=len(version.taught),
        kept=int(version.after.get("pairs", 0)),
        before=_held(version.before),
        after=_held(version.after),
        is_in_force=version.in_force,
        until=words.moment(version.withdrawn_at) if version.withdrawn_at else "",
    )


def _held(figures: dict[str, float]) -> Held:
    precision, recall, f1, loss = (figures.get(name) for name in ("precision", "recall", "f1", "log_loss"))
    return Held(*(_("unknown") if each is None else f"{each:.3f}" for each in (precision, recall, f1, loss)))
