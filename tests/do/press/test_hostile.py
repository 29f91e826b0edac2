"""Pages that mean harm, from the link to the story: each refused or read, in a sentence, and nothing else happens."""

import pytest

from hundredfold.do.press.models import Page
from hundredfold.do.press.reasons import why_of
from tests.people import District
from tests.press_sites import html, read

LINK = "https://a.example/1.html"
LONG = "昆都仑区的邻居们在社区书屋里读书，" * 40


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>" + b"<div>" * 100_000 + LONG.encode() + b"</body></html>",
        b"<html>" + b"\xff\xfe\x00" * 30_000,
        b"<html><head><title><script>alert(1)</script></title></head><body><article><p>"
        + LONG.encode()
        + b"</p></article></body></html>",
        b"<html><body><p>" + b"&#0;&#xD800;&#x110000;" * 500 + LONG.encode() + b"</p></body></html>",
        (
            "<html><title>"
            + "长" * 5000
            + "</title><body><h1>"
            + "长" * 5000
            + f"</h1><p>{LONG}</p></body></html>"
        ).encode(),
        f'<html><meta name="pubdate" content="9999-99-99"><body><h1>题目</h1><p>{LONG}</p></body></html>'.encode(),
        f'<html><link rel="canonical" href="http://10.0.0.1/"><body><h1>题目</h1><p>{LONG}</p></body></html>'.encode(),
        "<html><body><h1>登录</h1><form><input type=password></form><p>请登录后查看全文</p></body></html>".encode(),
        b"<html><body>" + b'<a href="/x">\xe8\xa6\x81\xe9\x97\xbb</a>' * 400 + b"</body></html>",
        "<html><head><title>404 页面不存在</title></head><body><h1>您访问的页面不存在</h1></body></html>".encode(),
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><html><body><p>&b;</p></body></html>",
        b"WARC/1.1\r\n\r\n",
    ],
    ids=[
        "nested",
        "bytes",
        "script",
        "entities",
        "title",
        "date",
        "canonical",
        "login",
        "navigation",
        "soft404",
        "xxe",
        "warc",
    ],
)
def test_a_hostile_page_is_read_or_refused_in_a_sentence(district: District, body: bytes) -> None:
    (page, whole) = read(district, {LINK: body, "https://b.example/2.html": html("song")})

    assert page.state in {"read", "refused"}
    assert page.state == "read" or (why_of(page, "zh") and why_of(page, "en"))
    assert "root:" not in page.text
    assert "\0" not in page.text
    assert page.published is None or page.published.year < 2200
    assert whole.state == "read"


def test_a_page_of_another_encoding_is_read(district: District) -> None:
    (page,) = read(district, {LINK: html(charset="gb18030")})

    assert page.title == "昆都仑区邻里书屋迎来百名小读者"
    assert Page.objects.get().outlet == "包头日报"
