"""Which deeds a press story tells of, with grounds and how likely. Pure: where deeds are kept is not known here."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from hundredfold.linkage import lexicon, text
from hundredfold.linkage.names import Register, plain, sites
from hundredfold.linkage.passages import Passage, is_to_come, passages
from hundredfold.linkage.told_of_words import Ground

LEAST = 0.5  # a link is proposed from here on
MOST_DEEDS = 400
MOST_TEXT = 20_000  # characters of a story that are read
MOST_LINKS = 40
NEAR, LATER, LATE = 3, 10, 45  # days between a deed and the story of it

# Fitted on two unlike makers of ours, see bench/told_of.py; in the order of FEATURES, the bias first.
FEATURES = (
    "unit_named", "unit_site", "venue_named", "venue_site", "title_share", "title_share_squared", "title_whole",
    "day_named", "day_other", "soon_after", "later", "late", "before", "undated", "heads", "heads_other",
    "topic", "topic_other", "form_other", "ordinal_other", "nobody_named", "behind", "whole_story",
    "another_named", "named_and_day", "named_share", "day_share",
)  # fmt: skip
WEIGHTS = (
    -4.35, 0.41, -1.99, 1.52, 0.93, 3.8, -2.63, 0.81, 1.77, 0.59, 1.18, 1.78, 0.01, -2.32, -0.69, 2.33, -0.32, 0.68,
    -0.89, -0.35, -2.59, -1.5, -1.38, 0.06, -0.99, -0.02, 1.89, -0.63,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoryTold:
    """A story as it was read. ``dates`` are ISO days, spans (``a/b``) or days without a year (``--05-20``)."""

    title: str
    text: str
    published: date | None = None
    dates: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    figures: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class DeedTold:
    """A deed that might be told of. ``units`` are all names of the units that had a part in it, the host's first."""

    id: str
    title: str
    start: date | None = None
    end: date | None = None
    venue: str = ""
    units: tuple[str, ...] = ()
    town: str = ""
    head_count: int | None = None


@dataclass(frozen=True, slots=True)
class ToldOf:
    """That the story tells of a deed: how likely (0 to 1), and on what it rests."""

    deed: str
    score: float
    grounds: tuple[Ground, ...]


def tells_of(story: StoryTold, deeds: Sequence[DeedTold], *, least: float = LEAST) -> list[ToldOf]:
    """The deeds among ``deeds`` that ``story`` tells of with ``least`` probability, the likeliest first.

    A deed that the story does not tell apart from others (one of forty of a campaign, not named) is not among them.
    """
    found = [each for each in weighed(story, deeds) if each.score >= least]
    return sorted(found, key=lambda each: (-each.score, each.deed))[:MOST_LINKS]


def weighed(story: StoryTold, deeds: Sequence[DeedTold]) -> list[ToldOf]:
    """Every deed with its score, in their order; at most MOST_DEEDS are looked at."""
    return [
        ToldOf(deed.id, _probability(evidence.values), tuple(evidence.grounds))
        for deed, evidence in measured(story, deeds)
    ]


def _probability(values: Mapping[str, float]) -> float:
    bias, *weights = WEIGHTS
    logit = bias + sum(weight * values[name] for name, weight in zip(FEATURES, weights, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@dataclass(slots=True)
class Evidence:
    """What speaks for a deed in one passage, feature by feature."""

    values: dict[str, float]
    grounds: list[Ground]
    passage: int = 0

    @property
    def strength(self) -> float:
        """A rough sum by which passages and deeds are compared before they are weighed."""
        told = self.values
        return (
            1.2 * told["unit_named"] + 0.7 * told["unit_site"] + 0.8 * told["venue_named"] + 0.5 * told["venue_site"]
            + 1.5 * told["title_share"] + 0.8 * told["title_whole"] + 0.9 * told["day_named"] + 0.7 * told["heads"]
            + 0.4 * told["topic"] + 0.2 * told["soon_after"] - 0.7 * told["day_other"] - 0.5 * told["topic_other"]
            - 0.4 * told["form_other"] - 0.7 * told["ordinal_other"] - 0.4 * told["heads_other"]
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """A deed made comparable."""

    deed: DeedTold
    units: frozenset[int]
    unit_sites: frozenset[str]
    venue: str
    venue_sites: frozenset[str]
    title: str
    grams: tuple[str, ...]
    days: range
    forms: frozenset[str]
    topics: frozenset[str]
    ordinals: frozenset[int]


@dataclass(slots=True)
class _Reader:
    """All deeds of one asking, with what is common among their titles."""

    deeds: Sequence[DeedTold]
    register: Register = field(init=False)
    read: list[_Read] = field(init=False)
    uses: Counter[str] = field(init=False)
    titles: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self.register = Register({name for deed in self.deeds for name in (*deed.units, deed.town) if name})
        self.read = [self._read(deed) for deed in self.deeds]
        self.uses = Counter(gram for each in self.read for gram in set(each.grams))
        self.titles = Counter(each.title for each in self.read)

    def _read(self, deed: DeedTold) -> _Read:
        title = text.clean(deed.title, limit=text.TITLE_LIMIT)
        core = self.register.without(title) or title
        venue = text.clean(deed.venue, limit=120)
        numbers = {self.register.number(name) for name in deed.units if name}
        first = deed.start.toordinal() if deed.start else 0
        last = deed.end.toordinal() if deed.end and deed.start else first
        return _Read(
            deed=deed,
            units=frozenset(numbers - {-1} - self.register.areas) or frozenset(numbers - {-1}),
            unit_sites=frozenset(site for name in deed.units for site in sites(text.clean(name, limit=80))),
            venue=plain(venue) if venue else "",
            venue_sites=sites(venue),
            title=text.letters(title),
            grams=tuple(text.grams(core)),
            days=range(first, max(first, min(last, first + 400)) + 1) if first else range(0),
            forms=lexicon.forms(title),
            topics=lexicon.topics(title),
            ordinals=text.ordinals(title),
        )

    def weight(self, gram: str) -> float:
        """What a bigram of a title tells: little where the titles of many of these deeds have it."""
        return math.log(1 + (len(self.read) + 8) / (self.uses[gram] + 1.0))


def measured(story: StoryTold, deeds: Sequence[DeedTold]) -> list[tuple[DeedTold, Evidence]]:
    """For each deed the evidence of the passage that speaks for it best. For weighing, and for fitting the weights."""
    reader = _Reader(list(deeds)[:MOST_DEEDS])
    parts = passages(
        story.title,
        story.text,
        register=reader.register,
        published=story.published,
        days=days_of(story),
    )
    bare_story = text.letters(text.clean(f"{story.title}。{story.text}", limit=MOST_TEXT))
    coming = is_to_come(f"{story.title}{story.text[:400]}")
    found: list[Evidence] = []
    for each in reader.read:
        sides = [_look(each, part, reader) for part in parts]
        at = max(range(len(sides)), key=lambda at: sides[at].strength, default=-1)
        best = sides[at]
        best.passage = at
        _timing(best, each, story.published, coming=coming)
        is_whole_title = len(each.title) >= 8 and each.title in bare_story
        if is_whole_title:
            best.values["title_whole"] = 1.0 / reader.titles[each.title]
            best.grounds.append(Ground("title_whole", {"title": _short(each.deed.title)}))
        found.append(best)
    _rank(found, parts)
    return [(each.deed, evidence) for each, evidence in zip(reader.read, found, strict=True)]


def days_of(story: StoryTold) -> list[date]:
    """The days that were read out of the story; spans give both ends, days without a year none."""
    found = []
    for one in (one for said in story.dates for one in said.split("/")):
        with suppress(ValueError):  # --05-20 has no year; a day such as 31 February comes from a damaged page
            found.append(date.fromisoformat(one))
    return found


def _look(told: _Read, part: Passage, reader: _Reader) -> Evidence:
    values = dict.fromkeys(FEATURES, 0.0)
    evidence = Evidence(values, [])
    _who(told, part, evidence)
    _where(told, part, evidence)
    _what(told, part, reader, evidence)
    _when(told, part, evidence)
    _how_many(told, part, evidence)
    values["whole_story"] = float(part.is_whole)
    return evidence


def _who(told: _Read, part: Passage, evidence: Evidence) -> None:
    if told.units & part.units:
        evidence.values["unit_named"] = 1.0
        evidence.grounds.append(Ground("unit_named", {"unit": _short(told.deed.units[0])}))
    elif told.unit_sites & part.sites:
        evidence.values["unit_site"] = 1.0
        evidence.grounds.append(Ground("unit_alike", {"unit": _short(told.deed.units[0])}))


def _where(told: _Read, part: Passage, evidence: Evidence) -> None:
    if len(told.venue) >= 3 and told.venue in part.bare:
        evidence.values["venue_named"] = 1.0
        evidence.grounds.append(Ground("venue_named", {"venue": _short(told.deed.venue)}))
    elif told.venue_sites & part.sites - told.unit_sites:
        evidence.values["venue_site"] = 1.0
        evidence.grounds.append(Ground("venue_alike", {"venue": _short(told.deed.venue)}))


def _what(told: _Read, part: Passage, reader: _Reader, evidence: Evidence) -> None:
    values = evidence.values
    whole = sum(map(reader.weight, told.grams))
    held = [gram for gram in told.grams if gram in part.grams]
    share = sum(map(reader.weight, held)) / whole if whole else 0.0
    values["title_share"], values["title_share_squared"] = share, share * share
    if share >= 0.4:
        evidence.grounds.append(Ground("title_alike", {"title": _short(told.deed.title)}))
    if told.topics & part.topics:
        values["topic"] = 1.0
        evidence.grounds.append(Ground("topic_same"))
    elif told.topics and part.topics:
        values["topic_other"] = 1.0
    values["form_other"] = float(bool(told.forms and part.forms and not told.forms & part.forms))
    ordinals = text.ordinals(part.said)
    values["ordinal_other"] = float(bool(told.ordinals and ordinals and not told.ordinals & ordinals))


def _when(told: _Read, part: Passage, evidence: Evidence) -> None:
    if not told.days:
        evidence.values["undated"] = 1.0
    elif any(day in part.days for day in told.days):
        evidence.values["day_named"] = 1.0
        evidence.grounds.append(
            Ground("day_named", {"day": told.deed.start.isoformat() if told.deed.start else ""})
        )
    elif part.days:
        evidence.values["day_other"] = 1.0


def _how_many(told: _Read, part: Passage, evidence: Evidence) -> None:
    heads = told.deed.head_count
    if not heads or heads < 10 or not part.figures:
        return
    if heads in part.figures or any(
        each >= 30 and 0 <= heads - each <= 0.1 * heads and each % 10 == 0 for each in part.figures
    ):
        evidence.values["heads"] = 1.0
        evidence.grounds.append(Ground("heads_named", {"n": heads}))
    else:
        evidence.values["heads_other"] = 1.0


def _timing(evidence: Evidence, told: _Read, published: date | None, *, coming: bool) -> None:
    """How long before the story the deed was; a story of something still to come may be earlier."""
    if published is None or not told.days:
        return
    gap = published.toordinal() - told.days[-1]
    begun = published.toordinal() - told.days[0]
    if begun < 0:
        code = "soon_after" if coming and begun >= -LATER else "before"
    elif gap <= NEAR:
        code = "soon_after"
        evidence.grounds.append(Ground("soon_after", {"days": max(0, gap)}))
    else:
        code = "later" if gap <= LATER else "late" if gap <= LATE else "before"
    evidence.values[code] = 1.0 if code != "before" or gap <= 200 else 1.5


def _rank(found: Sequence[Evidence], parts: Sequence[Passage]) -> None:
    """Of deeds that rest on one passage the strongest leads; who is named nowhere is not told apart from its likes."""
    best: dict[int, float] = {}
    for each in found:
        best[each.passage] = max(best.get(each.passage, -9.0), each.strength)
    for each in found:
        values = each.values
        values["behind"] = min(2.0, max(0.0, best[each.passage] - each.strength))
        named = ("unit_named", "unit_site", "venue_named", "venue_site")
        is_named = float(any(values[name] for name in named))
        values["nobody_named"] = 1 - is_named
        values["another_named"] = float(not is_named and bool(parts[each.passage].sites))
        values["named_and_day"] = is_named * values["day_named"]
        values["named_share"] = is_named * values["title_share"]
        values["day_share"] = values["day_named"] * values["title_share"]


def _short(said: str) -> str:
    flat_said = " ".join(said.split())
    return flat_said if len(flat_said) <= 40 else f"{flat_said[:39]}…"
