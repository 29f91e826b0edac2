"""A trap server on loopback: whatever it does, no connection leaves for an address that may not be asked.

Connections are counted by the interpreter's own audit, so that a second way around the check would be seen too.
"""

import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hundredfold.base.outbound import Manners, NotFetched, ask, is_public
from hundredfold.base.outbound.words import SENTENCES
from tests.trap_server import (
    Barred,
    Script,
    TrapServer,
    answer_of,
    certificate,
    counted_connections,
    says,
    sends_on,
)

TOGETHER = 60  # seconds for all traps of this file

INWARDS = [
    "http://127.0.0.1/", "http://127.0.0.2:8080/", "http://localhost/", "http://LOCALHOST./", "http://[::1]/",
    "http://0.0.0.0/", "http://[::]/", "http://10.0.0.8/", "http://172.16.0.1/", "http://192.168.1.1:8080/",
    "http://100.64.0.1/", "http://169.254.169.254/latest/meta-data/", "http://100.100.100.200/latest/meta-data/",
    "http://168.63.129.16/machine", "http://192.0.0.192/opc/v1/", "http://[fd00:ec2::254]/latest/", "http://[fe80::1]/",
    "http://[fc00::1]/", "http://[ff02::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:169.254.169.254]/",
    "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::80ff:fffe]/", "http://[2001:db8::1]/", "http://2130706433/", "http://0x7f000001/",
    "http://0177.0.0.1/", "http://127.1/", "http://１２７。０。０。１/",
    "https://127.0.0.1/", "//127.0.0.1/",
]  # fmt: skip
ODD = [
    ("http://8.8.8.8:22/", "bad_port"), ("http://8.8.8.8:6379/", "bad_port"), ("http://127.0.0.1:25/", "bad_port"),
    ("http://8.8.8.8:0/", "bad_port"), ("ftp://8.8.8.8/", "not_http"), ("file:///etc/hostname", "not_http"),
    ("gopher://127.0.0.1:6379/_FLUSHALL", "not_http"), ("javascript:alert(1)", "not_http"),
    ("data:text/html,x", "not_http"), ("http://an:word@127.0.0.1/", "password"),
    ("http://8.8.8.8@127.0.0.1/", "password"),
    ("http://[::1", "bad_address"), ("http://1.2.3.4.5/", "bad_address"), ("/\r\n /x", "bad_address"),
    ("http://8.8.8.8/\x00", "bad_address"), ("http://a..b/", "bad_address"),
]  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def time_is_bounded() -> Iterator[None]:
    """All traps together end after a minute, however well a trap is built."""

    def ring(_number: int, _frame: object) -> None:
        raise TimeoutError(f"the traps of this file took longer than {TOGETHER} seconds together")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(TOGETHER)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_the_count_sees_a_connection_and_bars_it_if_it_would_leave() -> None:
    with counted_connections() as connections, socket.socket() as line, pytest.raises(Barred):
        line.connect(("192.0.2.1", 80))
    assert connections == [("192.0.2.1", 80)]


@pytest.fixture(scope="module")
def trap() -> Iterator[TrapServer]:
    """The one server that may be asked; it sends on to everywhere."""
    scripts: dict[str, Script] = {f"/to/{number}": sends_on(to) for number, to in enumerate(INWARDS)}
    scripts |= {f"/odd/{number}": sends_on(to) for number, (to, _code) in enumerate(ODD)}
    scripts |= {
        f"/{status}": sends_on("http://127.0.0.2/", status=status) for status in (301, 302, 303, 307, 308)
    }
    scripts |= {f"/chain/{number}": sends_on(f"/chain/{number + 1}") for number in range(9)}
    scripts |= {
        "/round": sends_on("/round"),
        "/ping": sends_on("/pong"),
        "/pong": sends_on("/ping"),
        "/again": sends_on("/page"),
        "/page": says(answer_of("端午".encode(), "Content-Type: text/html")),
        "/robots.txt": says(answer_of(b"", status="404 Not Found")),
        "otherwise": says(answer_of(b"", status="404 Not Found")),
    }
    server = TrapServer(scripts)
    yield server
    server.close()


class Allowed:
    """Says yes to one server, and of everything else what the product says; remembers what it said."""

    def __init__(self, *traps: TrapServer) -> None:
        self.traps = traps

    def __call__(self, address: str, port: int) -> bool:
        return any(trap.may_ask(address, port) for trap in self.traps) or is_public(address, port)


def refusal(url: str, **more: object) -> NotFetched:
    with pytest.raises(NotFetched) as refused:
        ask(url, **more)  # type: ignore[arg-type]
    return refused.value


def require_one_sentence(refused: NotFetched) -> None:
    zh, en = refused.sentence("zh"), refused.sentence("en")
    assert zh.endswith("。")
    assert zh.count("。") == 1
    assert en.endswith(".")
    assert ". " not in en
    assert "\n" not in zh + en
    assert len(zh) < 300
    assert len(en) < 400


def test_redirections_inwards_are_refused_and_no_line_is_opened(trap: TrapServer) -> None:
    with counted_connections() as connections:
        for number, _to in enumerate(INWARDS):
            refused = refusal(f"{trap.url}/to/{number}", may_ask=Allowed(trap))
            assert refused.code == "private_address", INWARDS[number]
            require_one_sentence(refused)

    assert connections == [(trap.host, trap.port)] * len(INWARDS)


def test_redirections_to_odd_places_are_refused_and_no_line_is_opened(trap: TrapServer) -> None:
    with counted_connections() as connections:
        for number, (to, code) in enumerate(ODD):
            refused = refusal(f"{trap.url}/odd/{number}", may_ask=Allowed(trap))
            assert refused.code == code, to
            require_one_sentence(refused)

    assert connections == [(trap.host, trap.port)] * len(ODD)


def test_the_same_places_are_refused_when_asked_for_directly() -> None:
    straight = [to for to in INWARDS if to.startswith("http:") or to.startswith("https:")]
    with counted_connections() as connections:
        codes = {refusal(to).code for to in straight}
        odd = [refusal(to).code for to, code in ODD if code != "bad_address"]

    assert codes == {"private_address"}
    assert odd == [code for _to, code in ODD if code != "bad_address"]
    assert connections == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_sort_of_redirection_is_checked(trap: TrapServer, status: int) -> None:
    assert refusal(f"{trap.url}/{status}", may_ask=Allowed(trap)).code == "private_address"


def test_a_neighbour_that_listens_hears_nothing(trap: TrapServer) -> None:
    open_page = {"otherwise": says(answer_of(b"secret"))}
    neighbours = [
        TrapServer(open_page, host="127.0.0.2", port=trap.port),
        TrapServer(open_page, host="127.0.0.1"),
        TrapServer(open_page, host="::1", port=trap.port),
    ]
    try:
        for neighbour in neighbours:
            trap.scripts["/next"] = sends_on(f"{neighbour.url}/")
            require_one_sentence(refusal(f"{trap.url}/next", may_ask=Allowed(trap)))
            require_one_sentence(refusal(f"{neighbour.url}/", may_ask=Allowed(trap)))
        assert [neighbour.taken for neighbour in neighbours] == [0, 0, 0]
    finally:
        for neighbour in neighbours:
            neighbour.close()


class Rebinding:
    """A name server that tells another address each time it is asked."""

    def __init__(self, *told: list[str]) -> None:
        self.told = list(told)
        self.asked = 0

    def __call__(self, _host: str, _port: int) -> list[str]:
        self.asked += 1
        return self.told[min(self.asked, len(self.told)) - 1]


def test_a_name_that_is_bound_anew_is_asked_for_once_and_the_checked_address_is_the_one_connected_to(
    trap: TrapServer,
) -> None:
    names = Rebinding(["127.0.0.1"], ["127.0.0.2"])
    neighbour = TrapServer({"otherwise": says(answer_of(b"secret"))}, host="127.0.0.2", port=trap.port)
    try:
        with counted_connections() as connections:
            answer = ask(f"http://paper.example:{trap.port}/page", may_ask=Allowed(trap), resolve=names)
        assert answer.body.decode() == "端午"
        assert (names.asked, connections) == (1, [("127.0.0.1", trap.port)])
        assert f"Host: paper.example:{trap.port}".encode() in trap.heads[-1]

        refused = refusal(f"http://paper.example:{trap.port}/page", may_ask=Allowed(trap), resolve=names)
        assert (refused.code, names.asked, neighbour.taken) == ("bad_port", 2, 0)
    finally:
        neighbour.close()


def test_a_name_that_is_bound_anew_between_two_hops_is_refused(trap: TrapServer) -> None:
    names = Rebinding(["127.0.0.1"], ["169.254.169.254"])
    with counted_connections() as connections:
        refused = refusal(f"http://paper.example:{trap.port}/again", may_ask=trap.may_ask, resolve=names)

    assert (refused.code, names.asked) == ("bad_port", 2)
    assert connections == [("127.0.0.1", trap.port)]


@pytest.mark.parametrize(
    "told",
    [
        ["8.8.8.8", "10.0.0.1"],
        ["2400:3200::1", "::ffff:10.0.0.1"],
        ["8.8.8.8"] * 20 + ["127.0.0.1"],
        ["fe80::1%eth0"],
        ["::ffff:169.254.169.254"],
    ],
)
def test_one_address_that_is_not_public_refuses_the_whole_name(told: list[str]) -> None:
    with counted_connections() as connections:
        refused = refusal("http://paper.example/", resolve=lambda _host, _port: told)

    assert refused.code == "private_address"
    assert connections == []


@pytest.mark.parametrize("told", [[], ["localhost"], ["paper.example"], ["8.8.8.8", "not an address"]])
def test_a_name_server_that_tells_no_addresses_is_not_followed(told: list[str]) -> None:
    with counted_connections() as connections:
        refused = refusal("http://paper.example/", resolve=lambda _host, _port: told)

    assert (refused.code, connections) == ("name_unknown", [])


def test_a_name_server_that_never_answers_is_not_waited_for() -> None:
    goes_on = threading.Event()

    def never(_host: str, _port: int) -> list[str]:
        goes_on.wait(30)
        return []

    refused = refusal("http://paper.example/", resolve=never, seconds=0.1)
    goes_on.set()
    assert refused.code == "too_slow"
    require_one_sentence(refused)


@pytest.mark.parametrize(("path", "asked"), [("/round", 1), ("/ping", 2), ("/chain/0", 6)])
def test_circles_and_long_ways_end(trap: TrapServer, path: str, asked: int) -> None:
    before = trap.taken
    refused = refusal(trap.url + path, may_ask=Allowed(trap))

    assert refused.code == "too_many_hops"
    assert trap.taken - before == asked
    require_one_sentence(refused)


def test_the_way_of_a_page_is_told(trap: TrapServer) -> None:
    answer = ask(f"{trap.url}/chain/5", may_ask=Allowed(trap))

    assert (answer.status, answer.final_url) == (404, f"{trap.url}/chain/9")
    assert [hop.status for hop in answer.hops] == [302, 302, 302, 302, 404]
    assert answer.hops[0].location == answer.hops[1].url
    assert {hop.address for hop in answer.hops} == {answer.address} == {"127.0.0.1"}


def test_secure_and_plain_pages_send_on_to_each_other(trap: TrapServer, tmp_path: Path) -> None:
    shows, trusts = certificate(tmp_path, "paper.example")
    scripts = {
        "/back": sends_on(f"{trap.url}/page"),
        "/inside": sends_on(INWARDS[0]),
        "otherwise": says(answer_of(b"x")),
    }
    secure = TrapServer(scripts, tls=shows)
    trap.scripts["/up"] = sends_on(f"https://paper.example:{secure.port}/back")
    ways = {"may_ask": Allowed(trap, secure), "resolve": lambda _host, _port: ["127.0.0.1"], "tls": trusts}
    try:
        assert ask(f"{trap.url}/up", **ways).body.decode() == "端午"  # type: ignore[arg-type]
        inside = refusal(f"https://paper.example:{secure.port}/inside", **ways)
        other = refusal(f"https://other.example:{secure.port}/", **ways)
        unknown = refusal(f"https://paper.example:{secure.port}/", **(ways | {"tls": None}))
    finally:
        secure.close()
    assert (inside.code, other.code, unknown.code) == ("private_address", "tls", "tls")
    require_one_sentence(other)


def test_a_robots_file_cannot_lead_inside_either(trap: TrapServer) -> None:
    before = trap.scripts["/robots.txt"]
    trap.scripts["/robots.txt"] = sends_on("http://169.254.169.254/")
    try:
        with counted_connections() as connections, pytest.raises(NotFetched) as refused:
            Manners(may_ask=Allowed(trap), spacing=0).ask(f"{trap.url}/page")
    finally:
        trap.scripts["/robots.txt"] = before
    assert refused.value.code == "robots_unreachable"
    assert connections == [(trap.host, trap.port)]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_refusal_is_one_sentence_in_both_languages(code: str) -> None:
    hostile = "http://paper.example/\r\n\u202e" + "长" * 500
    require_one_sentence(
        NotFetched(
            code,
            url=hostile,
            host="paper.example",
            port=22,
            address="10.0.0.8",
            hops=6,
            seconds=5,
            mb=5,
            encoding="zstd",
        )
    )
