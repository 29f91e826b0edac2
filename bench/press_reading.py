"""The page part of `make bench-press`: text, facts and pages a second of a processor, beside two readers."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from random import Random

import trafilatura
from trafilatura.utils import decode_file

from bench.press_pages import PageMade
from bench.press_wrapped import Wrapped, no_stories
from hundredfold.reading.pages import Page, read_page
from hundredfold.reading.words import Refused

BYLINED = frozenset(("portal", "account", "article"))  # layouts of the first maker that print who wrote it
FACTS = ("title", "published", "outlet", "level", "byline", "page")
EVERY = 4  # newspaper4k is slow: it reads one page in four, its time is counted for those


@dataclass(frozen=True)
class Sheet:
    """A page of either maker with its truth; a fact that the page does not print is left out."""

    name: str
    data: bytes
    layout: str
    encoding: str
    harm: str
    text: str
    paragraphs: tuple[str, ...]
    facts: Mapping[str, object]

    @property
    def is_damaged(self) -> bool:
        return self.harm not in {"none", "genuine"}


def sheet_a(made: PageMade) -> Sheet:
    told = made.told
    facts = {"published": told.published.isoformat()}
    if made.harm != "genuine":
        facts |= {"title": told.title, "outlet": told.outlet, "level": told.level}
        facts |= {"byline": told.byline} if made.layout in BYLINED else {}
    lines = tuple(made.true_text.split("\n"))
    return Sheet(made.name, made.data, made.layout, made.encoding, made.harm, made.true_text, lines, facts)


def sheet_b(made: Wrapped) -> Sheet:
    tale = made.tale
    facts: dict[str, object] = {"published": tale.published.isoformat()}
    if made.harm != "genuine":
        facts |= {name: getattr(tale, name) for name in ("title", "outlet", "level")}
        facts |= {} if made.layout == "json-ld" else {"byline": tale.byline}
        facts |= {"page": tale.page} if made.layout == "epaper" else {}
    lines = tuple(made.text.split("\n"))
    return Sheet(made.name, made.data, made.layout, made.encoding, made.harm, made.text, lines, facts)


def bag(text: str) -> Counter[str]:
    plain = "".join(text.split())
    return Counter(plain[place : place + 2] for place in range(len(plain) - 1))


def f1(found: str, true: str) -> float:
    a, b = bag(found), bag(true)
    both = sum((a & b).values())
    return 2 * both / max(1, sum(a.values()) + sum(b.values()))


def mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / max(1, len(known))


def ours(sheet: Sheet) -> Page | None:
    """The page as read; None where it was refused."""
    try:
        return read_page(sheet.data, name=sheet.name)
    except Refused:
        return None


def trafilatura_text(data: bytes) -> str:
    return trafilatura.extract(data, fast=True, include_comments=False) or ""


def newspaper_text(data: bytes) -> str:
    import newspaper

    article = newspaper.Article("http://example.org/a.html", language="zh")
    article.download(input_html=decode_file(data))  # it cannot tell encodings of bytes itself
    article.parse()
    return str(article.text)


@dataclass
class Score:
    """What one reader gave: seconds of the processor and text F1 of each page it read."""

    name: str
    seconds: dict[str, float]
    f1: dict[str, float]

    def rate(self, sheets: Iterable[Sheet]) -> float:
        took = [self.seconds[each.name] for each in sheets if each.name in self.seconds]
        return len(took) / max(1e-9, sum(took))

    def quality(self, sheets: Iterable[Sheet]) -> float:
        return mean(self.f1[each.name] for each in sheets if each.name in self.f1)


def measured(name: str, read: Callable[[Sheet], str], sheets: Sequence[Sheet]) -> Score:
    score = Score(name, {}, {})
    for sheet in sheets:
        started = time.process_time()
        text = read(sheet)
        score.seconds[sheet.name] = time.process_time() - started
        score.f1[sheet.name] = f1(text, sheet.text)
    return score


def show_pages(maker: str, sheets: list[Sheet]) -> list[Page | None]:
    """Print the table of one maker's pages; the pages as we read them, None for a refusal."""
    read: dict[str, Page | None] = {}

    def own(sheet: Sheet) -> str:
        page = read[sheet.name] = ours(sheet)
        return page.text if page else ""

    for warm in sheets[:3]:
        own(warm), trafilatura_text(warm.data), newspaper_text(warm.data)
    scores = [
        measured("ours", own, sheets),
        measured(f"trafilatura {version('trafilatura')}", lambda sheet: trafilatura_text(sheet.data), sheets),
        measured(
            f"newspaper4k {version('newspaper4k')}", lambda sheet: newspaper_text(sheet.data), sheets[::EVERY]
        ),
    ]
    size = mean(len(each.data) for each in sheets) / 1024
    print(f"{maker}: {len(sheets)} pages of {size:.0f} KB (ours mends and reads facts too)")
    groups = {
        "undamaged": [each for each in sheets if not each.is_damaged],
        "damaged": [each for each in sheets if each.is_damaged],
        "all": sheets,
    }
    for score in scores:
        shown = "   ".join(
            f"{name} {score.rate(some):6.1f}/s F1 {score.quality(some):.4f}" for name, some in groups.items()
        )
        print(f"  {score.name:18} {shown}")
    rates = {name: scores[0].rate(some) / scores[1].rate(some) for name, some in groups.items()}
    print("  times trafilatura's pages/s: " + "  ".join(f"{name} {rate:.2f}" for name, rate in rates.items()))
    _show_parts(sheets, scores)
    _show_facts(sheets, read)
    return [read[each.name] for each in sheets]


def _show_parts(sheets: list[Sheet], scores: list[Score]) -> None:
    for kind in ("layout", "encoding", "harm"):
        parts = defaultdict(list)
        for sheet in sheets:
            parts[getattr(sheet, kind)].append(sheet)
        for name, some in sorted(parts.items()):
            shown = "  ".join(f"{score.name.split()[0]} {score.quality(some):.3f}" for score in scores)
            print(f"    {kind} {name:26} {len(some):4}  F1 {shown}")


def _show_facts(sheets: list[Sheet], read: dict[str, Page | None]) -> None:
    for name in FACTS:
        told = [each for each in sheets if name in each.facts]
        if told:
            right = mean(getattr(read[each.name], name, None) == each.facts[name] for each in told)
            print(f"  {name:9} right {right:.4f} of {len(told)}")
    whole = sum(len(each.paragraphs) for each in sheets)
    exact = 0
    for sheet in sheets:
        page = read[sheet.name]
        lines = set(page.text.split("\n")) if page else set()
        exact += sum(line in lines for line in sheet.paragraphs)
    refused = sum(page is None for page in read.values())
    print(f"  paragraphs exact {exact / whole:.4f} of {whole}   refused {refused}")


def show_refusals(*, seed: int, rounds: int = 40) -> None:
    """Pages that tell no story, each to be refused under its own code."""
    right: Counter[str] = Counter()
    for number in range(rounds):
        for name, data in no_stories(Random(seed + number)).items():
            try:
                read_page(data, name=name)
            except Refused as refused:
                right[name] += refused.code == name.split()[0]
    print(
        f"refused for what they are, of {rounds} each: "
        + "  ".join(f"{name} {count}" for name, count in right.items())
    )
