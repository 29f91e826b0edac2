"""The page of a search as either room shows it: the box, what it is narrowed by, the hits. Knows no single room."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hundredfold.tell.queries.searching import Choices, Filters, Hit, Results
from hundredfold.tell.search.snippets import Piece
from hundredfold.tell.search.words import say

KINDS = {
    "event": gettext_lazy("Events"),
    "person": gettext_lazy("People"),
    "team": gettext_lazy("Teams"),
    "honour": gettext_lazy("Honours"),
    "place": gettext_lazy("Places to see"),
    "product": gettext_lazy("Products"),
    "article": gettext_lazy("Press stories"),
    "unit": gettext_lazy("Units"),
    "page": gettext_lazy("Pages at the press desk"),
}
LEVELS = {
    "central": gettext_lazy("Central"),
    "regional": gettext_lazy("Regional"),
    "municipal": gettext_lazy("Municipal"),
    "county": gettext_lazy("County"),
    "unit": gettext_lazy("Unit's own"),
    "self": gettext_lazy("Self-media"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that narrows the search by one answer, or takes that answer away."""

    href: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to narrow by, what is chosen of it, and what may be."""

    name: str
    chosen: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One hit."""

    href: str
    title: tuple[Piece, ...]
    part: tuple[Piece, ...]
    state: str
    state_word: str
    words: tuple[str, ...]
    day: dt.date | None
    why: str


@dataclass(frozen=True, kw_only=True)
class FoundPage:
    """All that the page of a search shows. ``nothing`` is what to say where there are no rows."""

    programme_name: str
    action: str
    typed: str
    kept: tuple[tuple[str, str], ...]
    picks: tuple[Pick, ...]
    is_narrowed: bool
    clear_href: str
    remark: str
    is_asked: bool
    nothing: str
    number: str
    rows: tuple[Row, ...]
    previous_href: str
    next_href: str
    page_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What differs between the rooms that show a search: addresses, kinds, and the words for states."""

    action: str
    kinds: Sequence[str]
    record_href: Callable[[str], str]
    page_href: Callable[[str], str] = str  # no room for the public has pages
    states: Mapping[str, str]
    language: str


def filters_in(asked: Mapping[str, str]) -> Filters:
    """What an address narrows the search to."""
    return Filters(**{name: asked.get(name, "").strip()[:100] for name in asdict(Filters())})


def found_page(results: Results, filters: Filters, choices: Choices, room: Room) -> FoundPage:
    """The page."""
    address = _Address(room.action, results.asked.typed, asdict(filters))
    asked = results.asked
    is_asked = not asked.problem or (asked.problem == "nothing_typed" and address.is_narrowed)
    return FoundPage(
        programme_name=choices.programme,
        action=room.action,
        typed=asked.typed,
        kept=tuple((name, value) for name, value in address.narrowed.items() if value),
        picks=tuple(_picks(filters, choices, room, address)),
        is_narrowed=address.is_narrowed,
        clear_href=address.without_filters(),
        remark=say(asked.remark, room.language),
        is_asked=is_asked,
        nothing=_("Nothing was found") if is_asked else say(asked.problem, room.language),
        number=_number(results),
        rows=tuple(_row(hit, room, is_asked=bool(asked.wanted)) for hit in results.hits),
        previous_href=address.page(results.page - 1) if results.page > 1 else "",
        next_href=address.page(results.page + 1) if results.page < results.pages else "",
        page_text=_("page %(page)s of %(pages)s") % {"page": results.page, "pages": results.pages}
        if results.pages > 1
        else "",
    )


@dataclass(frozen=True, slots=True)
class _Address:
    """Addresses of this search, narrowed otherwise or turned to another page."""

    action: str
    typed: str
    narrowed: Mapping[str, str]

    @property
    def is_narrowed(self) -> bool:
        return any(self.narrowed.values())

    def with_filter(self, name: str, value: str) -> str:
        return self._of({**self.narrowed, name: value})

    def without_filters(self) -> str:
        return self._of({})

    def page(self, number: int) -> str:
        return self._of({**self.narrowed, "page": str(number)})

    def _of(self, said: Mapping[str, str]) -> str:
        query = urlencode({name: value for name, value in {"q": self.typed, **said}.items() if value})
        return f"{self.action}?{query}" if query else self.action


def _picks(filters: Filters, choices: Choices, room: Room, address: _Address) -> Iterator[Pick]:
    offered: list[tuple[str, str, Iterable[tuple[str, str]]]] = [
        ("strand", _("Strand"), choices.strands),
        ("kind", _("What"), ((code, str(name)) for code, name in KINDS.items() if code in room.kinds)),
        ("state", _("State"), room.states.items()),
        ("period", _("When"), ((period, period) for period in choices.periods)),
        ("town", _("Town or street"), ((town, town) for town in choices.towns)),
    ]
    if filters.level or filters.kind in ("article", "page"):
        levels = ((code, str(name)) for code, name in LEVELS.items())
        offered.append(("level", _("Level of the press"), levels))
    if filters.unit:
        offered.append(("unit", _("Unit"), [(filters.unit, choices.unit_name or "?")]))
    for name, words, pairs in offered:
        pick = _pick(name, words, list(pairs), address)
        if pick.choices:
            yield pick


def _pick(name: str, words: str, pairs: Sequence[tuple[str, str]], address: _Address) -> Pick:
    now = address.narrowed[name]
    chosen = dict(pairs).get(now, now)
    links = [Choice(address.with_filter(name, code), said, code == now) for code, said in pairs]
    if now:
        links.insert(0, Choice(address.with_filter(name, ""), _("All"), is_chosen=False))
    return Pick(words, chosen, tuple(links))


def _number(results: Results) -> str:
    said = {"n": number_format(results.total, force_grouping=True)}
    if results.is_more:
        return _("More than %(n)s found; the newest come first") % said
    if results.is_about:
        return _("About %(n)s found") % said
    return ngettext("%(n)s found", "%(n)s found", results.total) % said


def _href(hit: Hit, room: Room) -> str:
    if hit.sort == "unit":
        return f"{room.action}?{urlencode({'unit': hit.public_id})}"
    return room.page_href(hit.public_id) if hit.sort == "page" else room.record_href(hit.public_id)


def _row(hit: Hit, room: Room, *, is_asked: bool) -> Row:
    is_unit = hit.sort == "unit"
    strand = str(KINDS[hit.sort]) if hit.sort in KINDS else hit.strand
    level = str(LEVELS[hit.level]) if hit.level in LEVELS and not is_unit else ""
    return Row(
        href=_href(hit, room),
        title=hit.title,
        part=hit.snippet,
        state=hit.state if hit.state in room.states else "",
        state_word=room.states.get(hit.state, ""),
        words=tuple(filter(None, (strand, level, hit.unit))),
        day=hit.day,
        why=say(hit.why, room.language) if is_asked else "",
    )
