"""Which addresses are public, against a plainly written list; and how addresses as people write them are read."""

import ipaddress
import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundredfold.base.outbound import NotFetched, is_public
from hundredfold.base.outbound.line import request_bytes
from hundredfold.base.outbound.links import onwards, read_link

# The registries of special-purpose addresses, written out by first and last address so that no mask is shared with
# the code. Given as (first, last, what it is).
SPECIAL_4 = [
    ("0.0.0.0", "0.255.255.255", "this network"),
    ("10.0.0.0", "10.255.255.255", "private"),
    ("100.64.0.0", "100.127.255.255", "shared by a carrier's customers"),
    ("127.0.0.0", "127.255.255.255", "this machine"),
    ("169.254.0.0", "169.254.255.255", "this cable; metadata of rented machines"),
    ("172.16.0.0", "172.31.255.255", "private"),
    ("192.0.0.0", "192.0.0.255", "protocols"),
    ("192.0.2.0", "192.0.2.255", "examples"),
    ("192.31.196.0", "192.31.196.255", "sink of reverse names"),
    ("192.52.193.0", "192.52.193.255", "relays of multicast"),
    ("192.88.99.0", "192.88.99.255", "relays of 6to4"),
    ("192.168.0.0", "192.168.255.255", "private"),
    ("192.175.48.0", "192.175.48.255", "sink of reverse names"),
    ("198.18.0.0", "198.19.255.255", "benchmarks"),
    ("198.51.100.0", "198.51.100.255", "examples"),
    ("203.0.113.0", "203.0.113.255", "examples"),
    ("224.0.0.0", "239.255.255.255", "many at once"),
    ("240.0.0.0", "255.255.255.255", "kept back; broadcast"),
    ("168.63.129.16", "168.63.129.16", "a hosting company's own"),
]
SPECIAL_6 = [
    ("::", "::fffe:ffff:ffff", "unspecified, loopback, compatible"),
    ("::1:0:0:0", "64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff", "never given out"),
    ("64:ff9b::1:0:0", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "local NAT64, discard, never given out"),
    ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "protocols, Teredo, ORCHID, benchmarks"),
    ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "examples"),
    ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "6to4"),
    ("2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "sink of reverse names"),
    ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "examples"),
    ("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "never given out, local, link, many at once"),
]


def number(address: str) -> int:
    return int(ipaddress.ip_address(address))


def is_special(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if address.version == 6 and str(address.exploded).startswith(
        ("0000:0000:0000:0000:0000:ffff:", "0064:ff9b:0000:0000:0000:0000:")
    ):
        address = ipaddress.IPv4Address(int(address) % (1 << 32))
    table = SPECIAL_4 if address.version == 4 else SPECIAL_6
    return any(number(first) <= int(address) <= number(last) for first, last, _what in table)


ANY_4 = st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)
NEAR_4 = st.sampled_from([end for first, last, _what in SPECIAL_4 for end in (first, last)]).flatmap(
    lambda end: st.integers(-2, 2).map(lambda by: ipaddress.IPv4Address((number(end) + by) % 2**32))
)
ANY_6 = st.integers(0, 2**128 - 1).map(ipaddress.IPv6Address)
NEAR_6 = st.sampled_from([end for first, last, _what in SPECIAL_6 for end in (first, last)]).flatmap(
    lambda end: st.integers(-2, 2).map(lambda by: ipaddress.IPv6Address((number(end) + by) % 2**128))
)
CARRIED = st.tuples(st.sampled_from(["::ffff:0:0", "64:ff9b::"]), ANY_4 | NEAR_4).map(
    lambda pair: ipaddress.IPv6Address(number(pair[0]) + int(pair[1]))
)


@given(ANY_4 | NEAR_4 | ANY_6 | NEAR_6 | CARRIED)
def test_an_address_is_public_if_no_list_names_it(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert is_public(str(address), 443) is not is_special(address)


@given(ANY_4 | NEAR_4 | ANY_6 | NEAR_6)
def test_nothing_is_public_that_the_interpreter_knows_to_be_private(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(str(address), 80):
        is_inward = (
            address.is_private or address.is_loopback or address.is_link_local or address.is_unspecified
        )
        assert not is_inward
        assert not address.is_multicast


@pytest.mark.parametrize("ends", [*SPECIAL_4, *SPECIAL_6], ids=lambda row: row[0])
def test_both_ends_of_every_special_network_are_refused(ends: tuple[str, str, str]) -> None:
    assert not is_public(ends[0], 443)
    assert not is_public(ends[1], 443)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("8.8.8.8", True),
        ("2400:3200::1", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::a00:8", False),
        ("::8.8.8.8", False),
        ("2002:808:808::1", False),
        ("2002:a00:8::1", False),
        ("2001:0:808:808::1", False),
        ("fd00:ec2::254", False),
        ("100.100.100.200", False),
        ("fe80::1%eth0", False),
        ("2400:3200::1%eth0", False),
        ("paper.example", False),
        ("", False),
    ],
)
def test_an_address_is_judged_by_what_it_holds(address: str, said: bool) -> None:
    assert is_public(address, 443) is said


@pytest.mark.parametrize(
    ("port", "said"),
    [(80, True), (443, True), (8080, True), (8443, True), (22, False), (0, False), (6379, False)],
)
def test_only_ports_that_sites_use(port: int, said: bool) -> None:
    assert is_public("8.8.8.8", port) is said


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("http://2130706433/", "127.0.0.1"),
        ("http://0x7f000001/", "127.0.0.1"),
        ("http://0x7F.0.0.0x1/", "127.0.0.1"),
        ("http://0177.0.0.1/", "127.0.0.1"),
        ("http://127.1/", "127.0.0.1"),
        ("http://10.8/", "10.0.0.8"),
        ("http://１２７。０。０。１/", "127.0.0.1"),
        ("http://127.0.0.1./", "127.0.0.1"),
        ("http://①②⑦.0.0.1/", "127.0.0.1"),
        ("http://[0:0:0:0:0:0:0:1]/", "::1"),
        ("http://[::ffff:127.0.0.1]/", "::ffff:7f00:1"),
        ("http://PAPER.Example/", "paper.example"),
        ("http://石榴花.example/", "xn--r8vv71a0li.example"),
        ("http://paper.example./", "paper.example"),
    ],
)
def test_a_host_is_read_as_browsers_read_it(written: str, host: str) -> None:
    assert read_link(written).host == host


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ftp://8.8.8.8/", "not_http"),
        ("file:///etc/hostname", "not_http"),
        ("javascript:alert(1)", "not_http"),
        ("data:text/html,x", "not_http"),
        ("gopher://8.8.8.8:70/_", "not_http"),
        ("石榴花开", "not_http"),
        ("", "not_http"),
        ("http:///", "not_http"),
        ("//paper.example/", "not_http"),
        ("http://an:word@8.8.8.8/", "password"),
        ("http://8.8.8.8@127.0.0.1/", "password"),
        ("http://8.8.8.8\\@127.0.0.1/", "password"),
        ("http://@127.0.0.1/", "password"),
        ("http://127.0.0.1#@8.8.8.8\\", None),
        ("http://8.8.8.8\\.paper.example/", "bad_address"),
        ("http://paper%2eexample/", "bad_address"),
        ("http://paper example/", "bad_address"),
        ("http://[::1", "bad_address"),
        ("http://[fe80::1%25eth0]/", "bad_address"),
        ("http://[::1]evil/", "bad_address"),
        ("http://8.8.8.8:99999/", "bad_address"),
        ("http://8.8.8.8:８０/", "bad_address"),
        ("http://8.8.8.8:-1/", "bad_address"),
        ("http://a..b/", "bad_address"),
        ("http://256.1.1.1/", "bad_address"),
        ("http://1.2.3.4.5/", "bad_address"),
        ("http://08.8.8.8/", "bad_address"),
        ("http://" + "a" * 64 + ".example/", "bad_address"),
        ("http://paper.example/" + "a" * 5000, "bad_address"),
        ("http://paper.example/\r\nX: y", "bad_address"),
        ("http://paper.example/\x00", "bad_address"),
        ("http://pa\tper.example/", "bad_address"),
        ("http://paper.example/\udcff\ud800", "bad_address"),
        ("http://℀.example/", "bad_address"),
    ],
)
def test_what_is_no_address_is_refused_before_anything_is_asked(written: str, code: str | None) -> None:
    if code is None:
        assert read_link(written).host == "127.0.0.1"
        return
    with pytest.raises(NotFetched) as refused:
        read_link(written)
    assert refused.value.code == code


def test_port_nought_stays_nought() -> None:
    assert read_link("http://8.8.8.8:0/").port == 0


def test_a_password_is_not_repeated_in_the_sentence() -> None:
    with pytest.raises(NotFetched) as refused:
        read_link("http://an:secret@paper.example/")
    assert "secret" not in refused.value.sentence("zh") + refused.value.sentence("en")


TARGET = re.compile(rb"GET [\x21-\x7e]+ HTTP/1\.1\r\nHost: [\x21-\x7e]+\r\n")


@given(st.text(), st.text())
@example("/新闻", "题=石榴 花")
@example("\r\nHost: evil", "\u2028\x85\n")
@example(" ", " ")
def test_nothing_that_is_written_gets_a_line_end_or_a_blank_into_the_request_line(
    path: str, query: str
) -> None:
    for url in (f"http://paper.example/{path}?{query}", f"http://paper.example{path}", path):
        try:
            request = request_bytes(read_link(url), "GET")
        except NotFetched:
            continue
        assert TARGET.match(request)
        assert request.count(b"\r\n") == 8
        assert b"\n" not in request.replace(b"\r\n", b"")


@given(
    st.binary(),
    st.sampled_from([b"", b"/", b"//", b"http://", b"http://paper.example/", b"\\\\", b"?", b"%0d%0a"]),
)
def test_no_redirection_gets_a_line_end_or_a_blank_into_the_request_line(sent: bytes, before: bytes) -> None:
    link = read_link("http://paper.example/a/b?c")
    try:
        following = onwards(link, (before + sent).decode("latin-1"))
    except NotFetched:
        return
    assert following.scheme in {"http", "https"}
    assert TARGET.match(request_bytes(following, "GET"))


@given(st.text(string.ascii_letters + string.digits + "-._~/%!$&'()*+,;=:@", max_size=60))
def test_what_is_already_in_order_is_asked_for_as_it_is(path: str) -> None:
    assert read_link(f"http://paper.example/{path}").target == f"/{path}"


def test_bytes_of_another_encoding_in_a_redirection_stay_what_they_were() -> None:
    link = read_link("http://paper.example/")

    assert onwards(link, "/新闻".encode("gb18030").decode("latin-1")).target == "/%D0%C2%CE%C5"
    assert onwards(link, "/新闻".encode().decode("latin-1")).target == "/%E6%96%B0%E9%97%BB"
    assert onwards(link, "//石榴花.example/x".encode().decode("latin-1")).host == "xn--r8vv71a0li.example"
