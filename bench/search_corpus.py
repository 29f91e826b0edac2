"""What the bench of search looks into and for: records and articles of our makers, queries with their true answers."""

from __future__ import annotations

import bisect
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench import deeds_a, deeds_b, deeds_c, press_stories
from hundredfold.linkage.rows import Row
from hundredfold.tell.search.folding import fold
from hundredfold.tell.search.tokens import Document

RUNS = re.compile(r"[\u4e00-\u9fff]+")
STATES = ("counted", "counted", "counted", "pending", "planned")


@dataclass(frozen=True)
class Text:
    """One document: a title and its texts, with the labels that the product would give it."""

    number: int
    title: str
    texts: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def document(self) -> Document:
        """As the index takes it."""
        return Document(self.number, title=(self.title,), text=self.texts, labels=self.labels)

    @property
    def folded(self) -> str:
        """As the truth is looked for in it."""
        return "\n".join(map(fold, (self.title, *self.texts)))

    @property
    def whole(self) -> str:
        """As a peer takes it."""
        return "\n".join((self.title, *self.texts))


def corpus(records: int, articles: int, *, seed: int) -> list[Text]:
    """So many records of three makers and so many articles, numbered in the order of telling."""
    dice = random.Random(seed)
    made: list[tuple[str, tuple[str, ...], list[str]]] = []
    for maker, share in ((deeds_a, 0.4), (deeds_b, 0.4), (deeds_c, 0.2)):
        rows, _ = maker.make(round(records * share), seed)
        made += [_record(row) for row in rows]
    made += list(_articles(articles, seed))
    dice.shuffle(made)
    return [
        Text(number, title, texts, (*labels, f"state={dice.choice(STATES)}"))
        for number, (title, texts, labels) in enumerate(made, 1)
    ]


def _record(row: Row) -> tuple[str, tuple[str, ...], list[str]]:
    said = (row.summary, row.venue, row.town, row.unit, *row.co_units)
    labels = [
        "open",
        "programme=1",
        f"kind={row.kind}",
        f"strand={fold(row.strand).replace(' ', '') or 'talks'}",
    ]
    if row.start:
        labels += [f"on={row.start.year}", f"on={row.start:%Y-%m}"]
    if row.town:
        labels.append(f"town={fold(row.town).replace(' ', '')}")
    labels += ["under=top", f"under={hash(row.town) % 40}", f"under={hash(row.unit) % 2000}"]
    return row.title or row.unit, tuple(dict.fromkeys(filter(None, said))), labels


def _articles(number: int, seed: int) -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    told: list[press_stories.Told] = []
    while len(told) < number:
        told += press_stories.collection(max(10, number // 2), seed=seed + len(told))
    for each in told[:number]:
        labels = ["open", "programme=1", "kind=article", "strand=press", f"on={each.published.year}"]
        labels += [f"on={each.published:%Y-%m}", "level=municipal", "under=top", "under=7"]
        yield each.title, (each.text, each.outlet) if each.outlet else (each.text,), labels


@dataclass(frozen=True)
class Query:
    """One query, of which sort, and the numbers of all documents in which it stands."""

    sort: str
    typed: str
    truth: frozenset[int]


def queries(texts: Sequence[Text], *, number: int, seed: int) -> list[Query]:
    """``number`` queries of each sort: any pairs of characters, words and names of two, longer ones, two words."""
    dice = random.Random(seed)
    places = _Places(texts)
    typed = {
        "any 2 characters": _pairs(texts, number, dice),
        "words of 2": _words(texts, number, dice),
        "names of 2-3": _names(number, dice),
        "phrases of 3-6": _phrases(texts, number, dice),
        "two words": [f"{a} {b}" for a, b in zip(*(_words(texts, number, dice) for _ in "ab"), strict=True)],
    }
    return [Query(sort, each, places.of(each)) for sort, many in typed.items() for each in many]


class _Places:
    """All texts one after another, so that where a phrase stands is found without any index."""

    def __init__(self, texts: Sequence[Text]) -> None:
        folded = [text.folded for text in texts]
        self.numbers = [text.number for text in texts]
        self.whole = "\x1e".join(folded)
        self.ends, at = [], 0
        for each in folded:
            at += len(each) + 1
            self.ends.append(at)

    def of(self, typed: str) -> frozenset[int]:
        """The numbers of the texts in which every word of ``typed`` stands."""
        return frozenset.intersection(*(self._with(fold(word)) for word in typed.split()))

    def _with(self, phrase: str) -> frozenset[int]:
        found, at = set(), self.whole.find(phrase)
        while at >= 0:
            place = bisect.bisect_right(self.ends, at)
            found.add(self.numbers[place])
            at = self.whole.find(phrase, self.ends[place])
        return frozenset(found)


def _run(texts: Sequence[Text], dice: random.Random, *, least: int) -> str:
    while True:
        runs = [run for run in RUNS.findall(fold(dice.choice(texts).whole)) if len(run) >= least]
        if runs:
            return dice.choice(runs)


def _part(texts: Sequence[Text], dice: random.Random, length: int) -> str:
    run = _run(texts, dice, least=length)
    start = dice.randrange(len(run) - length + 1)
    return run[start : start + length]


def _pairs(texts: Sequence[Text], number: int, dice: random.Random) -> list[str]:
    """Pairs of neighbours, rare ones as likely as common ones."""
    seen = sorted({_part(texts, dice, 2) for _ in range(20 * number)})
    return dice.sample(seen, min(number, len(seen)))


def _words(texts: Sequence[Text], number: int, dice: random.Random) -> list[str]:
    """Words of two characters as a reader would cut them."""
    import rjieba

    found: dict[str, None] = {}
    while len(found) < number:
        cut = [word for word in rjieba.cut(_run(texts, dice, least=4)) if len(word) == 2]
        if cut:
            found[dice.choice(cut)] = None
    return list(found)


def _names(number: int, dice: random.Random) -> list[str]:
    """People and places as the makers name them."""
    surnames, given = press_stories.SURNAMES, press_stories.GIVEN
    people = {dice.choice(surnames) + dice.choice(given) for _ in range(number)}
    surnames_b, given_b = deeds_a.SURNAMES, deeds_a.GIVEN
    people |= {dice.choice(surnames_b) + dice.choice(given_b) for _ in range(number)}
    names = sorted(people | set(press_stories.TOWNS))
    return dice.sample(names, min(number, len(names)))


def _phrases(texts: Sequence[Text], number: int, dice: random.Random) -> list[str]:
    return [_part(texts, dice, dice.randint(3, 6)) for _ in range(number)]
