"""How fast the desk can be worked: a browser drives it by keys over many records, and the server at 10,000 open ones.

`python -m bench.desk [--records N] [--open M] [--seed K]`. The browser's part needs Chromium; without it the second is
shown alone. Machine time is a lower bound: a person also reads.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

UNITS = 200
TURNS = 20
CHOICES = {True: ("same", "different"), False: ("accept", "accept", "accept", "return")}
KEYS = {"accept": ("a",), "return": ("r", "ArrowDown", "Control+Enter"), "same": ("m",), "different": ("d",)}


def main() -> None:
    """Fills a site, works its desk in the browser, and asks the server at many open records."""
    options = argparse.ArgumentParser()
    options.add_argument("--records", type=int, default=60)
    options.add_argument("--open", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=5)
    chosen = options.parse_args()
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (shared)"
    )
    with tempfile.TemporaryDirectory() as below:
        _open(Path(below))
        print(f"SQLite, {chosen.open:,} open records of {UNITS} units, seed {chosen.seed}")
        _fill(chosen.open, seed=chosen.seed)
        _server()
        if shutil.which("chromium"):
            _browser(chosen.records, seed=chosen.seed)
        else:
            print("no chromium on this machine: the browser's part is left out")


def _open(home: Path) -> None:
    from hundredfold.config import start

    (home / "static").mkdir()
    start.use_home(home)
    os.environ["HUNDREDFOLD_HOSTS"] = "testserver,localhost,127.0.0.1"
    start.django()
    start.migrate()


def _fill(number: int, *, seed: int) -> None:
    """Records that all wait, one in four with a finding, by plain SQL as ``bench.board`` does it."""
    from bench.board_site import fill, found
    from hundredfold.do.ledger.models import Record
    from hundredfold.prove.models import Cell, Decision, Finding

    found(units=UNITS)
    fill(records=number, seed=seed)
    Decision.objects.all().delete()
    dice = random.Random(seed)
    Cell.objects.update(state="pending", because="waiting_for_review", risk=0)
    Record.objects.update(state="reported")
    keys = list(Record.objects.order_by("pk").values_list("pk", flat=True))
    now = dt.datetime.now(dt.UTC)
    pairs = [(keys[place], keys[place + 1]) for place in range(0, len(keys) - 1, 4)]
    Finding.objects.bulk_create(
        [
            Finding(
                public_id=f"B{place:025d}",
                rule="same_deed",
                a_id=a,
                b_id=b,
                blocked_id=b,
                score=round(dice.uniform(0.5, 1), 3),
                found_at=now,
            )
            for place, (a, b) in enumerate(pairs)
        ],
        batch_size=500,
    )
    _sum_up()
    for likely, risk in ((True, 3), (False, 2)):
        found_ones = (
            Finding.objects.filter(score__gte=0.9) if likely else Finding.objects.filter(score__lt=0.9)
        )
        Cell.objects.filter(deed__tellings__record__in=found_ones.values("blocked")).update(
            risk=risk, because="open_finding", has_open_finding=True
        )


def _sum_up() -> None:
    """The kept totals of cells that all wait, each crediting one unit."""
    from hundredfold.prove.models import Cell, Total

    numbers: Counter[tuple[int, int | None]] = Counter()
    for strand, unit in Cell.objects.values_list("strand", "unit"):
        numbers.update([(strand, unit), (strand, None)])
    Total.objects.all().delete()
    Total.objects.bulk_create(
        Total(strand_id=strand, unit_id=unit, state="pending", number=number)
        for (strand, unit), number in numbers.items()
    )


def _reviewer() -> Any:
    from hundredfold.base.models import User
    from hundredfold.plan.actions import add_member
    from hundredfold.plan.models import Unit

    admin = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("bench-admin")
    top = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    user = User.objects.create_user("bench-desk", display_name="审")
    if top:
        since = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        add_member(by=admin, user=user, unit=top, role="reviewer", at=since)
    return user


def _server() -> None:
    """CPU and wall of one look at the desk and of one answer, warm, through the product's own views."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from hundredfold.prove.models import Cell

    client = Client()
    client.force_login(_reviewer())
    client.get("/office/review/")
    print(f"\n{'server, per request':<34}{'queries':>8}{'CPU ms':>9}{'wall ms':>9}{'kB':>7}")
    for name, address in (
        ("the desk", "/office/review/"),
        ("its page 150", "/office/review/?page=150"),
        ("one strand", "/office/review/?strand=talks"),
        ("one rule", "/office/review/?rule=same_deed"),
        ("plain ones, 50", "/office/review/plain/"),
    ):
        with CaptureQueriesContext(connection) as asked:
            size = len(client.get(address).content)
            queries = len(asked)
        cpu, wall = [], []
        for _turn in range(TURNS):
            spent, began = time.process_time(), time.perf_counter()
            client.get(address)
            cpu.append(time.process_time() - spent)
            wall.append(time.perf_counter() - began)
        _line(name, queries, cpu, wall, size)
    cpu, wall, queries = [], [], 0
    waiting = Cell.objects.filter(risk=0).order_by("-id").values_list("records", flat=True)
    for (record,) in list(waiting[:TURNS]):
        from hundredfold.do.ledger.models import Record

        seen = Record.objects.values_list("position", flat=True).get(public_id=record)
        said = {"verdict": "accept", "seen": seen, "record": record}
        with CaptureQueriesContext(connection) as asked:
            spent, began = time.process_time(), time.perf_counter()
            answer = client.post(f"/office/review/records/{record}/decide/", said)
            cpu.append(time.process_time() - spent)
            wall.append(time.perf_counter() - began)
            queries = len(asked)
        assert answer.status_code == 303, answer.status_code
    _line("one answer (accept)", queries, cpu, wall, 0)


def _line(name: str, queries: int, cpu: list[float], wall: list[float], size: int) -> None:
    spent, waited = statistics.median(cpu) * 1000, statistics.median(wall) * 1000
    print(f"{name:<34}{queries:>8}{spent:>9.1f}{waited:>9.1f}{size / 1024:>7.0f}")


def _browser(records: int, *, seed: int) -> None:
    """Works ``records`` records by keys alone: mostly accepts, some returns, pairs joined or parted."""
    from playwright.sync_api import sync_playwright

    with _serving() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox",
                "--disable-quic",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
            ],
        )
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        context.add_cookies([{"name": "sessionid", "value": _session(), "url": home}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{home}/office/review/")
        dice, pressed, each = random.Random(seed), 0, []
        for _turn in range(records):
            live = page.locator("[data-key]").evaluate_all("found => found.map(each => each.dataset.key)")
            able = [name for name in CHOICES["m" in live] if KEYS[name][0] in live]
            keys = KEYS[dice.choice(able)] if able else ("j",)
            began = time.perf_counter()
            for key in keys[:-1]:
                page.keyboard.press(key)
            with page.expect_navigation():
                page.keyboard.press(keys[-1])
            each.append(time.perf_counter() - began)
            pressed += sum(2 if "+" in key else 1 for key in keys)
        browser.close()
    spent = sum(each)
    print(f"\nbrowser: {records} answers by keys alone in {spent:.1f} s of machine time")
    print(f"{records / spent * 60:.0f} answers a minute, {pressed / records:.2f} keystrokes an answer")
    print(f"from key to the next record in sight: median {statistics.median(each) * 1000:.0f} ms")


def _session() -> str:
    """A signed-in session of the reviewer."""
    from django.test import Client

    from hundredfold.base.models import User

    client = Client()
    client.force_login(User.objects.get(username="bench-desk"))
    return client.cookies["sessionid"].value


def _serving() -> Any:
    """The site on a free port, in this process."""
    from contextlib import contextmanager
    from threading import Thread
    from wsgiref.simple_server import WSGIRequestHandler

    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *said: Any) -> None:  # noqa: A002  the name is the library's
            """Says nothing."""

    @contextmanager
    def running() -> Any:
        server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
        server.set_app(StaticFilesHandler(get_wsgi_application()))
        Thread(target=server.serve_forever, daemon=True).start()
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()

    return running()


if __name__ == "__main__":
    sys.exit(main())
