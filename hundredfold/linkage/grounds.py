"""Why a pair was proposed, as codes with parameters. Knows levels and rows; the sentences are in `words`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hundredfold.linkage.prepared import Ledger
from hundredfold.linkage.rows import Row

SHORT = 40


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for or against, e.g. `Ground("same_day", {"day": "2024-06-10"})`."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def grounds_of(ledger: Ledger, left: int, right: int, levels: Mapping[str, int]) -> tuple[Ground, ...]:
    """The grounds of one pair, strongest kinds of evidence first."""
    a, b = ledger.rows[left], ledger.rows[right]
    found = (look(a, b, levels) for look in _LOOKS)
    return tuple(ground for ground in found if ground is not None)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHORT else flat[: SHORT - 1] + "…"


def _picture(_a: Row, _b: Row, levels: Mapping[str, int]) -> Ground | None:
    return Ground("shared_photo") if levels["picture"] == 2 else None


def _when(a: Row, b: Row, levels: Mapping[str, int]) -> Ground | None:
    if a.start is None or b.start is None:
        return Ground("date_missing")
    sides: dict[str, str | int] = {"a": a.start.isoformat(), "b": b.start.isoformat()}
    level = levels["when"]
    if level == 2:
        return Ground("same_day", {"day": a.start.isoformat()})
    if level == 3:
        return Ground("days_overlap", sides)
    if level == 7:
        return Ground("day_month_swapped", sides)
    return Ground("days_apart", {"days": abs((a.start - b.start).days), **sides})


def _title(a: Row, b: Row, levels: Mapping[str, int]) -> Ground | None:
    sides: dict[str, str | int] = {"a": _short(a.title), "b": _short(b.title)}
    if levels["wording"] == 5 and levels["title"] in (0, 1, 7):
        return Ground("title_same", {"title": _short(a.title)})
    if levels["title"] >= 6:
        return Ground("title_same_without_slogan", sides)
    if levels["title"] >= 4:
        return Ground("title_alike", sides)
    return Ground("title_differs", sides) if levels["title"] in (1, 2) else None


def _site(a: Row, b: Row, levels: Mapping[str, int]) -> Ground | None:
    sides: dict[str, str | int] = {"a": _short(a.venue), "b": _short(b.venue)}
    if a.venue and a.venue == b.venue:
        return Ground("venue_same", {"venue": _short(a.venue)})
    if levels["site"] in (1, 2) or levels["venue"] >= 5:
        return Ground("venue_alias", sides)
    return Ground("venue_differs", sides) if levels["site"] == 5 and a.venue and b.venue else None


def _teller(a: Row, b: Row, levels: Mapping[str, int]) -> Ground | None:
    level = levels["teller"]
    if level == 1:
        return Ground("unit_same", {"unit": _short(a.unit)})
    if level in (2, 3, 4):
        return Ground("unit_named", {"a": _short(a.unit), "b": _short(b.unit)})
    if level == 5:
        return Ground("unit_above", {"a": _short(a.unit), "b": _short(b.unit)})
    return Ground("third_unit_shared") if level == 6 else None


def _heads(a: Row, b: Row, levels: Mapping[str, int]) -> Ground | None:
    if not a.headcount or not b.headcount:
        return None
    if a.headcount == b.headcount:
        return Ground("heads_same", {"count": a.headcount})
    sides: dict[str, str | int] = {"a": a.headcount, "b": b.headcount}
    return Ground("heads_near" if levels["heads"] in (3, 4) else "heads_differ", sides)


def _plain(
    comparison: str, codes: Mapping[int, str]
) -> Callable[[Row, Row, Mapping[str, int]], Ground | None]:
    def look(a: Row, b: Row, levels: Mapping[str, int]) -> Ground | None:
        code = codes.get(levels[comparison])
        return Ground(code, {"a": _short(a.title), "b": _short(b.title)}) if code else None

    return look


_LOOKS: tuple[Callable[[Row, Row, Mapping[str, int]], Ground | None], ...] = (
    _picture, _when, _site, _title, _teller, _heads,
    _plain("ordinal", {2: "ordinal_same", 4: "ordinal_differs"}),
    _plain("session", {4: "session_differs"}),
    _plain("topic", {2: "topic_same", 4: "topic_differs"}),
    _plain("account", {5: "account_alike", 6: "account_alike", 7: "account_copied"}),
    _plain("figures", {3: "figures_shared"}),
)  # fmt: skip
