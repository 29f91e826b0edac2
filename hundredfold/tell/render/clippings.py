"""The clipping book laid out as a paper: contents, level and reach, then story after story. Knows no file format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hundredfold.tell.render import clipping_words as words
from hundredfold.tell.render.clipping_book import Clipping, ClippingBook, Printing
from hundredfold.tell.render.paper import Block, Contents, Facts, Grid, Heading, NewPage, Paper, Picture, Text
from hundredfold.tell.render.words import Language

MOST_TEXT = 20_000  # characters of one story; beyond, the archived copy is the place to read on


def laid_out(book: ClippingBook) -> Paper:
    """Returns the book as a paper in its own language."""
    return Paper(
        title=words.say("title", {"programme": book.programme}, book.language),
        language=book.language,
        about=tuple(_about(book)),
        author=book.place,
        keywords=(words.say("keyword", None, book.language), book.programme),
        blocks=tuple(_blocks(book)),
    )


def _about(book: ClippingBook) -> Iterator[str]:
    said: dict[str, object] = {"first": _day(book.first, book), "last": _day(book.last, book)}
    yield words.say("period", said, book.language)
    if book.level is not None:
        yield words.say("only_level", {"level": words.level(book.level, book.language)}, book.language)
    yield words.say(f"edition_{book.edition}", {"made": _moment(book.made_at, book.language)}, book.language)


def _blocks(book: ClippingBook) -> Iterator[Block]:
    language = book.language
    if book.clippings:
        yield Contents(words.say("contents", None, language))
        yield NewPage()
    yield Heading(1, words.say("reach", None, language), 1)
    yield from _reach(book)
    if not book.clippings:
        yield Text(words.say("none", None, language))
    for at, (level, clippings) in enumerate(_by_level(book), 2):
        yield Heading(1, words.level(level, language), at)
        for number, clipping in enumerate(clippings, 1):
            yield from _clipping(clipping, number, language)


def _by_level(book: ClippingBook) -> list[tuple[str, list[Clipping]]]:
    held: dict[str, list[Clipping]] = {line.level: [] for line in book.levels}
    for clipping in book.clippings:
        held.setdefault(clipping.first.level, []).append(clipping)
    return [(level, clippings) for level, clippings in held.items() if clippings]


def _reach(book: ClippingBook) -> Iterator[Block]:
    language = book.language
    lines = [line for line in book.levels if line.stories or line.reprints]
    stories, reprints = sum(line.stories for line in lines), sum(line.reprints for line in lines)
    said: dict[str, object] = {
        "stories": len(book.clippings),
        "reprints": book.reprints,
        "counted": book.counted,
    }
    yield Text(words.say("summary", said, language))
    rows = [
        (
            words.level(line.level, language),
            f"{line.stories}",
            f"{line.reprints}",
            f"{line.stories + line.reprints}",
        )
        for line in lines
    ]
    rows.append((words.say("total", None, language), f"{stories}", f"{reprints}", f"{stories + reprints}"))
    heads = ("level", "first_published", "reprinted", "printed")
    yield Grid(
        headings=tuple(words.say(each, None, language) for each in heads),
        rows=tuple(rows),
        widths=(2.2, 1, 1, 1),
        numeric=frozenset({1, 2, 3}),
        caption=words.say("reach_caption", None, language),
    )
    yield Text(words.say("how_counted", None, language), is_note=True)
    if book.pictures_left_out:
        yield Text(words.say("left_out", {"n": book.pictures_left_out}, language), is_note=True)


def _clipping(clipping: Clipping, number: int, language: Language) -> Iterator[Block]:
    yield Heading(2, clipping.first.title, number)
    yield Facts(tuple(_facts(clipping, language)))
    if clipping.reprints:
        yield _reprints(clipping, language)
    text = clipping.text.strip()
    yield (Text(text[:MOST_TEXT]) if text else Text(words.say("no_text", None, language), is_note=True))
    if len(text) > MOST_TEXT:
        yield Text(words.say("cut", {"n": MOST_TEXT}, language), is_note=True)
    for place, picture in enumerate(clipping.pictures, 1):
        said: dict[str, object] = {"outlet": clipping.first.outlet or "—", "n": place}
        yield Picture(picture.file, words.say("page_picture", said, language), picture.width, picture.height)


def _facts(clipping: Clipping, language: Language) -> Iterator[tuple[str, str]]:
    def label(code: str) -> str:
        return words.say(code, None, language)

    first = clipping.first
    page: dict[str, object] = {"n": clipping.page_no}
    yield label("outlet"), _outlet(first, language)
    yield (
        label("published"),
        _day_of(first.day, language) + (words.say("page_no", page, language) if clipping.page_no else ""),
    )
    for code, value in (("byline", clipping.byline), ("unit", clipping.unit), ("link", first.url)):
        if value:
            yield label(code), value
    for copy in clipping.archived:
        said: dict[str, object] = {
            "at": _moment(copy.kept_at, language),
            "hash": " ".join(copy.sha256[at : at + 16] for at in range(0, len(copy.sha256), 16)),
        }
        yield label("archived"), words.say("archived_as", said, language)
    for deed in clipping.deeds:
        yield (
            label("deed"),
            " · ".join(each for each in (deed.title, _day_of(deed.day, language), deed.unit) if each),
        )


def _reprints(clipping: Clipping, language: Language) -> Grid:
    heads = ("published", "outlet", "headline")
    return Grid(
        headings=tuple(words.say(each, None, language) for each in heads),
        rows=tuple(
            (_day_of(each.day, language), _outlet(each, language), each.title) for each in clipping.reprints
        ),
        widths=(1.1, 1.4, 2.4),
        caption=words.say("reprints", {"n": len(clipping.reprints)}, language),
    )


def _outlet(printing: Printing, language: Language) -> str:
    said: dict[str, object] = {
        "outlet": printing.outlet or words.say("unnamed", None, language),
        "level": words.level(printing.level, language),
    }
    return words.say("outlet_of", said, language)


def _day(day: dt.date, book: ClippingBook) -> str:
    return _day_of(day, book.language)


def _day_of(day: dt.date | None, language: Language) -> str:
    if day is None:
        return words.say("no_day", None, language)
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def _moment(moment: dt.datetime, language: Language) -> str:
    return f"{_day_of(moment.date(), language)} {moment:%H:%M}"
