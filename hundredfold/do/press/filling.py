"""Puts what was read of a page, or typed by a person, into its row. Saves nothing and judges nothing."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from hundredfold.base.text import one_line
from hundredfold.do.ledger.words import Level
from hundredfold.do.press.models import Page
from hundredfold.do.press.own_outlets import own_outlets, place
from hundredfold.do.press.words import Damage

EARLIEST = dt.date(1950, 1, 1)
TEXT_MOST = 200_000
LISTED_MOST = 300  # of mentions, figures, places: what a screen or a form can show
_FOUR = ("title", "outlet", "level", "published")
_LONGEST = {"title": 300, "outlet": 100, "byline": 200, "page_no": 20, "language": 10}


def fill(page: Page, answer: Mapping[str, Any]) -> None:
    """Sets what was read. What a person corrected before goes on holding."""
    said = {name: _line(answer.get(name), name) for name in ("title", "outlet", "byline", "language")}
    page.text = _body(answer.get("text"))
    page.original = _body(answer.get("original"))
    page.byline, page.language = said["byline"], said["language"]
    page.page_no = _line(answer.get("page"), "page_no")
    page.damage = answer["damage"] if answer.get("damage") in Damage.values else Damage.NONE
    for name in ("repairs", "strands", "mentions", "dates", "places", "figures"):
        most = None if name == "repairs" else LISTED_MOST
        setattr(page, name, _stored(list(answer.get(name) or ())[:most]))
    page.as_read = {
        "title": said["title"] or first_words(page.text),
        "outlet": said["outlet"],
        "level": answer.get("level") if answer.get("level") in Level.values else "",
        "published": _day(answer.get("published"), page.captured_at),
    }
    place(page, own_outlets(page.programme_id))
    settle(page)


def settle(page: Page) -> None:
    """Makes title, outlet, level and day what a person put, else what was read."""
    holds = {name: page.corrected.get(name, page.as_read.get(name, "")) for name in _FOUR}
    page.title, page.outlet, page.level = holds["title"], holds["outlet"], holds["level"]
    page.published = dt.date.fromisoformat(holds["published"]) if holds["published"] else None


def first_words(text: str) -> str:
    """A headline for a page that has none: its first sentence, cut short."""
    sentence = re.split(r"[。！？!?\n]", text.strip(), maxsplit=1)[0]
    return one_line(sentence, most=60)


def _line(value: object, name: str) -> str:
    return one_line("" if value is None else str(value), most=_LONGEST[name])


def _body(value: object) -> str:
    """A long text with nothing in it a database refuses, every character in its place, as repairs count them."""
    text = "" if value is None else str(value)
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")[:TEXT_MOST]


def _stored(value: Any) -> Any:
    """A value of plain parts, with nothing in its texts a database refuses."""
    if isinstance(value, str):
        return _body(value)
    if isinstance(value, Mapping):
        return {_body(key): _stored(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_stored(each) for each in value]
    return value


def _day(value: object, captured_at: dt.datetime | None) -> str:
    """The day as ISO, or nothing where there is none or none that a page captured then can be of."""
    try:
        day = dt.date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return ""
    is_past = captured_at is None or day <= captured_at.date() + dt.timedelta(days=1)
    return day.isoformat() if day >= EARLIEST and is_past else ""
