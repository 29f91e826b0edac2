"""Turns what is kept as codes into sentences: why a page was not read, what a look brought, what is pointed out."""

from collections.abc import Iterable, Mapping
from typing import Any

from hundredfold.base.outbound import words as outbound_words
from hundredfold.do.press import links
from hundredfold.do.press.models import Page, Source
from hundredfold.do.press.words import say
from hundredfold.reading import words as reading_words


def sentence_of(code: str, params: Mapping[str, Any], language: str = "zh") -> str:
    """The sentence of a kept code: fetch.… of the fetching, read.… of the reading, press.… of this workflow."""
    where, _dot, name = code.partition(".")
    if where == "fetch":
        return outbound_words.say(name, params, language)
    if where == "read":
        return reading_words.say(name, dict(params), language)
    return say(name, params, language)


def why_of(page: Page, language: str = "zh") -> str:
    """Why the page was not read, or why it waits for another try; empty where neither is so."""
    return sentence_of(page.why, page.why_params, language) if page.why else ""


def answer_of(source: Source, language: str = "zh") -> str:
    """What came of the last look at a source; empty before the first."""
    return sentence_of(source.answer, source.answer_params, language) if source.answer else ""


def remarks_of(page: Page, language: str = "zh") -> list[str]:
    """What is pointed out of a page to the person who confirms it, one sentence each."""
    said: Iterable[Mapping[str, Any]] = page.remarks
    return [say(each["code"], each.get("params", {}), language) for each in said]


def name_of(page: Page) -> str:
    """What a sentence calls the page: the name of its file, or its host and the end of its address."""
    return page.name or links.shown(page.url)
