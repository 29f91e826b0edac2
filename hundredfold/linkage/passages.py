"""A press story cut into passages, each about one place or unit, with the days it names. Must not know the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from hundredfold.linkage import lexicon, text
from hundredfold.linkage.names import Register, flat, sites

MOST_TEXT, MOST_SENTENCES = 20_000, 400
FEW_UNITS = 2  # a story that names no more units than that is about one thing from its first line to its last

_SENTENCE = re.compile(r"[^。！？!?；;]+")
_NUMERAL = "[0-9一二三四五六七八九十]"
_DAYS = re.compile(
    rf"(?:(?P<year>20[0-9]{{2}})年)?(?P<month>{_NUMERAL}{{1,2}})月(?P<day>{_NUMERAL}{{1,3}})[日号]?"
    rf"(?:[至到~—-]+(?:(?P<last_month>{_NUMERAL}{{1,2}})月)?(?P<last_day>{_NUMERAL}{{1,3}})[日号])?"
)
_RELATIVE = (
    (0, re.compile("今天|今日|今早|今晚")),
    (1, re.compile("昨天|昨日|昨晚")),
    (2, re.compile("前天")),
)
_BARE_DAY = re.compile(r"(?<![0-9月])([0-9]{1,2})日(?:上午|下午|晚|，|,|、|当天)")
_TO_COME = re.compile("将于|将在|即将|敬请期待|预告|欢迎报名")
LONGEST_SPAN = 31


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a story: ``bare`` without marks, ``grams`` its bigrams, ``units`` of the register and ``sites`` named,
    ``days`` as ordinals, ``figures`` of two digits and more. ``is_whole``: it is the whole story."""

    said: str
    bare: str
    grams: frozenset[str]
    units: frozenset[int]
    sites: frozenset[str]
    days: frozenset[int]
    figures: frozenset[int]
    forms: frozenset[str]
    topics: frozenset[str]
    is_whole: bool = False


@dataclass(slots=True)
class _Part:
    sentences: list[str] = field(default_factory=list)
    units: frozenset[int] = frozenset()


def passages(
    title: str, body: str, *, register: Register, published: date | None, days: Iterable[date] = ()
) -> list[Passage]:
    """The story's passages: those of its paragraphs, cut where another unit of the register is named; and the whole,
    where it names few. ``days`` are those known of the whole story besides."""
    body = body[:MOST_TEXT]
    parts = list(_parts(body, register))
    lines = [". ".join(part.sentences) for part in parts]
    found = [_passage(line, register, published=published) for line in lines]
    heading = _passage(title, register, published=published)
    units = frozenset(unit for each in (*found, heading) for unit in each.units)
    if len(units) <= FEW_UNITS:
        known = frozenset(day.toordinal() for day in days)
        whole = _passage(f"{title}。{body}", register, published=published, known=known, is_whole=True)
        return [whole, *found] if len(found) > 1 else [whole]
    if lines and not heading.units - found[0].units:
        found[0] = _passage(f"{title}。{lines[0]}", register, published=published)
        return found
    return [heading, *found]


def _parts(body: str, register: Register) -> Iterator[_Part]:
    taken = 0
    for paragraph in body.split("\n"):
        part = _Part()
        for sentence in _SENTENCE.findall(paragraph):
            if not sentence.strip() or taken >= MOST_SENTENCES:
                continue
            taken += 1
            units = register.mentions(flat(text.clean(sentence)))
            if part.sentences and part.units and units and not units & part.units:
                yield part
                part = _Part()
            part.sentences.append(sentence)
            part.units |= units
        if part.sentences:
            yield part


def _passage(
    said: str,
    register: Register,
    *,
    published: date | None,
    known: frozenset[int] = frozenset(),
    is_whole: bool = False,
) -> Passage:
    clean = text.clean(said, limit=MOST_TEXT)
    bare = flat(clean)
    return Passage(
        said=clean,
        bare=bare,
        grams=frozenset(text.grams(clean)),
        units=register.mentions(bare),
        sites=sites(clean),
        days=frozenset(named_days(clean, published)) | known,
        figures=text.numbers(clean),
        forms=lexicon.forms(clean),
        topics=lexicon.topics(clean),
        is_whole=is_whole,
    )


def named_days(said: str, published: date | None) -> Iterator[int]:
    """Ordinals of the days that a text names; without a year it is the one that lies nearest before ``published``."""
    for found in _DAYS.finditer(said):
        yield from _span(found, published)
    if published is None:
        return
    for ago, words in _RELATIVE:
        if words.search(said):
            yield (published - timedelta(days=ago)).toordinal()
    for bare in _BARE_DAY.finditer(said):
        day = _made(published.year, published.month, int(bare[1]))
        if day and day > published:
            earlier = published.replace(day=1) - timedelta(days=1)
            day = _made(earlier.year, earlier.month, int(bare[1]))
        if day:
            yield day.toordinal()


def _span(found: re.Match[str], published: date | None) -> Iterator[int]:
    month, day = text.numeral(found["month"]), text.numeral(found["day"])
    year = int(found["year"]) if found["year"] else published.year if published else None
    if not month or not day or year is None:
        return
    first = _made(year, month, day)
    if first is None:
        return
    if not found["year"] and published and (first - published).days > 60:
        first = _made(year - 1, month, day) or first
    last_day = text.numeral(found["last_day"]) if found["last_day"] else None
    last_month = text.numeral(found["last_month"]) if found["last_month"] else month
    last = _made(first.year, last_month or month, last_day) if last_day else None
    length = (last - first).days if last else 0
    for step in range(length + 1 if 0 <= length <= LONGEST_SPAN else 1):
        yield first.toordinal() + step


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_to_come(said: str) -> bool:
    """Whether a text announces something that is still to be."""
    return bool(_TO_COME.search(said))
