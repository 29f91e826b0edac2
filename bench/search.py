"""Search, beside FTS5 over words and over trigrams on SQLite, and beside pg_trgm on PostgreSQL.

`python -m bench.search [--records N] [--articles N] [--queries N] [--seed K] [--only sqlite|postgres] [--sizes]`.
Recall and precision are held against looking for the folded phrase in every folded text. `--sizes` adds what the
index would take with columns or positions. Queries are timed warm (the second time) and cold: the file thrown out of
the system's memory, a fresh connection. A timing never fails; a document that is not found does.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hundredfold.config.sqlite import stand_in

stand_in()

from bench import search_engines, search_postgres  # noqa: E402  after the bundled SQLite stands in
from bench.search_corpus import Query, Text, corpus, queries  # noqa: E402  likewise

WARM, COLD = "warm", "cold"


@dataclass
class Score:
    """What one engine found and how long it took, by sort of query."""

    name: str
    built: float = 0.0
    size: int = 0
    note: str = ""
    found: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)  # right, found, true
    wall: dict[str, list[float]] = field(default_factory=lambda: {WARM: [], COLD: []})
    cpu: dict[str, list[float]] = field(default_factory=lambda: {WARM: [], COLD: []})

    def recall(self, sort: str) -> float:
        """Of all that there is, the share it found; 1 where there is nothing."""
        true = sum(each[2] for each in self.found[sort])
        return sum(each[0] for each in self.found[sort]) / true if true else 1.0

    def precision(self, sort: str) -> float:
        """Of all that it found, the share that is right; 1 where it found nothing."""
        found = sum(each[1] for each in self.found[sort])
        return sum(each[0] for each in self.found[sort]) / found if found else 1.0


def main() -> None:
    """Makes the texts, builds each index, asks it, prints the table; 1 if ours missed anything of two characters."""
    options = argparse.ArgumentParser()
    options.add_argument("--records", type=int, default=200_000)
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--queries", type=int, default=60)
    options.add_argument("--seed", type=int, default=4)
    options.add_argument("--only", choices=("sqlite", "postgres"))
    options.add_argument("--sizes", action="store_true")
    chosen = options.parse_args()
    texts = corpus(chosen.records, chosen.articles, seed=chosen.seed)
    asked = queries(texts, number=chosen.queries, seed=chosen.seed)
    size = sum(len(text.whole.encode()) for text in texts)
    _say(
        f"{chosen.records:,} records, {chosen.articles:,} articles, {size / 1e6:.1f} MB of text; {len(asked)} queries"
        f" of {len({each.sort for each in asked})} sorts, seed {chosen.seed}; Python {platform.python_version()}, "
        f"SQLite {search_engines.sqlite3.sqlite_version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    missed = False
    if chosen.only != "postgres":
        missed |= _on_sqlite(texts, asked, size, sizes=chosen.sizes)
    if chosen.only != "sqlite":
        missed |= search_postgres.run(texts, asked, size, measure=measure, table=table)
    sys.exit(1 if missed else 0)


def _on_sqlite(texts: Sequence[Text], asked: Sequence[Query], size: int, *, sizes: bool) -> bool:
    engines = [search_engines.Ours, search_engines.Words, search_engines.Trigrams]
    scores = []
    with tempfile.TemporaryDirectory() as folder:
        told = search_engines.Texts(Path(folder) / "texts.sqlite3", texts)
        for kind in engines:
            engine = kind(Path(folder), told)
            score = Score(engine.name, built=engine.build(texts), size=engine.bytes())
            if isinstance(engine, search_engines.Words):
                score.note = f"{(score.size - engine.contents()) / size:.2f}x without its copy of the text"
            measure(score, asked, engine.all, engine.page, again=lambda e=engine: _cool(e))
            scores.append(score)
            engine.close()
        for kind in (search_engines.WithColumns, search_engines.WithPositions) if sizes else ():
            engine = kind(Path(folder), told)
            score = Score(
                engine.name, built=engine.build(texts), size=engine.bytes(), note="for its size only"
            )
            scores.append(score)
            engine.close()
    table("SQLite", scores, size)
    return _missed(scores[0])


def _cool(engine: search_engines.Engine) -> None:
    """Throws the files out of memory and opens them anew."""
    engine.close()
    for path in (engine.path, engine.texts.path):
        held = os.open(path, os.O_RDONLY)
        os.fsync(held)
        os.posix_fadvise(held, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(held)
    engine.open()


def measure(
    score: Score,
    asked: Sequence[Query],
    everything: Callable[[str], frozenset[int]],
    page: Callable[[str], None],
    *,
    again: Callable[[], None] | None,
) -> None:
    """What it finds of each query against the truth, and how long a page takes, warm and, with ``again``, cold."""
    for query in asked:
        got = everything(query.typed)
        score.found.setdefault(query.sort, []).append((len(got & query.truth), len(got), len(query.truth)))
    gc.collect()
    for query in asked:
        page(query.typed)
        _time(score, WARM, page, query.typed)
    if again:
        for query in asked[:: max(1, len(asked) // 40)]:
            again()
            _time(score, COLD, page, query.typed)


def _time(score: Score, how: str, page: Callable[[str], None], typed: str) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    page(typed)
    score.wall[how].append(time.perf_counter() - wall)
    score.cpu[how].append(time.process_time() - cpu)


def table(database: str, scores: Sequence[Score], size: int) -> None:
    """Prints what each found, its size and its times."""
    sorts = list(scores[0].found)
    _say(f"\n{database}: recall / precision")
    _say(f"{'':22}" + "".join(f"{sort:>18}" for sort in sorts))
    for score in scores:
        if score.found:
            cells = (f"{score.recall(sort):.4f} / {score.precision(sort):.4f}" for sort in sorts)
            _say(f"{score.name:22}" + "".join(f"{cell:>18}" for cell in cells))
    _say(
        f"\n{'':22}{'index / text':>13}{'built':>9}{'warm p50':>10}{'p95':>8}{'cpu p50':>9}{'p95':>8}"
        f"{'cold p50':>10}{'p95':>8}"
    )
    for score in scores:
        times = (score.wall[WARM], score.cpu[WARM], score.wall[COLD])
        columns = [
            f"{_at(many, share) * 1e3:.1f}" if many else "-" for many in times for share in (0.5, 0.95)
        ]
        widths = (10, 8, 9, 8, 10, 8)
        _say(
            f"{score.name:22}{score.size / size:12.2f}x{score.built:8.1f}s"
            + "".join(f"{cell:>{width}}" for cell, width in zip(columns, widths, strict=True))
            + (f"  {score.note}" if score.note else "")
        )
    _say("times in ms, a page of twenty with snippets and the number of matches")


def _at(many: Sequence[float], share: float) -> float:
    ordered = sorted(many)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _missed(score: Score) -> bool:
    """Whether ours missed anything; says so."""
    sorts = [sort for sort in score.found if score.recall(sort) < 1 or score.precision(sort) < 1]
    for sort in sorts:
        _say(f"NOT FOUND or wrongly found by {score.name}: {sort}")
    return bool(sorts)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
