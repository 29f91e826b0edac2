"""`make bench-press`: repair, page reading and families on pages of our own making, beside other libraries."""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable
from random import Random

import trafilatura

from bench.press_families import show_families
from bench.press_pages import PageMade, make_page
from bench.press_stories import Told, collection
from bench.press_stories_b import Line
from hundredfold.config.commands.folding import whole
from hundredfold.linkage.story_marks import Story
from hundredfold.reading.pages import Page, read_page

BYLINED = frozenset(("portal", "account", "article"))  # layouts that print who wrote it


def bag(text: str) -> Counter[str]:
    plain = "".join(text.split())
    return Counter(plain[place : place + 2] for place in range(len(plain) - 1))


def f1(found: str, true: str) -> float:
    a, b = bag(found), bag(true)
    both = sum((a & b).values())
    return 2 * both / max(1, sum(a.values()) + sum(b.values()))


def trafilatura_text(made: PageMade) -> str:
    return trafilatura.extract(made.data, fast=True, include_comments=False) or ""


def newspaper_text(made: PageMade) -> str:
    import newspaper

    article = newspaper.Article("http://example.org/a.html", language="zh")
    article.download(input_html=made.data.decode("utf-8", "replace"))
    article.parse()
    return str(article.text)


def peer(name: str, read: Callable[[PageMade], str], pages: list[PageMade]) -> None:
    started = time.process_time()
    texts = [read(made) for made in pages]
    took = time.process_time() - started
    fair = [(text, made) for text, made in zip(texts, pages, strict=True) if made.harm == "none"]
    print(f"  {name:12} {len(pages) / took:7.1f} pages/s  F1 undamaged {mean(f1(t, m.true_text) for t, m in fair):.4f}"
          f"  all {mean(f1(t, m.true_text) for t, m in zip(texts, pages, strict=True)):.4f}")  # fmt: skip


def mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / max(1, len(known))


def show_reading(pages: list[PageMade], read: list[Page]) -> None:
    both = list(zip(pages, read, strict=True))
    for name in sorted({made.harm for made in pages}):
        chosen = [(made, page) for made, page in both if made.harm == name]
        true = [line for made, _ in chosen for line in made.told.paragraphs]
        exact = sum(a in page.text.split("\n") for made, page in chosen for a in made.true_text.split("\n"))
        print(f"  damage {name:8} pages {len(chosen):4}  paragraphs exact {exact / len(true):.4f}  text F1 "
              f"{mean(f1(page.text, made.true_text) for made, page in chosen):.4f}")  # fmt: skip
    whole_pages = [(made, page) for made, page in both if made.harm != "genuine"]
    for name in ("outlet", "level", "title", "byline"):
        printed = [pair for pair in whole_pages if name != "byline" or pair[0].layout in BYLINED]
        right = mean(getattr(made.told, name) == getattr(page, name) for made, page in printed)
        print(f"  {name:9} right {right:.4f}")
    print(
        f"  published right {mean(made.told.published.isoformat() == page.published for made, page in both):.4f}"
    )
    for name in sorted({made.layout for made in pages}):
        chosen = [(made, page) for made, page in whole_pages if made.layout == name]
        print(f"  layout {name:10} F1 {mean(f1(page.text, made.true_text) for made, page in chosen):.4f}")


def show_pages_families(pages: list[PageMade], read: list[Page]) -> None:
    """The pages as read, folded; the peers have them as trafilatura reads them, and as we do."""
    lines = [
        Line(made.name, made.told.family, made.told.title, trafilatura_text(made), None, None, made.told.kind)
        for made in pages
    ]
    stories = [
        Story(made.name, whole(page.title), whole(page.text), page.published, page.outlet)
        for made, page in zip(pages, read, strict=True)
    ]
    show_families(lines, stories=stories)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--pages", type=int, default=1500)
    options.add_argument("--seed", type=int, default=7)
    chosen = options.parse_args()
    dice = Random(chosen.seed)
    told: list[Told] = collection(chosen.pages // 2, seed=chosen.seed)[: chosen.pages]
    pages = [make_page(each, dice=dice, number=number) for number, each in enumerate(told)]
    print(f"{len(pages)} pages of {mean(len(made.data) for made in pages) / 1024:.0f} KB")
    started = time.process_time()
    read = [read_page(made.data, name=made.name) for made in pages]
    took = time.process_time() - started
    undamaged = [(m, p) for m, p in zip(pages, read, strict=True) if m.harm == "none"]
    good = mean(f1(p.text, m.true_text) for m, p in undamaged)
    every = mean(f1(p.text, m.true_text) for m, p in zip(pages, read, strict=True))
    rate = len(pages) / took
    print(
        f"  ours         {rate:7.1f} pages/s  F1 undamaged {good:.4f}  all {every:.4f}  (facts read, mended)"
    )
    peer("trafilatura", trafilatura_text, pages)
    try:
        peer("newspaper4k", newspaper_text, pages[:200])
    except ImportError:
        print("  newspaper4k  not installed")
    show_reading(pages, read)
    show_pages_families(pages, read)


if __name__ == "__main__":
    main()
