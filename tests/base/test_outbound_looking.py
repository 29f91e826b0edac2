"""Whether an address still leads somewhere: what counts as gone, what as silent, and what is never asked."""

from collections.abc import Iterator

import pytest

from hundredfold.base.outbound.looking import ANSWERS, DEAD, NOT_ASKED, SILENT, outcome_of
from hundredfold.base.outbound.manners import Manners
from tests.trap_server import Script, TrapServer, answer_of, endless, says, sends_on

GONE = says(answer_of(b"", status="404 Not Found"))


@pytest.fixture
def server() -> Iterator[TrapServer]:
    """A server of this machine whose pages come and go."""
    scripts: dict[str, Script] = {
        "/failing": says(answer_of(b"", status="500 Oh")),
        "/gone": GONE,
        "/gone-for-good": says(answer_of(b"", status="410 Gone")),
        "/on": sends_on("/page"),
        "/later": sends_on("/gone"),
        "/round": sends_on("/round"),
        "/inside": sends_on("http://127.0.0.2/"),
        "/file": sends_on("file:///etc/hostname"),
        "/endless": endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1000),
        "otherwise": says(answer_of(b"page")),
    }
    found = TrapServer(scripts)
    yield found
    found.close()


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/page", ANSWERS),
        ("/新闻?题=石榴 花", ANSWERS),
        ("/failing", ANSWERS),
        ("/gone", DEAD),
        ("/gone-for-good", DEAD),
        ("/on", ANSWERS),
        ("/later", DEAD),
        ("/round", SILENT),
        ("/inside", NOT_ASKED),
        ("/file", NOT_ASKED),
        ("/endless", ANSWERS),
    ],
)
def test_a_link_answers_as_its_server_says(server: TrapServer, path: str, outcome: str) -> None:
    assert outcome_of(server.url + path, may_ask=server.may_ask) == outcome


@pytest.mark.parametrize("status", [400, 403, 404, 405, 501])
def test_a_server_that_does_not_like_to_be_asked_for_the_head_is_asked_for_all(
    server: TrapServer, status: int
) -> None:
    answers = iter([answer_of(b"", status=f"{status} No"), answer_of(b"page")])
    server.scripts["/page"] = lambda line: line.sendall(next(answers))

    assert outcome_of(f"{server.url}/page", may_ask=server.may_ask) == ANSWERS
    assert [head.split(b" ")[0] for head in server.heads] == [b"HEAD", b"GET"]


def test_a_server_that_answers_a_letter_at_a_time_is_cut_off(server: TrapServer) -> None:
    server.scripts["/drip"] = server.drip(b"H")

    assert outcome_of(f"{server.url}/drip", may_ask=server.may_ask, seconds=0.2) == SILENT


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://10.0.0.8/", "http://192.168.1.1:8080/", "http://169.254.169.254/latest",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::a00:8]/", "http://localhost/",
        "http://0.0.0.0/", "http://2130706433/", "ftp://8.8.8.8/", "file:///etc/hostname", "javascript:alert(1)",
        "http://an:word@8.8.8.8/", "http://8.8.8.8:22/", "http:///", "石榴花开",
    ],
)  # fmt: skip
def test_what_is_not_public_is_never_asked(url: str) -> None:
    assert outcome_of(url) == NOT_ASKED


@pytest.mark.parametrize("url", ["http://[::1", "http://8.8.8.8:99999/", "http://a..b/"])
def test_a_link_that_is_none_is_silent(url: str) -> None:
    assert outcome_of(url) == SILENT


def test_looking_waits_for_its_turn_and_asks_for_no_robots_file(server: TrapServer) -> None:
    waited: list[float] = []
    guest = Manners(may_ask=server.may_ask, clock=lambda: 100.0, sleep=waited.append)

    assert guest.look(f"{server.url}/page") == ANSWERS
    assert guest.look(f"{server.url}/gone") == DEAD
    assert waited == [1.0, 1.0]
    assert not any(b"robots" in head for head in server.heads)
