"""One database of the bench of one new record: filled, signed, asked. Run by `bench.one_new`, in its own process."""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

PEER_TURNS = 20
Spent = tuple[float, float]
LABELS = {
    "look up": "look up: its closest by signs",
    "score": "score: claims, features, odds",
    "both": "both: one new record against all",
    "judge": "the worker's whole judge",
}


def main() -> None:
    """Prints the table of one database."""
    records, many, seed = map(int, sys.argv[1:4])
    from hundredfold.config import start

    start.use_home(Path(os.environ["HUNDREDFOLD_HOME"]))
    start.django()
    start.migrate()
    from django.db import connection

    from bench.board_site import found

    found(units=1)
    print(f"\n{connection.vendor} {_version()}", flush=True)
    bench = _Bench()
    bench.fill(records, many=many, seed=seed)
    bench.sign()
    bench.ask()
    bench.peer()
    print(
        f"{'peak memory of this process':<52}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10:>9} MB"
    )


def _version() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return str(cursor.fetchone()[0])


class _Bench:
    """What is asked of one database, step by step."""

    def fill(self, records: int, *, many: int, seed: int) -> None:
        """Records and revisions; some tellings are kept back."""
        from django.db import transaction

        from bench.one_new_rows import Writer, kept_back, rows_of
        from hundredfold.prove.models import Cursor

        self.writer = Writer()
        self.mates: dict[int, list[int]] = {}
        self.new: list[tuple[Any, int]] = []
        begun, share = time.perf_counter(), max(1, -(-many // -(-records // 20_000)))
        for stretch in rows_of(records, seed=seed):
            back = kept_back([deed for _, deed in stretch], many=share, seed=seed)
            kept = [told for place, told in enumerate(stretch) if place not in back]
            for place, (_row, deed) in enumerate(kept, start=self.writer.last + 1):
                self.mates.setdefault(deed, []).append(place)
            with transaction.atomic():
                self.writer.write([row for row, _ in kept])
                self.writer.make_units([stretch[place][0] for place in back])
            self.new += [stretch[place] for place in sorted(back)]
        self.new = self.new[:many]
        wanted = {deed for _, deed in self.new}
        self.mates = {deed: places for deed, places in self.mates.items() if deed in wanted}
        self._count_on()
        # As if everything had been looked at when the last of these was told.
        for name in ("rules", f"whole look of {self.writer.programme.pk}"):
            Cursor.objects.update_or_create(name=name, defaults={"position": self.writer.last})
        self.before = _size()
        print(
            f"{'records and revisions written':<52}{time.perf_counter() - begun:>9.0f} s {self.before >> 20:>7} MB"
        )

    def _count_on(self) -> None:
        from hundredfold.base.models import Sequence as Numbers

        for name in ("record", "revision"):
            Numbers.objects.update_or_create(name=name, defaults={"last": self.writer.last})

    def sign(self) -> None:
        """All signs and the tally, as a site does that has them not yet."""
        from django.db import connection

        from hundredfold.base import clock
        from hundredfold.prove.actions.sign import sign_new
        from hundredfold.prove.models import Sign, TallyPart

        begun = _clock()
        done = sign_new(self.writer.programme, at=clock.now())
        wall, own = (each / 1000 for each in _since(begun))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        grown, signs = _size() - self.before, Sign.objects.count()
        tally = sum(12 * part for part in TallyPart.objects.values_list("entries", flat=True))
        print(f"{'signed: all of them, resumable':<52}{wall:>9.0f} s {grown >> 20:>7} MB {own:>6.0f} s CPU")
        size = f"{grown // done} B, {signs / done:.1f} signs"
        print(f"{'  a record':<52}{1000 * own / done:>9.3f} ms CPU, {size}")
        print(f"{'  of it the tally':<52}{'':>9}   {tally >> 20:>7} MB", flush=True)

    def ask(self) -> None:
        """Each row kept back: found and weighed first, then told and judged as the worker does."""
        from hundredfold.base import clock
        from hundredfold.prove.actions import judge_new
        from hundredfold.prove.models import Finding

        spent: dict[str, list[Spent]] = {label: [] for label in LABELS}
        hits = named = asked = told = 0
        for row, deed in self.new:
            mates = set(self.mates[deed])
            candidates, likely = self._found(row, spent)
            asked += len(mates)
            hits += len(mates & set(candidates))
            named += len(mates & likely)
            self.writer.write([row])
            self._count_on()
            begun = _clock()
            judge_new(self.writer.programme, at=clock.now())
            spent["judge"].append(_since(begun))
            pairs = Finding.objects.filter(b=self.writer.last, rule="same_deed").values_list("a", flat=True)
            told += len(mates & set(pairs))
        for name, label in LABELS.items():
            print(_times(label, spent[name]), flush=True)
        share = [f"{each / max(1, asked):.3f}" for each in (hits, named, told)]
        print(
            f"{'recall of planted twins: candidates, asked, found':<52}{share[0]:>9} {share[1]} {share[2]} of {asked}"
        )

    def _found(self, row: Any, spent: dict[str, list[Spent]]) -> tuple[list[int], set[int]]:
        from hundredfold.linkage.pairs import THRESHOLD_ASK, find_pairs
        from hundredfold.linkage.signs import CLOSEST_AT_ONCE, said
        from hundredfold.prove import intake, tallies
        from hundredfold.prove.near import closest
        from hundredfold.prove.rules.same_deed import row_of

        begun = _clock()
        programme = self.writer.programme
        tally = tallies.tally_of(programme)
        candidates = closest(str(programme.pk), said(row), size=tally.size, most=CLOSEST_AT_ONCE)
        spent["look up"].append(_since(begun))
        halfway = _clock()
        claims = intake.claims_by_key(programme, records=candidates) if candidates else {}
        rows = [row_of(claim) for claim in claims.values()]
        pairs = find_pairs([*rows, row], corpus=tally, among=[(each.id, row.id) for each in rows])
        spent["score"].append(_since(halfway))
        spent["both"].append(_since(begun))
        keys = {claim.id: key for key, claim in claims.items()}
        return candidates, {
            keys[pair.a] for pair in pairs if pair.probability >= THRESHOLD_ASK and pair.a in keys
        }

    def peer(self) -> None:
        """What a database offers for titles alone: trigram likeness on PostgreSQL, FTS5 and LIKE on SQLite."""
        from django.db import connection

        work = _on_sqlite if connection.vendor == "sqlite" else _on_postgres
        work([row.title for row, _ in self.new[:PEER_TURNS]])


def _on_sqlite(titles: Sequence[str]) -> None:
    _execute("CREATE VIRTUAL TABLE bench_titles USING fts5(title, tokenize='trigram')")
    begun = time.perf_counter()
    _execute("INSERT INTO bench_titles (rowid, title) SELECT id, title FROM ledger_record")
    print(f"{'peer: FTS5 over titles, built':<52}{time.perf_counter() - begun:>9.0f} s")
    by_trigram = "SELECT rowid FROM bench_titles WHERE bench_titles MATCH %s ORDER BY rank LIMIT 10"
    _ask("peer: FTS5, any trigram, best 10", titles, lambda title: (by_trigram, [_trigrams(title)]))
    by_part = "SELECT id FROM ledger_record WHERE title LIKE %s LIMIT 10"
    _ask("peer: LIKE of the title's middle", titles, lambda title: (by_part, [f"%{_middle(title)}%"]))


def _trigrams(title: str) -> str:
    bare = title.replace('"', " ")
    return " OR ".join(f'"{bare[at : at + 3]}"' for at in range(max(1, len(bare) - 2)))


def _middle(title: str) -> str:
    third = len(title) // 3
    return title[third : 2 * third + 2]


def _on_postgres(titles: Sequence[str]) -> None:
    from django.db import DatabaseError

    begun = time.perf_counter()
    try:
        _execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        _execute("CREATE INDEX bench_titles ON ledger_record USING gin (title gin_trgm_ops)")
    except DatabaseError as absent:
        print(f"peer: pg_trgm is not there: {absent}")
        return
    print(f"{'peer: pg_trgm over titles, built':<52}{time.perf_counter() - begun:>9.0f} s")
    alike = "SELECT id FROM ledger_record WHERE title %% %s ORDER BY similarity(title, %s) DESC LIMIT 10"
    _ask("peer: pg_trgm, likeness of the title, best 10", titles, lambda title: (alike, [title, title]))


def _ask(label: str, titles: Sequence[str], statement: Callable[[str], tuple[str, list[Any]]]) -> None:
    from django.db import connection

    spent = []
    for title in titles:
        text, values = statement(title)
        begun = _clock()
        with connection.cursor() as cursor:
            cursor.execute(text, values)
            cursor.fetchall()
        spent.append(_since(begun))
    print(_times(label, spent), flush=True)


def _execute(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


def _clock() -> Spent:
    return time.perf_counter(), time.process_time()


def _since(begun: Spent) -> Spent:
    """Milliseconds of the clock on the wall and of this process's own work."""
    return 1000 * (time.perf_counter() - begun[0]), 1000 * (time.process_time() - begun[1])


def _times(label: str, spent: Sequence[Spent]) -> str:
    wall, own = zip(*spent, strict=True)
    return f"{label:<52}{_two(wall)} ms wall {_two(own)} ms CPU"


def _two(spent: Sequence[float]) -> str:
    high = statistics.quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0]
    return f"{statistics.median(spent):>8.1f} p50 {high:>7.1f} p95"


def _size() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
