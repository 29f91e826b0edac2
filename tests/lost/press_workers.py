"""A site of its own whose press desk several workers serve at once, some of them killed; prints the tally as JSON.

Run as a program: ``python -m tests.lost.press_workers KILLS``. The pages lie on a server of its own on loopback.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from hundredfold.base.outbound import Manners
from hundredfold.config import start

PAGES, WORKERS, PATIENCE = 30, 3, 120.0


def main() -> None:
    """Begins the site, lets the workers loose, kills as many as asked, lets one finish, and counts."""
    kills = int(sys.argv[1])
    asked: Counter[str] = Counter()
    start.django()
    start.migrate()
    server = _serve(asked)
    port = server.server_address[1]
    _add(port)
    workers = [_worker(port) for _ in range(WORKERS)]
    for _kill in range(kills):
        time.sleep(0.5)
        os.kill((killed := workers.pop(0)).pid, signal.SIGKILL)
        killed.wait()
        workers.append(_worker(port))
    for worker in workers:
        worker.wait(timeout=PATIENCE)
    _finish(port)
    server.shutdown()
    sys.stdout.write(json.dumps(_tally(asked)) + "\n")


def work(port: int, *, late: bool = False) -> None:
    """One worker: rounds until nothing waits; ``late`` is after any lease has run out."""
    from hundredfold.base import clock
    from hundredfold.do.press.actions import fetch_waiting, read_captured
    from hundredfold.do.press.actions.taking import LEASE, free
    from hundredfold.do.press.models import Page

    guest = Manners(spacing=0, may_ask=lambda address, at: (address, at) == ("127.0.0.1", port))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        at = clock.now() + (LEASE if late else 0 * LEASE)
        done = fetch_waiting(at=at, ask=guest.ask, most=4) + read_captured(at=at, most=3)
        if not done and not free(Page.objects.filter(state="waiting"), at=at).exists():
            return


def _worker(port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.lost.press_workers", "work", str(port)])


def _finish(port: int) -> None:
    """What a killed worker had taken is free after a while."""
    work(port, late=True)


def _serve(asked: "Counter[str]") -> ThreadingHTTPServer:
    from tests.press_sites import STORIES, html

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked[self.path] += 1
            if self.path == "/robots.txt":
                self.send_error(404)
                return
            body = html(list(STORIES)[int(self.path[1:]) % len(STORIES)], outlet=f"第{self.path[1:]}报")
            time.sleep(0.02)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def _add(port: int) -> None:
    from django.db import connection, transaction

    from hundredfold.do.press.actions import add_links
    from tests.people import make_district

    with transaction.atomic():
        district = make_district()
    add_links(
        by=district.an,
        programme=district.programme,
        unit=district.community,
        text=" ".join(f"http://127.0.0.1:{port}/{n}" for n in range(PAGES)),
        at=district.now,
    )
    connection.close()


def _tally(asked: "Counter[str]") -> dict[str, object]:
    from django.db import connection

    from hundredfold.base import files
    from hundredfold.do.press.models import Page, Story

    pages = list(Page.objects.select_related("archive", "body"))
    kept = [stored for page in pages for stored in (page.archive, page.body) if stored]
    times = [asked[f"/{n}"] for n in range(PAGES)]
    return {
        "vendor": connection.vendor,
        "states": dict(Counter(page.state for page in pages)),
        "kept": sum(files.path_of(each.sha256).is_file() for each in kept),
        "asked_more_than_once": sum(each > 1 for each in times),
        "asked_most": max(times),
        "asked_never": times.count(0),
        "stories": sorted(Story.objects.values_list("size", flat=True)),
        "loose": Page.objects.filter(story__isnull=True).exists(),
    }


if __name__ == "__main__":
    if sys.argv[1] == "work":
        start.django()
        work(int(sys.argv[2]))
    else:
        main()
