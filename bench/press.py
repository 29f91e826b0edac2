"""`make bench-press`: page reading and families on pages of our own making, beside other libraries."""

import argparse
import platform
from os import cpu_count
from random import Random

from bench.press_families import show_families
from bench.press_pages import PageMade, make_page
from bench.press_reading import sheet_a, sheet_b, show_pages, show_refusals, trafilatura_text
from bench.press_stories import Told, collection
from bench.press_stories_b import Line
from bench.press_wrapped import sample
from hundredfold.config.commands.folding import whole
from hundredfold.linkage.story_marks import Story
from hundredfold.reading.pages import Page


def show_pages_families(pages: list[PageMade], read: list[Page | None]) -> None:
    """The pages as read, folded; the peers have them as trafilatura reads them, and as we do."""
    both = [(made, page) for made, page in zip(pages, read, strict=True) if page is not None]
    lines = [
        Line(
            made.name,
            made.told.family,
            made.told.title,
            trafilatura_text(made.data),
            None,
            None,
            made.told.kind,
        )
        for made, _ in both
    ]
    stories = [
        Story(made.name, whole(page.title), whole(page.text), page.published, page.outlet)
        for made, page in both
    ]
    show_families(lines, stories=stories)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--pages", type=int, default=1500)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--no-families", action="store_true")
    chosen = options.parse_args()
    print(
        f"seed {chosen.seed}, Python {platform.python_version()}, {cpu_count()} cores; CPU time of one process"
    )
    dice = Random(chosen.seed)
    told: list[Told] = collection(chosen.pages // 2, seed=chosen.seed)[: chosen.pages]
    pages = [make_page(each, dice=dice, number=number) for number, each in enumerate(told)]
    read = show_pages("first maker", [sheet_a(made) for made in pages])
    show_pages("second maker", [sheet_b(made) for made in sample(chosen.pages, seed=chosen.seed)])
    show_refusals(seed=chosen.seed)
    if not chosen.no_families:
        show_pages_families(pages, read)


if __name__ == "__main__":
    main()
