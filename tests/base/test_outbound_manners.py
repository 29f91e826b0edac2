"""How a guest behaves: what robots.txt asks is done, hosts are given their pauses, and few are asked at once."""

import threading
import time
import tracemalloc
from collections.abc import Iterator

import pytest

from hundredfold.base.outbound import Answer, Manners, NotFetched
from tests.trap_server import Script, TrapServer, answer_of, says, sends_on

PAGE = says(answer_of(b"page"))
NOT_FOUND = says(answer_of(b"", status="404 Not Found"))


@pytest.fixture
def server() -> Iterator[TrapServer]:
    """A server of this machine whose robots.txt a test writes."""
    found = TrapServer({"otherwise": PAGE, "/robots.txt": NOT_FOUND})
    yield found
    found.close()


class Guest(Manners):
    """A guest whose clock goes on only by waiting; it says how long it waited."""

    def __init__(self, *servers: TrapServer, **more: float) -> None:
        self.now = 1000.0
        self.waited: list[float] = []
        super().__init__(
            may_ask=lambda address, port: any(server.may_ask(address, port) for server in servers),
            resolve=lambda _host, _port: ["127.0.0.1"],
            clock=lambda: self.now,
            sleep=self.wait,
            **more,  # type: ignore[arg-type]
        )

    def wait(self, seconds: float) -> None:
        self.waited.append(round(seconds, 3))
        self.now += seconds


def code_of(guest: Manners, url: str) -> str:
    with pytest.raises(NotFetched) as refused:
        guest.ask(url)
    return refused.value.code


def robots(server: TrapServer, text: str | bytes, *, status: str = "200 OK") -> None:
    body = text.encode() if isinstance(text, str) else text
    server.scripts["/robots.txt"] = says(answer_of(body, status=status))


def paths(server: TrapServer) -> list[str]:
    return [head.split(b" ")[1].decode() for head in server.heads]


@pytest.mark.parametrize(
    ("text", "path", "is_allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /news/", "/a", True),
        ("User-agent: *\nDisallow: /news/", "/news/1.html", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1.html", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /新闻/", "/新闻/1", False),
        ("User-agent: *\nDisallow: /%E6%96%B0%E9%97%BB/", "/新闻/1", False),
        ("User-agent: hundredfold\nDisallow: /\nUser-agent: *\nDisallow:", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Hundredfold\nAllow: /", "/a", True),
        ("User-agent: OtherBot\nDisallow: /", "/a", True),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
        ("<html>一个网页</html>", "/a", True),
        ("", "/a", True),
        ("User-agent: *\nDisallow: /" + "*a" * 900 + "\nDisallow: /b", "/a", True),
        ("# " + "x" * 600_000 + "\nUser-agent: *\nDisallow: /", "/a", True),
    ],
)
def test_a_page_is_read_only_where_the_site_allows_it(
    server: TrapServer, text: str, path: str, *, is_allowed: bool
) -> None:
    robots(server, text)
    guest = Guest(server)
    if is_allowed:
        assert guest.ask(server.url + path).body == b"page"
    else:
        assert code_of(guest, server.url + path) == "robots"
        assert paths(server) == ["/robots.txt"]


def test_a_robots_file_for_a_thousand_others_costs_no_memory(server: TrapServer) -> None:
    names = "".join(f"User-agent: b{number}\n" for number in range(12_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(15_000))
    robots(server, f"{names}{names[:99]}{rules}\nUser-agent: *\nDisallow: /b")
    guest = Guest(server)
    tracemalloc.start()
    assert guest.ask(f"{server.url}/1").status == 200
    assert tracemalloc.get_traced_memory()[1] < 60 << 20
    tracemalloc.stop()
    assert code_of(guest, f"{server.url}/b") == "robots"


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (NOT_FOUND, ""),
        (says(answer_of(b"", status="401 Unauthorized")), ""),
        (says(answer_of(b"", status="403 Forbidden")), ""),
        (sends_on("/robots.txt"), ""),
        (says(answer_of(b"", status="500 Oh")), "robots_unreachable"),
        (says(answer_of(b"", status="503 Busy")), "robots_unreachable"),
        (says(answer_of(b"", status="429 Slower")), "robots_unreachable"),
        (says(answer_of(b"x", length=9)), "robots_unreachable"),
        (says(answer_of(b"x", length=9 << 20)), "robots_unreachable"),
        (says(b"no answer at all"), "robots_unreachable"),
        (sends_on("http://10.0.0.8/robots.txt"), "robots_unreachable"),
        (sends_on("ftp://127.0.0.1/robots.txt"), "robots_unreachable"),
    ],
)
def test_what_a_missing_robots_file_means(server: TrapServer, script: Script, code: str) -> None:
    server.scripts["/robots.txt"] = script
    guest = Guest(server)
    if code:
        assert code_of(guest, f"{server.url}/a") == code
        assert "/a" not in paths(server)
    else:
        assert guest.ask(f"{server.url}/a").body == b"page"


def test_a_site_that_is_not_there_says_so_by_its_own_sentence(server: TrapServer) -> None:
    assert code_of(Guest(server), "http://10.0.0.8/a") == "private_address"
    assert code_of(Manners(resolve=lambda _host, _port: []), "http://paper.example/") == "name_unknown"
    assert code_of(Guest(server), "石榴花开") == "not_http"


def test_rules_are_kept_for_a_day(server: TrapServer) -> None:
    robots(server, "User-agent: *\nDisallow: /b")
    guest = Guest(server)
    for _ in range(3):
        guest.ask(f"{server.url}/a")
    assert code_of(guest, f"{server.url}/b") == "robots"
    assert paths(server).count("/robots.txt") == 1

    guest.now += 86_401
    guest.ask(f"{server.url}/a")
    assert paths(server).count("/robots.txt") == 2


def test_rules_that_cannot_be_renewed_hold_on(server: TrapServer) -> None:
    robots(server, "User-agent: *\nDisallow: /b")
    guest = Guest(server)
    guest.ask(f"{server.url}/a")
    guest.now += 86_401
    robots(server, "", status="500 Oh")

    assert guest.ask(f"{server.url}/a").status == 200
    assert code_of(guest, f"{server.url}/b") == "robots"


def test_rules_that_could_not_be_reached_are_asked_for_again_soon(server: TrapServer) -> None:
    robots(server, "", status="500 Oh")
    guest = Guest(server)
    assert code_of(guest, f"{server.url}/a") == "robots_unreachable"
    robots(server, "User-agent: *\nDisallow:")
    assert code_of(guest, f"{server.url}/a") == "robots_unreachable"
    guest.now += 601
    assert guest.ask(f"{server.url}/a").status == 200


def test_the_rules_of_every_host_on_the_way_count(server: TrapServer) -> None:
    other = TrapServer({"otherwise": PAGE})
    try:
        robots(other, "User-agent: *\nDisallow: /hidden")
        server.scripts["/hidden"] = sends_on(f"http://other.example:{other.port}/hidden")
        server.scripts["/open"] = sends_on(f"http://other.example:{other.port}/open")
        guest = Guest(server, other)

        assert guest.ask(f"{server.url}/open").final_url.endswith("/open")
        assert code_of(guest, f"{server.url}/hidden") == "robots"
        assert paths(other) == ["/robots.txt", "/open"]
    finally:
        other.close()


def test_a_host_is_given_a_pause_and_another_is_not_kept_waiting(server: TrapServer) -> None:
    guest = Guest(server)
    guest.ask(f"http://one.example:{server.port}/a")
    guest.ask(f"http://one.example:{server.port}/b")
    assert guest.waited == [1.0, 1.0]
    assert guest.free_in(f"https://one.example:{server.port}/c") == 1.0
    assert guest.free_in("http://two.example/") == 0.0


@pytest.mark.parametrize(
    ("said", "waits"), [("5", 5.0), ("0.2", 1.0), ("99999", 30.0), ("-1", 1.0), ("soon", 1.0)]
)
def test_a_crawl_delay_is_kept_within_bounds(server: TrapServer, said: str, waits: float) -> None:
    robots(server, f"User-agent: *\nCrawl-delay: {said}")
    guest = Guest(server)
    guest.ask(f"{server.url}/a")
    guest.ask(f"{server.url}/b")
    assert guest.waited[-1] == waits


@pytest.mark.parametrize(
    ("said", "rests"),
    [("120", 120.0), ("1", 60.0), ("999999", 3600.0), ("Wed, 21 Oct 2026 07:28:00 GMT", 60.0)],
)
def test_a_host_that_is_too_busy_is_left_alone(server: TrapServer, said: str, rests: float) -> None:
    server.scripts["/a"] = says(answer_of(b"", f"Retry-After: {said}", status="429 Too Many"))
    guest = Guest(server)
    assert guest.ask(f"{server.url}/a").status == 429
    assert guest.free_in(f"{server.url}/b") == rests
    assert code_of(guest, f"{server.url}/b") == "resting"
    guest.now += rests
    assert guest.ask(f"{server.url}/b").status == 200


def test_waiting_does_not_count_into_the_time_of_an_answer(server: TrapServer) -> None:
    guest = Manners(may_ask=server.may_ask, spacing=0.3)
    guest.ask(f"{server.url}/a")
    assert guest.ask(f"{server.url}/b", seconds=0.2).status == 200


def test_few_are_asked_at_once_and_one_host_by_one_at_a_time(server: TrapServer) -> None:
    now, most, lock = [0], [0], threading.Lock()

    def slowly(line: object) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.05)
        with lock:
            now[0] -= 1
        PAGE(line)  # type: ignore[arg-type]

    server.scripts["otherwise"] = slowly
    guest = Manners(
        may_ask=server.may_ask, resolve=lambda _host, _port: ["127.0.0.1"], spacing=0.0, at_once=2
    )

    def together(urls: list[str]) -> list[Answer]:
        answers: list[Answer] = []
        threads = [threading.Thread(target=lambda url=url: answers.append(guest.ask(url))) for url in urls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    assert len(together([f"http://{name}.example:{server.port}/" for name in "abcdef"])) == 6
    assert most[0] <= 2
    most[0] = 0
    assert len(together([f"http://same.example:{server.port}/{number}" for number in range(5)])) == 5
    assert most[0] == 1
    assert paths(server).count("/robots.txt") == 7


def test_only_so_many_hosts_are_remembered(server: TrapServer) -> None:
    guest = Guest(server)
    for number in range(600):
        guest.free_in(f"http://h{number}.example/")
    assert len(guest._hosts) == 500
