"""Kills the server while records are handed in, and counts what was acknowledged and lost.

``python -m bench.lost --records 1000 --kills 40 [--database postgres] [--seed N] [--minutes N]``
"""

import argparse
import contextlib
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.lost_judge import Inside, Reader, Verdict, judge, look_inside
from bench.lost_senders import Camera, Journal, Senders
from bench.lost_site import Site
from tests.cluster import cluster


@dataclass(frozen=True, slots=True)
class Run:
    """How one run went."""

    seed: int
    in_time: bool
    tries: int
    kills: int
    cut_in_flight: int
    seconds: float
    restart_p95: float
    refused: list[str]
    verdict: Verdict
    inside: Inside

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, doubled or changed."""
        judged, inside = self.verdict, self.inside
        wrong = (judged.lost, judged.doubled, judged.changed_receipts, judged.wrong_hashes)
        torn = (inside.orphan_links, inside.without_receipt, inside.gaps, inside.files_missing)
        return self.in_time and not any((*wrong, *torn, self.refused)) and inside.integrity.startswith("ok")


def run(*, records: int, kills: int, database_url: str, seed: int, minutes: float, folder: Path) -> Run:
    """Founds a site in ``folder``, sends ``records`` while killing its server ``kills`` times, and judges."""
    begun = time.monotonic()
    site = Site(folder, database_url=database_url)
    token = site.found()
    journal = Journal(folder / "journal.jsonl")
    senders = Senders(
        port=site.port,
        token=token,
        camera=Camera(seed),
        journal=journal,
        records=records,
        until=begun + minutes * 60,
    )
    try:
        site.start()
        senders.begin()
        cut = _kill_again_and_again(site, senders, kills=kills, seed=seed)
        senders.permits.release(records + 64)
        in_time = senders.wait()
        journal.close()
        verdict = judge(journal.path, Reader(site.port, token))
    finally:
        site.end(signal.SIGTERM if sys.exc_info()[0] is None else signal.SIGKILL)
    return Run(
        seed=seed,
        in_time=in_time,
        tries=senders.tries,
        kills=len(site.starts) - 1,
        cut_in_flight=cut,
        seconds=time.monotonic() - begun,
        restart_p95=_p95(site.starts[1:]),
        refused=senders.refused,
        verdict=verdict,
        inside=look_inside(site.home, database_url),
    )


def _kill_again_and_again(site: Site, senders: Senders, *, kills: int, seed: int) -> int:
    """Each time after 0.2 to 3 seconds, in which an even share of the records is begun. Returns how many were cut."""
    dice = random.Random(seed)
    cut = begun = 0
    for n in range(1, kills + 1):
        if time.monotonic() > senders.until:
            break
        share = senders.records * n // (kills + 1) - begun
        begun += share
        pause = dice.uniform(0.2, 3.0) / max(1, share)
        for _ in range(share):
            senders.permits.release()
            time.sleep(pause)
        cut += len(senders.in_flight)
        site.end(signal.SIGKILL)
        site.start()
    return cut


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * 0.95))] if seconds else 0.0


@contextlib.contextmanager
def _database(which: str) -> Iterator[str]:
    """An empty database of its own: the home's SQLite, or a durable PostgreSQL cluster."""
    if which == "sqlite":
        yield ""
    else:
        with cluster(durable=True) as url:
            yield url


def _print(done: Run, *, which: str) -> None:
    print(f"database            {which}")
    print(f"seed                {done.seed}")
    print(f"kills (SIGKILL)     {done.kills}, {done.cut_in_flight} requests in flight when killed")
    print(f"tries               {done.tries} in {done.seconds:.0f} s, all in time: {done.in_time}")
    for name, value in {**asdict(done.verdict), **asdict(done.inside)}.items():
        print(f"{name.replace('_', ' '):<19} {value}")
    print(f"restart p95         {done.restart_p95:.2f} s")
    for each in done.refused[:5]:
        print(f"refused             {each}")
    print("holds" if done.holds else "DOES NOT HOLD")


def main() -> int:
    """Runs once and prints the table. 1 where something was lost, doubled or torn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--minutes", type=float, default=15)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="lost-"))
    try:
        with _database(asked.database) as url:
            done = run(
                records=asked.records,
                kills=asked.kills,
                database_url=url,
                seed=asked.seed,
                minutes=asked.minutes,
                folder=folder,
            )
        _print(done, which=asked.database)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if done.holds else 1


if __name__ == "__main__":
    sys.exit(main())
