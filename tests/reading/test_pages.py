"""Pages of several layouts, encodings and kinds of harm give the story that was put into them."""

import gzip
from io import BytesIO
from random import Random

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench.press_pages import ENCODINGS, LAYOUTS, make_page
from bench.press_stories import collection
from hundredfold.reading.pages import read_page
from hundredfold.reading.words import Refused

BODY = (
    "<p>昆都仑区鞍山道街道团十社区举办端午活动，120余人参加，发放宣传册300份。</p>"
    "<p>5月20日至22日，活动继续举行。</p>"
)
PAGE = (
    "<html><head><title>端午活动聚人心_某某网</title></head><body><ul class='nav'><li><a href=/>首页</a></li></ul>"
    "<h1>端午活动聚人心</h1><div>发布时间：2024-06-10 来源：包头日报 记者 王海燕</div>"
    f"<div>{BODY}</div><div>责任编辑：李永明</div><div>下一篇：<a href=/2>供热管网改造</a></div></body></html>"
)


def test_page_gives_story_and_what_it_prints() -> None:
    page = read_page(PAGE.encode("gb18030"), name="a.html")

    assert (page.title, page.published, page.outlet, page.level) == (
        "端午活动聚人心",
        "2024-06-10",
        "包头日报",
        "municipal",
    )
    assert page.byline == "王海燕"
    assert page.text.startswith("昆都仑区")
    assert page.text.endswith("继续举行。")
    assert page.dates == ("2024-05-20/2024-05-22",)
    assert page.places == ("昆都仑区", "鞍山道街道", "团十社区")
    assert [(each.what, each.value) for each in page.figures] == [("人 参加", 120), ("份", 300)]
    assert (page.language, page.damage, page.repairs) == ("zh-Hans", "none", ())


@pytest.mark.parametrize("number", range(len(LAYOUTS) * 3))
def test_story_comes_out_of_every_layout(number: int) -> None:
    told = collection(3, seed=number)[0]
    made = make_page(told, dice=Random(number), number=number)

    page = read_page(made.data, name=made.name)

    assert page.published == told.published.isoformat()
    assert (page.outlet, page.level) == (made.told.outlet, made.told.level) or made.harm == "genuine"
    lines = page.text.split("\n")
    assert sum(line in lines for line in made.true_text.split("\n")) >= 0.8 * len(told.paragraphs)


def archive(body: bytes, headers: list[tuple[str, str]]) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            "http://example.org/2024/0611/a.html",
            "response",
            payload=BytesIO(body),
            length=len(body),
            http_headers=http,
        )
    )
    return out.getvalue()


def test_archive_gives_its_first_page() -> None:
    page = read_page(archive(PAGE.encode(), [("Content-Type", "text/html; charset=utf-8")]), name="a.warc.gz")

    assert (page.file, page.title) == ("a.warc.gz", "端午活动聚人心")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x00\x00 \n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "not_text"),
        (bytes(range(32)) * 200, "not_text"),
        (b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n", "no_page"),
        (gzip.compress(b"no archive at all", mtime=0), "no_page"),
    ],
)
def test_page_that_is_none_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_page(data, name="x.html")

    assert refused.value.code == code


@pytest.mark.parametrize(
    "title", ["[b]标题[/b] &lt;script&gt;alert(1)&lt;/script&gt;", "[b]标题[/b]<script>alert(1)</script>"]
)
def test_script_in_a_title_is_left_out(title: str) -> None:
    body = "<p>这里是正文，足够长的一段文字。</p>"
    for html in (f"<title>{title}</title>{body}", f"<h1>{title}</h1>{body}"):
        assert read_page(html.encode(), name="t.html").title == "[b]标题[/b]"


@pytest.mark.parametrize(
    ("text", "language"),
    [("ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ", "mn-Mong"), ("Монгол хэл", "mn-Cyrl"), ("Plain words", "en"), ("臺灣於後", "zh-Hant")],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert read_page(text.encode(), name="t.txt").language == language


def test_encodings_of_the_bench_are_all_tried() -> None:
    assert len(set(ENCODINGS)) == 5
