"""Looks at told links: what counts as dead, what is never asked, and that a remark comes and goes with it."""

import datetime as dt
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_django import Settings

from hundredfold.prove.actions import judge_all, look_at_links
from hundredfold.prove.actions.look_at_links import ANSWERS, DEAD, NOT_ASKED, SILENT, is_public, outcome_of
from hundredfold.prove.models import Finding, LinkLook
from tests.people import District

PAGE = "https://paper.example/7"


class Answers(BaseHTTPRequestHandler):
    """Answers by its path."""

    def do_HEAD(self) -> None:
        """The head alone: what most links are asked for."""
        path = self.path.partition("?")[0]
        if path == "/drip":
            for _ in range(200):
                self.wfile.write(b"H")
                self.server.stopped.wait(0.05)  # type: ignore[attr-defined]
            return
        status = {"/gone": 404, "/no-head": 405, "/failing": 500}.get(path, 302 if path in TO else 200)
        self.send_response(status)
        if path in TO:
            self.send_header("Location", TO[path])
        self.end_headers()

    def do_GET(self) -> None:
        """For those that do not like to be asked for the head."""
        self.send_response(410)
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Says nothing."""


TO = {
    "/on": "/page",
    "/round": "/round",
    "/inside": "http://127.0.0.2/",
    "/file": "file:///etc/hostname",
    "/later": "/gone",
}


@pytest.fixture
def server() -> Iterator[str]:
    """A server of this machine; its address."""
    found = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    found.stopped = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=found.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.stopped.set()  # type: ignore[attr-defined]
    found.shutdown()
    thread.join()
    found.server_close()


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/page", ANSWERS),
        ("/新闻?题=石榴 花", ANSWERS),
        ("/failing", ANSWERS),
        ("/gone", DEAD),
        ("/no-head", DEAD),
        ("/on", ANSWERS),
        ("/later", DEAD),
        ("/round", SILENT),
        ("/inside", NOT_ASKED),
        ("/file", NOT_ASKED),
    ],
)
def test_a_link_answers_as_its_server_says(server: str, path: str, outcome: str) -> None:
    assert outcome_of(server + path, may_ask=lambda address, _port: address == "127.0.0.1") == outcome


def test_a_server_that_answers_a_letter_at_a_time_is_cut_off(server: str) -> None:
    assert outcome_of(f"{server}/drip", may_ask=lambda *_where: True, seconds=0.2) == SILENT


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://10.0.0.8/", "http://192.168.1.1:8080/", "http://169.254.169.254/latest",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::a00:8]/", "http://localhost/", "http://0.0.0.0/",
        "http://2130706433/", "ftp://8.8.8.8/", "file:///etc/hostname", "javascript:alert(1)", "http://an:word@8.8.8.8/",
        "http://8.8.8.8:22/", "http:///", "石榴花开",
    ],
)  # fmt: skip
def test_what_is_not_public_is_never_asked(url: str) -> None:
    assert outcome_of(url) == NOT_ASKED


@pytest.mark.parametrize("url", ["http://[::1", "http://8.8.8.8:99999/", "http://a..b/"])
def test_a_link_that_is_none_is_silent(url: str) -> None:
    assert outcome_of(url) == SILENT


@pytest.mark.parametrize(
    ("address", "said"),
    [("8.8.8.8", True), ("2400:3200::1", True), ("224.0.0.1", False), ("2002:a00:8::1", False)],
)
def test_an_address_is_public_by_what_it_holds(address: str, said: bool) -> None:
    assert is_public(address, 443) is said


def remarks() -> list[str]:
    return list(
        Finding.objects.filter(rule="dead_link", closed_at__isnull=True).values_list("rule", flat=True)
    )


def test_a_dead_link_is_remarked_on_after_some_days_and_the_remark_goes_when_it_is_back(
    district: District, settings: Settings
) -> None:
    settings.LOOK_AT_LINKS = True
    district.tell(url=PAGE)
    week = dt.timedelta(days=8)

    assert look_at_links(at=district.now, look=lambda _url: DEAD) == 1
    assert look_at_links(at=district.now, look=lambda _url: DEAD) == 0
    assert remarks() == []
    judge_all(district.programme, at=district.now + week / 2)
    assert remarks() == ["dead_link"]
    assert look_at_links(at=district.now + week, look=lambda _url: ANSWERS) == 1
    assert remarks() == []


def test_silence_counts_only_while_others_answer(district: District, settings: Settings) -> None:
    settings.LOOK_AT_LINKS = True
    district.tell(url=PAGE)
    at = district.now
    for _ in range(8):
        at += dt.timedelta(days=8)
        look_at_links(at=at, look=lambda _url: SILENT)
    assert LinkLook.objects.get().dead_since is None

    district.tell(url="https://other.example/1", title="志愿服务送到家门口")
    for _ in range(5):
        at += dt.timedelta(days=8)
        look_at_links(at=at, look=lambda url: SILENT if url == PAGE else ANSWERS)
    assert LinkLook.objects.get(url=PAGE).dead_since == at


def test_where_nothing_answers_it_goes_no_further_but_comes_to_the_others_later(
    district: District, settings: Settings
) -> None:
    settings.LOOK_AT_LINKS = True
    for number in range(20):
        district.tell(title=f"第{number}场", url=f"https://paper.example/{number}")

    assert look_at_links(at=district.now, look=lambda _url: SILENT) == 16
    assert look_at_links(at=district.now, look=lambda _url: SILENT) == 4
    assert look_at_links(at=district.now, look=lambda _url: SILENT) == 0


def test_a_site_that_stays_offline_asks_nobody(district: District, settings: Settings) -> None:
    settings.LOOK_AT_LINKS = False
    district.tell(url=PAGE)

    assert look_at_links(at=district.now) == 0
    assert not LinkLook.objects.exists()
