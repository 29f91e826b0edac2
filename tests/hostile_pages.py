"""Makes hostile and merely odd press pages in a folder, each with what must become of it: pass, refuse or either."""

import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.hostile import Case

WORDS = "昆都仑区鞍山道街道团十社区举办端午活动，一百二十余人参加，发放宣传册三百份。"
HEAD = (
    "<html><head><meta charset='{charset}'><title>端午活动聚人心</title></head><body><h1>端午活动聚人心</h1>"
)
MONGOLIAN = "ᠬᠦᠨᠳᠦᠯᠡᠨ ᠲᠣᠭᠣᠷᠢᠭ ᠤᠨ ᠨᠡᠶᠢᠭᠡᠮ ᠦᠨ ᠬᠤᠷᠠᠯ"
TIBETAN = "ཁུལ་གྱི་མི་དམངས་ཀྱི་འཚོ་བ།"


def make_hostile_pages(folder: Path) -> list[Case]:
    """Write every case into the folder (about 80 MB) and list them."""
    cases = []
    for name, must, make in CASES:
        path = folder / name
        path.write_bytes(make())
        cases.append(Case(path, must))
    return cases


def page(body: str = f"<p>{WORDS}</p>", *, charset: str = "utf-8", encoding: str = "") -> bytes:
    """A small page that may lie about its encoding."""
    text = f"{HEAD.format(charset=charset)}{body}</body></html>"
    return text.encode(encoding or charset, "replace")


def archive(body: bytes, *, kind: str = "text/html; charset=utf-8", many: int = 1) -> bytes:
    """A packed WARC of the same answer ``many`` times."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number in range(many):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://example.org/{number}", "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


def _billion_laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE html [<!ENTITY l0 "哈">{levels}]><html><body><p>{WORDS}&l9;</p></body></html>'.encode()


def _outside_entity() -> bytes:
    wanted = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return f"{wanted}<html><body><p>{WORDS}&x;</p></body></html>".encode()


def _reaches_out() -> bytes:
    calls = "".join(
        f"<img src='http://127.0.0.1:9/{n}.png'><script src='//127.0.0.1:9/{n}'></script>" for n in range(99)
    )
    return page(f"<meta http-equiv='refresh' content='0;url=http://127.0.0.1:9/'>{calls}<p>{WORDS}</p>")


CASES: list[tuple[str, str, Callable[[], bytes]]] = [
    # Harmless oddities
    ("plain.html", "pass", page),
    ("gb18030.html", "pass", lambda: page(charset="gb18030")),
    ("big5.html", "pass", lambda: page("<p>昆都崙區舉辦端午活動，居民參加。</p>", charset="big5")),
    ("utf16.html", "pass", lambda: page(charset="utf-16")),
    ("lying_charset.html", "pass", lambda: page(charset="gb2312", encoding="utf-8")),
    ("lying_utf8.html", "pass", lambda: page(charset="utf-8", encoding="gb18030")),
    ("mongolian_tibetan.html", "pass", lambda: page(f"<p>{MONGOLIAN}</p><p>{TIBETAN}</p>")),
    ("nfd_cafe\u0301.txt", "pass", lambda: f"cafe\u0301\n{WORDS}".encode()),
    ("nul_bytes.html", "pass", lambda: page(f"<p>{WORDS}</p>".replace("端午", "端\x00午"))),
    ("no_tags_closed.html", "pass", lambda: page("<div><p>".join([WORDS] * 50))),
    ("reaches_out.html", "pass", _reaches_out),
    ("comment_never_closed.html", "either", lambda: page(f"<p>{WORDS}</p><!-- {WORDS * 200}")),
    ("archive.warc.gz", "pass", lambda: archive(page())),
    ("many_answers.warc.gz", "pass", lambda: archive(page(), many=300)),
    ("control_signs.txt", "either", lambda: ("".join(map(chr, range(1, 32))) + WORDS).encode()),
    # Hostile
    ("nested_tags.html", "either", lambda: page("<div>" * 200_000 + WORDS + "</div>" * 200_000)),
    ("nested_tables.html", "either", lambda: page("<table><tr><td>" * 40_000 + WORDS)),
    ("million_attributes.html", "either", lambda: page("<p " + "a=1 " * 400_000 + f">{WORDS}</p>")),
    ("many_anchors.html", "either", lambda: page("<a href=/x>更多</a>" * 150_000 + f"<p>{WORDS}</p>")),
    ("many_quotes.txt", "either", lambda: ("《“（" * 300_000 + WORDS).encode()),
    ("many_dates.txt", "either", lambda: ("5月20日至22日，120人、" * 60_000).encode()),
    ("one_long_word.txt", "either", lambda: ("a" * (4 << 20)).encode()),
    ("brackets.txt", "either", lambda: ("(qū" * 400_000 + WORDS).encode()),
    ("billion_laughs.html", "either", _billion_laughs),
    ("outside_entity.html", "either", _outside_entity),
    ("entities.html", "either", lambda: page("<p>" + "&#x6606;" * 500_000 + "</p>")),
    ("fifty_megabytes.html", "refuse", lambda: page(f"<p>{WORDS}</p>" * 400_000)),
    ("bomb.warc.gz", "refuse", lambda: archive(b"<html>" + b"\x00" * (120 << 20))),
    ("bomb.html.gz", "refuse", lambda: gzip.compress(b"<html>" + b" " * (200 << 20))),
    ("nested.warc.gz", "refuse", lambda: gzip.compress(gzip.compress(gzip.compress(archive(page()))))),
    ("cut.warc.gz", "refuse", lambda: archive(page())[:300]),
    ("no_story.warc.gz", "refuse", lambda: archive(b"\x89PNG" + b"\x00" * 999, kind="image/png")),
    ("lying_length.warc", "refuse", lambda: b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\nx"),
    ("binary.html", "refuse", lambda: bytes((i * 7919 + i // 3) % 256 for i in range(200_000))),
    ("random.txt", "refuse", lambda: os.urandom(100_000)),
    ("zeros.html", "refuse", lambda: b"\x00" * 100_000),
    ("program.html", "refuse", lambda: b"\x7fELF" + b"\x01" * 5_000),
    ("picture.html", "refuse", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 500),
    ("polyglot.html", "either", lambda: b"%PDF-1.4\n" + page()),
    ("pdf.html", "refuse", lambda: b"%PDF-1.7\n1 0 obj\n" + bytes(range(256)) * 20),
    ("empty.html", "refuse", lambda: b""),
]  # fmt: skip
